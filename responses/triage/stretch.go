package triage

import (
	"bytes"
	"unicode/utf8"
)

// A span is where a word stands in clean text.
type span struct{ from, to int }

// mostSpans bounds how many words of a message are looked at by the model and to tell the
// language, half of them from either end.
const mostSpans = 1000

// spans is the words of clean text as they stand there; in scripts without spaces every
// character is one.
func spans(plain []byte) []span {
	out := make([]span, 0, len(plain)/4+1) // English words take five letters and a space
	for i := 0; i < len(plain); {
		c, size := utf8.DecodeRune(plain[i:])
		end := i + size
		switch {
		case isSolo(c):
		case isWordRune(c):
			for end < len(plain) {
				c, size := utf8.DecodeRune(plain[end:])
				if isSolo(c) || !isWordRune(c) && c != '\'' {
					break
				}
				end += size
			}
		default:
			i = end
			continue
		}
		out = append(out, span{i, end})
		i = end
	}
	if len(out) > mostSpans {
		out = append(out[:mostSpans/2], out[len(out)-mostSpans/2:]...)
	}
	return out
}

// stretchWords is how long a stretch is, in words; two characters of a script without
// spaces count as one.
const stretchWords = 24

// stretches is the pieces of a long message, one overlapping the next by half, so that one
// clause in a story is judged by itself as well; none of a message that is no longer than
// one.
func stretches(plain []byte, words []span) (out []span) {
	half := 0 // where the next begins
	for from := 0; from < len(words); from = half {
		n, to := 0, from
		half = from + 1
		for ; to < len(words) && n < 2*stretchWords; to++ {
			n += 2
			if c, _ := utf8.DecodeRune(plain[words[to].from:]); isSolo(c) {
				n--
			}
			if n <= stretchWords {
				half = to + 1
			}
		}
		if from == 0 && to == len(words) {
			return nil
		}
		out = append(out, span{words[from].from, words[to-1].to})
		if to == len(words) {
			break
		}
	}
	return out
}

// joiners are words that begin another thing to say.
var joiners = map[string]bool{
	"also": true, "and": true, "but": true, "because": true, "cause": true, "cuz": true, "bc": true,
	"so": true, "then": true, "plus": true, "anyway": true,
}

const (
	// fewestWords is how many words a clause must have to be judged by itself.
	fewestWords = 3
	// mostCut is how many words a message may have to be cut in two: that is a judgement for each.
	mostCut = 40
)

// cuts is what stands before and after each word: many who type on a phone put no marks.
func cuts(words []span) (out []span) {
	for i := fewestWords; i+fewestWords <= len(words) && len(words) <= mostCut; i++ {
		out = append(out, span{words[0].from, words[i-1].to}, span{words[i].from, words[len(words)-1].to})
	}
	return out
}

// clauses is the pieces of a message between its marks and its joiners, the shortest left out;
// none of a message that is one.
func clauses(plain []byte, words []span) (out []span) {
	first := 0
	for i := range words {
		last := i+1 == len(words)
		if last && first == 0 {
			return nil
		}
		if !last {
			next := words[i+1]
			if !bytes.ContainsAny(plain[words[i].to:next.from], ".!?\n;,") && !joiners[string(plain[next.from:next.to])] {
				continue
			}
		}
		if i+1-first >= fewestWords {
			out = append(out, span{words[first].from, words[i].to})
		}
		first = i + 1
	}
	return out
}
