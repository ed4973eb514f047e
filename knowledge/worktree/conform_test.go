package worktree

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is the clock of all tests.
var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// before is the files that every tree of a test begins with.
var before = map[string]string{
	"references.yaml": "references: []\n", "helplines.yaml": "compiled: 2026\n",
	"en/sleep.md": "sleep\r\n", "en/stress.md": "stress", "en/synonyms.yaml": "same: []\n", "en/_template.md": "copy me\n",
}

// conform is what every Tree does. open gives one that holds the files of before.
func conform(t *testing.T, open func(t *testing.T) Tree) {
	for name, test := range map[string]func(*testing.T, Tree){
		"one change": oneChange, "several files": severalFiles, "a new file": newFile, "changed meanwhile": changedMeanwhile,
		"at once": publishedAtOnce, "hostile paths": hostilePaths, "odd authors": oddAuthors, "too much": tooMuch, "old versions": oldVersions,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// files is a tree's files now.
func files(t *testing.T, tree Tree) map[string]string {
	t.Helper()
	folder, err := tree.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return texts(t, folder)
}

func texts(t *testing.T, folder fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, path)
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// with is files with some of them replaced.
func with(files map[string]string, changes ...Change) map[string]string {
	all := map[string]string{}
	for name, text := range files {
		all[name] = text
	}
	for _, c := range changes {
		all[c.Path] = c.Text
	}
	return all
}

func publish(t *testing.T, tree Tree, message string, changes ...Change) Revision {
	t.Helper()
	r, err := tree.Publish(t.Context(), changes, Author{}, message)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// change is a change from the text in before.
func change(path, text string) Change { return Change{path, Digest(before[path]), text} }

func oneChange(t *testing.T, tree Tree) {
	if diff := cmp.Diff(before, files(t, tree)); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
	held, err := tree.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := change("en/sleep.md", "sleep well\n")
	r := publish(t, tree, "sleep#what-is: edit", c)
	if diff := cmp.Diff(with(before, c), files(t, tree)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(before, texts(t, held)); diff != "" {
		t.Errorf("files that somebody reads changed (-want +got)\n%s", diff)
	}
	if r.Author != "moderator" || r.Message != "sleep#what-is: edit" || !r.When.Equal(noon) || len(r.ID) != 40 {
		t.Errorf("revision %+v", r)
	}
	all, err := tree.History(t.Context(), "en/sleep.md", 10)
	if err != nil || len(all) < 1 || all[0].ID != r.ID || all[0].Message != r.Message || !all[0].When.Equal(noon) {
		t.Errorf("history %+v, error %v", all, err)
	}
}

func severalFiles(t *testing.T, tree Tree) {
	a, b := change("en/sleep.md", "a"), change("references.yaml", "b")
	r := publish(t, tree, "both", a, b)
	if diff := cmp.Diff(with(before, a, b), files(t, tree)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	stale := Change{"en/stress.md", Digest("another text"), "x"}
	if _, err := tree.Publish(t.Context(), []Change{{"en/sleep.md", Digest("a"), "c"}, stale}, Author{}, "m"); !errors.Is(err, ErrChanged) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(with(before, a, b), files(t, tree)); diff != "" {
		t.Errorf("half of a change was made (-want +got)\n%s", diff)
	}
	for _, path := range []string{a.Path, b.Path, ""} {
		all, err := tree.History(t.Context(), path, 1)
		if err != nil || len(all) != 1 || all[0].ID != r.ID {
			t.Errorf("history of %q: %+v, error %v", path, all, err)
		}
	}
}

func newFile(t *testing.T, tree Tree) {
	c := Change{"es/sleep.md", "", "dormir"}
	publish(t, tree, "new", c)
	if diff := cmp.Diff(with(before, c), files(t, tree)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if _, err := tree.Publish(t.Context(), []Change{{"es/sleep.md", "", "otra"}}, Author{}, "m"); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that was to be new is there already: error %v", err)
	}
	if _, err := tree.Publish(t.Context(), []Change{{"es/stress.md", Digest("x"), "y"}}, Author{}, "m"); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that was to be there is none: error %v", err)
	}
}

func changedMeanwhile(t *testing.T, tree Tree) {
	mine, theirs := change("en/sleep.md", "mine"), change("en/sleep.md", "theirs")
	publish(t, tree, "theirs", theirs)
	if _, err := tree.Publish(t.Context(), []Change{mine}, Author{}, "mine"); !errors.Is(err, ErrChanged) {
		t.Errorf("error %v", err)
	}
	if got := files(t, tree)["en/sleep.md"]; got != "theirs" {
		t.Errorf("the file says %q", got)
	}
	other := change("en/stress.md", "calm")
	publish(t, tree, "another file", other) // that one was not changed
}

func publishedAtOnce(t *testing.T, tree Tree) {
	var all sync.WaitGroup
	var mu sync.Mutex
	won := []string{}
	for _, text := range []string{"a", "b", "c", "d"} {
		all.Go(func() {
			_, err := tree.Publish(t.Context(), []Change{change("en/sleep.md", text)}, Author{}, text)
			if err != nil && !errors.Is(err, ErrChanged) {
				t.Error(err)
			}
			if err == nil {
				mu.Lock()
				won = append(won, text)
				mu.Unlock()
			}
			files(t, tree)
		})
	}
	all.Wait()
	if got := files(t, tree)["en/sleep.md"]; len(won) != 1 || won[0] != got {
		t.Errorf("%q were published, the file says %q", won, got)
	}
}

func hostilePaths(t *testing.T, tree Tree) {
	for _, path := range []string{
		"", ".", "..", "/etc/passwd", "../x.md", "en/../../x.md", "en/../x.md", "en//sleep.md", "en/sleep.md/", "en\\sleep.md", "./en/sleep.md",
		".git/config", "en/.sleep.md", "en/_template.md", "_x.md", "sleep.md", "en/deep/sleep.md", "en/sleep.txt", "en/Sleep.md", "e/sleep.md", "en/sleep.md\x00",
		"en/sleep.md\n", "hebb.db", "references.yaml/x", "EN_us/sleep.md", "en/-x.md", ".hebb-publish.json",
	} {
		if _, err := tree.Publish(t.Context(), []Change{{path, "", "x"}}, Author{}, "m"); !errors.Is(err, ErrPath) {
			t.Errorf("publish %q: error %v", path, err)
		}
		if _, err := tree.At(t.Context(), strings.Repeat("a", 40), path); !errors.Is(err, ErrPath) && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("read %q: error %v", path, err)
		}
		if _, err := tree.History(t.Context(), path, 1); path != "" && !errors.Is(err, ErrPath) {
			t.Errorf("history of %q: error %v", path, err)
		}
	}
	if diff := cmp.Diff(before, files(t, tree)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func oddAuthors(t *testing.T, tree Tree) {
	base := Digest(before["en/sleep.md"])
	for _, tt := range []struct{ name, want string }{
		{"", "moderator"}, {"Robin", "Robin"}, {"<Robin> <r@b.example>", "Robin r@b.example"}, {" \n\t ", "moderator"}, {"R\nauthor Eve <e@e>", "R author Eve e@e"},
		{"…", "…"}, {".,", "moderator"}, {strings.Repeat("é", 100), strings.Repeat("é", 60)}, {"\xff\x00Robin\u202e", "Robin"}, {"猫 & Co", "猫 & Co"},
	} {
		c := Change{"en/sleep.md", base, "by " + tt.want}
		base = Digest(c.Text)
		r, err := tree.Publish(t.Context(), []Change{c}, Author{tt.name}, "line\nparent 0000\n\nbody\x00"+strings.Repeat("x", 500))
		if err != nil {
			t.Fatalf("%q: %v", tt.name, err)
		}
		all, err := tree.History(t.Context(), "en/sleep.md", 1)
		if err != nil || len(all) != 1 || all[0].Author != tt.want || r.Author != tt.want {
			t.Errorf("%q: history %+v, revision %+v, error %v", tt.name, all, r, err)
			continue
		}
		if m := all[0].Message; !strings.HasPrefix(m, "line parent 0000 body") || len([]rune(m)) != 120 || m != r.Message {
			t.Errorf("message %q", m)
		}
	}
}

func tooMuch(t *testing.T, tree Tree) {
	big := Change{"en/sleep.md", Digest(before["en/sleep.md"]), strings.Repeat("x", maxText+1)}
	for name, changes := range map[string][]Change{
		"nothing": {}, "a large file": {big}, "many files": slices.Repeat([]Change{big}, maxChanges+1), "one file twice": {change("en/sleep.md", "a"), change("en/sleep.md", "b")},
	} {
		if _, err := tree.Publish(t.Context(), changes, Author{}, "m"); err == nil {
			t.Errorf("%s was published", name)
		}
	}
}

func oldVersions(t *testing.T, tree Tree) {
	first := publish(t, tree, "first", change("en/sleep.md", "first"))
	publish(t, tree, "other", change("en/stress.md", "other"))
	second := publish(t, tree, "second", Change{"en/sleep.md", Digest("first"), "second"})
	all, err := tree.History(t.Context(), "en/sleep.md", 10)
	if err != nil || len(all) != 3 {
		t.Fatalf("history %+v, error %v", all, err)
	}
	if all[0].ID != second.ID || all[1].ID != first.ID {
		t.Errorf("history %+v, want %s %s first", all, second.ID, first.ID)
	}
	for id, want := range map[string]string{all[2].ID: before["en/sleep.md"], first.ID: "first", second.ID: "second"} {
		if text, err := tree.At(t.Context(), id, "en/sleep.md"); text != want || err != nil {
			t.Errorf("%q, want %q, error %v", text, want, err)
		}
	}
	for name, id := range map[string]string{"a short id": first.ID[:8], "no id": "", "not one of ours": strings.Repeat("a", 40), "a branch": "main"} {
		if _, err := tree.At(t.Context(), id, "en/sleep.md"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := tree.At(t.Context(), first.ID, "fr/sleep.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that was not there: error %v", err)
	}
}
