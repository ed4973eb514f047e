package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge"
)

// restoreCommand puts back what a backup holds, where the settings say that it belongs.
type restoreCommand struct {
	File string `arg:"" help:"The backup; - for standard input."`
}

// maxStoreInBackup is the most bytes of a store in a backup: that of ten thousand servers is
// some 10 MB. The content has the bounds of any content folder.
const maxStoreInBackup = 4 << 30

// restoring is the ending of what a restore lays beside a place before it takes the place.
const restoring = ".restoring"

// Run restores it. Everything that can fail comes first; the store takes its place last.
func (c *restoreCommand) Run(sys system, settings config.Config) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	r := restorer{store: settings.Store.Path, content: settings.Content.Dir}
	if settings.Store.URL.IsSet() {
		return fmt.Errorf("restore: %w", errors.New("the store is a PostgreSQL database: restore it with pg_restore; see docs/operating.md"))
	}
	if err := r.free(); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	in := sys.stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("restore: %w", err)
		}
		defer f.Close()
		in = f
	}
	err := r.restore(ctx, in)
	if err = errors.Join(err, r.clean()); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintf(sys.stdout, "restored: %s", r.store)
	if r.files > 0 {
		fmt.Fprintf(sys.stdout, " and %s in %s", count(r.files, "file"), r.content)
	}
	fmt.Fprintln(sys.stdout, "\nRun \"hebb doctor\", then \"hebb run\".")
	return nil
}

// A restorer knows where things belong.
type restorer struct {
	store, content string // "" for nowhere
	files          int    // of content that were read
	root           *os.Root
}

// free refuses to overwrite anything. A log of SQLite's that was left behind by another
// store would be taken for this one's.
func (r *restorer) free() error {
	if r.store == "" {
		return errors.New("store.path is empty: say where the store belongs")
	}
	for _, name := range []string{r.store, r.store + "-wal", r.store + "-shm"} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already, and nothing is overwritten: stop Hebb and move it away", name)
		}
	}
	return nil
}

// freeFolder refuses a content folder with something in it. Names with a dot are not content.
func (r *restorer) freeFolder() error {
	entries, err := r.root.FS().(fs.ReadDirFS).ReadDir(".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return fmt.Errorf("%s is not empty, and nothing is overwritten: move away what is in it", r.content)
		}
	}
	return nil
}

// restore lays everything beside its place, looks at it, and puts it there.
func (r *restorer) restore(ctx context.Context, in io.Reader) error {
	if err := r.clean(); err != nil { // what a killed restore left
		return err
	}
	if err := unpack(in, r.layStore, r.layContent); err != nil {
		return err
	}
	db, err := store.Open(ctx, r.store+restoring) // a newer Hebb's, a damaged one, no store at all
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	if err := r.settleContent(); err != nil {
		return err
	}
	return os.Rename(r.store+restoring, r.store)
}

// clean takes away what was laid and did not take its place.
func (r *restorer) clean() error {
	var errs []error
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(r.store + restoring + ending); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	if r.content != "" {
		errs = append(errs, os.RemoveAll(filepath.Join(r.content, restoring)))
	}
	if r.root != nil {
		errs = append(errs, r.root.Close())
		r.root = nil
	}
	return errors.Join(errs...)
}

func (r *restorer) layStore(from io.Reader) error {
	return lay(os.OpenFile, r.store+restoring, 0o600, from)
}

func (r *restorer) layContent(name string, from io.Reader) error {
	if r.content == "" {
		return errors.New("the backup holds a content folder: say where it belongs, with content.dir")
	}
	if r.root == nil {
		if err := os.MkdirAll(r.content, 0o755); err != nil {
			return err
		}
		root, err := os.OpenRoot(r.content)
		if err != nil {
			return err
		}
		r.root = root
		if err := r.freeFolder(); err != nil {
			return err
		}
	}
	r.files++
	name = path.Join(restoring, name)
	if err := r.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return lay(r.root.OpenFile, name, 0o644, from)
}

// settleContent moves what was laid into the folder.
func (r *restorer) settleContent() error {
	if r.root == nil {
		return nil
	}
	entries, err := r.root.FS().(fs.ReadDirFS).ReadDir(restoring)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := r.root.Rename(path.Join(restoring, e.Name()), e.Name()); err != nil {
			return err
		}
	}
	return nil
}

// lay writes a new file.
func lay(open func(string, int, fs.FileMode) (*os.File, error), name string, mode fs.FileMode, from io.Reader) error {
	f, err := open(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}

// errNoBackup is of a file that is not what backup writes.
var errNoBackup = errors.New("this is not a backup of Hebb's")

// unpack reads a backup. It may have been made by anybody: names that lead out of the content
// folder, links, and more than there can be are refused.
func unpack(in io.Reader, database func(io.Reader) error, content func(name string, from io.Reader) error) error {
	archive := tar.NewReader(in)
	seen := map[string]bool{}
	for left := int64(knowledge.MaxBytes); ; {
		h, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("%w (%w)", errNoBackup, err)
		}
		name, isContent := strings.CutPrefix(h.Name, contentInBackup)
		switch {
		case h.Typeflag != tar.TypeReg, seen[h.Name], len(seen) > knowledge.MaxFiles:
			return errNoBackup
		case h.Name == storeInBackup && h.Size <= maxStoreInBackup:
			err = database(archive)
		case isContent && isContentName(name) && h.Size <= left:
			left -= h.Size
			err = content(name, archive)
		default:
			return errNoBackup
		}
		if err != nil {
			return err
		}
		seen[h.Name] = true
	}
	if !seen[storeInBackup] {
		return errNoBackup
	}
	return nil
}

// isContentName reports whether a backup may hold a content file of a name: in the folder or
// in one of its folders, none of them with a dot in front.
func isContentName(name string) bool {
	if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strings.Count(name, "/") > 1 {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	return true
}
