package store

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store/postgrestest"
)

// openPostgres opens a database of a server that is there.
func openPostgres(t *testing.T, url string) *DB {
	t.Helper()
	d, err := OpenPostgres(url, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	end := time.After(30 * time.Second)
	for !so() {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// TestPostgres is all that one server is enough for.
func TestPostgres(t *testing.T) {
	server := postgrestest.Start(t)
	conform(t, func(t *testing.T) *DB { return openPostgres(t, server.Database()) })
	for name, test := range map[string]func(*testing.T, *postgrestest.Server){
		"replicas start together": replicasStartTogether,
		"a newer database":        newerDatabase,
		"the address is a secret": addressIsSecret,
		"ended while it connects": endedWhileConnecting,
		"changes are heard":       changesAreHeard,
	} {
		t.Run(name, func(t *testing.T) { test(t, server) })
	}
}

// replicasStartTogether: of five that find an empty database, one makes the tables, and
// none is told of anything wrong. Then all of them count identifies at once.
func replicasStartTogether(t *testing.T, server *postgrestest.Server) {
	const replicas, each = 5, 20
	url := server.Database()
	at := time.UnixMilli(1_700_000_000_000)
	var all sync.WaitGroup
	for range replicas {
		all.Go(func() {
			d, err := OpenPostgres(url, func(err error) { t.Error(err) })
			if err != nil {
				t.Error(err)
				return
			}
			defer d.Close()
			for n := 0; n < each; {
				if err := d.Identified(t.Context(), at); err == nil {
					n++
				} else if n > 0 {
					t.Error(err) // the tables are there
					return
				}
			}
		})
	}
	all.Wait()
	n, err := openPostgres(t, url).Identifies(t.Context(), at)
	if err != nil || n != replicas*each {
		t.Errorf("%d identifies, error %v; want %d", n, err, replicas*each)
	}
}

// newerDatabase: the database of a newer Hebb is refused, whatever is asked of it, and left as
// it is. Who uses it already goes on. Once an older one is restored in its place, it is used.
func newerDatabase(t *testing.T, server *postgrestest.Server) {
	url := server.Database()
	running := openPostgres(t, url)
	set(t, running, "10", full)
	version := func(statement string) {
		t.Helper()
		if _, err := running.sql.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	version(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`)
	told := make(chan error, 10)
	other, err := OpenPostgres(url, func(err error) { told <- err })
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	err = <-told
	for _, want := range []string{"is of a newer Hebb (version 9999", "run that Hebb or a newer one", "restore the backup"} {
		if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), want) {
			t.Errorf("told %q, which does not say %q", err, want)
		}
	}
	now := time.UnixMilli(1_700_000_000_000)
	_, read := other.Guild(t.Context(), "10")
	_, saved := other.ChangeGuild(t.Context(), "10", func(g *Guild) { *g = Guild{} })
	_, _, leased := other.Acquire(t.Context(), "shard 0", "me", time.Minute)
	for what, err := range map[string]error{"read": read, "lease": leased, "write": other.Identified(t.Context(), now), "save": saved} {
		if !errors.Is(err, ErrNewer) {
			t.Errorf("%s: error %v, want the refusal", what, err)
		}
	}
	if n, err := running.Identifies(t.Context(), now); err != nil || n != 0 {
		t.Errorf("who was running: %d identifies, error %v", n, err)
	}
	version(`DELETE FROM goose_db_version WHERE version_id = 9999`)
	eventually(t, "the older database", func() bool { _, err := other.Guild(t.Context(), "10"); return err == nil })
	if len(told) > 0 {
		t.Errorf("told again: %v", <-told)
	}
}

// addressIsSecret: whatever is wrong with the address or the server, no error says what
// the address is.
func addressIsSecret(t *testing.T, server *postgrestest.Server) {
	good := server.Database()
	for name, url := range map[string]string{
		"the password":   strings.Replace(good, postgrestest.Password, "secret-wrong", 1),
		"the database":   strings.Replace(good, good[strings.LastIndex(good, "/"):strings.Index(good, "?")], "/secret", 1),
		"the user":       strings.Replace(good, "//"+postgrestest.User, "//secret", 1),
		"the port":       "postgres://secret:secret@127.0.0.1:1/secret",
		"the host":       "postgres://secret:secret@secret.invalid/secret",
		"no number":      "postgres://secret:secret@127.0.0.1:secret/secret",
		"another scheme": "mysql://secret:secret@127.0.0.1/secret",
		"no URL":         "secret",
		"an option":      "postgres://secret:secret@127.0.0.1/secret?sslmode=secret",
	} {
		t.Run(name, func(t *testing.T) {
			told := make(chan error, 1)
			d, err := OpenPostgres(url, func(err error) { told <- err })
			if err == nil {
				defer d.Close()
				_, used := d.Guild(t.Context(), "10")
				if used == nil {
					t.Fatal("it works")
				}
				err = errors.Join(used, <-told)
			}
			t.Log(err)
			for _, part := range []string{"secret", postgrestest.Password, "127.0.0.1", "postgres://" + postgrestest.User} {
				if strings.Contains(err.Error(), part) {
					t.Errorf("an error says %q: %v", part, err)
				}
			}
		})
	}
}

// endedWhileConnecting: who no longer waits is told so, and not that the server is away.
func endedWhileConnecting(t *testing.T, server *postgrestest.Server) {
	d := openPostgres(t, server.Database())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Guild(ctx, "10"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
