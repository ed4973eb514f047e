package match

import (
	"strings"
	"sync"

	"github.com/hebb-bot/hebb/knowledge"
)

// learn makes the language models and the classifiers from the words of all
// phrasings.
func (ed *edition) learn(from []texts, elsewhere [][]word) {
	topics, facets, answers := map[string]*model{}, map[string]*model{}, map[string]*vector{}
	at := func(in map[string]*model, name string) *model {
		if in[name] == nil {
			in[name] = &model{}
		}
		return in[name]
	}
	for i := range ed.entries {
		t := ed.entries[i]
		t.topic, t.facet = at(topics, t.entry.Topic.ID), at(facets, facetOf(t.entry))
		if answers[t.entry.Topic.ID] == nil {
			answers[t.entry.Topic.ID] = &vector{}
		}
		t.topicText = answers[t.entry.Topic.ID]
		for j, id := range t.body.terms {
			t.topicText.add(id, 1)
			t.answer.add(id, t.body.weights[j])
			ed.background.add(id, t.body.weights[j]*answerWeight)
		}
		for _, words := range from[i].asked {
			for _, w := range words {
				for _, m := range []*model{&t.question, t.topic, t.facet, &ed.background} {
					m.add(w.term, 1)
				}
			}
		}
	}
	phrasings := 0
	for i := range from {
		phrasings += len(from[i].asked)
	}
	var some [][]word
	// Of a small library no more than it has phrasings: else all would be elsewhere.
	for i := 0; i < len(elsewhere); i += max(1, len(elsewhere)/max(1, phrasings)) {
		some = append(some, elsewhere[i])
	}
	var whole, beyond [][][]sign // of phrasings as they are, and without topics' names
	var reading sync.WaitGroup   // learning takes half of the time that it takes to build an index
	reading.Go(func() { beyond = ed.signsOf(from, ed.masked) })
	whole = ed.signsOf(from, ed.whole)
	none := ed.signsOf([]texts{{asked: some}}, ed.whole)[0]
	reading.Wait()
	var learning sync.WaitGroup
	learning.Go(func() {
		ed.topics = ed.classify(whole, func(e *knowledge.Entry) string { return e.Topic.ID }, nil)
		ed.scope = ed.classify(whole, func(*knowledge.Entry) string { return ours }, none)
	})
	learning.Go(func() { ed.facets = ed.classify(beyond, ed.sharedFacets(), nil) })
	learning.Wait()
	for i := range ed.entries {
		t := ed.entries[i]
		t.topicClass, t.facetClass = ed.topics.classes[t.entry.Topic.ID], ed.facets.classes[facetOf(t.entry)]
	}
}

// signsOf is the signs of what read makes of each phrasing.
func (ed *edition) signsOf(from []texts, read func([]word) (own, meant []word)) [][][]sign {
	r := newSignReader()
	out := make([][][]sign, len(from))
	for i := range from {
		for _, words := range from[i].asked {
			own, meant := read(words)
			out[i] = append(out[i], r.signs(ed.vocabulary, own, meant, nil))
		}
	}
	return out
}

// sharedFacets names an entry's facet if enough topics share it, and none otherwise:
// what stands in one topic only teaches nothing about the others.
func (ed *edition) sharedFacets() func(*knowledge.Entry) string {
	topics := map[string]int{}
	for i := range ed.entries {
		topics[facetOf(ed.entries[i].entry)]++
	}
	return func(e *knowledge.Entry) string {
		if f := facetOf(e); topics[f] >= sharedBy {
			return f
		}
		return noClass
	}
}

// classify learns to tell the entries' classes apart by the signs of their phrasings,
// and from what belongs to none of them.
func (ed *edition) classify(asked [][][]sign, class func(*knowledge.Entry) string, none [][]sign) *classifier {
	classes := map[string]int{noClass: 0}
	var examples []example
	for _, signs := range none {
		examples = append(examples, example{signs, classes[noClass]})
	}
	for i := range ed.entries {
		name := class(ed.entries[i].entry)
		if _, known := classes[name]; !known {
			classes[name] = len(classes)
		}
		for _, signs := range asked[i] {
			examples = append(examples, example{signs, classes[name]})
		}
	}
	return newClassifier(examples, classes)
}

// whole is words, and those that the lexicon adds.
func (ed *edition) whole(words []word) (own, meant []word) { return words, ed.lexicon.meant(words) }

// masked is words without the names of topics, and nothing besides: a facet is told by
// how a question is put.
func (ed *edition) masked(words []word) (own, meant []word) {
	out := make([]word, 0, len(words))
	for i := 0; i < len(words); {
		p, n := ed.lexicon.find(words[i:])
		if p != nil && len(p.topics) > 0 {
			i += n
			continue
		}
		out = append(out, words[i])
		i++
	}
	return out, nil
}

// facetOf is the side of its topic that an entry speaks of: its id within the
// topic, which topics share ("what-is", "causes", "duration").
func facetOf(e *knowledge.Entry) string {
	_, facet, _ := strings.Cut(e.ID, "#")
	return facet
}
