package worktree

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"golang.org/x/tools/txtar"

	"github.com/hebb-bot/hebb/knowledge"
)

// A Repository is content files in a branch of a git remote. It keeps a clone without a
// work tree; what is served is one commit of it, to which a reference of ours points, and
// that moves to a commit only after its files were verified. So there is no moment at which
// half of the files are new, and a restart without a network serves what was served before.
type Repository struct {
	dir    string
	remote Remote
	verify func(fs.FS) error
	now    func() time.Time

	aside string // where a damaged clone was moved to, "" if there was none

	network sync.Mutex    // one use of the remote at a time
	mu      sync.Mutex    // one change of our references at a time
	refused plumbing.Hash // the remote's commit that was told to be bad
}

var _ Tree = (*Repository)(nil)

// Our references in the clone.
const (
	serving = plumbing.ReferenceName("refs/hebb/serving") // what is served
	taken   = plumbing.ReferenceName("refs/hebb/taken")   // the remote's commit under it
	theirs  = plumbing.ReferenceName("refs/hebb/theirs")  // the remote's newest commit
	kept    = "refs/hebb/kept/"                           // what could not be put on top of the remote's
)

// ErrNothing says that nothing was fetched from the remote yet.
var ErrNothing = errors.New("nothing was fetched from the content's git remote yet")

// ErrNotPushed says that what was published is served here, and that the remote does not
// have it yet: each pull tries again.
var ErrNotPushed = errors.New("it is published here, but the git remote does not have it yet")

// Published reports whether a publishing was made, though perhaps with something to tell.
func Published(err error) bool {
	return err == nil || errors.Is(err, ErrNotRecorded) || errors.Is(err, ErrNotPushed)
}

// OpenRepository opens the clone in dir, and makes an empty one if there is none. A damaged
// one is moved aside. The network is not used. verify says whether files may be served; now
// is the clock, nil for time.Now.
func OpenRepository(dir string, remote Remote, verify func(fs.FS) error, now func() time.Time) (*Repository, error) {
	if now == nil {
		now = time.Now
	}
	if err := remote.check(); err != nil {
		return nil, fmt.Errorf("content.git: %w", err)
	}
	if remote.room == 0 {
		remote.room = maxClone
	}
	r := &Repository{dir: dir, remote: remote, verify: verify, now: now}
	err := r.usable()
	if err != nil && !errors.Is(err, git.ErrRepositoryNotExists) {
		r.aside = fmt.Sprintf("%s.damaged-%d", dir, now().Unix())
		if err := os.Rename(dir, r.aside); err != nil {
			return nil, fmt.Errorf("move the damaged clone of the content aside: %w", err)
		}
	}
	if err != nil {
		if _, err := git.PlainInit(dir, true); err != nil {
			return nil, fmt.Errorf("make a clone of the content in %s: %w", dir, err)
		}
	}
	return r, nil
}

// Aside is where a clone that could not be read was moved to, "" if there was none: what was
// published and not pushed is in it.
func (r *Repository) Aside() string { return r.aside }

// usable reports whether the clone can be read: what is served, if anything is.
func (r *Repository) usable() error {
	repo, err := r.open()
	if errors.Is(err, git.ErrRepositoryNotExists) {
		if left, readErr := os.ReadDir(r.dir); readErr == nil && len(left) > 0 {
			return errors.New("the folder is no repository")
		}
	}
	if err != nil {
		return err
	}
	at, err := repo.ref(serving)
	if err != nil || at.IsZero() {
		return err
	}
	_, err = filesAt(repo.Repository, at, r.remote.Path)
	if errors.Is(err, object.ErrDirectoryNotFound) || errors.Is(err, knowledge.ErrTooLarge) { // the path was changed: nothing is wrong with the clone
		return nil
	}
	return err
}

// A clone is the clone, opened for one use: go-git's caches are not to be shared.
type clone struct{ *git.Repository }

func (r *Repository) open() (clone, error) {
	repo, err := git.PlainOpen(r.dir)
	return clone{repo}, err
}

// ref is where a reference points, the zero hash for none.
func (c clone) ref(name plumbing.ReferenceName) (plumbing.Hash, error) {
	ref, err := c.Storer.Reference(name)
	if errors.Is(err, plumbing.ErrReferenceNotFound) {
		return plumbing.ZeroHash, nil
	}
	if err != nil {
		return plumbing.ZeroHash, err
	}
	return ref.Hash(), nil
}

// move points a reference somewhere else.
func (c clone) move(name plumbing.ReferenceName, to plumbing.Hash) error {
	from, err := c.ref(name)
	if err != nil || from == to {
		return err
	}
	return moveRef(c.Storer, name, from, to)
}

// served opens the clone and tells which commit is served.
func (r *Repository) served() (clone, plumbing.Hash, error) {
	c, err := r.open()
	if err != nil {
		return c, plumbing.ZeroHash, err
	}
	at, err := c.ref(serving)
	if err == nil && at.IsZero() {
		err = ErrNothing
	}
	return c, at, err
}

// Files implements Tree.
func (r *Repository) Files(context.Context) (fs.FS, error) {
	c, at, err := r.served()
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	files, err := filesAt(c.Repository, at, r.remote.Path)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	return files, nil
}

// History implements Tree.
func (r *Repository) History(_ context.Context, path string, n int) ([]Revision, error) {
	if path != "" {
		if err := checkPath(path); err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
	}
	c, at, err := r.served()
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	all, err := history(c.Storer, at, strings.TrimSuffix(join(r.remote.Path, path), "/"), n)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	return all, nil
}

// At implements Tree.
func (r *Repository) At(_ context.Context, revision, path string) (string, error) {
	c, err := r.open()
	if err != nil {
		return "", fmt.Errorf("read an old version: %w", err)
	}
	return (&recording{Repository: c.Repository, prefix: r.remote.Path}).at(revision, path)
}

// Publish implements Tree. Where pushing is allowed the remote gets it at once; if it cannot,
// the error is ErrNotPushed, and the change is served all the same.
func (r *Repository) Publish(ctx context.Context, changes []Change, by Author, message string) (Revision, error) {
	if err := checkChanges(changes); err != nil {
		return Revision{}, fmt.Errorf("publish: %w", err)
	}
	rev, err := r.add(changes, by, message)
	if err != nil {
		return Revision{}, fmt.Errorf("publish: %w", err)
	}
	if !r.remote.Push {
		return rev, nil
	}
	return r.deliver(ctx, rev)
}

// add makes a commit on top of what is served, and serves it.
func (r *Repository) add(changes []Change, by Author, message string) (Revision, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c, at, err := r.served()
	if err != nil {
		return Revision{}, err
	}
	for _, ch := range changes {
		text, err := textAt(c.Storer, at, join(r.remote.Path, ch.Path))
		now := Digest(text)
		if errors.Is(err, fs.ErrNotExist) {
			now, err = "", nil
		}
		if err != nil {
			return Revision{}, err
		}
		if now != ch.Base {
			return Revision{}, fmt.Errorf("%s: %w", ch.Path, ErrChanged)
		}
	}
	when := r.now()
	hash, err := commit(c.Storer, at, r.remote.Path, changes, by, message, when)
	if err != nil {
		return Revision{}, err
	}
	if err := r.verified(c, hash); err != nil {
		return Revision{}, err
	}
	if err := moveRef(c.Storer, serving, at, hash); err != nil {
		return Revision{}, err
	}
	return Revision{ID: hash.String(), When: when, Author: by.name(), Message: oneLine(message, maxMessage)}, nil
}

// verified says whether the files of a commit may be served.
func (r *Repository) verified(c clone, at plumbing.Hash) error {
	files, err := filesAt(c.Repository, at, r.remote.Path)
	if err != nil {
		return err
	}
	return r.verify(files)
}

// filesAt is the content files in a commit, which do not change.
func filesAt(r *git.Repository, at plumbing.Hash, prefix string) (fs.FS, error) {
	c, err := object.GetCommit(r.Storer, at)
	if err != nil {
		return nil, err
	}
	tree, err := c.Tree()
	if err != nil {
		return nil, err
	}
	if prefix != "" {
		if tree, err = tree.Tree(prefix); err != nil {
			return nil, fmt.Errorf("folder %s: %w", prefix, err)
		}
	}
	var files []txtar.File
	total := 0
	err = tree.Files().ForEach(func(f *object.File) error {
		if f.Mode != filemode.Regular && f.Mode != filemode.Executable || strings.HasPrefix(f.Name, ".") || strings.Contains(f.Name, "/.") || strings.Count(f.Name, "/") > 1 {
			return nil
		}
		if total += int(min(f.Size, maxText+1)); total > knowledge.MaxBytes || len(files) >= knowledge.MaxFiles {
			return knowledge.ErrTooLarge
		}
		rd, err := f.Reader()
		if err != nil {
			return err
		}
		defer rd.Close()
		data, err := readUpTo(rd, maxText)
		files = append(files, txtar.File{Name: f.Name, Data: data})
		return err
	})
	if err != nil {
		return nil, err
	}
	return frozen(files)
}
