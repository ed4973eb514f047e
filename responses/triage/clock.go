package triage

import "bytes"

// clock is how long the time of day is that text, which stands at the start of a word,
// begins with: "3am", "10:30 p.m.", "22:30"; 0 if it is none. A time counts nothing:
// "is 3am panic normal" asks about no dose.
func clock(text []byte) int {
	hours, n := clockNumber(text)
	if n == 0 || hours > 23 {
		return 0
	}
	minutes := clockMinutes(text[n:])
	rest := text[n+minutes:]
	half := halfOfDay(rest)
	switch {
	case half > 0 && 1 <= hours && hours <= 12:
		return n + minutes + half
	case minutes > 0 && !wordGoesOn(rest):
		return n + minutes
	}
	return 0
}

// clockMinutes is how long the ":30" is that text begins with, 0 if it begins with none.
func clockMinutes(text []byte) int {
	if len(text) == 0 || text[0] != ':' {
		return 0
	}
	minutes, n := clockNumber(text[1:])
	if n != 2 || minutes > 59 {
		return 0
	}
	return 1 + n
}

// clockNumber reads a number of one or two digits that no third follows; else its size is 0.
func clockNumber(text []byte) (value, size int) {
	n := digits(text)
	if n > 2 {
		return 0, 0
	}
	for _, c := range text[:n] {
		value = 10*value + int(c-'0')
	}
	return value, n
}

// halfOfDay is how long the "am" or "pm" is that text begins with, a space before it
// included. Parted from its number "am" is a verb where a word comes next, and "pm" may be
// a message: "i took 3 am i ok", "i took 3 pm me".
func halfOfDay(text []byte) int {
	rest := bytes.TrimLeft(text, " ")
	gap := len(text) - len(rest)
	for _, sign := range [...]string{"a.m.", "p.m.", "a.m", "p.m", "am", "pm"} {
		after, ok := bytes.CutPrefix(rest, []byte(sign))
		if !ok || wordGoesOn(after) {
			continue
		}
		if gap > 0 && len(sign) == len("am") && wordGoesOn(bytes.TrimLeft(after, " ")) {
			return 0
		}
		return gap + len(sign)
	}
	return 0
}

// wordGoesOn reports if text goes on with a letter or a digit.
func wordGoesOn(text []byte) bool { return len(text) > 0 && isWordByte(text[0]) }
