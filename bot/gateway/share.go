package gateway

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"
)

// Shards that several replicas share are leased: each is held by one replica at a time, which
// says every few seconds that it lives. One that cannot say so (it hangs, or is cut off from
// the database) has to think that another answers by now. So it stops by its own clock, before
// its lease is over by the database's: the time counts from before it was asked for. It drops
// what still comes. Another that then connects is told of what happens from there on. So no
// event is answered twice; what happens in between is answered by nobody, as Discord gives it
// to no session.
//
// But it may be the database that is away, for all of them. So one that tries in vain keeps its
// connections, and answers who may be at risk: if another does too, Discord takes one reply of
// the two. One that hung closes them.
type replica struct {
	*Gateway
	leases   Leases
	me       string // random
	wanted   int    // shards, if nobody said another number before
	sink     Sink
	of       int             // shards that all agree on; 0 for not known
	held     map[int]*tenure // by shard; also those that end
	ended    chan int        // shards whose connection is closed
	failed   bool            // the last turn did, which was told
	reported string          // which shards are held, as it was told last
	told     bool            // that another number of shards is in use
}

// share holds this replica's part of the shards until Close.
func (g *Gateway) share(sink Sink, wanted int) {
	r := &replica{Gateway: g, leases: g.opts.Leases, me: rand.Text(), wanted: wanted, sink: sink, held: map[int]*tenure{}, ended: make(chan int)}
	turn, next := r.turn(), (<-chan time.Time)(nil)
	for {
		select {
		case <-g.ctx.Done():
			r.leave(turn)
			return
		case <-next:
			turn, next = r.turn(), nil
		case got := <-turn:
			turn, next = nil, g.opts.After(got.next-g.opts.Now().Sub(got.began))
			r.take(got)
		case shard := <-r.ended:
			r.held[shard].going, r.held[shard].gone = true, true
			r.report()
			if turn == nil {
				turn, next = r.turn(), nil // so that another can have it
			}
		case <-r.over():
			r.expire()
		}
	}
}

// take does what a turn came to.
func (r *replica) take(got result) {
	for _, shard := range got.freed {
		delete(r.held, shard)
	}
	r.hear(got)
	if got.err != nil { // what is held runs out, unless a later turn renews it
		r.doubt(got.began.Add(r.opts.Pace.Lease)) // by then other turns are over, unless this one hangs
	}
	if got.shards == nil {
		r.report()
		return
	}
	leaving := 0
	for shard, t := range r.held {
		g, mine := got.shards[shard]
		if mine && g.token == t.token+1 && !t.going { // it was over, and nobody else had it since
			t.token = g.token
		}
		mine = mine && g.token == t.token
		switch {
		case t.going && mine:
			leaving++
		case t.going:
		case mine:
			t.until.Store(&g.until)
		case got.err == nil:
			t.lose() // another answers by now
		}
	}
	for shard, g := range got.shards {
		if r.held[shard] == nil && r.of > 0 {
			r.begin(shard, g)
		}
	}
	if got.over > leaving { // one in a turn, so that not all of them are away at once
		r.giveBack()
	}
	r.report()
	if !got.leads.IsZero() {
		r.lead(got.leads)
	}
}

// hear tells the operator what a turn found, once.
func (r *replica) hear(got result) {
	if got.of > 0 {
		if r.of > 0 && r.of != got.of { // all leases were over, and who came first made another number
			r.drop()
		}
		r.of = got.of
		if r.of != r.wanted && !r.told {
			r.told = true
			r.Gateway.tell(fmt.Sprintf("the replicas have %d shards, and this one was to make %d: it goes along; to change the number, stop all of them for half a minute", r.of, r.wanted))
		}
	}
	if got.err != nil && !r.failed && r.ctx.Err() == nil {
		r.Gateway.tell("the replicas' leases cannot be renewed: " + got.err.Error() + "; if that lasts, this one answers only who may be at risk")
	}
	r.failed = got.err != nil
}

// begin connects a shard.
func (r *replica) begin(id int, g grant) {
	ctx, stop := context.WithCancel(r.ctx)
	t := &tenure{token: g.token, stop: stop}
	t.until.Store(&g.until)
	r.held[id] = t
	sh := r.newShard(ctx, id, r.of, r.sink)
	sh.tenure = t
	r.kept.Go(func() {
		sh.keep()
		stop()
		r.ended <- id
	})
}

// giveBack ends the last of the shards. What comes until its connection is closed is
// answered, and only then can another have it.
func (r *replica) giveBack() {
	last := -1
	for shard, t := range r.held {
		if !t.going {
			last = max(last, shard)
		}
	}
	if last >= 0 {
		r.held[last].end()
	}
}

// doubt has what is held answer who may be at risk until a time, should its lease be over.
func (r *replica) doubt(until time.Time) {
	for _, t := range r.held {
		if !t.going {
			t.doubt.Store(&until)
		}
	}
}

// drop ends all shards: they are those of another number.
func (r *replica) drop() {
	for _, t := range r.held {
		if !t.going {
			t.lose()
		}
	}
}

// over tells when the first shard answers less than before.
func (r *replica) over() <-chan time.Time {
	now, first := r.opts.Now(), time.Time{}
	for _, t := range r.held {
		if until := t.change(now); !t.going && (first.IsZero() || until.Before(first)) {
			first = until
		}
	}
	if first.IsZero() {
		return nil
	}
	return r.opts.After(first.Sub(now))
}

// expire ends the shards that are held no longer.
func (r *replica) expire() {
	now := r.opts.Now()
	for shard, t := range r.held {
		if !t.going && t.hears(now) == Nobody {
			r.Gateway.tell(fmt.Sprintf("shard %d is left to other replicas: its lease could not be renewed in time", shard))
			t.end()
		}
	}
	r.report()
}

// report tells which shards are this replica's, as far as it knows.
func (r *replica) report() {
	of, all := r.of, []int{}
	for shard, t := range r.held {
		if !t.gone {
			all = append(all, shard)
		}
	}
	if !r.sure() {
		of = 0
	}
	slices.Sort(all)
	if news := fmt.Sprint(all, of); news != r.reported {
		r.reported = news
		r.opts.OnHeld(all, of)
	}
}

// sure reports whether it knows which shards are its own.
func (r *replica) sure() bool {
	now, sure := r.opts.Now(), !r.failed
	for _, t := range r.held {
		if !t.going {
			if t.hears(now) != Everybody {
				return false
			}
			sure = true // a failure that may still be mended in time
		}
	}
	return sure
}

// lead has this replica register the commands until a time.
func (r *replica) lead(until time.Time) {
	led := r.Leads()
	r.leads.Store(&until)
	if !led {
		r.kept.Go(r.sink.OnReady)
	}
}

// leave gives everything back when all connections are closed.
func (r *replica) leave(turn <-chan result) {
	if turn != nil {
		select {
		case <-turn: // it may just have acquired something
		case <-r.opts.After(keptTime):
		}
	}
	for _, t := range r.held {
		if !t.gone {
			<-r.ended
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), keptTime)
	defer cancel()
	live, err := r.leases.Live(ctx)
	for _, l := range live {
		if l.Holder == r.me && err == nil {
			err = r.leases.Release(ctx, l)
		}
	}
	if err != nil {
		r.Gateway.tell("give the replica's leases back: " + err.Error() + "; others take them over when they run out")
	}
}
