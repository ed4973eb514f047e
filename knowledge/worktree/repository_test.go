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

	"github.com/google/go-cmp/cmp"
)

// errBad is what is wrong with files that hold the word BAD.
var errBad = errors.New("en/sleep.md:1:1: error: bad")

// check is the checks of these tests.
func check(folder fs.FS) error {
	return fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, path)
		if strings.Contains(string(data), "BAD") {
			return errBad
		}
		return err
	})
}

// A remoteWorld is a bare repository somewhere, and somebody else's clone of it.
type remoteWorld struct {
	t    testing.TB
	url  string
	work string // somebody else's work tree
	dir  string // of our clone
	path string
	push bool
}

// newRemote makes one that holds the files of before.
func newRemote(t testing.TB, path string) *remoteWorld {
	t.Helper()
	w := &remoteWorld{t: t, url: filepath.Join(t.TempDir(), "remote.git"), work: t.TempDir(), dir: filepath.Join(t.TempDir(), "clone.git"), path: path, push: true}
	runGit(t, ".", "init", "-q", "--bare", "-b", "main", w.url)
	runGit(t, w.work, "init", "-q", "-b", "main")
	runGit(t, w.work, "remote", "add", "origin", w.url)
	if path != "" {
		put(t, w.work, map[string]string{"README": "beside"})
	}
	w.commit("start", before)
	return w
}

// commit is somebody else's commit, pushed.
func (w *remoteWorld) commit(message string, files map[string]string) {
	w.t.Helper()
	put(w.t, filepath.Join(w.work, w.path), files)
	runGit(w.t, w.work, "add", ".")
	runGit(w.t, w.work, "commit", "-qm", message)
	runGit(w.t, w.work, "push", "-q", "origin", "main")
}

// update brings somebody else's work tree up to date.
func (w *remoteWorld) update() { runGit(w.t, w.work, "pull", "-q", "--rebase", "origin", "main") }

func (w *remoteWorld) open() *Repository {
	w.t.Helper()
	r, err := OpenRepository(w.dir, Remote{URL: w.url, Branch: "main", Path: w.path, Push: w.push}, check, clock)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *remoteWorld) pulled(r *Repository) Pulled {
	w.t.Helper()
	p, err := r.Pull(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// remoteSays is a file's text in the remote.
func (w *remoteWorld) remoteSays(path string) string {
	w.t.Helper()
	return runGit(w.t, w.url, "show", "main:"+join(w.path, path))
}

func TestRepository(t *testing.T) {
	for _, tt := range []struct {
		name, path string
		push       bool
	}{{"at the root", "", true}, {"in a folder", "docs/library", true}, {"without pushing", "", false}} {
		t.Run(tt.name, func(t *testing.T) {
			conform(t, func(t *testing.T) Tree {
				w := newRemote(t, tt.path)
				w.push = tt.push
				r := w.open()
				if p := w.pulled(r); !p.Moved || p.Refused != nil {
					t.Fatalf("%+v", p)
				}
				return r
			})
		})
	}
}

func TestPull(t *testing.T) {
	w := newRemote(t, "library")
	r := w.open()
	if _, err := r.Files(t.Context()); !errors.Is(err, ErrNothing) {
		t.Errorf("before the first pull: error %v", err)
	}
	w.pulled(r)
	if p := w.pulled(r); p.Moved || p.Refused != nil {
		t.Errorf("nothing is new: %+v", p)
	}
	says := func(r *Repository, want string) {
		t.Helper()
		if got := files(t, r)["en/sleep.md"]; got != want {
			t.Errorf("served is %q, want %q", got, want)
		}
	}
	w.commit("a bad one", map[string]string{"en/sleep.md": "BAD"})
	p := w.pulled(r)
	if p.Moved || p.Refused == nil || !errors.Is(p.Refused.Err, errBad) || p.Refused.Message != "a bad one" || p.Refused.Author != "Op" {
		t.Errorf("%+v", p)
	}
	says(r, before["en/sleep.md"])
	if p := w.pulled(r); p.Refused != nil {
		t.Error("the same commit is told twice")
	}
	says(w.open(), before["en/sleep.md"]) // after a restart
	w.commit("mended", map[string]string{"en/sleep.md": "good"})
	if p := w.pulled(r); !p.Moved {
		t.Errorf("%+v", p)
	}
	says(r, "good")

	// The remote goes away, and comes back.
	away := w.url + ".away"
	if err := os.Rename(w.url, away); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Pull(t.Context()); err == nil || !strings.Contains(err.Error(), "fetch the content's branch") {
		t.Errorf("error %v", err)
	}
	says(w.open(), "good")
	if _, err := r.Publish(t.Context(), []Change{{"en/sleep.md", Digest("good"), "ours"}}, Author{}, "ours"); !errors.Is(err, ErrNotPushed) || !Published(err) {
		t.Errorf("error %v", err)
	}
	says(w.open(), "ours")
	if err := os.Rename(away, w.url); err != nil {
		t.Fatal(err)
	}
	if p := w.pulled(w.open()); p.Push != nil || p.Moved {
		t.Errorf("%+v", p)
	}
	if got := w.remoteSays("en/sleep.md"); got != "ours" {
		t.Errorf("the remote says %q", got)
	}
}

// TestForcePush: the remote is the truth, and what we published is not lost by it.
func TestForcePush(t *testing.T) {
	for _, tt := range []struct {
		name   string
		ours   string // what we published before, to en/stress.md; "" for nothing
		theirs map[string]string
		want   map[string]string
		kept   bool
	}{
		{"nothing of ours", "", map[string]string{"en/sleep.md": "forced"}, map[string]string{"en/sleep.md": "forced", "en/stress.md": "stress"}, false},
		{"another file", "ours", map[string]string{"en/sleep.md": "forced"}, map[string]string{"en/sleep.md": "forced", "en/stress.md": "ours"}, false},
		{"the same file", "ours", map[string]string{"en/stress.md": "forced"}, map[string]string{"en/stress.md": "forced"}, true},
		{"the same text", "ours", map[string]string{"en/stress.md": "ours"}, map[string]string{"en/stress.md": "ours"}, false},
		{"a bad one", "ours", map[string]string{"en/sleep.md": "BAD"}, map[string]string{"en/sleep.md": "two", "en/stress.md": "ours"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newRemote(t, "")
			w.commit("two", map[string]string{"en/sleep.md": "two"})
			w.push = false // ours stay here until the pull
			r := w.open()
			w.pulled(r)
			var mine Revision
			if tt.ours != "" {
				mine = publish(t, r, "ours", change("en/stress.md", tt.ours))
			}
			runGit(t, w.work, "reset", "-q", "--hard", "HEAD~1")
			put(t, w.work, tt.theirs)
			runGit(t, w.work, "commit", "-qam", "forced")
			runGit(t, w.work, "push", "-qf", "origin", "main")
			w.push = true
			r = w.open()
			p := w.pulled(r)
			for name, want := range tt.want {
				if got := files(t, r)[name]; got != want {
					t.Errorf("%s: served is %q, want %q", name, got, want)
				}
			}
			if (len(p.Kept) == 1) != tt.kept || (p.Refused != nil) != (tt.name == "a bad one") {
				t.Errorf("%+v", p)
			}
			if tt.kept {
				if text, err := r.At(t.Context(), mine.ID, "en/stress.md"); text != "ours" || err != nil {
					t.Errorf("what we published says %q, error %v", text, err)
				}
				if got := runGit(t, w.dir, "for-each-ref", "--format=%(refname)", "refs/hebb/kept"); got != "refs/hebb/kept/"+mine.ID {
					t.Errorf("kept is %q", got)
				}
			}
			if tt.ours != "" && p.Refused == nil && !tt.kept {
				if got := w.remoteSays("en/stress.md"); got != tt.ours {
					t.Errorf("the remote says %q", got)
				}
			}
			runGit(t, w.dir, "fsck", "--strict")
		})
	}
}

// TestPublishOnARemoteThatMoved: somebody else has pushed since the last pull.
func TestPublishOnARemoteThatMoved(t *testing.T) {
	w := newRemote(t, "lib")
	r := w.open()
	w.pulled(r)
	w.commit("another file", map[string]string{"en/stress.md": "theirs"})
	rev := publish(t, r, "ours", change("en/sleep.md", "ours"))
	if got := w.remoteSays("en/sleep.md") + " " + w.remoteSays("en/stress.md"); got != "ours theirs" {
		t.Errorf("the remote says %q", got)
	}
	if text, err := r.At(t.Context(), rev.ID, "en/stress.md"); text != "theirs" || err != nil {
		t.Errorf("the revision that was told is not the one that was pushed: %q, error %v", text, err)
	}
	w.update()
	w.commit("the same file", map[string]string{"en/sleep.md": "theirs"})
	if _, err := r.Publish(t.Context(), []Change{{"en/sleep.md", Digest("ours"), "ours again"}}, Author{}, "m"); !errors.Is(err, ErrChanged) {
		t.Errorf("error %v", err)
	}
	if got := files(t, r)["en/sleep.md"] + " " + w.remoteSays("en/sleep.md"); got != "theirs theirs" {
		t.Errorf("served and in the remote: %q", got)
	}
}

func TestPublishWhatIsBad(t *testing.T) {
	w := newRemote(t, "")
	r := w.open()
	w.pulled(r)
	if _, err := r.Publish(t.Context(), []Change{change("en/sleep.md", "BAD")}, Author{}, "m"); !errors.Is(err, errBad) || Published(err) {
		t.Errorf("error %v", err)
	}
	if got := files(t, r)["en/sleep.md"]; got != before["en/sleep.md"] {
		t.Errorf("served is %q", got)
	}
}

// TestDamagedClone: whatever is wrong with our clone, it is moved aside and made anew.
func TestDamagedClone(t *testing.T) {
	for name, damage := range map[string]func(dir string) error{
		"a reference to nothing": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "refs/hebb/serving"), []byte(strings.Repeat("a", 40)+"\n"), 0o644)
		},
		"no objects": func(dir string) error { return os.RemoveAll(filepath.Join(dir, "objects")) },
		"no HEAD":    func(dir string) error { return os.Remove(filepath.Join(dir, "HEAD")) },
		"objects of nothing": func(dir string) error {
			return filepath.WalkDir(filepath.Join(dir, "objects"), func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				if err := os.Chmod(path, 0o644); err != nil {
					return err
				}
				return os.Truncate(path, 3)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newRemote(t, "")
			w.pulled(w.open())
			if err := damage(w.dir); err != nil {
				t.Fatal(err)
			}
			r := w.open()
			if r.Aside() == "" {
				t.Error("it is not told")
			}
			if p := w.pulled(r); !p.Moved {
				t.Errorf("%+v", p)
			}
			if got := files(t, r)["en/sleep.md"]; got != before["en/sleep.md"] {
				t.Errorf("served is %q", got)
			}
			if aside, _ := filepath.Glob(w.dir + ".damaged-*"); len(aside) != 1 {
				t.Errorf("aside is %q", aside)
			}
		})
	}
}

func TestRemotesThatCannotBeMeant(t *testing.T) {
	for name, remote := range map[string]Remote{
		"a password":          {URL: "https://me:s3cret@git.example/x.git", Branch: "main"},
		"a token in the name": {URL: "https://s3cret@git.example/x.git", Branch: "main"},
		"a token over http":   {URL: "http://git.example/x.git", Branch: "main", Token: "s3cret"},
		"no branch":           {URL: "https://git.example/x.git"},
		"a bad branch":        {URL: "https://git.example/x.git", Branch: "a..b"},
	} {
		_, err := OpenRepository(filepath.Join(t.TempDir(), "x"), remote, check, nil)
		if err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	// What goes wrong with secrets later does not tell them either.
	for name, remote := range map[string]Remote{
		"a bad key":     {URL: "ssh://git@127.0.0.1:1/x.git", Branch: "main", Key: "s3cret"},
		"nobody there":  {URL: "https://127.0.0.1:1/x.git", Branch: "main", Token: "s3cret"},
		"nothing there": {URL: filepath.Join(t.TempDir(), "none"), Branch: "main", Token: "s3cret"},
	} {
		r, err := OpenRepository(filepath.Join(t.TempDir(), "x"), remote, check, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Pull(t.Context()); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestRepositoryChild is no test of its own: it publishes until it is killed.
func TestRepositoryChild(t *testing.T) {
	dir := os.Getenv(childOf + "_GIT")
	if dir == "" {
		t.Skip("runs in a child process")
	}
	r, err := OpenRepository(dir, Remote{URL: os.Getenv(childOf + "_REMOTE"), Branch: "main", Push: true}, check, nil)
	if err != nil {
		t.Fatal(err)
	}
	now := files(t, r)
	for i := 0; ; i++ {
		text := fmt.Sprint(i)
		_, err := r.Publish(t.Context(), []Change{{"en/sleep.md", Digest(now["en/sleep.md"]), text}, {"en/stress.md", Digest(now["en/stress.md"]), text}}, Author{}, text)
		if !Published(err) {
			t.Fatal(err)
		}
		now["en/sleep.md"], now["en/stress.md"] = text, text
		fmt.Println("published")
	}
}

// TestRepositoryKilled kills a process that publishes and pushes, again and again: what it
// told of is served and reaches the remote.
func TestRepositoryKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("processes are killed, which the race detector sees nothing of")
	}
	w := newRemote(t, "")
	w.pulled(w.open())
	for round := range 8 {
		child := exec.Command(os.Args[0], "-test.run=^TestRepositoryChild$")
		child.Env = append(os.Environ(), childOf+"_GIT="+w.dir, childOf+"_REMOTE="+w.url)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		told, line := 0, make([]byte, len("published\n"))
		for range round%3 + 1 {
			if _, err := out.Read(line); err != nil {
				t.Fatalf("round %d: the child: %v %s", round, err, line)
			}
			told++
		}
		_ = child.Process.Kill()
		_ = child.Wait()
		r := w.open()
		now := files(t, r)
		if now["en/sleep.md"] != now["en/stress.md"] {
			t.Errorf("round %d: half a publishing: %q and %q", round, now["en/sleep.md"], now["en/stress.md"])
		}
		if p := w.pulled(r); p.Push != nil || len(p.Kept) > 0 {
			t.Errorf("round %d: %+v", round, p)
		}
		if diff := cmp.Diff(now, files(t, r)); diff != "" {
			t.Errorf("round %d: the pull changed what was served (-before +after)\n%s", round, diff)
		}
		if got := w.remoteSays("en/sleep.md"); got != now["en/sleep.md"] {
			t.Errorf("round %d: the remote says %q, served is %q", round, got, now["en/sleep.md"])
		}
		runGit(t, w.dir, "fsck", "--strict", "--no-dangling")
	}
	if aside, _ := filepath.Glob(w.dir + ".damaged-*"); len(aside) != 0 {
		t.Errorf("a kill damaged the clone: %q", aside)
	}
}

// TestAnotherPath: a clone of which another folder is served from now on is not damaged.
func TestAnotherPath(t *testing.T) {
	w := newRemote(t, "library")
	w.pulled(w.open())
	w.path = "elsewhere"
	r := w.open()
	if _, err := r.Files(t.Context()); err == nil || r.Aside() != "" {
		t.Errorf("aside %q, error %v", r.Aside(), err)
	}
	w.path = "library"
	if got := files(t, w.open())["en/sleep.md"]; got != before["en/sleep.md"] {
		t.Errorf("served is %q", got)
	}
}
