package triage

import (
	"bytes"
	"strings"

	"github.com/hebb-bot/hebb/knowledge/english"
)

// A lexicon knows the words of the cues and the other ways people write them.
type lexicon struct {
	ids     map[string]int32   // word → id; ids begin at 1
	names   []string           // id → word
	spelled map[string][]int32 // "wanna" → want, to
	typos   map[string]int32   // a word that forgives one typo, and that word less one letter → its id
	slips   map[string][]int32 // any longer word, and that word less one letter → their ids
	open    bool               // while cues are compiled: an unknown word is a new word
}

// numberID is the id of {number}.
const numberID = 1

// longest is how many bytes a word may have, once repeats are squeezed, to be looked at.
const longest = 40

func newLexicon() lexicon {
	l := lexicon{ids: map[string]int32{}, names: []string{""}, spelled: map[string][]int32{}, typos: map[string]int32{}, open: true}
	l.id([]byte("{number}"))
	return l
}

// id returns the id of a word, or 0.
func (l *lexicon) id(w []byte) int32 {
	if id, ok := l.ids[string(w)]; ok || !l.open {
		return id
	}
	id := int32(len(l.names))
	l.names = append(l.names, string(w))
	l.ids[string(w)] = id
	return id
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
	if id := l.typo(w, other[:0]); id != 0 {
		return append(out, word{id: id})
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

// unleet reads digits and signs as the letters they imitate, and says if w looks like that.
// A number with a unit ("50mg") does not, unless it is long enough to be a word.
func unleet(space, w []byte, one byte) ([]byte, bool) {
	signs, letters := 0, 0
	for _, c := range w {
		if c == '1' {
			c = one
		} else if at := strings.IndexByte("03457@$!", c); at >= 0 {
			c = "oeastasi"[at]
		} else {
			letters++
			space = append(space, c)
			continue
		}
		signs++
		space = append(space, c)
	}
	return space, signs > 0 && letters > 0 && (digits(w) == 0 || len(w) > 4)
}

// leetWords is how many words must have digits for letters ("t00k", "p1lls") for a message
// to be one that is written so throughout: there "1" is "i" and "4" is "a".
const leetWords = 2

// lettered writes such a message with letters; any other is left as it is. A number that
// stands alone, of two digits or more, stays one.
func lettered(text []byte) []byte {
	found := 0
	digitWords(text, func(w []byte) {
		for i := 1; i+1 < len(w); i++ { // not "phq9" nor "14yo"
			if isDigit(w[i]) && !isDigit(w[i-1]) && !isDigit(w[i+1]) {
				found++
				break
			}
		}
	})
	if found < leetWords {
		return text
	}
	out := bytes.Clone(text)
	digitWords(out, func(w []byte) {
		if len(w) > 1 && digits(w) == len(w) {
			return
		}
		for i, c := range w {
			if at := strings.IndexByte("013457", c); at >= 0 {
				w[i] = "oieast"[at]
			}
		}
	})
	return out
}

// digitWords calls f with each run of letters and digits that has a digit.
func digitWords(text []byte, f func(w []byte)) {
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && (isDigit(text[to]) || 'a' <= text[to] && text[to] <= 'z') {
			to++
		}
		if w := text[from:to]; bytes.ContainsAny(w, "0123456789") {
			f(w)
		}
		from = to + 1
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

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

// typo returns the forgiving word that w is one slip away from: a letter missing, added,
// changed, or two swapped.
func (l *lexicon) typo(w, space []byte) int32 {
	if len(w) < 4 || !isASCIILetters(w) {
		return 0
	}
	if id := l.typos[string(w)]; id != 0 {
		return id
	}
	for i := range w {
		less := append(append(space[:0], w[:i]...), w[i+1:]...)
		if id := l.typos[string(less)]; id != 0 && oneSlip(string(w), l.names[id]) {
			return id
		}
	}
	return 0
}

// shortestSlip is how long a word of the cues must be for one slip to be forgiven in it,
// and shortestDoubled where the slip is a letter doubled.
const (
	shortestSlip    = 5
	shortestDoubled = 4
)

// slip returns the word of the cues that w is one slip away from, if w is no English word
// and there is one only. A cue needs its other words too, so that one slip is forgiven
// where more speaks for it.
func (l *lexicon) slip(w, space []byte) int32 {
	if len(w) < shortestDoubled || !isASCIILetters(w) || english.Knows(string(w)) {
		return 0
	}
	for i := 1; i < len(w); i++ {
		if w[i] == w[i-1] {
			single := append(append(space[:0], w[:i]...), w[i+1:]...)
			if id := l.ids[string(single)]; id != 0 && len(single) >= shortestDoubled {
				return id
			}
		}
	}
	if len(w) < shortestSlip-1 {
		return 0
	}
	var found int32
	look := func(key []byte) bool {
		for _, id := range l.slips[string(key)] {
			name := l.names[id]
			if name[0] == w[0] && (oneSlip(string(w), name) || oneSlip(name, string(w))) && found != id {
				if found != 0 {
					return false
				}
				found = id
			}
		}
		return true
	}
	if !look(w) {
		return 0
	}
	for i := range w {
		if !look(append(append(space[:0], w[:i]...), w[i+1:]...)) {
			return 0
		}
	}
	return found
}

// slipIn lets any longer word of the cues be written with a slip.
func (l *lexicon) slipIn() {
	l.slips = map[string][]int32{}
	for id, name := range l.names {
		if len(name) < shortestSlip || !isASCIILetters([]byte(name)) {
			continue
		}
		l.slips[name] = append(l.slips[name], int32(id))
		for i := range name {
			if i == 0 || name[i] != name[i-1] {
				less := name[:i] + name[i+1:]
				l.slips[less] = append(l.slips[less], int32(id))
			}
		}
	}
}

// forgive lets w be written with one typo.
func (l *lexicon) forgive(w string) {
	id := l.id([]byte(w))
	l.typos[w] = id
	for i := range w {
		if less := w[:i] + w[i+1:]; l.typos[less] == 0 {
			l.typos[less] = id
		}
	}
}

// oneSlip reports if a becomes b by dropping one letter, changing one or swapping two neighbours.
func oneSlip(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) == len(b)+1:
		return a[i+1:] == b[i:]
	case len(a) != len(b) || i == len(a):
		return false
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
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
