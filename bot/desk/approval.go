package desk

import (
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses/triage"
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
//   - one for a topic that is new: nobody has looked yet at what its mark should be.
//   - one where a line that comes reads to triage like a message of somebody at risk, or like
//     a question about self-harm and the like, whatever the topic's mark says.
//   - none for any other.
//
// changed is what changes, line by line.
func (d *Desk) approvals(files fs.FS, changes []worktree.Change, changed []string) (most int) {
	for _, c := range changes {
		_, known := text(files, c.Path)
		switch {
		case c.Path == helplinesFile:
			most = max(most, 2)
		case path.Ext(c.Path) == ".md" && (!known || isHigh(c.Path, c.Text) || wasHigh(files, c.Path)):
			most = max(most, 1)
		}
	}
	if most == 0 && slices.ContainsFunc(changed, d.touchy) {
		most = 1
	}
	return most
}

// touchy reports whether a line that comes is about what nobody publishes alone.
func (d *Desk) touchy(line string) bool {
	line, comes := strings.CutPrefix(line, "+ ")
	line = strings.TrimLeft(citation.ReplaceAllString(line, ""), "#- ")
	if !comes || strings.EqualFold(strings.TrimSpace(line), "also asked:") { // that is the form's, and no text
		return false
	}
	c := d.Judge(line).Category
	return c.Risk() || c == triage.EducationalSensitive
}

var citation = regexp.MustCompile(`\[@[^\]]*\]|\{#[^}]*\}`)

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
