package triage

import (
	"sort"
	"sync"
	"unicode/utf8"
)

// A sign is something that the model sees in a message, hashed.
type sign uint16

// A reading is the words of clean text with what the model sees in each. A long message is
// judged in stretches that overlap: none of it is read twice.
type reading struct {
	words   []seenWord
	letters []sign // of all words, one after the other

	signs  []sign                 // of what is judged
	seen   [signSpace / 64]uint64 // those that are among them
	marked [utf8.UTFMax*lettersOf + 2]byte
	starts [lettersOf + 3]int
}

// A seenWord is a word as the model sees it.
type seenWord struct {
	from    int // where it stands
	hash    uint32
	solo    bool
	letters int // where the signs of its letters end
}

var readings = sync.Pool{New: func() any { return new(reading) }}

// newReading reads clean text. It is the caller's until put back.
func newReading(text []byte) *reading {
	r := readings.Get().(*reading)
	r.words, r.letters = r.words[:0], r.letters[:0]
	r.read(text)
	return r
}

func (r *reading) putBack() { readings.Put(r) }

// someTime is the hash of any time of day: "4am" is no dose that starts with a 4.
var someTime = hash(1, []byte("{time}"))

// read goes over the words. In scripts without spaces every character is a word.
func (r *reading) read(text []byte) {
	for i := 0; i < len(text); {
		if n := markup(text[i:]); n > 0 {
			i += n
			continue
		}
		if n := clock(text[i:]); n > 0 {
			r.words = append(r.words, seenWord{i, someTime, false, len(r.letters)})
			i += n
			continue
		}
		c, size := utf8.DecodeRune(text[i:])
		end := i + size
		solo := isSolo(c)
		switch {
		case solo:
		case isWordRune(c):
			end = seenWordEnd(text, end)
		case c == '?' || c == '!' || c >= 0x2190: // and emoji
		default:
			i = end
			continue
		}
		r.runs(text[i:end])
		r.words = append(r.words, seenWord{i, hash(1, text[i:end]), solo, len(r.letters)})
		i = end
	}
}

// seenWordEnd is where the word that has begun before end ends.
func seenWordEnd(text []byte, end int) int {
	for end < len(text) {
		c, size := utf8.DecodeRune(text[end:])
		inside := c == '\'' && end+1 < len(text) && isWordByte(text[end+1])
		if isSolo(c) || !isWordRune(c) && !inside {
			break
		}
		end += size
	}
	return end
}

// lettersOf is how many characters a word may have for its letters to be looked at.
const lettersOf = 40

// runs notes the runs of four and five characters of a word, its ends marked.
func (r *reading) runs(word []byte) {
	marked, starts := &r.marked, &r.starts // starts: where each character begins, both marks counted
	marked[0] = ' '
	n, end := 1, 1
	for i := 0; i < len(word); n++ {
		if n > lettersOf {
			return
		}
		_, size := utf8.DecodeRune(word[i:])
		starts[n] = end
		end += copy(marked[end:], word[i:i+size])
		i += size
	}
	marked[end] = ' '
	starts[n], starts[n+1] = end, end+1
	for i := 0; i+4 <= n+1; i++ {
		four := hashOn(hashOf(3), marked[starts[i]:starts[i+4]])
		r.letters = append(r.letters, signOf(mix(four, 3)))
		if i+5 <= n+1 {
			r.letters = append(r.letters, signOf(mix(hashOn(four, marked[starts[i+4]:starts[i+5]]), 3)))
		}
	}
}

// signsOf is the signs of a stretch of the text, each once. They hold until it is asked again.
func (r *reading) signsOf(s span) []sign {
	r.signs = r.signs[:0]
	clear(r.seen[:])
	first := sort.Search(len(r.words), func(i int) bool { return r.words[i].from >= s.from })
	letters := 0
	if first > 0 {
		letters = r.words[first-1].letters
	}
	var last, before uint32
	for i := first; i < len(r.words) && r.words[i].from < s.to && len(r.signs) < mostSigns; i++ {
		w := &r.words[i]
		for again := range uint32(wordTimes) {
			r.see(signOf(mix(w.hash, again)))
		}
		for again := range uint32(pairTimes) {
			r.see(signOf(mix(mix(last, w.hash), again)))
		}
		r.see(signOf(mix(mix(before, 7), w.hash))) // the word but one before
		if w.solo {
			r.see(signOf(mix(mix(before, last), w.hash)))
		}
		for _, id := range r.letters[letters:w.letters] {
			r.see(id)
		}
		before, last, letters = last, w.hash, w.letters
	}
	r.see(signOf(mix(last, 2))) // what ends the stretch
	return r.signs
}

func (r *reading) see(id sign) {
	if r.seen[id/64]&(1<<(id%64)) == 0 && len(r.signs) < mostSigns {
		r.seen[id/64] |= 1 << (id % 64)
		r.signs = append(r.signs, id)
	}
}

// signOf is the sign of a hash.
func signOf(h uint32) sign { return sign(h >> 3 % signSpace) }

// hash is FNV-1a: hashOn goes on from hashOf with more of the text.
func hash(seed uint32, text []byte) uint32 { return mix(hashOn(hashOf(seed), text), seed) }

func hashOf(seed uint32) uint32 { return 2166136261 ^ seed }

func hashOn(h uint32, text []byte) uint32 {
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// mix joins two numbers, order minding (the finalizer of MurmurHash3).
func mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b
	h ^= h >> 16
	h *= 0x85EBCA6B
	h ^= h >> 13
	h *= 0xC2B2AE35
	return h ^ h>>16
}
