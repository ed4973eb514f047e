package match

import (
	"math"
	"slices"
)

// A classifier tells the library's topics, or its facets, or what is about it at all,
// apart by how questions are put: by words, pairs of words, and runs of letters, which see
// through typing errors and word forms. It is a linear model that is learnt while
// the index is built: complement naive Bayes (Rennie et al. 2003, Tackling the Poor
// Assumptions of Naive Bayes Text Classifiers) to begin with, then sharpened by
// passive-aggressive updates (Crammer et al. 2006, Online Passive-Aggressive
// Algorithms, PA-I) on the phrasings it still gets wrong.
//
// Weights are sparse: a sign holds those of the classes it was seen in, or that stood
// in the way of one, so that a library of a thousand topics costs what its phrasings
// cost and not signs times topics.
type classifier struct {
	classes map[string]int
	always  []float32 // of each class, whatever the signs
	cells   []cell    // of all signs, one after the other
	starts  []int32   // where those of each sign begin, which is where those of the one before end
}

// A cell is the weight of a sign for a class, beyond what it is for any class.
type cell struct {
	class  int32
	weight float32
}

// noClass is the class of what belongs to no other: a message about something else, a
// facet that no other topic has. ours is that of any phrasing.
const (
	noClass = ""
	ours    = "ours"
)

// An example is a phrasing's signs and its class.
type example struct {
	signs []sign
	class int
}

// score fills in the score of each class, up to what is the same for all.
func (c *classifier) score(signs []sign, scores []float32) {
	var sum float32
	for _, s := range signs {
		if c.starts[s.id] < c.starts[s.id+1] {
			sum += s.weight
		}
	}
	for k, w := range c.always {
		scores[k] = w * sum
	}
	for _, s := range signs {
		for _, cell := range c.cells[c.starts[s.id]:c.starts[s.id+1]] {
			scores[cell.class] += s.weight * cell.weight
		}
	}
}

// likely fills in the log-probability of each class, in the slice given if it is
// large enough. It is not calibrated: the ranker's weights see to that.
func (c *classifier) likely(signs []sign, into []float32) []float32 {
	into = slices.Grow(into[:0], len(c.classes))[:len(c.classes)]
	c.score(signs, into)
	best := slices.Max(into)
	var sum float64
	for _, s := range into {
		sum += math.Exp(float64(s - best))
	}
	all := best + float32(math.Log(sum))
	for k := range into {
		into[k] -= all
	}
	return into
}

func ln(x float32) float32 { return float32(math.Log(float64(x))) }

// byClass is the entries whose topic and facet are the likeliest, the best first.
func (ed *edition) byClass(q *question) []proposal {
	q.likely.reset(byClass)
	for n, t := range ed.entries {
		q.likely.offer(proposal{n, float64(q.topic[t.topicClass] + q.facet[t.facetClass])})
	}
	return q.likely.best
}

// inScope is how much more a question is put like the library's phrasings than like
// messages about something else, 0 if none are known.
func (c *classifier) inScope(signs []sign) float32 {
	if len(c.classes) < 2 {
		return 0
	}
	var scores [2]float32
	c.score(signs, scores[:])
	return scores[c.classes[ours]] - scores[c.classes[noClass]]
}
