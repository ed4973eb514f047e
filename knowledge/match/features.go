package match

import (
	"math"
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// A feature is one reason to believe that an entry answers a question, 0..1.
type feature int

const (
	centroid feature = iota
	bestTrigrams
	topQuestions
	coverage
	bodyBM25
	sameTopic
	likelier
	topicClass
	facetClass
	overview
	wordForWord
	hintedTopic
	hintedEntry
	numFeatures
)

// features is every feature, one function each; add one here, its weight in
// weights.go. Those that are quick to tell say which entries the others are worth
// telling of; see scored.
var features = [numFeatures]struct {
	name  string
	quick bool
	of    func(*edition, *question, *entryTerms) float32
}{
	centroid:     {"like its phrasings as a whole", true, (*edition).centroidCosine},
	bestTrigrams: {"letters in common with one phrasing", false, (*edition).bestTrigrams},
	topQuestions: {"words in common with its nearest phrasings", false, (*edition).topQuestions},
	coverage:     {"share of the question found in the entry", false, (*edition).coverage},
	bodyBM25:     {"words of the question in the answer", false, (*edition).bodyBM25},
	sameTopic:    {"about the topic that the question names", true, (*edition).sameTopic},
	likelier:     {"its words are likelier here than elsewhere", false, (*edition).likelihood},
	topicClass:   {"put like questions about its topic", true, (*edition).topicClass},
	facetClass:   {"put like questions under its heading in all topics", true, (*edition).facetClass},
	wordForWord:  {"asked in the very words of a phrasing", true, (*edition).wordForWord},
	hintedTopic:  {"hints at its topic", true, (*edition).hintedTopic},
	hintedEntry:  {"hints at the entry", true, (*edition).hintedEntry},
	overview:     {"the overview of a topic that is named alone", true, (*edition).overview},
}

// centroidCosine compares with the mean direction of the entry's questions.
func (ed *edition) centroidCosine(q *question, t *entryTerms) float32 {
	return cosine(t.centroid.dot(q.dense), q.norm, t.centroid.norm)
}

// topQuestions is the mean cosine with the topK nearest of its questions.
func (ed *edition) topQuestions(q *question, t *entryTerms) float32 {
	var best [topK]float32
	for i := range t.questions {
		c := cosine(t.questions[i].dot(q.dense), q.norm, t.questions[i].norm)
		for j := range best {
			if c > best[j] {
				c, best[j] = best[j], c
			}
		}
	}
	var sum float32
	for _, c := range best {
		sum += c
	}
	return sum / float32(min(topK, len(t.questions)))
}

// bestTrigrams is the cosine of character trigrams with the nearest question:
// it sees through typos and word forms.
func (ed *edition) bestTrigrams(q *question, t *entryTerms) float32 {
	best, of := 0, 1 // trigrams shared with the nearest, of so many
	var start int32
	for _, end := range t.gramEnds {
		shared := 0
		for _, g := range t.grams[start:end] {
			shared += int(q.gramSet[g]) // a jump instead would be guessed wrong too often
		}
		if n := int(end - start); shared*shared*of > best*best*n { // the cosines, squared
			best, of = shared, n
		}
		start = end
	}
	return cosine(float32(best), sqrt(float32(of)), sqrt(float32(len(q.grams))))
}

// coverage is the share of the question, by weight, that the entry holds.
func (ed *edition) coverage(q *question, t *entryTerms) float32 {
	met := func(term int32) bool { return ed.vocabulary.knows(term) && q.met[term].held }
	share, _ := q.share(func(*unit) bool { return true }, func(words []word) float32 { return ed.held(words, met) })
	return share
}

// sameTopic tells whether the entry is about a topic that the question names: 1
// if so, 0 if it names others only, one half if it names none.
func (ed *edition) sameTopic(q *question, t *entryTerms) float32 {
	if len(q.topics) == 0 {
		return .5
	}
	// By id: an edition may hold a topic of another language beside its own.
	if slices.ContainsFunc(q.topics, func(named *knowledge.Topic) bool { return named.ID == t.entry.Topic.ID }) {
		return 1
	}
	return 0
}

// topicClass is how sure the classifier is of the entry's topic.
func (ed *edition) topicClass(q *question, t *entryTerms) float32 {
	return sureness(q.topic[t.topicClass])
}

// facetClass is how sure the classifier is of the entry's facet: what the question
// says beyond topics is compared with all phrasings of the same facet ("what-is",
// "causes", "duration" …) in every topic, so that "is it forever" is learnt once.
func (ed *edition) facetClass(q *question, t *entryTerms) float32 {
	return sureness(q.facet[t.facetClass]) // of no class if it is not shared
}

// sureness brings a log-probability to 0..1.
func sureness(logP float32) float32 { return max(0, 1+logP/8) }

// overview tells whether the entry is the one that a topic's name by itself asks for.
func (ed *edition) overview(q *question, t *entryTerms) float32 {
	if q.bare() && ed.sameTopic(q, t) == 1 && ed.headed(q, t.entry.Topic) == t.entry {
		return 1
	}
	return 0
}

// headed is the first entry of a topic, or where only another has the question in its
// heading, that one: "dopamine" is an alias of neurotransmitters and has an entry.
func (ed *edition) headed(q *question, topic *knowledge.Topic) *knowledge.Entry {
	for _, e := range topic.Entries {
		heading := &ed.entries[ed.number[e]].questions[0]
		if !slices.ContainsFunc(q.words, func(w word) bool { return !w.stop && !heading.terms.has(w.term) }) {
			return e
		}
	}
	return topic.Entries[0]
}

// wordForWord tells whether the question is one of the entry's, but for case,
// punctuation, word forms and typing errors: what a moderator wrote there is meant.
func (ed *edition) wordForWord(q *question, t *entryTerms) float32 {
	if n, ok := ed.asked[q.stems]; ok && ed.entries[n].entry == t.entry {
		return 1
	}
	return 0
}

// share is how much of the question's units that count is held, by weight, each in
// its own words or in what else it may be called; none says that no unit counts.
func (q *question) share(counts func(*unit) bool, held func([]word) float32) (share float32, none bool) {
	var sum, all float32
	for i := range q.units {
		u := &q.units[i]
		if !counts(u) {
			continue
		}
		all += u.weight
		best := held(u.words)
		for _, other := range u.others {
			best = max(best, held(other))
		}
		sum += best * u.weight
	}
	if all == 0 {
		return 0, true
	}
	return sum / all, false
}

// held is the share of the words, by weight, that has tells of.
func (ed *edition) held(words []word, has func(term int32) bool) float32 {
	var held, all float32
	for _, w := range words {
		weight := ed.idf(w, 0)
		all += weight
		if has(w.term) {
			held += weight
		}
	}
	if all == 0 {
		return 0
	}
	return held / all
}

// bodyBM25 is Okapi BM25 of the answer (Robertson and Zaragoza 2009) over what
// the question could score at most with every word once.
func (ed *edition) bodyBM25(q *question, t *entryTerms) float32 {
	var score, self float32
	for _, u := range q.units {
		self += u.weight
	}
	for _, id := range q.terms {
		if tf := q.met[id].said; tf > 0 {
			score += q.dense[id] * tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*t.saidN/ed.bodyLength))
		}
	}
	if self == 0 {
		return 0
	}
	return min(1, score/self/(bm25K1+1)*bm25Scale)
}

func cosine(dot, a, b float32) float32 {
	if a == 0 || b == 0 {
		return 0
	}
	return min(1, dot/(a*b))
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
