package config

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

const (
	fileLimit = 1 << 20 // bytes in a settings file
	lineLimit = 10_000  // lines in it; the lexer's time grows with the square of a block's lines
)

// A source is the text of a settings file.
type source struct {
	path, text string
	widths     []int            // characters in each line
	seen       map[string]Place // where each key was given first
}

// newSource returns the source in a file's bytes. A byte order mark is no part
// of the first key.
func newSource(path string, data []byte) *source {
	s := &source{path: path, text: strings.TrimPrefix(string(data), "\ufeff"), seen: map[string]Place{}}
	for line := range strings.SplitSeq(s.text, "\n") {
		s.widths = append(s.widths, utf8.RuneCountInString(line))
	}
	return s
}

// check finds what makes the text unfit for any YAML parser.
func (s *source) check() (at Place, problem string) {
	switch {
	case len(s.text) > fileLimit:
		return Place{File: s.path}, "the file is larger than 1 MiB"
	case len(s.widths) > lineLimit:
		return Place{File: s.path}, "the file is longer than 10000 lines"
	}
	line, column := 1, 1
	for i, r := range s.text {
		if problem := s.unfit(i, r); problem != "" {
			return Place{File: s.path, Line: line, Column: column}, problem
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return Place{}, ""
}

// unfit says what is wrong with the character at i, if anything.
func (s *source) unfit(i int, r rune) string {
	switch {
	case r == utf8.RuneError && !strings.HasPrefix(s.text[i:], string(utf8.RuneError)):
		return "the file is not in UTF-8 from here on"
	case r == '\n' || r == '\t' || strings.HasPrefix(s.text[i:], "\r\n"):
		return ""
	case unicode.IsControl(r):
		return fmt.Sprintf("a control character (%U) stands here: want text", r)
	}
	return ""
}

// place is where a token begins. The lexer's idea of that can lie outside the
// text, as for the value after a key that has none.
func (s *source) place(t *token.Token) Place {
	line := min(max(t.Position.Line, 1), len(s.widths))
	column := min(max(t.Position.Column, 1), s.widths[line-1]+1)
	return Place{File: s.path, Line: line, Column: column}
}
