package worktree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// put writes files into a folder.
func put(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// runGit is the real git, so that what we write is held against it.
func runGit(t testing.TB, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=Op", "-c", "user.email=op@a.example", "-c", "core.autocrlf=false"}, args...)...)
	c.Dir = dir
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func openFolder(t testing.TB, dir string) *Folder {
	t.Helper()
	f, err := OpenFolder(dir, clock)
	if err == nil {
		err = f.Recover()
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFolder(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, dir string) string{
		"no repository": func(t *testing.T, dir string) string { return dir },
		"its own": func(t *testing.T, dir string) string {
			runGit(t, dir, "init", "-q", "-b", "trunk")
			runGit(t, dir, "add", ".")
			runGit(t, dir, "commit", "-qm", "start")
			return dir
		},
		"one around it": func(t *testing.T, dir string) string {
			put(t, dir, map[string]string{"README": "ours"})
			runGit(t, dir, "init", "-q")
			in := filepath.Join(dir, "deep", "library")
			put(t, in, before)
			for name := range before {
				_ = os.Remove(filepath.Join(dir, filepath.FromSlash(name)))
			}
			runGit(t, dir, "add", ".")
			runGit(t, dir, "commit", "-qm", "start")
			return in
		},
		"a stranger's around it": func(t *testing.T, dir string) string {
			runGit(t, dir, "init", "-q")
			in := filepath.Join(dir, "library")
			put(t, in, before)
			return in
		},
		"through a link": func(t *testing.T, dir string) string {
			link := filepath.Join(t.TempDir(), "content")
			if err := os.Symlink(dir, link); err != nil {
				t.Skip(err)
			}
			return link
		},
	} {
		t.Run(name, func(t *testing.T) {
			conform(t, func(t *testing.T) Tree {
				dir := t.TempDir()
				put(t, dir, before)
				in := prepare(t, dir)
				t.Cleanup(func() {
					if t.Failed() {
						return
					}
					if _, err := os.Stat(filepath.Join(in, ".git")); err == nil || name == "one around it" {
						runGit(t, in, "fsck", "--strict")
					}
				})
				return openFolder(t, in)
			})
		})
	}
}

// TestFolderLeavesOthersAlone: what an operator has changed or staged beside ours stays.
func TestFolderLeavesOthersAlone(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "library")
	put(t, dir, map[string]string{"notes": "a", "more": "b"})
	put(t, in, before)
	runGit(t, dir, "init", "-q")
	runGit(t, dir, "add", ".")
	runGit(t, dir, "commit", "-qm", "start")
	put(t, dir, map[string]string{"notes": "staged", "more": "not staged", "new": "not known"})
	put(t, in, map[string]string{"en/stress.md": "by hand"})
	runGit(t, dir, "add", "notes")
	status := runGit(t, dir, "status", "--porcelain")

	publish(t, openFolder(t, in), "edit", change("en/sleep.md", "new"))
	if got := runGit(t, dir, "status", "--porcelain"); got != status {
		t.Errorf("git status was\n%s\nand is\n%s", status, got)
	}
	if got := runGit(t, dir, "show", "--name-only", "--format=%an %ae %s"); got != "moderator moderator@hebb.invalid edit\n\nlibrary/en/sleep.md" {
		t.Errorf("the commit is\n%s", got)
	}
}

// TestFolderRecordsEditsByHand: what was changed on disk is recorded before it is changed.
func TestFolderRecordsEditsByHand(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, before)
	f := openFolder(t, dir)
	publish(t, f, "first", change("en/sleep.md", "first"))
	put(t, dir, map[string]string{"en/sleep.md": "by hand"})
	publish(t, f, "second", Change{"en/sleep.md", Digest("by hand"), "second"})
	if got, want := runGit(t, dir, "log", "--format=%s", "--", "en/sleep.md"), "second\nedited on disk\nfirst\ncontent as it was before the first edit"; got != want {
		t.Errorf("history\n%s\nwant\n%s", got, want)
	}
	if got := runGit(t, dir, "show", "HEAD~1:en/sleep.md"); got != "by hand" {
		t.Errorf("recorded %q", got)
	}
	if got := runGit(t, dir, "status", "--porcelain", "en/sleep.md"); got != "" {
		t.Errorf("git status: %s", got)
	}
}

func TestFolderKeepsTheMode(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, before)
	path := filepath.Join(dir, "en", "sleep.md")
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	publish(t, openFolder(t, dir), "m", change("en/sleep.md", "x"))
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	for _, name := range []string{journalName, "en/.sleep.md.part"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left: %v", name, err)
		}
	}
}

// TestFolderOutside: a link in the folder leads nowhere else.
func TestFolderOutside(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	put(t, dir, before)
	put(t, elsewhere, map[string]string{"sleep.md": "not ours"})
	if err := os.Symlink(elsewhere, filepath.Join(dir, "fr")); err != nil {
		t.Skip(err)
	}
	for _, base := range []string{"", Digest("not ours")} {
		if _, err := openFolder(t, dir).Publish(t.Context(), []Change{{"fr/sleep.md", base, "x"}}, Author{}, "m"); err == nil {
			t.Error("a file outside was written")
		}
	}
	if text, _ := os.ReadFile(filepath.Join(elsewhere, "sleep.md")); string(text) != "not ours" {
		t.Errorf("the file outside says %q", text)
	}
}

// TestFolderNotRecorded: where git cannot write, the files are written all the same, and
// that is told.
func TestFolderNotRecorded(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, before)
	put(t, dir, map[string]string{".git": "no repository at all"})
	f := openFolder(t, dir)
	c := change("en/sleep.md", "x")
	if _, err := f.Publish(t.Context(), []Change{c}, Author{}, "m"); !errors.Is(err, ErrNotRecorded) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(with(before, c), files(t, f)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFolderThatIsNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	put(t, filepath.Dir(file), map[string]string{"file": "x"})
	for _, path := range []string{file, file + "/in", filepath.Join(t.TempDir(), "gone")} {
		if _, err := OpenFolder(path, nil); err == nil || !strings.Contains(err.Error(), "open content folder") {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

// TestRecover has journals that a killed process left.
func TestRecover(t *testing.T) {
	two := `{"changes":[{"Path":"en/sleep.md","Base":"` + Digest(before["en/sleep.md"]) + `","Text":"A"},{"Path":"en/stress.md","Base":"` + Digest("stress") + `","Text":"B"}],"author":{"Name":"Robin"},"message":"both","when":"2026-11-26T12:00:00Z"}`
	for _, tt := range []struct {
		name    string
		journal string
		disk    map[string]string // over before
		want    map[string]string // over before
		err     string
	}{
		{"nothing was written", two, nil, map[string]string{"en/sleep.md": "A", "en/stress.md": "B"}, ""},
		{"one was", two, map[string]string{"en/sleep.md": "A"}, map[string]string{"en/sleep.md": "A", "en/stress.md": "B"}, ""},
		{"all were", two, map[string]string{"en/sleep.md": "A", "en/stress.md": "B"}, map[string]string{"en/sleep.md": "A", "en/stress.md": "B"}, ""},
		{"one was edited since", two, map[string]string{"en/stress.md": "by hand"}, map[string]string{"en/sleep.md": "A", "en/stress.md": "by hand"}, ""},
		{"all were edited since", two, map[string]string{"en/sleep.md": "mine", "en/stress.md": "by hand"}, map[string]string{"en/sleep.md": "mine", "en/stress.md": "by hand"}, ""},
		{"damaged", two[:50], nil, nil, "move it away"},
		{"not ours", `{"changes":[{"Path":"../../etc/passwd","Text":"x"}]}`, nil, nil, "move it away"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, before)
			put(t, dir, tt.disk)
			put(t, dir, map[string]string{journalName: tt.journal})
			f, err := OpenFolder(dir, clock)
			if err == nil {
				err = f.Recover()
			}
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("error %v, want %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for name, text := range before {
				want[name] = text
			}
			for name, text := range tt.want {
				want[name] = text
			}
			if diff := cmp.Diff(want, files(t, f)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			for name, text := range map[string]string{"sleep": "A", "stress": "B"} {
				if want["en/"+name+".md"] == text {
					continue
				}
				if got, err := os.ReadFile(filepath.Join(dir, "en", "."+name+".md.unpublished")); string(got) != text {
					t.Errorf("what was to be written is lost: %q, error %v", got, err)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, journalName)); err == nil {
				t.Error("the journal is still there")
			}
		})
	}
}

// childOf names, in the variable of a child process, the folder that it publishes in.
const childOf = "HEBB_TEST_WORKTREE"

// TestChild is no test of its own: it is what runs in a child process. It publishes two
// files at a time until it is killed.
func TestChild(t *testing.T) {
	dir := os.Getenv(childOf)
	if dir == "" {
		t.Skip("runs in a child process")
	}
	f := openFolder(t, dir)
	f.now = time.Now
	now := files(t, f)
	for i := 0; ; i++ {
		a := Change{"en/sleep.md", Digest(now["en/sleep.md"]), fmt.Sprint(i, now["en/sleep.md"][:min(3, len(now["en/sleep.md"]))])}
		b := Change{"en/stress.md", Digest(now["en/stress.md"]), a.Text}
		if _, err := f.Publish(t.Context(), []Change{a, b}, Author{}, a.Text); err != nil {
			t.Fatal(err)
		}
		now["en/sleep.md"], now["en/stress.md"] = a.Text, b.Text
		fmt.Println("published")
	}
}

// TestFolderKilled kills a process that publishes, again and again: both files are of the
// same publishing, git finds nothing wrong, and what is on disk is recorded.
func TestFolderKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("processes are killed, which the race detector sees nothing of")
	}
	dir := t.TempDir()
	put(t, dir, before)
	for round := range 12 {
		child := exec.Command(os.Args[0], "-test.run=^TestChild$")
		child.Env = append(os.Environ(), childOf+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		line := make([]byte, len("published\n"))
		for range round%3 + 1 {
			if _, err := out.Read(line); err != nil {
				t.Fatalf("round %d: the child: %v %s", round, err, line)
			}
		}
		_ = child.Process.Kill()
		_ = child.Wait()

		f := openFolder(t, dir)
		now := files(t, f)
		if now["en/sleep.md"] != now["en/stress.md"] {
			t.Errorf("round %d: half a publishing: %q and %q", round, now["en/sleep.md"], now["en/stress.md"])
		}
		runGit(t, dir, "fsck", "--strict")
		if got := runGit(t, dir, "status", "--porcelain", "--untracked-files=no"); got != "" {
			t.Errorf("round %d: not recorded:\n%s", round, got)
		}
	}
}

func FuzzPath(f *testing.F) {
	for _, path := range []string{"en/sleep.md", "../x", "en/../x.md", "references.yaml", ".git/config", "pt-BR/a-b.md"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if checkPath(path) != nil {
			return
		}
		clean := filepath.ToSlash(filepath.Clean(path))
		if clean != path || strings.HasPrefix(clean, "..") || filepath.IsAbs(path) || strings.Contains(path, "/.") || strings.HasPrefix(path, ".") || strings.Count(path, "/") > 1 {
			t.Errorf("%q is allowed", path)
		}
	})
}

// TestFolderAllOrNone: where one of several files cannot be written, none is.
func TestFolderAllOrNone(t *testing.T) {
	for name, block := range map[string]func(t *testing.T, dir string){
		"the text": func(t *testing.T, dir string) { // a folder is where its part should be
			put(t, dir, map[string]string{"en/.stress.md.part/x": "x"})
		},
		"its place": func(t *testing.T, dir string) { // the file itself is a folder
			if err := os.Remove(filepath.Join(dir, "references.yaml")); err != nil {
				t.Fatal(err)
			}
			put(t, dir, map[string]string{"references.yaml/.x": "x"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, before)
			f := openFolder(t, dir)
			block(t, dir)
			want := files(t, f)
			changes := []Change{change("en/sleep.md", "new"), change("en/stress.md", "new"), {"es/sleep.md", "", "nuevo"}}
			if name == "its place" {
				changes = append(changes, Change{"references.yaml", "", "new"})
			}
			if _, err := f.Publish(t.Context(), changes, Author{}, "m"); err == nil || Published(err) {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(want, files(t, f)); diff != "" {
				t.Errorf("half of it was written (-want +got)\n%s", diff)
			}
			openFolder(t, dir) // and nothing is finished later
			if diff := cmp.Diff(want, files(t, f)); diff != "" {
				t.Errorf("after a start (-want +got)\n%s", diff)
			}
		})
	}
}

// TestFolderIsReadMeanwhile: somebody else who opens the folder while it is published in
// changes nothing of that.
func TestFolderIsReadMeanwhile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, before)
	f := openFolder(t, dir)
	j := journal{Changes: []Change{change("en/sleep.md", "new")}, When: noon}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := j.begin(root); err != nil {
		t.Fatal(err)
	}
	reader, err := OpenFolder(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	if got := files(t, reader)["en/sleep.md"]; got != before["en/sleep.md"] {
		t.Errorf("the reader finished it: %q", got)
	}
	openFolder(t, dir) // who does finish it
	if _, err := f.finish(root, j); !Published(err) {
		t.Errorf("error %v", err)
	}
	if got := files(t, f)["en/sleep.md"]; got != "new" {
		t.Errorf("the file says %q", got)
	}
}

// FuzzJournal reads journals that nobody of ours wrote: nothing but content is ever written,
// whatever they say.
func FuzzJournal(f *testing.F) {
	for _, text := range []string{
		`{"changes":[{"path":"en/sleep.md","text":"x"}]}`, `{"changes":[{"path":"../../etc/passwd","text":"x"}]}`, `{"changes":[{"path":"en/../.git/config"}]}`,
		`{"changes":[{"Path":"references.yaml"},{"path":"references.yaml"}]}`, `{"changes":null}`, `[]`, ``,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		j, err := readJournal(data)
		if err != nil {
			return
		}
		for _, c := range j.Changes {
			if checkPath(c.Path) != nil || !filepath.IsLocal(c.Path) || strings.Contains(c.Path, "/.") || len(c.Text) > maxText {
				t.Errorf("it would write %q", c.Path)
			}
		}
		if n := len(j.Changes); n == 0 || n > maxChanges {
			t.Errorf("%d changes", n)
		}
	})
}
