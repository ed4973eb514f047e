package eval

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/wording"
)

// A desk is a small library and what answers from it.
type desk struct {
	*responses.Responder
	library *knowledge.Library
	asked   atomic.Int64 // how many questions it was asked
}

func (d *desk) Respond(ctx context.Context, q responses.Question) responses.Reply {
	d.asked.Add(1)
	return d.Responder.Respond(ctx, q)
}

func deskOf(t *testing.T, files map[string]string) *desk {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	library, result, err := live.Open(live.Options{Embedded: os.DirFS("../responses/testdata/library"), Files: live.Folder(folder)})
	if err := cmp.Or(err, result.Err); err != nil {
		t.Fatal(err, result.Diagnostics)
	}
	t.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(os.DirFS("../responses/testdata/library"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := responses.New(responses.Options{Library: library, Helplines: helplines})
	if err != nil {
		t.Fatal(err)
	}
	s := library.Acquire()
	defer s.Release()
	return &desk{Responder: r, library: s.Library}
}

// before is a small library. Its files are the caller's.
func before(t *testing.T) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/diff/library.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

func compare(t *testing.T, old, now *desk, more ...Asked) Diff {
	t.Helper()
	questions := With(Own(old.library, now.library), more)
	a, err := Ask(t.Context(), old, questions, nil, 4)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Ask(t.Context(), now, questions, nil, 4)
	if err != nil {
		t.Fatal(err)
	}
	return Compare(questions, a, b)
}

// TestCompare: each edit to the small library, and every question that it changes.
func TestCompare(t *testing.T) {
	replace := func(name, from, to string) func(map[string]string) {
		return func(files map[string]string) {
			if !strings.Contains(files[name], from) {
				t.Fatalf("%s does not hold %q", name, from)
			}
			files[name] = strings.Replace(files[name], from, to, 1)
		}
	}
	old := deskOf(t, before(t))
	const nights, nightmares, chronotype = "sleep#how-long", "sleep#nightmares", "sleep#chronotype"
	reworded := func(entry string, questions ...string) (out []string) {
		for _, q := range questions {
			out = append(out, "reworded "+entry+" > "+entry+": "+q)
		}
		return out
	}
	ofNights := []string{"How long do adults need to sleep?", "how long should people sleep", "how many hours of sleep are enough"}
	for name, tt := range map[string]struct {
		edit func(map[string]string)
		more []Asked
		want []string
	}{
		"nothing":    {edit: func(map[string]string) {}},
		"a date":     {edit: replace("en/sleep.md", "checked: 2026-11-01", "checked: 2026-11-02")},
		"a sentence": {edit: replace("en/sleep.md", "Adults need seven to nine hours", "Adults need about eight hours"), want: reworded(nights, ofNights...)},
		"a source": {
			edit: replace("references.yaml", "title: About sleep", "title: More about sleep"),
			want: append(reworded(nights, ofNights...), reworded(nightmares, "Why do nightmares come?", "bad dreams every night")...),
		},
		"a line taken out": {
			edit: replace("en/sleep.md", "- bad dreams every night\n", ""),
			want: []string{"lost " + nightmares + " > -: bad dreams every night (line-gone)"},
		},
		"an entry taken out": {
			edit: func(files map[string]string) {
				files["en/sleep.md"], _, _ = strings.Cut(files["en/sleep.md"], "## Why do nightmares")
			},
			want: []string{"lost " + nightmares + " > -: Why do nightmares come? (gone)", "lost " + nightmares + " > -: bad dreams every night (gone)"},
		},
		"an entry is new, and a file asks for it": {
			edit: func(files map[string]string) {
				files["en/sleep.md"] += "\n## What is a chronotype? {#chronotype}\nAlso asked:\n- morning larks and night owls\n\nA chronotype is the time of day at which somebody is most awake [@a].\n"
			},
			more: []Asked{{ID: "q1", Text: "explain chronotypes"}, {ID: "q2", Text: "how long should people sleep"}},
			want: []string{"gained - > " + chronotype + ": explain chronotypes", "gained - stress#what-is > " + chronotype + ": What is a chronotype? (new)", "gained - > " + chronotype + ": morning larks and night owls (new)"},
		},
		"a line goes to another entry": {
			edit: func(files map[string]string) {
				replace("en/sleep.md", "- bad dreams every night\n", "")(files)
				replace("en/stress.md", "- what does stress mean\n", "- what does stress mean\n- bad dreams every night\n")(files)
			},
			want: []string{"moved " + nightmares + " > stress#what-is: bad dreams every night"},
		},
		"an entry gets another's words": {
			edit: func(files map[string]string) {
				files["en/stress.md"] = strings.Replace(files["en/stress.md"], "- ways to calm down\n", "- ways to calm down\n- bad dreams at night\n- dreams that are bad\n", 1)
				files["en/sleep.md"] = strings.Replace(files["en/sleep.md"], "- bad dreams every night\n", "", 1)
			},
			want: []string{
				"moved " + nightmares + " > stress#ease: bad dreams every night (line-gone)",
				"moved " + nightmares + " > stress#ease: bad dreams at night (line-new)",
				"moved " + nightmares + " > stress#ease: dreams that are bad (line-new)",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			files := before(t)
			tt.edit(files)
			var got []string
			for _, c := range compare(t, old, deskOf(t, files), tt.more...).Changes {
				line := string(c.Effect) + " " + side(c.Old) + " > " + side(c.New) + ": " + c.Question
				if c.Note != NoNote {
					line += " (" + string(c.Note) + ")"
				}
				got = append(got, line)
			}
			if diff := gocmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// side is what was said, in short.
func side(s Said) string {
	if s.Entry != "" {
		return s.Entry
	}
	return strings.Join(append([]string{"-"}, s.Offered...), " ")
}

// TestEffects: every way an answer can change, and how it is to be read.
func TestEffects(t *testing.T) {
	entry := func(id string) Said { return Said{Kind: responses.Answer, Entry: id} }
	choices := func(ids ...string) Said { return Said{Kind: responses.Choices, Offered: ids} }
	none := Said{Kind: responses.NoAnswer}
	other := entry("a#x")
	other.text[0] = 1
	for _, tt := range []struct {
		asked    Asked
		old, new Said
		effect   Effect
		note     Note
	}{
		{Asked{}, entry("a#x"), entry("a#x"), "", NoNote},
		{Asked{}, entry("a#x"), other, Reworded, NoNote},
		{Asked{}, none, none, "", NoNote},
		{Asked{}, Said{Kind: responses.OutOfScope}, none, "", NoNote},
		{Asked{}, choices("a#x", "b#y"), choices("b#y", "a#x"), "", NoNote},
		{Asked{}, choices("a#x", "b#y"), choices("a#x", "c#z"), Rechosen, NoNote},
		{Asked{}, none, choices("a#x"), Rechosen, NoNote},
		{Asked{}, choices("a#x"), entry("a#x"), Gained, NoNote},
		{Asked{}, entry("a#x"), choices("a#x"), Lost, NoNote},
		{Asked{Old: "a#x", New: "a#x"}, entry("a#x"), none, Lost, Wronged},
		{Asked{Old: "a#x", New: "a#x"}, entry("a#x"), entry("b#y"), Moved, Wronged},
		{Asked{Old: "a#x", New: "a#x"}, entry("b#y"), entry("a#x"), Moved, Righted},
		{Asked{Old: "a#x", New: "a#x"}, entry("b#y"), entry("c#z"), Moved, NoNote},
		{Asked{Old: "a#x", New: "b#y"}, entry("a#x"), entry("b#y"), Moved, NoNote},
		{Asked{Old: "a#x", Gone: true}, entry("a#x"), none, Lost, EntryGone},
		{Asked{Old: "a#x"}, entry("a#x"), none, Lost, LineGone},
		{Asked{New: "a#x", Fresh: true}, none, entry("a#x"), Gained, EntryNew},
		{Asked{New: "a#x"}, none, entry("a#x"), Gained, LineNew},
		{Asked{New: "a#x"}, none, entry("b#y"), Gained, WrongNew},
	} {
		got := effect(tt.old, tt.new)
		if read := note(tt.asked, tt.old, tt.new); got != tt.effect || got != "" && read != tt.note {
			t.Errorf("%+v, %v to %v: %q (%q), want %q (%q)", tt.asked, tt.old, tt.new, got, read, tt.effect, tt.note)
		}
	}
}

// TestAskKeepsWhatIsKnown: of the same library nothing is asked twice; of another, all.
func TestAskKeepsWhatIsKnown(t *testing.T) {
	d := deskOf(t, before(t))
	questions := Own(d.library, d.library)
	known, err := Ask(t.Context(), d, questions, nil, 4)
	if err != nil {
		t.Fatal(err)
	}
	d.asked.Store(0)
	more := append(questions, Asked{Text: "what helps with worry"})
	if _, err := Ask(t.Context(), d, more, known, 4); err != nil || d.asked.Load() != 2 { // one to learn the version
		t.Errorf("asked %d questions: %v", d.asked.Load(), err)
	}
	yesterday := *known
	yesterday.day = "2026-01-01"
	elsewhere := *known
	elsewhere.Library = "0123456789ab"
	for name, k := range map[string]*Answers{"another day": &yesterday, "another library": &elsewhere} {
		d.asked.Store(0)
		if _, err := Ask(t.Context(), d, questions, k, 4); err != nil || int(d.asked.Load()) != len(questions)+1 {
			t.Errorf("%s: asked %d questions: %v", name, d.asked.Load(), err)
		}
	}
}

// TestAskIsTheSameEveryTime, however the questions fall to the workers.
func TestAskIsTheSameEveryTime(t *testing.T) {
	files := before(t)
	files["en/sleep.md"] = strings.NewReplacer("people", "somebody", "a hard day", "a day of worry", "seven to nine", "about eight").Replace(files["en/sleep.md"])
	files["en/stress.md"] = strings.ReplaceAll(files["en/stress.md"], "what does stress mean", "define stress")
	old, now := deskOf(t, before(t)), deskOf(t, files)
	first := compare(t, old, now)
	if len(first.Changes) < 3 {
		t.Fatalf("%d changes: too few to be told in another order", len(first.Changes))
	}
	for range 5 {
		if diff := gocmp.Diff(first, compare(t, old, now), gocmp.AllowUnexported(Said{})); diff != "" {
			t.Errorf("(-first +now)\n%s", diff)
		}
	}
}

// A script is a responder of a test.
type script func(ctx context.Context, q responses.Question) responses.Reply

func (s script) Respond(ctx context.Context, q responses.Question) responses.Reply { return s(ctx, q) }

func many(n int) (out []Asked) {
	for i := range n {
		out = append(out, Asked{Text: fmt.Sprint("question ", i)})
	}
	return out
}

// TestAskEndsWhenItIsTold: no worker goes on, and nothing half-asked is returned.
func TestAskEndsWhenItIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var asked atomic.Int64
	answers, err := Ask(ctx, script(func(ctx context.Context, _ responses.Question) responses.Reply {
		switch n := asked.Add(1); {
		case n == 10:
			cancel()
		case n > 10: // the others may be faster than the one who tells
			<-ctx.Done()
		}
		return responses.Reply{Err: ctx.Err()}
	}), many(10_000), nil, 4)
	if answers != nil || !errors.Is(err, context.Canceled) || asked.Load() > 1000 {
		t.Errorf("%v, %v after %d", answers, err, asked.Load())
	}
}

// TestAskThatFails: one slow search is tried again; a library that cannot answer, or that
// is replaced meanwhile, is told without a word of a question.
func TestAskThatFails(t *testing.T) {
	var once sync.Once
	slow := script(func(_ context.Context, q responses.Question) (r responses.Reply) {
		once.Do(func() { r.Err = errors.New("no time left") })
		return r
	})
	if _, err := Ask(t.Context(), slow, many(100), nil, 4); err != nil {
		t.Errorf("one slow search: %v", err)
	}
	var asked atomic.Int64
	for name, r := range map[string]script{
		"broken": func(context.Context, responses.Question) responses.Reply {
			return responses.Reply{Err: errors.New("no index")}
		},
		"replaced": func(context.Context, responses.Question) responses.Reply {
			return responses.Reply{Provenance: responses.Provenance{Library: fmt.Sprint(asked.Add(1) / 50)}}
		},
	} {
		if answers, err := Ask(t.Context(), r, many(100), nil, 4); answers != nil || err == nil || strings.Contains(err.Error(), "question ") {
			t.Errorf("%s: %v, %v", name, answers, err)
		}
	}
}

// aDiff has n changes of every effect.
func aDiff(n int) Diff {
	d := Diff{Old: "aaaaaaaaaaaa", New: "bbbbbbbbbbbb", Asked: 9 * n, Changes: []Change{}}
	for _, e := range Effects {
		for i := range n {
			c := Change{Question: fmt.Sprintf("what | is `it` @everyone <b> %d?", i), Effect: e, Old: Said{Entry: "a#x"}, New: Said{Entry: "b#y"}}
			switch e {
			case Lost:
				c.New, c.Note = Said{Kind: responses.NoAnswer}, Wronged
			case Rechosen:
				c.Old, c.New = Said{Offered: []string{"a#x", "c#z"}}, Said{Offered: []string{"b#y"}}
			case Gained:
				c.Old, c.ID = Said{Offered: []string{"a#x", "c#z"}}, "q1"
			case Reworded:
				c.New, c.Old = c.Old, Said{Entry: fmt.Sprintf("a#%d", i/2)}
			}
			d.Changes = append(d.Changes, c)
		}
	}
	return d
}

// TestDiffInWords holds each form against testdata/diff/words.txtar.
func TestDiffInWords(t *testing.T) {
	words, err := wording.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	var text, markdown, data bytes.Buffer
	d := aDiff(3)
	if err := errors.Join(d.Text(&text, words.Label), d.Markdown(&markdown, words.Label, 7), d.JSON(&data)); err != nil {
		t.Fatal(err)
	}
	const file = "testdata/diff/words.txtar"
	got := txtar.Format(&txtar.Archive{Files: []txtar.File{
		{Name: "text", Data: text.Bytes()}, {Name: "markdown", Data: markdown.Bytes()}, {Name: "summary", Data: []byte(d.Summary(words.Label, 500))},
		{Name: "nothing", Data: []byte(Diff{Asked: 12}.Summary(words.Label, 500))},
	}})
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var back struct {
		Changes []Change
		Counts  map[Effect]int
	}
	if err := json.Unmarshal(data.Bytes(), &back); err != nil || len(back.Changes) != len(d.Changes) || back.Counts[Lost] != 3 {
		t.Errorf("%v: %s", err, &data)
	}
}

// TestEveryEffectHasWords, as has every note.
func TestEveryEffectHasWords(t *testing.T) {
	words, err := wording.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{string(Wronged), string(Righted), string(EntryGone), string(LineGone), string(EntryNew), string(LineNew), string(WrongNew)}
	for _, e := range Effects {
		names = append(names, string(e))
	}
	for _, name := range names {
		if key := "library-diff-" + name; words.Label(key) == key {
			t.Errorf("moderators.yaml has no %s", key)
		}
	}
}

// TestADiffIsBounded: however much changed, a comment and a preview have room for it.
func TestADiffIsBounded(t *testing.T) {
	words, err := wording.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	d := aDiff(2000)
	for _, n := range []int{200, 1000} {
		if s := d.Summary(words.Label, n); utf8.RuneCountInString(s) > n || !strings.Contains(s, "more") {
			t.Errorf("%d characters, more than %d", utf8.RuneCountInString(s), n)
		}
	}
	for _, rows := range []int{0, 100, 1 << 20} {
		var b bytes.Buffer
		if err := d.Markdown(&b, words.Label, rows); err != nil {
			t.Fatal(err)
		}
		if n := utf8.RuneCount(b.Bytes()); n > 65_536 || !strings.Contains(b.String(), "more") || strings.Count(b.String(), "<details>") != strings.Count(b.String(), "</details>") {
			t.Errorf("%d rows: %d characters", rows, n)
		}
	}
}

// TestReadAsked: a file of questions needs their text only.
func TestReadAsked(t *testing.T) {
	got, err := ReadAsked(strings.NewReader("text\nwhat is it\n"), "q.tsv")
	if err != nil || len(got) != 1 || got[0] != (Asked{Text: "what is it"}) {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = ReadAsked(strings.NewReader("id\ttext\ttopics\n7\twhat is it\tsleep\n"), "q.tsv")
	if err != nil || len(got) != 1 || got[0] != (Asked{Text: "what is it", ID: "7"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := ReadAsked(strings.NewReader("question\nx\n"), "q.tsv"); err == nil {
		t.Error("a file without texts was read")
	}
}
