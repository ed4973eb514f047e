package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses"
)

// Withdrawals keeps what was taken out of service everywhere. The real one is in package
// store.
type Withdrawals interface {
	// Withdrawn is all of it, the latest first.
	Withdrawn(ctx context.Context) ([]store.Withdrawn, error)
	// Withdraw adds to it; what is there already is withdrawn anew.
	Withdraw(ctx context.Context, w store.Withdrawn) error
	// Lift takes one withdrawal back, and reports whether it was there.
	Lift(ctx context.Context, w store.Withdrawn) (bool, error)
}

var _ Withdrawals = (*store.DB)(nil)

// errNowhereKept is the error of withdrawing where there is no store.
var errNowhereKept = errors.New("withdraw: there is no store to keep it in")

// A quarantine is what is withdrawn everywhere, at hand: no answer waits for the store. It
// is read at the start, each minute, and after each change made here. A store that cannot
// be read is told of loudly and tried again; until then the last known list holds, which
// at the start is empty.
type quarantine struct {
	store Withdrawals // nil keeps nothing
	kept  *settings   // all use of the store is bounded and guarded there
	log   *logrus.Logger
	tell  func(helplines []string) // is told, in order, which helplines are withdrawn

	using chan struct{} // one look or change at a time, so that the newest list is served
	soon  chan struct{} // a look is due at once

	mu    sync.Mutex
	all   []store.Withdrawn // never changed, only replaced
	ids   []string          // of the entries among them; likewise
	blind bool              // the last look failed, and that was told
}

func newQuarantine(store Withdrawals, kept *settings, log *logrus.Logger, r Responder) *quarantine {
	return &quarantine{
		store: store, kept: kept, log: log, using: make(chan struct{}, 1), soon: make(chan struct{}, 1),
		tell: func(ids []string) { r.Withdraw(responses.Moderators, ids) },
	}
}

// start looks for the first time, before anybody is answered, and goes on looking until ctx
// ends.
func (q *quarantine) start(ctx context.Context) {
	if q.store == nil {
		return
	}
	wait := q.next(ctx)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-q.soon:
			case <-time.After(wait):
			}
			wait = q.next(ctx)
		}
	}()
}

// again has the list looked at at once.
func (q *quarantine) again() {
	select {
	case q.soon <- struct{}{}:
	default: // it is due already
	}
}

// next looks, and says when to look again.
func (q *quarantine) next(ctx context.Context) time.Duration {
	if q.look(ctx) != nil {
		return againIn
	}
	return freshFor
}

// look reads the list.
func (q *quarantine) look(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	done, err := q.take(ctx)
	if err != nil {
		return err
	}
	defer done()
	all, err := q.read(ctx)
	if err == nil {
		q.put(all)
	}
	q.told(ctx, err)
	return err
}

// take waits until nobody else looks or changes something.
func (q *quarantine) take(ctx context.Context) (done func(), err error) {
	select {
	case q.using <- struct{}{}:
		return func() { <-q.using }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the list of what is withdrawn: %w", ctx.Err())
	}
}

func (q *quarantine) read(ctx context.Context) ([]store.Withdrawn, error) {
	return called(ctx, q.kept, reading, func() ([]store.Withdrawn, error) { return q.store.Withdrawn(ctx) })
}

// called uses the store within the bounds of the settings' own calls, and gives what came
// of it; a use that is no longer waited for gives it to nobody.
func called[T any](ctx context.Context, s *settings, to way, use func() (T, error)) (out T, err error) {
	result := make(chan T, 1)
	if _, err := s.call(ctx, to, func() (store.Guild, error) {
		v, err := use()
		result <- v
		return store.Guild{}, err
	}); err != nil {
		return out, err
	}
	return <-result, nil
}

// put has a list served.
func (q *quarantine) put(all []store.Withdrawn) {
	var entries, helplines []string
	for _, w := range all {
		switch w.Kind {
		case store.Entry:
			entries = append(entries, w.ID)
		case store.Helpline:
			helplines = append(helplines, w.ID)
		}
	}
	q.mu.Lock()
	q.all, q.ids = all, entries
	q.mu.Unlock()
	q.tell(helplines)
}

// told logs the first of a run of failures, and that it is over. A stop is no failure.
func (q *quarantine) told(ctx context.Context, err error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if failed := err != nil; failed != q.blind {
		q.blind = failed
		if failed {
			q.log.Errorf("WHAT IS WITHDRAWN CANNOT BE READ: %v. Answers go on, with the %d withdrawals known so far; it is tried again.", err, len(q.all))
		} else {
			q.log.WithField("withdrawn", len(q.all)).Info("what is withdrawn can be read again")
		}
	}
}

// entries is the ids of the entries that are withdrawn. They are not to be changed.
func (q *quarantine) entries() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ids
}

// list is all that is withdrawn, the latest first, as it was last seen. It is not to be
// changed.
func (q *quarantine) list() []store.Withdrawn {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.all
}

// find is the withdrawal of something, if it is withdrawn.
func (q *quarantine) find(kind store.Kind, id string) (store.Withdrawn, bool) {
	all := q.list()
	n := slices.IndexFunc(all, func(w store.Withdrawn) bool { return w.Kind == kind && w.ID == id })
	if n < 0 {
		return store.Withdrawn{}, false
	}
	return all[n], true
}

// withdraw takes something out of service, from the next answer on.
func (q *quarantine) withdraw(ctx context.Context, w store.Withdrawn) error {
	_, err := q.change(ctx, func(ctx context.Context) (bool, error) { return true, q.store.Withdraw(ctx, w) },
		func(all []store.Withdrawn) []store.Withdrawn {
			return slices.Concat([]store.Withdrawn{w}, without(all, w))
		})
	return err
}

// lift puts something back in service, and reports whether that very withdrawal was there.
func (q *quarantine) lift(ctx context.Context, w store.Withdrawn) (bool, error) {
	return q.change(ctx, func(ctx context.Context) (bool, error) { return q.store.Lift(ctx, w) },
		func(all []store.Withdrawn) []store.Withdrawn { return without(all, w) })
}

func without(all []store.Withdrawn, w store.Withdrawn) []store.Withdrawn {
	return slices.DeleteFunc(slices.Clone(all), func(o store.Withdrawn) bool { return o.Kind == w.Kind && o.ID == w.ID })
}

// change makes a change in the store, and then in the list at hand. Whether one that failed
// was made all the same the next look tells, which is then due; that is also so where there
// was nothing to change, for then the list is another.
func (q *quarantine) change(ctx context.Context, use func(context.Context) (bool, error), local func([]store.Withdrawn) []store.Withdrawn) (bool, error) {
	if q.store == nil {
		return false, errNowhereKept
	}
	ctx, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	done, err := q.take(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	made, err := called(ctx, q.kept, writing, func() (bool, error) { return use(ctx) })
	if err != nil || !made {
		q.again()
		return false, err
	}
	q.put(local(q.list()))
	return true, nil
}
