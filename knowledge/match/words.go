package match

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// A word is one word of a text.
type word struct {
	surface string // lower case, without apostrophes
	stem    string
	term    int32 // the stem's number in the vocabulary, noTerm if it has none
	stop    bool
	letters []int32 // its runs of four letters as signs, unless it is a stop word
}

var (
	//go:embed english/stop.txt
	stopFile string
	//go:embed english/contractions.txt
	contractionFile string

	//go:embed english/elsewhere.txt
	elsewhereFile string

	stopWords    = readStopWords(stopFile)
	contractions = readContractions(contractionFile)
)

func readStopWords(text string) map[string]bool {
	words := map[string]bool{}
	for _, line := range dataLines(text) {
		for _, w := range strings.Fields(line) {
			words[w] = true
		}
	}
	return words
}

func readContractions(text string) map[string][]string {
	out := map[string][]string{}
	for _, line := range dataLines(text) {
		fields := strings.Fields(line)
		out[fields[0]] = fields[1:]
	}
	return out
}

func dataLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// discordMarkup is what Discord writes into a message that nobody said: mentions,
// emoji, timestamps and links.
var discordMarkup = regexp.MustCompile(`<(?:[@#][!&]?|a?:\w+:|t:)[^>]*>|https?://\S+`)

// normalize is a text as it is compared: NFKC, lower case, no Discord markup,
// one kind of apostrophe.
func normalize(text string) string {
	if len(text) > 4*maxMessage {
		text = strings.ToValidUTF8(text[:4*maxMessage], "")
	}
	if strings.ContainsAny(text, "<:") {
		text = discordMarkup.ReplaceAllString(text, " ")
	}
	return strings.ToLower(norm.NFKC.String(text))
}

// A splitter parts texts into words. It remembers those it met while the index was
// built, which most words of members' questions are among; afterwards it is immutable.
type splitter struct {
	isEnglish  bool // the only language with a stemmer and lists of its own so far
	vocabulary *vocabulary
	known      map[string]word
	frozen     bool
}

func newSplitter(isEnglish bool) splitter {
	return splitter{isEnglish: isEnglish, vocabulary: &vocabulary{ids: map[string]int32{}}, known: map[string]word{}}
}

// split parts a normalized text into words.
func (s *splitter) split(text string) []word {
	found := surfaces(text)
	out := make([]word, 0, len(found)+2) // some are contractions
	for _, surface := range found {
		long, ok := contractions[surface]
		if !ok || !s.isEnglish {
			out = append(out, s.word(surface))
			continue
		}
		for _, w := range long {
			out = append(out, s.word(w))
		}
	}
	return out
}

func (s *splitter) word(surface string) word {
	if w, ok := s.known[surface]; ok {
		return w
	}
	w := word{surface: surface, stem: surface}
	if s.isEnglish {
		w.stop = stopWords[surface]
		w.stem = stem(surface)
	}
	if !w.stop {
		w.letters = letters(surface)
	}
	if s.frozen {
		w.term = s.vocabulary.find(w.stem)
		return w
	}
	w.term = s.vocabulary.number(w.stem)
	s.known[surface] = w
	return w
}

// surfaces are the runs of letters and digits; an apostrophe inside one is
// dropped, a possessive with it.
func surfaces(text string) []string {
	out := make([]string, 0, len(text)/5+1) // about right for English
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, bare(text[start:end]))
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		case (r == '\'' || r == '’') && start >= 0:
		default:
			flush(i)
		}
	}
	flush(len(text))
	return out
}

// bare drops apostrophes; "brain's" becomes "brain" but "what's" stays whole for
// the contractions.
func bare(s string) string {
	if !strings.ContainsAny(s, "'’") {
		return s
	}
	s = strings.Trim(strings.ReplaceAll(s, "’", "'"), "'")
	joined := strings.ReplaceAll(s, "'", "")
	if _, known := contractions[joined]; known {
		return joined
	}
	return strings.ReplaceAll(strings.TrimSuffix(s, "'s"), "'", "")
}

func stem(surface string) string {
	env := snowballstem.NewEnv(surface)
	english.Stem(env)
	return env.Current()
}

// sentences are parted by these, whatever follows: members' messages have few rules.
const sentenceEnds = ".!?\n"

// questionIn is the last question of a long message: the sentence before its last
// question mark, or its last sentence if it has none; "" if the message is short.
func questionIn(text string) string {
	if len(strings.Fields(text)) <= longWords {
		return ""
	}
	end := strings.LastIndexByte(text, '?')
	if end < 0 {
		end = len(strings.TrimRight(text, ".! \n"))
	}
	asked := text[:end]
	return strings.TrimSpace(asked[strings.LastIndexAny(asked, sentenceEnds)+1:])
}
