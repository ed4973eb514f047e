package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/wording"
)

// A printer shows replies in a terminal, coloured if it is one.
type printer struct {
	out    io.Writer
	words  *wording.Wording
	width  int
	colour bool
}

// widest keeps lines readable on a wide screen.
const widest = 80

func newPrinter(sys system, words *wording.Wording) *printer {
	p := &printer{out: sys.stdout, words: words, width: widest}
	f, ok := sys.stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return p
	}
	p.colour = !slices.ContainsFunc(sys.environ, func(v string) bool {
		return strings.HasPrefix(v, "NO_COLOR=") && v != "NO_COLOR=" || v == "TERM=dumb"
	})
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
		p.width = min(w, widest)
	}
	return p
}

func (p *printer) style(code, text string) string {
	if !p.colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p *printer) bold(text string) string { return p.style("1", text) }
func (p *printer) dim(text string) string  { return p.style("2", text) }
func (p *printer) mark(text string) string { return p.style("36", text) }

// reply prints a reply from its title to where it comes from.
func (p *printer) reply(r responses.Reply) error {
	var b strings.Builder
	p.block(&b, p.bold(r.Title))
	p.block(&b, r.Lead)
	for _, para := range r.Paragraphs {
		p.block(&b, p.paragraph(para))
	}
	p.list(&b, "", r.Choices, 1)
	if len(r.Helplines) > 0 {
		p.block(&b, p.bold(p.words.Label("helplines"))+"\n"+p.helplines(r.Helplines))
	}
	if len(r.Sources) > 0 {
		p.block(&b, p.bold(p.words.Label("sources"))+"\n"+p.sources(r.Sources))
	}
	p.list(&b, p.bold(p.words.Label("related")), r.Related, len(r.Choices)+1)
	p.block(&b, p.dim(r.Notice))
	p.block(&b, p.dim(r.Provenance.String()))
	b.WriteString(p.dim(p.explain(r)))
	_, err := io.WriteString(p.out, strings.TrimSuffix(b.String(), "\n"))
	return err
}

// block writes text, wrapped, and a blank line after it.
func (p *printer) block(b *strings.Builder, text string) {
	if text == "" {
		return
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		indent := hanging(ansi.Strip(line))
		b.WriteString(strings.ReplaceAll(wrap(line, p.width-len(indent)), "\n", "\n"+indent) + "\n")
	}
	b.WriteString("\n")
}

// wrap breaks a line at spaces only: an address with hyphens must stay whole, or
// nobody can follow it.
func wrap(line string, width int) string {
	text := strings.TrimLeft(line, " ")
	lead := line[:len(line)-len(text)]
	var b strings.Builder
	b.WriteString(lead)
	used := len(lead)
	for i, word := range strings.Fields(text) {
		n := ansi.StringWidth(word)
		switch {
		case i == 0:
		case used+1+n > width:
			b.WriteString("\n" + lead)
			used = len(lead)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// hanging is how far the further lines of a list item or source are indented.
func hanging(line string) string {
	switch {
	case strings.HasPrefix(line, "- "):
		return "  "
	case strings.HasPrefix(line, "["):
		return "    "
	}
	return ""
}

func (p *printer) paragraph(para responses.Paragraph) string {
	var b strings.Builder
	for _, s := range para.Sentences {
		b.WriteString(s.Gap + s.Text)
		for _, n := range s.Marks {
			b.WriteString(p.mark(fmt.Sprintf(" [%d]", n)))
		}
		if s.Evidence > knowledge.Established && len(s.Marks) > 0 {
			b.WriteString(p.mark(" (" + p.words.Label(s.Evidence.String()) + ")"))
		}
	}
	return b.String()
}

func (p *printer) sources(all []responses.Source) string {
	var b strings.Builder
	for _, s := range all {
		year := s.Year
		if year == "" {
			year = p.words.Label("no-date")
		}
		title := strings.TrimRight(s.Title, ".")
		if !strings.HasSuffix(title, "?") && !strings.HasSuffix(title, "!") {
			title += "."
		}
		fmt.Fprintf(&b, "%s %s %s, %s.\n    %s\n", p.mark(fmt.Sprintf("[%d]", s.Number)), title, s.Publisher, year, p.dim(s.URL))
	}
	return b.String()
}

func (p *printer) helplines(all []responses.Helpline) string {
	var b strings.Builder
	for _, h := range all {
		name, ways := h.Line(p.words.Label)
		b.WriteString("- " + p.bold(name) + ": " + ways + "\n")
	}
	return b.String()
}

func (p *printer) list(b *strings.Builder, heading string, links []responses.Link, from int) {
	if len(links) == 0 {
		return
	}
	var lines []string
	if heading != "" {
		lines = append(lines, heading)
	}
	for i, l := range links {
		lines = append(lines, fmt.Sprintf("%d. %s", from+i, l.Title))
	}
	p.block(b, strings.Join(lines, "\n"))
}

// explain says why a reply is what it is, if the question asked for that.
func (p *printer) explain(r responses.Reply) string {
	if r.Explanation == nil {
		return ""
	}
	var b strings.Builder
	for _, part := range r.Why().Parts(p.words) {
		indent := ""
		if part.Title != "" {
			b.WriteString(part.Title + "\n")
			indent = "  "
		}
		for _, line := range part.Lines {
			b.WriteString(indent + line + "\n")
		}
	}
	return b.String()
}
