package worktree

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"
)

// journalName is the file in the content folder that says what is about to be written. It
// is there for some milliseconds; a name with a dot is not content.
const journalName = ".hebb-publish.json"

// A journal is what is about to be published.
type journal struct {
	Changes []Change  `json:"changes"`
	Author  Author    `json:"author"`
	Message string    `json:"message"`
	When    time.Time `json:"when"`
}

// begin checks that every file is as it was when its change was made, and writes the
// journal. From then on the change will be made.
func (j journal) begin(root *os.Root) error {
	for _, c := range j.Changes {
		now, err := read(root, c.Path)
		if err != nil {
			return err
		}
		if now != c.Base {
			return fmt.Errorf("%s: %w", c.Path, ErrChanged)
		}
	}
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	return replace(root, journalName, data)
}

// finish makes the changes of a journal, as far as they are not made yet, records them, and
// takes the journal away.
func (f *Folder) finish(root *os.Root, j journal) (Revision, error) {
	repo, notRecorded := f.record()
	if notRecorded == nil {
		notRecorded = repo.catchUp(root, j)
	}
	for _, c := range j.Changes {
		if err := replace(root, c.Path, []byte(c.Text)); err != nil {
			return Revision{}, errors.Join(fmt.Errorf("write %s: %w", c.Path, err), j.undo(root))
		}
	}
	var r Revision
	if notRecorded == nil {
		r, notRecorded = repo.commit(j)
	}
	if err := root.Remove(journalName); err != nil {
		return r, fmt.Errorf("take the journal away: %w", err)
	}
	if notRecorded != nil {
		return r, fmt.Errorf("%w: %w", ErrNotRecorded, notRecorded)
	}
	return r, nil
}

// undo gives up what could not be written. The file that was not written is whole as it
// was; those written before it are recorded as edited on disk by the next publishing.
func (j journal) undo(root *os.Root) error { return root.Remove(journalName) }

// recover finishes a journal that a killed process left. A file that somebody has changed
// since is theirs: what was to be written there is laid beside it, and nothing is lost.
func (f *Folder) recover(root *os.Root) error {
	data, err := root.ReadFile(journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return fmt.Errorf("%s is damaged: %w; move it away", journalName, err)
	}
	if err := checkChanges(j.Changes); err != nil {
		return fmt.Errorf("%s is not ours: %w; move it away", journalName, err)
	}
	left := j.Changes[:0]
	for _, c := range j.Changes {
		now, err := read(root, c.Path)
		if err != nil {
			return err
		}
		if now == c.Base || now == Digest(c.Text) {
			left = append(left, c)
			continue
		}
		beside := path.Join(path.Dir(c.Path), "."+path.Base(c.Path)+".unpublished")
		if err := replace(root, beside, []byte(c.Text)); err != nil {
			return err
		}
	}
	if j.Changes = left; len(left) == 0 {
		return root.Remove(journalName)
	}
	_, err = f.finish(root, j)
	if errors.Is(err, ErrNotRecorded) {
		return nil // the files are as they should be
	}
	return err
}

// read is the Digest of a file's text, "" if there is no file.
func read(root *os.Root, name string) (string, error) {
	data, err := root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return Digest(string(data)), nil
}

// replace writes a file so that whoever reads it sees the old text or the new one, whole,
// also after the power failed.
func replace(root *os.Root, name string, data []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	dir := path.Dir(name)
	if err := root.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	part := path.Join(dir, "."+path.Base(name)+".part")
	f, err := root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = root.Rename(part, name)
	}
	if err != nil {
		_ = root.Remove(part)
		return err
	}
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	_ = d.Sync() // some file systems cannot; the rename is made all the same
	return nil
}
