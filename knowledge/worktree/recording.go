package worktree

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// A recording is the repository that keeps a content folder.
type recording struct {
	*git.Repository
	prefix string                 // the content folder in it, with slashes; "" for its root
	branch plumbing.ReferenceName // what HEAD stands for
	head   plumbing.Hash          // zero before the first commit
}

// open opens the repository that keeps the folder: its own, or one around it that has files
// of the folder in its last commit. It is nil if there is none: a repository that happens
// to be around, as in somebody's home folder, is not ours to write to.
func (f *Folder) open() (*recording, error) {
	repo, err := git.PlainOpenWithOptions(f.dir, &git.PlainOpenOptions{DetectDotGit: true, EnableDotGitCommonDir: true})
	if errors.Is(err, git.ErrRepositoryNotExists) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the git repository of the content folder: %w", err)
	}
	r := &recording{Repository: repo}
	w, err := repo.Worktree()
	if errors.Is(err, git.ErrIsBareRepository) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the git repository of the content folder: %w", err)
	}
	top, err := filepath.EvalSymlinks(w.Filesystem.Root())
	if err != nil {
		return nil, fmt.Errorf("open the git repository of the content folder: %w", err)
	}
	below, err := filepath.Rel(top, f.dir)
	if err != nil {
		return nil, fmt.Errorf("open the git repository of the content folder: %w", err)
	}
	if below != "." {
		r.prefix = filepath.ToSlash(below)
	}
	if err := r.readHead(); err != nil {
		return nil, fmt.Errorf("open the git repository of the content folder: %w", err)
	}
	if r.prefix != "" {
		if kept, err := r.keeps(); err != nil || !kept {
			return nil, err
		}
	}
	return r, nil
}

// keeps reports whether the last commit has files of the content folder.
func (r *recording) keeps() (bool, error) {
	if r.head.IsZero() {
		return false, nil
	}
	c, err := object.GetCommit(r.Storer, r.head)
	if err != nil {
		return false, fmt.Errorf("read the last commit: %w", err)
	}
	at, err := hashAt(c, r.prefix)
	return !at.IsZero(), err
}

// readHead reads the branch and its last commit.
func (r *recording) readHead() error {
	head, err := r.Storer.Reference(plumbing.HEAD)
	if err != nil {
		return err
	}
	r.branch = plumbing.HEAD // detached
	if head.Type() == plumbing.SymbolicReference {
		r.branch = head.Target()
	}
	ref, err := r.Storer.Reference(r.branch)
	if errors.Is(err, plumbing.ErrReferenceNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	r.head = ref.Hash()
	return nil
}

// record opens the folder's repository, and makes one in the folder if there is none: then
// every version can be had back.
func (f *Folder) record() (*recording, error) {
	r, err := f.open()
	if r != nil || err != nil {
		return r, err
	}
	repo, err := git.PlainInitWithOptions(f.dir, &git.PlainInitOptions{InitOptions: git.InitOptions{DefaultBranch: plumbing.Main}})
	if errors.Is(err, git.ErrRepositoryAlreadyExists) { // bare, or otherwise not to be used
		return nil, fmt.Errorf("the repository in the content folder has no files of its own: %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("make a git repository in the content folder: %w", err)
	}
	r = &recording{Repository: repo}
	return r, r.readHead()
}

// catchUp records the files that are about to be changed as they are on disk, if they are
// not so recorded: somebody changed them by hand. In a new repository it records all.
func (r *recording) catchUp(root *os.Root, j journal) error {
	by, message := Author{"Hebb"}, "edited on disk"
	paths := make([]string, 0, len(j.Changes))
	for _, c := range j.Changes {
		if c.Base != "" {
			paths = append(paths, c.Path)
		}
	}
	if r.head.IsZero() {
		message = "content as it was before the first edit"
		var err error
		if paths, err = contentPaths(root.FS()); err != nil {
			return err
		}
	}
	var changes []Change
	for _, path := range paths {
		data, err := root.ReadFile(path)
		if err != nil {
			return err
		}
		known, err := textAt(r.Storer, r.head, join(r.prefix, path))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		text := string(data)
		made := slices.ContainsFunc(j.Changes, func(c Change) bool { return c.Path == path && c.Text == text })
		if err == nil && known == text || made && !r.head.IsZero() { // a killed process wrote it: it is what j records
			continue
		}
		changes = append(changes, Change{Path: path, Text: text})
	}
	if len(changes) == 0 {
		return nil
	}
	_, err := r.advance(changes, by, message, j)
	return err
}

// contentPaths is the content files of a folder.
func contentPaths(folder fs.FS) (paths []string, err error) {
	err = fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.Type().IsRegular() && checkPath(path) == nil:
			paths = append(paths, path)
		}
		return nil
	})
	return paths, err
}

// commit records what a journal has written, unless that is recorded already.
func (r *recording) commit(j journal) (Revision, error) {
	recorded := true
	for _, c := range j.Changes {
		text, err := textAt(r.Storer, r.head, join(r.prefix, c.Path))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Revision{}, err
		}
		recorded = recorded && err == nil && text == c.Text
	}
	if recorded {
		return Revision{ID: r.head.String(), When: j.When, Author: j.Author.name(), Message: oneLine(j.Message, maxMessage)}, nil
	}
	return r.advance(j.Changes, j.Author, j.Message, j)
}

// advance makes a commit of changes and moves the branch to it.
func (r *recording) advance(changes []Change, by Author, message string, j journal) (Revision, error) {
	hash, err := commit(r.Storer, r.head, r.prefix, changes, by, message, j.When)
	if err != nil {
		return Revision{}, err
	}
	if err := moveRef(r.Storer, r.branch, r.head, hash); err != nil {
		return Revision{}, err
	}
	r.head = hash
	_ = r.updateIndex(changes) // an index that we cannot read is git's to mend: "git status" is wrong until "git reset"
	return Revision{ID: hash.String(), When: j.When, Author: by.name(), Message: oneLine(message, maxMessage)}, nil
}

// updateIndex tells git's index of files that were committed past it: else "git status"
// would take them for staged changes back. Other entries stay as they are.
func (r *recording) updateIndex(changes []Change) error {
	idx, err := r.Storer.Index()
	if err != nil {
		return err
	}
	for _, c := range changes {
		name := join(r.prefix, c.Path)
		hash := plumbing.ComputeHash(plumbing.BlobObject, []byte(c.Text))
		e, err := idx.Entry(name)
		if err != nil {
			e = idx.Add(name)
		}
		*e = index.Entry{Name: name, Hash: hash, Mode: filemode.Regular, Size: uint32(len(c.Text))}
	}
	slices.SortFunc(idx.Entries, func(a, b *index.Entry) int { return strings.Compare(a.Name, b.Name) })
	var whole bytes.Buffer
	if err := index.NewEncoder(&whole).Encode(idx); err != nil {
		return err
	}
	return replaceIn(r.Storer, "index", whole.Bytes())
}

// at is a file's text after a revision.
func (r *recording) at(revision, path string) (string, error) {
	if err := checkPath(path); err != nil {
		return "", fmt.Errorf("read an old version: %w", err)
	}
	if !plumbing.IsHash(revision) {
		return "", fmt.Errorf("read an old version: %w", fs.ErrNotExist)
	}
	text, err := textAt(r.Storer, plumbing.NewHash(revision), join(r.prefix, path))
	if errors.Is(err, plumbing.ErrObjectNotFound) {
		err = fs.ErrNotExist
	}
	if err != nil {
		return "", fmt.Errorf("read an old version: %w", err)
	}
	return text, nil
}
