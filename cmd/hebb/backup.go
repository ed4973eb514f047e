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
	"path/filepath"
	"syscall"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// A backup is a tar file with two things in it: what the store keeps, less what is kept for
// a time only, and the files of the content folder, if there is one. No secret is in it, and
// no settings file: that is the operator's, with the rest of what they set up. The folder's
// history is in its git repository, which git can clone.
const (
	storeInBackup   = "hebb.db"
	contentInBackup = "content/"
)

// backupCommand writes a backup, while Hebb runs or not.
type backupCommand struct {
	File string `arg:"" help:"File to write to, which must not be there yet; - for standard output."`
}

var errPgDump = errors.New("the store is a PostgreSQL database: back it up with pg_dump and the content folder with git; see docs/operating.md")

// Run writes it.
func (c *backupCommand) Run(sys system, settings config.Config) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	work, err := os.MkdirTemp("", "hebb-backup-*")
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.RemoveAll(work)
	copied := filepath.Join(work, storeInBackup)
	if err := copyStore(ctx, settings, copied); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	files, err := contentToKeep(ctx, settings)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	write := func(to io.Writer) error { return pack(to, copied, files) }
	if c.File == "-" {
		err = write(sys.stdout)
	} else {
		err = whole(c.File, write)
	}
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

// copyStore copies what the store keeps at this moment.
func copyStore(ctx context.Context, settings config.Config, to string) error {
	switch {
	case settings.Store.URL.IsSet():
		return errPgDump
	case settings.Store.Path == "":
		return errors.New("store.path is empty: nothing is kept that could be backed up")
	}
	return store.Copy(ctx, settings.Store.Path, to)
}

// contentToKeep is the files of the content folder, nil for none: what comes from a git
// remote is there, and what is in the program is in the program.
func contentToKeep(ctx context.Context, settings config.Config) (fs.FS, error) {
	if settings.Content.Dir == "" {
		return nil, nil
	}
	folder, err := worktree.OpenFolder(settings.Content.Dir, nil)
	if err != nil {
		return nil, err
	}
	return folder.Still(ctx)
}

// pack writes the tar file.
func pack(to io.Writer, database string, files fs.FS) error {
	archive := tar.NewWriter(to)
	data, err := os.Open(database)
	if err != nil {
		return err
	}
	defer data.Close()
	info, err := data.Stat()
	if err != nil {
		return err
	}
	if err := add(archive, storeInBackup, info.Size(), data); err != nil {
		return err
	}
	if files != nil {
		err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			f, err := files.Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			info, err := f.Stat()
			if err != nil {
				return err
			}
			return add(archive, contentInBackup+name, info.Size(), f)
		})
	}
	return errors.Join(err, archive.Close())
}

func add(archive *tar.Writer, name string, size int64, from io.Reader) error {
	if err := archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: time.Now()}); err != nil {
		return err
	}
	_, err := io.Copy(archive, from)
	return err
}

// whole writes a file that is there whole or not at all, whenever the program is killed. It
// overwrites nothing.
func whole(name string, write func(io.Writer) error) error {
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already, and nothing is overwritten: name another file", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.part") // for the owner alone
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of nothing, once it has its name
	err = write(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
