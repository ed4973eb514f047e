package match

import (
	"cmp"
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// Paragraphs chooses what to quote of an entry: the short answer, and those of
// the other paragraphs that the question asks about. It compares what the
// question says beyond the topic's name and the words of the short answer's
// heading; the result is paragraph numbers in order, 0 first.
func (ix *Index) Paragraphs(e *knowledge.Entry, q Query) []int {
	chosen := []int{0}
	ed := ix.edition(q.Lang)
	if ed == nil {
		return chosen
	}
	qu := ed.read(q)
	defer ed.release(qu)
	asked, total := ed.beyondTopic(qu, e)
	if total == 0 {
		return chosen
	}
	type share struct {
		number int
		value  float32
	}
	var shares []share
	for i, p := range e.Paragraphs[1:] {
		var held float32
		for _, w := range ed.lexicon.words(p.Text()) {
			if id, known := ed.vocabulary.ids[w.stem]; known && asked[id] > 0 {
				held += asked[id]
				asked[id] = -asked[id] // once a paragraph
			}
		}
		for id, w := range asked {
			asked[id] = max(w, -w)
		}
		if held/total >= paragraphShare {
			shares = append(shares, share{i + 1, held})
		}
	}
	slices.SortStableFunc(shares, func(a, b share) int { return cmp.Compare(b.value, a.value) })
	for _, s := range shares[:min(maxDetail, len(shares))] {
		chosen = append(chosen, s.number)
	}
	slices.Sort(chosen)
	return chosen
}

// beyondTopic is the weights of the question's words that are neither stop words
// nor part of the topic's name nor of the entry's own heading.
func (ed *edition) beyondTopic(qu *question, e *knowledge.Entry) (asked map[int32]float32, total float32) {
	named := map[string]bool{}
	for _, name := range append([]knowledge.Phrase{e.Topic.Title, e.Question}, e.Topic.Aliases...) {
		for _, w := range ed.lexicon.words(name.Text) {
			named[w.stem] = true
		}
	}
	asked = map[int32]float32{}
	for _, w := range qu.words {
		id, known := ed.vocabulary.ids[w.stem]
		if w.stop || named[w.stem] || asked[id] > 0 {
			continue
		}
		weight := ed.idf(w, 0)
		total += weight
		if known {
			asked[id] = weight
		}
	}
	return asked, total
}
