package triage

import "github.com/hebb-bot/hebb/knowledge/english"

// A tongue is the cues of one language. Each has words of its own, so that "die" is an
// article in one and a verb in another, and costs nothing where it is not spoken.
type tongue struct {
	name     string // of its folder, "en"
	lexicon  lexicon
	patterns []pattern
	rules    []rule

	exclusions [][]int32 // first word → patterns that cancel
	cues       [][]int32 // first word → patterns of rules and signs
	breaks     set       // words a gap never passes
}

// foreignShare is the share of words that are not English from which on a message may be
// in another language, or partly so.
const foreignShare = .25

// foreign is the words that are not English, if there are enough of them or two in a row:
// somebody may change the language half-way. t is English.
func (t *tongue) foreign(plain []byte, words []span) (others [][]byte) {
	n, row, inRow := 0, 0, false
	for _, s := range words {
		w := plain[s.from:s.to]
		if len(w) < 2 || digits(w) > 0 {
			continue
		}
		n++
		row++
		if t.lexicon.has(w) || english.Knows(string(w)) {
			row = 0
			continue
		}
		others = append(others, w)
		inRow = inRow || row > 1
	}
	if !inRow && float64(len(others)) < foreignShare*float64(n) {
		return nil
	}
	return others
}

// nearShare is how many of the words that are not English a language must know, beside the one that
// knows most, to be asked.
const nearShare = .5

// spoken is those of the tongues that words may be of: that know the most of them, or
// nearly as many.
func spoken(all []*tongue, words [][]byte) []*tongue {
	known := make([]int, len(all))
	most := 1
	for i, t := range all {
		for _, w := range words {
			if t.lexicon.has(w) {
				known[i]++
			}
		}
		most = max(most, known[i])
	}
	var out []*tongue
	for i, t := range all {
		if float64(known[i]) >= nearShare*float64(most) {
			out = append(out, t)
		}
	}
	return out
}

// has reports if the cues know a word, by one of its spellings or without an apostrophe.
func (l *lexicon) has(w []byte) bool {
	var space [longest]byte
	if len(w) > longest {
		return false
	}
	if l.ids[string(w)] != 0 || l.spelled[string(w)] != nil {
		return true
	}
	plain := bare(space[:0], w)
	return len(plain) < len(w) && (l.ids[string(plain)] != 0 || l.spelled[string(plain)] != nil)
}
