package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite", in pure Go
)

// checkTime bounds the check of a file at the start. That of ten thousand servers takes
// some 30 ms, all of the start with it.
const checkTime = 5 * time.Second

// sqliteClock is this machine's, as nobody else has the file.
const sqliteClock = `CAST(ROUND(1000 * unixepoch('subsec')) AS INTEGER)`

// Open opens the SQLite file at path, and makes it if there is none; "" is a database
// in memory, which keeps nothing. A file that is not the bot's, or that is damaged, is
// left as it is. The error says in a sentence what is wrong and what to do.
func Open(ctx context.Context, path string) (*DB, error) {
	name, pragmas := "file::memory:", sqlitePragmas(true)
	if path != "" {
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, refusal(path, "cannot be found", "name it by its whole path in store.path", err)
		}
		fresh, err := inspect(path)
		if err != nil {
			return nil, err
		}
		name, pragmas = (&url.URL{Scheme: "file", Path: filepath.ToSlash(full)}).String(), sqlitePragmas(fresh)
		pragmas.Set("mode", "rw") // no new file if it is taken away meanwhile
	}
	pool, err := sql.Open("sqlite", name+"?"+pragmas.Encode())
	if err != nil {
		return nil, fmt.Errorf("open the store: %w", err)
	}
	// SQLite has one writer at a time. With one connection they wait here, in turn
	// and with their contexts, and not in SQLite.
	pool.SetMaxOpenConns(1)
	d := &DB{sql: pool, clock: sqliteClock}
	d.scrub = d.scrubSQLite
	if err := d.prepare(ctx, path); err != nil {
		if ctx.Err() != nil {
			err = fmt.Errorf("open the store: %w", ctx.Err())
		}
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// sqlitePragmas are set at each connection, in the order of the alphabet: a new file
// says whose it is before it is anything else.
func sqlitePragmas(fresh bool) url.Values {
	v := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(5000)", "foreign_keys(1)", "journal_mode(wal)", "secure_delete(1)", "synchronous(full)"}}
	if fresh {
		v.Add("_pragma", fmt.Sprintf("application_id(%d)", sqliteOwner))
	}
	return v
}

// prepare checks the file and brings it to the newest version.
func (d *DB) prepare(ctx context.Context, path string) error {
	if err := patiently(ctx, func() error { return d.quickCheck(ctx) }); err != nil {
		return sqliteRefusal(path, err)
	}
	p, err := migrations(goose.DialectSQLite3, d.sql)
	if err != nil {
		return err
	}
	now, newest, err := p.GetVersions(ctx)
	if err != nil {
		return sqliteRefusal(path, err)
	}
	if now > newest {
		return refusal(path, newer(now, newest), "run that Hebb or a newer one, or choose another store.path", nil)
	}
	if err := patiently(ctx, func() error { _, err := p.Up(ctx); return err }); err != nil {
		return sqliteRefusal(path, err)
	}
	return nil
}

// patiently tries a few times. Another process may start with this one, as when a
// container takes another's place: while one makes the file and its tables, the other
// is told that they are locked, or there already.
func patiently(ctx context.Context, do func() error) error {
	started := time.Now()
	for tries := 1; ; tries++ {
		err := do()
		if err == nil || tries == 5 || time.Since(started) > checkTime {
			return err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// errDamaged is what quick_check found.
var errDamaged = errors.New("its pages do not fit together")

// quickCheck reads all pages of the file. A check that is not over in time says
// nothing, and so does not hold the start up.
func (d *DB) quickCheck(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	var found string
	err := d.sql.QueryRowContext(bounded, `PRAGMA quick_check(1)`).Scan(&found)
	switch {
	case err != nil && bounded.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case found != "ok":
		return errDamaged // what it found may quote the file
	}
	return nil
}

// scrubSQLite sees that what was deleted is gone from the disk: pages are overwritten as they
// are freed (secure_delete), and the log of what was written before is emptied.
func (d *DB) scrubSQLite(ctx context.Context) error {
	_, err := d.sql.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}
