// Package edit changes parts of content files: an entry of a topic, a phrasing of an
// entry, a helpline. It works on texts and reads no files.
//
// Where an entry stands is asked of package knowledge, so that both always mean the same
// one. What is not changed stays letter for letter: byte order mark, line endings, blank
// lines and all. What would reach beyond its place is refused: a second heading, front
// matter, or a mark that swallows what follows.
package edit

import (
	"errors"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
)

// Why an edit is refused. Each is for the person who wrote it, in words of the caller's.
var (
	ErrNoEntry     = errors.New("there is no such entry")
	ErrFrontMatter = errors.New("an entry holds no front matter")
	ErrHeadings    = errors.New("an entry is one heading, with ## at its start, and what stands under it")
	ErrID          = errors.New("an entry keeps its id")
	ErrOthers      = errors.New("the text reaches beyond its place")
	ErrPhrase      = errors.New("a phrasing is one line of plain words")
	ErrAsked       = errors.New("the entry has that phrasing already")
	ErrNoHelpline  = errors.New("there is no such helpline")
	ErrHelpline    = errors.New(`a helpline is one item: its first line begins with "- ", and the others are indented`)
)

// blanks is what is not counted to an entry at its end.
const blanks = " \t\r\n"

// A file is the text of a topic file, and where its entries begin in it.
type file struct {
	path, text string
	entries    []*knowledge.Entry
	at         []int
}

func read(path, text string) file {
	t, _ := knowledge.ParseTopic(path, []byte(text))
	f := file{path: path, text: text, entries: t.Entries}
	line, offset := 1, 0
	for _, e := range t.Entries {
		for ; line < e.Pos.Line; line++ {
			offset += strings.IndexByte(text[offset:], '\n') + 1
		}
		f.at = append(f.at, offset)
	}
	return f
}

// index is the number of an entry, the first of that id; -1 if there is none.
func (f file) index(id string) int {
	return slices.IndexFunc(f.entries, func(e *knowledge.Entry) bool { return e.ID == id })
}

// span is where an entry stands, from its heading to its last letter.
func (f file) span(n int) (from, to int) {
	from, to = f.at[n], len(f.text)
	if n+1 < len(f.at) {
		to = f.at[n+1]
	}
	return from, from + len(strings.TrimRight(f.text[from:to], blanks))
}

func (f file) entry(n int) string {
	from, to := f.span(n)
	return f.text[from:to]
}

// newline is how lines end in a text.
func newline(text string) string {
	if n := strings.Count(text, "\r\n"); n > 0 && 2*n >= strings.Count(text, "\n") {
		return "\r\n"
	}
	return "\n"
}

// plain is a stretch of text as it is edited: lines end in "\n", and no blank ones stand
// around it.
func plain(text string) string {
	return strings.TrimLeft(strings.TrimRight(strings.ReplaceAll(text, "\r", ""), blanks), "\n")
}

// with is the file with a stretch of it replaced, in its own line endings.
func (f file) with(from, to int, text string) string {
	return f.text[:from] + strings.ReplaceAll(text, "\n", newline(f.text)) + f.text[to:]
}

// Entry is the text of an entry of a topic file, heading and all, with lines that end in
// "\n", and the line its heading stands on.
func Entry(path, text, id string) (entry string, line int, err error) {
	f := read(path, text)
	n := f.index(id)
	if n < 0 {
		return "", 0, ErrNoEntry
	}
	return plain(f.entry(n)), f.entries[n].Pos.Line, nil
}

// ReplaceEntry gives an entry another text. Its id stays.
func ReplaceEntry(path, text, id, entry string) (string, error) {
	f := read(path, text)
	n := f.index(id)
	if n < 0 {
		return "", ErrNoEntry
	}
	entry = plain(entry)
	if entry == plain(f.entry(n)) {
		return text, nil
	}
	from, to := f.span(n)
	now := read(path, f.with(from, to, entry))
	if err := f.becomes(now, n, 1, entry); err != nil {
		return "", err
	}
	if now.entries[n].ID != id {
		return "", ErrID
	}
	return now.text, nil
}

// AddEntry adds an entry at the end of a topic file, and says its id.
func AddEntry(path, text, entry string) (out, id string, err error) {
	f := read(path, text)
	entry = plain(entry)
	nl := newline(text)
	gap, end := "\n\n", ""
	if strings.HasSuffix(text, nl) {
		gap, end = "\n", "\n"
	}
	if strings.HasSuffix(text, nl+nl) {
		gap = ""
	}
	now := read(path, f.with(len(text), len(text), gap+entry+end))
	n := len(f.entries)
	if err := f.becomes(now, n, 0, entry); err != nil {
		return "", "", err
	}
	return now.text, now.entries[n].ID, nil
}

// becomes reports why now is not the file with one entry at number n in place of so many:
// all others must be as they were, whatever marks the new one is written with.
func (f file) becomes(now file, n, replaced int, entry string) error {
	first, _, _ := strings.Cut(entry, "\n")
	if strings.TrimRight(first, " ") == "---" {
		return ErrFrontMatter
	}
	alone := read(f.path, "---\n---\n"+entry)
	if len(alone.entries) != 1 || alone.entries[0].Pos.Line != 3 {
		return ErrHeadings
	}
	if len(now.entries) != len(f.entries)-replaced+1 || now.entries[n].ID != alone.entries[0].ID || plain(now.entry(n)) != entry {
		return ErrOthers
	}
	for m := range now.entries {
		was := m
		if m > n {
			was = m - 1 + replaced
		}
		if m != n && (now.entries[m].ID != f.entries[was].ID || now.entry(m) != f.entry(was)) {
			return ErrOthers
		}
	}
	return nil
}

// AddPhrasing adds a line to what is also asked of an entry, and the block of such lines
// where there is none.
func AddPhrasing(path, text, id, phrase string) (string, error) {
	f := read(path, text)
	n := f.index(id)
	if n < 0 {
		return "", ErrNoEntry
	}
	phrase = strings.Join(strings.Fields(phrase), " ")
	if phrase == "" || strings.Contains(phrase, "[@") {
		return "", ErrPhrase
	}
	e := f.entries[n]
	for _, p := range append([]knowledge.Phrase{e.Question}, e.AlsoAsked...) {
		if strings.EqualFold(strings.Join(strings.Fields(p.Text), " "), phrase) {
			return "", ErrAsked
		}
	}
	return ReplaceEntry(path, text, id, withPhrasing(plain(f.entry(n)), phrase))
}

// withPhrasing is an entry with one more line of what is also asked.
func withPhrasing(entry, phrase string) string {
	lines := strings.Split(entry, "\n")
	block := len(lines) > 1 && strings.EqualFold(strings.TrimSpace(lines[1]), "also asked:")
	at := 1
	for block && at < len(lines) && strings.TrimSpace(lines[at]) != "" {
		at++
	}
	added := []string{"- " + phrase}
	if !block {
		added = []string{"Also asked:", "- " + phrase}
		if len(lines) > 1 && strings.TrimSpace(lines[1]) != "" {
			added = append(added, "") // the answer begins after a blank line
		}
	}
	return strings.Join(slices.Insert(lines, at, added...), "\n")
}
