package match

import (
	"iter"
	"unicode"

	"github.com/hebb-bot/hebb/knowledge/english"
)

// A speller knows the library's words and finds the one that a mistyped word
// was meant to be. It holds every word with one letter deleted (and two for long
// words) as a hash, so that a look-up is a few steps in a map; see Garbe 2012, SymSpell.
type speller struct {
	count   map[string]int // how often a word was added
	deletes map[uint64]int // the last link of those with this hash, from 1
	links   []link
}

// A link is a word that a deletion leads to, and the link before it.
type link struct {
	word   string
	before int
}

func newSpeller() *speller {
	return &speller{count: map[string]int{}, deletes: map[uint64]int{}}
}

// add makes a word known.
func (s *speller) add(surface string) {
	s.count[surface]++
	if s.count[surface] > 1 || len(surface) < minSpell {
		return
	}
	for hash := range deletions([]rune(surface)) {
		s.links = append(s.links, link{surface, s.deletes[hash]})
		s.deletes[hash] = len(s.links)
	}
}

// candidates is the known words that share a deletion with a word, some more than once.
func (s *speller) candidates(w string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for hash := range deletions([]rune(w)) {
			for at := s.deletes[hash]; at > 0; at = s.links[at-1].before {
				if !yield(s.links[at-1].word) {
					return
				}
			}
		}
	}
}

// deletions is the hashes of a word and of what is left of it when one letter is
// deleted, or two of a long word.
func deletions(w []rune) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		const nothing = -1
		if !yield(hashWithout(w, nothing, nothing)) {
			return
		}
		for i := range w {
			if i > 0 && w[i] == w[i-1] {
				continue // the same is left
			}
			if !yield(hashWithout(w, i, nothing)) {
				return
			}
			for j := i + 1; len(w) >= longSpell && j < len(w); j++ {
				if !yield(hashWithout(w, i, j)) {
					return
				}
			}
		}
	}
}

// hashWithout is the hash (FNV-1a) of a word without two of its letters.
func hashWithout(w []rune, i, j int) uint64 {
	h := uint64(14695981039346656037)
	for k, r := range w {
		if k != i && k != j {
			h = (h ^ uint64(r)) * 1099511628211
		}
	}
	return h
}

// correct returns the known word that was meant, or the word itself: if it is
// known, in the dictionary, short, or a name or number.
func (s *speller) correct(w string) string {
	if len(w) < minSpell || len(w) > maxSpell || s.count[w] > 0 || !isPlain(w) {
		return w
	}
	if english.Knows(w) {
		return w
	}
	allowed := 1
	if len(w) >= longSpell {
		allowed = 2
	}
	best, bestDistance := w, allowed+1
	for candidate := range s.candidates(w) {
		distance := editDistance(w, candidate, allowed)
		if distance < bestDistance || distance == bestDistance && s.better(candidate, best) {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

// better prefers the more used of two corrections, and then the first by name.
func (s *speller) better(a, b string) bool {
	if s.count[a] != s.count[b] {
		return s.count[a] > s.count[b]
	}
	return a < b
}

func isPlain(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// editDistance counts insertions, deletions, substitutions and swaps of
// neighbours (optimal string alignment), and stops counting above most.
func editDistance(a, b string, most int) int {
	ra, rb := []rune(a), []rune(b)
	if d := len(ra) - len(rb); d > most || -d > most {
		return most + 1
	}
	older, old, row := make([]int, len(rb)+1), make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		row[0] = i
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return min(old[len(rb)], most+1)
}
