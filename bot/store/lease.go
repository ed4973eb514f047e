package store

import (
	"context"
	"fmt"
	"time"
)

// A Lease is something that one of several replicas has for a while, such as a shard. All
// times are by the database's clock: those of the machines may differ.
type Lease struct {
	Name   string
	Holder string
	Token  int64         // grows each time that the lease is acquired
	Left   time.Duration // until it is over, when it was read
}

// leaseDay is how long a lease that nobody holds is kept, for the sake of its token.
const leaseDay = 24 * time.Hour

// Acquire takes a lease for a while, unless somebody else holds it. Whoever holds it already
// acquires it anew.
func (d *DB) Acquire(ctx context.Context, name, holder string, lasts time.Duration) (token int64, ok bool, err error) {
	if err := checkID("a lease's name", name); err != nil {
		return 0, false, err
	}
	if err := checkID("a lease's holder", holder); err != nil {
		return 0, false, err
	}
	rows, err := d.leases(ctx, `
		INSERT INTO lease (name, holder, token, expires) VALUES ($1, $2, 1, `+d.clock+` + $3)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = lease.token + 1, expires = excluded.expires
		WHERE lease.expires <= `+d.clock+` OR lease.holder = excluded.holder
		RETURNING name, holder, token, expires - `+d.clock, name, holder, lasts.Milliseconds())
	if err != nil {
		return 0, false, fmt.Errorf("acquire a lease: %w", err)
	}
	if len(rows) == 0 {
		return 0, false, nil
	}
	return rows[0].Token, true, nil
}

// Renew prolongs all that a holder holds, and returns it. What was over is not held any more,
// also if nobody has taken it since.
func (d *DB) Renew(ctx context.Context, holder string, lasts time.Duration) ([]Lease, error) {
	rows, err := d.leases(ctx, `
		UPDATE lease SET expires = `+d.clock+` + $2 WHERE holder = $1 AND expires > `+d.clock+`
		RETURNING name, holder, token, expires - `+d.clock, holder, lasts.Milliseconds())
	if err != nil {
		return nil, fmt.Errorf("renew leases: %w", err)
	}
	if _, err := d.sql.ExecContext(ctx, `DELETE FROM lease WHERE expires < `+d.clock+` - $1`, leaseDay.Milliseconds()); err != nil {
		return nil, fmt.Errorf("renew leases: %w", err)
	}
	return rows, nil
}

// Release gives a lease back, if it is still that of its token.
func (d *DB) Release(ctx context.Context, l Lease) error {
	if _, err := d.sql.ExecContext(ctx, `UPDATE lease SET expires = `+d.clock+` WHERE name = $1 AND token = $2 AND expires > `+d.clock, l.Name, l.Token); err != nil {
		return fmt.Errorf("release a lease: %w", err)
	}
	return nil
}

// Live is all that somebody holds.
func (d *DB) Live(ctx context.Context) ([]Lease, error) {
	all, err := d.leases(ctx, `SELECT name, holder, token, expires - `+d.clock+` FROM lease WHERE expires > `+d.clock+` ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("read the leases: %w", err)
	}
	return all, nil
}

// leases runs a statement that gives leases.
func (d *DB) leases(ctx context.Context, statement string, args ...any) ([]Lease, error) {
	rows, err := d.sql.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Lease
	for rows.Next() {
		var l Lease
		var left int64
		if err := rows.Scan(&l.Name, &l.Holder, &l.Token, &left); err != nil {
			return nil, err
		}
		l.Left = time.Duration(left) * time.Millisecond
		all = append(all, l)
	}
	return all, rows.Err()
}
