package triage

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// A lexicon knows the words of the cues and the other ways people write them.
type lexicon struct {
	ids      map[string]int32   // word → id; ids begin at 1
	names    []string           // id → word
	raw      map[string][]int32 // words of cues as they are written there → what they are
	uses     uses               // how often a word, or two of them, stand in cues
	room     []int32            // where the words of pieces are kept
	spelled  map[string][]int32 // "wanna" → want, to
	slips    map[string][]int32 // a word that may be written with a slip, and that word less one letter → their ids
	forgiven map[int32]bool     // words that a slip is forgiven in whatever else it might be
	theirs   speakers           // words of other languages are no slips: "suicida" is no "suicidal"
	open     bool               // while cues are compiled: an unknown word is a new word
}

// numberID is the id of {number}, timeID that of {time}.
const (
	numberID = 1
	timeID   = 2
)

// longest is how many bytes a word may have, once repeats are squeezed, to be looked at.
const longest = 100

func newLexicon() lexicon {
	const usual = 4000 // words of a language: maps that grow are the most of its work
	l := lexicon{
		ids: make(map[string]int32, usual), names: make([]string, 1, usual), raw: make(map[string][]int32, usual), uses: uses{pairs: make(map[key]int, usual)},
		spelled: map[string][]int32{}, slips: map[string][]int32{}, forgiven: map[int32]bool{}, open: true,
	}
	l.id([]byte("{number}"))
	l.id([]byte("{time}"))
	return l
}

// id returns the id of a word, or 0.
func (l *lexicon) id(w []byte) int32 {
	if id, ok := l.ids[string(w)]; ok || !l.open {
		return id
	}
	id, name := int32(len(l.names)), string(w)
	l.names = append(l.names, name)
	l.ids[name] = id
	return id
}

// literal returns the words of a piece of a cue, and counts them.
func (l *lexicon) literal(text string) []int32 {
	ids := l.wordsOf(text)
	l.uses.count(ids)
	return ids
}

// wordsOf returns the words of a piece of text while cues are compiled. Each word is read
// once, but for letters that stand apart, as those of "k m s" do.
func (l *lexicon) wordsOf(text string) []int32 {
	from, single := len(l.room), 0
	for raw := range strings.FieldsSeq(text) {
		if utf8.RuneCountInString(raw) == 1 {
			single++
		}
		ids, ok := l.raw[raw]
		if !ok {
			ids = l.idsOf(raw)
			l.raw[raw] = ids
		}
		l.room = append(l.room, ids...)
	}
	if single >= shortestRun {
		l.room = append(l.room[:from], l.idsOf(text)...)
	}
	return slices.Clip(l.room[from:])
}

// idsOf reads text. Most of it is a plain word.
func (l *lexicon) idsOf(text string) (ids []int32) {
	if isPlain(text) {
		if ids := l.spelled[text]; ids != nil {
			return ids
		}
		return []int32{l.id([]byte(text))}
	}
	for _, w := range l.read(clean(text)) {
		ids = append(ids, w.id)
	}
	return ids
}

// isPlain reports if w is one word that reading leaves as it is.
func isPlain(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' || i > 1 && w[i] == w[i-1] && w[i] == w[i-2] {
			return false
		}
	}
	return len(w) <= longest
}

// known appends w if it is a word of the cues or another spelling of one.
func (l *lexicon) known(out []word, w []byte) ([]word, bool) {
	if ids, ok := l.spelled[string(w)]; ok {
		for _, id := range ids {
			out = append(out, word{id: id})
		}
		return out, true
	}
	if id, ok := l.ids[string(w)]; ok {
		return append(out, word{id: id, number: isNumber(w)}), true
	}
	return out, false
}

// resolve appends the word or words that raw stands for. The first reading that the cues
// know wins, the plainest first; an unknown word is kept as one, so that it takes its place.
func (l *lexicon) resolve(out []word, raw []byte) []word {
	var space, other [longest]byte
	w, stretched := squeeze(space[:0], raw, 2)
	if len(w) > longest {
		return append(out, word{})
	}
	ok := false
	if out, ok = l.plain(out, w, other[:0]); ok {
		return out
	}
	if l.open {
		return append(out, word{id: l.id(bare(other[:0], w)), number: isNumber(w)})
	}
	if isNumber(w) {
		return append(out, word{number: true})
	}
	for _, one := range []byte{'i', 'l'} {
		if read, leet := unleet(other[:0], w, one); leet {
			if out, ok = l.known(out, read); ok {
				return out
			}
		}
	}
	if stretched { // "pillsss", and "diieee", which is doubled in another place
		single, _ := squeeze(other[:0], raw, 1)
		for range 2 {
			if len(single) <= longest {
				if out, ok = l.known(out, single); ok {
					return out
				}
			}
			single = dedupe(single)
		}
	}
	if id := l.slip(w, other[:0]); id != 0 {
		return append(out, word{id: id})
	}
	return l.pieces(out, w)
}

// plain tries w as it is, then without 's, then without any apostrophe.
func (l *lexicon) plain(out []word, w, space []byte) ([]word, bool) {
	out, ok := l.known(out, w)
	if ok || !bytes.ContainsAny(w, "'*") {
		return out, ok
	}
	return l.known(out, bare(space, w))
}

// bare returns w without its possessive, its apostrophes and the stars people hide letters with.
func bare(space, w []byte) []byte {
	w = bytes.TrimSuffix(w, []byte("'s"))
	for _, c := range w {
		if c != '\'' && c != '*' {
			space = append(space, c)
		}
	}
	return space
}

// pieces appends an unknown word in its parts: "14yo" is a number and a word, "stop!i" two words.
func (l *lexicon) pieces(out []word, w []byte) []word {
	if n := bytes.IndexAny(w, "!$@"); n >= 0 {
		if n > 0 {
			out = l.resolve(out, w[:n])
		}
		if rest := w[n+1:]; len(rest) > 0 {
			out = l.resolve(out, rest)
		}
		return out
	}
	if n := digits(w); n > 0 && n < len(w) {
		return l.resolve(append(out, word{id: l.ids[string(w[:n])], number: true}), w[n:])
	}
	return append(out, word{})
}

// squeeze copies w with letters that repeat three times or more cut to n, and says if there were any.
func squeeze(space, w []byte, n int) ([]byte, bool) {
	stretched := false
	for i := 0; i < len(w); {
		run := 1
		for i+run < len(w) && w[i+run] == w[i] && 'a' <= w[i] && w[i] <= 'z' {
			run++
		}
		times := run
		if run > 2 {
			times, stretched = n, true
		}
		for range times {
			space = append(space, w[i])
		}
		i += run
	}
	return space, stretched
}

// dedupe drops a letter that repeats the one before it.
func dedupe(w []byte) []byte {
	out := w[:0]
	for i, c := range w {
		if i == 0 || c != w[i-1] {
			out = append(out, c)
		}
	}
	return out
}

// split cuts letters that were written apart into words of the cues, the fewest possible.
func (l *lexicon) split(letters []byte) ([]word, bool) {
	if out, ok := l.known(nil, letters); ok {
		return out, true
	}
	best := make([]int, len(letters)+1) // best[i]: how many words letters[:i] makes, +1; 0 means it does not
	from := make([]int, len(letters)+1)
	best[0] = 1
	for end := 1; end <= len(letters); end++ {
		for start := max(0, end-16); start < end; start++ {
			if best[start] > 0 && (best[end] == 0 || best[start]+1 < best[end]) && l.isWord(letters[start:end]) {
				best[end], from[end] = best[start]+1, start
			}
		}
	}
	if best[len(letters)] == 0 {
		return nil, false
	}
	return l.cut(letters, from), true
}

// cut returns the words of letters, given where each one starts.
func (l *lexicon) cut(letters []byte, from []int) []word {
	var out []word
	if start := from[len(letters)]; start > 0 {
		out = l.cut(letters[:start], from)
	}
	out, _ = l.known(out, letters[from[len(letters)]:])
	return out
}

// isWord reports if w is a word of the cues; of single letters only those that are one in English.
func (l *lexicon) isWord(w []byte) bool {
	if len(w) == 1 {
		return w[0] == 'i' || w[0] == 'a'
	}
	return l.ids[string(w)] != 0 || l.spelled[string(w)] != nil
}

// digits returns how many digits w begins with.
func digits(w []byte) int {
	n := 0
	for n < len(w) && '0' <= w[n] && w[n] <= '9' {
		n++
	}
	return n
}

func isNumber(w []byte) bool {
	n := digits(w)
	return n > 0 && n == len(w)
}

func isASCIILetters(w []byte) bool {
	for _, c := range w {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
