// Package responses decides what Hebb says: a Question in, a Reply out.
//
// A question is triaged first and searched second. Every sentence of a reply is
// either the library's, with its citations, or one of the fixed texts in
// responses/wording; none is made up. The package knows nothing of Discord and
// does not log.
package responses

import (
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses/triage"
)

// A Question is what was asked, and where it came from.
type Question struct {
	Text    string
	Country string   // ISO 3166-1 alpha-2 for the helplines, "" if unknown
	Locale  string   // BCP 47, "" for the fallback language
	About   string   // the entry the conversation stands on, "" for none
	Hidden  []string // ids of topics and entries that are not served where it is asked
	Theirs  bool     // the text is somebody else's than the asker's
	Explain bool     // fill in Reply.Explanation, for Reply.Why

	Withdrawn []string // ids of entries that are served nowhere until they were reviewed
}

// A Kind says what a reply is. It is never inferred from wording.
type Kind string

// The kinds.
const (
	Answer     Kind = "answer"
	Choices    Kind = "choices" // "did you mean"
	NoAnswer   Kind = "no-answer"
	Crisis     Kind = "crisis"
	Boundary   Kind = "boundary" // advice that only a professional can give
	Sensitive  Kind = "sensitive"
	OutOfScope Kind = "out-of-scope"
	Help       Kind = "help"
)

// A Reply is what the bot says before any platform shapes it. Its slices are the
// caller's; what they point to belongs to the library and is not to be changed.
type Reply struct {
	Question    string
	Kind        Kind
	Category    triage.Category // as delivered
	Confidence  float64         // of the best candidate, 0..1
	Candidates  []Candidate     // best first, at most five
	Title       string
	Lead        string // what the bot says itself, before the rest
	Paragraphs  []Paragraph
	Sources     []Source   // in the order of their numbers, 1 first
	Helplines   []Helpline // to be listed
	Named       []Helpline // those that Lead or Notice names already
	Choices     []Link
	Related     []Link
	More        bool   // the entry says more than is quoted
	Notice      string // what the bot says itself, after the rest
	Private     bool   // to be shown to nobody but the asker
	Minor       bool   // the asker is under 18
	Language    string // what was asked in, ISO 639-1; "" for English, and where that is not certain
	Directory   string // web address of a directory of lines, for every reply
	Provenance  Provenance
	Explanation *Explanation // nil unless asked for
	Err         error        // what went wrong, for the operator; the reply stands all the same
}

// Reachable is everybody the reply shows that a person can turn to.
func (r Reply) Reachable() []Helpline {
	all := slices.Clone(r.Helplines)
	for _, h := range r.Named {
		if !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	return all
}

// A Candidate is an entry that was considered.
type Candidate struct {
	Entry      string
	Topic      string
	Confidence float64
}

// A Paragraph is one paragraph of an entry.
type Paragraph struct {
	Entry     string
	Text      string
	Sentences []Sentence
}

// A Sentence is a sentence with what stands after it.
type Sentence struct {
	knowledge.Sentence

	// Gap is what stands before it: nothing, a space, or a line's or item's start.
	Gap string
	// Marks are the numbers of its sources, where they are to be shown: once for
	// a run of sentences with the same sources.
	Marks []int
	// Evidence is shown with the marks: the certainty if it is emerging or
	// contested, Established otherwise.
	Evidence knowledge.Certainty
}

// A Source is a source with its number.
type Source struct {
	Number int
	*knowledge.Source
}

// A Helpline is somewhere a person can turn to.
type Helpline struct {
	ID, Kind, Country, Name, Audience, Phone, Text, Chat, Hours, URL string
}

// Line is the line as it is shown: its name, and the ways to reach it. label gives
// short texts by key.
func (h Helpline) Line(label func(key string) string) (name, ways string) {
	name = h.Name
	if h.Kind == "emergency" {
		name = label("emergency") + " (" + name + ")"
	}
	if h.Audience != "" {
		name += " (" + h.Audience + ")"
	}
	var parts []string
	for _, way := range []struct{ label, value string }{{"phone", h.Phone}, {"text", h.Text}, {"chat", h.Chat}, {"hours", h.Hours}} {
		if way.value != "" {
			parts = append(parts, strings.TrimSpace(label(way.label)+" "+way.value))
		}
	}
	if h.URL != "" && h.URL != h.Chat {
		parts = append(parts, h.URL)
	}
	return name, strings.Join(parts, "; ")
}

// A Link leads to another entry.
type Link struct {
	Entry string
	Title string
}

// Provenance lets a reply be replayed.
type Provenance struct {
	Entry   string // of the first paragraph, "" if nothing is quoted
	Library string // its version
	Build   string // of the program
}

// String is the provenance on one line, the entry first if there is one.
func (p Provenance) String() string {
	text := "library " + p.Library + " · hebb " + p.Build
	if p.Entry != "" {
		text = p.Entry + " · " + text
	}
	return text
}

// An Explanation is what a reply was made from; Why tells it.
type Explanation struct {
	Triage   triage.Verdict
	Matches  []match.Match // those that are served, best first
	Unserved []Unserved    // those that are not, and would be near enough to be offered
}

// An Unserved is a match that is not served where the question comes from.
type Unserved struct {
	match.Match
	Because Because
}

// Because says why an entry is not served.
type Because string

// The reasons.
const (
	Expired Because = "expired" // its review is more than a year overdue
	Hidden  Because = "hidden"  // the place has switched it off

	Withdrawn Because = "withdrawn" // it is served nowhere until it was reviewed
)
