package worktree

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/hebb-bot/hebb/knowledge"
)

// snapshot reads a folder's files, and those of the folders in it, so that they no longer
// change. Names that begin with a dot are not content. A file that is too large for content
// is cut short at a size that is too large still: then the checks say so.
func snapshot(folder fs.FS) (fs.FS, error) {
	var all txtar.Archive
	total := 0
	var read func(dir string, depth int) error
	read = func(dir string, depth int) error {
		entries, err := fs.ReadDir(folder, dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if strings.HasPrefix(e.Name(), ".") {
				continue
			}
			info, err := fs.Stat(folder, name) // follows links, as the mount of a container has them
			switch {
			case err != nil:
				return err
			case info.IsDir() && depth == 0:
				if err := read(name, depth+1); err != nil {
					return err
				}
				continue
			case !info.Mode().IsRegular():
				continue
			}
			data, err := readFile(folder, name)
			if err != nil {
				return err
			}
			if total += len(data); total > knowledge.MaxBytes || len(all.Files) >= knowledge.MaxFiles {
				return knowledge.ErrTooLarge
			}
			all.Files = append(all.Files, txtar.File{Name: name, Data: data})
		}
		return nil
	}
	if err := read(".", 0); err != nil {
		return nil, fmt.Errorf("read content folder: %w", err)
	}
	return frozen(all.Files)
}

// readFile reads a file as far as content may reach.
func readFile(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readUpTo(f, maxText)
}

// frozen is files that do not change.
func frozen(files []txtar.File) (fs.FS, error) {
	folder, err := txtar.FS(&txtar.Archive{Files: files})
	if err != nil {
		return nil, fmt.Errorf("read content folder: %w", err)
	}
	return folder, nil
}

// Overlay is a folder as it would be with changes made.
func Overlay(folder fs.FS, changes []Change) (fs.FS, error) {
	if err := checkChanges(changes); err != nil {
		return nil, err
	}
	whole, err := snapshot(folder)
	if err != nil {
		return nil, err
	}
	var files []txtar.File
	err = fs.WalkDir(whole, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.ContainsFunc(changes, func(c Change) bool { return c.Path == name }) {
			return err
		}
		data, err := fs.ReadFile(whole, name)
		files = append(files, txtar.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read content folder: %w", err)
	}
	for _, c := range changes {
		files = append(files, txtar.File{Name: c.Path, Data: []byte(c.Text)})
	}
	return frozen(files)
}

// stillTries is how often a folder is read that changes while it is.
const stillTries = 10

// Still is the folder's files at a moment when nobody publishes, in this process or another,
// and no editor writes: two readings one after the other are the same.
func (f *Folder) Still(ctx context.Context) (fs.FS, error) {
	before := ""
	for range stillTries {
		files, err := f.Files(ctx)
		if err != nil {
			return nil, err
		}
		now, err := digestOf(files)
		if err != nil {
			return nil, fmt.Errorf("read content folder: %w", err)
		}
		if now == before {
			return files, nil
		}
		before = now
	}
	return nil, errors.New("read content folder: it changes all the time; try again when nobody writes to it")
}

// digestOf is the digest of all files, with their names.
func digestOf(files fs.FS) (string, error) {
	var all strings.Builder
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		all.WriteString(name + "\x00" + Digest(string(data)) + "\n")
		return err
	})
	return Digest(all.String()), err
}
