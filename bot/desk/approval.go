package desk

import (
	"io/fs"
	"math"
	"path"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// helplinesFile is the crisis lines.
const helplinesFile = "helplines.yaml"

// approvals is how many moderators have to agree with an edit besides the one who proposes it:
//
//   - two for a helpline. A wrong number can cost a life, and the one who typed it reads
//     what they meant. So "two approvals" are those of two others, three people in all.
//   - one for a topic with "risk: high", before the edit or after it: an edit that takes the
//     mark away is one of what it stood on. A topic whose front matter cannot be read may
//     have the mark, and that of one language has it in all.
//   - none for any other.
func approvals(files fs.FS, changes []worktree.Change) (most int) {
	for _, c := range changes {
		switch {
		case c.Path == helplinesFile:
			most = max(most, 2)
		case path.Ext(c.Path) == ".md" && (isHigh(c.Path, c.Text) || wasHigh(files, c.Path)):
			most = max(most, 1)
		}
	}
	return most
}

// wasHigh reports whether a topic is of high risk in any language, as the files are.
func wasHigh(files fs.FS, name string) bool {
	all, err := fs.Glob(files, path.Join("*", path.Base(name)))
	if err != nil { // a name that is a bad pattern is no topic's
		return true
	}
	for _, n := range all {
		if now, there := text(files, n); there && isHigh(n, now) {
			return true
		}
	}
	return false
}

// isHigh reports whether a topic's text says that it is of high risk, or cannot be read.
func isHigh(name, text string) bool {
	t, problems := knowledge.ParseTopic(name, []byte(text))
	if t.Risk == knowledge.High {
		return true
	}
	first := math.MaxInt // the line of the first entry: what is wrong before it is of the front matter
	if len(t.Entries) > 0 {
		first = t.Entries[0].Pos.Line
	}
	for _, p := range problems {
		if p.Line < first && !strings.HasPrefix(p.Check, "missing-") {
			return true
		}
	}
	return false
}
