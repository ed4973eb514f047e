package match

import (
	"math"
	"slices"
)

// A set is terms in rising order.
type set []int32

// place is where a term stands in the set, or noTerm. Which half to go on in is chosen
// without a jump: a processor guesses every second one wrong, and this is most of a search.
func (s set) place(term int32) int {
	at, left := 0, len(s)
	for left > 1 {
		half := left / 2
		if s[at+half] <= term {
			at += half
		}
		left -= half
	}
	if left == 1 && s[at] == term {
		return at
	}
	return noTerm
}

// has reports whether the set holds a term.
func (s set) has(term int32) bool { return s.place(term) >= 0 }

// A vector is a sparse vector: terms with their weights, and its length. Vectors are
// slices so that a comparison touches memory in order.
type vector struct {
	terms   set
	weights []float32
	norm    float32
}

// pack puts vectors that are read one after the other side by side in memory.
func pack(vectors []vector) {
	n := 0
	for i := range vectors {
		n += len(vectors[i].terms)
	}
	terms, weights := make(set, 0, n), make([]float32, 0, n)
	for i := range vectors {
		v := &vectors[i]
		terms, weights = append(terms, v.terms...), append(weights, v.weights...)
		end := len(terms)
		start := end - len(v.terms)
		v.terms, v.weights = terms[start:end:end], weights[start:end:end]
	}
}

// A tally makes vectors and sets: it adds weights up, in memory as large as the vocabulary.
type tally struct {
	weights []float32
	terms   []int32 // those that are set
}

func newTally(terms int) *tally { return &tally{weights: make([]float32, terms)} }

// add adds weight to a term, which must come to more than 0.
func (c *tally) add(term int32, weight float32) {
	if c.weights[term] == 0 {
		c.terms = append(c.terms, term)
	}
	c.weights[term] += weight
}

func (c *tally) addWords(words []word) {
	for _, w := range words {
		c.add(w.term, 1)
	}
}

// vector is what was added since the last.
func (c *tally) vector() (v vector) {
	slices.Sort(c.terms)
	v.terms, v.weights = slices.Clone(c.terms), make([]float32, len(c.terms))
	var sum float64
	for i, term := range c.terms {
		w := c.weights[term]
		v.weights[i], c.weights[term] = w, 0
		sum += float64(w) * float64(w)
	}
	v.norm = float32(math.Sqrt(sum))
	c.terms = c.terms[:0]
	return v
}

// dot multiplies with a dense vector.
func (v *vector) dot(dense []float32) float32 {
	var sum float32
	for i, t := range v.terms {
		sum += v.weights[i] * dense[t]
	}
	return sum
}

// A vocabulary numbers stems: those of entries, which it then knows, and those of the
// lexicon and of messages about something else.
type vocabulary struct {
	ids map[string]int32
	idf []float32 // ln(1 + entries/entries with the term), 0 if no entry has it
	max float32   // the greatest idf
}

// noTerm is the number of a stem that has none.
const noTerm = -1

// number is a stem's number, given to it now if it has none.
func (v *vocabulary) number(stem string) int32 {
	id, ok := v.ids[stem]
	if !ok {
		id = int32(len(v.ids))
		v.ids[stem] = id
	}
	return id
}

// find is a stem's number, or noTerm.
func (v *vocabulary) find(stem string) int32 {
	if id, ok := v.ids[stem]; ok {
		return id
	}
	return noTerm
}

// knows reports whether an entry holds a term.
func (v *vocabulary) knows(term int32) bool { return term >= 0 && v.idf[term] > 0 }

// weigh computes idf over entries: in a grid of topics and questions a topic's
// name repeats in all phrasings of an entry, so counting phrasings misleads.
func (v *vocabulary) weigh(entries []*entryTerms, hinted map[int32]int) {
	df := make([]int, len(v.ids))
	for _, e := range entries {
		for _, t := range e.all {
			df[t]++
		}
	}
	for t, n := range hinted {
		if df[t] == 0 {
			df[t] = n
		}
	}
	v.idf = make([]float32, len(df))
	for i, n := range df {
		if n > 0 {
			v.idf[i] = float32(math.Log(1 + float64(len(entries))/float64(n)))
		}
		v.max = max(v.max, v.idf[i])
	}
}

// gramSpace is how many numbers character trigrams are hashed into. Two of a
// question's thirty meeting by chance is rare and costs little.
const gramSpace = 1 << 13

// A gramSet tells which character trigrams a text has: 1 for each, as a number.
type gramSet []uint8

func newGramSet() gramSet { return make(gramSet, gramSpace) }

// trigrams adds the character trigrams of a text to a set of none, and returns them once
// each, in the slice given if it is large enough.
func (s gramSet) trigrams(words []word, into []uint16) []uint16 {
	into = into[:0]
	window := [3]rune{0, 0, ' '}
	push := func(r rune) {
		window = [3]rune{window[1], window[2], r}
		if window[0] != 0 {
			h := uint32(window[0])*2654435761 ^ uint32(window[1])*2246822519 ^ uint32(window[2])*3266489917
			if g := uint16((h>>7 ^ h) % gramSpace); s[g] == 0 {
				s[g] = 1
				into = append(into, g)
			}
		}
	}
	for _, w := range words {
		for _, r := range w.surface {
			push(r)
		}
		push(' ')
	}
	return into
}

// remove takes trigrams out again.
func (s gramSet) remove(grams []uint16) {
	for _, g := range grams {
		s[g] = 0
	}
}
