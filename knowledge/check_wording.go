package knowledge

import (
	_ "embed"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

//go:embed wording.txt
var wordingFile string

// unsafeWords is wording.txt: a pattern, " => ", and what to write instead.
var unsafeWords = parseWording(wordingFile)

type advice struct {
	pattern *regexp.Regexp
	holds   []string // what matches holds one of these, in small letters; nil if that is not known
	instead string
}

// find is what of a text the advice is about. lower is the text in small letters: nearly
// every text is clean, and to look for a few words is far less work than a pattern.
func (a advice) find(text, lower string) string {
	if a.holds != nil && !slices.ContainsFunc(a.holds, func(word string) bool { return strings.Contains(lower, word) }) {
		return ""
	}
	return a.pattern.FindString(text)
}

// held is texts of which each match of a pattern holds one, as long ones as can be told; nil
// if a match may do without.
func held(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return held(re.Sub[0])
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			one := held(sub)
			if one == nil {
				return nil
			}
			all = append(all, one...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if one := held(sub); shortest(one) > shortest(best) {
				best = one
			}
		}
		return best
	}
	return nil
}

func shortest(texts []string) int {
	if texts == nil {
		return 0
	}
	return len(slices.MinFunc(texts, func(a, b string) int { return len(a) - len(b) }))
}

func parseWording(text string) []advice {
	var out []advice
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pattern, instead, _ := strings.Cut(line, " => ")
		whole := `(?i)\b(?:` + pattern + `)`
		out = append(out, advice{regexp.MustCompile(whole), held(parsed(whole)), instead})
	}
	return out
}

// parsed is a pattern that compiles, as a tree.
func parsed(pattern string) *syntax.Regexp {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return re
}

func wording(c *corpus, report reporter) {
	look := func(text string, pos Position) {
		lower := strings.ToLower(text)
		for _, a := range unsafeWords {
			if m := a.find(text, lower); m != "" {
				report(pos, fmt.Sprintf("%q: %s", strings.TrimSpace(m), a.instead))
			}
		}
	}
	for t := range c.topics() {
		look(t.Title.Text, t.Title.Pos)
		look(t.Summary.Text, t.Summary.Pos)
	}
	for e := range c.entries() {
		look(e.Question.Text, e.Question.Pos)
		for _, p := range e.Paragraphs {
			for _, s := range p.Sentences {
				look(s.Text, s.Pos)
			}
		}
	}
}
