package knowledge

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// MaxFile is the most bytes a content file may have. A topic of ten entries is
// about 15 kB; the bound keeps a mistaken upload from being parsed at all.
const MaxFile = 512 << 10

// A file is the text of one content file, and where its lines begin.
type file struct {
	name  string
	text  string
	start []int // byte offset of each line
}

// newFile drops what Windows editors add (a byte order mark, carriage returns),
// which changes no line or column.
func newFile(name string, data []byte) *file {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	f := &file{name: name, text: string(data), start: []int{0}}
	for i := range len(f.text) {
		if f.text[i] == '\n' {
			f.start = append(f.start, i+1)
		}
	}
	return f
}

// at is the position of width characters from a byte offset on.
func (f *file) at(offset, width int) Position {
	line := sort.SearchInts(f.start, offset+1) - 1
	col := utf8.RuneCountInString(f.text[f.start[line]:offset]) + 1
	return Position{File: f.name, Line: line + 1, Col: col, Width: width}
}

// span is the position of a stretch of bytes.
func (f *file) span(from, to int) Position {
	return f.at(from, utf8.RuneCountInString(f.text[from:to]))
}

// line is the text of a line, counted from 1.
func (f *file) line(n int) string {
	if n < 1 || n > len(f.start) {
		return ""
	}
	rest := f.text[f.start[n-1]:]
	text, _, _ := strings.Cut(rest, "\n")
	return text
}

// hiddenCharacters are those that nobody sees in an editor and that change what is
// read: controls, marks that turn the direction of text, spaces without width. The
// joiners U+200C and U+200D belong to some scripts.
var hiddenCharacters = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x{9f}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}\x{2066}-\x{2069}\x{feff}]`)

// hidden reports the hidden characters of a file, the first of each line.
func (f *file) hidden(report func(Position, string, string)) {
	last := 0
	for _, m := range hiddenCharacters.FindAllStringIndex(f.text, -1) {
		r, _ := utf8.DecodeRuneInString(f.text[m[0]:])
		if pos := f.span(m[0], m[1]); pos.Line != last {
			last = pos.Line
			report(pos, "hidden-character", fmt.Sprintf("a character that cannot be seen stands here (U+%04X): delete it", r))
		}
	}
}

// invalid is the offset of the first byte that is not UTF-8, or -1.
func (f *file) invalid() int {
	for i := 0; i < len(f.text); {
		r, size := utf8.DecodeRuneInString(f.text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
