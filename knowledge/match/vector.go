package match

import (
	"cmp"
	"math"
	"slices"
)

// A vector is a sparse vector: terms in rising order with their weights, and
// its length. Vectors are slices so that a comparison touches memory in order.
type vector struct {
	terms   []int32
	weights []float32
	norm    float32
}

// add adds weight to a term.
func (v *vector) add(term int32, weight float32) {
	i, found := slices.BinarySearch(v.terms, term)
	if found {
		v.weights[i] += weight
		return
	}
	v.terms = slices.Insert(v.terms, i, term)
	v.weights = slices.Insert(v.weights, i, weight)
}

// put adds words once each: the vector as a set.
func (v *vector) put(words []word) {
	for _, w := range words {
		if !v.has(w.term) {
			v.add(w.term, 1)
		}
	}
}

// measure sets the length after the last add.
func (v *vector) measure() {
	var sum float64
	for _, w := range v.weights {
		sum += float64(w) * float64(w)
	}
	v.norm = float32(math.Sqrt(sum))
}

// has reports whether the vector holds a term.
func (v *vector) has(term int32) bool {
	_, found := slices.BinarySearch(v.terms, term)
	return found
}

// at is the weight of a term, 0 if the vector does not hold it.
func (v *vector) at(term int32) float32 {
	if i, found := slices.BinarySearch(v.terms, term); found {
		return v.weights[i]
	}
	return 0
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
func (v *vocabulary) weigh(entries []*entryTerms) {
	df := make([]int, len(v.ids))
	for _, e := range entries {
		for _, t := range e.all.terms {
			df[t]++
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

// trigrams is the character trigrams of a text, as numbers, without repeats.
func trigrams(words []word) []int32 {
	var out []int32
	window := [3]rune{0, 0, ' '}
	push := func(r rune) {
		window = [3]rune{window[1], window[2], r}
		if window[0] != 0 {
			h := uint32(window[0])*2654435761 ^ uint32(window[1])*2246822519 ^ uint32(window[2])*3266489917
			out = append(out, int32((h>>7^h)%gramSpace))
		}
	}
	for _, w := range words {
		for _, r := range w.surface {
			push(r)
		}
		push(' ')
	}
	slices.Sort(out)
	return slices.CompactFunc(out, func(a, b int32) bool { return cmp.Compare(a, b) == 0 })
}
