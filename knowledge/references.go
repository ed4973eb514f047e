package knowledge

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// parseReferences reads the bibliography: CSL-YAML, as Zotero exports it. Keys
// of CSL that Hebb has no use for are left alone.
func parseReferences(f *file, report func(Position, string, string)) []*Source {
	m := (&yamlReader{file: f, report: report}).read(f.text)
	if m == nil {
		return nil
	}
	var out []*Source
	for _, item := range m.maps("references") {
		out = append(out, parseSource(item))
	}
	m.done()
	return out
}

func parseSource(m *yamlMap) *Source {
	s := &Source{Pos: m.at, ID: m.text("id").Text, Title: m.text("title").Text, Publisher: m.text("container-title").Text, Genre: m.text("genre").Text}
	if s.Publisher == "" {
		s.Publisher = m.text("publisher").Text
	}
	s.Authors = m.authors()
	s.Year = m.year()
	link := m.text("URL")
	s.URL = link.Text
	for _, need := range []struct{ key, value string }{{"id", s.ID}, {"title", s.Title}, {"publisher or container-title", s.Publisher}, {"URL", s.URL}} {
		if need.value == "" {
			m.report(m.at, "bad-reference", fmt.Sprintf("source %q has no %s", s.ID, need.key))
		}
	}
	if s.ID != "" && !sourceID.MatchString(s.ID) {
		m.report(m.text("id").Pos, "bad-id", fmt.Sprintf("source id %q: want a–z, 0–9 and hyphens", s.ID))
	}
	if u, err := url.Parse(s.URL); s.URL != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(s.URL, " \t\n<>\"")) {
		m.report(link.Pos, "bad-reference", fmt.Sprintf("%q is not a web address", s.URL))
	}
	return s
}

// authors joins "literal" names, or family names and initials.
func (m *yamlMap) authors() string {
	var out string
	for _, a := range m.maps("author") {
		name := a.text("literal").Text
		if name == "" {
			name = a.text("family").Text + " " + a.text("given").Text
		}
		if out != "" {
			out += ", "
		}
		out += name
	}
	return out
}

// issuedDate is a year, or a day of it: 2018, 2018-03-01.
var issuedDate = regexp.MustCompile(`^(\d{4})(?:-\d{2}){0,2}$`)

// year reads "issued": a plain year, or CSL's [{year: 2018}] and date-parts.
func (m *yamlMap) year() string {
	n := m.get("issued")
	for {
		switch x := n.(type) {
		case nil:
			return ""
		case *ast.SequenceNode:
			if len(x.Values) == 0 {
				return ""
			}
			n = x.Values[0]
		case *ast.MappingNode, *ast.MappingValueNode:
			issued := m.mapping(x, "issued")
			if n = issued.get("year"); n == nil {
				n = issued.get("date-parts")
			}
		default:
			issued := m.scalar(n, "issued")
			year := issuedDate.FindStringSubmatch(issued.Text)
			if issued.Text != "" && year == nil {
				m.report(issued.Pos, "bad-reference", fmt.Sprintf("issued is %q: want a year such as 2018, or leave it out", issued.Text))
				return ""
			} else if year == nil {
				return ""
			}
			return year[1]
		}
	}
}
