package match

import (
	"math"
	"slices"
)

// A classifier tells the library's topics, or its facets, apart by how their
// questions are put: by words, pairs of words, and runs of letters, which see
// through typing errors and word forms. It is a linear model that is learnt while
// the index is built: complement naive Bayes (Rennie et al. 2003, Tackling the Poor
// Assumptions of Naive Bayes Text Classifiers) to begin with, then sharpened by
// passive-aggressive updates (Crammer et al. 2006, Online Passive-Aggressive
// Algorithms, PA-I) on the phrasings it still gets wrong.
type classifier struct {
	classes map[string]int
	weights []float32 // a row of classes for each sign
}

// noClass is the class of what is about something else.
const noClass = ""

// sign space: words below half, pairs and letters hashed above.
const signSpace = 1 << 15

// A sign is something seen in a question, and how much it counts.
type sign struct {
	id     int32
	weight float32
}

// An example is a phrasing's signs and its class.
type example struct {
	signs []sign
	class int
}

// signs are those of a question, as a vector of length one.
func (ed *edition) signs(words []word, into []sign) []sign {
	into = into[:0]
	var before int32 = -1
	for _, w := range words {
		if !w.stop {
			into = letters(w.surface, into)
		}
		id, known := ed.vocabulary.ids[w.stem]
		if !known {
			before = -1
			continue
		}
		idf := ed.vocabulary.idf[id]
		into = append(into, sign{id % (signSpace / 2), idf})
		if before >= 0 {
			into = append(into, sign{hashed(uint32(before)*31 + uint32(id)), (idf + ed.vocabulary.idf[before]) / 2})
		}
		before = id
	}
	slices.SortFunc(into, func(a, b sign) int { return int(a.id) - int(b.id) })
	into = slices.CompactFunc(into, func(a, b sign) bool { return a.id == b.id })
	var sum float32
	for _, s := range into {
		sum += s.weight * s.weight
	}
	for i := range into {
		into[i].weight /= sqrt(sum)
	}
	return into
}

// letters adds the runs of four letters of a word, its ends marked.
func letters(surface string, into []sign) []sign {
	marked := "#" + surface + "#"
	for i := 0; i+4 <= len(marked); i++ {
		h := uint32(0)
		for _, b := range []byte(marked[i : i+4]) {
			h = h*131 + uint32(b)
		}
		into = append(into, sign{hashed(h), lettersWeight})
	}
	return into
}

// hashed spreads a number over the upper half of the sign space.
func hashed(h uint32) int32 {
	h *= 2654435761 // Knuth, The Art of Computer Programming, 6.4
	return int32(h>>17%(signSpace/2)) + signSpace/2
}

// newClassifier learns from phrasings; classes holds the class of each.
func newClassifier(examples []example, classes map[string]int) *classifier {
	c := &classifier{classes, make([]float32, signSpace*len(classes))}
	c.naiveBayes(examples)
	c.sharpen(examples)
	return c
}

// row is the weights of a sign, one a class.
func (c *classifier) row(id int32) []float32 {
	n := len(c.classes)
	return c.weights[int(id)*n : int(id)*n+n]
}

// naiveBayes sets each weight to the log of how much more the sign belongs to the
// class than to all others.
func (c *classifier) naiveBayes(examples []example) {
	mass := make([]float32, len(c.classes))
	seen := make([]float32, signSpace)
	var all, signs float32
	for _, e := range examples {
		for _, s := range e.signs {
			c.row(s.id)[e.class] += s.weight
			mass[e.class] += s.weight
			if seen[s.id] == 0 {
				signs++
			}
			seen[s.id] += s.weight
			all += s.weight
		}
	}
	prior := make([]float32, len(mass)) // log of the class's mass over that of all others
	for k, m := range mass {
		prior[k] = ln((m + smoothing*signs) / (all - m + smoothing*signs))
	}
	for id, total := range seen {
		if total == 0 {
			continue
		}
		row := c.row(int32(id))
		none := ln(smoothing / (total + smoothing))
		for k, m := range row {
			ratio := none
			if m > 0 {
				ratio = ln((m + smoothing) / (total - m + smoothing))
			}
			row[k] = naiveShare * (ratio - prior[k])
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
					row := c.row(s.id)
					row[e.class] += step * s.weight
					row[rival] -= step * s.weight
				}
			}
		}
		order = lost
	}
}

// score fills in the score of each class.
func (c *classifier) score(signs []sign, scores []float32) {
	clear(scores)
	for _, s := range signs {
		for k, w := range c.row(s.id) {
			scores[k] += s.weight * w
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
