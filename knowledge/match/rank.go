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
		byContent: float64(ed.contentShare(q, s.terms)),
		byTopic:   float64(s.features[sameTopic]),
	}
}

// contentShare is the share of the question's content words, each counted as
// one, that the entry holds.
func (ed *edition) contentShare(q *question, t *entryTerms) float32 {
	var found, all float32
	for _, u := range q.units {
		if !u.content {
			continue
		}
		share := ed.counted(u.words, &t.all)
		for _, other := range u.others {
			share = max(share, ed.counted(other, &t.all))
		}
		all++
		found += share
	}
	return found / max(all, 1)
}

// counted is the share of the words that stand in a vector.
func (ed *edition) counted(words []word, in *vector) float32 {
	found := 0
	for _, w := range words {
		if id, known := ed.vocabulary.ids[w.stem]; known && in.has(id) {
			found++
		}
	}
	return float32(found) / float32(len(words))
}
