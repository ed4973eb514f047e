package worktree

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// A Folder is content files on disk. The files are the truth: people change them in an
// editor as well. What is published is recorded in git: in the repository that keeps the
// folder already, or else in one that the first publishing makes in it.
type Folder struct {
	dir string // its name, absolute; what stands under it may become another folder
	now func() time.Time
	mu  sync.Mutex // one change at a time
}

var _ Tree = (*Folder)(nil)

// ErrNotRecorded says that files were written, and that git could not record it: they are
// served, and what they said before cannot be had back by way of the history.
var ErrNotRecorded = errors.New("the files are written, but it could not be recorded in git")

// OpenFolder opens a folder that is there. now is the clock; nil means time.Now.
func OpenFolder(dir string, now func() time.Time) (*Folder, error) {
	if now == nil {
		now = time.Now
	}
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open content folder: %w", err)
	}
	info, err := os.Stat(whole)
	if err != nil {
		return nil, fmt.Errorf("open content folder: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("open content folder: %s is a file, not a folder", whole)
	}
	return &Folder{dir: whole, now: now}, nil
}

// Files implements Tree.
func (f *Folder) Files(context.Context) (fs.FS, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return snapshot(os.DirFS(f.dir))
}

// Publish implements Tree. It writes down first what it is about to do, so that a process
// that is killed meanwhile leaves nothing half done: the next start finishes it.
func (f *Folder) Publish(_ context.Context, changes []Change, by Author, message string) (Revision, error) {
	if err := checkChanges(changes); err != nil {
		return Revision{}, fmt.Errorf("publish: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return Revision{}, fmt.Errorf("publish: %w", err)
	}
	defer root.Close()
	j := journal{Changes: changes, Author: by, Message: message, When: f.now()}
	if err := j.begin(root); err != nil {
		return Revision{}, fmt.Errorf("publish: %w", err)
	}
	r, err := f.finish(root, j)
	if err != nil {
		return r, fmt.Errorf("publish: %w", err)
	}
	return r, nil
}

// History implements Tree. What was changed by hand and not recorded yet is not in it.
func (f *Folder) History(_ context.Context, path string, n int) ([]Revision, error) {
	if path != "" {
		if err := checkPath(path); err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
	}
	repo, err := f.open()
	if err != nil || repo == nil {
		return nil, err
	}
	if path != "" || repo.prefix != "" {
		path = filepath.ToSlash(filepath.Join(repo.prefix, path))
	}
	all, err := history(repo.Storer, repo.head, path, n)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	return all, nil
}

// At implements Tree.
func (f *Folder) At(_ context.Context, revision, path string) (string, error) {
	repo, err := f.open()
	if err != nil {
		return "", err
	}
	if repo == nil {
		return "", fmt.Errorf("read an old version: %w", fs.ErrNotExist)
	}
	return repo.at(revision, path)
}
