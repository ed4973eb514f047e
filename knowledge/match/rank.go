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
	standing float64 // the score, and what the others of its topic add; see stand
}

// rank orders the proposed entries and keeps the best.
func (ed *edition) rank(q *question, proposed []int, limit int, explain bool) []Match {
	ranked := ed.order(q, proposed)
	if len(ranked) == 0 {
		return nil
	}
	sure := ed.grounds(q, ranked).by(ed.curve)
	out := make([]Match, 0, min(limit, len(ranked)))
	for _, s := range ranked[:min(limit, len(ranked))] {
		// The best is as sure as its grounds; the others less by half the log-odds that
		// part them.
		m := Match{Entry: s.terms.entry, Confidence: sure * math.Exp((s.standing-ranked[0].standing)/2)}
		if explain {
			m.Explanation = ed.explain(q, s)
		}
		out = append(out, m)
	}
	return out
}

// order scores the proposed entries, those of the highest standing first.
func (ed *edition) order(q *question, proposed []int) []scored {
	ranked := ed.scored(q, proposed)
	stand(ranked)
	slices.SortStableFunc(ranked, func(a, b scored) int { return cmp.Compare(b.standing, a.standing) })
	return ranked
}

// scored scores the proposed entries, the best first: all of them by what is quick to
// tell, then the best by everything. The others are left out. What it returns is scratch
// memory of the question.
func (ed *edition) scored(q *question, proposed []int) []scored {
	all := q.scored[:0]
	for _, n := range proposed {
		all = append(all, scored{terms: ed.entries[n]})
		ed.score(q, &all[len(all)-1], true)
	}
	q.scored = all
	byScore := func(a, b scored) int {
		if c := cmp.Compare(b.score, a.score); c != 0 {
			return c
		}
		return cmp.Compare(a.terms.entry.ID, b.terms.entry.ID)
	}
	slices.SortFunc(all, byScore)
	all = all[:min(len(all), scoredInFull)]
	for i := range all {
		ed.meet(q, all[i].terms)
		ed.score(q, &all[i], false)
	}
	slices.SortFunc(all, byScore)
	return all
}

// stand gives entries their standing: the best of a topic has its topic's, which is the
// logarithm of the sum of the probabilities of all its entries, the others fall behind it
// as their scores do. All entries of a topic together tell more surely that it is meant
// than the one that happens to score highest. The entries come by falling score.
func stand(ranked []scored) {
	const unset = math.MaxFloat64
	for i := range ranked {
		ranked[i].standing = unset
	}
	for i := range ranked {
		if ranked[i].standing != unset {
			continue
		}
		topic, best := ranked[i].terms.entry.Topic, ranked[i].score
		var sum float64
		for _, s := range ranked[i:] {
			if s.terms.entry.Topic == topic {
				sum += math.Exp(s.score - best)
			}
		}
		others := math.Log(sum)
		for j := range ranked[i:] {
			if s := &ranked[i+j]; s.terms.entry.Topic == topic {
				s.standing = s.score + others
			}
		}
	}
}

// score adds to an entry's score the features that are quick to tell, or the others.
func (ed *edition) score(q *question, s *scored, quick bool) {
	for f := range features {
		if features[f].quick == quick {
			s.features[f] = features[f].of(ed, q, s.terms)
			s.score += ed.weights[f] * float64(s.features[f])
		}
	}
}

// grounds is what the confidence in the best of the ranked entries is read from.
func (ed *edition) grounds(q *question, ranked []scored) grounds {
	best := ranked[0]
	x := grounds{always: 1, byScore: best.score / 10, byForeign: ed.foreign(q), byHeld: ed.heldByTopic(q, best.terms), byScope: math.Tanh(float64(q.scope) / 2)}
	var topic, all float64
	for _, s := range ranked {
		p := math.Exp(s.score - best.score)
		all += p
		if s.terms.entry.Topic == best.terms.entry.Topic {
			topic += p
		}
	}
	x[byShare] = topic / all
	if q.topic[best.terms.topicClass] == slices.Max(q.topic) {
		x[byAgreed] = 1
	}
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
		if t.topic.share(w.term) > 0 || t.topicText.has(w.term) {
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
