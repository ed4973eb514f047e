package simulator

import (
	"slices"
	"sync"
	"time"
)

// A Clock tells the time to everything in the simulator that has a deadline:
// the 3 seconds and 15 minutes of an interaction, rate limits, identify limits
// and slow answers. Implementations are safe for concurrent use.
type Clock interface {
	// Now is the current time.
	Now() time.Time
	// Reach returns a channel that receives once Now is t or later.
	Reach(t time.Time) <-chan time.Time
}

var (
	_ Clock = systemClock{}
	_ Clock = (*ManualClock)(nil)
)

// SystemClock returns the clock on the wall.
func SystemClock() Clock { return systemClock{} }

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Reach(t time.Time) <-chan time.Time { return time.After(time.Until(t)) }

// A ManualClock stands still until a test advances it.
type ManualClock struct {
	mu      sync.Mutex
	now     time.Time
	waiting []alarm
}

type alarm struct {
	at   time.Time
	ring chan time.Time
}

// NewManualClock returns a clock that stands at t.
func NewManualClock(t time.Time) *ManualClock { return &ManualClock{now: t} }

// Now is the time at which the clock stands.
func (c *ManualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on and wakes whoever waits for a time now reached.
func (c *ManualClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	left := c.waiting[:0]
	for _, a := range c.waiting {
		if c.now.Before(a.at) {
			left = append(left, a)
			continue
		}
		a.ring <- c.now
	}
	c.waiting = left
}

// Reach returns a channel that receives once the clock was advanced to t.
func (c *ManualClock) Reach(t time.Time) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	ring := make(chan time.Time, 1)
	if !c.now.Before(t) {
		ring <- c.now
		return ring
	}
	c.waiting = append(c.waiting, alarm{t, ring})
	return ring
}

// Pauses are those that a bot asks for in a test that does not wait: over at once, and
// remembered. The zero value has none yet; it is safe for concurrent use.
type Pauses struct {
	mu  sync.Mutex
	all []time.Duration
}

// After is time.After for a pause that is over at once.
func (p *Pauses) After(d time.Duration) <-chan time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, d)
	over := make(chan time.Time, 1)
	over <- time.Time{}
	return over
}

// All is every pause so far, in the order they were asked for.
func (p *Pauses) All() []time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.all)
}

// Longest is the longest of them, 0 if there was none.
func (p *Pauses) Longest() time.Duration { return slices.Max(append(p.All(), 0)) }
