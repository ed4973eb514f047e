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
	cells   [][]cell  // of each sign
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

// newClassifier learns from phrasings; classes holds the number of each class.
func newClassifier(examples []example, classes map[string]int) *classifier {
	c := &classifier{classes, make([]float32, len(classes)), make([][]cell, signSpace)}
	c.naiveBayes(examples)
	c.sharpen(examples)
	return c
}

// add adds to the weight of a sign for a class.
func (c *classifier) add(id int32, class int, weight float32) {
	row := c.cells[id]
	for i := range row {
		if int(row[i].class) == class {
			row[i].weight += weight
			return
		}
	}
	c.cells[id] = append(row, cell{int32(class), weight})
}

// naiveBayes sets each weight to the log of how much more the sign belongs to the
// class than to all others, less that of a class it was never seen in.
func (c *classifier) naiveBayes(examples []example) {
	mass := make([]float32, len(c.classes))
	var all, signs float32
	for _, e := range examples {
		for _, s := range e.signs {
			c.add(s.id, e.class, s.weight)
			mass[e.class] += s.weight
			all += s.weight
		}
	}
	for _, row := range c.cells {
		signs += float32(min(len(row), 1))
	}
	if signs == 0 {
		return // phrasings of nothing but topics' names have no facets
	}
	for k, m := range mass {
		c.always[k] = -naiveShare * ln((m+smoothing*signs)/(all-m+smoothing*signs))
	}
	for _, row := range c.cells {
		var total float32
		for _, cell := range row {
			total += cell.weight
		}
		none := ln(smoothing / (total + smoothing))
		for i, m := range row {
			row[i].weight = naiveShare * (ln((m.weight+smoothing)/(total-m.weight+smoothing)) - none)
		}
	}
}

// sharpen goes over the examples in a fixed random order and, where the right class
// does not win by the margin, moves its weights and those of the one in its way.
// Later rounds look only at those that did not win in the one before.
func (c *classifier) sharpen(examples []example) {
	if len(c.classes) < 2 {
		return
	}
	scores := make([]float32, len(c.classes))
	order := slices.Clone(examples)
	random := uint32(1)
	for range rounds {
		for i := len(order) - 1; i > 0; i-- {
			random = random*1664525 + 1013904223 // Numerical Recipes; the same in every build
			j := int(random>>8) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		var lost []example
		for _, e := range order {
			c.score(e.signs, scores)
			rival := -1
			for k, s := range scores {
				if k != e.class && (rival < 0 || s > scores[rival]) {
					rival = k
				}
			}
			if loss := margin - (scores[e.class] - scores[rival]); loss > 0 {
				lost = append(lost, e)
				step := min(boldness, loss/2) // the signs have length one
				for _, s := range e.signs {
					c.add(s.id, e.class, step*s.weight)
					c.add(s.id, rival, -step*s.weight)
				}
			}
		}
		order = lost
	}
}

// score fills in the score of each class, up to what is the same for all.
func (c *classifier) score(signs []sign, scores []float32) {
	var sum float32
	for _, s := range signs {
		if len(c.cells[s.id]) > 0 {
			sum += s.weight
		}
	}
	for k, w := range c.always {
		scores[k] = w * sum
	}
	for _, s := range signs {
		for _, cell := range c.cells[s.id] {
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
func (ed *edition) byClass(q *question) []int {
	numbers := make([]int, 0, byClass+1)
	likely := make([]float32, 0, byClass+1)
	for n := range ed.entries {
		p := q.topic[ed.entries[n].topicClass] + q.facet[ed.entries[n].facetClass]
		if len(likely) == byClass && p <= likely[byClass-1] {
			continue
		}
		at, _ := slices.BinarySearchFunc(likely, p, func(have, p float32) int {
			if have >= p {
				return -1
			}
			return 1
		})
		likely, numbers = slices.Insert(likely, at, p), slices.Insert(numbers, at, n)
		likely, numbers = likely[:min(len(likely), byClass)], numbers[:min(len(numbers), byClass)]
	}
	return numbers
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
