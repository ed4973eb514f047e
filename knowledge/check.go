package knowledge

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

// checks is every check on a content folder as a whole; what is wrong with the
// form of a single file, its parser reports. To add one, write a function, add a
// row here, a file testdata/check/NAME.txtar, and a line in docs/content.md.
var checks = []check{
	{"unknown-source", Error, unknownSource},
	{"duplicate-source", Error, duplicateSource},
	{"no-answer", Error, noAnswer},
	{"short-answer", Error, shortAnswer},
	{"duplicate-topic", Error, duplicateTopic},
	{"duplicate-entry", Error, duplicateEntry},
	{"duplicate-alias", Error, duplicateAlias},
	{"duplicate-command", Error, duplicateCommand},
	{"same-question", Error, sameQuestion},
	{"bad-command", Error, badCommand},
	{"too-many-commands", Error, tooManyCommands},
	{"unknown-topic", Error, unknownTopic},
	{"too-long", Error, tooLong},
	{"future-date", Error, futureDate},
	{"nothing-served", Error, nothingServed},

	{"review-overdue", Warning, reviewOverdue},
	{"undated", Warning, undated},
	{"not-reviewed", Warning, notReviewed},
	{"reading-grade", Warning, readingGrade},
	{"long-short-answer", Warning, longShortAnswer},
	{"few-phrasings", Warning, fewPhrasings},
	{"unused-source", Warning, unusedSource},
	{"wording", Warning, wording},
	{"no-helplines", Warning, noHelplines},
	{"stale-helplines", Warning, staleHelplines},
	{"unknown-hint", Warning, unknownHint},
	{"ignored-file", Warning, ignoredFile},
}

// A check finds one kind of problem.
type check struct {
	name     string // stable: moderators and CI refer to it
	severity Severity
	find     func(c *corpus, report func(pos Position, message string))
}

type reporter = func(pos Position, message string)

func (c *corpus) sortedLanguages() []string { return slices.Sorted(maps.Keys(c.languages)) }

// topics is every topic of every language.
func (c *corpus) topics() iter.Seq[*Topic] {
	return func(yield func(*Topic) bool) {
		for _, lang := range c.sortedLanguages() {
			for _, t := range c.languages[lang].topics {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// entries is every entry of every topic.
func (c *corpus) entries() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for t := range c.topics() {
			for _, e := range t.Entries {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// sentences is every sentence of every entry.
func (c *corpus) sentences() iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		for e := range c.entries() {
			for _, p := range e.Paragraphs {
				for _, s := range p.Sentences {
					if !yield(s) {
						return
					}
				}
			}
		}
	}
}

// unreadable reports whether a file was read in part at most: what is missing
// from it cannot be held against others.
func (c *corpus) unreadable(file string) bool {
	return slices.ContainsFunc(c.problems, func(d Diagnostic) bool {
		return d.File == file && slices.Contains([]string{"bad-yaml", "bad-utf8", "file-too-large", "wrong-type"}, d.Check)
	})
}

// lines is every helpline, directory and tool.
func (c *corpus) lines() iter.Seq[*Helpline] {
	return func(yield func(*Helpline) bool) {
		if c.helplines == nil {
			return
		}
		all := slices.Concat(c.helplines.Directories, c.helplines.Tools)
		for _, code := range slices.Sorted(maps.Keys(c.helplines.Countries)) {
			all = append(all, c.helplines.Countries[code].Lines...)
		}
		for _, h := range all {
			if !yield(h) {
				return
			}
		}
	}
}

func unknownSource(c *corpus, report reporter) {
	if c.unreadable(referencesFile) {
		return
	}
	var known []string
	for _, s := range c.sources {
		known = append(known, s.ID)
	}
	seen := map[Position]bool{} // the items of a list share the lead-in's citation
	for s := range c.sentences() {
		for _, cite := range s.Citations {
			if !slices.Contains(known, cite.Source) && !seen[cite.Pos] {
				seen[cite.Pos] = true
				report(cite.Pos, fmt.Sprintf("source %q is not in %s%s", cite.Source, referencesFile, didYouMean(cite.Source, known)))
			}
		}
	}
}

func duplicateSource(c *corpus, report reporter) {
	first := newFirst()
	for _, s := range c.sources {
		if pos, taken := first.taken(s.ID, s.Pos); taken {
			report(s.Pos, fmt.Sprintf("source %q stands already at %s", s.ID, pos))
		}
	}
}

func unusedSource(c *corpus, report reporter) {
	if c.unreadable(referencesFile) {
		return
	}
	used := map[string]bool{}
	for s := range c.sentences() {
		for _, cite := range s.Citations {
			used[cite.Source] = true
		}
	}
	for _, s := range c.sources {
		if s.ID != "" && !used[s.ID] {
			report(s.Pos, fmt.Sprintf("source %q is cited nowhere", s.ID))
		}
	}
}

func nothingServed(c *corpus, report reporter) {
	for t := range c.topics() {
		if t.Status == Published {
			return
		}
	}
	if len(c.languages) > 0 { // without any, no-content says so
		report(Position{File: ".", Line: 1, Col: 1}, "no topic is published: nothing could be answered")
	}
}

func noAnswer(c *corpus, report reporter) {
	for t := range c.topics() {
		if len(t.Entries) == 0 {
			report(t.Pos, `the topic has no entry: write "## Question?" and its answer`)
		}
	}
	for e := range c.entries() {
		if len(e.Paragraphs) == 0 {
			report(e.Pos, fmt.Sprintf("entry %q has no answer", e.ID))
		}
	}
}

func shortAnswer(c *corpus, report reporter) {
	for e := range c.entries() {
		if len(e.Paragraphs) == 0 {
			continue
		}
		p := e.Short()
		if slices.ContainsFunc(p.Sentences, func(s Sentence) bool { return s.Item }) {
			report(p.Pos, "the first paragraph is the short answer: it holds no list")
		} else if n := len(p.Sentences); n > 4 {
			report(p.Pos, fmt.Sprintf("the short answer has %d sentences: 1 to 4 stand alone best", n))
		}
	}
}

// formChecks are the problems that the parsers report, of the form of one file.
// All of them are errors.
var formChecks = []string{
	"also-asked", "bad-citation", "bad-date", "bad-id", "bad-reference", "bad-utf8", "bad-value", "bad-yaml", "duplicate-key",
	"empty-heading", "file-too-large", "front-matter", "heading-level", "hidden-character", "helplines", "list", "markup", "missing-summary",
	"missing-title", "no-content", "out-of-bounds", "text-before-entry", "uncited-sentence", "unknown-key", "wrong-type",
}
