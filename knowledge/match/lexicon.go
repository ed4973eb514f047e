package match

import (
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
)

// A lexicon says which phrases mean the same. Phrases are runs of stems; it is
// looked up with a question's words, phrases included, the longest first.
type lexicon struct {
	splitter
	phrases map[string]*phrase // by stems joined with spaces
	byFirst [][]*phrase        // by first word's term, the longest first
}

// A phrase is what stands for other phrases.
type phrase struct {
	words  []word
	means  [][]word
	topics []*knowledge.Topic // the topics it names
}

func newLexicon(e *knowledge.Edition, isEnglish bool) *lexicon {
	l := &lexicon{splitter: newSplitter(isEnglish), phrases: map[string]*phrase{}}
	for _, t := range e.Topics {
		names := []string{t.Title.Text}
		for _, a := range t.Aliases {
			names = append(names, a.Text)
		}
		for _, name := range names {
			p := l.at(name)
			p.topics = append(p.topics, t)
			if name != t.Title.Text {
				l.means(name, t.Title.Text)
			}
		}
	}
	for _, group := range e.Lexicon.Same {
		for _, a := range group {
			for _, b := range group {
				if a != b {
					l.means(a.Text, b.Text)
				}
			}
		}
	}
	for _, m := range e.Lexicon.Means {
		for _, b := range m.Means {
			l.means(m.Word.Text, b.Text)
		}
	}
	return l
}

func (l *lexicon) words(text string) []word { return l.split(normalize(text)) }

func (l *lexicon) at(text string) *phrase {
	words := l.words(text)
	if len(words) == 0 {
		return &phrase{}
	}
	key := stems(words)
	if l.phrases[key] == nil {
		p := &phrase{words: words}
		l.phrases[key] = p
		first := int(words[0].term)
		l.byFirst = append(l.byFirst, make([][]*phrase, max(0, first+1-len(l.byFirst)))...)
		at := slices.IndexFunc(l.byFirst[first], func(have *phrase) bool { return len(have.words) < len(words) })
		if at < 0 {
			at = len(l.byFirst[first])
		}
		l.byFirst[first] = slices.Insert(l.byFirst[first], at, p)
	}
	return l.phrases[key]
}

func (l *lexicon) means(a, b string) {
	p := l.at(a)
	other := l.words(b)
	for _, have := range p.means {
		if stems(have) == stems(other) {
			return
		}
	}
	p.means = append(p.means, other)
}

func stems(words []word) string {
	n := len(words)
	for _, w := range words {
		n += len(w.stem)
	}
	var b strings.Builder
	b.Grow(n)
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.stem)
	}
	return b.String()
}

// find returns the longest phrase that begins the words, and its length; nil if
// none does.
func (l *lexicon) find(words []word) (*phrase, int) {
	if !l.begins(words[0]) {
		return nil, 0
	}
	for _, p := range l.byFirst[words[0].term] {
		if n := len(p.words); n <= len(words) && slices.EqualFunc(p.words, words[:n], func(a, b word) bool { return a.term == b.term }) {
			return p, n
		}
	}
	return nil, 0
}

// begins reports whether a phrase begins with a word.
func (l *lexicon) begins(w word) bool {
	return w.term >= 0 && int(w.term) < len(l.byFirst) && len(l.byFirst[w.term]) > 0
}

// meant is the words of what else the phrases among words may be called.
func (l *lexicon) meant(words []word) []word {
	var out []word
	for i := 0; i < len(words); {
		p, n := l.find(words[i:])
		if p == nil {
			i++
			continue
		}
		for _, other := range p.means {
			out = append(out, other...)
		}
		i += n
	}
	return out
}
