package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
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

// ErrNewer is of a database whose tables a newer Hebb has made. Nothing is read there or written.
var ErrNewer = errors.New("the store is of a newer Hebb")

// OpenPostgres opens the PostgreSQL database at a URL. The server need not be there: until it
// is, and its tables are those that this program knows, every use fails. report is told, in a
// sentence for the operator, what keeps the tables from being so; it is called once for each
// reason.
func OpenPostgres(url string, report func(error)) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil || config.Host == "" {
		return nil, errAddress
	}
	config.ConnectTimeout = postgresDial
	config.RuntimeParams["statement_timeout"] = postgresTime
	config.RuntimeParams["application_name"] = "hebb"
	server := discreet{stdlib.GetConnector(*config)}
	entry := newDoor(server)
	pool := sql.OpenDB(entry)
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
	making.Go(func() { makeTables(ctx, server, entry, report, sync.OnceFunc(func() { close(tried) })) })
	select { // or the first uses of a new database would fail
	case <-tried:
	case <-time.After(postgresFirst):
	}
	return d, nil
}

// makeTables brings the database to the newest version, trying until it works, and opens the
// door to it.
func makeTables(ctx context.Context, server driver.Connector, entry *door, report func(error), tried func()) {
	told := ""
	for {
		err := migratePostgres(ctx, server)
		entry.shut(err)
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
func migratePostgres(ctx context.Context, server driver.Connector) (err error) {
	pool := sql.OpenDB(server)
	defer func() { err = errors.Join(err, pool.Close()) }()
	one, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60)) // tried each second, for a minute
	if err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	p, err := migrations(goose.DialectPostgres, pool, goose.WithSessionLocker(one))
	if err != nil {
		return err
	}
	now, newest, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	if now > newest {
		return fmt.Errorf("%w (version %d, and this one knows %d): run that Hebb or a newer one, restore the backup from before it, or choose another database", ErrNewer, now, newest)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("make the store's tables: %w", err)
	}
	return nil
}

// A door lets nobody at the database before its tables are those that this program knows. Once
// it is open it stays so: a newer Hebb that starts beside this one leaves what this one uses.
type door struct {
	driver.Connector
	why atomic.Pointer[error] // it is shut; nil for open
}

func newDoor(server driver.Connector) *door {
	d := &door{Connector: server}
	d.shut(errors.New("the store's tables are being looked at"))
	return d
}

// shut keeps it shut for a reason, and opens it for none.
func (d *door) shut(why error) {
	if why == nil {
		d.why.Store(nil)
		return
	}
	d.why.Store(&why)
}

func (d *door) Connect(ctx context.Context) (driver.Conn, error) {
	if why := d.why.Load(); why != nil {
		return nil, *why
	}
	return d.Connector.Connect(ctx)
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

// postgresUnwritable is Unwritable for an error of PostgreSQL
// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
func postgresUnwritable(err error) (do string) {
	var from *pgconn.PgError
	if !errors.As(err, &from) {
		return ""
	}
	switch from.Code {
	case "53100": // disk_full
		return "make room on the database's disk"
	case "25006": // read_only_sql_transaction
		return "the database is read-only: see that store.url leads to its primary"
	}
	return ""
}
