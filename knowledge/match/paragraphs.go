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
	share := make([]float32, len(t.paragraphs))
	var numbers []int
	for i := 1; i < len(t.paragraphs); i++ {
		numbers = append(numbers, i)
		for _, u := range asked {
			share[i] += ed.heldIn(u, t.paragraphs[i]) * u.weight / total
		}
	}
	slices.SortStableFunc(numbers, func(a, b int) int { return cmp.Compare(share[b], share[a]) })
	if few := slices.IndexFunc(numbers, func(i int) bool { return share[i] < paragraphShare }); few > 0 {
		numbers = numbers[:few]
	} else if few == 0 {
		numbers = numbers[:1]
	}
	return numbers[:min(maxDetail, len(numbers))]
}

// beyondHeading is what the question asks that neither is a stop word nor part of the
// topic's names or the heading, and the weight of it.
func (ed *edition) beyondHeading(qu *question, t *entryTerms) (asked []unit, total float32) {
	for _, u := range qu.units {
		if u.content && ed.heldIn(u, t.named) < 1 {
			asked = append(asked, u)
			total += u.weight
		}
	}
	return asked, total
}

// heldIn is how much of a unit, in its own words or in what else it may be called, stands
// in a set.
func (ed *edition) heldIn(u unit, in set) float32 {
	best := ed.held(u.words, in.has)
	for _, other := range u.others {
		best = max(best, ed.held(other, in.has))
	}
	return best
}
