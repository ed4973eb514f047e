package match

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hebb-bot/hebb/knowledge"
)

// learn makes the language models and the classifiers from the words of all
// phrasings.
func (ed *edition) learn(from []texts, elsewhere [][]word) {
	ed.models()
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
		ed.topics = ed.classify(whole, func(e *knowledge.Entry) string { return e.Topic.ID }, ed.hintSigns())
		ed.scope = ed.classify(whole, func(*knowledge.Entry) string { return ours }, map[string][][]sign{noClass: none})
	})
	learning.Go(func() { ed.facets = ed.classify(beyond, ed.sharedFacets(), nil) })
	learning.Wait()
	for i := range ed.entries {
		t := ed.entries[i]
		t.topicClass, t.facetClass = ed.topics.classes[t.entry.Topic.ID], ed.facets.classes[facetOf(t.entry)]
	}
}

// models makes the language models of topics, facets, and the whole library.
func (ed *edition) models() {
	count := newTally(len(ed.vocabulary.ids))
	model := func(entries []*entryTerms) *model {
		var total float32
		for _, t := range entries {
			for i, id := range t.all {
				if t.asked[i] > 0 {
					count.add(id, t.asked[i])
				}
			}
			total += t.askedN
		}
		return newModel(count.vector(), total)
	}
	for _, entries := range ed.groups(func(e *knowledge.Entry) string { return e.Topic.ID }) {
		m := model(entries)
		for _, t := range entries {
			for i, id := range t.all {
				if t.said[i] > 0 {
					count.add(id, 1)
				}
			}
		}
		text := count.vector().terms
		for _, t := range entries {
			t.topic, t.topicText = m, text
		}
	}
	for _, entries := range ed.groups(facetOf) {
		m := model(entries)
		for _, t := range entries {
			t.facet = m
		}
	}
	ed.background = make([]float32, len(ed.vocabulary.ids))
	var total float32
	for _, t := range ed.entries {
		for i, id := range t.all {
			ed.background[id] += t.asked[i] + t.said[i]*answerWeight
		}
		total += t.askedN + t.saidN*answerWeight
	}
	for id := range ed.background {
		ed.background[id] = share(ed.background[id], total)
	}
}

// groups is the entries by what they have in common.
func (ed *edition) groups(by func(*knowledge.Entry) string) map[string][]*entryTerms {
	groups := map[string][]*entryTerms{}
	for _, t := range ed.entries {
		groups[by(t.entry)] = append(groups[by(t.entry)], t)
	}
	return groups
}

// signsOf is the signs of what read makes of each phrasing.
func (ed *edition) signsOf(from []texts, read func([]word) (own, meant []word)) [][][]sign {
	r := newSignReader()
	var signs []sign
	out := make([][][]sign, len(from))
	for i := range from {
		for _, words := range from[i].asked {
			own, meant := read(words)
			signs = r.signs(ed.vocabulary, own, meant, signs)
			out[i] = append(out[i], slices.Clone(signs))
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
// and from what else belongs to a class.
func (ed *edition) classify(asked [][][]sign, class func(*knowledge.Entry) string, more map[string][][]sign) *classifier {
	classes := map[string]int{noClass: 0}
	n := 0
	for _, signs := range asked {
		n += len(signs)
	}
	for _, signs := range more {
		n += len(signs)
	}
	examples := make([]example, 0, n)
	for _, signs := range more[noClass] {
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
	for _, name := range slices.Sorted(maps.Keys(more)) {
		if name == noClass {
			continue
		}
		for _, signs := range more[name] {
			examples = append(examples, example{signs, classes[name]})
		}
	}
	return newClassifier(examples, classes, ed.naive)
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
