package desk

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// An overlay is files with some of them changed.
type overlay struct {
	under   fs.FS
	changed fstest.MapFS
}

// over is files as an edit would leave them.
func over(files fs.FS, changes []worktree.Change) fs.FS {
	o := overlay{files, fstest.MapFS{}}
	for _, c := range changes {
		o.changed[c.Path] = &fstest.MapFile{Data: []byte(c.Text), Mode: 0o644}
	}
	return o
}

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	if o.changed[name] != nil {
		return o.changed.Open(name)
	}
	f, err := o.under.Open(name)
	if err != nil { // the folder of a new file may be new
		return o.changed.Open(name)
	}
	return f, nil
}

// ReadDir implements fs.ReadDirFS: a new file is in its folder.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	below, errBelow := fs.ReadDir(o.under, name)
	above, errAbove := fs.ReadDir(o.changed, name)
	if errBelow != nil && errAbove != nil {
		return nil, errBelow
	}
	for _, e := range above {
		if _, err := fs.Stat(o.under, path.Join(name, e.Name())); err != nil {
			below = append(below, e)
		}
	}
	slices.SortFunc(below, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return below, nil
}
