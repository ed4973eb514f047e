package worktree

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// ErrPath says that a path is none of a content file.
var ErrPath = errors.New("that is no content file")

// language is a folder of content: a language tag (BCP 47).
var language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// checkPath allows what content may be written to: references.yaml, helplines.yaml, and in
// a language's folder a topic or synonyms.yaml or hints.txt. Nothing else is ever written, whatever a
// custom id, a form or a draft says.
func checkPath(path string) error {
	dir, name, nested := strings.Cut(path, "/")
	switch {
	case !fs.ValidPath(path):
	case path == "references.yaml", path == "helplines.yaml":
		return nil
	case nested && language.MatchString(dir) && contentName.MatchString(name):
		return nil
	}
	return fmt.Errorf("%w: %q", ErrPath, path)
}

// contentName is a file in a language's folder. A topic's name is its id.
var contentName = regexp.MustCompile(`^(synonyms\.yaml|hints\.txt|[a-z0-9]+(-[a-z0-9]+)*\.md)$`)

// Bounds of what is changed at once.
const (
	maxChanges = 16
	maxText    = 1 << 20 // bytes; package knowledge refuses smaller ones already
)

// checkChanges refuses changes that no content is made of.
func checkChanges(changes []Change) error {
	if len(changes) == 0 || len(changes) > maxChanges {
		return fmt.Errorf("%d files at once: want 1 to %d", len(changes), maxChanges)
	}
	seen := map[string]bool{}
	for _, c := range changes {
		if err := checkPath(c.Path); err != nil {
			return err
		}
		if seen[c.Path] {
			return fmt.Errorf("%s is changed twice at once", c.Path)
		}
		seen[c.Path] = true
		if len(c.Text) > maxText {
			return fmt.Errorf("%s: %d bytes are more than %d", c.Path, len(c.Text), maxText)
		}
	}
	return nil
}
