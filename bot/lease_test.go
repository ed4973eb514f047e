package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
)

// A leaseTable is Leases in memory, by a clock of its own.
type leaseTable struct {
	mu   sync.Mutex
	now  func() time.Time
	rows map[string]leaseRow
}

type leaseRow struct {
	holder  string
	token   int64
	expires time.Time
}

func (l *leaseTable) Acquire(_ context.Context, name, holder string, lasts time.Duration) (int64, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	row := l.rows[name]
	if row.expires.After(l.now()) && row.holder != holder {
		return 0, false, nil
	}
	l.rows[name] = leaseRow{holder, row.token + 1, l.now().Add(lasts)}
	return row.token + 1, true, nil
}

func (l *leaseTable) Renew(_ context.Context, holder string, lasts time.Duration) ([]store.Lease, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, row := range l.rows {
		if row.holder == holder && row.expires.After(l.now()) {
			row.expires = l.now().Add(lasts)
			l.rows[name] = row
		}
	}
	return slices.DeleteFunc(l.live(), func(x store.Lease) bool { return x.Holder != holder }), nil
}

func (l *leaseTable) Release(_ context.Context, x store.Lease) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if row := l.rows[x.Name]; row.token == x.Token {
		row.expires = l.now()
		l.rows[x.Name] = row
	}
	return nil
}

func (l *leaseTable) Live(context.Context) ([]store.Lease, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.live(), nil
}

func (l *leaseTable) live() (all []store.Lease) {
	for name, row := range l.rows {
		if left := row.expires.Sub(l.now()); left > 0 {
			all = append(all, store.Lease{Name: name, Holder: row.holder, Token: row.token, Left: left})
		}
	}
	slices.SortFunc(all, func(a, b store.Lease) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// errCut is of a replica that is cut off from the database.
var errCut = errors.New("cut off")

// A reach is a replica's way to the leases.
type reach struct {
	gateway.Leases
	now func() time.Time

	mu    sync.Mutex
	cut   bool          // it fails
	hung  chan struct{} // nothing comes back until it is closed; nil for what works
	tried time.Time     // when it was last used, in vain or not
}

func (r *reach) try(ctx context.Context) error {
	r.mu.Lock()
	cut, hung := r.cut, r.hung
	r.mu.Unlock()
	if hung != nil {
		select {
		case <-hung:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	r.mu.Lock()
	r.tried = r.now()
	r.mu.Unlock()
	if cut {
		return errCut
	}
	return nil
}

func (r *reach) Acquire(ctx context.Context, name, holder string, lasts time.Duration) (int64, bool, error) {
	if err := r.try(ctx); err != nil {
		return 0, false, err
	}
	return r.Leases.Acquire(ctx, name, holder, lasts)
}

func (r *reach) Renew(ctx context.Context, holder string, lasts time.Duration) ([]store.Lease, error) {
	if err := r.try(ctx); err != nil {
		return nil, err
	}
	return r.Leases.Renew(ctx, holder, lasts)
}

func (r *reach) Release(ctx context.Context, l store.Lease) error {
	if err := r.try(ctx); err != nil {
		return err
	}
	return r.Leases.Release(ctx, l)
}

func (r *reach) Live(ctx context.Context) ([]store.Lease, error) {
	if err := r.try(ctx); err != nil {
		return nil, err
	}
	return r.Leases.Live(ctx)
}
