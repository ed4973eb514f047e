package match

import (
	"math"
	"slices"
)

// A model is a unigram language model: how often each word stands in some text.
type model struct {
	counts vector
	total  float32
}

// share is the probability of a word.
func (m *model) share(term int32) float32 { return share(m.counts.at(term), m.total) }

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
		if background := ed.background[id]; background > 0 {
			own := mixEntry*share(asked, t.askedN) + mixTopic*topic[i] + mixFacet*facet[i] + mixBody*share(m.said, t.saidN)
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
