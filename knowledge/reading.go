package knowledge

import (
	"regexp"
	"strings"
)

// Grade is the reading grade of the entry's answer. Citations do not count, a
// sentence ends at its citation, and the words of the topic's own name count as
// two syllables at most, because the reader came with them.
func (e *Entry) Grade() float64 { return e.grade(counted{}) }

func (e *Entry) grade(seen counted) float64 {
	known := map[string]bool{}
	for _, name := range append([]Phrase{e.Topic.Title}, e.Topic.Aliases...) {
		for _, w := range words(name.Text) {
			known[w] = true
		}
	}
	var sentences []string
	for _, p := range e.Paragraphs {
		for _, s := range p.Sentences {
			sentences = append(sentences, s.Text)
		}
	}
	return readingGradeOf(sentences, known, seen)
}

// counted remembers the syllables of words: a library has few different ones.
type counted map[string]int

func (c counted) syllables(word string) int {
	n, ok := c[word]
	if !ok {
		n = syllables(word)
		c[word] = n
	}
	return n
}

// Words is how many words the entry's answer has.
func (e *Entry) Words() int {
	n := 0
	for _, p := range e.Paragraphs {
		n += len(words(p.Text()))
	}
	return n
}

// ReadingGrade is the Flesch–Kincaid grade level of sentences (Kincaid et al.
// 1975, Research Branch Report 8-75): 0.39 words/sentence + 11.8 syllables/word −
// 15.59. Words that the reader knows count as two syllables at most. Without
// words it is 0.
func ReadingGrade(sentences []string, known map[string]bool) float64 {
	return readingGradeOf(sentences, known, counted{})
}

func readingGradeOf(sentences []string, known map[string]bool, seen counted) float64 {
	var nWords, nSyllables int
	for _, s := range sentences {
		for _, w := range words(s) {
			nWords++
			n := seen.syllables(w)
			if known[w] {
				n = min(n, 2)
			}
			nSyllables += n
		}
	}
	if nWords == 0 {
		return 0
	}
	return 0.39*float64(nWords)/float64(len(sentences)) + 11.8*float64(nSyllables)/float64(nWords) - 15.59
}

var wordPattern = regexp.MustCompile(`[\p{L}\p{N}]+(?:['’][\p{L}]+)*`)

// words is the words of a text, lower case; a hyphen parts them.
func words(text string) []string { return wordPattern.FindAllString(strings.ToLower(text), -1) }

var (
	vowels    = regexp.MustCompile(`[aeiouyà-öø-ÿ]+`)
	silentEnd = regexp.MustCompile(`(?:[^aeiouy]e|[^aeiouytd]ed|[^aeiouyszxcgh]es)$`)
	sounding  = regexp.MustCompile(`[^aeiouy]les?$`)
	split     = regexp.MustCompile(`i[ao]$|ia[lnt]|[^cstg]io[nu]|eo[lnr]|eo$|ea(?:s?$|te)|ua[^r]|uou|ying|ie(?:t|nce|r$)`)
)

// syllables counts a word's syllables by its groups of vowels.
func syllables(word string) int {
	if word[0] >= '0' && word[0] <= '9' {
		return 1
	}
	n := len(vowels.FindAllString(word, -1)) + len(split.FindAllString(word, -1))
	if silentEnd.MatchString(word) && !sounding.MatchString(word) {
		n--
	}
	return max(n, 1)
}
