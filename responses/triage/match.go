package triage

import (
	"cmp"
	"math/bits"
	"slices"
)

// A node is a piece of a pattern. It works on sets of places at once: bit b of a mask
// stands for the place b words after the start, so a match costs the same however many
// ways a gap can be filled.
type node interface {
	// step returns the places the node can end at, for the places it may begin at.
	step(m *message, start int, at uint64) uint64
	// begin appends the words the node can begin with, some of them more than once.
	begin(words []int32) []int32
	// needs is keys of which one must stand where the node is found, none if there are none
	// such: of what it is made of the part that stands in the fewest cues.
	needs(u *uses) need
	shape() shape
}

// maxSpan is the most words a pattern can span: a mask has 64 places.
const maxSpan = 63

// A shape is how many words a node spans, and if it can begin with a gap.
type shape struct {
	min, max  int
	openStart bool
}

func (s shape) or(t shape) shape {
	return shape{min: min(s.min, t.min), max: max(s.max, t.max), openStart: s.openStart || t.openStart}
}

// A message is what patterns are matched against.
type message struct {
	words  []word
	breaks set
}

type (
	one    int32   // a word
	phrase []int32 // words one after the other: a seq of them, only faster
	seq    []node  // one after the other
	choice struct {
		words  []int32 // options of one word, in rising order
		others []node  // the other options
		longer []start // those, by the words they can begin with, in rising order
		begins uint64  // the last six bits of all these words: most others end here
		size   shape
		need   need // what needs has found: lists are part of many cues
	}
	maybe struct{ node }
	gap   struct{} // up to gapWords words
)

// A start is an option and a word that it can begin with.
type start struct {
	word   int32
	option node
}

const gapWords = 3

func (n one) step(m *message, start int, at uint64) uint64 {
	var to uint64
	for rest := at; rest != 0; rest &= rest - 1 {
		place := start + bits.TrailingZeros64(rest)
		if place >= len(m.words) {
			break
		}
		if w := m.words[place]; w.id == int32(n) || w.number && n == numberID {
			to |= 1 << (place - start + 1)
		}
	}
	return to
}

func (n phrase) step(m *message, start int, at uint64) uint64 {
	var to uint64
	for rest := at; rest != 0; rest &= rest - 1 {
		place := start + bits.TrailingZeros64(rest)
		if place+len(n) > len(m.words) {
			break
		}
		if n.stand(m.words[place:]) {
			to |= 1 << (place - start + len(n))
		}
	}
	return to
}

// stand reports if the words begin with the phrase.
func (n phrase) stand(words []word) bool {
	for i, id := range n {
		if w := words[i]; w.id != id && !(w.number && id == numberID) {
			return false
		}
	}
	return true
}

func (n seq) step(m *message, start int, at uint64) uint64 {
	for _, item := range n {
		if at = item.step(m, start, at); at == 0 {
			break
		}
	}
	return at
}

func (n *choice) step(m *message, start int, at uint64) uint64 {
	var to uint64
	for rest := at; rest != 0; rest &= rest - 1 {
		place := start + bits.TrailingZeros64(rest)
		if place >= len(m.words) {
			break
		}
		for id := range m.words[place].ids() {
			if n.begins&(1<<(id%64)) != 0 {
				to |= n.from(id, m, start, 1<<(place-start))
			}
		}
	}
	return to
}

// from returns where the options that begin with a word can end.
func (n *choice) from(word int32, m *message, begin int, here uint64) (to uint64) {
	if _, ok := slices.BinarySearch(n.words, word); ok {
		to = here << 1
	}
	i, _ := slices.BinarySearchFunc(n.longer, word, func(s start, word int32) int { return cmp.Compare(s.word, word) })
	for ; i < len(n.longer) && n.longer[i].word == word; i++ {
		to |= n.longer[i].option.step(m, begin, here)
	}
	return to
}

func (n maybe) step(m *message, start int, at uint64) uint64 {
	return at | n.node.step(m, start, at)
}

// step of a gap passes over words of one sentence that do not begin a new thought.
func (gap) step(m *message, start int, at uint64) uint64 {
	to, here := at, at
	for range gapWords {
		var next uint64
		for place, rest := start, here; rest != 0 && place < len(m.words); place, rest = place+1, rest>>1 {
			if w := m.words[place]; rest&1 != 0 && !w.ends && !m.breaks.has(w.id) && (place == start || !m.words[place-1].ends) {
				next |= 1 << (place - start + 1)
			}
		}
		to |= next
		here = next
	}
	return to
}

func (n one) begin(words []int32) []int32    { return append(words, int32(n)) }
func (n phrase) begin(words []int32) []int32 { return append(words, n[0]) }

func (n seq) begin(words []int32) []int32 {
	for _, item := range n {
		words = item.begin(words)
		if item.shape().min > 0 {
			break
		}
	}
	return words
}

func (n *choice) begin(words []int32) []int32 {
	words = append(words, n.words...)
	for _, s := range n.longer {
		words = append(words, s.word)
	}
	return words
}

func (n maybe) begin(words []int32) []int32 { return n.node.begin(words) }
func (gap) begin(words []int32) []int32     { return words }

func (one) shape() shape      { return shape{min: 1, max: 1} }
func (n phrase) shape() shape { return shape{min: len(n), max: len(n)} }
func (gap) shape() shape      { return shape{max: gapWords, openStart: true} }

func (n seq) shape() shape {
	var sum shape
	for _, item := range n {
		s := item.shape()
		sum.openStart = sum.openStart || sum.min == 0 && s.openStart
		sum.min, sum.max = sum.min+s.min, sum.max+s.max
	}
	return sum
}

func (n *choice) shape() shape { return n.size }

func (n maybe) shape() shape {
	s := n.node.shape()
	s.min = 0
	return s
}

// either joins options into a choice. Those of one word are a look-up, and so are the first
// words of the others: lists are long, and most of them say nothing about most messages.
func (p *parser) either(options []node) *choice {
	n := &choice{size: options[0].shape()}
	p.starts, p.words = p.starts[:0], p.words[:0]
	for _, option := range options {
		n.size = n.size.or(option.shape())
		if word, ok := option.(one); ok {
			p.words = append(p.words, int32(word))
			continue
		}
		n.others = append(n.others, option)
		before := len(p.words)
		p.words = option.begin(p.words)
		for _, id := range sorted(p.words[before:]) {
			p.starts = append(p.starts, start{id, option})
			n.begins |= 1 << (id % 64)
		}
		p.words = p.words[:before]
	}
	n.words = slices.Clone(sorted(p.words))
	for _, id := range n.words {
		n.begins |= 1 << (id % 64)
	}
	slices.SortStableFunc(p.starts, func(a, b start) int { return cmp.Compare(a.word, b.word) })
	n.longer = slices.Clone(p.starts)
	return n
}

// sorted puts words in order, each once.
func sorted(words []int32) []int32 {
	slices.Sort(words)
	return slices.Compact(words)
}
