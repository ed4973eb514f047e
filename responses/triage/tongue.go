package triage

import (
	"math/bits"
	"sync"

	"github.com/hebb-bot/hebb/knowledge/english"
)

// A tongue is the cues of one language. Each has words of its own, so that "die" is an
// article in one and a verb in another, and costs nothing where it is not spoken.
type tongue struct {
	name     string // of its folder, "en"
	lexicon  lexicon
	patterns []pattern
	rules    []rule

	exclusions []sparse        // first word → patterns that cancel
	cues       []sparse        // first word → patterns of rules and signs
	waking     map[key][]waker // patterns that cannot be found without it or its likes
	ruled      [][]int32       // pattern → rules that cannot hold without it
	breaks     set             // words a gap never passes
	rooms      sync.Pool       // of *hearing
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

// spoken is those of the other tongues that words may be of: that know the most of them,
// or nearly as many. language is the one that knows the most, "" if it knows too few for
// a reply to be in it.
func (c *Classifier) spoken(words [][]byte) (out []*tongue, language string) {
	known := make([]int, len(c.others))
	most := 0
	for _, w := range words {
		for who := c.speakers.of(w); who != 0; who &= who - 1 {
			i := bits.TrailingZeros64(who)
			known[i]++
			most = max(most, known[i])
		}
	}
	for i, n := range known {
		if float64(n) >= nearShare*float64(max(most, 1)) {
			out = append(out, c.others[i])
		}
		if n == most && language == "" && n > 1 && 2*n >= len(words) {
			language = c.others[i].name
		}
	}
	return out, language
}

// speakers tells of a word, or another spelling of one, which of the other tongues know
// it: a bit for each.
type speakers map[string]uint64

// mostTongues is how many there is a bit for.
const mostTongues = 64

func newSpeakers(tongues []*tongue) speakers {
	words := 0
	for _, t := range tongues {
		words += len(t.lexicon.ids) + len(t.lexicon.spelled)
	}
	s := make(speakers, words)
	for i, t := range tongues {
		for w := range t.lexicon.ids {
			s[w] |= 1 << i
		}
		for w := range t.lexicon.spelled {
			s[w] |= 1 << i
		}
	}
	return s
}

// of is the tongues that know a word as it stands, or without an apostrophe.
func (s speakers) of(w []byte) uint64 {
	var space [longest]byte
	if len(w) > longest {
		return 0
	}
	if plain := bare(space[:0], w); len(plain) < len(w) {
		return s[string(w)] | s[string(plain)]
	}
	return s[string(w)]
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
