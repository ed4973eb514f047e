package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/bot/store/postgrestest"
	"github.com/hebb-bot/hebb/simulator"
)

// TestKilledUnderLoad kills the program (SIGKILL) again and again, while members ask and
// moderators set, draft and publish. What somebody was told is done is there after the next
// start, or what was under way after it; no file of the library is half written; and the
// first who is at risk is answered.
func TestKilledUnderLoad(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	if testing.Short() {
		t.Skip("processes are killed")
	}
	t.Run("SQLite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "hebb.db")
		killedUnderLoad(t, 3, "HEBB_STORE_PATH="+path, func() (*store.DB, error) { return store.Open(t.Context(), path) })
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		url := postgrestest.Start(t).Database()
		killedUnderLoad(t, 1, "HEBB_STORE_URL="+url, func() (*store.DB, error) { return store.OpenPostgres(url, func(error) {}) })
	})
}

func killedUnderLoad(t *testing.T, rounds int, setting string, open func() (*store.DB, error)) {
	l := newLoad(t)
	start := func() time.Duration {
		began := time.Now()
		l.start(setting, "HEBB_CONTENT_DIR="+l.library, "HEBB_LIBRARY_HOME_GUILD="+l.home.ID())
		return time.Since(began).Round(time.Millisecond)
	}
	start()
	l.pickChannel()
	for round := range rounds {
		began := time.Now()
		loaded, relieve := context.WithCancel(l.ctx)
		all := l.on(loaded)
		enough := l.promised().plus(promises{answers: 20, crises: 5, settings: 10, drafts: 3, published: 2 + int64(round)})
		l.until("enough is done", func() bool { return l.promised().reaches(enough) })
		l.until("something is being published", l.publishing)
		l.killed.Store(true)
		_ = l.cmd.Process.Kill()
		_ = l.cmd.Wait()
		relieve()
		all.Wait()
		t.Logf("killed after %v, when promised %+v; a publication was half done: %v", time.Since(began).Round(time.Millisecond), l.promised(), l.publishing())

		l.settingsAreThere(open)
		t.Logf("connected again after %v", start())
		l.asks(l.home.AddMember(fmt.Sprint("at risk ", round)), "I want to kill myself", "People you can reach")
		l.libraryIsWhole()
		l.draftIsThere()
	}
	l.stop()
	for _, never := range []string{"level=error", "level=fatal", "panic", "depression?"} {
		if strings.Contains(l.log.String(), never) {
			t.Errorf("the log holds %q:\n%s", never, l.log)
		}
	}
}

// promises is how often people were told that something was done.
type promises struct{ answers, crises, settings, drafts, published int64 }

func (a promises) plus(b promises) promises {
	return promises{a.answers + b.answers, a.crises + b.crises, a.settings + b.settings, a.drafts + b.drafts, a.published + b.published}
}

func (a promises) reaches(b promises) bool {
	return a.answers >= b.answers && a.crises >= b.crises && a.settings >= b.settings && a.drafts >= b.drafts && a.published >= b.published
}

// A write is the last one that was told to be done, and the last that was tried.
type write struct{ told, tried int }

// is reports whether it is the one or the other.
func (w write) is(n int) bool { return n == w.told || n == w.tried }

// A load is everybody who uses a server at once. Of what is written each kind has one writer, who
// counts.
type load struct {
	*child
	library                  string // its folder
	home                     *simulator.Guild
	other                    *simulator.Guild // whose settings are written
	otherRoom                *simulator.Channel
	room                     *simulator.Channel
	roles                    []*simulator.Role
	publisher, drafter       *simulator.Person
	set, published           write
	draft                    simulator.Message // the last one that was shown
	drafted                  string            // what it says
	answers, crises          atomic.Int64
	settings, drafts, prints atomic.Int64
	people                   atomic.Int64
	killed                   atomic.Bool // whoever is told nothing now is so for that
}

func newLoad(t *testing.T) *load {
	t.Helper()
	l := &load{child: childIn(t, 2*time.Minute, simulator.Options{IdentifyEvery: -1}), library: smallLibrary(t)}
	l.home, l.other = l.general.Guild(), l.sim.AddGuild("other")
	l.room, l.otherRoom = l.home.AddChannel("moderators"), l.other.AddChannel("general")
	for n := range 100 {
		l.roles = append(l.roles, l.other.AddRole(fmt.Sprint("role ", n)))
	}
	both := simulator.ManageGuild | simulator.ManageMessages
	l.publisher, l.drafter = l.home.AddMember("publisher", both), l.home.AddMember("drafter", both)
	return l
}

func (l *load) promised() promises {
	return promises{l.answers.Load(), l.crises.Load(), l.settings.Load(), l.drafts.Load(), l.prints.Load()}
}

// pickChannel is what the home server has to do before it edits.
func (l *load) pickChannel() {
	l.t.Helper()
	panel, err := reads(l.ctx, l.publisher.Command(l.general, "settings"), "Settings of this server")
	if err == nil {
		_, err = reads(l.ctx, l.publisher.Select(&panel, "h1:g:log", l.room.ID()), "Saved.")
	}
	if err != nil {
		l.t.Fatal(err)
	}
}

// on puts it on, until ctx ends.
func (l *load) on(ctx context.Context) *sync.WaitGroup {
	l.killed.Store(false)
	var all sync.WaitGroup
	for _, do := range []func(context.Context) error{l.ask, l.ask, l.cry, l.change, l.publish, l.compose} {
		all.Go(func() {
			for ctx.Err() == nil {
				if err := do(ctx); err != nil && !errors.Is(err, errTooFast) {
					if !l.killed.Load() {
						l.t.Error(err)
					}
					<-ctx.Done()
				}
			}
		})
	}
	return &all
}

// somebody asks something for the first time.
func (l *load) somebody(ctx context.Context, question, want string, count *atomic.Int64) error {
	who := l.home.AddMember(fmt.Sprint("member ", l.people.Add(1)))
	_, err := reads(ctx, who.Command(l.general, "ask", simulator.Opt("question", question)), want)
	if err == nil {
		count.Add(1)
	}
	return err
}

func (l *load) ask(ctx context.Context) error {
	return l.somebody(ctx, "what causes depression?", "What causes depression?", &l.answers)
}

func (l *load) cry(ctx context.Context) error {
	return l.somebody(ctx, "I want to kill myself", "People you can reach", &l.crises)
}

// change picks another role on the panel of the other server.
func (l *load) change(ctx context.Context) error {
	mod := l.other.AddMember(fmt.Sprint("mod ", l.people.Add(1)), simulator.ManageGuild)
	panel, err := reads(ctx, mod.Command(l.otherRoom, "settings"), "Settings of this server")
	if err != nil {
		return err
	}
	l.set.tried = (l.set.tried + 1) % len(l.roles)
	if _, err := reads(ctx, mod.Select(&panel, "h1:g:role", l.roles[l.set.tried].ID()), "Saved."); err != nil {
		return err
	}
	l.set.told = l.set.tried
	l.settings.Add(1)
	return nil
}

// preview edits an entry into text.
func (l *load) preview(ctx context.Context, who *simulator.Person, entry, text string) (simulator.Message, error) {
	r, err := who.Command(l.general, "library edit", simulator.Opt("entry", entry)).First(ctx)
	if err != nil || r.Modal == nil {
		return simulator.Message{}, errors.Join(errNotTold, err)
	}
	return reads(ctx, who.Submit(r.Modal, map[string]string{"text": text, "name": ""}), "how members will see it")
}

// stated is what the n-th publishing says.
func stated(n int) string {
	return fmt.Sprintf("## What is depression? {#what-is}\n\nDepression is a mood disorder, says edit %d [@gov-a].\n", n)
}

func (l *load) publish(ctx context.Context) error {
	l.published.tried++
	shown, err := l.preview(ctx, l.publisher, "depression#what-is", stated(l.published.tried))
	if err != nil {
		return err
	}
	if _, err := reads(ctx, l.publisher.Press(&shown, "Publish"), "Published"); err != nil {
		return err
	}
	l.published.told = l.published.tried
	l.prints.Add(1)
	return nil
}

// compose makes a draft in another file, and leaves it at that.
func (l *load) compose(ctx context.Context) error {
	text := fmt.Sprintf("Sleep helps memory, says draft %d [@gov-c].", l.drafts.Load())
	shown, err := l.preview(ctx, l.drafter, "sleep#memory", "## What does sleep do for memory? {#memory}\n\n"+text+"\n")
	if err != nil {
		return err
	}
	l.draft, l.drafted = shown, text
	l.drafts.Add(1)
	return nil
}

// publishing reports whether a publication is being written, or was left so.
func (l *load) publishing() bool {
	_, err := os.Stat(filepath.Join(l.library, ".hebb-publish.json"))
	return err == nil
}

// settingsAreThere looks into the store itself, while nobody has it.
func (l *load) settingsAreThere(open func() (*store.DB, error)) {
	l.t.Helper()
	db, err := open()
	if err != nil {
		l.t.Fatal(err)
	}
	defer db.Close()
	g, err := db.Guild(l.ctx, l.other.ID())
	if err != nil {
		l.t.Fatal(err)
	}
	for n, r := range l.roles {
		if r.ID() == g.ModeratorRole && !l.set.is(n) {
			l.t.Errorf("role %d is set, and told was %+v", n, l.set)
		}
	}
	if g.ModeratorRole == "" {
		l.t.Errorf("no role is set, and told was %+v", l.set)
	}
}

// libraryIsWhole looks at the content folder after a start.
func (l *load) libraryIsWhole() {
	l.t.Helper()
	err := fs.WalkDir(os.DirFS(l.library), ".", func(path string, d fs.DirEntry, err error) error {
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if !d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			l.t.Errorf("there is half a file, or what was not recorded: %s", path)
		}
		return err
	})
	if err != nil {
		l.t.Error(err)
	}
	text, err := os.ReadFile(filepath.Join(l.library, "en", "depression.md"))
	if err != nil {
		l.t.Fatal(err)
	}
	if s := string(text); !strings.Contains(s, stated(l.published.told)[:80]) && !strings.Contains(s, stated(l.published.tried)[:80]) {
		l.t.Errorf("told was %+v, and the file says:\n%s", l.published, s)
	}
	runGit(l.t, l.library, "fsck", "--strict")
	var out lockedBuffer
	if code := run([]string{"check", l.library}, system{stdout: &out, stderr: &out}); code != exitOK {
		l.t.Errorf("hebb check ends with %d:\n%s", code, out.String())
	}
}

// draftIsThere publishes what somebody was shown before the program was killed.
func (l *load) draftIsThere() {
	l.t.Helper()
	if _, err := reads(l.ctx, l.drafter.Press(&l.draft, "Publish"), "Published"); err != nil {
		l.t.Errorf("the draft: %v", err)
	}
	text, err := os.ReadFile(filepath.Join(l.library, "en", "sleep.md"))
	if err != nil || !strings.Contains(string(text), l.drafted) {
		l.t.Errorf("want %q, error %v, and the file says:\n%s", l.drafted, err, text)
	}
}
