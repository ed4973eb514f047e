package store

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// acquires checks that somebody gets a lease or not, and gives its token.
func acquires(t *testing.T, d *DB, name, holder string, lasts time.Duration, want bool) int64 {
	t.Helper()
	token, ok, err := d.Acquire(t.Context(), name, holder, lasts)
	if err != nil || ok != want {
		t.Fatalf("%s acquires %s: %v, %v, want %v", holder, name, ok, err, want)
	}
	return token
}

func live(t *testing.T, d *DB) string {
	t.Helper()
	all, err := d.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range all {
		out = append(out, l.Name+" "+l.Holder)
	}
	return strings.Join(out, ", ")
}

func leases(t *testing.T, d *DB) {
	first := acquires(t, d, "a", "me", time.Hour, true)
	acquires(t, d, "a", "you", time.Hour, false)
	second := acquires(t, d, "a", "me", time.Hour, true)
	acquires(t, d, "b", "you", time.Hour, true)
	if got := live(t, d); got != "a me, b you" {
		t.Errorf("live: %s", got)
	}
	mine, err := d.Renew(t.Context(), "me", 2*time.Hour)
	if err != nil || len(mine) != 1 || mine[0].Name != "a" || mine[0].Token != second || mine[0].Left < 119*time.Minute || mine[0].Left > 2*time.Hour {
		t.Errorf("renewed %+v, %v", mine, err)
	}
	for _, token := range []int64{first, second} {
		acquires(t, d, "a", "you", time.Hour, false)
		if err := d.Release(t.Context(), Lease{Name: "a", Token: token}); err != nil {
			t.Fatal(err)
		}
	}
	if third := acquires(t, d, "a", "you", time.Hour, true); first >= second || second >= third {
		t.Errorf("the tokens are %d, %d and %d", first, second, third)
	}
	if got := live(t, d); got != "a you, b you" {
		t.Errorf("live: %s", got)
	}
	for _, holder := range []string{"", strings.Repeat("x", MaxID+1)} {
		if _, _, err := d.Acquire(t.Context(), "a", holder, time.Hour); !errors.Is(err, ErrBounds) {
			t.Errorf("acquired by %q: %v", holder, err)
		}
	}
}

// leaseRunsOut: what is over is nobody's, even if nobody else took it.
func leaseRunsOut(t *testing.T, d *DB) {
	first := acquires(t, d, "a", "me", 50*time.Millisecond, true)
	eventually(t, "the end of the lease", func() bool { return live(t, d) == "" })
	if mine, err := d.Renew(t.Context(), "me", time.Hour); err != nil || len(mine) > 0 {
		t.Errorf("renewed %+v, %v", mine, err)
	}
	if err := d.Release(t.Context(), Lease{Name: "a", Token: first}); err != nil {
		t.Error(err)
	}
	if second := acquires(t, d, "a", "you", time.Hour, true); second <= first {
		t.Errorf("the tokens are %d and %d", first, second)
	}
}

// leasesAtOnce: one of many gets it, be it free or over.
func leasesAtOnce(t *testing.T, d *DB) {
	acquires(t, d, "over", "somebody", time.Millisecond, true)
	eventually(t, "the end of the lease", func() bool { return live(t, d) == "" })
	for _, name := range []string{"new", "over"} {
		got := make(chan string, 16)
		var all sync.WaitGroup
		for n := range 16 {
			all.Go(func() {
				holder := fmt.Sprint("holder ", n)
				switch _, ok, err := d.Acquire(t.Context(), name, holder, time.Hour); {
				case err != nil:
					t.Error(err)
				case ok:
					got <- holder
				}
			})
		}
		all.Wait()
		close(got)
		if len(got) != 1 {
			t.Errorf("%d of 16 acquired %q", len(got), name)
		}
	}
}
