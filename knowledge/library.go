package knowledge

import (
	"slices"
	"strings"
	"time"
)

// Fallback is the language that answers where another has no entry.
const Fallback = "en"

// A Library is everything that is served. It is immutable and safe for
// concurrent use. Make one with Load.
type Library struct {
	Version   string // content hash, 12 hexadecimal digits
	Helplines *Helplines
	Editions  []*Edition // one a language, sorted by language

	sources map[string]*Source
}

// Edition returns the library in the language nearest to lang (BCP 47): the
// language itself, its base ("es-MX" → "es"), or the fallback. It is nil only
// in a library without content.
func (l *Library) Edition(lang string) *Edition {
	base, _, _ := strings.Cut(lang, "-")
	for _, want := range []string{lang, base, Fallback} {
		for _, e := range l.Editions {
			if strings.EqualFold(e.Lang, want) {
				return e
			}
		}
	}
	if len(l.Editions) > 0 {
		return l.Editions[0]
	}
	return nil
}

// Source returns the bibliographic record of an id, or nil.
func (l *Library) Source(id string) *Source { return l.sources[id] }

// Sources is how many bibliographic records the library holds.
func (l *Library) Sources() int { return len(l.sources) }

// WithHelplines is the same library with other helplines.
func (l *Library) WithHelplines(h *Helplines) *Library {
	c := *l
	c.Helplines = h
	return &c
}

// An Edition is the library in one language, with the fallback language's
// entries in the places it has none of its own.
type Edition struct {
	Lang    string
	Topics  []*Topic // published, sorted by id
	Lexicon *Lexicon
	Hints   []Hints // of this language alone

	entries map[string]*Entry
}

// Topic returns a topic by id, or nil.
func (e *Edition) Topic(id string) *Topic {
	i, ok := slices.BinarySearchFunc(e.Topics, id, func(t *Topic, id string) int { return strings.Compare(t.ID, id) })
	if !ok {
		return nil
	}
	return e.Topics[i]
}

// Entry returns an entry by id ("depression#what-is"), or nil.
func (e *Edition) Entry(id string) *Entry { return e.entries[id] }

// Entries is all entries, topic by topic, in the order they are written.
func (e *Edition) Entries() []*Entry {
	var all []*Entry
	for _, t := range e.Topics {
		all = append(all, t.Entries...)
	}
	return all
}

// A Topic is one subject: one content file.
type Topic struct {
	ID         string
	Title      Phrase
	Summary    Phrase
	Aliases    []Phrase
	Command    Phrase // slash command, "" for none
	Related    []Phrase
	Status     Status
	Risk       Risk
	Checked    time.Time // the day every sentence was last held against its sources; zero if not told
	ReviewBy   time.Time // zero if not told
	ReviewedBy []Phrase  // clinicians or experts who answer for the text
	Entries    []*Entry
	Pos        Position

	checkedAt, reviewByAt, reviewedByAt Position // where the lines stand
}

// Overdue reports whether the text should have been reviewed before now.
func (t *Topic) Overdue(now time.Time) bool {
	return !t.ReviewBy.IsZero() && now.After(t.ReviewBy.AddDate(0, 0, 1))
}

// Expired reports whether the review is more than a year overdue: the topic is
// then no longer served.
func (t *Topic) Expired(now time.Time) bool {
	// Counting days is slow beside a comparison, and every entry of a reply is asked.
	return !t.ReviewBy.IsZero() && now.After(t.ReviewBy) && now.After(t.ReviewBy.AddDate(1, 0, 1))
}

// Status says whether a topic is served.
type Status string

// The statuses. Only a published topic is served.
const (
	Draft     Status = "draft"
	Published Status = "published"
	Withdrawn Status = "withdrawn"
)

// Risk says how much care an edit to a topic needs.
type Risk string

// The risks. High is for medication, suicide, self-harm and eating disorders.
const (
	Standard Risk = "standard"
	High     Risk = "high"
)

// An Entry is one question and its answer inside a topic.
type Entry struct {
	ID         string // "depression#what-is"
	Topic      *Topic
	Question   Phrase   // the heading
	AlsoAsked  []Phrase // matched, never shown
	Paragraphs []*Paragraph
	Pos        Position

	idAt     Position // where the id is written
	idIsMade bool     // made from the heading: no {#id} was written
}

// Short is the short answer: the first paragraph.
func (e *Entry) Short() *Paragraph { return e.Paragraphs[0] }

// A Paragraph is the smallest thing that is quoted: sentences that stay
// together, so that a caveat travels with its claim.
type Paragraph struct {
	Sentences []Sentence
	Pos       Position
}

// Text is the paragraph as plain text, a list item a line.
func (p *Paragraph) Text() string {
	var b strings.Builder
	for i, s := range p.Sentences {
		b.WriteString(p.Gap(i) + s.Text)
	}
	return b.String()
}

// Gap is what stands before sentence i: nothing, a space, or the start of a line
// or list item.
func (p *Paragraph) Gap(i int) string {
	switch {
	case p.Sentences[i].Item:
		return "\n- "
	case i > 0 && p.Sentences[i-1].Item:
		return "\n"
	case i > 0:
		return " "
	}
	return ""
}

// A Sentence is text with its citations; it has at least one.
type Sentence struct {
	Text      string
	Citations []Citation
	Item      bool // an item of a list
	Pos       Position
}

// Certainty is the weakest grade among the sentence's citations.
func (s Sentence) Certainty() Certainty {
	weakest := Established
	for _, c := range s.Citations {
		weakest = max(weakest, c.Certainty)
	}
	return weakest
}

// A Citation is a source and how certain the evidence is.
type Citation struct {
	Source    string // id in references.yaml
	Certainty Certainty
	Pos       Position
}

// Certainty grades evidence, strongest first.
type Certainty int

// The grades, in the words of the source dossiers.
const (
	Established Certainty = iota
	Moderate
	Emerging
	Contested
)

var certainties = [...]string{"established", "moderate", "emerging", "contested"}

func (c Certainty) String() string { return certainties[c] }

// A Source is a bibliographic record.
type Source struct {
	ID        string
	Title     string
	Authors   string // "" if not told
	Publisher string // for a paper its journal
	Year      string // "" if the page has no date
	URL       string
	Genre     string // kind of source: government, guideline, systematic-review …
	Pos       Position
}

// A Phrase is text with its place in a file.
type Phrase struct {
	Text string
	Pos  Position
}
