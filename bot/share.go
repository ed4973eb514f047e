package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
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

// A tenure is a shard while it is this replica's.
type tenure struct {
	token int64
	until atomic.Pointer[time.Time] // it answers until then
	doubt atomic.Pointer[time.Time] // and then who may be at risk, until then; nil for never
	stop  context.CancelFunc
	going bool // it was told to stop
	gone  bool // its connection is closed
}

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
			turn, next = nil, g.opts.after(got.next-g.opts.now().Sub(got.began))
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
		ctx, cancel := context.WithTimeout(r.ctx, r.opts.pace.renew)
		defer cancel()
		done <- r.look(ctx, free, kept, of)
	}()
	return done
}

// look renews what is held, and takes what this replica should hold besides.
func (r *replica) look(ctx context.Context, free []store.Lease, kept []int, of int) result {
	got := result{began: r.opts.now(), next: r.opts.pace.renew}
	for _, l := range free {
		if got.err = r.leases.Release(ctx, l); got.err != nil {
			return got
		}
		shard, _ := shardIn(l.Name)
		got.freed = append(got.freed, shard)
	}
	until := r.opts.now().Add(r.opts.pace.lease)
	mine, err := r.leases.Renew(ctx, r.me, r.opts.pace.lease)
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
		_, _, got.err = r.leases.Acquire(ctx, replicaLease+r.me, r.me, r.opts.pace.lease)
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
	for n := 0; n < len(kept)+of && len(got.shards) < limit; n++ {
		shard := n - len(kept)
		if n < len(kept) {
			shard = kept[n]
		}
		if _, mine := got.shards[shard]; mine || c.shards[shard] {
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

// acquire takes one lease, if it is free. The time counts from before it was asked for.
func (r *replica) acquire(ctx context.Context, got *result, name string) (grant, bool) {
	until := r.opts.now().Add(r.opts.pace.lease)
	token, ok, err := r.leases.Acquire(ctx, name, r.me, r.opts.pace.lease)
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
		_, ok, err := r.leases.Acquire(ctx, countLease, strconv.Itoa(of), 2*r.opts.pace.lease)
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

// take does what a turn came to.
func (r *replica) take(got result) {
	for _, shard := range got.freed {
		delete(r.held, shard)
	}
	r.hear(got)
	if got.shards == nil { // what is held runs out, unless a later turn renews it
		if got.err != nil {
			r.doubt(got.began.Add(r.opts.pace.lease)) // by then other turns are over, unless this one hangs
		}
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
		default:
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
		r.of = got.of
		if r.of != r.wanted && !r.told {
			r.told = true
			r.Gateway.tell(fmt.Sprintf("the replicas have %d shards, and this one was to make %d: it goes along; to change the number, stop all of them for half a minute", r.of, r.wanted))
		}
	}
	if got.err != nil && !r.failed && r.ctx.Err() == nil {
		r.Gateway.tell("the replicas' leases cannot be renewed: " + got.err.Error() + "; if that lasts, this one leaves its shards to others")
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
		t.doubt.Store(&until)
	}
}

// over tells when the first shard answers less than before.
func (r *replica) over() <-chan time.Time {
	now, first := r.opts.now(), time.Time{}
	for _, t := range r.held {
		if until := t.change(now); !t.going && (first.IsZero() || until.Before(first)) {
			first = until
		}
	}
	if first.IsZero() {
		return nil
	}
	return r.opts.after(first.Sub(now))
}

// expire ends the shards that are held no longer.
func (r *replica) expire() {
	now := r.opts.now()
	for shard, t := range r.held {
		if !t.going && t.hears(now) == nobody {
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
	now, sure := r.opts.now(), !r.failed
	for _, t := range r.held {
		if !t.going {
			if t.hears(now) != everybody {
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
		case <-r.opts.after(keptTime):
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

// end closes the connection.
func (t *tenure) end() {
	t.going = true
	t.stop()
}

// lose ends it at once: the shard is another's.
func (t *tenure) lose() {
	t.until.Store(&time.Time{})
	t.doubt.Store(nil)
	t.end()
}

// hears is whose events are answered. It is asked before each.
func (t *tenure) hears(now time.Time) audience {
	doubt := t.doubt.Load()
	switch {
	case now.Before(*t.until.Load()):
		return everybody
	case doubt != nil && now.Before(*doubt):
		return atRisk
	}
	return nobody
}

// change is when it answers less.
func (t *tenure) change(now time.Time) time.Time {
	if t.hears(now) == atRisk {
		return *t.doubt.Load()
	}
	return *t.until.Load()
}
