package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// A Kind is what can be withdrawn.
type Kind string

// The kinds.
const (
	Entry    Kind = "entry"
	Helpline Kind = "helpline"
)

var kinds = []Kind{Entry, Helpline}

// Other is a reason to withdraw that is none of those that members give.
const Other Reason = "other"

// Faults is why something is withdrawn.
var Faults = []Reason{Wrong, Outdated, Unclear, Unsafe, Other}

// A Withdrawn is an entry or a helpline that is served to nobody until it was reviewed.
type Withdrawn struct {
	Kind   Kind
	ID     string
	At     time.Time // to the millisecond; tells one withdrawal from the next
	Reason Reason    // one of Faults
	Digest string    // of its text then, "" where that was not known
}

// Withdraw keeps that something is withdrawn. What is withdrawn already is so anew, with
// the text that it has now.
func (d *DB) Withdraw(ctx context.Context, w Withdrawn) error {
	if err := w.check(); err != nil {
		return err
	}
	err := d.within(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO withdrawn (kind, id, at, reason, digest) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at, reason = excluded.reason, digest = excluded.digest`,
			string(w.Kind), w.ID, w.At.UnixMilli(), string(w.Reason), w.Digest)
		if err != nil {
			return err
		}
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM withdrawn WHERE kind = $1`, string(w.Kind)).Scan(&n); err != nil {
			return err
		}
		if n > MaxList {
			return fmt.Errorf("%w: %d are withdrawn, and at most %d are kept", ErrBounds, n, MaxList)
		}
		return d.tell(ctx, tx, Change{What: Withdrawals})
	})
	if err != nil {
		return fmt.Errorf("withdraw: %w", err)
	}
	return nil
}

func (w Withdrawn) check() error {
	if !slices.Contains(kinds, w.Kind) || !slices.Contains(Faults, w.Reason) {
		return fmt.Errorf("%w: that is none of the %d kinds, or none of the %d reasons", ErrBounds, len(kinds), len(Faults))
	}
	if err := checkID("an id", w.ID); err != nil {
		return err
	}
	return checkText("a digest", w.Digest)
}

// Lift takes a withdrawal back, and reports whether it was there: not if the same thing
// was withdrawn anew since, for then somebody found it wanting again.
func (d *DB) Lift(ctx context.Context, w Withdrawn) (bool, error) {
	var n int64
	err := d.within(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM withdrawn WHERE kind = $1 AND id = $2 AND at = $3`, string(w.Kind), w.ID, w.At.UnixMilli())
		if err != nil {
			return err
		}
		if n, err = result.RowsAffected(); err != nil {
			return err
		}
		return d.tell(ctx, tx, Change{What: Withdrawals})
	})
	if err != nil {
		return false, fmt.Errorf("take a withdrawal back: %w", err)
	}
	return n > 0, nil
}

// Withdrawn is all that is withdrawn, the latest first.
func (d *DB) Withdrawn(ctx context.Context) ([]Withdrawn, error) {
	all, err := d.readWithdrawn(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what is withdrawn: %w", err)
	}
	return all, nil
}

func (d *DB) readWithdrawn(ctx context.Context) (all []Withdrawn, err error) {
	rows, err := d.sql.QueryContext(ctx, `SELECT kind, id, at, reason, digest FROM withdrawn ORDER BY at DESC, kind, id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var w Withdrawn
		var at int64
		if err := rows.Scan(&w.Kind, &w.ID, &at, &w.Reason, &w.Digest); err != nil {
			return nil, err
		}
		w.At = time.UnixMilli(at).UTC()
		all = append(all, w)
	}
	return all, rows.Err()
}
