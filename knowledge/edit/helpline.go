package edit

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/hebb-bot/hebb/knowledge"
)

// Helpline is the text of one helpline in helplines.yaml, from its dash on, without the
// indentation that all its lines share.
func Helpline(text, id string) (string, error) {
	from, to, indent, ok := helpline(text, id)
	if !ok {
		return "", ErrNoHelpline
	}
	return outdent(plain(text[from:to]), indent), nil
}

// ReplaceHelpline gives a helpline another text. Its id stays, and so do all others.
func ReplaceHelpline(text, id, item string) (string, error) {
	from, to, indent, ok := helpline(text, id)
	if !ok {
		return "", ErrNoHelpline
	}
	item = plain(item)
	if item == outdent(plain(text[from:to]), indent) {
		return text, nil
	}
	for n, line := range strings.Split(item, "\n") {
		if n == 0 != strings.HasPrefix(line, "- ") || n > 0 && line != "" && line[0] != ' ' {
			return "", ErrHelpline
		}
	}
	indented := indent + strings.ReplaceAll(strings.ReplaceAll(item, "\n", "\n"+indent), "\n"+indent+"\n", "\n\n")
	now := file{text: text}.with(from, to, indented)
	if again, err := Helpline(now, id); err != nil || again != item {
		return "", ErrID
	}
	if !sameOthers(text, now, id) {
		return "", ErrOthers
	}
	return now, nil
}

var item = regexp.MustCompile(`^( *)- +\S`)

// helpline finds the smallest item of a list that has an id.
func helpline(text, id string) (from, to int, indent string, ok bool) {
	has := regexp.MustCompile(`(?m)(?:^ *(?:- +)?|[{,] *)id: *["']?` + regexp.QuoteMeta(id) + `["']? *(?:$|[,}#\r])`)
	at := 0
	for line := range strings.Lines(text) {
		if m := item.FindStringSubmatch(line); m != nil {
			end := at + len(line) + itemEnd(text[at+len(line):], m[1])
			end = at + len(strings.TrimRight(text[at:end], blanks))
			if has.MatchString(text[at:end]) && (!ok || end-at < to-from) {
				from, to, indent, ok = at, end, m[1], true
			}
		}
		at += len(line)
	}
	return from, to, indent, ok
}

// itemEnd is how much of a text belongs to an item above it: what is indented deeper than
// its dash. Comments and blank lines count only with what follows them.
func itemEnd(text, indent string) (end int) {
	at := 0
	for line := range strings.Lines(text) {
		at += len(line)
		bare := strings.TrimLeft(line, " ")
		switch {
		case strings.TrimRight(bare, blanks) == "" || bare[0] == '#':
		case len(line)-len(bare) <= len(indent):
			return end
		default:
			end = at
		}
	}
	return end
}

// outdent takes an indentation from each line that has it.
func outdent(text, indent string) string {
	lines := strings.Split(text, "\n")
	for n := range lines {
		lines[n] = strings.TrimPrefix(lines[n], indent)
	}
	return strings.Join(lines, "\n")
}

// sameOthers reports whether two texts of helplines.yaml say the same but for one line. Of
// one that cannot be read the checks will tell.
func sameOthers(before, after, id string) bool {
	a, errA := knowledge.LoadHelplines(fstest.MapFS{"helplines.yaml": {Data: []byte(before)}})
	b, errB := knowledge.LoadHelplines(fstest.MapFS{"helplines.yaml": {Data: []byte(after)}})
	return errA != nil || errB != nil || reflect.DeepEqual(without(a, id), without(b, id))
}

// without is all that helplines say, in order, but for one of them.
func without(h *knowledge.Helplines, id string) []any {
	out := []any{h.Compiled, h.CheckedByHuman, h.RecheckDays}
	lines := func(all []*knowledge.Helpline) {
		for _, l := range all {
			if l.ID != id {
				said := *l
				said.Pos = knowledge.Position{}
				out = append(out, said)
			}
		}
	}
	lines(h.Directories)
	lines(h.Tools)
	for _, code := range slices.Sorted(maps.Keys(h.Countries)) {
		c := h.Countries[code]
		out = append(out, code, c.Name, c.Emergency)
		lines(c.Lines)
	}
	return out
}
