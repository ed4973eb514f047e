package triage

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// keep is how many bytes are looked at from each end of a text. A Discord message has
// at most 4000 characters of at most 4 bytes, so nothing a member can send is cut;
// anything longer is hostile, and its last words still count.
const keep = 16 << 10

// clean writes a plain copy of text for matching: NFKC, lower case, no marks, no hidden
// characters, look-alike letters folded to the ones they imitate.
func clean(text string) []byte {
	text = bounded(text)
	if out, ok := cleanASCII(text); ok {
		return out
	}
	text = strings.ReplaceAll(text, "´", "'") // NFKC makes a space of this one
	plain := norm.NFKC.AppendString(make([]byte, 0, len(text)+16), text)
	out := make([]byte, 0, len(plain)+16)
	for i := 0; i < len(plain); {
		r, size := utf8.DecodeRune(plain[i:])
		if f := fold(r, plain[i:i+size]); f >= 0 {
			out = utf8.AppendRune(out, f)
		}
		i += size
	}
	return out
}

// cleanASCII is clean of a text in which nothing needs more than a look at each byte.
func cleanASCII(text string) ([]byte, bool) {
	out := make([]byte, 0, len(text))
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return nil, false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case foldASCII(rune(c)) < 0:
			continue
		}
		out = append(out, c)
	}
	return out, true
}

// bounded returns text, or its two ends where it is longer than any message can be.
func bounded(text string) string {
	if len(text) <= 2*keep {
		return text
	}
	return text[:keep] + "\n" + text[len(text)-keep:]
}

// folded is foldRune of the letters of most alphabets, which are looked up: there are some
// millions of them in the cues.
var folded = func() (out [0x1000]rune) {
	for r := range rune(len(out)) {
		out[r] = foldRune(r, utf8.AppendRune(nil, r))
	}
	return out
}()

// fold is foldRune.
func fold(r rune, enc []byte) rune {
	if int(r) < len(folded) {
		return folded[r]
	}
	return foldRune(r, enc)
}

// foldRune returns the plain form of r, or -1 where nothing of it is left. enc is r in UTF-8.
func foldRune(r rune, enc []byte) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return foldASCII(r)
	case isHidden(r) || isMark(r):
		return -1
	case r == utf8.RuneError, unicode.IsSpace(r):
		return ' '
	}
	if plain, ok := lookalikes[r]; ok {
		return plain
	}
	if first, last := rune(0x1F1E6), rune(0x1F1FF); first <= r && r <= last {
		return 'a' + r - first // regional indicators spell words
	}
	if r = unicode.ToLower(base(r, enc)); r >= utf8.RuneSelf {
		if plain, ok := lookalikes[r]; ok {
			return plain
		}
	}
	return r
}

// foldASCII drops control characters, save those that part words.
func foldASCII(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7F {
		return -1
	}
	return r
}

// base returns the letter under r's accents. Only alphabets are taken apart: in Hangul
// and kana the parts are not accents.
func base(r rune, enc []byte) rune {
	if r >= 0x2000 {
		return r
	}
	d := norm.NFD.Properties(enc).Decomposition()
	if d == nil {
		return r
	}
	letter, size := utf8.DecodeRune(d)
	if mark, _ := utf8.DecodeRune(d[size:]); len(d) > size && !isMark(mark) {
		return r // in Bengali the second half of a vowel is no accent either
	}
	return letter
}

// isHidden reports characters that show nothing: zero-width, joiners, direction marks,
// variation selectors, fillers.
func isHidden(r rune) bool {
	switch r {
	case 0x034F, 0x0640, 0x115F, 0x1160, 0x2800:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector, unicode.Co)
}

// isMark reports the marks that may be stripped. In the scripts of India and South-East
// Asia marks are vowels, so they stay.
func isMark(r rune) bool {
	switch {
	case r < 0x0300:
		return false
	case r <= 0x036F, 0x0483 <= r && r <= 0x0489, 0x0591 <= r && r <= 0x05C7,
		0x0610 <= r && r <= 0x061A, 0x064B <= r && r <= 0x065F, r == 0x0670,
		0x06D6 <= r && r <= 0x06ED && unicode.Is(unicode.Mn, r),
		0x1AB0 <= r && r <= 0x1AFF, 0x1DC0 <= r && r <= 0x1DFF,
		0x20D0 <= r && r <= 0x20FF, 0xFE20 <= r && r <= 0xFE2F:
		return true
	}
	return false
}

// lookalikes maps letters that pass for a Latin one. Cues go through the same fold, so
// Russian and Greek cues keep matching Russian and Greek.
var lookalikes = pairs(
	"авеікмнорстухѕјһԁԛԝ", "abeikmhopctyxsjhdqw",
	"αβεικνορτυχω", "abeikvoptuxw",
	"ıłđøħŧ", "ildoht",
	"ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnoprstuvwyzag",
	"’‘ʼ′", "''''",
)

// pairs reads lists of letters and what each stands for.
func pairs(lists ...string) map[rune]rune {
	m := make(map[rune]rune)
	for i := 0; i < len(lists); i += 2 {
		to := []rune(lists[i+1])
		for j, from := range []rune(lists[i]) {
			m[from] = to[j]
		}
	}
	for _, first := range []rune{0x1F150, 0x1F170} { // white letters on black circles and squares
		for i := range rune(26) {
			m[first+i] = 'a' + i
		}
	}
	return m
}

// isSentenceEnd reports the signs that close a sentence.
func isSentenceEnd(r rune) bool { return strings.ContainsRune(".?!;\n。！？؟।…", r) }

// unquoted is clean text with what stands in quotation marks, in code or in a quote block
// left blank: the model does not know that those are somebody else's words.
func unquoted(plain []byte) []byte {
	out := bytes.Clone(plain)
	for i := 0; i < len(out); i++ {
		end := -1
		switch c := out[i]; {
		case c == '"' || c == '`':
			end = bytes.IndexByte(out[i+1:], c)
		case c == '>' && (i == 0 || out[i-1] == '\n'):
			if end = bytes.IndexByte(out[i+1:], '\n'); end < 0 {
				end = len(out) - i - 2
			}
		}
		if end >= 0 {
			for j := i; j < i+end+2; j++ {
				out[j] = ' '
			}
			i += end + 1
		}
	}
	return out
}
