package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
)

func (e *examination) lookAtStore() []finding {
	if e.settings.Store.URL.IsSet() {
		return e.lookAtPostgres()
	}
	path := e.settings.Store.Path
	if path == "" {
		return one(warning, "store.path is empty: the settings of servers are lost when Hebb stops", "name a file for them")
	}
	_, err := os.Stat(path)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err := tryStore(e, path); err != nil {
		return one(problem, fmt.Sprintf("%v. Until then answers go on, and the settings of servers are lost", err), "")
	}
	if isNew {
		return one(well, path+" is not there yet, and can be made", "")
	}
	return one(well, path+" can be read and written", "")
}

// lookAtPostgres uses the database once, as an answer would.
func (e *examination) lookAtPostgres() []finding {
	const do = "see that the server runs, that store.url names it, and that its user may make tables in the database"
	why := make(chan error, 8)
	db, err := store.OpenPostgres(e.settings.Store.URL.Reveal(), func(err error) { why <- err })
	if err != nil {
		return one(problem, err.Error()+". Until then answers go on, and nothing is kept", do)
	}
	defer func() { _ = db.Close() }()
	ctx, cancel := context.WithTimeout(e, postgresTime)
	defer cancel()
	for {
		if _, err = db.Tallies(ctx); err == nil {
			return one(well, "PostgreSQL can be reached, and its tables are there", "")
		}
		select {
		case err := <-why:
			if errors.Is(err, store.ErrNewer) { // which says what to do
				return one(problem, err.Error()+". Until then answers go on, and nothing is kept", "")
			}
			return one(problem, err.Error()+". Until then answers go on, and nothing is kept", do)
		case <-time.After(100 * time.Millisecond): // the tables are being made
		case <-ctx.Done():
			return one(problem, "PostgreSQL does not answer. Until then answers go on, and nothing is kept", do)
		}
	}
}

// postgresTime is how long the database is waited for.
const postgresTime = 10 * time.Second

// tryStore reports why the store could not be used, and what to do. A file that is not
// there is not made.
func tryStore(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := writableFolder(filepath.Dir(path)); err != nil {
			return fmt.Errorf("%w: set store.path to a file in a folder that Hebb may write to", err)
		}
		return nil
	}
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	return db.Close()
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
