package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// PostgreSQL, where several machines share what is kept. The statements are those of SQLite.
// What was deleted is not overwritten on its disk: that is the server's business.

// Bounds of its use.
const (
	postgresConnections = 8
	postgresTime        = "5s" // of one statement
	postgresDial        = 5 * time.Second
	postgresAgain       = 5 * time.Second // between two tries to make the tables
)

// errAddress does not say what the address is: there is a password in it.
var errAddress = errors.New("store.url cannot be read: want postgres://user:password@host:5432/database")

// OpenPostgres opens the PostgreSQL database at a URL. The server need not be there: until it
// is, every use fails, and what is missing is told once a use works or does not. report is
// told, in a sentence for the operator, what keeps the tables from being made; it is called
// once for each reason.
func OpenPostgres(url string, report func(error)) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil || config.Host == "" {
		return nil, errAddress
	}
	config.ConnectTimeout = postgresDial
	config.RuntimeParams["statement_timeout"] = postgresTime
	config.RuntimeParams["application_name"] = "hebb"
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetConnMaxIdleTime(time.Minute)
	ctx, cancel := context.WithCancel(context.Background())
	var making sync.WaitGroup
	d := &DB{
		sql:   pool,
		scrub: func(context.Context) error { return nil },
		stop:  func() { cancel(); making.Wait() },

		notify: notifyPostgres,
		listen: func(ctx context.Context, heard func(string)) { listenPostgres(ctx, config, heard) },
	}
	making.Go(func() { d.makeTables(ctx, report) })
	return d, nil
}

// makeTables brings the database to the newest version, trying until it works.
func (d *DB) makeTables(ctx context.Context, report func(error)) {
	told := ""
	for {
		err := d.migratePostgres(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		if text := err.Error(); text != told {
			told = text
			report(err)
		}
		select {
		case <-time.After(postgresAgain):
		case <-ctx.Done():
			return
		}
	}
}

// migratePostgres is one try. Replicas that start together wait for each other.
func (d *DB) migratePostgres(ctx context.Context) error {
	one, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	p, err := migrations(goose.DialectPostgres, d.sql, goose.WithSessionLocker(one))
	if err != nil {
		return err
	}
	now, newest, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("make the store's tables: %w", withoutAddress(err))
	}
	if now > newest {
		return fmt.Errorf("the store %s: run that Hebb or a newer one, or choose another database", newer(now, newest))
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("make the store's tables: %w", withoutAddress(err))
	}
	return nil
}

// withoutAddress is an error of a connection without where it went and as whom.
func withoutAddress(err error) error {
	var refused interface{ SafeToRetry() bool } // pgconn's errors of connecting quote the address
	if errors.As(err, &refused) {
		return errors.New("the PostgreSQL server cannot be reached, or does not let Hebb in")
	}
	return err
}
