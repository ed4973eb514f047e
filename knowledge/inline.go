package knowledge

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// inline reports Markdown inside a line that is not used here.
func (b *body) inline(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeInline {
			continue
		}
		if name, bad := inlineNames[c.Kind()]; bad {
			b.report(b.file.at(max(0, c.Pos()), 1), "markup", name+" is not used here: plain sentences only")
		}
	}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.plain(string(seg.Value(source)), seg.Start)
	}
}

var inlineNames = map[ast.NodeKind]string{
	ast.KindEmphasis: "bold or italic type", ast.KindCodeSpan: "code", ast.KindLink: "a link", ast.KindImage: "an image",
	ast.KindAutoLink: "a link", ast.KindRawHTML: "HTML",
}

// foreign is markup that goldmark reads as text but Discord, or other Markdown,
// does not.
var foreign = []struct {
	pattern *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`https?://\S+`), "a link (sources go in references.yaml)"},
	{regexp.MustCompile(`\\.`), "a backslash"},
	{regexp.MustCompile(`&#?\w+;`), "an HTML entity"},
	{regexp.MustCompile(`\|.*\||^\s*\|`), "a table or spoiler (|)"},
	{regexp.MustCompile(`~~`), "struck-out text (~~)"},
	{regexp.MustCompile(`@(?:everyone|here)\b|<[@#:][^>]*>`), "a mention"},
}

// plain reports markup in a line of text that begins at a byte offset.
func (b *body) plain(line string, from int) {
	for _, f := range foreign {
		if m := f.pattern.FindStringIndex(line); m != nil {
			b.report(b.file.span(from+m[0], from+m[1]), "markup", fmt.Sprintf("%s is not used here", f.name))
		}
	}
}

// A stretch is the text of a paragraph on one line, and where in the file each
// of its bytes stands.
type stretch struct {
	text string
	at   []int
}

func newStretch(lines *text.Segments, source []byte) stretch {
	var s stretch
	var sb strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		if i > 0 {
			sb.WriteByte(' ')
			s.at = append(s.at, seg.Start)
		}
		line := strings.TrimRight(string(seg.Value(source)), " \n")
		trimmed := strings.TrimLeft(line, " ")
		from := seg.Start + len(line) - len(trimmed)
		for j := range len(trimmed) {
			s.at = append(s.at, from+j)
		}
		sb.WriteString(trimmed)
	}
	s.text = sb.String()
	return s
}

// offset is the place in the file of byte i of the text.
func (s stretch) offset(i int) int {
	if i < len(s.at) {
		return s.at[i]
	}
	if len(s.at) == 0 {
		return 0
	}
	return s.at[len(s.at)-1] + 1
}
