// Package gateway is the way to Discord and back: connections to Discord's gateway, one a
// shard, that are kept up; requests, under Discord's rate limits; and shards that are shared
// with other replicas. What an event means, and what is said, is decided in package bot.
//
// Events flow out, to a Sink: a message, an interaction, a server that is gone. With each
// goes its Audience, that is whose events this replica answers. Payloads and Answers flow
// in, one request each; if Discord does not take one there is an error, and trying again is
// up to the caller. Options have functions to be told of connections, and Leases and
// Identifies to keep what must outlast the program.
//
// Where to look:
//
//   - a connection: shard.go, supervisor.go, line.go, guard.go, address.go, refused.go
//   - identifies: slots.go, budget.go
//   - what replicas share: lease.go, claim.go, tenure.go, share.go
//   - requests: requests.go, turns.go, transport.go; without a gateway: rest.go
//
// Nothing is logged here. What an operator is told holds nothing of an event or a request.
package gateway
