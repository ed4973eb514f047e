package triage

import (
	"iter"
	"sort"
	"sync"
	"unicode/utf8"
)

// A sign is something that the model sees in a message, hashed: a word, a pair of words, a
// word and the one but one before it, a run of letters, a notion, two notions one after the
// other, what the message ends with.
type sign uint32

// How much each kind of sign tells beside the others: a word more than one of the many runs
// of its letters.
const (
	wordTimes   = 3
	pairTimes   = 2
	notionTimes = 3
	linkTimes   = 2 // of two notions
	otherTimes  = 1
)

// notionGap is how many words may stand between two notions for them to belong together.
const notionGap = 2

// A reading is the words of clean text with what a model knows of each. A long message is
// judged in stretches that overlap: none of it is read twice.
type reading struct {
	known *knownSigns
	words []seenWord
	own   []heard // signs of the words by themselves, one word after the other

	signs []heard  // of what is judged
	seen  []uint64 // a bit for each row that is among them

	marked [utf8.UTFMax*lettersOf + 2]byte
	starts [lettersOf + 3]int
}

// A heard is a sign that the model knows: its row, and how much the sign tells.
type heard struct {
	row   uint32
	times uint32
}

// A seenWord is a word as the model sees it.
type seenWord struct {
	from   int // where it stands
	to     int
	hash   uint32
	solo   bool
	time   bool
	mark   bool   // a question or exclamation mark, or an emoji
	own    int    // where its own signs end
	notion uint32 // 0 if it has none
	long   int    // of how many words the member of the notion is
}

var readings = sync.Pool{New: func() any { return new(reading) }}

// newReading reads clean text, for a model that knows some signs. It is the caller's until put back.
func newReading(text []byte, known *knownSigns, n notions) *reading {
	r := readings.Get().(*reading)
	r.known, r.words, r.own = known, r.words[:0], r.own[:0]
	if need := known.count/64 + 1; len(r.seen) < need {
		r.seen = make([]uint64, need)
	}
	var last uint32
	for w := range wordsOf(text) {
		if w.mark && w.hash == last {
			continue // "!!!" is one
		}
		last = w.hash
		r.own = r.hear(r.own, mix(w.hash, 0), wordTimes)
		if !w.time {
			r.runs(text[w.from:w.to])
		}
		w.own = len(r.own)
		r.words = append(r.words, w)
	}
	n.mark(r.words)
	return r
}

func (r *reading) putBack() { readings.Put(r) }

// hear adds the sign of a hash to list, if the model knows it.
func (r *reading) hear(list []heard, h, times uint32) []heard {
	if row, ok := r.known.row(signOf(h)); ok {
		return append(list, heard{row, times})
	}
	return list
}

// someTime is the hash of any time of day: "4am" is no dose that starts with a 4.
var someTime = hash(1, []byte("{time}"))

// wordsOf goes over the words of clean text. In scripts without spaces every character is
// a word.
func wordsOf(text []byte) iter.Seq[seenWord] {
	return func(yield func(seenWord) bool) {
		for i := 0; i < len(text); {
			if n := markup(text[i:]); n > 0 {
				i += n
				continue
			}
			if n := clock(text[i:]); n > 0 {
				if !yield(seenWord{from: i, to: i + n, hash: someTime, time: true}) {
					return
				}
				i += n
				continue
			}
			c, size := utf8.DecodeRune(text[i:])
			end := i + size
			solo, mark := isSolo(c), false
			switch {
			case solo:
			case isWordRune(c):
				end = seenWordEnd(text, end)
			case c == '?' || c == '!' || c >= 0x2190: // and emoji
				mark = true
			default:
				i = end
				continue
			}
			if !yield(seenWord{from: i, to: end, hash: hash(1, text[i:end]), solo: solo, mark: mark}) {
				return
			}
			i = end
		}
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

// runs hears the runs of four and five characters of a word, its ends marked.
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
		r.own = r.hear(r.own, mix(four, 3), otherTimes)
		if i+5 <= n+1 {
			r.own = r.hear(r.own, mix(hashOn(four, marked[starts[i+4]:starts[i+5]]), 3), otherTimes)
		}
	}
}

// signsOf is the signs of a stretch of the text that the model knows, each once. They hold
// until it is asked again.
func (r *reading) signsOf(s span) []heard {
	r.signs = r.signs[:0]
	first := sort.Search(len(r.words), func(i int) bool { return r.words[i].from >= s.from })
	own := 0
	if first > 0 {
		own = r.words[first-1].own
	}
	var last, before uint32
	var notion uint32 // the last one
	notionEnd := 0    // the word after it
	for i := first; i < len(r.words) && r.words[i].from < s.to && len(r.signs) < mostSigns; i++ {
		w := &r.words[i]
		r.signs = append(r.signs, r.own[own:w.own]...)
		r.signs = r.hear(r.signs, mix(mix(last, w.hash), 0), pairTimes)
		r.signs = r.hear(r.signs, mix(mix(before, 7), w.hash), otherTimes)
		if w.solo {
			r.signs = r.hear(r.signs, mix(mix(before, last), w.hash), otherTimes)
		}
		if w.notion != 0 {
			r.signs = r.hear(r.signs, mix(w.notion, 4), notionTimes)
			if notion != 0 && i-notionEnd <= notionGap {
				r.signs = r.hear(r.signs, mix(mix(notion, 5), w.notion), linkTimes)
			}
			notion, notionEnd = w.notion, i+w.long
		}
		before, last, own = last, w.hash, w.own
	}
	r.signs = r.hear(r.signs, mix(last, 2), otherTimes) // what ends the stretch
	r.signs = r.once(r.signs)
	return r.signs
}

// once leaves of each sign the first.
func (r *reading) once(signs []heard) []heard {
	kept := signs[:0]
	for _, s := range signs {
		if bit := uint64(1) << (s.row % 64); r.seen[s.row/64]&bit == 0 {
			r.seen[s.row/64] |= bit
			kept = append(kept, s)
		}
	}
	for _, s := range kept { // sooner than to clear all of it
		r.seen[s.row/64] = 0
	}
	return kept
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
