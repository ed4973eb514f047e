package triage

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed all:cues
var cueFiles embed.FS

// A line is one line of a cue file.
type line struct {
	file string
	n    int
	text string
}

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", l.file, l.n, fmt.Sprintf(format, args...))
}

// quote returns where the line stands and how it begins.
func (l line) quote() string {
	const longest = 80
	at, runes := l.file+":"+strconv.Itoa(l.n)+": ", 0
	for i := range l.text {
		if runes++; runes > longest {
			return at + l.text[:i] + "…"
		}
	}
	return at + l.text
}

// A builder puts the cues of a language together and collects every mistake on the way.
type builder struct {
	*tongue
	fsys     fs.FS
	signs    signs
	file     int // being read
	parser   parser
	seen     map[patternKey]int32
	examples []example
	errs     []error
}

// mainTongue is the language whose lists tell jokes and quotations, and without which
// there is nothing.
const mainTongue = "en"

// compile builds a Classifier from cues/<language>/ in fsys, and tries every example.
func compile(fsys fs.FS) (*Classifier, error) {
	folders, err := fs.Glob(fsys, "cues/*")
	if err != nil || !slices.Contains(folders, "cues/"+mainTongue) {
		return nil, errors.Join(errors.New("triage: no cues of English"), err)
	}
	built := make([]*builder, len(folders))
	var building sync.WaitGroup
	for i, dir := range folders {
		building.Go(func() { built[i] = build(fsys, dir) })
	}
	building.Wait()
	c := &Classifier{}
	var examples []example
	var errs []error
	for _, b := range built {
		if b.name == mainTongue {
			c.english, c.signs = b.tongue, b.signs
		} else {
			c.others = append(c.others, b.tongue)
		}
		examples = append(examples, b.examples...)
		errs = append(errs, b.errs...)
	}
	if len(c.others) > mostTongues {
		errs = append(errs, fmt.Errorf("cues in %d languages besides English: at most %d", len(c.others), mostTongues))
		return c, errors.Join(errs...)
	}
	c.speakers = newSpeakers(c.others)
	c.english.lexicon.theirs = c.speakers
	errs = append(errs, c.checkCategories(), c.checkExamples(examples))
	return c, errors.Join(errs...)
}

// build compiles the cues of one folder.
func build(fsys fs.FS, dir string) *builder {
	b := &builder{tongue: &tongue{name: path.Base(dir), lexicon: newLexicon()}, fsys: fsys, seen: map[patternKey]int32{}}
	b.parser.lex = &b.lexicon
	b.spelling(dir + "/_spelling.txt")
	clear(b.lexicon.raw) // read before all spellings were known
	b.language(dir)
	b.finish()
	return b
}

func (b *builder) fail(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

// lines returns the lines of a file that say something; a line that begins with a space goes on
// with the one above it. A file that is not there says nothing.
func (b *builder) lines(name string) []line {
	data, err := fs.ReadFile(b.fsys, name)
	if !errors.Is(err, fs.ErrNotExist) {
		b.fail(err)
	}
	var out []line
	for i, raw := range strings.Split(string(data), "\n") {
		raw, _, _ = strings.Cut(raw, "#")
		text := strings.TrimSpace(raw)
		switch {
		case text == "":
		case strings.TrimLeft(raw, " \t") != raw && len(out) > 0:
			out[len(out)-1].text += " " + text
		default:
			out = append(out, line{file: strings.TrimPrefix(name, "cues/"), n: i + 1, text: text})
		}
	}
	return out
}

// spelling reads lines such as "gonna, gunna = going to", and "~ suicide" for a word that
// forgives one typo.
func (b *builder) spelling(name string) {
	for _, l := range b.lines(name) {
		if forgiven, ok := strings.CutPrefix(l.text, "~"); ok {
			for _, w := range strings.Fields(forgiven) {
				b.lexicon.forgive(w)
			}
			continue
		}
		from, to, _ := strings.Cut(l.text, "=")
		b.respell(l, from, to)
	}
}

// respell notes that each word of from, a list with commas, stands for the words of to.
func (b *builder) respell(l line, from, to string) {
	ids := b.lexicon.wordsOf(strings.TrimSpace(to))
	if len(ids) == 0 {
		b.fail(l.errorf(`expected "other, spellings = words"`))
	}
	for w := range strings.SplitSeq(from, ",") {
		w = string(clean(strings.TrimSpace(w)))
		if b.lexicon.spelled[w] != nil {
			b.fail(l.errorf("%q stands here twice", w))
		}
		b.lexicon.spelled[w] = ids
	}
}

// language reads the lists and cues of one language.
func (b *builder) language(dir string) {
	b.readLists(dir + "/_lists.txt")
	if b.name == mainTongue {
		b.findSigns()
	}
	for i, category := range precedence[:len(precedence)-1] {
		b.file = i
		for _, l := range b.lines(dir + "/" + string(category) + ".txt") {
			b.fail(b.cueLine(l, category))
		}
	}
	b.checkNames(dir)
}

// readLists reads "name:" headings and, under each, phrases parted by commas.
// A list may use the lists above it.
func (b *builder) readLists(name string) {
	b.parser.lists = map[string]node{"number": one(numberID), "time": one(timeID)}
	heading := line{}
	var options []node
	end := func() {
		if heading.text != "" && len(options) > 0 {
			b.parser.lists[heading.text] = b.parser.either(options)
		}
		options = nil
	}
	for _, l := range b.lines(name) {
		title, ok := strings.CutSuffix(l.text, ":")
		if !ok {
			options = append(options, b.phrases(l)...)
			continue
		}
		end()
		if heading = (line{l.file, l.n, title}); b.parser.lists[title] != nil {
			b.fail(l.errorf("there are two lists %q", title))
		}
	}
	end()
}

// phrases compiles the phrases of one line of a list.
func (b *builder) phrases(l line) []node {
	var out []node
	for phrase := range strings.SplitSeq(strings.TrimSuffix(l.text, ","), ",") {
		n, err := b.parser.parse(phrase)
		if err != nil {
			b.fail(l.errorf("%q: %v", phrase, err))
			continue
		}
		out = append(out, n)
	}
	return out
}

// findSigns looks up the lists that judge and gaps rely on.
func (b *builder) findSigns() {
	b.file = None.rank() // of no file, so nothing excludes them
	for name, id := range b.signs.names() {
		root := b.parser.lists[name]
		if root == nil {
			b.fail(fmt.Errorf("en/_lists.txt: list %q is missing", name))
			root = one(numberID)
		}
		*id = b.add(pattern{root: root, file: b.file, sign: true})
	}
	if b.parser.lists["break"] != nil {
		for _, id := range b.parser.lists["break"].begin(nil) {
			b.breaks.add(id)
		}
	}
}

// cueLine reads one line of a category's file.
func (b *builder) cueLine(l line, category Category) error {
	sign, text := l.text[0], l.text
	if strings.IndexByte("=!?~", sign) >= 0 {
		text = strings.TrimSpace(text[1:])
	}
	switch sign {
	case '=':
		b.examples = append(b.examples, example{line{l.file, l.n, text}, category})
		return nil
	case '!':
		_, err := b.pattern(l, text, true)
		return err
	}
	return b.rule(l, text, rule{category: category, cue: l.quote(), jokeable: sign == '?', soft: sign == '~'})
}

// rule compiles the parts of a cue.
func (b *builder) rule(l line, text string, r rule) error {
	for i, part := range strings.Split(text, "&") {
		part, lacks := strings.CutPrefix(part, "!")
		id, err := b.pattern(l, part, false)
		if err != nil {
			return err
		}
		if lacks && i > 0 {
			r.lacks = append(r.lacks, id)
		} else {
			r.needs = append(r.needs, id)
		}
	}
	b.rules = append(b.rules, r)
	return nil
}

// A patternKey is what is compiled once.
type patternKey struct {
	file     int
	excludes bool
	text     string
}

// pattern compiles text, once a file.
func (b *builder) pattern(l line, text string, excludes bool) (int32, error) {
	key := patternKey{b.file, excludes, strings.TrimSpace(text)}
	if id, ok := b.seen[key]; ok {
		return id, nil
	}
	root, err := b.parser.parse(text)
	if err != nil {
		return 0, l.errorf("%v", err)
	}
	id := b.add(pattern{root: root, file: b.file, excludes: excludes})
	b.seen[key] = id
	return id, nil
}

func (b *builder) add(p pattern) int32 {
	b.patterns = append(b.patterns, p)
	return int32(len(b.patterns) - 1)
}

// finish closes the lexicon, orders the rules by category and says under each word what it
// is part of.
func (b *builder) finish() {
	b.lexicon.open, b.lexicon.raw = false, nil
	if b.name == mainTongue { // elsewhere any word may be one slip from another
		b.lexicon.slipIn()
	}
	slices.SortStableFunc(b.rules, func(x, y rule) int { return x.category.rank() - y.category.rank() })
	b.index()
	b.lexicon.uses, b.lexicon.room = uses{}, nil // only compiling asks how rare a word is
}
