package match

import (
	"math"
	"math/bits"
	"slices"
)

// A model is a unigram language model: the share of each word in some text.
//
// A search looks every word up in some twenty of them, of a thousand words each, so they
// hold theirs as bits: what stands before a word is counted and not searched for.
type model struct {
	blocks []block   // 64 terms each
	shares []float32 // of the words that are set, in rising order
}

// A block is which of 64 terms a model holds, and how many it holds before them.
type block struct {
	held   uint64
	before int32
}

// newModel makes a model of how often each word stands in a text of so many words.
func newModel(counts vector, total float32) *model {
	m := &model{shares: counts.weights}
	if n := len(counts.terms); n > 0 {
		m.blocks = make([]block, counts.terms[n-1]/64+1)
	}
	for i, term := range counts.terms {
		m.blocks[term/64].held |= 1 << (term % 64)
		m.shares[i] = share(m.shares[i], total)
	}
	var n int
	for i := range m.blocks {
		m.blocks[i].before = int32(n)
		n += bits.OnesCount64(m.blocks[i].held)
	}
	return m
}

// share is the probability of a word, 0 if the text does not hold it.
func (m *model) share(term int32) float32 {
	if term < 0 || int(term/64) >= len(m.blocks) {
		return 0
	}
	b, bit := m.blocks[term/64], uint64(1)<<(term%64)
	if b.held&bit == 0 {
		return 0
	}
	return m.shares[int(b.before)+bits.OnesCount64(b.held&(bit-1))]
}

func share(count, total float32) float32 {
	if total == 0 {
		return 0
	}
	return count / total
}

// likelihood is how much likelier the question's words are under the entry's model
// than under that of the whole library: the difference of their log-likelihoods, in
// tens of nats. The entry's model is a mixture, word by word, of what is asked of the
// entry, of its topic, and of its facet in all topics, what its answer says, and the
// whole library: so that in "is it forever with schizophrenia" one word may be the
// topic's and the others the facet's. See Zhai and Lafferty 2001 (A Study of Smoothing
// Methods for Language Models) and Ogilvie and Callan 2003 (Combining Document
// Representations for Known-Item Search).
func (ed *edition) likelihood(q *question, t *entryTerms) float32 {
	var sum float64
	for i := range q.units {
		u := &q.units[i]
		best := ed.gain(q, u.words)
		for _, other := range u.others {
			best = max(best, ed.gain(q, other))
		}
		sum += best
	}
	return float32(sum / 10)
}

// gain is the mean over words of the log of how much likelier each is in the entry that
// the question met last.
func (ed *edition) gain(q *question, words []word) float64 {
	var sum float64
	for _, w := range words {
		if ed.vocabulary.knows(w.term) {
			sum += q.met[w.term].gain
		} else {
			sum += leastGain
		}
	}
	return sum / float64(len(words))
}

// leastGain is that of a word that the library does not use, in a name at most.
var leastGain = math.Log(mixLibrary)

// A meeting is what a term of the question has to do with an entry.
type meeting struct {
	held bool    // whether it stands in the entry
	said float32 // how often in the answer
	gain float64 // the log of how much likelier it is in the entry than in the library
}

// meet tells what each of the question's terms has to do with an entry, once for all
// features: of the same terms a question has many, in what else its words may be called.
func (ed *edition) meet(q *question, t *entryTerms) {
	topic, facet := q.sharesIn(t.topic), q.sharesIn(t.facet)
	for i, id := range q.terms {
		var asked float32
		m := meeting{gain: leastGain}
		if at := t.all.place(id); at >= 0 {
			m.held, asked, m.said = true, t.asked[at], t.said[at]
		}
		own := mixEntry*share(asked, t.askedN) + mixTopic*topic[i] + mixFacet*facet[i] + mixBody*share(m.said, t.saidN)
		if background := ed.background[id]; background > 0 && own > 0 {
			m.gain = math.Log(float64(own/background) + mixLibrary)
		}
		q.met[id] = m
	}
}

// A lookup is the shares of a question's terms in a model.
type lookup struct {
	in     *model
	shares []float32
}

// sharesIn is the shares of the question's terms in a model: those of an entry's topic and
// facet are those of others too, so they are looked up once.
func (q *question) sharesIn(m *model) []float32 {
	for i := range q.lookups {
		if q.lookups[i].in == m {
			return q.lookups[i].shares
		}
	}
	n := len(q.lookups)
	q.lookups = slices.Grow(q.lookups, 1)[:n+1]
	l := &q.lookups[n] // with the memory of one of an earlier question
	l.in, l.shares = m, l.shares[:0]
	for _, id := range q.terms {
		l.shares = append(l.shares, m.share(id))
	}
	return l.shares
}
