package triage

import (
	"math/bits"
	"slices"
)

// What scan found of a pattern.
const (
	plainly uint8 = 1 << iota // in the writer's own words
	quoted                    // in quotation marks
)

// A hearing is what a message is to one tongue. Rooms for it are large and many, so they
// are used again: see listen and forget.
type hearing struct {
	heard  []uint8 // of each pattern which halves of what it needs stand in the message
	awake  set     // patterns of which all of that does
	wanted set     // those of them that are worth looking for
	rules  []int32 // that may hold, in their order
	found  []uint8 // what was found of each pattern

	excluded bool // an exclusion of a category of risk was found
}

// listen looks for every pattern in words. Its hearing is the caller's until forget.
func (t *tongue) listen(words []word) *hearing {
	h, _ := t.rooms.Get().(*hearing)
	if h == nil {
		n := len(t.patterns)
		h = &hearing{heard: make([]uint8, n), found: make([]uint8, n), awake: make(set, n/64+1), wanted: make(set, n/64+1)}
	}
	t.wake(words, h)
	t.want(h)
	t.scan(&message{words: words, breaks: t.breaks}, h)
	return h
}

// forget gives the room of a hearing back.
func (t *tongue) forget(h *hearing) {
	clear(h.heard)
	clear(h.found)
	clear(h.awake)
	clear(h.wanted)
	h.rules, h.excluded = h.rules[:0], false
	t.rooms.Put(h)
}

func (t *tongue) scan(m *message, h *hearing) {
	var covered [len(precedence)]int // how far the exclusions of each file reach
	for start, w := range m.words {
		for id := range w.ids() {
			t.exclude(m, start, id, h, &covered)
		}
		for id := range w.ids() {
			t.look(m, start, id, h, &covered)
		}
	}
	h.excluded = slices.Max(covered[:AbuseViolence.rank()+1]) > 0
}

// exclude notes how far the exclusions that begin here reach.
func (t *tongue) exclude(m *message, start int, id int32, h *hearing, covered *[len(precedence)]int) {
	t.exclusions[id].each(h.awake, func(n int32) {
		p := &t.patterns[n]
		if ends := p.root.step(m, start, 1); ends != 0 {
			covered[p.file] = max(covered[p.file], start+lastBit(ends))
		}
	})
}

// look notes the cues that begin here and are not covered by an exclusion.
func (t *tongue) look(m *message, start int, id int32, h *hearing, covered *[len(precedence)]int) {
	t.cues[id].each(h.wanted, func(n int32) {
		if h.found[n]&plainly != 0 {
			return
		}
		p := &t.patterns[n]
		ends := p.root.step(m, start, 1)
		if ends == 0 {
			return
		}
		end := start + firstBit(ends)
		if end <= covered[p.file] {
			return
		}
		if m.words[start].quoted && m.words[end-1].quoted {
			h.found[n] |= quoted
		} else {
			h.found[n] |= plainly
		}
	})
}

func firstBit(mask uint64) int { return bits.TrailingZeros64(mask) }
func lastBit(mask uint64) int  { return bits.Len64(mask) - 1 }

// A sparse is a set most of which is not there: the 64s of it that hold something. There
// is one for each word, and what two sets have in common is told 64 at a time.
type sparse []block

type block struct {
	at   int32
	bits uint64
}

// add adds n, which comes after all that are there.
func (s *sparse) add(n int32) {
	if last := len(*s) - 1; last >= 0 && (*s)[last].at == n/64 {
		(*s)[last].bits |= 1 << (n % 64)
		return
	}
	*s = append(*s, block{n / 64, 1 << (n % 64)})
}

// each calls f with what s and others, which is as long as all of it, have in common.
func (s sparse) each(others set, f func(int32)) {
	for _, b := range s {
		for both := b.bits & others[b.at]; both != 0; both &= both - 1 {
			f(b.at*64 + int32(bits.TrailingZeros64(both)))
		}
	}
}
