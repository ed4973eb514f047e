package match

import (
	"math"
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// hints are expressions that point to topics and entries without naming them, as
// moderators write them (knowledge.Hints). They tell what phrasings would need by the
// thousand: that "coil" and "woodpecker" speak of magnetic stimulation.
type hints struct {
	byFirst map[int32][]*hint // by the first word's term
	read    []expression
}

// A hint is one expression and all that it points to.
type hint struct {
	words   []word
	topics  []int // their classes
	entries []int // their numbers
}

// An expression is one as it was read, before topics have classes.
type expression struct {
	words []word
	topic *knowledge.Topic
	entry int // its number, or none of them with -1
}

// readHints parts the hints into words and tells the speller of them. Those to what is
// not served are left out.
func (ed *edition) readHints(entries []*knowledge.Entry) {
	targets := map[string]expression{}
	for i, e := range entries {
		targets[e.ID] = expression{topic: e.Topic, entry: i}
		targets[e.Topic.ID] = expression{topic: e.Topic, entry: -1}
	}
	for _, h := range ed.from.Hints {
		to, served := targets[h.To.Text]
		if !served {
			continue
		}
		for _, text := range h.Expressions {
			to.words = ed.lexicon.words(text)
			if !slices.ContainsFunc(to.words, func(w word) bool { return !w.stop }) {
				continue
			}
			ed.know([][]word{to.words})
			ed.hints.read = append(ed.hints.read, to)
		}
	}
}

// holders is of each word of a hint how many entries the topic has that it points to: as
// many hold it as far as is known, if no entry says it.
func (h *hints) holders() map[int32]int {
	n := map[int32]int{}
	for _, x := range h.read {
		for _, w := range x.words {
			n[w.term] = len(x.topic.Entries)
		}
	}
	return n
}

// hintSigns is the signs of the hints to each topic, by its id: to the classifier they are
// short phrasings.
func (ed *edition) hintSigns() map[string][][]sign {
	r := newSignReader()
	var signs []sign
	out := map[string][][]sign{}
	for _, x := range ed.hints.read {
		own, meant := ed.whole(x.words)
		signs = r.signs(ed.vocabulary, own, meant, signs)
		for i := range signs {
			signs[i].weight *= hintWeight
		}
		out[x.topic.ID] = append(out[x.topic.ID], slices.Clone(signs))
	}
	return out
}

// indexHints makes the hints ready to be found. Topics have classes by now.
func (ed *edition) indexHints() {
	ed.hints.byFirst = map[int32][]*hint{}
	for _, x := range ed.hints.read {
		h := ed.hints.at(x.words)
		if class := ed.topics.classes[x.topic.ID]; !slices.Contains(h.topics, class) {
			h.topics = append(h.topics, class)
		}
		if x.entry >= 0 && !slices.Contains(h.entries, x.entry) {
			h.entries = append(h.entries, x.entry)
		}
	}
	ed.hints.read = nil
}

// at is the hint of an expression, made now if there is none.
func (h *hints) at(words []word) *hint {
	first := words[0].term
	for _, have := range h.byFirst[first] {
		if slices.EqualFunc(have.words, words, sameTerm) {
			return have
		}
	}
	made := &hint{words: words}
	h.byFirst[first] = append(h.byFirst[first], made)
	return made
}

func sameTerm(a, b word) bool { return a.term == b.term }

// pointing adds up where a question's hints point, one expression inside another too: each
// is worth its words, shared by all topics, or entries, that it points to.
func (ed *edition) pointing(qu *question) {
	qu.toTopics = zeroed(qu.toTopics, len(ed.topics.classes))
	qu.toEntries = zeroed(qu.toEntries, len(ed.entries))
	ed.hintsIn(qu, func(h *hint) {
		n := float32(len(h.words))
		for _, class := range h.topics {
			qu.toTopics[class] += n / float32(len(h.topics))
		}
		for _, number := range h.entries {
			qu.toEntries[number] += n / float32(len(h.entries))
		}
	})
}

// hintsIn tells of each hint in a question.
func (ed *edition) hintsIn(qu *question, tell func(*hint)) {
	for i, w := range qu.words {
		for _, h := range ed.hints.byFirst[w.term] {
			if n := len(h.words); n <= len(qu.words)-i && slices.EqualFunc(h.words, qu.words[i:i+n], sameTerm) {
				tell(h)
			}
		}
	}
}

func zeroed(s []float32, n int) []float32 {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// hintedTopic is how much the question's hints point to the entry's topic, hintedEntry how
// much to the entry itself.
func (ed *edition) hintedTopic(q *question, t *entryTerms) float32 {
	return saturated(q.toTopics[t.topicClass])
}
func (ed *edition) hintedEntry(q *question, t *entryTerms) float32 {
	return saturated(q.toEntries[t.number])
}

// saturated brings a sum of hints to 0..1: the first tell most.
func saturated(x float32) float32 { return float32(1 - math.Exp(-float64(x)/2)) }
