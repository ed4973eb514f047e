package match

// signSpace is how many numbers signs are hashed into: words below half, pairs and
// letters above.
const signSpace = 1 << 17

// A sign is something seen in a question, and how much it counts.
type sign struct {
	id     int32
	weight float32
}

// A reader of signs remembers which it has seen in a question.
type signReader struct {
	seen []uint32 // the last question that each sign was seen in
	now  uint32
}

func newSignReader() *signReader { return &signReader{seen: make([]uint32, signSpace)} }

// signs are those of a question, as a vector of length one; meant is words that it does
// not hold but the lexicon adds.
func (r *signReader) signs(v *vocabulary, words, meant []word, into []sign) []sign {
	into = into[:0]
	r.now++
	var sum float32
	see := func(id int32, weight float32) {
		if r.seen[id] != r.now {
			r.seen[id] = r.now
			into = append(into, sign{id, weight})
			sum += weight * weight
		}
	}
	var before int32 = noTerm
	for _, w := range words {
		for _, l := range w.letters {
			see(l, lettersWeight)
		}
		if !v.knows(w.term) {
			before = noTerm
			continue
		}
		idf := v.idf[w.term]
		see(w.term%(signSpace/2), idf)
		if before >= 0 {
			see(hashed(uint32(before)*31+uint32(w.term)), (idf+v.idf[before])/2)
		}
		before = w.term
	}
	for _, w := range meant {
		if v.knows(w.term) {
			see(w.term%(signSpace/2), meantWeight*v.idf[w.term])
		}
	}
	for i := range into {
		into[i].weight /= sqrt(sum)
	}
	return into
}

// letters is the runs of four letters of a word, its ends marked.
func letters(surface string) []int32 {
	marked := "#" + surface + "#"
	var out []int32
	for i := 0; i+4 <= len(marked); i++ {
		h := uint32(0)
		for _, b := range []byte(marked[i : i+4]) {
			h = h*131 + uint32(b)
		}
		out = append(out, hashed(h))
	}
	return out
}

// hashed spreads a number over the upper half of the sign space.
func hashed(h uint32) int32 {
	h *= 2654435761 // Knuth, The Art of Computer Programming, 6.4
	return int32(h>>15%(signSpace/2)) + signSpace/2
}
