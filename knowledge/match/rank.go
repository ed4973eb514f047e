package match

import (
	"cmp"
	"slices"
)

// A scored is an entry with its features and score.
type scored struct {
	terms    *entryTerms
	features [numFeatures]float32
	score    float64
}

// rank orders the proposed entries and keeps the best.
func (ed *edition) rank(q *question, proposed []int, limit int, explain bool) []Match {
	ranked := make([]scored, 0, len(proposed))
	for _, i := range proposed {
		ranked = append(ranked, ed.score(q, &ed.entries[i]))
	}
	slices.SortStableFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.terms.entry.ID, b.terms.entry.ID))
	})
	out := make([]Match, 0, min(limit, len(ranked)))
	signs := ed.signs(q, ranked)
	for _, s := range ranked[:min(limit, len(ranked))] {
		m := Match{Entry: s.terms.entry, Confidence: signs.confidence(s.score), score: s.score}
		if explain {
			m.Explanation = ed.explain(q, s)
		}
		out = append(out, m)
	}
	return out
}

func (ed *edition) score(q *question, t *entryTerms) scored {
	s := scored{terms: t}
	var total float64
	for f := range features {
		s.features[f] = features[f].of(ed, q, t)
		s.score += weights[f] * float64(s.features[f])
		total += weights[f]
	}
	s.score /= total
	return s
}

// signs is what the confidence in any match of a question is read from, beside
// the match's own score: so confidence falls in the order of the scores.
func (ed *edition) signs(q *question, ranked []scored) signs {
	x := signs{always: 1, byForeign: ed.foreign(q)}
	if len(q.topics) > 0 {
		x[byTopic] = 1
	}
	for _, s := range ranked {
		x[byNearest] = max(x[byNearest], float64(s.features[bestTrigrams]))
	}
	return x
}

// foreign is the share of the question's content words beyond the names of
// topics, each counted as one, that the whole library does not know.
func (ed *edition) foreign(q *question) float64 {
	var unknown, all float64
	for _, u := range q.units {
		if !u.content || u.topic {
			continue
		}
		all++
		if len(u.others) == 0 && !ed.knows(u.words) {
			unknown++
		}
	}
	return unknown / max(all, 1)
}
