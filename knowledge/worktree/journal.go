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
	if err := j.write(root); err != nil {
		return Revision{}, err
	}
	var r Revision
	if notRecorded == nil {
		r, notRecorded = repo.commit(j)
	}
	if err := root.Remove(journalName); err != nil && !errors.Is(err, fs.ErrNotExist) { // another process that started meanwhile has finished it
		return r, fmt.Errorf("take the journal away: %w", err)
	}
	if notRecorded != nil {
		return r, fmt.Errorf("%w: %w", ErrNotRecorded, notRecorded)
	}
	return r, nil
}

// write makes the changes: all of them, or none where one cannot be made, as on a full disk.
// All texts are on the disk before the first takes its place.
func (j journal) write(root *os.Root) error {
	before := map[string][]byte{}
	for _, c := range j.Changes {
		data, err := root.ReadFile(c.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return j.giveUp(root, fmt.Errorf("read %s: %w", c.Path, err))
		}
		before[c.Path] = data // nil for a file that is new
		if err := lay(root, c.Path, []byte(c.Text)); err != nil {
			return j.giveUp(root, fmt.Errorf("write %s: %w", c.Path, err))
		}
	}
	for n, c := range j.Changes {
		if err := settle(root, c.Path); err != nil {
			for _, done := range j.Changes[:n] {
				if undo := j.back(root, done.Path, before[done.Path]); undo != nil { // the journal stays: the next start finishes it
					return errors.Join(fmt.Errorf("write %s: %w", c.Path, err), undo)
				}
			}
			return j.giveUp(root, fmt.Errorf("write %s: %w", c.Path, err))
		}
	}
	return nil
}

// back gives a file its old text again, nil for none.
func (j journal) back(root *os.Root, name string, text []byte) error {
	if text == nil {
		return root.Remove(name)
	}
	return replace(root, name, text)
}

// giveUp leaves everything as it was.
func (j journal) giveUp(root *os.Root, why error) error {
	for _, c := range j.Changes {
		_ = root.Remove(partOf(c.Path))
	}
	if err := root.Remove(journalName); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(why, fmt.Errorf("take the journal away: %w", err))
	}
	return why
}

// Recover finishes what a process that was killed had begun to publish. Only who publishes in
// the folder calls it, at the start: others would finish what is under way. A file that
// somebody has changed since is theirs: what was to be written there is laid beside it, and
// nothing is lost.
func (f *Folder) Recover() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	root, err := os.OpenRoot(f.dir)
	if err == nil {
		defer root.Close()
		err = f.recover(root)
	}
	if err != nil {
		return fmt.Errorf("finish what was begun to be published in the content folder: %w", err)
	}
	return nil
}

// maxJournal is the most bytes of a journal: in JSON a character can take six times its bytes.
const maxJournal = 6*maxChanges*maxText + 64<<10

// readJournal reads what is said to be a journal: whoever may write to the folder may have
// written it.
func readJournal(data []byte) (j journal, err error) {
	if len(data) > maxJournal {
		return j, errors.New("it is too large for one of ours")
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return j, fmt.Errorf("it is damaged: %w", err)
	}
	if err := checkChanges(j.Changes); err != nil {
		return j, fmt.Errorf("it is not ours: %w", err)
	}
	return j, nil
}

func (f *Folder) recover(root *os.Root) error {
	file, err := root.Open(journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	data, err := readUpTo(file, maxJournal)
	if err != nil {
		return err
	}
	j, err := readJournal(data)
	if err != nil {
		return fmt.Errorf("%s: %w; move it away", journalName, err)
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
	if err := lay(root, name, data); err != nil {
		return err
	}
	return settle(root, name)
}

// partOf is what a file's new text is called until it takes the file's place.
func partOf(name string) string { return path.Join(path.Dir(name), "."+path.Base(name)+".part") }

// lay writes a file's new text beside it.
func lay(root *os.Root, name string, data []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(partOf(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = root.Remove(partOf(name))
	}
	return err
}

// settle puts what was laid beside a file in its place.
func settle(root *os.Root, name string) error {
	if err := root.Rename(partOf(name), name); err != nil {
		return err
	}
	d, err := root.Open(path.Dir(name))
	if err != nil {
		return nil // it is in its place
	}
	defer d.Close()
	_ = d.Sync() // some file systems cannot
	return nil
}
