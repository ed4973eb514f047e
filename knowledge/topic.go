package knowledge

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

var topicID = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// statusLine finds the status in front matter that cannot be read as a whole.
var statusLine = regexp.MustCompile(`(?m)^status:[ \t]*(draft|withdrawn)[ \t]*(?:#.*)?$`)

// parseTopic reads one topic file. It always returns a topic, as far as it
// could be read, so that the checks can speak of the rest of it.
func parseTopic(f *file, report func(Position, string, string)) *Topic {
	id := strings.TrimSuffix(path.Base(f.name), ".md")
	t := &Topic{ID: id, Status: Published, Risk: Standard, Pos: f.at(0, 0)}
	t.checkedAt, t.reviewByAt, t.reviewedByAt = t.Pos, t.Pos, t.Pos
	if !topicID.MatchString(id) {
		report(t.Pos, "bad-id", fmt.Sprintf("file name %q: want lower-case letters, digits and hyphens, as in panic-attacks.md", path.Base(f.name)))
	}
	front, body, ok := splitFrontMatter(f)
	if !ok {
		report(f.at(0, 0), "front-matter", `the file must begin with its front matter between two lines "---"`)
		return t
	}
	r := &yamlReader{file: f, line0: 1, report: report}
	if m := r.read(front); m != nil {
		t.readFrontMatter(m)
	} else if found := statusLine.FindStringSubmatch(front); found != nil {
		t.Status = Status(found[1]) // so that a broken draft holds up nothing
	}
	t.Entries = parseEntries(f, body, t, report)
	return t
}

// splitFrontMatter returns the YAML text and the offset of the Markdown.
func splitFrontMatter(f *file) (front string, body int, ok bool) {
	if f.line(1) != "---" {
		return "", 0, false
	}
	for n := 2; n <= len(f.start); n++ {
		if strings.TrimRight(f.line(n), " ") == "---" {
			end := len(f.text)
			if n < len(f.start) {
				end = f.start[n]
			}
			return f.text[f.start[1]:f.start[n-1]], end, true
		}
	}
	return "", 0, false
}

func (t *Topic) readFrontMatter(m *yamlMap) {
	t.Title = m.text("title")
	t.Summary = m.text("summary")
	t.Aliases = m.list("aliases")
	t.Command = m.text("command")
	t.Related = m.list("related")
	t.Status = Status(m.choice("status", string(Published), string(Draft), string(Withdrawn)))
	t.Risk = Risk(m.choice("risk", string(Standard), string(High)))
	t.Checked = m.date("checked")
	t.ReviewBy = m.date("review_by")
	t.ReviewedBy = m.list("reviewed_by")
	t.checkedAt, t.reviewByAt, t.reviewedByAt = m.keyPos("checked"), m.keyPos("review_by"), m.keyPos("reviewed_by")
	m.done()
	for _, required := range []struct{ key, value string }{{"title", t.Title.Text}, {"summary", t.Summary.Text}} {
		if required.value == "" {
			m.report(m.keyPos(required.key), "missing-"+required.key, fmt.Sprintf("the topic has no %s", required.key))
		}
	}
	for _, p := range append([]Phrase{t.Title, t.Summary}, t.Aliases...) {
		if strings.ContainsAny(p.Text, nameMarkup) {
			m.report(p.Pos, "markup", "titles, summaries and names hold plain words only")
		}
	}
	if t.Checked.After(t.ReviewBy) && !t.ReviewBy.IsZero() {
		m.report(m.keyPos("review_by"), "bad-date", "review_by is before checked")
	}
}

// ParseTopic reads one topic file by itself, whatever its status, as far as it can be
// read: what it says of itself, and where its entries stand. Whether it is good content
// only Load can say; the problems are those of its form.
func ParseTopic(name string, data []byte) (t *Topic, problems Diagnostics) {
	report := func(pos Position, check, message string) {
		problems = append(problems, Diagnostic{Position: pos, Severity: Error, Check: check, Message: message})
	}
	f := newFile(name, data)
	switch {
	case len(data) > MaxFile:
		f = newFile(name, nil)
		report(f.at(0, 0), "file-too-large", fmt.Sprintf("a content file has at most %d kB", MaxFile>>10))
	case f.invalid() >= 0:
		report(f.at(f.invalid(), 1), "bad-utf8", "this is not UTF-8 text")
		f = newFile(name, nil)
	case !f.bounded(report):
		f = newFile(name, nil)
	}
	return parseTopic(f, report), problems
}
