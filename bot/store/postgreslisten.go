package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// channel is where replicas tell each other of changes. PostgreSQL keeps it apart for each
// database.
const channel = "hebb"

// Bounds of listening.
const (
	listenAgain = 250 * time.Millisecond // after the connection was lost; then twice that, and so on
	listenPause = 5 * time.Second        // at the most
	listenQuiet = 30 * time.Second       // then the connection is tried: a cable that was cut says nothing
)

func notifyPostgres(ctx context.Context, tx *sql.Tx, text string) error {
	_, err := tx.ExecContext(ctx, `SELECT pg_notify($1, $2)`, channel, text)
	return err
}

// listenPostgres tells what is heard until ctx ends. It has a connection of its own, and is
// silent about losing it: that the server is away is told by who uses it.
func listenPostgres(ctx context.Context, config *pgx.ConnConfig, heard func(string)) {
	pause := listenAgain
	for ctx.Err() == nil {
		if listenOnce(ctx, config, heard) {
			pause = listenAgain
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		pause = min(2*pause, listenPause)
	}
}

// listenOnce listens until the connection is lost, and reports whether there was one.
func listenOnce(ctx context.Context, config *pgx.ConnConfig, heard func(string)) bool {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return false
	}
	defer func() {
		bye, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = conn.Close(bye)
	}()
	if soon(ctx, func(ctx context.Context) error { _, err := conn.Exec(ctx, "LISTEN "+channel); return err }) != nil {
		return false
	}
	heard(Change{What: Everything}.text()) // from here on nothing is missed
	for {
		quiet, cancel := context.WithTimeout(ctx, listenQuiet)
		n, err := conn.WaitForNotification(quiet)
		cancel()
		if err == nil {
			heard(n.Payload)
			continue
		}
		if ctx.Err() != nil || !pgconn.Timeout(err) || soon(ctx, conn.Ping) != nil {
			return true
		}
	}
}

// soon does something that a server that is there does at once.
func soon(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, postgresDial)
	defer cancel()
	return do(ctx)
}
