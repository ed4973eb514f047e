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
	for _, s := range ranked[:min(limit, len(ranked))] {
		m := Match{Entry: s.terms.entry, Confidence: confidence(ed.signs(q, s)), score: s.score}
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

// signs is what a match's confidence is read from.
func (ed *edition) signs(q *question, s scored) [numSigns]float64 {
	return [numSigns]float64{
		always:    1,
		byScore:   s.score,
		byTopic:   float64(s.features[sameTopic]),
		byForeign: ed.foreign(q),
		byNearest: float64(s.features[bestTrigrams]),
	}
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
