package match

import "github.com/hebb-bot/hebb/knowledge/english"

// A Term is a word that says what a question is about.
type Term struct {
	Stem string // the same for all forms of the word
	Word string // as it was asked, its spelling corrected
}

// Bounds of Terms.
const (
	mostTerms                 = 6
	shortestTerm, longestTerm = 2, 24 // letters
)

// says reports whether an entry is asked for or answers with a term. Hints do not count:
// they hold names of people.
func (ed *edition) says(term int32) bool { return term >= 0 && ed.background[term] > 0 }

// Terms is the words that a question is about, in the order they were asked, each once: those
// of the library, its lexicon or the dictionary. So names, handles, numbers and addresses
// are none, as far as they are no common words. They are at most six; a long message has none
// but those of the question in it.
func (ix *Index) Terms(q Query) []Term {
	ed := ix.edition(q.Lang)
	if ed == nil {
		return nil
	}
	if asked := questionIn(q.Text); asked != "" {
		q.Text = asked
	}
	qu := ed.read(Query{Text: q.Text})
	defer ed.release(qu)
	var terms []Term
	seen := map[string]bool{}
	for _, w := range qu.words {
		n := len([]rune(w.surface))
		switch {
		case len(terms) == mostTerms:
			return terms
		case w.stop, seen[w.stem], n < shortestTerm, n > longestTerm, !isPlain(w.surface):
		case ed.says(w.term), ed.lexicon.begins(w), english.Knows(w.surface):
			seen[w.stem] = true
			terms = append(terms, Term{w.stem, w.surface})
		}
	}
	return terms
}
