package live

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
)

func TestMain(m *testing.M) {
	// bleve starts four analysis workers when it is first used and keeps them.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

const (
	references = `references:
  - {id: a, type: webpage, title: A, publisher: P, URL: "https://a.example"}
`
	helplines = `compiled: "2026-11-22"
recheck_days: 90
show_rule: {verified: true, confidence: [high]}
unknown_country: [world]
directories:
  - {id: world, name: World, url: "https://world.example", verified: true, confidence: high}
`
)

// topic is a content file whose answer holds a word.
func topic(word string) string {
	return "---\ntitle: Sleep\nsummary: Rest.\n---\n\n## What is sleep? {#what-is}\n\nSleep is " + word + " [@a].\n"
}

func embedded() fstest.MapFS {
	return fstest.MapFS{
		"references.yaml": {Data: []byte(references)}, "helplines.yaml": {Data: []byte(helplines)},
		"en/sleep.md": {Data: []byte(topic("embedded"))},
	}
}

// write makes a content folder on disk.
func write(t *testing.T, dir, word string) {
	t.Helper()
	for name, text := range map[string]string{"references.yaml": references, "helplines.yaml": helplines, "en/sleep.md": topic(word)} {
		put(t, filepath.Join(dir, name), text)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// said is the answer that is served.
func said(t *testing.T, c *Current) string {
	t.Helper()
	s := c.Acquire()
	defer s.Release()
	ms, err := s.Index.Search(context.Background(), match.Query{Text: "what is sleep"})
	if err != nil || len(ms) == 0 {
		t.Fatalf("search: %v, %v", ms, err)
	}
	return ms[0].Entry.Short().Text()
}

func open(t *testing.T, opts Options) (*Current, Result) {
	t.Helper()
	c, r, err := Open(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, r
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "on disk")
	bad := t.TempDir()
	write(t, bad, "uncited. Really")
	bare := t.TempDir()
	write(t, bare, "bare")
	if err := os.Remove(filepath.Join(bare, "helplines.yaml")); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, dir, want string
		embedded        bool
		check           string
	}{
		{name: "embedded", want: "Sleep is embedded."},
		{name: "folder", dir: dir, want: "Sleep is on disk."},
		{name: "a bad folder: the embedded library serves", dir: bad, want: "Sleep is embedded.", embedded: true, check: "uncited-sentence"},
		{name: "no folder: the embedded library serves", dir: filepath.Join(dir, "gone"), want: "Sleep is embedded.", embedded: true},
		{name: "no helplines: the embedded ones", dir: bare, want: "Sleep is bare.", check: "no-helplines"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			opts := Options{Embedded: embedded()}
			if tt.dir != "" {
				opts.Files = Folder(os.DirFS(tt.dir))
			}
			c, r := open(t, opts)
			if got := said(t, c); got != tt.want {
				t.Errorf("said %q, want %q", got, tt.want)
			}
			if r.Embedded != tt.embedded || (r.Err != nil) != tt.embedded {
				t.Errorf("result %+v", r)
			}
			found := tt.check == ""
			for _, d := range r.Diagnostics {
				found = found || d.Check == tt.check
			}
			if !found {
				t.Errorf("no %s in %v", tt.check, r.Diagnostics)
			}
			s := c.Acquire()
			defer s.Release()
			if s.Library.Helplines == nil || r.Version != s.Library.Version {
				t.Errorf("helplines %v, version %q", s.Library.Helplines, r.Version)
			}
		})
	}
}

func TestOpenFailsWithoutALibrary(t *testing.T) {
	broken := fstest.MapFS{"en/sleep.md": {Data: []byte("x")}}
	if _, _, err := Open(Options{Embedded: broken}); err == nil || !strings.Contains(err.Error(), "embedded library") {
		t.Errorf("err = %v", err)
	}
}

// watched starts watching a folder; what comes of each reload arrives on the
// channel.
func watched(t *testing.T, c *Current, dir string, poll time.Duration) <-chan Result {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	results := make(chan Result, 16)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Watch(ctx, dir, poll, func(r Result) { results <- r })
	}()
	t.Cleanup(func() { stop(); <-done })
	return results
}

func next(t *testing.T, results <-chan Result) Result {
	t.Helper()
	select {
	case r := <-results:
		return r
	case <-time.After(10 * time.Second):
		t.Fatal("no reload")
		return Result{}
	}
}

// TestWatchTellsOfOthersReloads: who publishes a change reloads at once; whoever watches the
// folder hears of it all the same, once.
func TestWatchTellsOfOthersReloads(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one")
	c, first := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	put(t, filepath.Join(dir, "en/sleep.md"), topic("two"))
	results := watched(t, c, dir, 50*time.Millisecond)
	read := next(t, results)
	for range 2 {
		now := c.Reload()
		if told := next(t, results); told.Version != now.Version || now.Version == first.Version || now.Version != read.Version {
			t.Errorf("told of %q; %q is served", told.Version, now.Version)
		}
	}
}

// TestLook: where no notice comes, whoever watches looks when it is told to.
func TestLook(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, dir, "one")
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	results := watched(t, c, elsewhere, time.Hour)
	for _, text := range []string{"two", "three"} {
		put(t, filepath.Join(dir, "en/sleep.md"), topic(text))
		c.Look()
		// Whoever watches looks once at the start, too: then the first change may be told of
		// before it was told to look.
		for said(t, c) != "Sleep is "+text+"." {
			next(t, results)
		}
	}
}

func TestReloadKeepsTheLastGoodVersion(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one")
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	results := watched(t, c, dir, time.Hour) // notices only

	put(t, filepath.Join(dir, "en/sleep.md"), topic("two. Uncited"))
	r := next(t, results)
	if r.Err == nil || r.Diagnostics.Errors() == 0 {
		t.Errorf("a bad edit was taken: %+v", r)
	}
	if got := said(t, c); got != "Sleep is one." {
		t.Errorf("after a bad edit: %q", got)
	}
	put(t, filepath.Join(dir, "en/sleep.md"), topic("three"))
	if r := next(t, results); r.Err != nil {
		t.Errorf("the mended file was not taken: %v", r.Err)
	}
	if got := said(t, c); got != "Sleep is three." {
		t.Errorf("after mending: %q", got)
	}
}

func TestWatchSeesANewLanguageFolderAndAChangeBeforeIt(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one")
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	put(t, filepath.Join(dir, "en/sleep.md"), topic("two")) // between Open and Watch
	results := watched(t, c, dir, time.Hour)
	next(t, results)
	if got := said(t, c); got != "Sleep is two." {
		t.Errorf("said %q", got)
	}
	put(t, filepath.Join(dir, "es/sleep.md"), topic("tres"))
	next(t, results)
	put(t, filepath.Join(dir, "es/sleep.md"), topic("cuatro"))
	next(t, results)
	s := c.Acquire()
	defer s.Release()
	if got := s.Library.Edition("es-MX").Entry("sleep#what-is").Short().Text(); got != "Sleep is cuatro." {
		t.Errorf("es says %q", got)
	}
}

// TestWatchPolls covers mounts that send no notices: the watcher is pointed at a
// folder in which nothing happens.
func TestWatchPolls(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one")
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	results := watched(t, c, t.TempDir(), 10*time.Millisecond)
	put(t, filepath.Join(dir, "en/sleep.md"), topic("two"))
	for r := next(t, results); r.Err != nil; r = next(t, results) { // a half-written file may be seen first
	}
	if got := said(t, c); got != "Sleep is two." {
		t.Errorf("said %q", got)
	}
}

// TestWatchFollowsLinks swaps a folder as Kubernetes does with a ConfigMap: the
// files are links into "..data", which is a link that is renamed.
func TestWatchFollowsLinks(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "..one"), "one")
	write(t, filepath.Join(root, "..two"), "two")
	link := func(to, from string) {
		if err := os.Symlink(to, filepath.Join(root, from)); err != nil {
			t.Fatal(err)
		}
	}
	link("..one", "..data")
	for _, name := range []string{"references.yaml", "helplines.yaml", "en"} {
		link(filepath.Join("..data", name), name)
	}
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(root))})
	if got := said(t, c); got != "Sleep is one." {
		t.Fatalf("said %q", got)
	}
	results := watched(t, c, root, time.Hour)
	link("..two", "..data_tmp")
	if err := os.Rename(filepath.Join(root, "..data_tmp"), filepath.Join(root, "..data")); err != nil {
		t.Fatal(err)
	}
	next(t, results)
	if got := said(t, c); got != "Sleep is two." {
		t.Errorf("said %q", got)
	}
	put(t, filepath.Join(root, "..two/en/sleep.md"), topic("three")) // where the link leads now
	next(t, results)
	if got := said(t, c); got != "Sleep is three." {
		t.Errorf("said %q", got)
	}
}

// TestWatchFollowsTheNameOfTheFolder: what counts is what stands under the name,
// whatever becomes of the folder that stood there.
func TestWatchFollowsTheNameOfTheFolder(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "library")
	write(t, dir, "one")
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	results := watched(t, c, dir, time.Hour)
	until := func(want string) {
		t.Helper()
		for said(t, c) != want {
			next(t, results)
		}
	}
	write(t, filepath.Join(root, "other"), "two") // a sibling is no business of ours
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(root, from), filepath.Join(root, to)); err != nil {
			t.Fatal(err)
		}
	}
	rename("library", "old")
	next(t, results) // it is gone: told, and the version before serves
	if got := said(t, c); got != "Sleep is one." {
		t.Errorf("while the folder is away: %q", got)
	}
	rename("other", "library")
	until("Sleep is two.")
	put(t, filepath.Join(dir, "en/sleep.md"), topic("three"))
	until("Sleep is three.")

	// The folder is a link that is swapped.
	rename("library", "a")
	write(t, filepath.Join(root, "b"), "four")
	link := func(to string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(root, "next")); err != nil {
			t.Fatal(err)
		}
		rename("next", "library")
	}
	link("b")
	until("Sleep is four.")
	put(t, filepath.Join(root, "b/en/sleep.md"), topic("five"))
	until("Sleep is five.")

	// An empty language folder that is filled later.
	if err := os.Mkdir(filepath.Join(dir, "es"), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "es/sleep.md"), topic("seis"))
	next(t, results)
}

// TestSearchesSurviveReloads searches while the library is replaced: every search
// must finish on the library it began with.
func TestSearchesSurviveReloads(t *testing.T) {
	c, _ := open(t, Options{Embedded: embedded()})
	var stop atomic.Bool
	var searches atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for !stop.Load() {
				s := c.Acquire()
				ms, err := s.Index.Search(context.Background(), match.Query{Text: "what is sleep"})
				if err != nil || len(ms) != 1 {
					t.Errorf("search: %v, %v", ms, err)
				}
				s.Release()
				searches.Add(1)
			}
		})
	}
	for range 20 {
		before := searches.Load()
		if r := c.Reload(); r.Err != nil {
			t.Errorf("reload: %v", r.Err)
		}
		for searches.Load() == before { // some searches between two reloads
		}
	}
	stop.Store(true)
	wg.Wait()
}

func TestClose(t *testing.T) {
	c, _, err := Open(Options{Embedded: embedded()})
	if err != nil {
		t.Fatal(err)
	}
	s := c.Acquire()
	c.Close()
	if _, err := s.Index.Search(context.Background(), match.Query{Text: "what is sleep"}); err != nil {
		t.Errorf("a search under way failed at Close: %v", err)
	}
	s.Release()
	if c.Acquire() != nil {
		t.Error("a library after Close")
	}
	c.Close()
}

// TestTry looks at another folder: what is served stays, and a bad one is told of.
func TestTry(t *testing.T) {
	c, _ := open(t, Options{Embedded: embedded()})
	other := embedded()
	delete(other, "helplines.yaml") // it then has those inside the program, as a folder has
	other["en/sleep.md"] = &fstest.MapFile{Data: []byte(topic("tried"))}
	tried, r := c.Try(other)
	if tried == nil || r.Err != nil {
		t.Fatalf("%+v", r)
	}
	if got := said(t, tried); got != "Sleep is tried." {
		t.Error(got)
	}
	s := tried.Acquire()
	if s.Library.Helplines == nil {
		t.Error("no helplines")
	}
	s.Release()
	tried.Close()
	other["en/sleep.md"] = &fstest.MapFile{Data: []byte(topic("uncited. Really"))}
	if tried, r := c.Try(other); tried != nil || r.Err == nil || r.Diagnostics.Errors() == 0 {
		t.Errorf("%v, %+v", tried, r)
	}
	if got := said(t, c); got != "Sleep is embedded." {
		t.Error(got)
	}
}

// TestHeld: what is held stays when the files change, and after Close.
func TestHeld(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one")
	c, _ := open(t, Options{Embedded: embedded(), Files: Folder(os.DirFS(dir))})
	held := c.Held()
	write(t, dir, "two")
	if r := c.Reload(); r.Err != nil {
		t.Fatal(r.Err)
	}
	before, now := said(t, held), said(t, c)
	if before == now {
		t.Errorf("both say %q", now)
	}
	c.Close()
	if again := said(t, held); again != before {
		t.Errorf("after Close: %q, want %q", again, before)
	}
	held.Close()
	if held.Acquire() != nil || c.Held() != nil {
		t.Error("something is held that was closed")
	}
}

// TestFingerprintIsBounded: of a file that is too large for content no more is read than shows
// it, and that it has grown is seen.
func TestFingerprintIsBounded(t *testing.T) {
	of := func(n int, last byte) string {
		text := make([]byte, n)
		text[n-1] = last
		return fingerprint(fstest.MapFS{"en/a.md": {Data: text}})
	}
	const large = knowledge.MaxFile + 10
	if of(large, 1) != of(large, 2) {
		t.Error("all of it is read")
	}
	if of(large, 1) == of(large+1, 1) || of(100, 1) == of(100, 2) {
		t.Error("a change is not seen")
	}
}
