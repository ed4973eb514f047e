package worktree

import (
	"errors"
	"fmt"
	"os"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/storage"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// go-git empties a reference or the index and then writes it. A process that is killed in
// between leaves a repository that git does not open. Here both are renamed into place.

// moveRef moves a reference that is still where it was, the zero hash for nowhere.
func moveRef(in storage.Storer, name plumbing.ReferenceName, from, to plumbing.Hash) error {
	now, err := in.Reference(name)
	switch {
	case errors.Is(err, plumbing.ErrReferenceNotFound):
		now = plumbing.NewHashReference(name, plumbing.ZeroHash)
	case err != nil:
		return fmt.Errorf("move %s: %w", name.Short(), err)
	}
	if now.Hash() != from {
		return fmt.Errorf("move %s: somebody else has moved it", name.Short())
	}
	if err := replaceIn(in, name.String(), []byte(to.String()+"\n")); err != nil {
		return fmt.Errorf("move %s: %w", name.Short(), err)
	}
	return nil
}

// replaceIn writes a file in git's own folder, whole or not at all.
func replaceIn(in storage.Storer, name string, data []byte) error {
	s, ok := in.(*filesystem.Storage)
	if !ok {
		return fmt.Errorf("the repository is kept in %T", in)
	}
	const part = "hebb.part"
	f, err := s.Filesystem().OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if syncs, can := f.(interface{ Sync() error }); can {
		err = errors.Join(err, syncs.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return s.Filesystem().Rename(part, name) // makes the folders of the name
}
