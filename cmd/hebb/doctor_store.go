package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

func (e *examination) lookAtStore() []finding {
	path := e.settings.Store.Path
	if path == "" {
		return one(warning, "store.path is empty: the settings of servers are lost when Hebb stops", "name a file for them")
	}
	_, err := os.Stat(path)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err := openStore(e, path); err != nil {
		return one(problem, fmt.Sprintf("%s cannot be used: %v; answers go on, the settings of servers are lost", path, err), "set store.path to a file in a folder that Hebb may write to, or move a broken one away")
	}
	if isNew {
		return one(well, path+" is not there yet, and can be made", "")
	}
	return one(well, path+" can be read and written", "")
}

// openStore reports why the store could not be used, and leaves no trace.
//
// This is the one place where the doctor opens it: once bot/store has an Open, call that
// for a file that exists, in place of sqliteHeader, and close it again.
func openStore(_ context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return writableFolder(filepath.Dir(path))
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	return errors.Join(sqliteHeader(f), writableFolder(filepath.Dir(path))) // SQLite keeps files beside it
}

// sqliteMagic begins every SQLite file but an empty one, which SQLite takes as new.
var sqliteMagic = []byte("SQLite format 3\x00")

func sqliteHeader(f io.Reader) error {
	head := make([]byte, len(sqliteMagic))
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && err == io.EOF, bytes.Equal(head, sqliteMagic):
		return nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	}
	return errors.New("it is not a SQLite file")
}

// writableFolder tries to make a file in a folder.
func writableFolder(dir string) error {
	f, err := os.CreateTemp(dir, ".hebb-doctor-*")
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) { // not the name that was tried
			err = path.Err
		}
		return fmt.Errorf("write in %s: %w", dir, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
