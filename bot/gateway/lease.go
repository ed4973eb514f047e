package gateway

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
)

// Leases is what several replicas have one of: each thing is held by one of them for a while,
// by a clock that all of them share. The real ones are rows of a database.
type Leases interface {
	// Acquire takes a lease unless somebody else holds it; its token is larger than the one
	// before.
	Acquire(ctx context.Context, name, holder string, lasts time.Duration) (token int64, ok bool, err error)
	// Renew prolongs all that a holder holds, and returns it.
	Renew(ctx context.Context, holder string, lasts time.Duration) ([]store.Lease, error)
	// Release gives a lease back, if it is still that of its token.
	Release(ctx context.Context, l store.Lease) error
	// Live is all that somebody holds.
	Live(ctx context.Context) ([]store.Lease, error)
}

var _ Leases = (*store.DB)(nil)

// What is leased:
//
//   - "shard 3": the events of a shard;
//   - "replica …": nothing but that a replica lives;
//   - "count": how many shards there are, by all who agree on it, in the name of the number;
//   - "commands": their registration;
//   - "identify 0": a place to identify at, which nobody renews.
const (
	shardLease    = "shard "
	replicaLease  = "replica "
	identifyLease = "identify "
	countLease    = "count"
	commandsLease = "commands"
)

// shardIn is the shard that a lease is of.
func shardIn(name string) (shard int, ok bool) {
	_, err := fmt.Sscanf(name, shardLease+"%d", &shard)
	return shard, err == nil
}

// fair is how many shards a replica may hold of so many, where held has how many each live
// replica holds: an even part of them, and one more only while no other has less than that.
// So nobody takes what somebody else was given room for.
func fair(me string, held map[string]int, of int) int {
	least := of / len(held)
	for other, n := range held {
		if other != me && n < least {
			return least
		}
	}
	return (of + len(held) - 1) / len(held)
}

// A census is who holds what.
type census struct {
	shards  map[int]bool   // that somebody holds
	held    map[string]int // shards of each live replica
	leads   bool           // somebody registers the commands
	count   string         // how many shards there are, as whoever began said
	soonest time.Duration  // until the first shard of somebody else is over; 0 for none
}

func takeCensus(live []store.Lease, me string) census {
	c := census{shards: map[int]bool{}, held: map[string]int{me: 0}}
	for _, l := range live {
		if replica, ok := strings.CutPrefix(l.Name, replicaLease); ok {
			c.held[replica] += 0
		}
	}
	for _, l := range live {
		shard, isShard := shardIn(l.Name)
		switch {
		case isShard:
			c.shards[shard] = true
			if l.Holder != me && (c.soonest == 0 || l.Left < c.soonest) {
				c.soonest = l.Left
			}
			if _, lives := c.held[l.Holder]; lives {
				c.held[l.Holder]++
			}
		case l.Name == commandsLease:
			c.leads = true
		case l.Name == countLease:
			c.count = l.Holder
		}
	}
	return c
}
