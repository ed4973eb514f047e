package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/store"
)

// Bounds of settings.
const (
	freshFor = time.Minute            // settings are served without a look
	againIn  = 5 * time.Second        // a look that failed is tried again
	firstUse = 200 * time.Millisecond // an answer waits for settings never seen before
	lookTime = 2 * time.Second        // one look, or one count, may take
	maxKnown = 10_000                 // servers whose settings are at hand
	mostUses = 16                     // uses of the memory at once
)

// errNothingKept is the error of a change where there is no memory: the operator chose
// none, or it could not be opened.
var errNothingKept = errors.New("nothing is kept: there is no store")

// settings is a Memory before the real one. What it was once told of a server it serves
// at once, and looks again behind the answer's back. However the real one fails, hangs
// or panics, no answer waits for it: the last known settings serve, or those of a server
// that set nothing.
type settings struct {
	memory Memory // nil keeps nothing
	log    *logrus.Logger
	alive  context.Context // ends looks under way

	calls    chan struct{} // a place for each use of the memory
	changing chan struct{} // one change at a time, so that the newest one is served

	mu      sync.Mutex
	known   map[string]*knownGuild
	failing bool // the last use of the memory failed, and that was told
	full    bool // it takes nothing, and that was told
}

var _ Memory = (*settings)(nil)

// A knownGuild is the settings of a server as they were last seen.
type knownGuild struct {
	store.Guild
	due     time.Time     // for another look
	looking bool          // one is under way
	seen    bool          // the first one is over
	first   chan struct{} // closed then
}

func newSettings(alive context.Context, memory Memory, log *logrus.Logger) *settings {
	return &settings{
		memory: memory, log: log, alive: alive,
		calls: make(chan struct{}, mostUses), changing: make(chan struct{}, 1),
		known: map[string]*knownGuild{},
	}
}

// Guild implements Memory: the settings of a server, the zero Guild for none or where
// they are not known. It never fails. It waits for a look at settings never seen
// before, but not if looks have failed: then somebody in danger would wait for nothing.
func (s *settings) Guild(ctx context.Context, id string) (store.Guild, error) {
	if id == "" || s.memory == nil {
		return store.Guild{}, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.known[id]
	if k == nil {
		k = &knownGuild{first: make(chan struct{})}
		s.keep(id, k)
	}
	if !k.looking && !time.Now().Before(k.due) {
		k.looking = true
		go s.look(id, k)
	}
	if !k.seen && !s.failing {
		s.mu.Unlock()
		select {
		case <-k.first:
		case <-time.After(firstUse):
		case <-ctx.Done():
		}
		s.mu.Lock()
	}
	return k.Clone(), nil
}

// changed has the settings of a server looked at before its next answer, those of every server
// for "": another replica changed them, or may have. That answer waits as it does for
// settings never seen before; if they cannot be seen, the last known ones serve.
func (s *settings) changed(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for known, k := range s.known {
		if known == id || id == "" {
			s.known[known] = &knownGuild{Guild: k.Guild, first: make(chan struct{})} // a look under way may have seen what was there before
		}
	}
}

// read is the settings of a server as they are now, or why they cannot be read: for who
// is about to change them.
func (s *settings) read(ctx context.Context, id string) (store.Guild, error) {
	if s.memory == nil {
		return store.Guild{}, errNothingKept
	}
	s.mu.Lock()
	before := s.known[id]
	s.mu.Unlock()
	g, err := s.call(ctx, reading, func() (store.Guild, error) { return s.memory.Guild(ctx, id) })
	if err != nil {
		return store.Guild{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known[id] != before { // changed meanwhile: what was read is older
		return g, nil
	}
	s.keep(id, &knownGuild{Guild: g.Clone(), due: time.Now().Add(freshFor), seen: true})
	return g, nil
}

// look reads the settings of a server. If they were changed meanwhile, k is not at hand
// any more, and what was read goes nowhere.
func (s *settings) look(id string, k *knownGuild) {
	ctx, cancel := context.WithTimeout(s.alive, lookTime)
	defer cancel()
	g, err := s.call(ctx, reading, func() (store.Guild, error) { return s.memory.Guild(ctx, id) })
	s.mu.Lock()
	defer s.mu.Unlock()
	k.looking, k.due = false, time.Now().Add(againIn)
	if err == nil {
		k.Guild, k.due = g.Clone(), time.Now().Add(freshFor)
	}
	if !k.seen {
		k.seen = true
		close(k.first)
	}
}

// keep puts settings at hand, in place of any others if there are too many.
func (s *settings) keep(id string, k *knownGuild) {
	for other := range s.known {
		if len(s.known) < maxKnown {
			break
		}
		delete(s.known, other)
	}
	s.known[id] = k
}

// ChangeGuild implements Memory. The change is served from the next answer on. It may
// be made after ctx has ended, so it must not touch anything but what it is given.
func (s *settings) ChangeGuild(ctx context.Context, id string, change func(*store.Guild)) (store.Guild, error) {
	if s.memory == nil {
		return store.Guild{}, errNothingKept
	}
	select {
	case s.changing <- struct{}{}:
	case <-ctx.Done():
		return store.Guild{}, fmt.Errorf("change settings: %w", ctx.Err())
	}
	defer func() { <-s.changing }()
	g, err := s.call(ctx, writing, func() (store.Guild, error) { return s.memory.ChangeGuild(ctx, id, change) })
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		if k := s.known[id]; k != nil {
			k.due = time.Time{} // whether it was made is not known: the next answer looks again
		}
		return store.Guild{}, err
	}
	s.keep(id, &knownGuild{Guild: g.Clone(), due: time.Now().Add(freshFor), seen: true})
	return g, nil
}

// Forget implements Memory.
func (s *settings) Forget(ctx context.Context, id string) error {
	s.mu.Lock()
	delete(s.known, id)
	s.mu.Unlock()
	if s.memory == nil {
		return nil
	}
	_, err := s.call(ctx, writing, func() (store.Guild, error) { return store.Guild{}, s.memory.Forget(ctx, id) })
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.known, id) // who looked meanwhile may have seen what was there before
	return err
}

// Tally implements Memory.
func (s *settings) Tally(ctx context.Context, entry string, reason store.Reason) error {
	if s.memory == nil {
		return errNothingKept
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	_, err := s.call(ctx, writing, func() (store.Guild, error) { return store.Guild{}, s.memory.Tally(ctx, entry, reason) })
	return err
}
