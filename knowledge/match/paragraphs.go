package match

import (
	"cmp"
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// Paragraphs chooses what to quote of an entry: the short answer, and those of
// the other paragraphs that the question asks about. Asked about is what the
// question says beyond the topic's name and the entry's own heading. The result
// is numbers of paragraphs in order, 0 first.
func (ix *Index) Paragraphs(e *knowledge.Entry, q Query) []int {
	chosen := []int{0}
	ed := ix.edition(q.Lang)
	if ed == nil {
		return chosen
	}
	n, ok := ed.number[e]
	if !ok {
		return chosen
	}
	qu := ed.read(q)
	defer ed.release(qu)
	chosen = append(chosen, ed.askedAbout(qu, ed.entries[n])...)
	slices.Sort(chosen)
	return chosen
}

// askedAbout is the paragraphs after the first that hold enough of what the
// question asks, best first.
func (ed *edition) askedAbout(qu *question, t *entryTerms) []int {
	asked, total := ed.beyondHeading(qu, t)
	if total == 0 {
		return nil
	}
	var numbers []int
	share := make([]float32, len(t.paragraphs))
	for i := 1; i < len(t.paragraphs); i++ {
		for j, id := range asked.terms {
			if t.paragraphs[i].has(id) {
				share[i] += asked.weights[j] / total
			}
		}
		if share[i] >= paragraphShare {
			numbers = append(numbers, i)
		}
	}
	slices.SortStableFunc(numbers, func(a, b int) int { return cmp.Compare(share[b], share[a]) })
	return numbers[:min(maxDetail, len(numbers))]
}

// beyondHeading is the question's words, with their weights, that are neither
// stop words nor part of the topic's names or the heading. Words that nothing
// holds count in the total only.
func (ed *edition) beyondHeading(qu *question, t *entryTerms) (asked vector, total float32) {
	for _, w := range qu.words {
		id, known := w.term, ed.vocabulary.knows(w.term)
		if w.stop || known && (t.named.has(id) || asked.has(id)) {
			continue
		}
		weight := ed.idf(w, 0)
		total += weight
		if known {
			asked.add(id, weight)
		}
	}
	return asked, total
}
