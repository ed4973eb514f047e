package eval

import (
	"math/rand/v2"
	"strings"
	"unicode"
)

// How people's messages differ from what they meant to type, and from each other: each
// takes a text and makes another that means the same.

// Typos makes n typing errors, each in a word of four letters or more: a letter left
// out, doubled, swapped with the next, or its neighbour on the keyboard.
func Typos(text string, n int, random *rand.Rand) string {
	runes := []rune(text)
	for range n {
		var places []int // letters inside of longer words
		for i := 1; i < len(runes)-1; i++ {
			if word := wordAt(runes, i); word >= 4 && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i]) && unicode.IsLetter(runes[i+1]) {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			break
		}
		i := places[random.IntN(len(places))]
		switch random.IntN(4) {
		case 0:
			runes = append(runes[:i], runes[i+1:]...)
		case 1:
			runes = append(runes[:i], append([]rune{runes[i]}, runes[i:]...)...)
		case 2:
			runes[i], runes[i+1] = runes[i+1], runes[i]
		default:
			runes[i] = besides(runes[i])
		}
	}
	return string(runes)
}

// wordAt is how many letters the word at i has.
func wordAt(runes []rune, i int) int {
	from, to := i, i
	for from > 0 && unicode.IsLetter(runes[from-1]) {
		from--
	}
	for to < len(runes) && unicode.IsLetter(runes[to]) {
		to++
	}
	return to - from
}

// besides is the key right of a letter, or left of the last one of a row.
func besides(r rune) rune {
	for _, row := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"} {
		if i := strings.IndexRune(row, unicode.ToLower(r)); i >= 0 {
			if i+1 < len(row) {
				return rune(row[i+1])
			}
			return rune(row[i-1])
		}
	}
	return r
}
