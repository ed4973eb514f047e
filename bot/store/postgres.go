package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
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
	postgresFirst       = 2 * time.Second // the start waits for the tables
	postgresAgain       = 5 * time.Second // between two tries to make them
)

// postgresClock goes on within a statement that waits for another's.
const postgresClock = `CAST(1000 * EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)`

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
	pool := sql.OpenDB(discreet{stdlib.GetConnector(*config)})
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetConnMaxIdleTime(time.Minute)
	ctx, cancel := context.WithCancel(context.Background())
	var making sync.WaitGroup
	d := &DB{
		sql:   pool,
		clock: postgresClock,
		scrub: func(context.Context) error { return nil },
		stop:  func() { cancel(); making.Wait() },

		notify: notifyPostgres,
		listen: func(ctx context.Context, heard func(string)) { listenPostgres(ctx, config, heard) },
	}
	tried := make(chan struct{})
	making.Go(func() { d.makeTables(ctx, report, sync.OnceFunc(func() { close(tried) })) })
	select { // or the first uses of a new database would fail
	case <-tried:
	case <-time.After(postgresFirst):
	}
	return d, nil
}

// makeTables brings the database to the newest version, trying until it works.
func (d *DB) makeTables(ctx context.Context, report func(error), tried func()) {
	told := ""
	for {
		err := d.migratePostgres(ctx)
		tried()
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
	one, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60)) // tried each second, for a minute
	if err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	p, err := migrations(goose.DialectPostgres, d.sql, goose.WithSessionLocker(one))
	if err != nil {
		return err
	}
	now, newest, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	if now > newest {
		return fmt.Errorf("the store %s: run that Hebb or a newer one, or choose another database", newer(now, newest))
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	return nil
}

// discreet connects, and does not say where to and as whom if it cannot: the driver's errors
// quote the address, and they are logged.
type discreet struct{ driver.Connector }

func (d discreet) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := d.Connector.Connect(ctx)
	if err == nil {
		return conn, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return nil, fmt.Errorf("the PostgreSQL server does not let Hebb in (SQLSTATE %s)", refused.Code)
	}
	return nil, errors.New("the PostgreSQL server cannot be reached")
}
