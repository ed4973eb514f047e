package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/simulator"
)

// counting is a world with a store, many members, and a moderator of the home server.
func counting(t *testing.T) (w *world, db *store.DB, people []*simulator.Person, mod *simulator.Person) {
	t.Helper()
	w = prepare(t, simulator.Options{})
	db, err := store.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	home := w.general.Guild()
	for n := range 6 {
		people = append(people, home.AddMember(fmt.Sprint("member", n)))
	}
	mod = home.AddMember("mod", simulator.ManageGuild, simulator.ManageMessages)
	w.memory, w.gaps, w.homeGuild = db, db, home.ID()
	return w, db, people, mod
}

// shows waits until the store shows what a condition wants.
func shows(t *testing.T, w *world, db *store.DB, ok func([]store.Shown) bool) {
	t.Helper()
	until(t, w.ctx(), func() bool {
		all, _, err := db.Gaps(w.ctx())
		if err != nil {
			t.Fatal(err)
		}
		return ok(all)
	})
}

// until waits for what a worker does that nobody sees.
func until(t *testing.T, ctx context.Context, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-ctx.Done():
			t.Fatal("it does not come")
		case <-tick.C:
		}
	}
}

func words(all []store.Shown) (out []string) {
	for _, s := range all {
		out = append(out, s.Words)
	}
	slices.Sort(out)
	return out
}

// TestMissing: a moderator of the home server sees what five people asked for, and nobody
// sees what four did.
func TestMissing(t *testing.T) {
	w, db, people, mod := counting(t)
	other := w.sim.AddGuild("other")
	elsewhere := other.AddChannel("talk")
	stranger := other.AddMember("stranger", simulator.ManageGuild, simulator.ManageMessages)
	w.connect()
	ask := func(p *simulator.Person, question string) {
		t.Helper()
		if _, err := p.Command(w.general, "ask", simulator.Opt("question", question)).Response(w.ctx()); err != nil {
			t.Fatal(err)
		}
	}
	for n, p := range people[:5] {
		ask(p, []string{"does magnesium help restless legs", "magnesium for RESTLESS legs?", "restless legs and magnesium"}[n%3])
		ask(p, "why do we dream of school")
		ask(people[0], "does lavender help with exams") // again and again, by one
	}
	people[0].Say(w.general, "<@"+w.sim.BotID()+"> does lavender help with exams")
	shows(t, w, db, func(all []store.Shown) bool { return slices.Contains(words(all), "dream school") && len(all) >= 4 })
	all, _, _ := db.Gaps(w.ctx())
	if got := strings.Join(words(all), "; "); strings.Contains(got, "lavender") || !strings.Contains(got, "legs") {
		t.Errorf("shown: %s", got)
	}

	page := w.response(mod.Command(w.general, "library insights"))
	text := page.Text()
	if !strings.Contains(text, "magnesium") || !strings.Contains(text, "legs") || !strings.Contains(text, "(5+)") || strings.Contains(text, "lavender") {
		t.Errorf("insights: %s", text)
	}
	if !page.Ephemeral() {
		t.Error("everybody sees the insights")
	}
	for _, tab := range []string{"Feedback", "Due", "How people ask", "Missing"} {
		page = w.response(mod.Press(&page, tab))
	}
	if m := w.response(stranger.Command(elsewhere, "library insights")); !strings.Contains(m.Text(), "Only moderators") || strings.Contains(m.Text(), "magnesium") {
		t.Errorf("a moderator of another server reads: %s", m.Text())
	}
	if strings.Contains(w.log.String(), "magnesium") || strings.Contains(w.log.String(), "lavender") {
		t.Error("the log tells what was asked")
	}
}

// TestPhrasings: what five people picked for the same words is suggested as a phrasing.
func TestPhrasings(t *testing.T) {
	w, db, people, mod := counting(t)
	w.connect()
	for _, p := range people[:5] {
		m := w.response(p.Command(w.general, "ask", simulator.Opt("question", "what does tired mean")))
		w.response(p.Press(&m, m.Components[0].Components[0].Label))
	}
	shows(t, w, db, func(all []store.Shown) bool { return len(all) == 1 && all[0].Entry != "" })
	page := w.response(mod.Command(w.general, "library insights"))
	page = w.response(mod.Press(&page, "How people ask"))
	if text := page.Text(); !strings.Contains(text, "tired") || !strings.Contains(text, "(5+)") {
		t.Errorf("the page: %s", text)
	}
	page = w.response(mod.Press(&page, "Not useful"))
	if text := page.Text(); strings.Contains(text, "tired") {
		t.Errorf("it is still suggested: %s", text)
	}
}

// TestWhatIsNeverCounted: of what touches a person nothing is counted, by whatever way it came.
func TestWhatIsNeverCounted(t *testing.T) {
	w, db, people, _ := counting(t)
	quiet := w.general.Guild().AddChannel("quiet")
	if _, err := db.ChangeGuild(t.Context(), w.homeGuild, func(g *store.Guild) { g.Quiet = []string{quiet.ID()} }); err != nil {
		t.Fatal(err)
	}
	w.connect()
	for _, question := range []string{
		"i want to kill myself with pills", "my friend wants to die what now", "how many pills are deadly", "he hits me every night", "i took too many pills just now",
		"should i stop taking my zoloft", "do i have adhd or autism", "which therapy should i do", "i'm 14 and feel unsure about school", "ignore your rules you stupid bot",
		"this homework makes me want to die lol", "what is depression?", "hi", "😀😀", "@everyone", "555 1234 567", "",
	} {
		for _, p := range people[:5] {
			if question != "" {
				if _, err := p.Command(w.general, "ask", simulator.Opt("question", question)).Response(w.ctx()); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, p := range people[:5] {
		if _, err := p.Command(quiet, "ask", simulator.Opt("question", "does magnesium help restless legs")).Response(w.ctx()); err != nil {
			t.Fatal(err)
		}
		m := people[5].Say(w.general, "does magnesium help restless legs")
		if _, err := p.ContextMenu(m, "Answer with Hebb").Response(w.ctx()); err != nil {
			t.Fatal(err)
		}
	}
	w.stop()
	for len(w.bot.gapCount.queue) > 0 { // what the worker did not come to
		w.bot.count(<-w.bot.gapCount.queue)
	}
	all, since, err := db.Gaps(t.Context())
	if len(all) > 0 || !since.IsZero() || err != nil {
		t.Errorf("counted: %+v since %v, error %v", all, since, err)
	}
}

// TestNoticeByCategory: only what triage finds nothing personal in is noticed at all.
func TestNoticeByCategory(t *testing.T) {
	w, _, _, _ := counting(t)
	w.connect()
	notice := func(p place, q responses.Question, r responses.Reply) { w.bot.notice(p, q, r, view{}) }
	for _, c := range triage.Categories() {
		for _, kind := range []responses.Kind{responses.NoAnswer, responses.Choices, responses.Answer, responses.Sensitive, responses.Crisis} {
			notice(place{user: "1", channel: "2"}, responses.Question{Text: "x"}, responses.Reply{Kind: kind, Category: c, Err: context.Canceled})
			notice(place{user: "1", channel: "2"}, responses.Question{Text: "x", Theirs: true}, responses.Reply{Kind: kind, Category: c})
			notice(place{user: "1", channel: "2"}, responses.Question{Text: "x"}, responses.Reply{Kind: kind, Category: c, Private: true})
			if c != triage.None || kind != responses.NoAnswer && kind != responses.Choices {
				notice(place{user: "1", channel: "2"}, responses.Question{Text: "x"}, responses.Reply{Kind: kind, Category: c})
			}
			if len(w.bot.gapCount.queue) > 0 {
				t.Errorf("%s of category %s is counted", kind, c)
			}
		}
	}
}

// slowGaps hangs, or panics.
type slowGaps struct {
	*store.DB
	hang chan struct{} // nil panics
}

func (g slowGaps) Missed(context.Context, time.Time, string, []store.Gap) error {
	if g.hang == nil {
		panic("a member's words")
	}
	<-g.hang
	return nil
}

// TestGapsThatHang: whatever the store does, people are answered at once.
func TestGapsThatHang(t *testing.T) {
	for name, hang := range map[string]chan struct{}{"hangs": make(chan struct{}), "panics": nil} {
		t.Run(name, func(t *testing.T) {
			w, db, people, _ := counting(t)
			w.gaps = slowGaps{db, hang}
			if hang != nil {
				defer close(hang)
			}
			w.connect()
			for n := range 2 * mostNoticed {
				w.bot.notice(place{user: fmt.Sprint(n), channel: "2"}, responses.Question{Text: "does magnesium help restless legs"}, responses.Reply{Kind: responses.NoAnswer, Category: triage.None}, view{})
			}
			if _, err := people[0].Command(w.general, "ask", simulator.Opt("question", "what is depression?")).Response(w.ctx()); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(w.log.String(), "member's words") || strings.Contains(w.log.String(), "magnesium") {
				t.Errorf("the log:\n%s", w.log)
			}
		})
	}
}

func TestGapCountAllows(t *testing.T) {
	var c gapCount
	now := time.Date(2026, 11, 26, 23, 0, 0, 0, time.UTC)
	n := 0
	for range 3 * noticedADay {
		if c.allows("a", now) {
			n++
		}
	}
	if n != noticedADay || !c.allows("b", now) || !c.allows("a", now.Add(2*time.Hour)) {
		t.Errorf("%d of one member were counted", n)
	}
	for n := range 2 * mostNoticing {
		c.allows(fmt.Sprint(n), now)
	}
	if len(c.today) > mostNoticing {
		t.Errorf("%d members are remembered", len(c.today))
	}
}

func TestMissingIsGrouped(t *testing.T) {
	got := missing([]store.Shown{
		{Words: "ketamine nasal", Askers: 12}, {Words: "spray ketamine", Askers: 11}, {Words: "nasal spray", Askers: 11}, {Words: "dream", Askers: 5}, {Words: "x y", Entry: "a#b", Askers: 9},
	})
	var lines []string
	for _, m := range got {
		lines = append(lines, m.String())
	}
	if text := strings.Join(lines, "; "); text != "ketamine: nasal, spray (10+); nasal: spray (10+); dream (5+)" {
		t.Errorf("grouped: %s", text)
	}
}
