package gateway

import "time"

// Options make a Gateway.
type Options struct {
	Token  string
	APIURL string // where Discord is; "" for discord.com. A proxy, another server, or the simulator
	// OnError is told of discordgo's errors, without their data.
	OnError func(text string)
	// OnReady is told the application's id at each connect.
	OnReady func(application string)
	// Shards is how many connections there are; 1 if zero, and Recommended for as many
	// as Discord recommends.
	Shards int
	// Leases shares the shards with other replicas; nil where there are none.
	Leases Leases
	// OnHeld is told which shards are this program's, and of how many; nil for nobody.
	OnHeld func(shards []int, of int)
	// OnState is told when a shard's connection is there and when it is lost; nil for
	// nobody.
	OnState func(shard int, connected bool)
	// OnWait is told how long a message waited for a rate limit; nil for nobody.
	OnWait func(time.Duration)
	// Identifies remembers across restarts how often the bot identified itself; nil
	// remembers it for as long as the program runs.
	Identifies Identifies

	Pace  Pace                                 // Usual, if zero
	Now   func() time.Time                     // time.Now, if nil
	After func(time.Duration) <-chan time.Time // time.After, if nil
}

// A Pace is how long things may take.
type Pace struct {
	Connect  time.Duration // to become ready
	Quiet    time.Duration // without a byte from Discord
	Stable   time.Duration // after which a connection counts as a good one
	First    time.Duration // the longest first pause before connecting anew
	Most     time.Duration // and the longest of all
	Identify time.Duration // between two identifies
	Lease    time.Duration // that a replica may not be heard of until others take its place
	Renew    time.Duration // between two times that it is
}

// Usual is at home on Discord. Its heartbeat interval is 41.25 s, and each is
// acknowledged: one and a half without anything is a dead connection. A place to
// identify is free again after 5 s (research B), and a half more for the way there.
var Usual = Pace{
	Connect: 30 * time.Second, Quiet: 62 * time.Second, Stable: time.Minute,
	First: time.Second, Most: 4 * time.Minute, Identify: 5500 * time.Millisecond,
	Lease: 10 * time.Second, Renew: 3 * time.Second,
}
