package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

const testLibrary = "../../responses/testdata/library"

// A room is a desk over a folder of its own.
type room struct {
	*Desk
	t   *testing.T
	dir string
}

func newRoom(t *testing.T) room {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(testLibrary)); err != nil {
		t.Fatal(err)
	}
	tree, err := worktree.OpenFolder(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	library, _, err := live.Open(live.Options{Embedded: os.DirFS(testLibrary), Files: live.Folder(os.DirFS(dir))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(os.DirFS(testLibrary))
	if err != nil {
		t.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines, Country: "US", Build: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return room{New(Options{Tree: tree, Library: library, Over: responder.Over}), t, dir}
}

func (r room) read(path string) string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.dir, path))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// changed is a file with a stretch of it replaced.
func (r room) changed(path, from, to string) []worktree.Change {
	r.t.Helper()
	was := r.read(path)
	if !strings.Contains(was, from) {
		r.t.Fatalf("%s does not say %q", path, from)
	}
	return []worktree.Change{{Path: path, Base: worktree.Digest(was), Text: strings.Replace(was, from, to, 1)}}
}

const (
	depression = "en/depression.md"
	mood       = "Depression is a common mood disorder [@gov-a]."
	treatable  = "Depression is a disorder of mood that can be treated [@gov-a]."
)

func TestCheckAndPublish(t *testing.T) {
	r := newRoom(t)
	changes := r.changed(depression, mood, treatable)
	before := r.Library.Reload().Version
	c, err := r.Check(t.Context(), changes, "depression#what-is")
	if err != nil || c.Problems.Errors() > 0 || c.Approvals != 0 {
		t.Fatalf("%+v, %v", c, err)
	}
	if c.Short == nil || !strings.Contains(c.Short.Paragraphs[0].Text, "a disorder of mood") || len(c.Whole.Paragraphs) < 2 || c.Short.Provenance.Build != "test" {
		t.Errorf("the preview is not what members will read: %+v", c.Short)
	}
	if !slices.ContainsFunc(c.Lines, func(l string) bool { return strings.HasPrefix(l, "- "+mood) }) || len(c.Lines) != 2 {
		t.Errorf("lines: %q", c.Lines)
	}
	if got := r.Library.Reload().Version; got != before {
		t.Error("a check changed what is served")
	}

	p, err := r.Publish(t.Context(), changes, 0, worktree.Author{}, "depression#what-is: edit")
	if err != nil || p.Err != nil || p.Version == before || p.ID == "" {
		t.Fatalf("%+v, %v", p, err)
	}
	if !strings.Contains(r.read(depression), treatable) {
		t.Error("the file is as it was")
	}
	s := r.Library.Acquire()
	defer s.Release()
	if s.Library.Version != p.Version || !strings.Contains(s.Library.Edition("en").Entry("depression#what-is").Short().Text(), "a disorder of mood") {
		t.Error("what was published is not served")
	}
	if _, err := r.Publish(t.Context(), changes, 0, worktree.Author{}, "again"); !errors.Is(err, ErrUnchanged) {
		t.Errorf("published twice: %v", err)
	}
	changes[0].Text += "\n"
	if _, err := r.Publish(t.Context(), changes, 0, worktree.Author{}, "late"); !errors.Is(err, worktree.ErrChanged) {
		t.Errorf("made from an old text: %v", err)
	}
	again := r.changed(depression, treatable, treatable)
	if _, err := r.Publish(t.Context(), again, 0, worktree.Author{}, "nothing"); !errors.Is(err, ErrUnchanged) {
		t.Errorf("nothing changed: %v", err)
	}
}

func TestProblems(t *testing.T) {
	r := newRoom(t)
	changes := r.changed(depression, mood, "Depression is common.")
	c, err := r.Check(t.Context(), changes, "depression#what-is")
	if err != nil || c.Short != nil {
		t.Fatal(err)
	}
	n := slices.IndexFunc(c.Problems, func(p knowledge.Diagnostic) bool { return p.Check == "uncited-sentence" })
	if n < 0 || c.Problems[n].File != depression || c.Problems[n].Line != 20 || c.Problems[n].Snippet() == "" {
		t.Errorf("problems: %v", c.Problems)
	}
	if _, err := r.Publish(t.Context(), changes, 9, worktree.Author{}, "x"); !errors.Is(err, ErrProblems) {
		t.Errorf("published: %v", err)
	}
	if strings.Contains(r.read(depression), "is common.") {
		t.Error("a bad edit was written")
	}

	// What it breaks elsewhere is told, what was broken elsewhere is not.
	c, err = r.Check(t.Context(), r.changed(depression, "aliases: [clinical depression, MDD]", "aliases: [sleep disorder, depression sleep]"), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Problems {
		if p.File != depression && p.Severity == knowledge.Warning {
			t.Errorf("told of what was so before: %v", p)
		}
	}
	if err := os.WriteFile(filepath.Join(r.dir, "en/broken.md"), []byte("---\ntitle: x\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err = r.Check(t.Context(), r.changed(depression, mood, treatable), "depression#what-is")
	if err != nil || c.Problems.Errors() == 0 || c.Short != nil {
		t.Errorf("an error elsewhere keeps it from being served, and nobody is told: %v, %v", c.Problems, err)
	}
	c, err = r.Check(t.Context(), []worktree.Change{{Path: "en/broken.md", Base: worktree.Digest(r.read("en/broken.md")), Text: "---\ntitle: Ok\nsummary: Fine.\n---\n\n## What is ok? {#what}\n\nIt is fine [@gov-a].\n"}}, "broken#what")
	if err != nil || c.Problems.Errors() > 0 || c.Short == nil {
		t.Errorf("an edit that mends it: %v, %v", c.Problems, err)
	}
}

// TestNewTopic adds a file, in a new language at that.
func TestNewTopic(t *testing.T) {
	r := newRoom(t)
	changes := []worktree.Change{{Path: "es/sueno.md", Text: "---\ntitle: El sueño\nsummary: Dormir.\n---\n\n## ¿Qué es el sueño? {#que-es}\n\nEs descanso [@gov-a].\n"}}
	c, err := r.Check(t.Context(), changes, "sueno#que-es")
	if err != nil || c.Problems.Errors() > 0 || c.Short == nil || !strings.Contains(c.Short.Paragraphs[0].Text, "descanso") {
		t.Fatalf("%v %v", c.Problems, err)
	}
	if _, err := r.Publish(t.Context(), changes, 0, worktree.Author{}, "new"); err != nil {
		t.Fatal(err)
	}
	other := []worktree.Change{{Path: changes[0].Path, Text: changes[0].Text + "\n"}}
	if _, err := r.Publish(t.Context(), other, 0, worktree.Author{}, "new"); !errors.Is(err, worktree.ErrChanged) {
		t.Errorf("a file that was there meanwhile: %v", err)
	}
	draft := strings.Replace(changes[0].Text, "summary", "status: draft\nsummary", 1)
	c, err = r.Check(t.Context(), []worktree.Change{{Path: "es/nuevo.md", Text: draft}}, "nuevo#que-es")
	if err != nil || c.Problems.Errors() > 0 || c.Short != nil {
		t.Errorf("a draft is shown to nobody: %+v, %v", c, err)
	}
}

func TestHelplinePreview(t *testing.T) {
	r := newRoom(t)
	c, err := r.Check(t.Context(), r.changed("helplines.yaml", `phone: "111"`, `phone: "112233"`), "us-1")
	if err != nil || c.Short == nil || c.Approvals != 2 {
		t.Fatalf("%+v, %v", c, err)
	}
	if !slices.ContainsFunc(c.Short.Helplines, func(h responses.Helpline) bool { return h.Phone == "112233" }) {
		t.Errorf("the new number is not in the preview: %+v", c.Short.Helplines)
	}
}

func TestApprovals(t *testing.T) {
	topic := func(front string) string {
		return "---\ntitle: T\nsummary: S.\n" + front + "---\n\n## Q? {#q}\n\nA [@a].\n"
	}
	files := fstest.MapFS{}
	for name, front := range map[string]string{"en/low.md": "", "en/high.md": "risk: high\n", "en/both.md": "risk: high\n", "es/both.md": "", "en/torn.md": "risk: [\n", "en/odd.md": "risk: hihg\n"} {
		files[name] = &fstest.MapFile{Data: []byte(topic(front))}
	}
	for name, tt := range map[string]struct {
		path, text string
		want       int
	}{
		"standard":               {"en/low.md", topic("related: []\n"), 0},
		"becomes high":           {"en/low.md", topic("risk: high\n"), 1},
		"is high":                {"en/high.md", topic("risk: high\n"), 1},
		"is high no more":        {"en/high.md", topic(""), 1},
		"high in another":        {"es/both.md", topic(""), 1},
		"a new translation":      {"fr/high.md", topic(""), 1},
		"front matter was torn":  {"en/torn.md", topic(""), 1},
		"front matter torn now":  {"en/low.md", topic("risk: [\n"), 1},
		"a word that is no risk": {"en/odd.md", topic(""), 1},
		"new":                    {"en/new.md", topic(""), 0},
		"new and high":           {"en/new.md", topic("risk: high\n"), 1},
		"not UTF-8":              {"en/low.md", "\xff", 1},
		"sources":                {"references.yaml", "", 0},
		"helplines":              {"helplines.yaml", "", 2},
	} {
		if got := approvals(files, []worktree.Change{{Path: tt.path, Text: tt.text}}); got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
	if got := approvals(files, []worktree.Change{{Path: "en/low.md", Text: topic("")}, {Path: "helplines.yaml"}, {Path: "en/high.md"}}); got != 2 {
		t.Errorf("of several the most: %d", got)
	}
}

// TestApprovalIsAsked publishes nothing that too few agree with.
func TestApprovalIsAsked(t *testing.T) {
	r := newRoom(t)
	high := r.changed(depression, "risk: standard", "risk: high")
	if _, err := r.Publish(t.Context(), high, 0, worktree.Author{}, "x"); !errors.Is(err, ErrApproval) {
		t.Errorf("%v", err)
	}
	if _, err := r.Publish(t.Context(), high, 1, worktree.Author{}, "x"); err != nil {
		t.Errorf("%v", err)
	}
	lowered := r.changed(depression, "risk: high", "risk: standard")
	if _, err := r.Publish(t.Context(), lowered, 0, worktree.Author{}, "x"); !errors.Is(err, ErrApproval) {
		t.Errorf("the mark was taken away by one: %v", err)
	}
	number := r.changed("helplines.yaml", `"111"`, `"112"`)
	if _, err := r.Publish(t.Context(), number, 1, worktree.Author{}, "x"); !errors.Is(err, ErrApproval) {
		t.Errorf("%v", err)
	}
}

// TestOneAtATime: who waits for the desk waits no longer than their context.
func TestOneAtATime(t *testing.T) {
	r := newRoom(t)
	changes := r.changed(depression, mood, treatable)
	compared := 0
	r.Compare = func(ctx context.Context, old, now Served) string {
		compared++
		ended, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := r.Check(ended, changes, ""); !errors.Is(err, context.Canceled) {
			t.Errorf("a second check: %v", err)
		}
		if _, err := r.Publish(ended, changes, 0, worktree.Author{}, "x"); !errors.Is(err, context.Canceled) {
			t.Errorf("publishing beside a check: %v", err)
		}
		if old.Respond(ctx, responses.Question{Text: "what is depression"}).Provenance.Library == now.Respond(ctx, responses.Question{Text: "what is depression"}).Provenance.Library {
			t.Error("both sides answer from one library")
		}
		return "moved"
	}
	c, err := r.Check(t.Context(), changes, "")
	if c.Answers != "moved" || compared != 1 || err != nil {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestDifference(t *testing.T) {
	for name, tt := range map[string]struct{ was, now, want string }{
		"same":    {"a\nb", "a\nb\n", ""},
		"new":     {"", "a\nb", "+ a\n+ b"},
		"gone":    {"a\nb", "a", "- b"},
		"windows": {"a\r\nb\r\n", "a\nc\n", "- b\n+ c"},
		"two":     {"a\nb\nc\nd\ne", "a\nB\nc\nD\ne", "- b\n+ B\n- d\n+ D"},
		"moved":   {"a\nb\nc", "c\na\nb", "+ c\n- c"},
	} {
		if got := strings.Join(difference(split(tt.was), split(tt.now)), "\n"); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
	}
}

func TestOverlay(t *testing.T) {
	under := fstest.MapFS{"en/a.md": {Data: []byte("a")}, "b.yaml": {Data: []byte("b")}}
	o := over(under, []worktree.Change{{Path: "en/a.md", Text: "A!"}, {Path: "es/c.md", Text: "c"}})
	for name, want := range map[string]string{"en/a.md": "A!", "b.yaml": "b", "es/c.md": "c"} {
		if got, err := fs.ReadFile(o, name); string(got) != want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	entries, err := fs.ReadDir(o, ".")
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"b.yaml", "en", "es"}, names); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// TestDifferenceTellsAll: whatever changed, what went and what came makes the one text the
// other.
func TestDifferenceTellsAll(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 1, 12)
		before, after := lines.Draw(rt, "before"), lines.Draw(rt, "after")
		went, came := 0, 0
		for _, l := range difference(before, after) {
			switch {
			case strings.HasPrefix(l, "- "):
				went++
			case strings.HasPrefix(l, "+ "):
				came++
			}
		}
		if len(before)-went != len(after)-came {
			rt.Errorf("%d of %d went, %d of %d came", went, len(before), came, len(after))
		}
		if slices.Equal(before, after) != (went+came == 0) {
			rt.Errorf("%q to %q: %d went, %d came", before, after, went, came)
		}
	})
}
