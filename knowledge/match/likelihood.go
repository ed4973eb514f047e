package match

import "math"

// A model is a unigram language model: how often each word stands in some text.
type model struct {
	counts vector
	total  float32
}

func (m *model) add(term int32, times float32) {
	m.counts.add(term, times)
	m.total += times
}

// share is the probability of a word.
func (m *model) share(term int32) float32 {
	if m.total == 0 {
		return 0
	}
	return m.counts.at(term) / m.total
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
	for _, u := range q.units {
		best := ed.gain(u.words, t)
		for _, other := range u.others {
			best = max(best, ed.gain(other, t))
		}
		sum += best
	}
	return float32(sum / 10)
}

// gain is the mean over words of the log of how much likelier each is in the entry.
func (ed *edition) gain(words []word, t *entryTerms) float64 {
	var sum float64
	for _, w := range words {
		var background float32
		id := w.term
		if ed.vocabulary.knows(id) {
			background = ed.background.share(id)
		}
		if background == 0 { // a word of a name at most
			sum += math.Log(mixLibrary)
			continue
		}
		own := mixEntry*t.question.share(id) + mixTopic*t.topic.share(id) + mixFacet*t.facet.share(id) + mixBody*t.answer.share(id)
		sum += math.Log(float64(own/background) + mixLibrary)
	}
	return sum / float64(len(words))
}
