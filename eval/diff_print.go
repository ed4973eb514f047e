package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A diff in words. The words are labels "library-diff-…" of the wording: moderators read
// the same ones in Discord, in a terminal and below a pull request.

// A labels gives short texts by key, as wording.Label does.
type labels func(key string) string

func (l labels) of(name string) string { return l("library-diff-" + name) }

// counts is how many questions were asked and what became of how many.
func (l labels) counts(d Diff) string {
	parts := []string{fmt.Sprintf("%s: %d", l.of("asked"), d.Asked)}
	if len(d.Changes) == 0 {
		return parts[0] + ". " + l.of("same")
	}
	for _, e := range Effects {
		if n := d.Count(e); n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", l.of(string(e)), n))
		}
	}
	return strings.Join(parts, " · ")
}

// said is what was said to a question, in a few words.
func (l labels) said(s Said) string {
	switch {
	case s.Entry != "":
		return s.Entry
	case len(s.Offered) > 0:
		return l.of("choices") + " " + strings.Join(s.Offered, ", ")
	}
	return l.of("none")
}

// change is a change without its question.
func (l labels) change(c Change) string {
	text := l.said(c.Old)
	if c.Effect != Reworded {
		text += " → " + l.said(c.New)
	}
	if c.Note != NoNote {
		text += " (" + l.of(string(c.Note)) + ")"
	}
	return text
}

// A told is one line of an effect: a question and what became of its answer. Of an entry
// that reads differently one line stands for all its questions.
type told struct{ what, change string }

func (l labels) told(d Diff, e Effect) (out []told) {
	questions := map[string]int{}
	for _, c := range d.Changes {
		switch {
		case c.Effect != e:
		case e != Reworded:
			out = append(out, told{strings.TrimSpace(c.ID + " " + quote(c.Question)), l.change(c)})
		case questions[c.Old.Entry] == 0:
			out = append(out, told{what: c.Old.Entry})
			fallthrough
		default:
			questions[c.Old.Entry]++
		}
	}
	for i, t := range out {
		if n := questions[t.what]; n > 0 {
			out[i].change = fmt.Sprintf("%s: %d", l.of("questions"), n)
		}
	}
	return out
}

// JSON writes the diff as JSON.
func (d Diff) JSON(out io.Writer) error {
	counts := map[Effect]int{}
	for _, e := range Effects {
		counts[e] = d.Count(e)
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Diff
		Counts map[Effect]int `json:"counts"`
	}{d, counts})
}

// Text writes all of the diff for a terminal. label gives short texts by key.
func (d Diff) Text(out io.Writer, label func(string) string) error {
	l := labels(label)
	lines := []string{fmt.Sprintf("library %s → %s", d.Old, d.New), l.counts(d)}
	for _, e := range Effects {
		if n := d.Count(e); n > 0 {
			lines = append(lines, "", fmt.Sprintf("%s: %d", l.of(string(e)), n))
		}
		for _, t := range l.told(d, e) {
			lines = append(lines, "  "+t.what, "    "+t.change)
		}
	}
	_, err := io.WriteString(out, strings.Join(lines, "\n")+"\n")
	return err
}

// quote shows a question on one line.
func quote(question string) string { return `"` + strings.Join(strings.Fields(question), " ") + `"` }

// maxComment keeps a diff below GitHub's limit of a comment, which is 65,536 characters.
const maxComment = 60_000

// Markdown writes the diff for a pull request: the counts, and tables to be folded out, of
// at most rows rows altogether. What it quotes is code, so that it names and pings nobody.
func (d Diff) Markdown(out io.Writer, label func(string) string, rows int) error {
	l := labels(label)
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** `%s` → `%s`\n\n%s\n", l.of("title"), d.Old, d.New, l.counts(d))
	for _, e := range Effects {
		all := l.told(d, e)
		if len(all) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n<details><summary>%s: %d</summary>\n", l.of(string(e)), d.Count(e))
		shown := 0
		for _, t := range all {
			row := fmt.Sprintf("| %s | %s |\n", code(t.what), code(t.change))
			if rows == 0 || utf8.RuneCountInString(b.String())+utf8.RuneCountInString(row) > maxComment {
				break
			}
			if shown == 0 {
				fmt.Fprintf(&b, "\n| %s | %s |\n|---|---|\n", l.of("question"), l.of("change"))
			}
			b.WriteString(row)
			shown, rows = shown+1, rows-1
		}
		if left := len(all) - shown; left > 0 {
			fmt.Fprintf(&b, "\n%s\n", l.more(left))
		}
		b.WriteString("\n</details>\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (l labels) more(n int) string { return fmt.Sprintf("… %d %s", n, l.of("more")) }

// code is a text as code in a table's cell.
func code(text string) string {
	text = strings.NewReplacer("`", "'", "|", `\|`).Replace(strings.Join(strings.Fields(text), " "))
	return "`" + text + "`"
}

// Summary is the counts and the worst few changes, whole lines of at most n characters
// together: for a preview. It is plain text of the library.
func (d Diff) Summary(label func(string) string, n int) string {
	l := labels(label)
	text := l.counts(d)
	var lines []string
	for _, e := range Effects {
		for _, t := range l.told(d, e) {
			lines = append(lines, fmt.Sprintf("\n- %s: %s: %s", l.of(string(e)), t.what, t.change))
		}
	}
	for i, line := range lines {
		more := "\n" + l.more(len(lines)-i)
		if utf8.RuneCountInString(text+line+more) > n {
			return text + more
		}
		text += line
	}
	return text
}
