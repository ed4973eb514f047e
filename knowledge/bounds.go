package knowledge

import (
	"fmt"
	"path"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// Bounds of a content folder. The shipped library is sixty files and 2 MB; the largest that was
// measured (docs/matching.md) is 8,340 files and 123 MB.
const (
	MaxFiles = 10_000
	MaxBytes = 128 << 20
)

// ErrTooLarge says that a folder goes past them: it is none of content.
var ErrTooLarge = fmt.Errorf("the content folder holds more than %d files or %d MB", MaxFiles, MaxBytes>>20)

// Bounds of a file's shape. The libraries that read Markdown and YAML need time that grows
// with the square of a line, of a paragraph and of the depth, so that half a megabyte of "["
// would keep a core busy for an hour. TestHostileShapes holds what is left at these bounds.
// The shipped library's longest line has 832 bytes, its longest paragraph 2,518.
const (
	maxLineBytes = 4 << 10
	maxParaBytes = 8 << 10 // of Markdown, between two empty lines
	maxDepth     = 16      // of lists, quotations and indentation in Markdown, and of lists in YAML
)

// levels is how many lists and quotations a line of Markdown begins one in another, or how
// many levels of indentation, whichever is more.
func levels(line string) int {
	rest := strings.TrimLeft(line, " \t")
	depth := 0
	for begins := mark(rest); begins > 0; begins = mark(rest) {
		depth++
		rest = strings.TrimLeft(rest[begins:], " \t")
	}
	indented := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	return max(depth, strings.Count(indented, "\t")+strings.Count(indented, "    "))
}

// mark is the length of what begins a list or a quotation at the start of text, 0 for none.
func mark(text string) int {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	switch rest := text[digits:]; {
	case digits > 9 || rest == "":
		return 0
	case digits == 0 && rest[0] == '>':
		return 1
	case len(rest) < 2 || rest[1] != ' ' && rest[1] != '\t':
		return 0
	case digits > 0 && strings.IndexByte(".)", rest[0]) >= 0, digits == 0 && strings.IndexByte("-*+", rest[0]) >= 0:
		return digits + 2
	}
	return 0
}

// bounded reports where a file goes past those bounds, and whether it does not. Nothing is
// parsed of one that does; [MaxFile] comes before.
func (f *file) bounded(report func(Position, string, string)) bool {
	markdown := path.Ext(f.name) == ".md"
	paragraph, ok := 0, true
	refuse := func(line int, message string) {
		report(f.at(f.start[line-1], 1), "out-of-bounds", message)
		ok = false
	}
	for n := 1; n <= len(f.start) && ok; n++ {
		line := f.line(n)
		if paragraph += len(line); strings.TrimSpace(line) == "" {
			paragraph = 0
		}
		switch {
		case len(line) > maxLineBytes:
			refuse(n, fmt.Sprintf("a line of %d bytes: at most %d", len(line), maxLineBytes))
		case markdown && paragraph > maxParaBytes:
			refuse(n, fmt.Sprintf("more than %d bytes without an empty line", maxParaBytes))
		case markdown && levels(line) > maxDepth:
			refuse(n, fmt.Sprintf("more than %d lists, quotations or indentations one in another", maxDepth))
		}
	}
	return ok
}

// tooDeep is the first token of YAML that is nested too deeply, nil if there is none. Lists
// that are indented one in another are bounded by the file's size.
func tooDeep(tokens token.Tokens) *token.Token {
	brackets, dashes, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			line, dashes = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			dashes++
		}
		if brackets > maxDepth || dashes > maxDepth {
			return t
		}
	}
	return nil
}
