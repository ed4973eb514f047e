package simulator

import (
	"context"
	"fmt"
	"time"
)

// Changed returns a channel that is closed at the next change of anything: a
// message, a request, an event, a connection. Get it before looking.
func (s *Simulator) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

// touch wakes everybody who waits for a change. s.mu is held.
func (s *Simulator) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Wait returns once the condition holds. It is asked again after each change, so
// it should read the simulator and nothing else. The error, if the context ends
// first, says what the bot did last.
func (s *Simulator) Wait(ctx context.Context, condition func() bool) error {
	return s.await(ctx, func() (bool, time.Time) { return condition(), time.Time{} })
}

// await is Wait for a look that may also ask to look again at a time.
func (s *Simulator) await(ctx context.Context, look func() (done bool, again time.Time)) error {
	for {
		changed := s.Changed()
		done, again := look()
		if done {
			return nil
		}
		var tick <-chan time.Time
		if !again.IsZero() {
			tick = s.clock.Reach(again)
		}
		select {
		case <-changed:
		case <-tick:
		case <-ctx.Done():
			return fmt.Errorf("simulator: still waiting: %w%s", ctx.Err(), s.lately())
		case <-s.done:
			return ErrClosed
		}
	}
}
