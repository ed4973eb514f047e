package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Position is a place in a content file. Line and Col count from 1, Col in
// characters and front matter included; Width is how many characters are meant.
type Position struct {
	File             string
	Line, Col, Width int
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// Severity tells what a Diagnostic does.
type Severity int

// An Error keeps the version from being served; a Warning does not.
const (
	Warning Severity = iota
	Error
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// A Diagnostic is one problem in a content file, told like a compiler.
type Diagnostic struct {
	Position
	Severity Severity
	Check    string // stable name: "unknown-source"
	Message  string
	Source   string // the line it is about, "" where there is none
}

// String is the diagnostic on one line.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", d.Position, d.Severity, d.Message, d.Check)
}

// Snippet is the line the diagnostic is about with a caret under the place, or
// "" where there is no line to show.
func (d Diagnostic) Snippet() string {
	if d.Source == "" {
		return ""
	}
	line := hiddenCharacters.ReplaceAllString(d.Source, "\ufffd") // nothing for a terminal to obey
	before := []rune(line)[:min(d.Col-1, utf8.RuneCountInString(line))]
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(before))
	left := utf8.RuneCountInString(line) - len(before)
	tail := strings.Repeat("~", max(0, min(d.Width, left)-1))
	return fmt.Sprintf("%4d | %s\n     | %s^%s", d.Line, line, pad, tail)
}

// Narrow is the diagnostic with only so many characters of its line, those around the place.
func (d Diagnostic) Narrow(most int) Diagnostic {
	line := []rune(d.Source)
	if from := min(d.Col-1-most/3, len(line)); from > 0 && len(line) > most {
		line = append([]rune("…"), line[from:]...)
		d.Col -= from - 1
	}
	if len(line) > most {
		line = append(line[:most-1:most-1], '…')
	}
	d.Source = string(line)
	return d
}

// Diagnostics is what a check found, sorted by file, line and column.
type Diagnostics []Diagnostic

// Errors counts the errors.
func (ds Diagnostics) Errors() int {
	n := 0
	for _, d := range ds {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

// Sort sorts by file, line and column.
func (ds Diagnostics) Sort() {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.Check, b.Check))
	})
}
