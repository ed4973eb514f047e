package store

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/store/postgrestest"
)

// openPostgres opens a database of a server once its tables are there.
func openPostgres(t *testing.T, url string) *DB {
	t.Helper()
	d, err := OpenPostgres(url, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	eventually(t, "the tables", func() bool {
		_, err := d.Withdrawn(t.Context())
		return err == nil
	})
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

// hears gives what a database is told of, until the test ends.
func hears(t *testing.T, d *DB) <-chan Change {
	heard := make(chan Change, 1000)
	ctx, cancel := context.WithCancel(context.Background())
	var watching sync.WaitGroup
	watching.Go(func() { d.Watch(ctx, func(c Change) { heard <- c }) })
	t.Cleanup(func() { cancel(); watching.Wait() })
	return heard
}

// next is what is heard next.
func next(t *testing.T, heard <-chan Change) Change {
	t.Helper()
	select {
	case c := <-heard:
		return c
	case <-time.After(30 * time.Second):
		t.Fatal("nothing is heard")
		return Change{}
	}
}

// TestChangesAreHeard makes every change that is told, and some that fail.
func TestChangesAreHeard(t *testing.T) {
	url := postgrestest.Start(t).Database()
	one, other := openPostgres(t, url), openPostgres(t, url)
	ctx := t.Context()
	heard := hears(t, other)
	if got := next(t, heard); got != (Change{What: Everything}) {
		t.Fatalf("at first %+v is heard", got)
	}
	at := time.UnixMilli(1_700_000_000_000)
	w := Withdrawn{Kind: Entry, ID: "depression#what-is", At: at, Reason: Wrong}
	set(t, one, "10", full)
	if _, err := one.ChangeGuild(ctx, "11", func(g *Guild) { g.Country = strings.Repeat("x", MaxID+1) }); err == nil {
		t.Error("what is too long is kept")
	}
	for _, do := range []func() error{
		func() error { return one.Withdraw(ctx, w) },
		func() error { _, err := one.Lift(ctx, w); return err },
		func() error { return one.Tally(ctx, "depression", Helped) }, // nobody waits to hear of it
		func() error { return one.Published(ctx) },
		func() error { return one.Forget(ctx, "10") },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	var got []Change
	for range 5 {
		got = append(got, next(t, heard))
	}
	want := []Change{{Settings, "10"}, {What: Withdrawals}, {What: Withdrawals}, {What: Publication}, {Settings, "10"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is heard (-want +got):\n%s", diff)
	}
}

// TestListensAgain breaks the connection that listens, and then the whole server.
func TestListensAgain(t *testing.T) {
	server := postgrestest.Start(t)
	d := openPostgres(t, server.Database())
	heard := hears(t, d)
	again := func(what string) {
		t.Helper()
		if got := next(t, heard); got != (Change{What: Everything}) {
			t.Fatalf("after %s %+v is heard", what, got)
		}
		set(t, d, "10", full)
		if got := next(t, heard); got != (Change{Settings, "10"}) {
			t.Fatalf("after %s a change is heard as %+v", what, got)
		}
	}
	again("the start")
	if n := server.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`); n != 1 {
		t.Fatalf("%d connections listen", n)
	}
	again("the connection was killed")
	server.Stop()
	if _, err := d.Guild(t.Context(), "10"); err == nil {
		t.Fatal("the server is there")
	} else if text := err.Error(); strings.Contains(text, postgrestest.Password) || strings.Contains(text, "127.0.0.1") {
		t.Errorf("the error says where the server is, or the password: %v", err)
	}
	server.Start()
	eventually(t, "the server", func() bool { _, err := d.Guild(t.Context(), "10"); return err == nil })
	again("the server was away")
}

// TestNobodyElse: of a file nobody else can tell, and who watches need not wait.
func TestNobodyElse(t *testing.T) {
	d, err := Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	d.Watch(t.Context(), func(c Change) { t.Errorf("%+v is heard", c) })
	if err := d.Published(t.Context()); err != nil {
		t.Error(err)
	}
}
