package triage

import (
	"unicode/utf8"

	"github.com/hebb-bot/hebb/knowledge/english"
)

// A tongue is the cues of one language. Each has words of its own, so that "die" is an
// article in one and a verb in another, and costs nothing where it is not spoken.
type tongue struct {
	name     string // of its folder, "en"
	lexicon  lexicon
	patterns []pattern
	rules    []rule
	files    int // cue files, each with exclusions of its own

	exclusions [][]int32 // first word → patterns that cancel
	cues       [][]int32 // first word → patterns of rules and signs
	breaks     set       // words a gap never passes
}

// mostTokens bounds how many words are looked at to tell the language.
const mostTokens = 400

// tokens is the first words of clean text as they stand there; in scripts without spaces
// every character is one.
func tokens(plain []byte) [][]byte {
	var out [][]byte
	for i := 0; i < len(plain) && len(out) < mostTokens; {
		c, size := utf8.DecodeRune(plain[i:])
		end := i + size
		switch {
		case isSolo(c):
		case isWordRune(c):
			for end < len(plain) {
				c, size := utf8.DecodeRune(plain[end:])
				if isSolo(c) || !isWordRune(c) && c != '\'' {
					break
				}
				end += size
			}
		default:
			i = end
			continue
		}
		out = append(out, plain[i:end])
		i = end
	}
	return out
}

// foreignShare is the share of words that are not English from which on a message may be
// in another language, or partly so.
const foreignShare = .25

// foreign reports if the words are not all English, or two in a row are not: somebody may
// change the language half-way. t is English.
func (t *tongue) foreign(words [][]byte) bool {
	n, others, row := 0, 0, 0
	for _, w := range words {
		if len(w) < 2 || digits(w) > 0 {
			continue
		}
		n++
		row++
		if t.lexicon.has(w) || english.Knows(string(w)) {
			row = 0
			continue
		}
		if others++; row > 1 {
			return true
		}
	}
	return others > 0 && float64(others) >= foreignShare*float64(n)
}

// nearShare is how many of the message's words a language must know, beside the one that
// knows most, to be asked.
const nearShare = .5

// spoken is those of the tongues that a message may be in: that know the most of its
// words, or nearly as many.
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
