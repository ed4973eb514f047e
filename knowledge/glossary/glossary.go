// Package glossary reads questions in other languages word by word into English, so that
// an English library can answer them. It translates nothing that members read: what it
// makes is only matched.
package glossary

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed words/*.txt
var files embed.FS

// all is every glossary. They are part of the program, and a test reads them: an error
// here is one of who builds it.
var all = sync.OnceValue(func() *glossaries {
	folder, err := fs.Sub(files, "words")
	if err != nil {
		panic(err)
	}
	g, err := load(folder)
	if err != nil {
		panic(fmt.Errorf("glossary: %w", err))
	}
	return g
})

// glossaries is phrases of all languages by their first word, so that a message is looked
// through once. It is immutable.
type glossaries struct {
	languages []string             // ISO 639-1
	whole     map[string][]*phrase // by the first word
	open      map[string][]*phrase // by the beginning of the first word, where any ending may follow
	shortest  int                  // bytes of the shortest such beginning
}

// A phrase is what stands for some English words, or for none.
type phrase struct {
	language int
	words    []pattern
	english  string
}

// A pattern is a word of a phrase, or with open the beginning of one.
type pattern struct {
	text string
	open bool
}

func (p pattern) matches(word string) bool {
	return p.text == word || p.open && strings.HasPrefix(word, p.text)
}

// begins reports whether words begin with the phrase.
func (p *phrase) begins(words []token) bool {
	if len(p.words) > len(words) {
		return false
	}
	for i, w := range p.words {
		if !w.matches(words[i].text) {
			return false
		}
	}
	return true
}

// load reads a folder of glossaries, one file a language, named by its code. Each line is
// phrases of that language with commas between them, "=", and what they are in English;
// a "*" at the end of a word stands for any ending; "#" begins a comment.
func load(folder fs.FS) (*glossaries, error) {
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return nil, err
	}
	g := &glossaries{whole: map[string][]*phrase{}, open: map[string][]*phrase{}, shortest: 1 << 10}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		language := len(g.languages)
		g.languages = append(g.languages, strings.TrimSuffix(path.Base(name), ".txt"))
		lines := map[string]int{} // where each phrase of the language stands
		for n, line := range strings.Split(string(data), "\n") {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			left, english, ok := strings.Cut(line, "=")
			if !ok {
				return nil, fmt.Errorf(`%s:%d: want "phrase, phrase = English words"`, name, n+1)
			}
			for one := range strings.SplitSeq(left, ",") {
				words, err := patterns(one)
				if err != nil {
					return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
				}
				key := key(words)
				switch before := lines[key]; before {
				case 0:
					lines[key] = n + 1
					g.add(&phrase{language, words, strings.TrimSpace(english)})
				case n + 1: // the same but for accents
				default:
					return nil, fmt.Errorf("%s:%d: %q stands on line %d already", name, n+1, strings.TrimSpace(one), before)
				}
			}
		}
	}
	return g, nil
}

// patterns is the words of a phrase as a glossary writes it.
func patterns(text string) ([]pattern, error) {
	var out []pattern
	for one := range strings.FieldsSeq(text) {
		stem, open := strings.CutSuffix(one, "*")
		words := tokens(stem)
		if len(words) == 0 {
			return nil, fmt.Errorf("%q is no word", one)
		}
		for i, w := range words {
			out = append(out, pattern{w.text, open && i == len(words)-1})
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("a phrase is missing before or after a comma")
	}
	return out, nil
}

// key is what no two phrases of a language share.
func key(words []pattern) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.text)
		if w.open {
			b.WriteByte('*')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func (g *glossaries) add(p *phrase) {
	first := p.words[0]
	if !first.open {
		g.whole[first.text] = append(g.whole[first.text], p)
		return
	}
	g.open[first.text] = append(g.open[first.text], p)
	g.shortest = min(g.shortest, len(first.text))
}

// starting is the phrases of all languages that words begin with, the best of each
// language before its others: of many words before few, then those told in full.
func (g *glossaries) starting(words []token) []*phrase {
	var found []*phrase
	take := func(some []*phrase) {
		for _, p := range some {
			if p.begins(words) {
				found = append(found, p)
			}
		}
	}
	first := words[0].text
	take(g.whole[first])
	for n := len(first); n >= g.shortest; n-- {
		take(g.open[first[:n]])
	}
	slices.SortStableFunc(found, func(a, b *phrase) int { return cmp.Compare(len(b.words), len(a.words)) })
	return found
}
