package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/store"
)

// A fakeMemory is a Memory that keeps one country for each server, and does what a test
// tells it to before it answers.
type fakeMemory struct {
	mu     sync.Mutex
	kept   map[string]store.Guild
	before func(ctx context.Context) error // what a use meets first; nil for nothing
	looks  int
	forgot []string
}

func (f *fakeMemory) meet(ctx context.Context) error {
	f.mu.Lock()
	before := f.before
	f.mu.Unlock()
	if before == nil {
		return nil
	}
	return before(ctx)
}

// from now on each use meets this first.
func (f *fakeMemory) from(before func(ctx context.Context) error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.before = before
}

func (f *fakeMemory) put(id, country string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept[id] = store.Guild{Country: country, Hidden: []string{country}}
}

func (f *fakeMemory) Guild(ctx context.Context, id string) (store.Guild, error) {
	f.mu.Lock()
	f.looks++
	g := f.kept[id].Clone() // as it was when it was read, however late it comes
	f.mu.Unlock()
	return g, f.meet(ctx)
}

func (f *fakeMemory) ChangeGuild(ctx context.Context, id string, change func(*store.Guild)) (store.Guild, error) {
	if err := f.meet(ctx); err != nil {
		return store.Guild{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	g := f.kept[id].Clone()
	change(&g)
	f.kept[id] = g
	return g, nil
}

func (f *fakeMemory) Forget(ctx context.Context, id string) error {
	f.mu.Lock()
	f.forgot = append(f.forgot, id)
	delete(f.kept, id)
	f.mu.Unlock()
	return f.meet(ctx)
}

func (f *fakeMemory) Tally(ctx context.Context, _ string, _ store.Reason) error { return f.meet(ctx) }

func (f *fakeMemory) looked() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.looks
}

// A remembering is settings over a fake memory, in a bubble with a clock of its own.
type remembering struct {
	*settings
	t    *testing.T
	fake *fakeMemory
	log  *lockedBuffer
}

// remember runs a test in a bubble.
func remember(t *testing.T, test func(t *testing.T, r remembering)) {
	synctest.Test(t, func(t *testing.T) {
		r := remembering{t: t, fake: &fakeMemory{kept: map[string]store.Guild{}}, log: &lockedBuffer{}}
		log := logrus.New()
		log.SetOutput(r.log)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		r.settings = newSettings(ctx, r.fake, log)
		test(t, r)
	})
}

// is checks what is served for a server, and how long that took.
func (r remembering) is(id, country string, within time.Duration) {
	r.t.Helper()
	start := time.Now()
	g, err := r.Guild(r.t.Context(), id)
	if err != nil || g.Country != country {
		r.t.Errorf("server %q has %q, want %q, error %v", id, g.Country, country, err)
	}
	if took := time.Since(start); took > within {
		r.t.Errorf("it took %v", took)
	}
}

// lines is how often each thing was logged.
func (r remembering) lines(fails, works int) {
	r.t.Helper()
	synctest.Wait()
	if n := strings.Count(r.log.String(), "does not work"); n != fails {
		r.t.Errorf("%d lines of failure, want %d:\n%s", n, fails, r.log)
	}
	if n := strings.Count(r.log.String(), "works again"); n != works {
		r.t.Errorf("%d lines of recovery, want %d:\n%s", n, works, r.log)
	}
}

func TestSettingsAreServedAtOnce(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.put("10", "GB")
		r.is("10", "GB", 0)
		r.is("", "", 0) // a direct message
		for range 100 {
			r.is("10", "GB", 0)
		}
		if n := r.fake.looked(); n != 1 {
			t.Errorf("%d looks", n)
		}
		time.Sleep(freshFor - 1)
		r.fake.put("10", "FR") // by another process
		r.is("10", "GB", 0)
		time.Sleep(time.Nanosecond) // of the clock in the bubble
		r.fake.from(func(context.Context) error { time.Sleep(time.Second); return nil })
		for range 10 { // stale settings serve at once, and one look is made meanwhile
			r.is("10", "GB", 0)
		}
		time.Sleep(2 * time.Second)
		r.is("10", "FR", 0)
		if n := r.fake.looked(); n != 2 {
			t.Errorf("%d looks", n)
		}
		r.lines(0, 0)
	})
}

// TestChangedElsewhere: what another replica changed is seen by the next answer; a look that
// was under way then counts for nothing, and the last known settings serve where there is
// none.
func TestChangedElsewhere(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		for _, id := range []string{"10", "20", "30"} {
			r.fake.put(id, "GB")
			r.is(id, "GB", 0)
		}
		r.fake.put("10", "FR")
		r.changed("10")
		r.is("10", "FR", 0)
		if n := r.fake.looked(); n != 4 {
			t.Errorf("%d looks", n)
		}

		time.Sleep(freshFor)
		r.fake.from(func(context.Context) error { time.Sleep(firstUse); return nil })
		r.is("20", "GB", 0) // looks, and reads what is there now
		synctest.Wait()
		r.fake.from(nil)
		r.fake.put("20", "DE")
		r.changed("")
		r.is("20", "DE", 0)
		time.Sleep(2 * firstUse)
		r.is("20", "DE", 0)

		r.fake.from(func(context.Context) error { return errors.New("disk on fire") })
		r.changed("")
		r.is("10", "FR", 0)
		r.is("30", "GB", 0)
		r.lines(1, 0)
		r.fake.from(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
		r.changed("")
		r.is("10", "FR", 0) // it is known that the store does not work: nobody waits
	})
}

func TestManyAskAtOnce(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.put("10", "GB")
		r.fake.from(func(context.Context) error { time.Sleep(firstUse / 2); return nil })
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() { r.is("10", "GB", firstUse/2) })
		}
		all.Wait()
		if n := r.fake.looked(); n != 1 {
			t.Errorf("%d looks for one server", n)
		}
	})
}

func TestWhatIsServedIsACopy(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.put("10", "GB")
		g, _ := r.Guild(t.Context(), "10")
		g.Hidden[0] = "scribble"
		changed, err := r.ChangeGuild(t.Context(), "10", func(g *store.Guild) { g.Public = true })
		if err != nil {
			t.Fatal(err)
		}
		changed.Hidden[0] = "scribble"
		got, _ := r.Guild(t.Context(), "10")
		if diff := cmp.Diff(store.Guild{Country: "GB", Public: true, Hidden: []string{"GB"}}, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	})
}

// TestMemoryFails is every way in which a memory can fail. The answer has settings in
// time, all the same; one line says that it fails and one that it works again.
func TestMemoryFails(t *testing.T) {
	for name, fails := range map[string]func(ctx context.Context) error{
		"error": func(context.Context) error { return errors.New("disk on fire") },
		"panic": func(context.Context) error { panic("words of a member") },
		"slow":  func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"hangs": func(context.Context) error { time.Sleep(time.Hour); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			remember(t, func(t *testing.T, r remembering) {
				r.fake.put("10", "GB")
				r.fake.put("11", "FR")
				r.is("10", "GB", 0)
				r.fake.from(fails)
				time.Sleep(freshFor)
				for range 5 { // of a server that is known: what is known
					r.is("10", "GB", 0)
					time.Sleep(againIn)
				}
				r.lines(1, 0)
				r.is("11", "", 0) // of one that is not: as if it had set nothing, and nobody waits
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				if _, err := r.ChangeGuild(ctx, "10", func(g *store.Guild) { g.Country = "DE" }); err == nil {
					t.Error("a change that was not made says it was")
				}
				if err := r.Tally(t.Context(), "depression#what-is", store.Wrong); err == nil {
					t.Error("a tally that was not counted says it was")
				}
				if err := r.Forget(ctx, "12"); err == nil {
					t.Error("a server that was not forgotten is said to be")
				}
				r.lines(1, 0)
				if strings.Contains(r.log.String(), "words of a member") {
					t.Errorf("a panic's words are logged:\n%s", r.log)
				}

				r.fake.from(nil)
				time.Sleep(2 * time.Hour) // those that hang come back, and nobody minds
				r.is("10", "GB", 0)
				synctest.Wait()
				time.Sleep(againIn)
				r.is("11", "", 0)
				synctest.Wait()
				r.is("11", "FR", 0)
				r.lines(1, 1)
			})
		})
	}
}

// TestFirstUseWaits is a memory that is slow on a server's first question: the answer
// waits a fifth of a second, and what comes late serves the next one.
func TestFirstUseWaits(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.put("10", "GB")
		r.fake.from(func(context.Context) error { time.Sleep(firstUse - 1); return nil })
		r.is("10", "GB", firstUse)
		r.fake.put("11", "FR")
		r.fake.from(func(context.Context) error { time.Sleep(time.Second); return nil })
		r.is("11", "", firstUse)
		time.Sleep(time.Second)
		r.is("11", "FR", 0)
		r.lines(0, 0)
	})
}

// TestHangingMemoryIsBounded asks for a thousand servers of a memory that never comes
// back: few goroutines wait for it.
func TestHangingMemoryIsBounded(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		back := make(chan struct{})
		defer close(back)
		r.fake.from(func(context.Context) error { <-back; return nil })
		var all sync.WaitGroup
		for i := range 1000 {
			all.Go(func() { r.is(fmt.Sprint(i), "", firstUse) })
		}
		all.Wait()
		time.Sleep(lookTime)
		synctest.Wait()
		if n := r.fake.looked(); n != mostUses {
			t.Errorf("%d uses of the memory hang, want %d", n, mostUses)
		}
		r.is("10000", "", 0)
		r.lines(1, 0)
	})
}

// TestChangeIsServed changes settings while an older look is under way: the change is
// served, and the look's news is thrown away.
func TestChangeIsServed(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.put("10", "GB")
		r.fake.from(func(context.Context) error { time.Sleep(time.Second); return nil })
		r.is("10", "", firstUse) // the look has read "GB", and tells it later
		r.fake.from(nil)
		for _, country := range []string{"FR", "DE"} {
			g, err := r.ChangeGuild(t.Context(), "10", func(g *store.Guild) { g.Country = country })
			if err != nil || g.Country != country {
				t.Errorf("changed to %q, error %v", g.Country, err)
			}
			r.is("10", country, 0)
		}
		time.Sleep(2 * time.Second)
		r.is("10", "DE", 0)
	})
}

func TestChangesWaitForTheirTime(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.from(func(context.Context) error { time.Sleep(time.Minute); return nil })
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if _, err := r.ChangeGuild(ctx, "10", func(*store.Guild) {}); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("error %v", err)
				}
			})
		}
		all.Wait()
		time.Sleep(time.Hour)
	})
}

// TestCallersMistake is no failure of the memory: nothing is logged.
func TestCallersMistake(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.from(func(context.Context) error { return fmt.Errorf("%w: too long", store.ErrBounds) })
		if _, err := r.ChangeGuild(t.Context(), "10", func(*store.Guild) {}); !errors.Is(err, store.ErrBounds) {
			t.Errorf("error %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		r.fake.from(func(ctx context.Context) error { return ctx.Err() })
		if err := r.Tally(ctx, "a", store.Wrong); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		r.lines(0, 0)
	})
}

func TestForgottenSettings(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.fake.put("10", "GB")
		r.is("10", "GB", 0)
		if err := r.Forget(t.Context(), "10"); err != nil {
			t.Fatal(err)
		}
		r.is("10", "", 0)
	})
}

func TestNoMemory(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		r.memory = nil
		r.is("10", "", 0)
		if _, err := r.ChangeGuild(t.Context(), "10", func(*store.Guild) {}); !errors.Is(err, errNothingKept) {
			t.Errorf("error %v", err)
		}
		if err := r.Tally(t.Context(), "a", store.Wrong); !errors.Is(err, errNothingKept) {
			t.Errorf("counted nowhere: error %v", err)
		}
		if err := r.Forget(t.Context(), "10"); err != nil {
			t.Error(err)
		}
	})
}

func TestKnownServersAreBounded(t *testing.T) {
	remember(t, func(t *testing.T, r remembering) {
		for i := range maxKnown + 100 {
			r.is(fmt.Sprint(i), "", 0)
		}
		if n := len(r.known); n != maxKnown {
			t.Errorf("%d servers at hand", n)
		}
		r.fake.put("0", "GB")
		if _, err := r.ChangeGuild(t.Context(), "new", func(*store.Guild) {}); err != nil || len(r.known) != maxKnown {
			t.Errorf("%d servers at hand, error %v", len(r.known), err)
		}
	})
}
