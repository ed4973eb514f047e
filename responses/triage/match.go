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
	// begin calls add with each word the node can begin with.
	begin(add func(int32))
	// needs is keys of which one must stand where the node is found, nil if there are none
	// such: of what it is made of the part that stands in the fewest cues.
	needs(uses map[key]int) []key
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
		words  set     // options of one word
		others []node  // the other options
		longer []start // those, by the words they can begin with, in rising order
		begins set     // those words
		size   shape
		need   []key // what needs has found: lists are part of many cues
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
		w, here := m.words[place], uint64(1)<<(place-start)
		if n.words.matches(w) {
			to |= here << 1
		}
		if n.begins.has(w.id) {
			to |= n.from(w.id, m, start, here)
		}
		if w.number && w.id != numberID && n.begins.has(numberID) {
			to |= n.from(numberID, m, start, here)
		}
	}
	return to
}

// from returns where the options that begin with a word can end.
func (n *choice) from(word int32, m *message, begin int, here uint64) (to uint64) {
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

func (n one) begin(add func(int32))    { add(int32(n)) }
func (n phrase) begin(add func(int32)) { add(n[0]) }

func (n seq) begin(add func(int32)) {
	for _, item := range n {
		item.begin(add)
		if item.shape().min > 0 {
			return
		}
	}
}

func (n *choice) begin(add func(int32)) {
	n.words.each(add)
	for _, s := range n.longer {
		add(s.word)
	}
}

func (n maybe) begin(add func(int32)) { n.node.begin(add) }
func (gap) begin(func(int32))         {}

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
func either(options []node) *choice {
	n := &choice{size: options[0].shape()}
	var words []int32
	for _, option := range options {
		n.size = n.size.or(option.shape())
		if isWord(option) {
			option.begin(n.words.add)
			continue
		}
		n.others = append(n.others, option)
		words = words[:0]
		option.begin(func(id int32) { words = append(words, id) })
		slices.Sort(words)
		for _, id := range slices.Compact(words) {
			n.longer = append(n.longer, start{id, option})
			n.begins.add(id)
		}
	}
	slices.SortStableFunc(n.longer, func(a, b start) int { return cmp.Compare(a.word, b.word) })
	return n
}

// isWord reports if n is a single word.
func isWord(n node) bool {
	_, ok := n.(one)
	return ok
}
