package bot

import (
	"context"
	"sync"
	"time"
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
	t.once.Do(func() { t.slot.last = now; t.slot.free <- struct{}{} })
}

// leave gives the place back, if that was not done.
func (t *ticket) leave() {
	t.once.Do(func() { t.slot.free <- struct{}{} })
}
