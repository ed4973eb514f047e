package worktree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

// Commits are made of objects, past git's index: whatever else an operator has changed or
// staged in the same repository stays as it is.

// maxMessage bounds a message's line and an author's name, in characters.
const (
	maxMessage = 120
	maxName    = 60
)

// commit records changes on top of a parent, the zero hash for none, and returns the new
// commit. prefix is the content folder in the repository, "" for its root.
func commit(into storer.EncodedObjectStorer, parent plumbing.Hash, prefix string, changes []Change, by Author, message string, now time.Time) (plumbing.Hash, error) {
	var tree plumbing.Hash
	var parents []plumbing.Hash
	if !parent.IsZero() {
		c, err := object.GetCommit(into, parent)
		if err != nil {
			return plumbing.ZeroHash, fmt.Errorf("read the last commit: %w", err)
		}
		tree, parents = c.TreeHash, []plumbing.Hash{parent}
	}
	for _, c := range changes {
		blob, err := writeBlob(into, c.Text)
		if err != nil {
			return plumbing.ZeroHash, fmt.Errorf("write %s: %w", c.Path, err)
		}
		if tree, err = withFile(into, tree, strings.Split(join(prefix, c.Path), "/"), blob); err != nil {
			return plumbing.ZeroHash, fmt.Errorf("write %s: %w", c.Path, err)
		}
	}
	hash, err := write(into, &object.Commit{
		Author:    object.Signature{Name: by.name(), Email: "moderator@hebb.invalid", When: now},
		Committer: object.Signature{Name: "Hebb", Email: "hebb@hebb.invalid", When: now},
		Message:   oneLine(message, maxMessage) + "\n", TreeHash: tree, ParentHashes: parents,
	})
	if err != nil {
		return plumbing.ZeroHash, fmt.Errorf("write the commit: %w", err)
	}
	return hash, nil
}

// name is an author's name as it is recorded.
func (a Author) name() string {
	if name := strings.Trim(oneLine(strings.NewReplacer("<", "", ">", "").Replace(a.Name), maxName), " .,:;"); name != "" {
		return name
	}
	return "moderator"
}

// oneLine is text without line ends and other characters that cannot be seen, and no longer
// than some characters.
func oneLine(text string, longest int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(len(runes), longest)])
}

// join puts a path below a folder, "" for the root.
func join(prefix, path string) string {
	if prefix == "" {
		return path
	}
	return prefix + "/" + path
}

// encodable is an object of git's.
type encodable interface {
	Encode(plumbing.EncodedObject) error
}

func write(into storer.EncodedObjectStorer, o encodable) (plumbing.Hash, error) {
	encoded := into.NewEncodedObject()
	if err := o.Encode(encoded); err != nil {
		return plumbing.ZeroHash, err
	}
	return into.SetEncodedObject(encoded)
}

func writeBlob(into storer.EncodedObjectStorer, text string) (plumbing.Hash, error) {
	o := into.NewEncodedObject()
	o.SetType(plumbing.BlobObject)
	w, err := o.Writer()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if _, err := io.WriteString(w, text); err != nil {
		return plumbing.ZeroHash, err
	}
	if err := w.Close(); err != nil {
		return plumbing.ZeroHash, err
	}
	return into.SetEncodedObject(o)
}

// withFile is a tree, the zero hash for an empty one, with a file put in.
func withFile(into storer.EncodedObjectStorer, tree plumbing.Hash, path []string, blob plumbing.Hash) (plumbing.Hash, error) {
	t := &object.Tree{}
	if !tree.IsZero() {
		var err error
		if t, err = object.GetTree(into, tree); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	entry := object.TreeEntry{Name: path[0], Mode: filemode.Regular, Hash: blob}
	n := slices.IndexFunc(t.Entries, func(e object.TreeEntry) bool { return e.Name == path[0] })
	if len(path) > 1 {
		var below plumbing.Hash
		if n >= 0 && t.Entries[n].Mode == filemode.Dir {
			below = t.Entries[n].Hash
		}
		hash, err := withFile(into, below, path[1:], blob)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		entry.Mode, entry.Hash = filemode.Dir, hash
	}
	entries := slices.Clone(t.Entries)
	if n >= 0 {
		entries[n] = entry
	} else {
		entries = append(entries, entry)
	}
	slices.SortFunc(entries, func(a, b object.TreeEntry) int { return strings.Compare(sortName(a), sortName(b)) })
	return write(into, &object.Tree{Entries: entries})
}

// sortName is what git sorts a tree by: a folder as if its name ended with a slash.
func sortName(e object.TreeEntry) string {
	if e.Mode == filemode.Dir {
		return e.Name + "/"
	}
	return e.Name
}

// textAt is a file's text in a commit, and fs.ErrNotExist if there is none.
func textAt(in storer.EncodedObjectStorer, commit plumbing.Hash, path string) (string, error) {
	if commit.IsZero() {
		return "", fs.ErrNotExist
	}
	c, err := object.GetCommit(in, commit)
	if err != nil {
		return "", err
	}
	f, err := c.File(path)
	if errors.Is(err, object.ErrFileNotFound) {
		return "", fs.ErrNotExist
	}
	if err != nil {
		return "", err
	}
	r, err := f.Reader()
	if err != nil {
		return "", err
	}
	defer r.Close()
	data, err := readUpTo(r, maxText)
	return string(data), err
}

// readUpTo reads no more than one byte past a bound.
func readUpTo(r io.Reader, bound int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, bound+1))
}

// maxWalk is how many commits are looked at for a history.
const maxWalk = 2_000

// history is the commits, newest first, that changed a path: a file, or a folder; "" is all.
// Of a merge the side it was merged into counts.
func history(in storer.EncodedObjectStorer, from plumbing.Hash, path string, n int) ([]Revision, error) {
	var all []Revision
	for walked := 0; !from.IsZero() && len(all) < n && walked < maxWalk; walked++ {
		c, err := object.GetCommit(in, from)
		if err != nil {
			return nil, err
		}
		from = plumbing.ZeroHash
		before := plumbing.ZeroHash
		if len(c.ParentHashes) > 0 {
			from = c.ParentHashes[0]
			parent, err := object.GetCommit(in, from)
			switch {
			case errors.Is(err, plumbing.ErrObjectNotFound): // a shallow clone ends here
				from = plumbing.ZeroHash
			case err != nil:
				return nil, err
			default:
				if before, err = hashAt(parent, path); err != nil {
					return nil, err
				}
			}
		}
		now, err := hashAt(c, path)
		if err != nil {
			return nil, err
		}
		if now != before {
			first, _, _ := strings.Cut(c.Message, "\n")
			all = append(all, Revision{ID: c.Hash.String(), When: c.Author.When, Author: oneLine(c.Author.Name, maxName), Message: oneLine(first, maxMessage)})
		}
	}
	return all, nil
}

// hashAt tells the state of a path in a commit, the zero hash if it is not there.
func hashAt(c *object.Commit, path string) (plumbing.Hash, error) {
	if path == "" {
		return c.TreeHash, nil
	}
	t, err := c.Tree()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	e, err := t.FindEntry(path)
	if errors.Is(err, object.ErrEntryNotFound) || errors.Is(err, object.ErrDirectoryNotFound) {
		return plumbing.ZeroHash, nil
	}
	if err != nil {
		return plumbing.ZeroHash, err
	}
	return e.Hash, nil
}
