package gateway

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
)

// A grant is what a turn found to be this replica's.
type grant struct {
	token int64
	until time.Time
}

// A result is what a turn came to.
type result struct {
	shards map[int]grant // nil if that is not known
	freed  []int         // were released
	of     int           // 0 if not known
	over   int           // how many shards are to be given back
	leads  time.Time     // this replica registers the commands until then
	began  time.Time
	next   time.Duration // from then on, to the next turn
	err    error
}

// turn looks at the leases, beside what else happens.
func (r *replica) turn() <-chan result {
	var free []store.Lease
	var kept []int
	for shard, t := range r.held {
		switch {
		case t.gone:
			free = append(free, store.Lease{Name: shardLease + strconv.Itoa(shard), Token: t.token})
		case !t.going:
			kept = append(kept, shard)
		}
	}
	of := cmp.Or(r.of, r.wanted)
	done := make(chan result, 1)
	go func() {
		ctx, cancel := context.WithTimeout(r.ctx, r.opts.Pace.Renew)
		defer cancel()
		done <- r.look(ctx, free, kept, of)
	}()
	return done
}

// look renews what is held, and takes what this replica should hold besides.
func (r *replica) look(ctx context.Context, free []store.Lease, kept []int, of int) result {
	got := result{began: r.opts.Now(), next: r.opts.Pace.Renew}
	for _, l := range free {
		if got.err = r.leases.Release(ctx, l); got.err != nil {
			return got
		}
		shard, _ := shardIn(l.Name)
		got.freed = append(got.freed, shard)
	}
	until := r.opts.Now().Add(r.opts.Pace.Lease)
	mine, err := r.leases.Renew(ctx, r.me, r.opts.Pace.Lease)
	if got.err = err; err != nil {
		return got
	}
	got.shards = map[int]grant{}
	lives := false
	for _, l := range mine {
		if shard, ok := shardIn(l.Name); ok {
			got.shards[shard] = grant{l.Token, until}
		}
		lives = lives || l.Name == replicaLease+r.me
		if l.Name == commandsLease {
			got.leads = until
		}
	}
	if !lives { // it takes part in the next turn: those that start together see each other first
		got.shards = nil
		_, _, got.err = r.leases.Acquire(ctx, replicaLease+r.me, r.me, r.opts.Pace.Lease)
		return got
	}
	r.claim(ctx, &got, kept, of)
	return got
}

// claim takes what this replica should hold: first the shards that it has kept in doubt.
func (r *replica) claim(ctx context.Context, got *result, kept []int, of int) {
	if of, got.err = r.agree(ctx, of); got.err != nil {
		return
	}
	live, err := r.leases.Live(ctx)
	if got.err = err; err != nil {
		return
	}
	c := takeCensus(live, r.me)
	if c.soonest > 0 && c.soonest < got.next {
		got.next = c.soonest + got.next/30 // a replica is missed: its shards are free then
	}
	limit := fair(r.me, c.held, of)
	for _, shard := range slices.Concat(kept, upTo(of)) {
		if _, mine := got.shards[shard]; mine || c.shards[shard] || shard >= of || len(got.shards) >= limit {
			continue
		}
		if g, ok := r.acquire(ctx, got, shardLease+strconv.Itoa(shard)); ok {
			got.shards[shard] = g
		}
	}
	if r.application.Load() != nil && !c.leads {
		if g, ok := r.acquire(ctx, got, commandsLease); ok {
			got.leads = g.until
		}
	}
	got.of, got.over = of, len(got.shards)-limit
}

// upTo is the numbers from 0 to below n.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// acquire takes one lease, if it is free. The time counts from before it was asked for.
func (r *replica) acquire(ctx context.Context, got *result, name string) (grant, bool) {
	until := r.opts.Now().Add(r.opts.Pace.Lease)
	token, ok, err := r.leases.Acquire(ctx, name, r.me, r.opts.Pace.Lease)
	if err != nil {
		got.err = err
	}
	return grant{token, until}, ok && err == nil
}

// agree is how many shards there are. Discord may be told of one number only, or some
// messages would come twice: so whoever comes later goes along with who was there before. The
// lease outlives all those of shards.
func (r *replica) agree(ctx context.Context, of int) (int, error) {
	for range 3 {
		_, ok, err := r.leases.Acquire(ctx, countLease, strconv.Itoa(of), 2*r.opts.Pace.Lease)
		if err != nil || ok {
			return of, err
		}
		live, err := r.leases.Live(ctx)
		if err != nil {
			return 0, err
		}
		if n, err := strconv.Atoi(takeCensus(live, r.me).count); err == nil && n > 0 {
			of = n
		}
	}
	return 0, errors.New("the replicas do not agree on how many shards there are")
}
