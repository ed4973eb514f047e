package live

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/hebb-bot/hebb/knowledge"
)

// settle is how long a folder must be quiet before it is read: editors and git
// write several files one after the other.
const settle = 100 * time.Millisecond

// Watch reloads whenever a file of the folder changes, until ctx ends. It
// listens to the file system at dir, where the folder is, and besides looks every
// poll, for mounts that send no notices. What came of the latest reload is told to
// report, in the same goroutine; also of one that somebody else called for, who
// published a change.
func (c *Current) Watch(ctx context.Context, dir string, poll time.Duration, report func(Result)) {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	reported := c.latest.Load()
	w := &watcher{dir: dir}
	w.listen()
	defer w.close()
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	quiet := time.NewTimer(0) // a change may have come between Open and here
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.events():
			if w.concerns(e.Name) {
				quiet.Reset(settle)
			}
		case <-w.errors():
			quiet.Reset(settle) // notices were lost: look
		case <-ticker.C:
			quiet.Reset(0)
		case <-c.soon:
			quiet.Reset(0)
		case <-quiet.C:
			w.listen() // folders and links may be others now; before reading, so that no change is missed
			if c.changed() {
				c.Reload()
			}
			if latest := c.latest.Load(); latest != reported {
				reported = latest
				report(*latest)
			}
		}
	}
}

// A watcher hears of changes in a folder.
type watcher struct {
	dir     string
	notices *fsnotify.Watcher // nil where the system has none left to give
}

// listen watches the folder and the language folders in it as they are now, and
// the folder it stands in: a folder that is renamed, made anew or reached through
// a link is another one under the same name.
func (w *watcher) listen() {
	w.close()
	notices, err := fsnotify.NewWatcher()
	if err != nil {
		return // polling goes on
	}
	w.notices = notices
	_ = notices.Add(filepath.Dir(w.dir))
	_ = notices.Add(w.dir)
	entries, _ := os.ReadDir(w.dir)
	for _, e := range entries {
		path := filepath.Join(w.dir, e.Name())
		if info, err := os.Stat(path); err == nil && info.IsDir() { // follows links
			_ = notices.Add(path)
		}
	}
}

// concerns reports whether a path is the folder or in it: what else happens in the
// folder it stands in must not keep us from ever finding quiet.
func (w *watcher) concerns(path string) bool {
	return path == w.dir || strings.HasPrefix(path, w.dir+string(filepath.Separator))
}

func (w *watcher) close() {
	if w.notices != nil {
		_ = w.notices.Close()
		w.notices = nil
	}
}

func (w *watcher) events() <-chan fsnotify.Event {
	if w.notices == nil {
		return nil
	}
	return w.notices.Events
}

func (w *watcher) errors() <-chan error {
	if w.notices == nil {
		return nil
	}
	return w.notices.Errors
}

// readInto hashes a file as far as content may reach: what is past that is refused unread.
func readInto(h io.Writer, fsys fs.FS, name string) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(h, io.LimitReader(f, knowledge.MaxFile+1))
	return err
}

// fingerprint is a hash of the folder's content files. It reads them whole: a
// library is a few hundred kilobytes, and times and sizes can lie.
func fingerprint(fsys fs.FS) string {
	h := sha256.New()
	var look func(path string, depth int)
	look = func(path string, depth int) {
		entries, err := fs.ReadDir(fsys, path)
		if err != nil {
			fmt.Fprintln(h, path, "unreadable")
			return
		}
		for _, e := range entries {
			name := e.Name()
			if strings.HasPrefix(name, ".") {
				continue
			}
			if path != "." {
				name = path + "/" + name
			}
			info, err := fs.Stat(fsys, name) // follows links
			switch {
			case err != nil:
				fmt.Fprintln(h, name, "gone")
			case info.IsDir() && depth == 0:
				look(name, depth+1)
			case info.Mode().IsRegular():
				fmt.Fprintln(h, name, info.Size())
				fmt.Fprintln(h, readInto(h, fsys, name) != nil)
			}
		}
	}
	look(".", 0)
	return string(h.Sum(nil))
}
