package gateway

import (
	"context"
	"crypto/rand"
	"strconv"
	"sync"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
)

// slots are the places to identify at: max_concurrency of them, and each is free again
// a while after it was used (https://docs.discord.com/developers/events/gateway#sharding,
// "Max Concurrency").
type slots struct {
	mu sync.Mutex
	of map[int]*slot
}

// A slot is one place. Whoever took its element has it.
type slot struct {
	free chan struct{} // has one element while nobody identifies here
	last time.Time     // when somebody did
}

// A ticket is a slot while it is somebody's.
type ticket struct {
	slot *slot
	once sync.Once

	prolong, release func() // of the place among all replicas; nil where it is not shared
}

// unused is how long ago somebody identified here.
func (s *slot) unused(now time.Time) time.Duration {
	return max(now.Sub(s.last), 0) // a clock may be set back
}

// enter waits for a place.
func (ss *slots) enter(ctx context.Context, place int) (*ticket, error) {
	s := ss.at(place)
	select {
	case <-s.free:
		return &ticket{slot: s}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (ss *slots) at(place int) *slot {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	s := ss.of[place]
	if s == nil {
		s = &slot{free: make(chan struct{}, 1)}
		s.free <- struct{}{}
		if ss.of == nil {
			ss.of = map[int]*slot{}
		}
		ss.of[place] = s
	}
	return s
}

// used lets the next one wait from now on: the identify is about to be sent.
func (t *ticket) used(now time.Time) {
	t.once.Do(func() {
		if t.prolong != nil {
			t.prolong()
		}
		t.slot.last = now
		t.slot.free <- struct{}{}
	})
}

// leave gives the place back, if that was not done.
func (t *ticket) leave() {
	t.once.Do(func() {
		if t.release != nil {
			t.release()
		}
		t.slot.free <- struct{}{}
	})
}

// lease waits until a place is no other replica's either. It is held for as long as a
// connection may take, and once it was used for as long as Discord wants.
func (sh *shard) lease(t *ticket, place int) error {
	name, me := identifyLease+strconv.Itoa(place), rand.Text()
	acquire := func(lasts time.Duration) (token int64, ok bool, err error) {
		ctx, cancel := context.WithTimeout(sh.ctx, keptTime)
		defer cancel()
		return sh.opts.Leases.Acquire(ctx, name, me, lasts)
	}
	for {
		// What fails is told by who renews the shard's own lease, which ends this too.
		token, ok, err := acquire(sh.opts.Pace.Connect)
		if err == nil && ok {
			t.prolong = func() { _, _, _ = acquire(sh.opts.Pace.Identify) }
			t.release = func() {
				ctx, cancel := context.WithTimeout(context.WithoutCancel(sh.ctx), keptTime)
				defer cancel()
				_ = sh.opts.Leases.Release(ctx, store.Lease{Name: name, Token: token}) // it runs out
			}
			return nil
		}
		if !sh.wait(sh.opts.Pace.Identify/10 + jitter(sh.opts.Pace.Identify/10, sh.opts.Pace.Identify, 0)) {
			return errClosed
		}
	}
}
