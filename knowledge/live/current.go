// Package live keeps the library that is being served, and its index, and
// replaces both when the content changes.
//
// A reload does everything that can fail first and swaps one pointer last:
// questions under way finish on the old library, whose index is closed after
// the last of them, and a bad edit leaves yesterday's answers standing.
package live

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
)

// A Snapshot is a library and its index, kept open until it is released.
type Snapshot struct {
	Library *knowledge.Library
	Index   *match.Index

	refs atomic.Int64 // users, and one for being current; the last closes the index
}

// retain takes a reference unless the last one is gone already.
func (s *Snapshot) retain() bool {
	for {
		n := s.refs.Load()
		if n == 0 {
			return false
		}
		if s.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// Release says that the snapshot is no longer used by whoever acquired it.
func (s *Snapshot) Release() {
	if s.refs.Add(-1) == 0 {
		// An in-memory index has nothing to lose, so an error has no reader.
		_ = s.Index.Close()
	}
}

// Options say where a library comes from.
type Options struct {
	Embedded fs.FS // the library inside the program; must be good
	// Files is what to serve instead, as it is when it is called; nil for the embedded one.
	Files func(context.Context) (fs.FS, error)
	Now   func() time.Time // the clock; nil means time.Now
}

// Folder is files that are read where they are.
func Folder(folder fs.FS) func(context.Context) (fs.FS, error) {
	return func(context.Context) (fs.FS, error) { return folder, nil }
}

// A Result is what came of loading.
type Result struct {
	Version     string                // of the library now served
	Embedded    bool                  // the embedded library is served in place of a bad folder
	Diagnostics knowledge.Diagnostics // of the folder
	Err         error                 // the folder was not taken; nil if it was
	Took        time.Duration
}

// Current holds the library and index in use. It is safe for concurrent use.
type Current struct {
	opts    Options
	current atomic.Pointer[Snapshot]
	reload  sync.Mutex // one reload at a time
	seen    string     // fingerprint of the folder when it was last read

	latest atomic.Pointer[Result] // of Reload, whoever called it
	soon   chan struct{}          // whoever watches is to look at once
}

// errDiagnostics says that a folder has errors; they are in Result.Diagnostics.
var errDiagnostics = errors.New("the content has errors")

// Open loads the folder, or the embedded library if there is none or it is bad.
// An error means that nothing can be served: the embedded library is broken.
func Open(opts Options) (*Current, Result, error) {
	c := newCurrent(opts)
	r := c.load()
	if r.Err == nil {
		return c, r, nil
	}
	if opts.Files == nil {
		return nil, r, fmt.Errorf("open the embedded library: %w", r.Err)
	}
	fallback := c.take(opts.Embedded)
	if fallback.Err != nil {
		return nil, fallback, fmt.Errorf("open the embedded library: %w", fallback.Err)
	}
	r.Version, r.Embedded = fallback.Version, true
	return c, r, nil
}

// Try loads as Open does, with nothing in the place of a folder that is bad: then it is nil,
// and the Result says why.
func Try(opts Options) (*Current, Result) {
	c := newCurrent(opts)
	r := c.load()
	if r.Err != nil {
		return nil, r
	}
	return c, r
}

func newCurrent(opts Options) *Current {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Current{opts: opts, soon: make(chan struct{}, 1)}
}

// Acquire returns the snapshot in use, or nil after Close. Release it when done.
func (c *Current) Acquire() *Snapshot {
	for {
		s := c.current.Load()
		if s == nil || s.retain() {
			return s
		}
		// It was replaced between the two lines: take the new one.
	}
}

// Reload loads the folder anew. If it is bad, what was served before stays.
func (c *Current) Reload() Result {
	c.reload.Lock()
	defer c.reload.Unlock()
	r := c.load()
	c.latest.Store(&r)
	return r
}

// Look has Watch or Pull look at once, if one of them is called: what they look at is said to
// be another.
func (c *Current) Look() {
	select {
	case c.soon <- struct{}{}:
	default: // they will
	}
}

// load takes the folder, or the embedded library if there is none.
func (c *Current) load() Result {
	if c.opts.Files == nil {
		return c.take(c.opts.Embedded)
	}
	files, err := c.opts.Files(context.Background())
	if err != nil {
		c.seen = ""
		return c.refused(err)
	}
	c.seen = fingerprint(files) // before it is read: a change meanwhile is seen later
	return c.take(files)
}

// refused is the result of files that cannot be read: what was served before stays.
func (c *Current) refused(err error) Result {
	r := Result{Err: err}
	if old := c.current.Load(); old != nil {
		r.Version = old.Library.Version
	}
	return r
}

// Try loads and indexes another folder as Reload would its own, and makes it a Current by
// itself; what is served stays. Close it when done with it. It is nil if the folder is bad:
// the Result says why.
func (c *Current) Try(folder fs.FS) (*Current, Result) {
	return Try(Options{Embedded: c.opts.Embedded, Files: Folder(folder), Now: c.opts.Now})
}

// Held is what is served now, as a Current of its own that stays as it is. Close it when
// done with it. It is nil after Close.
func (c *Current) Held() *Current {
	s := c.Acquire()
	if s == nil {
		return nil
	}
	held := &Current{opts: Options{Embedded: c.opts.Embedded, Now: c.opts.Now}}
	held.current.Store(s) // with the reference that was acquired
	return held
}

// changed reports whether the folder's text is another than when it was last read.
func (c *Current) changed() bool {
	now := ""
	if files, err := c.opts.Files(context.Background()); err == nil {
		now = fingerprint(files)
	}
	c.reload.Lock()
	defer c.reload.Unlock()
	return now != c.seen
}

// Close lets go of the library; questions under way finish.
func (c *Current) Close() {
	c.reload.Lock()
	defer c.reload.Unlock()
	if old := c.current.Swap(nil); old != nil {
		old.Release()
	}
}

// take loads and indexes a folder and makes it current.
func (c *Current) take(folder fs.FS) (r Result) {
	start := time.Now()
	defer func() { r.Took = time.Since(start) }()

	old := c.current.Load()
	if old != nil {
		r.Version = old.Library.Version
	}
	var library *knowledge.Library
	library, r.Diagnostics, r.Err = knowledge.Load(folder, c.opts.Now())
	if r.Err == nil && library == nil {
		r.Err = errDiagnostics
	}
	if r.Err == nil && library.Helplines == nil {
		library, r.Err = c.withHelplines(library)
	}
	if r.Err != nil {
		return r
	}
	index, err := match.Build(library)
	if err != nil {
		r.Err = fmt.Errorf("build index: %w", err)
		return r
	}
	next := &Snapshot{Library: library, Index: index}
	next.refs.Store(1)
	r.Version = library.Version
	if old = c.current.Swap(next); old != nil {
		old.Release()
	}
	return r
}

// withHelplines gives a library without helplines the embedded ones.
func (c *Current) withHelplines(l *knowledge.Library) (*knowledge.Library, error) {
	embedded, err := knowledge.LoadHelplines(c.opts.Embedded)
	if err != nil {
		return nil, fmt.Errorf("read the helplines inside the program: %w", err)
	}
	return l.WithHelplines(embedded), nil
}
