package match

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// englishWords is a general word list, so that a real word is not "corrected"
// into one of the library's. It is SCOWL, see english/COPYRIGHT.
//
//go:embed english/words.txt
var englishWords string

// dictionary is the list split, sorted as it is in the file.
var dictionary = sync.OnceValue(func() []string { return strings.Split(strings.TrimSpace(englishWords), "\n") })

// A speller knows the library's words and finds the one that a mistyped word
// was meant to be. It holds every word with one letter deleted (and two for long
// words), so that a look-up is a few hashes; see Garbe 2012, SymSpell.
type speller struct {
	count   map[string]int // how many entries use a word
	deletes map[string][]string
}

func newSpeller() *speller {
	return &speller{count: map[string]int{}, deletes: map[string][]string{}}
}

// add makes a word known.
func (s *speller) add(surface string) {
	s.count[surface]++
	if s.count[surface] > 1 || len(surface) < minSpell {
		return
	}
	for d := range deletions(surface) {
		s.deletes[d] = append(s.deletes[d], surface)
	}
}

// deletions is a word and what is left of it when one letter is deleted, or two
// of a long word.
func deletions(w string) map[string]bool {
	set := map[string]bool{w: true}
	one := deleteOne(w)
	for _, d := range one {
		set[d] = true
		if len(w) >= longSpell {
			for _, dd := range deleteOne(d) {
				set[dd] = true
			}
		}
	}
	return set
}

func deleteOne(w string) []string {
	out := make([]string, 0, len(w))
	for i, r := range w {
		out = append(out, w[:i]+w[i+len(string(r)):])
	}
	return out
}

// correct returns the known word that was meant, or the word itself: if it is
// known, in the dictionary, short, or a name or number.
func (s *speller) correct(w string) string {
	if len(w) < minSpell || len(w) > maxSpell || s.count[w] > 0 || !isPlain(w) {
		return w
	}
	if _, found := slices.BinarySearch(dictionary(), w); found {
		return w
	}
	allowed := 1
	if len(w) >= longSpell {
		allowed = 2
	}
	best, bestDistance := w, allowed+1
	for d := range deletions(w) {
		for _, candidate := range s.deletes[d] {
			distance := editDistance(w, candidate, allowed)
			if distance < bestDistance || distance == bestDistance && s.better(candidate, best) {
				best, bestDistance = candidate, distance
			}
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
