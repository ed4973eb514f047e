package triage

import (
	"bytes"
	"iter"
	"unicode"
	"unicode/utf8"
)

// A word is one word of the message as the cues see it.
type word struct {
	id     int32 // 0: no cue knows it
	number bool  // it counts something, and matches #
	ends   bool  // a sentence ends after it
	quoted bool  // it stands in quotation marks, a quote block or code
}

// ids is what cues may know the word by: itself, and if it counts something {number}.
func (w word) ids() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		if w.number && w.id != numberID && !yield(numberID) {
			return
		}
		yield(w.id)
	}
}

// A reader cuts clean text into words.
type reader struct {
	lex   *lexicon
	text  []byte
	words []word

	quoteEnd int  // where the quotation we are in ends; 0 outside of one
	unclosed bool // an opening quote had no end, so no later one has

	run  []letter // single letters in a row
	last int      // where the last word ended
}

// A letter stands alone, as those of "k m s" do.
type letter struct {
	r   rune
	at  int // its place among the words
	gap int // how far it is from the letter before
}

// read cuts clean text into words.
func (l *lexicon) read(text []byte) []word {
	r := reader{lex: l, text: lettered(text), words: make([]word, 0, len(text)/4+8)}
	r.readAll()
	return r.words
}

func (r *reader) readAll() {
	for i := 0; i < len(r.text); {
		if r.quoteEnd > 0 && i >= r.quoteEnd {
			r.quoteEnd = 0
		}
		i = r.next(i)
	}
	r.endRun()
}

// next reads what stands at i and returns where to go on.
func (r *reader) next(i int) int {
	if n := markup(r.text[i:]); n > 0 {
		return i + n
	}
	c, size := utf8.DecodeRune(r.text[i:])
	switch {
	case isSolo(c):
		r.add(i, i+size)
		return i + size
	case isDigit(r.text[i]) && clock(r.text[i:]) > 0:
		return r.addTime(i)
	case isWordRune(c), (c == '$' || c == '@') && r.letterAt(i+1):
		end := r.wordEnd(i + size)
		r.add(i, end)
		return end
	case isSentenceEnd(c):
		r.endSentence(c, i+size)
	case c == '\'' || c == '"' || c == '`' || c == '“' || c == '«' || c == '„' || c == '>':
		r.openQuote(c, i, size)
	case c == '=' || c >= utf8.RuneSelf && unicode.IsSymbol(c):
		r.addSymbol(r.text[i : i+size])
	}
	return i + size
}

// wordEnd returns where the word that has begun before i ends. An apostrophe or a sign
// used as a letter belongs to a word when it stands inside of it.
func (r *reader) wordEnd(i int) int {
	for i < len(r.text) {
		c, size := utf8.DecodeRune(r.text[i:])
		inside := c == '\'' || c == '!' || c == '$' || c == '@' || c == '*'
		if isSolo(c) || !isWordRune(c) && !(inside && r.letterAt(i+size)) {
			break
		}
		i += size
	}
	return i
}

func (r *reader) letterAt(i int) bool {
	c, _ := utf8.DecodeRune(r.text[min(i, len(r.text)):])
	return unicode.IsLetter(c) || '0' <= c && c <= '9'
}

// add appends the word in text[from:to].
func (r *reader) add(from, to int) {
	raw := r.text[from:to]
	if !isSingleLetter(raw) {
		r.endRun()
	} else {
		r.addToRun(raw, from)
	}
	before := len(r.words)
	r.words = r.lex.resolve(r.words, raw)
	r.quote(before)
	r.last = to
}

// addTime appends the time of day that stands at i, and returns where to go on.
func (r *reader) addTime(i int) int {
	r.endRun()
	r.words = append(r.words, word{id: timeID, quoted: r.quoteEnd > 0})
	r.last = i + clock(r.text[i:])
	return r.last
}

// addSymbol appends an emoji or a sign if a cue knows it.
func (r *reader) addSymbol(raw []byte) {
	if id := r.lex.id(raw); id != 0 {
		r.endRun()
		r.words = append(r.words, word{id: id, quoted: r.quoteEnd > 0})
	}
}

// quote marks the words from index on when they stand in a quotation.
func (r *reader) quote(from int) {
	for i := from; i < len(r.words); i++ {
		r.words[i].quoted = r.quoteEnd > 0
	}
}

// endSentence closes a sentence with c. A stop inside a number or an abbreviation closes nothing.
func (r *reader) endSentence(c rune, next int) {
	if c == '.' && r.letterAt(next) {
		return
	}
	if n := len(r.words); n > 0 {
		r.words[n-1].ends = true
	}
	if c == '?' || c == '？' || c == '؟' {
		r.addSymbol([]byte("?"))
	}
}

// openQuote notes where the quotation that c opens at i ends, if it does end.
func (r *reader) openQuote(c rune, i, size int) {
	if r.quoteEnd > 0 || r.unclosed || i > 0 && isWordByte(r.text[i-1]) && c != '`' {
		return
	}
	rest, end := r.text[i+size:], -1
	switch c {
	case '>':
		if i > 0 && r.text[i-1] != '\n' {
			return
		}
		if end = bytes.IndexByte(rest, '\n'); end < 0 {
			end = len(rest)
		}
	case '\'':
		end = singleQuoteEnd(rest)
	case '“', '„':
		end = bytes.IndexAny(rest, "”“\"")
	case '«':
		end = bytes.Index(rest, []byte("»"))
	default:
		end = bytes.IndexByte(rest, byte(c))
	}
	if end < 0 {
		r.unclosed = c != '\''
		return
	}
	r.quoteEnd = i + size + end
}

// singleQuoteEnd finds a ' that ends a word and is not inside of one. It looks no further
// than a quoted phrase is long, so that many of them cost little.
func singleQuoteEnd(text []byte) int {
	text = text[:min(len(text), 200)]
	for i := 1; i < len(text); i++ {
		if text[i] == '\'' && (i+1 == len(text) || !isWordByte(text[i+1])) {
			return i
		}
	}
	return -1
}

// addToRun notes a single letter, as in "k m s".
func (r *reader) addToRun(raw []byte, from int) {
	c, _ := utf8.DecodeRune(raw)
	r.run = append(r.run, letter{r: c, at: len(r.words), gap: from - r.last})
}

// shortestRun is how many single letters in a row may be words written apart.
const shortestRun = 3

// endRun puts single letters in a row together, if that makes words that cues know.
func (r *reader) endRun() {
	run := r.run
	r.run = r.run[:0]
	if len(run) < shortestRun || len(run) > 64 {
		return
	}
	var joined []word
	for part := range bytes.SplitSeq(spell(run), []byte{' '}) {
		words, ok := r.lex.split(part)
		if !ok {
			return
		}
		joined = append(joined, words...)
	}
	if len(joined) == 0 { // the letters are no more than spaces
		return
	}
	from := run[0].at
	quoted, ends := r.words[from].quoted, r.words[len(r.words)-1].ends
	for i := range joined {
		joined[i].quoted = quoted
	}
	joined[len(joined)-1].ends = ends
	r.words = append(r.words[:from], joined...)
}

// spell writes the letters of a run, with a space where they stand further apart than elsewhere.
func spell(run []letter) []byte {
	narrow := run[1].gap
	for _, l := range run[1:] {
		narrow = min(narrow, l.gap)
	}
	var out []byte
	for i, l := range run {
		if i > 0 && l.gap > narrow {
			out = append(out, ' ')
		}
		out = utf8.AppendRune(out, l.r)
	}
	return out
}

// markup returns the length of a link, a mention or a custom emoji at the start of text, or 0.
func markup(text []byte) int {
	switch {
	case bytes.HasPrefix(text, []byte("http://")), bytes.HasPrefix(text, []byte("https://")):
		if end := bytes.IndexAny(text, " \n\t>"); end > 0 {
			return end
		}
		return len(text)
	case len(text) > 3 && text[0] == '<' && bytes.IndexByte([]byte("@#:a/t"), text[1]) >= 0:
		head := text[:min(len(text), 80)]
		if end := bytes.IndexAny(head, "> \n"); end > 0 && head[end] == '>' {
			return end + 1
		}
	}
	return 0
}

// isWordRune reports letters, digits and the marks that are letters in their script.
func isWordRune(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)
}

func isWordByte(b byte) bool { return b >= utf8.RuneSelf || isWordRune(rune(b)) }

// isSolo reports scripts that are written without spaces, or with endings that stick to
// the word: there every character is a word of its own, so cues match inside of a line.
func isSolo(c rune) bool {
	return c >= 0x0E00 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func isSingleLetter(raw []byte) bool {
	c, size := utf8.DecodeRune(raw)
	return size == len(raw) && unicode.IsLetter(c) && !isSolo(c)
}
