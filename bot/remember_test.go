package bot

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

// openStore opens a store that ends with the test, after the bot.
func openStore(t *testing.T, path string) *store.DB {
	t.Helper()
	d, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// TestSettingsSurviveARestart changes the country of a server, and asks for its helplines
// before and after the bot and its store were started again.
func TestSettingsSurviveARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hebb.db")
	w := prepare(t, simulator.Options{})
	d := openStore(t, path)
	w.memory = d
	w.connect()
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
	if _, err := w.bot.kept.ChangeGuild(w.ctx(), w.general.Guild().ID(), func(g *store.Guild) { g.Country = "ZZ" }); err != nil {
		t.Fatal(err)
	}
	has(t, w.response(w.alice.Command(w.general, "crisis")), "!First Line", "World Directory")
	w.alice.DM("i want to die") // no server: the operator's country
	has(t, w.answered(w.alice.DMChannel(), 1), "call 911")

	w.stop()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	w.memory = openStore(t, path)
	w.connect()
	has(t, w.response(w.alice.Command(w.general, "crisis")), "!First Line", "World Directory")
}

// TestAnswersNeedNoMemory is a memory that fails in each way while people ask and are at
// risk: they are answered as ever.
func TestAnswersNeedNoMemory(t *testing.T) {
	for name, fails := range map[string]func(ctx context.Context) error{
		"error": func(context.Context) error { return errors.New("disk on fire") },
		"panic": func(context.Context) error { panic("disk on fire") },
		"slow":  func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
	} {
		t.Run(name, func(t *testing.T) {
			w := prepare(t, simulator.Options{})
			w.memory = &fakeMemory{before: fails}
			w.connect()
			has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911", "First Line")
			w.alice.Say(w.general, "<@bot> what is depression?")
			has(t, w.answered(w.general, 1), "Depression is a common mood disorder.")
		})
	}
	t.Run("closed", func(t *testing.T) {
		w := prepare(t, simulator.Options{})
		d := openStore(t, filepath.Join(t.TempDir(), "hebb.db"))
		w.memory = d
		w.connect()
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911", "First Line")
	})
}

// A tellingStore tells of each server that was forgotten.
type tellingStore struct {
	*store.DB
	forgot chan string
}

func (s tellingStore) Forget(ctx context.Context, id string) error {
	defer func() { s.forgot <- id }()
	return s.DB.Forget(ctx, id)
}

// TestServerIsForgotten removes the bot from a server. One that Discord has trouble with
// is kept.
func TestServerIsForgotten(t *testing.T) {
	w := prepare(t, simulator.Options{})
	d := tellingStore{openStore(t, ""), make(chan string, 10)}
	w.memory = d
	home, other := w.general.Guild(), w.sim.AddGuild("other")
	w.connect()
	want := store.Guild{Country: "ZZ", Quiet: []string{"1"}}
	for _, g := range []*simulator.Guild{home, other} {
		if _, err := w.bot.kept.ChangeGuild(w.ctx(), g.ID(), func(g *store.Guild) { *g = want }); err != nil {
			t.Fatal(err)
		}
	}
	events := w.bot.Stats().Events.Load()
	home.Outage()
	home.Restore()
	other.RemoveBot()
	select {
	case id := <-d.forgot:
		if id != other.ID() {
			t.Errorf("%s was forgotten, want %s", id, other.ID())
		}
	case <-w.ctx().Done():
		t.Fatalf("the server was not forgotten; log:\n%s", w.log)
	}
	if g, err := d.Guild(w.ctx(), other.ID()); g.Country != "" || err != nil {
		t.Errorf("it is still there: %+v, error %v", g, err)
	}
	if g, _ := w.bot.Memory.Guild(w.ctx(), other.ID()); g.Country != "" {
		t.Errorf("it is still served: %+v", g)
	}
	w.stop() // and with it all that is under way
	got, err := d.Guild(context.Background(), home.ID())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("a server with an outage (-want +got): %v\n%s", err, diff)
	}
	if n := w.bot.Stats().Events.Load() - events; n != 1 {
		t.Errorf("%d events were taken, want the removal alone", n)
	}
}

// TestStoreHoldsNothingOfAPerson sends a word that stands nowhere else through the bot,
// and then looks for it, and for who sent it, in the bytes of the store.
func TestStoreHoldsNothingOfAPerson(t *testing.T) {
	folder := t.TempDir()
	w := prepare(t, simulator.Options{})
	d := openStore(t, filepath.Join(folder, "hebb.db"))
	w.memory = d
	person := w.general.Guild().AddMember("name-" + canary)
	w.connect()
	if _, err := w.bot.kept.ChangeGuild(w.ctx(), w.general.Guild().ID(), func(g *store.Guild) { g.Country = "ZZ" }); err != nil {
		t.Fatal(err)
	}
	person.Say(w.general, "<@bot> what is depression "+canary)
	w.answered(w.general, 1)
	w.response(person.Command(w.general, "ask", simulator.Opt("question", "i want to die "+canary)))
	w.stop()

	files, err := filepath.Glob(filepath.Join(folder, "hebb.db*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	if !bytes.Contains(all, []byte(w.general.Guild().ID())) {
		t.Error("the server is not there: the test looks at the wrong place")
	}
	for _, never := range []string{canary, person.ID()} {
		if bytes.Contains(all, []byte(never)) {
			t.Errorf("the store holds %q", never)
		}
	}
}

// BenchmarkSettings is what an answer pays for the settings of its server.
func BenchmarkSettings(b *testing.B) {
	d, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "hebb.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	s := newSettings(b.Context(), d, nil)
	if _, err := s.ChangeGuild(b.Context(), "10", func(g *store.Guild) { g.Quiet = []string{"1", "2", "3"} }); err != nil {
		b.Fatal(err)
	}
	b.Run("known", func(b *testing.B) {
		for b.Loop() {
			_, _ = s.Guild(b.Context(), "10")
		}
	})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			s.mu.Lock()
			delete(s.known, "10")
			s.mu.Unlock()
			if g, _ := s.Guild(b.Context(), "10"); len(g.Quiet) != 3 {
				b.Fatal("not in time")
			}
		}
	})
	b.Run("change", func(b *testing.B) {
		at := time.Now()
		for b.Loop() {
			if _, err := s.ChangeGuild(b.Context(), "10", func(g *store.Guild) { g.LogChannel = at.String()[:10] }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
