package knowledge

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// grammar is CommonMark less two things that would read our text as something
// else: a paragraph over "---" as a heading, and "[@id]: …" as a link's target.
var grammar = parser.NewParser(
	parser.WithBlockParsers(withoutSetext(parser.DefaultBlockParsers())...),
	parser.WithInlineParsers(parser.DefaultInlineParsers()...),
)

func withoutSetext(all []util.PrioritizedValue) []util.PrioritizedValue {
	const setext = 100 // its priority in goldmark's list
	var kept []util.PrioritizedValue
	for _, v := range all {
		if v.Priority != setext {
			kept = append(kept, v)
		}
	}
	return kept
}

// A body walks the Markdown of a topic and collects its entries.
type body struct {
	file   *file
	topic  *Topic
	report func(Position, string, string)

	entries []*Entry
	asked   map[int][]Phrase // phrasings by the line of their heading
}

func parseEntries(f *file, from int, t *Topic, report func(Position, string, string)) []*Entry {
	b := &body{file: f, topic: t, report: report, asked: map[int][]Phrase{}}
	source := []byte(strings.Repeat(" ", from) + f.text[from:])
	for i := range from { // keep the lines of the front matter, empty
		if f.text[i] == '\n' {
			source[i] = '\n'
		}
	}
	b.takePhrasings(source)
	doc := grammar.Parse(text.NewReader(source))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		b.block(n, source)
	}
	return b.entries
}

// takePhrasings reads the "Also asked:" lines and blanks them in the source, so
// that they are taken letter for letter and not as Markdown.
func (b *body) takePhrasings(source []byte) {
	for n := 1; n < len(b.file.start); n++ {
		if source[b.file.start[n-1]] == '#' && isAlsoAsked(b.file.line(n+1)) {
			b.asked[n] = b.phrasings(n+2, source)
			blank(source, b.file, n+1)
		}
	}
}

func isAlsoAsked(line string) bool {
	return strings.EqualFold(strings.TrimSpace(line), "also asked:")
}

func (b *body) phrasings(n int, source []byte) []Phrase {
	var out []Phrase
	for ; n <= len(b.file.start) && strings.TrimSpace(b.file.line(n)) != ""; n++ {
		line := b.file.line(n)
		at := b.file.start[n-1]
		phrase, ok := strings.CutPrefix(strings.TrimSpace(line), "- ")
		switch {
		case strings.Contains(line, "[@"):
			b.report(b.file.span(at, at+len(line)), "also-asked", "blank line missing after Also asked?")
			return out // the answer begins here
		case !ok:
			b.report(b.file.span(at, at+len(line)), "also-asked", `a line under "Also asked:" begins with "- "; the answer begins after a blank line`)
		default:
			from := at + strings.Index(line, phrase)
			out = append(out, Phrase{strings.TrimSpace(phrase), b.file.span(from, from+len(phrase))})
		}
		blank(source, b.file, n)
	}
	return out
}

// blank overwrites a line with spaces.
func blank(source []byte, f *file, n int) {
	for i := f.start[n-1]; i < len(source) && source[i] != '\n'; i++ {
		source[i] = ' '
	}
}

func (b *body) block(n ast.Node, source []byte) {
	at := b.blockPos(n)
	switch x := n.(type) {
	case *ast.Heading:
		b.heading(x, at)
		return
	case *ast.Paragraph, *ast.TextBlock:
		if e := b.current(at); e != nil {
			if p := b.paragraph(n, source); p != nil {
				e.Paragraphs = append(e.Paragraphs, p)
			}
		}
	case *ast.List:
		if e := b.current(at); e != nil {
			b.list(e, x, source)
		}
	default:
		b.report(at, "markup", fmt.Sprintf("%s is not used here: plain sentences and bulleted lists only", blockNames[n.Kind()]))
	}
}

var blockNames = map[ast.NodeKind]string{
	ast.KindBlockquote: "a quotation (>)", ast.KindCodeBlock: "an indented line (code)", ast.KindFencedCodeBlock: "a code block",
	ast.KindHTMLBlock: "HTML", ast.KindThematicBreak: "a horizontal rule",
}

// current is the entry that a block belongs to.
func (b *body) current(at Position) *Entry {
	if len(b.entries) == 0 {
		b.report(at, "text-before-entry", `text before the first "## Question?"`)
		return nil
	}
	return b.entries[len(b.entries)-1]
}

// nameMarkup is the signs that have no place in a heading, title or name.
const nameMarkup = "*`[]{}<>|~\\"

var headingID = regexp.MustCompile(`\s*\{#([^}]*)\}\s*$`)

func (b *body) heading(h *ast.Heading, at Position) {
	line := b.file.line(at.Line)
	start := b.file.start[at.Line-1]
	if h.Level != 2 {
		b.report(at, "heading-level", fmt.Sprintf("a heading has two #, found %d", h.Level))
		return
	}
	content := strings.TrimRight(strings.TrimLeft(line, "# "), " ")
	from := start + strings.Index(line, content)
	e := &Entry{Topic: b.topic, Pos: at, idAt: at, idIsMade: true}
	question, local := content, slug(content)
	if m := headingID.FindStringSubmatchIndex(content); m != nil {
		question, local = content[:m[0]], content[m[2]:m[3]]
		e.idAt, e.idIsMade = b.file.span(from+m[2], from+m[3]), false
		if !topicID.MatchString(local) {
			b.report(e.idAt, "bad-id", fmt.Sprintf("entry id %q: want lower-case letters, digits and hyphens, as in {#what-is}", local))
		}
	}
	if question == "" {
		b.report(at, "empty-heading", "the heading asks nothing")
	}
	e.Question = Phrase{question, b.file.span(from, from+len(question))}
	b.plain(question, from)
	if i := strings.IndexAny(question, nameMarkup); i >= 0 {
		b.report(b.file.at(from+i, 1), "markup", "a heading holds plain words, and one id at its end, as in {#what-is}")
	}
	if local == "" {
		b.report(at, "bad-id", "no id can be made from this heading: give it one, as in {#what-is}")
	}
	e.ID = b.topic.ID + "#" + local
	e.AlsoAsked = b.asked[at.Line]
	b.entries = append(b.entries, e)
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug makes an entry id from a heading.
func slug(heading string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(heading), "-"), "-")
}

func (b *body) paragraph(n ast.Node, source []byte) *Paragraph {
	b.inline(n, source)
	s := newStretch(n.Lines(), source)
	if isAlsoAsked(firstLine(s.text)) || strings.HasPrefix(strings.ToLower(s.text), "also asked:") {
		b.report(b.file.at(s.offset(0), 11), "also-asked", `"Also asked:" stands on the line right under its heading`)
		return nil
	}
	p := &Paragraph{Pos: b.file.at(s.offset(0), 1)}
	p.Sentences = b.sentences(s, nil)
	return p
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func (b *body) list(e *Entry, l *ast.List, source []byte) {
	at := b.blockPos(l)
	switch {
	case l.IsOrdered():
		b.report(at, "markup", `a numbered list is not used here: begin each line with "- "`)
		return
	case len(e.Paragraphs) == 0 || strings.TrimSpace(b.file.line(at.Line-1)) == "":
		b.report(at, "list", "a list follows its lead-in sentence directly, with no blank line between")
		return
	}
	p := e.Paragraphs[len(e.Paragraphs)-1]
	leadIn := p.Sentences[len(p.Sentences)-1].Citations
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		b.item(p, item, leadIn, source)
	}
}

func (b *body) item(p *Paragraph, item ast.Node, leadIn []Citation, source []byte) {
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		if _, nested := n.(*ast.List); nested || n.Type() != ast.TypeBlock || n.Lines().Len() == 0 {
			b.report(b.blockPos(n), "list", "a list is one level deep and holds plain lines only")
			continue
		}
		b.inline(n, source)
		for _, s := range b.sentences(newStretch(n.Lines(), source), &leadIn) {
			s.Item = true
			p.Sentences = append(p.Sentences, s)
		}
	}
}

// blockPos is the line a block begins on, whole: marks such as "## " and "> "
// stand before its text.
func (b *body) blockPos(n ast.Node) Position {
	at := b.file.at(max(0, n.Pos()), 0)
	at.Col = 1
	at.Width = max(1, len([]rune(b.file.line(at.Line))))
	return at
}
