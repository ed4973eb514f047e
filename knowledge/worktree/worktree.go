// Package worktree is the content files as people change them: a folder on disk, or a
// git repository with a remote. Both keep every version; what is published is there whole
// or not at all, and nothing that somebody else wrote meanwhile is overwritten.
//
// Whether files are good content is not decided here; see package knowledge.
package worktree

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"time"
)

// A Tree is content files that can be changed. It is safe for concurrent use.
type Tree interface {
	// Files is all content files in one state, which does not change while it is read.
	Files(ctx context.Context) (fs.FS, error)
	// Publish makes changes, all of them or none, and records them as one revision. It
	// fails with ErrChanged if a file is no longer as it was when its change was made.
	Publish(ctx context.Context, changes []Change, by Author, message string) (Revision, error)
	// History is the revisions that changed a file, or any file for "", newest first, at
	// most n of them.
	History(ctx context.Context, path string, n int) ([]Revision, error)
	// At is a file's text as it was after a revision, and fs.ErrNotExist if there was none.
	At(ctx context.Context, revision, path string) (string, error)
}

// A Change is the new text of one file.
type Change struct {
	Path string // from the content folder, with slashes: "en/depression.md"
	Base string // Digest of the text that the change was made from, "" for a file that is new
	Text string
}

// An Author is who a revision is recorded as being by. The zero Author is "moderator".
type Author struct{ Name string }

// A Revision is a recorded state of the files.
type Revision struct {
	ID      string // of the commit, in hexadecimal
	When    time.Time
	Author  string
	Message string // its first line
}

// ErrChanged says that a file was changed by somebody else since a change to it was begun.
var ErrChanged = errors.New("the file was changed meanwhile")

// Digest tells texts apart: 32 hexadecimal digits of their SHA-256.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}
