package match

import (
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// Second is the entry to quote beside the first where a question names two topics
// and the first speaks of one only ("what are adhd and autism"); nil if there is none.
// It is the one that answers the same side of the other topic.
func (ix *Index) Second(q Query, first *knowledge.Entry) *knowledge.Entry {
	ed := ix.edition(q.Lang)
	if ed == nil {
		return nil
	}
	n, ok := ed.number[first]
	if !ok {
		return nil
	}
	qu := ed.read(q)
	defer ed.release(qu)
	var others []*knowledge.Topic
	for _, u := range qu.units {
		for _, t := range u.topics {
			if t.ID != first.Topic.ID && !slices.Contains(others, t) && ed.heldIn(u, ed.entries[n].all) < 1 {
				others = append(others, t)
			}
		}
	}
	if len(others) != 1 {
		return nil
	}
	for _, e := range others[0].Entries {
		if facetOf(e) == facetOf(first) {
			return e
		}
	}
	return nil
}
