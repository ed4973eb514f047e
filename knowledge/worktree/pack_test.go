package worktree

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestARemoteThatSendsTooMuch: what is too large is refused before it is unpacked in memory or
// stays on the disk, and what was served before is.
func TestARemoteThatSendsTooMuch(t *testing.T) {
	w := newRemote(t, "")
	w.pulled(w.open())
	zeros := strings.Repeat("\x00", maxObject+1) // thirty kilobytes of a pack
	for name, tt := range map[string]struct {
		room  int64
		files map[string]string
		want  error
	}{
		"a bomb":         {0, map[string]string{"en/sleep.md": "new", "bomb.bin": zeros}, errPackTooLarge},
		"a large clone":  {4000, map[string]string{"en/sleep.md": "newer", "noise.bin": noise(t, 8000)}, errCloneTooLarge},
		"another folder": {0, map[string]string{"elsewhere/bomb.bin": zeros + "2"}, errPackTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			w.t = t
			runGit(t, w.work, "checkout", "-qB", "trial", "origin/main")
			put(t, w.work, tt.files)
			runGit(t, w.work, "add", ".")
			runGit(t, w.work, "commit", "-qm", name)
			runGit(t, w.work, "push", "-qf", "origin", "trial:trial")
			r, err := OpenRepository(w.dir, Remote{URL: w.url, Branch: "trial", room: tt.room}, check, clock)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if _, err := r.Pull(t.Context()); !errors.Is(err, tt.want) {
					t.Fatalf("pulled: %v, want %v", err, tt.want)
				}
			}
			if left, _ := filepath.Glob(filepath.Join(w.dir, packs, "tmp_*")); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if _, err := r.Files(t.Context()); err != nil {
				t.Errorf("what was served before is not: %v", err)
			}
		})
	}
}

// TestAFetchThatWasCutShort: what it left is taken away by the next.
func TestAFetchThatWasCutShort(t *testing.T) {
	w := newRemote(t, "")
	w.pulled(w.open())
	left := filepath.Join(w.dir, packs, "tmp_pack_123")
	if err := os.WriteFile(left, []byte("PACK"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.commit("next", map[string]string{"en/sleep.md": "next"})
	if p := w.pulled(w.open()); !p.Moved {
		t.Errorf("%+v", p)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("it is there still: %v", err)
	}
}

// noise is text that cannot be packed.
func noise(t testing.TB, n int) string {
	t.Helper()
	out := make([]byte, n)
	for i, state := 0, uint64(1); i < n; i++ {
		state = state*6364136223846793005 + 1442695040888963407
		out[i] = byte(state >> 56)
	}
	return string(out)
}

// packOf is a real pack with a chain of differences in it.
func packOf(t testing.TB) []byte {
	t.Helper()
	dir := t.TempDir()
	runGit(t, dir, "init", "-q")
	for n := range 3 {
		put(t, dir, map[string]string{"a.md": strings.Repeat("one line\n", 400) + strings.Repeat("x", n)})
		runGit(t, dir, "add", ".")
		runGit(t, dir, "commit", "-qm", "x")
	}
	c := exec.Command("git", "pack-objects", "--stdout", "--revs", "-q", "--delta-base-offset")
	c.Dir, c.Stdin = dir, strings.NewReader("HEAD\n")
	pack, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// FuzzPack looks at packs that a hostile remote may send: it ends, and keeps nothing.
func FuzzPack(f *testing.F) {
	pack := packOf(f)
	if err := look(bytes.NewReader(pack)); err != nil {
		f.Fatal(err)
	}
	f.Add(pack)
	f.Add(pack[:len(pack)/2])
	f.Add([]byte("PACK\x00\x00\x00\x02\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, pack []byte) {
		if look(bytes.NewReader(pack)) == nil && len(pack) < 12 {
			t.Error("taken for a pack")
		}
	})
}
