package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Checks that what is written fits Discord.

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
	maxLine      = 300 // name and ways to reach a helpline: some six of them share 2000 characters
	maxCitations = 8   // of a sentence: each is a link in the text
)

func tooLong(c *corpus, report reporter) {
	limit := func(what, text string, pos Position, most int) {
		if n := utf8.RuneCountInString(text); n > most {
			report(pos, fmt.Sprintf("%s has %d characters: at most %d fit a Discord reply", what, n, most))
		}
	}
	for h := range c.lines() {
		limit("helpline "+h.ID, h.Name+h.Audience+h.Phone+h.Text+h.Chat+h.Hours+h.URL, h.Pos, maxLine)
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
			for _, s := range p.Sentences {
				if n := len(s.Citations); n > maxCitations {
					report(s.Pos, fmt.Sprintf("the sentence has %d citations: at most %d fit a Discord reply", n, maxCitations))
				}
			}
			if i == 0 {
				limit("short answer", p.Text(), p.Pos, maxShort)
			} else {
				limit("paragraph", p.Text(), p.Pos, maxParagraph)
			}
		}
	}
}
