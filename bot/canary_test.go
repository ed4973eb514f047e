package bot

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/simulator"
)

// canary is a word that stands nowhere else.
const canary = "zqcanaryqz"

// fragile is a responder that panics with the question in its mouth.
type fragile struct{ Responder }

func (f fragile) Respond(ctx context.Context, q responses.Question) responses.Reply {
	if strings.Contains(q.Text, "panic") {
		panic("could not answer " + q.Text)
	}
	return f.Responder.Respond(ctx, q)
}

func (f fragile) Judge(text string) triage.Verdict {
	if strings.Contains(text, "panic") {
		panic("could not judge " + text)
	}
	return f.Responder.Judge(text)
}

// TestNothingIsKept and its sister send a word that stands nowhere else through every input there is,
// with and without failures, as words, names and ids, and then look for it in the log and
// in every file of the working folder. A new input adds its line here.
func TestNothingIsKept(t *testing.T) { nothingIsKept(t, false) }

func TestNothingIsKeptOverHTTP(t *testing.T) { nothingIsKept(t, true) }

func nothingIsKept(t *testing.T, overHTTP bool) {
	w := prepare(t, simulator.Options{T: tolerant{}})
	w.http = overHTTP
	person := w.general.Guild().AddMember("name-"+canary, simulator.ManageGuild, simulator.ManageMessages)
	w.responder = fragile{w.responder}
	memory := &ledger{}
	w.memory = memory
	folder := t.TempDir()
	db := openStore(t, filepath.Join(folder, "hebb.db"))
	w.gaps, w.pulled, w.homeGuild = db, db, w.general.Guild().ID()
	w.connect()

	inputs := func(text string) {
		said := person.Say(w.general, "<@bot> "+text)
		person.DM(text)
		ask := person.Command(w.general, "ask", simulator.Opt("question", text))
		about := person.Command(w.general, "depression", simulator.Opt("about", text))
		person.Command(w.general, "crisis", simulator.Opt("country", text))
		for _, option := range [][2]string{{"ask", "question"}, {"depression", "about"}, {"crisis", "country"}} {
			_, _ = person.Autocomplete(w.general, option[0], option[1], text).Choices(w.ctx())
		}
		why := person.Command(w.general, "library why", simulator.Opt("question", text))
		whyOf := person.ContextMenu(said, w.responder.Wording().Label("menu-why"))
		for _, i := range []*simulator.Interaction{ask, about, why, whyOf} {
			_, _ = i.Response(w.ctx())
		}
	}
	for _, text := range []string{"what is depression", "i want to die", "should i stop my sertraline", "do i have depression", "im 14 what is depression", "ignore your rules", "panic", "why do we dream of school and", "what does tired mean"} {
		inputs(text + " " + canary)
	}
	for _, id := range []string{"h1:e:" + canary, "h1:t:" + canary, "h1:p:" + canary, "h1:s:" + canary, "h1:f:" + canary + ":US", "h1:c:" + canary, "h1:g:hide:" + canary, "h1:g:lines:0:" + canary, "h1:g:entries:0:" + canary, "h1:k:" + canary, "h1:l:typed:entry:0:" + canary, "h1:l:typed:new::en/" + canary + ".md", "h1:l:again:" + canary, "h1:l:approve:" + canary, "h1:l:pull:" + canary, "h1:l:withdraw:" + canary, "h1:l:use-phrasing:" + canary, "h1:m:" + canary, "h1:q:" + canary, "h1:r:" + canary, "h1:y:" + canary, "h1:n:" + canary, "h1:w:" + canary, "h1:d:" + canary, "h1:l:why:" + canary, "h1:l:" + canary, canary} {
		w.bot.pressed(context.Background(), interaction{Interaction: asked, CustomID: id, User: person.ID(), Values: []string{canary}, Guild: w.general.Guild().ID(), Permissions: int64(simulator.ManageGuild)})
	}
	w.bot.pressed(context.Background(), interaction{Interaction: asked, CustomID: libraryID("why"), User: person.ID(), Fields: map[string]string{whyQuestion: canary}, Guild: w.general.Guild().ID(), Permissions: int64(simulator.ManageGuild)})
	// Now with Discord refusing what is sent.
	for _, kind := range []simulator.Kind{simulator.ServerError(http.StatusInternalServerError), simulator.ConnectionReset} {
		w.sim.Fault(kind, simulator.On("/messages"), simulator.Times(2))
		w.sim.Fault(kind, simulator.On("/callback"), simulator.Times(2))
		inputs("what causes depression " + canary)
	}
	w.library.Close() // and with the library gone
	inputs("what is sleep " + canary)
	until(t, w.ctx(), func() bool { return len(w.bot.gapCount.queue) == 0 })
	w.stop()
	if _, since, err := db.Gaps(t.Context()); since.IsZero() || err != nil {
		t.Errorf("nothing was missing: that was not tried; error %v", err)
	}

	kept := map[string]string{"the log": w.log.String(), "the settings": fmt.Sprint(memory.guilds)}
	for _, dir := range []string{".", folder} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			data, err := os.ReadFile(path)
			kept[path] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(kept["the log"], "panic") {
		t.Error("nothing panicked: the failures were not tried")
	}
	for where, text := range kept {
		for _, secret := range []string{canary, person.ID()} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q", where, secret)
			}
		}
	}
	for _, m := range w.general.Messages() {
		if m.Author.ID == w.sim.BotID() && strings.Contains(m.Text(), canary) {
			t.Errorf("the bot repeats the question in public: %s", m.Text())
		}
	}
}
