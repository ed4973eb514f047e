package knowledge

import (
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
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

	{"review-overdue", Warning, reviewOverdue},
	{"undated", Warning, undated},
	{"not-reviewed", Warning, notReviewed},
	{"reading-grade", Warning, readingGrade},
	{"long-short-answer", Warning, longShortAnswer},
	{"few-phrasings", Warning, fewPhrasings},
	{"unused-source", Warning, unusedSource},
	{"wording", Warning, wording},
	{"no-helplines", Warning, noHelplines},
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

func unknownSource(c *corpus, report reporter) {
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

// A first remembers who had a name first.
type first map[string]Position

func newFirst() first { return first{} }

// taken reports who has the name already; otherwise it is pos's from now on.
func (f first) taken(name string, pos Position) (Position, bool) {
	name = strings.ToLower(name)
	if name == "" {
		return Position{}, false
	}
	if have, ok := f[name]; ok {
		return have, true
	}
	f[name] = pos
	return Position{}, false
}

func duplicateTopic(c *corpus, report reporter) {
	for _, lang := range c.sortedLanguages() {
		ids, titles := newFirst(), newFirst()
		for _, t := range c.languages[lang].topics {
			if pos, taken := ids.taken(t.ID, t.Pos); taken {
				report(t.Pos, fmt.Sprintf("topic %q is in %s already", t.ID, pos.File))
			}
			if pos, taken := titles.taken(t.Title.Text, t.Title.Pos); taken {
				report(t.Title.Pos, fmt.Sprintf("title %q belongs to another topic already (%s)", t.Title.Text, pos))
			}
		}
	}
}

func duplicateEntry(c *corpus, report reporter) {
	for t := range c.topics() {
		ids := newFirst()
		for _, e := range t.Entries {
			if pos, taken := ids.taken(e.ID, e.idAt); taken {
				message := fmt.Sprintf("entry %q stands already at %s", e.ID, pos)
				if e.idIsMade {
					message += "; give one of them an id of its own, as in {#what-is}"
				}
				report(e.idAt, message)
			}
		}
	}
}

func duplicateAlias(c *corpus, report reporter) {
	for _, lang := range c.sortedLanguages() {
		owner := map[string]*Topic{}
		place := newFirst()
		for _, t := range c.languages[lang].topics {
			place.taken(t.Title.Text, t.Title.Pos)
			if _, ok := owner[strings.ToLower(t.Title.Text)]; !ok {
				owner[strings.ToLower(t.Title.Text)] = t
			}
		}
		for _, t := range c.languages[lang].topics {
			for _, a := range t.Aliases {
				pos, taken := place.taken(a.Text, a.Pos)
				if !taken {
					owner[strings.ToLower(a.Text)] = t
					continue
				}
				report(a.Pos, fmt.Sprintf("alias %q already belongs to %q (%s)", a.Text, owner[strings.ToLower(a.Text)].ID, pos))
			}
		}
	}
}

func duplicateCommand(c *corpus, report reporter) {
	for _, lang := range c.sortedLanguages() {
		commands := newFirst()
		for _, t := range c.languages[lang].topics {
			if pos, taken := commands.taken(t.Command.Text, t.Command.Pos); taken {
				report(t.Command.Pos, fmt.Sprintf("command %q is taken already (%s)", t.Command.Text, pos))
			}
		}
	}
}

var notLetters = regexp.MustCompile(`[^\p{L}\p{N}]+`)

// sameWords is a question without what does not change it: case and punctuation.
func sameWords(question string) string {
	return strings.TrimSpace(notLetters.ReplaceAllString(strings.ToLower(strings.ReplaceAll(question, "'", "")), " "))
}

func sameQuestion(c *corpus, report reporter) {
	for _, lang := range c.sortedLanguages() {
		asked := map[string]*Entry{}
		place := newFirst()
		for _, t := range c.languages[lang].topics {
			for _, e := range t.Entries {
				for _, q := range append([]Phrase{e.Question}, e.AlsoAsked...) {
					words := sameWords(q.Text)
					pos, taken := place.taken(words, q.Pos)
					if !taken {
						asked[words] = e
					} else {
						report(q.Pos, fmt.Sprintf("%q is asked already in %q (%s)", q.Text, asked[words].ID, pos))
					}
				}
			}
		}
	}
}

// commandName is Discord's rule for command names; see
// https://docs.discord.com/developers/interactions/application-commands.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// reserved are Hebb's own commands.
var reserved = []string{"ask", "topics", "help", "privacy", "settings", "library", "crisis", "reload"}

func badCommand(c *corpus, report reporter) {
	for t := range c.topics() {
		name := t.Command.Text
		switch {
		case name == "":
		case !commandName.MatchString(name) || strings.ToLower(name) != name:
			report(t.Command.Pos, fmt.Sprintf("command %q: Discord wants 1 to 32 lower-case letters, digits, hyphens or underscores", name))
		case slices.Contains(reserved, name):
			report(t.Command.Pos, fmt.Sprintf("command %q is one of Hebb's own", name))
		}
	}
}

// maxCommands is Discord's limit of slash commands a bot, less Hebb's own.
const maxCommands = 100

func tooManyCommands(c *corpus, report reporter) {
	for _, lang := range c.sortedLanguages() {
		n := 0
		for _, t := range c.languages[lang].topics {
			if t.Command.Text == "" || t.Status != Published {
				continue
			}
			if n++; n+len(reserved) > maxCommands {
				report(t.Command.Pos, fmt.Sprintf("too many commands: Discord allows %d a bot, %d of them Hebb's own; leave command out here", maxCommands, len(reserved)))
			}
		}
	}
}

func unknownTopic(c *corpus, report reporter) {
	var known []string
	for t := range c.topics() {
		known = append(known, t.ID)
	}
	for t := range c.topics() {
		for _, r := range t.Related {
			switch {
			case r.Text == t.ID:
				report(r.Pos, fmt.Sprintf("topic %q is related to itself", r.Text))
			case !slices.Contains(known, r.Text):
				report(r.Pos, fmt.Sprintf("related topic %q does not exist%s", r.Text, didYouMean(r.Text, known)))
			}
		}
	}
}

// What Discord shows in one reply; see ../shared/research/discord.md, part B. An
// embed has 4096 characters of description and 6000 in all, a button label 80,
// a choice 100, of which numbers, marks and sources need their share.
const (
	maxTitle     = 80
	maxSummary   = 100
	maxQuestion  = 100
	maxID        = 80
	maxShort     = 1200
	maxParagraph = 2000
	maxPhrasing  = 300
)

func tooLong(c *corpus, report reporter) {
	limit := func(what, text string, pos Position, most int) {
		if n := utf8.RuneCountInString(text); n > most {
			report(pos, fmt.Sprintf("%s has %d characters: at most %d fit a Discord reply", what, n, most))
		}
	}
	for t := range c.topics() {
		limit("title", t.Title.Text, t.Title.Pos, maxTitle)
		limit("summary", t.Summary.Text, t.Summary.Pos, maxSummary)
		for _, a := range t.Aliases {
			limit("alias", a.Text, a.Pos, maxTitle)
		}
	}
	for e := range c.entries() {
		limit("question", e.Question.Text, e.Question.Pos, maxQuestion)
		limit("entry id", e.ID, e.idAt, maxID)
		for _, q := range e.AlsoAsked {
			limit("phrasing", q.Text, q.Pos, maxPhrasing)
		}
		for i, p := range e.Paragraphs {
			if i == 0 {
				limit("short answer", p.Text(), p.Pos, maxShort)
			} else {
				limit("paragraph", p.Text(), p.Pos, maxParagraph)
			}
		}
	}
}

// formChecks are the problems that the parsers report, of the form of one file.
// All of them are errors.
var formChecks = []string{
	"also-asked", "bad-citation", "bad-date", "bad-id", "bad-reference", "bad-utf8", "bad-value", "bad-yaml", "duplicate-key",
	"empty-heading", "file-too-large", "front-matter", "heading-level", "helplines", "list", "markup", "missing-summary",
	"missing-title", "no-content", "text-before-entry", "uncited-sentence", "unknown-key", "wrong-type",
}
