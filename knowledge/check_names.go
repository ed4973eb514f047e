package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Checks that a name belongs to one thing only, and exists.

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
