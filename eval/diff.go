package eval

import (
	"io"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
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
