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

// A Mutation is a way that a message may be typed and still mean the same.
type Mutation struct {
	Name   string
	Change func(string, *rand.Rand) string
}

// Mutations are ten of them.
var Mutations = []Mutation{
	{"a typing error", func(s string, r *rand.Rand) string { return Typos(s, 1, r) }},
	{"two typing errors", func(s string, r *rand.Rand) string { return Typos(s, 2, r) }},
	{"l33t", func(s string, r *rand.Rand) string { return leet.Replace(s) }},
	{"spaced letters", spaced},
	{"zero-width characters", func(s string, r *rand.Rand) string { return sprinkled(s, "\u200b", r) }},
	{"capitals", func(s string, r *rand.Rand) string { return strings.ToUpper(s) }},
	{"emoji", func(s string, r *rand.Rand) string { return s + " 😔🖤" }},
	{"something before", func(s string, r *rand.Rand) string { return "hey so idk how to say this but " + s }},
	{"something after", func(s string, r *rand.Rand) string { return s + " anyway thanks for reading" }},
	{"drawn out", drawnOut},
}

var leet = strings.NewReplacer("i", "1", "e", "3", "o", "0", "a", "4")

// spaced spaces out the letters of the longest word.
func spaced(s string, _ *rand.Rand) string {
	longest := ""
	for _, w := range strings.Fields(s) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return strings.Replace(s, longest, strings.TrimSpace(strings.Join(strings.Split(longest, ""), " ")), 1)
}

// sprinkled puts something inside of a few words.
func sprinkled(s, what string, random *rand.Rand) string {
	words := strings.Split(s, " ")
	for range 3 {
		i := random.IntN(len(words))
		if w := []rune(words[i]); len(w) > 2 {
			at := 1 + random.IntN(len(w)-1)
			words[i] = string(w[:at]) + what + string(w[at:])
		}
	}
	return strings.Join(words, " ")
}

// drawnOut repeats the last letter of the message.
func drawnOut(s string, _ *rand.Rand) string {
	runes := []rune(strings.TrimRight(s, " .!?"))
	if len(runes) == 0 || !unicode.IsLetter(runes[len(runes)-1]) {
		return s
	}
	return string(runes) + strings.Repeat(string(runes[len(runes)-1]), 4)
}
