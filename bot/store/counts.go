package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

var reasons = []Reason{Helped, Wrong, Outdated, Unclear, Unsafe, NotHelped}

// Tally counts one more of a reason for an entry.
func (d *DB) Tally(ctx context.Context, entry string, reason Reason) error {
	if err := checkID("an entry's id", entry); err != nil {
		return err
	}
	if !slices.Contains(reasons, reason) {
		return fmt.Errorf("%w: that is none of the %d reasons", ErrBounds, len(reasons))
	}
	_, err := d.sql.ExecContext(ctx, `
		INSERT INTO tally (entry, reason, count) VALUES ($1, $2, 1)
		ON CONFLICT (entry, reason) DO UPDATE SET count = tally.count + 1`, entry, string(reason))
	if err != nil {
		return fmt.Errorf("count feedback: %w", err)
	}
	return nil
}

// Tallies is the count of each reason for each entry.
func (d *DB) Tallies(ctx context.Context) (map[string]map[Reason]int, error) {
	all, err := d.tallies(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the counts of feedback: %w", err)
	}
	return all, nil
}

func (d *DB) tallies(ctx context.Context) (map[string]map[Reason]int, error) {
	rows, err := d.sql.QueryContext(ctx, `SELECT entry, reason, count FROM tally`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]map[Reason]int{}
	for rows.Next() {
		var entry, reason string
		var count int
		if err := rows.Scan(&entry, &reason, &count); err != nil {
			return nil, err
		}
		if all[entry] == nil {
			all[entry] = map[Reason]int{}
		}
		all[entry][Reason(reason)] = count
	}
	return all, rows.Err()
}

// identifyDay is how long an identify counts: Discord allows a thousand in 24 hours.
const identifyDay = 24 * time.Hour

// Identified records one identify, and drops those that were a day before it. Of a
// clock that went wrong rather too many are kept than too few: what is counted here
// keeps the token from being reset.
func (d *DB) Identified(ctx context.Context, at time.Time) error {
	err := d.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO identify (at) VALUES ($1)`, at.UnixMilli()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM identify WHERE at < $1`, at.Add(-identifyDay).UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("record an identify: %w", err)
	}
	return nil
}

// Identifies counts the identifies since a time, that time included.
func (d *DB) Identifies(ctx context.Context, since time.Time) (n int, err error) {
	if err := d.sql.QueryRowContext(ctx, `SELECT COUNT(*) FROM identify WHERE at >= $1`, since.UnixMilli()).Scan(&n); err != nil {
		return 0, fmt.Errorf("count identifies: %w", err)
	}
	return n, nil
}
