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

// scan looks for every pattern in words and returns what it found of each, and whether
// there was an exclusion of a category of risk among them.
func (t *tongue) scan(words []word) (found []uint8, excluded bool) {
	m := &message{words: words, breaks: t.breaks}
	found = make([]uint8, len(t.patterns))
	heard := t.wake(words)
	wanted := t.wanted(heard)
	covered := make([]int, len(precedence)) // how far the exclusions of each file reach
	for start, w := range words {
		for _, id := range w.ids() {
			t.exclude(m, start, id, heard, covered)
		}
		for _, id := range w.ids() {
			t.look(m, start, id, wanted, covered, found)
		}
	}
	return found, slices.Max(covered[:AbuseViolence.rank()+1]) > 0
}

// exclude notes how far the exclusions that begin here reach.
func (t *tongue) exclude(m *message, start int, id int32, heard []uint8, covered []int) {
	for _, n := range t.exclusions[id] {
		p := &t.patterns[n]
		if heard[n] != p.halves {
			continue
		}
		if ends := p.root.step(m, start, 1); ends != 0 {
			covered[p.file] = max(covered[p.file], start+lastBit(ends))
		}
	}
}

// look notes the cues that begin here and are not covered by an exclusion.
func (t *tongue) look(m *message, start int, id int32, wanted []bool, covered []int, found []uint8) {
	for _, n := range t.cues[id] {
		if !wanted[n] || found[n]&plainly != 0 {
			continue
		}
		p := &t.patterns[n]
		ends := p.root.step(m, start, 1)
		if ends == 0 {
			continue
		}
		end := start + firstBit(ends)
		if end <= covered[p.file] {
			continue
		}
		if m.words[start].quoted && m.words[end-1].quoted {
			found[n] |= quoted
		} else {
			found[n] |= plainly
		}
	}
}

func firstBit(mask uint64) int { return bits.TrailingZeros64(mask) }
func lastBit(mask uint64) int  { return bits.Len64(mask) - 1 }
