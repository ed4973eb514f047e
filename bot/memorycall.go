package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/hebb-bot/hebb/bot/store"
)

// A way is how the memory is used. One that takes nothing any more may still be read.
type way int

const (
	reading way = iota
	writing
)

// call uses the memory. It waits no longer than its context, whatever the memory does;
// one that hangs holds a place, and there are not many.
func (s *settings) call(ctx context.Context, to way, use func() (store.Guild, error)) (store.Guild, error) {
	type result struct {
		store.Guild
		error
	}
	select {
	case s.calls <- struct{}{}:
	case <-ctx.Done():
		return store.Guild{}, s.told(to, fmt.Errorf("wait for the store: %w", ctx.Err()))
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-s.calls }()
		defer func() {
			if p := recover(); p != nil {
				done <- result{error: fmt.Errorf("the store panicked (%T)", p)} // not its text: it may hold anything
			}
		}()
		g, err := use()
		done <- result{g, err}
	}()
	select {
	case r := <-done:
		return r.Guild, s.told(to, r.error)
	case <-ctx.Done():
		return store.Guild{}, s.told(to, fmt.Errorf("use the store: %w", ctx.Err()))
	}
}

// told logs the first of a run of failures, and that it is over. What is the caller's
// doing, and no fault of the memory's, changes nothing.
func (s *settings) told(to way, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, store.ErrBounds) {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if do := store.Unwritable(err); do != "" {
		if !s.full {
			s.log.Errorf("the store takes nothing any more: %v: %s; answers go on, and what was kept before holds", err, do)
		}
		s.full = true
		return err
	}
	if err == nil && s.full && to == writing {
		s.full = false
		s.log.Info("the store takes what is to be kept again")
	}
	if failed := err != nil; failed != s.failing {
		s.failing = failed
		if failed {
			s.log.Errorf("the store does not work: %v; answers go on, with the last known settings of servers or none", err)
		} else {
			s.log.Info("the store works again")
		}
	}
	return err
}
