package match

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/glossary"
)

// A question is a query made ready for ranking. It holds scratch memory as large
// as the vocabulary and is reused through the edition's pool.
type question struct {
	words     []word
	stems     string // of the words, as they were asked
	units     []unit
	dense     []float32 // weight of each term of the vocabulary
	terms     []int32   // those that are set, in rising order
	norm      float32
	topic     []float32 // log-probability of each topic
	scope     float32   // how much it is about the library
	facet     []float32 // and of each facet
	toTopics  []float32 // how much hints point to each topic, by class
	toEntries []float32 // and to each entry, by number
	reader    *signReader
	signs     []sign  // scratch of the classifiers
	gramSet   gramSet // the question's character trigrams
	grams     []uint16
	met       []meeting // of each term with the entry that is scored; see meet
	lookups   []lookup
	likely    shortlist
	scored    []scored
	topics    []*knowledge.Topic // named in the question
	corrected []Correction
	added     []string // phrases from the lexicon
}

// A unit is a stretch of the question that counts as one: a word, or a phrase of
// the lexicon with what else it may be called.
type unit struct {
	words   []word
	weight  float32
	others  [][]word
	content bool               // says what the question is about
	topic   bool               // names a topic
	topics  []*knowledge.Topic // those it names
}

// A Correction is a word the speller changed.
type Correction struct{ From, To string }

func newQuestion(terms int) *question {
	return &question{dense: make([]float32, terms), gramSet: newGramSet(), met: make([]meeting, terms), reader: newSignReader()}
}

// read makes a query ready. A question without a topic of its own takes that of
// the conversation, unless it speaks of something that the library does not know. Give the result back with release.
func (ed *edition) read(q Query) *question {
	qu := ed.scratch.Get().(*question)
	qu.words = ends(ed.lexicon.words(ed.inOwnWords(q.Text)))
	ed.spell(qu)
	qu.stems = stems(qu.words)
	ed.expand(qu)
	if topic := ed.conversation(q.About); topic != nil && len(qu.topics) == 0 && qu.content() <= followTopic && ed.foreign(qu) == 0 {
		qu.words = append(qu.words, ed.lexicon.words(topic.Title.Text)...)
		ed.expand(qu)
	}
	ed.weigh(qu)
	return qu
}

// inOwnWords is a message in the words of the edition's language, as far as they are known.
func (ed *edition) inOwnWords(message string) string {
	if !ed.lexicon.isEnglish {
		return message
	}
	return glossary.Read(message).English
}

// prepare readies a question for ranking; those who only want its words need not.
func (ed *edition) prepare(qu *question) {
	own, meant := ed.whole(qu.words)
	qu.signs = qu.reader.signs(ed.vocabulary, own, meant, qu.signs)
	qu.topic = ed.topics.likely(qu.signs, qu.topic)
	qu.scope = ed.scope.inScope(qu.signs)
	own, meant = ed.masked(qu.words)
	qu.signs = qu.reader.signs(ed.vocabulary, own, meant, qu.signs)
	qu.facet = ed.facets.likely(qu.signs, qu.facet)
	ed.pointing(qu)
	qu.grams = qu.gramSet.trigrams(qu.words, qu.grams)
}

// ends is the words of a message, of a very long one its beginning and its end: what
// is asked stands there, and the work is bounded.
func ends(words []word) []word {
	if len(words) <= mostWords {
		return words
	}
	return append(words[:mostWords/2], words[len(words)-mostWords/2:]...)
}

// release clears a question and puts it back.
func (ed *edition) release(qu *question) {
	for _, t := range qu.terms {
		qu.dense[t] = 0
	}
	qu.gramSet.remove(qu.grams)
	*qu = question{
		dense: qu.dense, terms: qu.terms[:0], units: qu.units[:0], topic: qu.topic, facet: qu.facet,
		signs: qu.signs, reader: qu.reader, gramSet: qu.gramSet, grams: qu.grams[:0],
		toTopics: qu.toTopics, toEntries: qu.toEntries, met: qu.met, lookups: qu.lookups[:0], likely: qu.likely, scored: qu.scored[:0],
	}
	ed.scratch.Put(qu)
}

// conversation is the topic of the entry a conversation stands on, or nil.
func (ed *edition) conversation(about string) *knowledge.Topic {
	if e := ed.from.Entry(about); e != nil {
		return e.Topic
	}
	return nil
}

// content counts the words that say what the question is about.
func (qu *question) content() int {
	n := 0
	for _, w := range qu.words {
		if !w.stop {
			n++
		}
	}
	return n
}

// spell corrects the words that the library does not know.
func (ed *edition) spell(qu *question) {
	for i, w := range qu.words {
		if ed.vocabulary.knows(w.term) || w.stop || ed.lexicon.begins(w) {
			continue
		}
		to := ed.speller.correct(w.surface)
		if to == w.surface {
			continue
		}
		qu.corrected = append(qu.corrected, Correction{w.surface, to})
		if fixed := ed.lexicon.split(to); len(fixed) == 1 {
			qu.words[i] = fixed[0]
		}
	}
}

// expand parts the question into units, phrases of the lexicon first.
func (ed *edition) expand(qu *question) {
	qu.units, qu.added, qu.topics = qu.units[:0], nil, nil
	for i := 0; i < len(qu.words); {
		u := unit{words: qu.words[i : i+1], content: !qu.words[i].stop}
		if p, n := ed.lexicon.find(qu.words[i:]); p != nil {
			u = unit{words: qu.words[i : i+n], others: p.means, content: true, topic: len(p.topics) > 0, topics: p.topics}
			qu.topics = append(qu.topics, p.topics...)
			for _, other := range p.means {
				qu.added = append(qu.added, surface(other))
			}
		}
		qu.units = append(qu.units, u)
		i += len(u.words)
	}
}

// weigh sets the weights of the question's terms.
func (ed *edition) weigh(qu *question) {
	var sum float32
	for i := range qu.units {
		u := &qu.units[i]
		own := ed.weight(u.words, len(qu.words))
		u.weight = own
		if !ed.knows(u.words) { // a word that only the lexicon knows weighs what it stands for
			for j, other := range u.others {
				if w := ed.weight(other, 0); j == 0 || w < u.weight {
					u.weight = w
				}
			}
		}
		sum += u.weight * u.weight / float32(len(u.words))
		ed.set(qu, u.words, 1)
		for _, other := range u.others {
			ed.set(qu, other, expandWeight)
		}
	}
	slices.Sort(qu.terms)
	qu.norm = sqrt(sum)
}

// weight is the sum of the words' idf; long says how many words the message has.
func (ed *edition) weight(words []word, long int) float32 {
	var sum float32
	for _, w := range words {
		sum += ed.idf(w, long)
	}
	return sum
}

func (ed *edition) idf(w word, long int) float32 {
	known := ed.vocabulary.knows(w.term)
	switch {
	case !known && w.stop:
		return 0
	case !known:
		return unknownShare * ed.vocabulary.max
	case w.stop && long > longWords:
		return stopWeight * ed.vocabulary.idf[w.term]
	}
	return ed.vocabulary.idf[w.term]
}

func (ed *edition) knows(words []word) bool {
	for _, w := range words {
		if !ed.vocabulary.knows(w.term) {
			return false
		}
	}
	return true
}

// set gives words their weight in the dense vector, if it is more than they have.
func (ed *edition) set(qu *question, words []word, scale float32) {
	for _, w := range words {
		id := w.term
		if !ed.vocabulary.knows(id) {
			continue
		}
		if qu.dense[id] == 0 {
			qu.terms = append(qu.terms, id)
		}
		qu.dense[id] = max(qu.dense[id], scale*ed.idf(w, len(qu.words)))
	}
}

// lookup is what candidates are looked up with: the words that are not stop words,
// and what the lexicon adds; of many the rarest, since common ones cost most and
// tell least.
func (ed *edition) lookup(qu *question) []word {
	var words []word
	add := func(more []word) {
		for _, w := range more {
			if ed.vocabulary.knows(w.term) && !slices.ContainsFunc(words, func(have word) bool { return have.term == w.term }) {
				words = append(words, w)
			}
		}
	}
	for _, u := range qu.units {
		if u.content {
			add(u.words)
		}
		for _, other := range u.others {
			add(other)
		}
	}
	if len(words) > mostLookup {
		slices.SortStableFunc(words, func(a, b word) int {
			return cmp.Compare(ed.vocabulary.idf[b.term], ed.vocabulary.idf[a.term])
		})
		words = words[:mostLookup]
	}
	return words
}

// bare reports whether the question says nothing but the names of topics.
func (qu *question) bare() bool {
	for _, u := range qu.units {
		if u.content && !u.topic {
			return false
		}
	}
	return len(qu.topics) > 0
}

func surface(words []word) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.surface
	}
	return strings.Join(out, " ")
}
