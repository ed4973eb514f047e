package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Place is where a value was given: in a file, or in a variable.
type Place struct {
	File         string // the path as it was given; "" for a variable
	Line, Column int    // from 1, columns in characters; 0 for the file as a whole
	Variable     string // the variable's name; "" for a file
}

// String returns file:line:column, the file alone, or the variable's name.
func (p Place) String() string {
	switch {
	case p.Variable != "":
		return p.Variable
	case p.Line == 0:
		return p.File
	default:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
}

// A Mistake is one thing wrong with the settings. Its message never quotes a
// secret.
type Mistake struct {
	Place
	Message string
	Check   string // the key concerned, or else yaml, unknown-key or unknown-variable
}

// String returns the mistake in a line, as a compiler would tell it.
func (m Mistake) String() string {
	return fmt.Sprintf("%s: error: %s [%s]", m.Place, m.Message, m.Check)
}

// Errors is every mistake in the settings: those of the file in its order, then
// those of the environment by variable.
type Errors []Mistake

// Error returns the mistakes, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, m := range e {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// sorted puts mistakes in order and keeps the first of those at one spot, since
// a refused piece of YAML is often bad syntax for the parser also.
func (e Errors) sorted() Errors {
	slices.SortStableFunc(e, func(a, b Mistake) int {
		return cmp.Or(
			cmp.Compare(a.Variable, b.Variable),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
		)
	})
	return slices.CompactFunc(e, func(a, b Mistake) bool {
		return a.Line > 0 && a.Place == b.Place
	})
}

// quote quotes text for a message, on one line and not at any length.
func quote(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return strconv.Quote(text)
}
