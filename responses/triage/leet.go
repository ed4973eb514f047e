package triage

import (
	"bytes"
	"strings"
)

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
