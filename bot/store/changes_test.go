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

// changesAreHeard makes every change that is told, and some that fail.
func changesAreHeard(t *testing.T, server *postgrestest.Server) {
	url := server.Database()
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
	for range 5 { // of old connections, and of new ones
		if _, err := d.Guild(t.Context(), "10"); err == nil {
			t.Fatal("the server is there")
		}
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
