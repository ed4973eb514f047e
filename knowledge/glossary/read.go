package glossary

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/hebb-bot/hebb/knowledge/english"
)

// A Reading is what a message says in English words.
type Reading struct {
	English  string // the message itself where it is English, or in no language known here
	Language string // ISO 639-1; "" for English, and where that is not certain
}

const (
	// mostWords is how many words of a message are read; in scripts without spaces each
	// letter is one.
	mostWords = 400
	// knownShare is the share of a message's words that a language must know.
	knownShare = .4
	// certain is how many words must be known for a language to be named that most others
	// do not know; one of letters beyond ASCII is enough.
	certain = 2
	// mostShare is how many languages may know a word that tells one: "mania" is in many.
	mostShare = 6
)

// short is the English words of one or two letters, as members type them, and names of the
// field: the general list has neither.
var short = func() map[string]bool {
	known := map[string]bool{}
	for _, w := range strings.Fields(`
		a ah am an as at b be bf bc by cs do dm eh em ex gf go gp ha he hi hm i id if im in is it iq
		k lo me mh mi mr ms my n na nd no np of oh ok on or ow ox pc pt r rn so st t to tv u uh um up
		us vs w we y ya ye yo
		abi act add adhd asd bpd cbt ct cbti cptsd dbs dbt dsm ect eeg emdr erp fmri fnd gad hrv ibs
		ipt lsd mbct mdd mdma mri nhs ocd pet ppd ptsd rem rtms sad sam snri snris ssri ssris tbi tms
		dont cant wont isnt doesnt didnt whats thats hows ive youre theyre
		dopamine serotonin gaba cortisol ketamine psilocybin antidepressants antipsychotics
		bipolar neurotransmitters neuroplasticity mindfulness schizophrenia`) {
		known[w] = true
	}
	return known
}()

// Load reads the glossaries, which the first message would have to wait for.
func Load() { all() }

// Read reads a message. It is total, and safe for concurrent use.
func Read(message string) Reading {
	none := Reading{English: message}
	words := tokens(message)
	if len(words) == 0 || len(words) > mostWords {
		return none
	}
	inEnglish := 0
	for _, w := range words {
		if short[w.text] || english.Knows(w.text) {
			inEnglish++
		}
	}
	if inEnglish == len(words) {
		return none
	}
	r := newReader(all(), words)
	language, known := r.spoken()
	if known <= inEnglish || float64(known) < knownShare*float64(len(words)) {
		return none
	}
	// By itself a word of plain letters that is only the beginning of one that the language
	// has is more likely a slip, or a name.
	beyondASCII := strings.ContainsFunc(message, func(c rune) bool { return c > unicode.MaxASCII && unicode.IsLetter(c) })
	if len(words) == 1 && !beyondASCII && r.at(0, language).words[0].open {
		return none
	}
	reading := Reading{English: r.in(language)}
	if beyondASCII || r.telling(language) >= certain {
		reading.Language = r.languages[language]
	}
	return reading
}

// A reader holds a message and the phrases that begin at each of its words.
type reader struct {
	*glossaries
	words []token
	found [][]*phrase
}

func newReader(g *glossaries, words []token) *reader {
	r := &reader{glossaries: g, words: words, found: make([][]*phrase, len(words))}
	for i := range words {
		r.found[i] = g.starting(words[i:])
	}
	return r
}

// spoken is the language that knows most of the words, and how many; of two that know as
// many the one whose phrases are longer.
func (r *reader) spoken() (language, known int) {
	fewest := 0
	for l := range r.languages {
		n, phrases := 0, 0
		r.each(l, func(p *phrase, at int) {
			if p != nil {
				n += len(p.words)
				phrases++
			}
		})
		if n > known || n == known && n > 0 && phrases < fewest {
			language, known, fewest = l, n, phrases
		}
	}
	return language, known
}

// at is the longest phrase of a language that begins at a word, nil if there is none.
func (r *reader) at(i, language int) *phrase {
	n := slices.IndexFunc(r.found[i], func(p *phrase) bool { return p.language == language })
	if n < 0 {
		return nil
	}
	return r.found[i][n]
}

// telling is how many of the words a language knows that few others do.
func (r *reader) telling(language int) (n int) {
	r.each(language, func(p *phrase, at int) {
		if p == nil {
			return
		}
		var others uint64
		for _, q := range r.found[at] {
			others |= 1 << q.language
		}
		if bits.OnesCount64(others) <= mostShare {
			n += len(p.words)
		}
	})
	return n
}

// each tells of a message's phrases in a language one after another, the longest at each
// place, and of the words that it does not know, with nil.
func (r *reader) each(language int, tell func(p *phrase, at int)) {
	for i := 0; i < len(r.words); {
		p := r.at(i, language)
		tell(p, i)
		if p == nil {
			i++
			continue
		}
		i += len(p.words)
	}
}

// in is the message in English words, those that a language does not know as they are.
func (r *reader) in(language int) string {
	var b strings.Builder
	unknown := -1 // the last word that was not known
	r.each(language, func(p *phrase, at int) {
		last := at
		if p != nil {
			b.WriteString(" " + p.english)
			last += len(p.words) - 1
		} else {
			// In scripts without spaces what is not known stays one word.
			if !r.words[at].glued || unknown != at-1 || unknown < 0 {
				b.WriteByte(' ')
			}
			b.WriteString(r.words[at].text)
			unknown = at
		}
		b.WriteString(r.words[last].end)
	})
	return strings.TrimSpace(b.String())
}

// A token is a word, or a letter of a script that puts no spaces between words.
type token struct {
	text  string // folded
	end   string // "?" or "." if the sentence ends with it
	glued bool   // a letter that follows on another without a space
}

// spaceless is the scripts without spaces between words.
var spaceless = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai}

// tokens is the words of a text.
func tokens(text string) []token {
	var out []token
	start, glued := -1, false
	folded := fold(text)
	flush := func(end int) {
		if start >= 0 {
			out = append(out, token{text: folded[start:end]})
			start = -1
		}
	}
	for i, c := range folded {
		switch {
		case c > unicode.MaxASCII && (unicode.IsOneOf(spaceless, c) && (unicode.IsLetter(c) || unicode.IsMark(c)) || c == 'ー'):
			flush(i)
			out = append(out, token{text: string(c), glued: glued})
			glued = true
			continue
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
			if end := sentenceEnd(c); end != "" && len(out) > 0 {
				out[len(out)-1].end = end
			}
		}
		glued = false
	}
	flush(len(folded))
	return out
}

func sentenceEnd(c rune) string {
	switch c {
	case '?', '؟', ';', '？': // ";" is the Greek question mark, after NFKC
		return "?"
	case '.', '!', '\n', '。', '！', '।':
		return "."
	}
	return ""
}

// plain is letters that members often type without what makes them special, and that no
// decomposition takes apart.
var plain = strings.NewReplacer("ı", "i", "ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ё", "е", "ى", "ي", "ة", "ه", "ک", "ك", "ی", "ي")

// fold brings a text to lower case without accents, which members leave out. Vowel signs
// of Indian scripts and Thai are no accents.
func fold(text string) string {
	if !strings.ContainsFunc(text, func(c rune) bool { return c > unicode.MaxASCII }) {
		return strings.ToLower(text)
	}
	var b strings.Builder
	for _, c := range norm.NFKD.String(strings.ToLower(text)) {
		if unicode.Is(unicode.Mn, c) && unicode.Is(accented, c) {
			continue
		}
		b.WriteRune(c)
	}
	return plain.Replace(norm.NFC.String(b.String()))
}

// accented is the marks that are accents: those of Latin, Greek and Cyrillic, and the vowel
// points of Hebrew and Arabic.
var accented = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0300, Hi: 0x036f, Stride: 1}, {Lo: 0x0591, Hi: 0x05c7, Stride: 1}, {Lo: 0x064b, Hi: 0x0655, Stride: 1}, {Lo: 0x0670, Hi: 0x0670, Stride: 1},
}}
