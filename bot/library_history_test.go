package bot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/simulator"
)

// A shelf is a Tree in memory. Each revision holds all files.
type shelf struct {
	mu   sync.Mutex
	kept []shelved // oldest first
	down bool
}

type shelved struct {
	worktree.Revision
	files map[string]string
}

var _ worktree.Tree = (*shelf)(nil)

var errShelf = errors.New("the shelf fell down")

// keep adds a revision in which one file has a text.
func (s *shelf) keep(message, path, text string) worktree.Revision {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.kept)
	next := shelved{worktree.Revision{ID: worktree.Digest(fmt.Sprint(n)), When: time.Unix(1_790_000_000+int64(n)*86400, 0), Author: "moderator", Message: message}, map[string]string{}}
	if n > 0 {
		for p, t := range s.kept[n-1].files {
			next.files[p] = t
		}
	}
	next.files[path] = text
	s.kept = append(s.kept, next)
	return next.Revision
}

func (s *shelf) Files(context.Context) (fs.FS, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, errShelf
	}
	out := fstest.MapFS{}
	for path, text := range s.kept[len(s.kept)-1].files {
		out[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return out, nil
}

func (s *shelf) Publish(context.Context, []worktree.Change, worktree.Author, string) (worktree.Revision, error) {
	return worktree.Revision{}, errShelf
}

func (s *shelf) History(_ context.Context, path string, n int) (out []worktree.Revision, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, errShelf
	}
	for at, k := range slices.Backward(s.kept) {
		if len(out) < n && (at == 0 || s.kept[at-1].files[path] != k.files[path]) {
			out = append(out, k.Revision)
		}
	}
	return out, nil
}

func (s *shelf) At(_ context.Context, revision, path string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.kept {
		if k.ID == revision {
			if text, ok := k.files[path]; ok {
				return text, nil
			}
			return "", fs.ErrNotExist
		}
	}
	return "", errShelf
}

// newShelved is a homely world whose library has a history: first without an entry, then
// with an older text of another, then as it is served, then as it is now.
func newShelved(t *testing.T) (h *homely, s *shelf, revisions []worktree.Revision) {
	t.Helper()
	data, err := os.ReadFile("../responses/testdata/library/en/depression.md")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile("../responses/testdata/library/helplines.yaml")
	if err != nil {
		t.Fatal(err)
	}
	now := string(data)
	without, _, _ := strings.Cut(now, "## What causes depression?")
	s = &shelf{}
	for _, step := range [][2]string{
		{"begin", without},
		{"depression#causes: new", strings.Replace(now, "There is no single cause", "There is one ```cause", 1)},
		{"depression#causes: edit", now},
		{"depression#what-is: edit", strings.Replace(now, "a common mood disorder", "a very common mood disorder", 1)},
	} {
		revisions = append(revisions, s.keep(step[0], "en/depression.md", step[1]))
	}
	s.keep("lines", "helplines.yaml", string(lines))
	h = newHomely(t)
	h.tree = s
	return h, s, revisions
}

// TestHistory lists an entry's versions, and shows what one said and what changed since.
func TestHistory(t *testing.T) {
	h, s, revisions := newShelved(t)
	h.connect()
	for _, sub := range []string{"history", "restore"} {
		list := h.response(h.mod.Command(h.general, "library "+sub, simulator.Opt("entry", "depression#causes")))
		has(t, list, "depression#causes")
		menu := component(t, list, "h1:l:version:depression#causes")
		if len(menu.Options) != 4 || menu.Options[0].Label != "depression#what-is: edit" || menu.Options[3].Label != "begin" {
			t.Errorf("versions: %+v", menu.Options)
		}
	}
	list := h.response(h.mod.Command(h.general, "library history", simulator.Opt("entry", "depression#causes")))
	pick := func(label string) simulator.Message {
		t.Helper()
		return h.response(h.mod.Select(&list, "h1:l:version:depression#causes", label))
	}
	old := pick("depression#causes: new")
	has(t, old, "```md\n## What causes depression?", "There is one '''cause", "```diff", "- There is one", "+ There is no single cause", "moderator", "!very common")
	component(t, old, "h1:l:back:"+revisions[1].ID[:8]+":depression#causes")
	has(t, pick("begin"), "The entry was not there then.", "!Restore")
	has(t, pick("depression#causes: edit"), "The entry says the same now.", "!Restore")

	s.mu.Lock()
	s.down = true
	s.mu.Unlock()
	has(t, h.response(h.mod.Command(h.general, "library history", simulator.Opt("entry", "depression#causes"))), "I cannot read the library's files")
	has(t, pick("begin"), "I cannot read the library's files")
	if !strings.Contains(h.world.log.String(), errShelf.Error()) {
		t.Error("the operator is not told why")
	}
}

// TestRestoring: an entry says what it said then, and all else what it says now.
func TestRestoring(t *testing.T) {
	h, s, revisions := newShelved(t)
	h.connect()
	newest := s.kept[len(s.kept)-1].files["en/depression.md"]
	change, label, err := h.bot.restoring(t.Context(), "depression#causes", revisions[1].ID[:8])
	want := worktree.Change{Path: "en/depression.md", Base: worktree.Digest(newest), Text: strings.Replace(newest, "There is no single cause", "There is one ```cause", 1)}
	if diff := cmp.Diff(want, change); diff != "" || label != "" || err != nil {
		t.Errorf("%q, %v (-want +got):\n%s", label, err, diff)
	}
	for _, tt := range [][3]string{
		{"depression#causes", revisions[0].ID[:8], "library-unknown"}, // it was not there
		{"depression#causes", revisions[2].ID[:8], "library-version-same"},
		{"depression#causes", "00000000", "library-unknown"},
		{"depression#causes", "", "library-unknown"},
		{"depression#causes", revisions[1].ID[:4], "library-unknown"},
		{"../../etc#passwd", revisions[1].ID[:8], "library-unknown"},
		{"no-such#entry", revisions[1].ID[:8], "library-unknown"},
	} {
		if change, label, err := h.bot.restoring(t.Context(), tt[0], tt[1]); label != tt[2] || err != nil || change != (worktree.Change{}) {
			t.Errorf("%v: %+v, %q, %v", tt, change, label, err)
		}
	}

	// An entry that was taken out comes back at the end.
	without, _, _ := strings.Cut(newest, "## What causes depression?")
	s.keep("depression#causes: out", "en/depression.md", without)
	change, label, err = h.bot.restoring(t.Context(), "depression#causes", revisions[2].ID[:8])
	if label != "" || err != nil || !strings.HasPrefix(change.Text, without) || !strings.Contains(change.Text, "{#causes}") || strings.Contains(change.Text, "{#suicide}") {
		t.Errorf("%q, %v:\n%s", label, err, change.Text)
	}
}

// TestWithoutATree says how to have one.
func TestWithoutATree(t *testing.T) {
	h := newHomely(t)
	h.connect()
	for _, sub := range []string{"history", "restore"} {
		has(t, h.response(h.mod.Command(h.general, "library "+sub, simulator.Opt("entry", "depression#causes"))), "content.dir", "content.git")
	}
	sheet := h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "us-1")))
	has(t, h.response(h.mod.Press(&sheet, "Replace the number")), "content.dir", "content.git")
}
