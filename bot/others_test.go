package bot

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/bot/store/postgrestest"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/simulator"
)

// heardIn is how soon a change of another replica is seen, at the latest: in truth within a
// second (see the log), but many tests run at once. The next look by itself would be a minute
// later, and of the library an hour.
const heardIn = 10 * time.Second

// openPostgres opens a database of a server that ends with the test, after the bot.
func openPostgres(t *testing.T, url string) *store.DB {
	t.Helper()
	d, err := store.OpenPostgres(url, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// share has a world's bot keep all in a database that others use.
func (w *world) share(url string) {
	w.t.Helper()
	d := openPostgres(w.t, url)
	w.memory, w.pulled, w.others = d, d, d
}

// soon waits until something is so, and checks that it came in time.
func (w *world) soon(what string, so func() bool) {
	w.t.Helper()
	start := time.Now()
	until(w.t, w.ctx(), so)
	if took := time.Since(start); took > heardIn {
		w.t.Errorf("%s was seen after %v", what, took)
	} else {
		w.t.Logf("%s was seen after %v", what, took.Round(time.Millisecond))
	}
}

// country gives the server of a world a country, by the bot of any world.
func (w *world) country(by *world, country string) {
	w.t.Helper()
	if _, err := by.bot.kept.ChangeGuild(w.ctx(), w.general.Guild().ID(), func(g *store.Guild) { g.Country = country }); err != nil {
		w.t.Fatal(err)
	}
}

// inUS reports whether the server of a world is told the helplines of the US, or else of ZZ.
func (w *world) inUS() bool {
	w.t.Helper()
	r := w.response(w.alice.Command(w.general, "crisis"))
	text := r.Text()
	if !strings.Contains(text, "World Directory") {
		w.t.Fatalf("no crisis reply: %s", text)
	}
	return strings.Contains(text, "call 911")
}

func (w *world) inZZ() bool { w.t.Helper(); return !w.inUS() }

// watch gives the bot a library whose files change without a notice.
func (w *world) watch(folder string) {
	w.t.Helper()
	files := os.DirFS(folder)
	w.serve(live.Options{Embedded: files, Files: live.Folder(files)})
	ctx, cancel := context.WithCancel(context.Background())
	var watching sync.WaitGroup
	watching.Go(func() { w.library.Watch(ctx, w.t.TempDir(), time.Hour, func(live.Result) {}) })
	w.t.Cleanup(func() { cancel(); watching.Wait() })
}

// TestReplicas is two bots over one PostgreSQL: what one of them changes the other answers by,
// at once; and so again after the connection that it hears by was killed.
func TestReplicas(t *testing.T) {
	w := prepare(t, simulator.Options{})
	server := postgrestest.Start(t)
	url := server.Database()
	other := alone(t, simulator.Options{})
	files := t.TempDir()
	if err := os.CopyFS(files, os.DirFS("../responses/testdata/library")); err != nil {
		t.Fatal(err)
	}
	w.watch(files)
	for _, w := range []*world{w, other} {
		w.share(url)
		w.connect()
	}
	answers := func(want string) func() bool {
		return func() bool {
			r := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression?")))
			return strings.Contains(r.Text(), want)
		}
	}
	if !w.inUS() || !answers("a common mood disorder")() {
		t.Fatal("not the usual answers")
	}

	w.country(other, "ZZ")
	w.soon("a country", w.inZZ)

	topic := filepath.Join(files, "en", "depression.md")
	text, err := os.ReadFile(topic)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(topic, []byte(strings.ReplaceAll(string(text), "a common mood disorder", "an illness of the mood")), 0o644); err != nil {
		t.Fatal(err)
	}
	other.bot.tellOthers()
	w.soon("a publication", answers("an illness of the mood"))

	what := store.Withdrawn{Kind: store.Entry, ID: "depression#what-is", At: time.UnixMilli(1_700_000_000_000), Reason: store.Wrong}
	if err := other.bot.pulled.withdraw(w.ctx(), what); err != nil {
		t.Fatal(err)
	}
	served := answers("an illness of the mood")
	w.soon("a withdrawal", func() bool { return !served() })

	if n := server.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`); n != 2 {
		t.Errorf("%d connections listened", n)
	}
	w.country(other, "US") // while nobody hears
	w.soon("a country, after the connection was killed", w.inUS)
	if _, err := other.bot.pulled.lift(w.ctx(), what); err != nil {
		t.Fatal(err)
	}
	w.soon("a lifted withdrawal", served)
}

// TestDatabaseGone starts a bot while PostgreSQL is away, lets it come, go and come back:
// people are answered all the time, by the settings last known, and the log says once what is
// the matter.
func TestDatabaseGone(t *testing.T) {
	w := prepare(t, simulator.Options{})
	server := postgrestest.Start(t)
	url := server.Database()
	before := alone(t, simulator.Options{})
	before.share(url)
	if _, err := before.memory.ChangeGuild(w.ctx(), w.general.Guild().ID(), func(g *store.Guild) { g.Country = "ZZ" }); err != nil {
		t.Fatal(err)
	}
	server.Stop()

	d, err := store.OpenPostgres(url, func(error) {}) // that it is away the operator is told, see package store
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	w.memory, w.pulled, w.others = d, d, d
	w.connect()
	says := func(what string, times int) {
		t.Helper()
		if n := strings.Count(w.log.String(), what); n != times {
			t.Errorf("the log says %q %d times, and not %d:\n%s", what, n, times, w.log)
		}
	}
	asked := 0
	ask := func() {
		t.Helper()
		asked++
		w.alice.Say(w.general, "<@bot> what is depression?")
		has(t, w.answered(w.general, asked), "Depression is a common mood disorder.")
	}
	if ask(); !w.inUS() {
		t.Error("settings are known without a database")
	}
	says("the store does not work", 1)

	server.Start()
	until(t, w.ctx(), w.inZZ)
	says("the store works again", 1)

	server.Stop()
	until(t, w.ctx(), func() bool {
		if ask(); w.inUS() {
			t.Error("the settings are lost with the database")
		}
		w.bot.kept.changed("") // as if a minute had gone by
		return strings.Count(w.log.String(), "the store does not work") == 2
	})
	server.Start()
	until(t, w.ctx(), func() bool { // the first use may meet a connection of before
		_, err := before.memory.ChangeGuild(w.ctx(), w.general.Guild().ID(), func(g *store.Guild) { g.Country = "US" })
		return err == nil
	})
	until(t, w.ctx(), w.inUS)
	says("the store works again", 2)
	if strings.Contains(w.log.String(), postgrestest.Password) {
		t.Error("the log holds the password")
	}
}
