package match

import (
	"iter"
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
	for t, u := range qu.named() {
		if t.ID != first.Topic.ID && !slices.Contains(others, t) && ed.heldIn(u, ed.entries[n].all) < 1 {
			others = append(others, t)
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

// Both is the entry to quote beside the first of matches where one of another topic is as good,
// both are sure enough to answer, and the question names both topics ("does ipt help with
// postnatal depression"): then it is no choice. It is nil if there is none.
func (ix *Index) Both(q Query, ms []Match) *knowledge.Entry {
	ed := ix.edition(q.Lang)
	if ed == nil || len(ms) == 0 {
		return nil
	}
	tie := slices.IndexFunc(ms, func(m Match) bool { return m.Confidence >= answerAt && ms[0].ties(m) })
	if tie < 0 {
		return nil
	}
	qu := ed.read(q)
	defer ed.release(qu)
	var first, other bool
	for t := range qu.named() {
		first = first || t.ID == ms[0].Entry.Topic.ID
		other = other || t.ID == ms[tie].Entry.Topic.ID
	}
	if !first || !other {
		return nil
	}
	return ms[tie].Entry
}

// named goes over the topics that the question names, and where it does.
func (q *question) named() iter.Seq2[*knowledge.Topic, unit] {
	return func(yield func(*knowledge.Topic, unit) bool) {
		for _, u := range q.units {
			for _, t := range u.topics {
				if !yield(t, u) {
					return
				}
			}
		}
	}
}
