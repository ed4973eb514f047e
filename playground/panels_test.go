package playground

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/eval"
)

// TestEveryRouteIsGuarded: whatever row is added to the table.
func TestEveryRouteIsGuarded(t *testing.T) {
	g := play(t)
	for _, rt := range routes {
		method, path, _ := strings.Cut(rt.pattern, " ")
		for name, a := range map[string]asker{
			"without the token": {method: method, path: path, origin: g.url},
			"of another page":   {method: method, path: path, origin: "http://evil.example", token: g.token},
		} {
			if status, _, _ := g.ask(a); status != http.StatusForbidden {
				t.Errorf("%s %s: status %d", rt.pattern, name, status)
			}
		}
	}
}

// get asks for something as the page does.
func (g *game) get(path string, answer any) (refused string) {
	g.t.Helper()
	status, text, _ := g.ask(asker{method: "GET", path: path, token: g.token})
	if status != http.StatusOK {
		var said struct{ Error string }
		if err := json.Unmarshal([]byte(text), &said); err != nil || said.Error == "" {
			g.t.Fatalf("%d without a word: %s", status, text)
		}
		return said.Error
	}
	if err := json.Unmarshal([]byte(text), answer); err != nil {
		g.t.Fatalf("%s: %v", text, err)
	}
	return ""
}

func TestWhy(t *testing.T) {
	g := play(t)
	sam, general := g.people[0].ID(), g.channels[0].ID()
	for name, tt := range map[string]struct {
		text, outcome, category, verdict string
		candidates                       bool
	}{
		"answered":   {"what is depression?", "answered", "none", "depression", true},
		"unanswered": {"how do volcanoes form?", "", "", "", false},
		"risk":       {"i want to kill myself", "support", "crisis-self", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			answer, refused := g.post("/api/why", map[string]any{"person": sam, "channel": general, "text": tt.text})
			if refused != "" {
				t.Fatal(refused)
			}
			if got := answer["outcome"]; tt.outcome != "" && got != tt.outcome || got == "answered" && tt.outcome != "answered" {
				t.Errorf("outcome %v", got)
			}
			if got := answer["category"]; tt.category != "" && got != tt.category {
				t.Errorf("category %v", got)
			}
			if verdict, _ := answer["verdict"].(string); len(verdict) < 10 {
				t.Errorf("verdict %q", verdict)
			}
			if found, _ := answer["candidates"].([]any); (len(found) > 0) != tt.candidates && tt.outcome != "" {
				t.Errorf("candidates %v", found)
			}
		})
	}
	for text, want := range map[string]string{" ": "Type a question", strings.Repeat("x", maxQuestion+1): "at most 2000"} {
		if _, refused := g.post("/api/why", map[string]any{"person": sam, "channel": general, "text": text}); !strings.Contains(refused, want) {
			t.Errorf("refused with %q, want %q", refused, want)
		}
	}
	if log := g.log.String(); strings.Contains(log, "volcano") || strings.Contains(log, "kill") {
		t.Errorf("the log tells what was asked:\n%s", log)
	}
}

type listed struct {
	Content struct {
		Version, Refused string
		Errors           int
	}
	Problems []problem
	Topics   []topicLine
}

func (l listed) topic(id string) topicLine {
	n := slices.IndexFunc(l.Topics, func(t topicLine) bool { return t.ID == id })
	if n < 0 {
		return topicLine{}
	}
	return l.Topics[n]
}

// TestContent: the list is of the files as they are, with what is wrong; what is served is
// the version before.
func TestContent(t *testing.T) {
	g := play(t)
	var before, broken listed
	g.get("/api/content", &before)
	if before.Content.Errors != 0 || before.Content.Refused != "" {
		t.Fatalf("%+v", before.Content)
	}
	if draft := before.topic("draft"); draft.Status != "draft" || len(draft.Entries) != 1 || draft.Entries[0].Served {
		t.Errorf("draft: %+v", draft)
	}
	if old := before.topic("old"); len(old.Entries) == 0 || old.Entries[0].Served {
		t.Errorf("long overdue: %+v", old)
	}
	if depression := before.topic("depression"); depression.Lang != "en" || len(depression.Entries) < 3 || !depression.Entries[0].Served || depression.Entries[0].Title != "What is depression?" {
		t.Errorf("depression: %+v", depression)
	}

	g.edit("en/depression.md", "[@gov-a]", "[@nobody]")
	g.get("/api/content", &broken)
	if broken.Content.Refused == "" || broken.Content.Version != before.Content.Version {
		t.Errorf("what is served: %+v", broken.Content)
	}
	first := broken.Problems[0]
	if !strings.HasPrefix(first.At, "en/depression.md:20:") || first.Severity != "error" || !strings.Contains(first.Message, "nobody") || !strings.Contains(first.Snippet, "^") {
		t.Errorf("%+v", first)
	}
}

// edit changes a file and waits until it was read.
func (g *game) edit(path, old, new string) {
	g.t.Helper()
	data, err := os.ReadFile(filepath.Join(g.folder, path))
	if err != nil {
		g.t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		g.t.Fatalf("%s holds no %q", path, old)
	}
	aside := filepath.Join(g.t.TempDir(), "edited") // moved there whole, as editors do
	if err := os.WriteFile(aside, []byte(strings.ReplaceAll(string(data), old, new)), 0o644); err != nil {
		g.t.Fatal(err)
	}
	_, changed := g.read()
	if err := os.Rename(aside, filepath.Join(g.folder, path)); err != nil {
		g.t.Fatal(err)
	}
	<-changed
}

func TestPreview(t *testing.T) {
	g := play(t)
	see := func(entry, lang string) (v preview, refused string) {
		refused = g.get("/api/preview?"+url.Values{"entry": {entry}, "lang": {lang}}.Encode(), &v)
		return v, refused
	}
	v, refused := see("depression#what-is", "")
	if refused != "" {
		t.Fatal(refused)
	}
	if v.Title != "What is depression?" || v.At != "en/depression.md:14:1" || !v.Served || v.Grade <= 0 || v.Words < 20 || len(v.Sources) != 3 || len(v.AlsoAsked) != 3 {
		t.Errorf("%+v", v)
	}
	if short := string(v.Short); !strings.Contains(short, "common mood disorder") || strings.Contains(short, "tiredness") || !strings.Contains(short, `"components":[]`) {
		t.Errorf("short: %s", short)
	}
	if !strings.Contains(string(v.Whole), "tiredness") {
		t.Errorf("whole: %s", v.Whole)
	}
	if v, refused = see("draft#what-is", "en"); refused != "" || v.Served || v.Short != nil || v.Status != "draft" {
		t.Errorf("a draft: %+v %q", v, refused)
	}
	for _, entry := range []string{"", "nothing#here", "depression", "../../etc/passwd", "../helplines#x", "depression#nothing"} {
		if v, refused := see(entry, "en"); !strings.Contains(refused, "no such entry") {
			t.Errorf("%q: %+v %q", entry, v, refused)
		}
	}
	if v, refused := see("depression#what-is", "../en"); !v.Served && refused == "" {
		t.Errorf("another language: %+v", v)
	}

	g.edit("en/depression.md", "It can be treated [@rev-b].", "It can be treated [@nobody].")
	wrong := func(p problem) bool { return p.Check == "unknown-source" }
	if v, _ = see("depression#what-is", "en"); !slices.ContainsFunc(v.Problems, wrong) || !v.Served {
		t.Errorf("broken: %+v", v.Problems)
	}
	if v, _ = see("depression#causes", "en"); slices.ContainsFunc(v.Problems, wrong) || len(v.Problems) == 0 {
		t.Errorf("another entry of the file: %+v", v.Problems)
	}
}

func TestScorecard(t *testing.T) {
	g := play(t)
	score := func() (card scorecard) {
		t.Helper()
		status, text, _ := g.ask(asker{method: "POST", path: "/api/scorecard", origin: g.url, token: g.token, body: "{}"})
		if status != http.StatusOK {
			t.Fatal(text)
		}
		if err := json.Unmarshal([]byte(text), &card); err != nil {
			t.Fatal(err)
		}
		return card
	}
	card := score()
	if card.Own.N < 8 || card.Own.Right < card.Own.N/2 || card.Change != nil {
		t.Errorf("%+v", card)
	}
	if f := card.File; f.Name != "questions.tsv" || f.N != 2 || f.Right != 1 || f.Wrong != 1 || f.OutOfScope != 1 || f.Answered != 0 || f.Precision != .5 || f.By["style"]["plain"].N != 2 || len(f.Curve) < 15 || len(f.Misses) != 1 || f.Misses[0].ID != "2" {
		t.Errorf("%+v", f)
	}
	var far struct{ Asked, Of int }
	if g.get("/api/scorecard", &far); far.Of == 0 || far.Asked != far.Of {
		t.Errorf("progress: %+v", far)
	}

	g.edit("en/depression.md", "There is no single cause [@gov-a].", "Nobody knows one single cause [@gov-a].")
	card = score()
	if c := card.Change; c == nil || c.Since == card.Version || len(c.Changes) == 0 {
		t.Fatalf("an edit: %+v", c)
	}
	for _, c := range card.Change.Changes {
		if c.Effect != eval.Reworded || c.New.Entry != "depression#causes" {
			t.Errorf("%+v", c)
		}
	}
}

// TestScorecardStops when the page hangs up, and a second one is refused meanwhile.
func TestScorecardStops(t *testing.T) {
	g := play(t)
	g.scoring.turn.Lock()
	if _, refused := g.post("/api/scorecard", nil); !strings.Contains(refused, "already") {
		t.Errorf("refused with %q", refused)
	}
	g.scoring.turn.Unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.score(httptest.NewRequestWithContext(ctx, "POST", "/api/scorecard", nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestSample(t *testing.T) {
	var all []eval.Asked
	for n := range 100 {
		all = append(all, eval.Asked{Text: fmt.Sprint(n)})
	}
	matters := func(q eval.Asked) bool { return q.Text == "7" || q.Text == "9" }
	got := sample(all, 12, matters)
	if len(got) != 12 || got[0].Text != "7" || got[1].Text != "9" || !slices.Equal(got, sample(all, 12, matters)) {
		t.Errorf("%v", got)
	}
	seen := map[string]bool{}
	for _, q := range got {
		if seen[q.Text] {
			t.Errorf("%s twice", q.Text)
		}
		seen[q.Text] = true
	}
	if got := sample(all[:3], 12, matters); len(got) != 3 {
		t.Errorf("%v", got)
	}
}

// miss has people ask for something that is missing.
func (g *game) miss(people int, gap store.Gap) {
	g.t.Helper()
	for n := range people {
		if err := g.kept.Missed(g.t.Context(), time.Now(), fmt.Sprint("asker ", n), []store.Gap{gap}); err != nil {
			g.t.Fatal(err)
		}
	}
}

func TestInsights(t *testing.T) {
	g := play(t)
	g.miss(4, store.Gap{Kind: store.Missing, Key: "few", Words: "hidden words"})
	g.miss(5, store.Gap{Kind: store.Missing, Key: "enough", Words: "ketamine nasal"})
	var in struct {
		Missing []struct {
			Word   string
			Askers int
		}
		Topics int
		Due    []struct{ State string }
	}
	if refused := g.get("/api/insights", &in); refused != "" {
		t.Fatal(refused)
	}
	if len(in.Missing) != 1 || in.Missing[0].Askers != 5 || in.Topics == 0 || len(in.Due) == 0 {
		t.Errorf("%+v", in)
	}
}
