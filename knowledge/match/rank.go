package match

import (
	"cmp"
	"math"
	"slices"
)

// A scored is an entry with its features and score.
type scored struct {
	terms    *entryTerms
	features [numFeatures]float32
	score    float64 // the features weighed; differences are log-odds
}

// rank orders the proposed entries and keeps the best.
func (ed *edition) rank(q *question, proposed []int, limit int, explain bool) []Match {
	ranked := ed.order(q, proposed)
	if len(ranked) == 0 {
		return nil
	}
	sure := ed.grounds(q, ranked).confidence()
	out := make([]Match, 0, min(limit, len(ranked)))
	for _, s := range ranked[:min(limit, len(ranked))] {
		// The best is as sure as its grounds; the others less by half the log-odds that
		// part them, so that confidence falls in the order of the scores.
		m := Match{Entry: s.terms.entry, Confidence: sure * math.Exp((s.score-ranked[0].score)/2)}
		if explain {
			m.Explanation = ed.explain(q, s)
		}
		out = append(out, m)
	}
	return out
}

// order scores the proposed entries, best first.
func (ed *edition) order(q *question, proposed []int) []scored {
	ranked := make([]scored, 0, len(proposed))
	for _, i := range proposed {
		ranked = append(ranked, ed.score(q, ed.entries[i]))
	}
	slices.SortStableFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.terms.entry.ID, b.terms.entry.ID))
	})
	return ranked
}

func (ed *edition) score(q *question, t *entryTerms) scored {
	s := scored{terms: t}
	for f := range features {
		s.features[f] = features[f].of(ed, q, t)
		s.score += ed.weights[f] * float64(s.features[f])
	}
	return s
}

// grounds is what the confidence in the best of the ranked entries is read from.
func (ed *edition) grounds(q *question, ranked []scored) grounds {
	best := ranked[0]
	x := grounds{always: 1, byScore: best.score / 10, byForeign: ed.foreign(q), byHeld: ed.heldByTopic(q, best.terms), byScope: float64(q.scope)}
	var topic, all float64
	for _, s := range ranked {
		p := math.Exp(s.score - best.score)
		all += p
		if s.terms.entry.Topic == best.terms.entry.Topic {
			topic += p
		}
	}
	x[byShare] = topic / all
	return x
}

// heldByTopic is the share, by weight, of what the question says beyond the names
// of topics that stands anywhere in the entry's topic. A question about a topic that
// no entry answers has words that the topic never uses.
func (ed *edition) heldByTopic(q *question, t *entryTerms) float64 {
	beyond := func(u *unit) bool { return u.content && !u.topic }
	share, none := q.share(beyond, func(words []word) float32 { return ed.inTopic(words, t) })
	if none {
		return 1
	}
	return float64(share)
}

// inTopic is the share of words that stand in the entry's topic.
func (ed *edition) inTopic(words []word, t *entryTerms) float32 {
	n := 0
	for _, w := range words {
		if t.topic.counts.has(w.term) || t.topicText.has(w.term) {
			n++
		}
	}
	return float32(n) / float32(len(words))
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
