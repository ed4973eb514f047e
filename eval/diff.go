package eval

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// Answer-diff: which questions are answered differently because of an edit. Both libraries
// are asked all of their own questions, through triage and thresholds as a member asks. An
// edit anywhere moves weights that are learnt from the whole library, so none is left out.

// An Asked is a question that both libraries are asked.
type Asked struct {
	Text   string
	Locale string
	ID     string // in a file of questions, "" for one of a library's own
	Old    string // the entry whose own question it is in the old library, "" for none
	New    string // the same in the new one
	Gone   bool   // the new library has no such entry as Old
	Fresh  bool   // the old library had no such entry as New
}

func (a Asked) key() string { return a.Locale + "\n" + a.Text }

// Own is the questions of both libraries, each once: headings and what is also asked, of
// every language's own folder, in the order they are written.
func Own(old, now *knowledge.Library) []Asked {
	all := map[string]*Asked{}
	var order []*Asked
	at := func(locale, text string) *Asked {
		a := Asked{Text: text, Locale: locale}
		if all[a.key()] == nil {
			all[a.key()] = &a
			order = append(order, &a)
		}
		return all[a.key()]
	}
	for locale, e := range questionsOf(now) {
		a := at(locale, e.text)
		a.New, a.Fresh = e.id, !holds(old, locale, e.id)
	}
	for locale, e := range questionsOf(old) {
		a := at(locale, e.text)
		a.Old, a.Gone = e.id, !holds(now, locale, e.id)
	}
	out := make([]Asked, len(order))
	for i, a := range order {
		out[i] = *a
	}
	return out
}

type own struct{ id, text string }

// questionsOf goes through the questions of a library by language.
func questionsOf(l *knowledge.Library) func(yield func(locale string, q own) bool) {
	return func(yield func(string, own) bool) {
		for _, edition := range l.Editions {
			for _, e := range edition.Entries() {
				if !strings.HasPrefix(e.Pos.File, edition.Lang+"/") {
					continue // stands in for one that its language lacks
				}
				for _, q := range append([]knowledge.Phrase{e.Question}, e.AlsoAsked...) {
					if !yield(edition.Lang, own{e.ID, q.Text}) {
						return
					}
				}
			}
		}
	}
}

func holds(l *knowledge.Library, locale, entry string) bool {
	e := l.Edition(locale)
	return e != nil && e.Entry(entry) != nil
}

// ReadAsked reads questions to be asked besides: a column text, and id if it is there.
func ReadAsked(r io.Reader, name string) ([]Asked, error) {
	t, err := readTable(r, name, "text")
	if err != nil {
		return nil, err
	}
	var out []Asked
	for _, row := range t.rows {
		out = append(out, Asked{Text: row["text"], ID: row["id"]})
	}
	return out, nil
}

// A Said is what a library says to a question.
type Said struct {
	Kind    responses.Kind `json:"kind"`
	Entry   string         `json:"entry"`   // that is quoted, "" for none
	Offered []string       `json:"offered"` // entries to choose from, or led to where nothing is quoted

	text [sha256.Size]byte // of what a member reads
}

func saidBy(r responses.Reply) Said {
	s := Said{Kind: r.Kind, Entry: r.Provenance.Entry, Offered: []string{}}
	if s.Entry != "" {
		s.text = textOf(r)
		return s
	}
	for _, l := range append(slices.Clone(r.Choices), r.Related...) {
		s.Offered = append(s.Offered, l.Entry)
	}
	return s
}

// textOf is a hash of the text a member reads of the library: what is quoted and its
// sources. What stands below every answer, such as the day of the last check, is no change
// of an answer.
func textOf(r responses.Reply) [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q", r.Title)
	for _, p := range r.Paragraphs {
		for _, s := range p.Sentences {
			fmt.Fprintf(h, "%q %q %v %v", s.Gap, s.Text, s.Marks, s.Evidence)
		}
		fmt.Fprintln(h)
	}
	for _, s := range r.Sources {
		fmt.Fprintf(h, "%q %q %q %q\n", s.Title, s.Publisher, s.Year, s.URL)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Answers is what one library says to questions. It is immutable.
type Answers struct {
	Library string // its version
	said    map[string]Said
	day     string // reviews expire: answers of another day may be others
}

// A Responder is asked; see responses.Responder.
type Responder interface {
	Respond(ctx context.Context, q responses.Question) responses.Reply
}

var _ Responder = (*responses.Responder)(nil)

// errReplaced says that the questions were not all asked of one library.
var errReplaced = errors.New("the library was replaced while it was asked")

// Ask asks a responder questions, on all processors, until ctx ends. What known holds of
// the same library is not asked again; nil if nothing is known. An error says that not all
// were answered; it holds nothing of a question.
func Ask(ctx context.Context, r Responder, questions []Asked, known *Answers) (*Answers, error) {
	out := &Answers{said: map[string]Said{}, day: time.Now().Format(time.DateOnly)}
	if len(questions) == 0 {
		return out, nil
	}
	first, err := ask(ctx, r, questions[0])
	if err != nil {
		return nil, err
	}
	out.Library = first.Provenance.Library
	if known != nil && known.Library == out.Library && known.day == out.day {
		maps.Copy(out.said, known.said)
	}
	var left []Asked
	for _, q := range questions {
		if _, ok := out.said[q.key()]; !ok {
			left = append(left, q)
		}
	}
	said, err := askAll(ctx, r, left, out.Library)
	if err != nil {
		return nil, err
	}
	for i, q := range left {
		out.said[q.key()] = said[i]
	}
	return out, nil
}

// askAll asks all questions of a library of that version.
func askAll(ctx context.Context, r Responder, questions []Asked, library string) ([]Said, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	said := make([]Said, len(questions))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(questions)) {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(questions); n = int(next.Add(1)) - 1 {
				reply, err := ask(ctx, r, questions[n])
				if err == nil && reply.Provenance.Library != library {
					err = errReplaced
				}
				if err != nil {
					cancel(err)
					return
				}
				said[n] = saidBy(reply)
			}
		})
	}
	workers.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return said, nil
}

// tries is how often a question is asked whose search took too long: a busy machine is no
// lost answer.
const tries = 3

func ask(ctx context.Context, r Responder, q Asked) (reply responses.Reply, err error) {
	for range tries {
		if err := ctx.Err(); err != nil {
			return reply, context.Cause(ctx)
		}
		if reply = r.Respond(ctx, responses.Question{Text: q.Text, Locale: q.Locale}); reply.Err == nil {
			return reply, nil
		}
	}
	return reply, fmt.Errorf("ask the library its questions: %w", reply.Err)
}

// An Effect is how the answer to a question changes. The values are the ends of the labels
// "library-diff-…".
type Effect string

// The effects, the worst first.
const (
	Lost     Effect = "lost"     // was answered, is not
	Moved    Effect = "moved"    // is answered by another entry
	Rechosen Effect = "offered"  // other entries are offered
	Gained   Effect = "gained"   // was not answered, is
	Reworded Effect = "reworded" // by the same entry, in other words
)

// Effects is all of them, in that order.
var Effects = []Effect{Lost, Moved, Rechosen, Gained, Reworded}

// effect is what became of an answer, "" if it is the same.
func effect(old, now Said) Effect {
	switch {
	case old.Entry == "" && now.Entry == "":
		if !slices.Equal(slices.Sorted(slices.Values(old.Offered)), slices.Sorted(slices.Values(now.Offered))) {
			return Rechosen
		}
		return ""
	case now.Entry == "":
		return Lost
	case old.Entry == "":
		return Gained
	case old.Entry != now.Entry:
		return Moved
	case old.text != now.text:
		return Reworded
	}
	return ""
}

// A Change is a question that is answered differently.
type Change struct {
	Question string `json:"question"`
	ID       string `json:"id"` // in the file of questions
	Effect   Effect `json:"effect"`
	Note     Note   `json:"note"`
	Old      Said   `json:"old"`
	New      Said   `json:"new"`
	OldEntry string `json:"own_old"` // whose own question it was, and is
	NewEntry string `json:"own_new"`
}

// A Note says how a change is to be read. The values are the ends of labels too.
type Note string

// The notes.
const (
	NoNote    Note = ""
	Wronged   Note = "wrong"     // its own entry answered it, and does no longer
	Righted   Note = "right"     // its own entry answers it now, and did not
	EntryGone Note = "gone"      // its own entry was taken out
	LineGone  Note = "line-gone" // it is no longer one of its entry's lines
	EntryNew  Note = "new"       // its own entry is new
	LineNew   Note = "line-new"  // it is a new line of its entry's
	WrongNew  Note = "wrong-new" // it is new, and its own entry does not answer it
)

// note says how a change of an own question is to be read.
func note(q Asked, old, now Said) Note {
	was, is := q.Old != "" && old.Entry == q.Old, q.New != "" && now.Entry == q.New
	switch {
	case q.Old == "" && q.New == "":
		return NoNote
	case q.New == "" && q.Gone:
		return EntryGone
	case q.New == "":
		return LineGone
	case q.Old == "" && !is:
		return WrongNew
	case q.Old == "" && q.Fresh:
		return EntryNew
	case q.Old == "":
		return LineNew
	case was && !is:
		return Wronged
	case !was && is:
		return Righted
	}
	return NoNote
}

// weight orders changes of the same effect, the worst first.
func (n Note) weight() int {
	return slices.Index([]Note{Wronged, WrongNew, NoNote, LineGone, LineNew, EntryNew, Righted, EntryGone}, n)
}

// A Diff is how the answers of two libraries differ.
type Diff struct {
	Old     string   `json:"old"` // versions
	New     string   `json:"new"`
	Asked   int      `json:"asked"`
	Changes []Change `json:"changes"` // the worst first
}

// Compare says which of the questions are answered differently. Those that one side was not
// asked are left out.
func Compare(questions []Asked, old, now *Answers) Diff {
	d := Diff{Old: old.Library, New: now.Library, Changes: []Change{}}
	seen := map[string]bool{}
	for _, q := range questions {
		before, asked := old.said[q.key()]
		after, too := now.said[q.key()]
		if !asked || !too || seen[q.key()] {
			continue
		}
		seen[q.key()] = true
		d.Asked++
		if e := effect(before, after); e != "" {
			d.Changes = append(d.Changes, Change{q.Text, q.ID, e, note(q, before, after), before, after, q.Old, q.New})
		}
	}
	slices.SortStableFunc(d.Changes, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Effects, a.Effect), slices.Index(Effects, b.Effect)),
			cmp.Compare(a.Note.weight(), b.Note.weight()),
			cmp.Compare(a.entry(), b.entry()),
			cmp.Compare(a.Question, b.Question),
		)
	})
	return d
}

// entry is the entry that a change is of: whose question it is, or which answered it.
func (c Change) entry() string { return cmp.Or(c.NewEntry, c.OldEntry, c.Old.Entry, c.New.Entry) }

// Count is how many questions have an effect.
func (d Diff) Count(e Effect) int {
	n := 0
	for _, c := range d.Changes {
		if c.Effect == e {
			n++
		}
	}
	return n
}

// With adds questions of a file to those of the libraries, each once.
func With(own, more []Asked) []Asked {
	known := map[string]bool{}
	for _, q := range own {
		known[q.key()] = true
		if q.Locale == knowledge.Fallback {
			known[Asked{Text: q.Text}.key()] = true // who says no language asks in this one
		}
	}
	return append(slices.Clone(own), slices.DeleteFunc(slices.Clone(more), func(q Asked) bool { return known[q.key()] })...)
}
