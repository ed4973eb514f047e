package knowledge

import (
	"fmt"
	"strings"
)

// Hints are expressions that point to a topic or an entry without naming it: "coil" and
// "clicks like a woodpecker" to transcranial magnetic stimulation. They are matched, never
// shown.
type Hints struct {
	To          Phrase // the id of a topic or an entry
	Expressions []string
}

// maxHintsFile is the most bytes of a file of hints: one of them holds those of all topics,
// and is read in a time that grows with its length only.
const maxHintsFile = 2 << 20

// parseHints reads lines such as "tms#session: earplugs, tapping on the skull". "#" at the
// start of a line begins a comment.
func parseHints(f *file, report func(Position, string, string)) []Hints {
	var all []Hints
	for n, start := range f.start {
		line := f.line(n + 1)
		if line = strings.TrimRight(line, " \t"); line == "" || line[0] == '#' {
			continue
		}
		id, list, ok := strings.Cut(line, ":")
		h := Hints{To: Phrase{strings.TrimSpace(id), f.span(start, start+len(id))}}
		for one := range strings.SplitSeq(list, ",") {
			if one = strings.TrimSpace(one); one != "" {
				h.Expressions = append(h.Expressions, one)
			}
		}
		if !ok || h.To.Text == "" || len(h.Expressions) == 0 {
			report(f.span(start, start+len(line)), "bad-value", `want the id of a topic or an entry and expressions, as in "tms#session: earplugs, tapping on the skull"`)
			continue
		}
		all = append(all, h)
	}
	return all
}

// unknownHint reports hints to what does not exist. It is no error: what a topic loses
// must not keep the rest from being served.
func unknownHint(c *corpus, report reporter) {
	for _, lang := range c.sortedLanguages() {
		known := map[string]bool{}
		for _, t := range c.languages[lang].topics {
			known[t.ID] = true
			for _, e := range t.Entries {
				known[e.ID] = true
			}
		}
		for _, h := range c.languages[lang].hints {
			if !known[h.To.Text] {
				report(h.To.Pos, fmt.Sprintf("there is no topic or entry %q", h.To.Text))
			}
		}
	}
}
