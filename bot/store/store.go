package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
)

// A DB keeps what the bot remembers. Make one with Open; it is safe for concurrent
// use. Its statements are the same for every engine: placeholders are numbered, a time
// is a number, and a row is written before what depends on it is read. What differs is
// in one file for each engine, such as sqlite.go.
type DB struct {
	sql   *sql.DB
	clock string                      // the database's, in SQL: Unix time in milliseconds
	scrub func(context.Context) error // sees that what was deleted is gone
	stop  func()                      // ends what is done in the background; nil for nothing

	// To and from other replicas; nil where there can be none.
	notify func(ctx context.Context, tx *sql.Tx, text string) error
	listen func(ctx context.Context, heard func(text string))
}

// Close ends what is under way and closes the database.
func (d *DB) Close() error {
	if d.stop != nil {
		d.stop()
	}
	if err := d.sql.Close(); err != nil {
		return fmt.Errorf("close the store: %w", err)
	}
	return nil
}

// Unwritable is what an operator can do about the error of a store that can be read and takes
// nothing, "" for any other error and for none.
func Unwritable(err error) (do string) { return cmp.Or(sqliteUnwritable(err), postgresUnwritable(err)) }

// Bounds on what is kept of a server. Discord's ids have 20 digits, and those of
// entries some 60 letters.
const (
	MaxID   = 100 // bytes of an id
	MaxList = 500 // ids in a list
)

// ErrBounds is the error of what is too long or no id at all. It is the caller's
// mistake; nothing is wrong with the store.
var ErrBounds = errors.New("not kept")

// checkID refuses what is no id, or could not be kept in every engine.
func checkID(what, id string) error {
	if id == "" {
		return fmt.Errorf("%w: %s is empty", ErrBounds, what)
	}
	return checkText(what, id)
}

// checkText is checkID for what may be empty.
func checkText(what, text string) error {
	if len(text) > MaxID {
		return fmt.Errorf("%w: %s has %d bytes, and at most %d are kept", ErrBounds, what, len(text), MaxID)
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("%w: %s is not UTF-8", ErrBounds, what)
	}
	for _, r := range text {
		if unicode.IsControl(r) {
			return fmt.Errorf("%w: %s holds a control character", ErrBounds, what)
		}
	}
	return nil
}

func checkList(what string, ids []string) error {
	if len(ids) > MaxList {
		return fmt.Errorf("%w: %d %ss, and at most %d are kept", ErrBounds, len(ids), what, MaxList)
	}
	for _, id := range ids {
		if err := checkID(what, id); err != nil {
			return err
		}
	}
	return nil
}

// staleTries is how often a transaction is tried: a server that went and came back has left
// connections in the pool that nobody knows yet to be dead. Nothing was done on them.
const staleTries = 4

// within does things in one transaction: all of them, or none. They may be done again, if the
// connection turns out to have been dead before they could be committed.
func (d *DB) within(ctx context.Context, do func(*sql.Tx) error) error {
	for tries := 1; ; tries++ {
		committing, err := d.once(ctx, do)
		dead := pgconn.SafeToRetry(err) || !committing && errors.Is(err, pgconn.ErrConnClosed)
		if !dead || tries == staleTries {
			return err
		}
	}
}

// once is one try. committing says that it got so far: whether it is done is then not known.
func (d *DB) once(ctx context.Context, do func(*sql.Tx) error) (committing bool, err error) {
	tx, err := d.sql.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }() // of nothing, once it is committed
	if err := do(tx); err != nil {
		return false, err
	}
	return true, tx.Commit()
}
