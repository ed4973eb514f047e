package knowledge

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Dates in content files are written as in 2026-11-22.
const dateLayout = "2006-01-02"

// The YAML library nests as deep as its input does, and its lexer needs time that
// grows with the square of some inputs: these bounds keep both harmless. A
// bibliography of a thousand sources has about 25,000 tokens.
const (
	maxYAMLLines  = 10_000
	maxYAMLTokens = 100_000
)

// A yamlReader reads one YAML document strictly and reports what is wrong with it.
type yamlReader struct {
	file   *file
	line0  int // lines of the file before the document
	report func(pos Position, check, message string)
}

// read parses the document; nil (after a report) if it is not a mapping.
func (r *yamlReader) read(text string) (m *yamlMap) {
	defer func() { // the YAML library panics on some hostile input
		if p := recover(); p != nil {
			r.report(r.file.at(0, 0), "bad-yaml", "this YAML cannot be read")
			m = nil
		}
	}()
	if strings.Count(text, "\n") > maxYAMLLines {
		r.report(r.file.at(0, 0), "bad-yaml", fmt.Sprintf("more than %d lines", maxYAMLLines))
		return nil
	}
	tokens := lexer.Tokenize(text)
	if len(tokens) > maxYAMLTokens {
		r.report(r.file.at(0, 0), "bad-yaml", fmt.Sprintf("more than %d keys, values and signs", maxYAMLTokens))
		return nil
	}
	if deep := tooDeep(tokens); deep != nil {
		r.report(r.tokenPos(deep), "bad-yaml", fmt.Sprintf("more than %d lists one in another", maxDepth))
		return nil
	}
	doc, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil
	}
	if len(doc.Docs) > 1 {
		r.report(r.pos(doc.Docs[1].Body), "bad-yaml", "one document was expected, found a second after \"---\"")
	}
	if len(doc.Docs) == 0 || doc.Docs[0].Body == nil {
		return r.mapping(nil, "the file")
	}
	return r.mapping(doc.Docs[0].Body, "the file")
}

var colonInText = regexp.MustCompile(`^\s*(?:- )?[\w-]+:\s+[^"'\[{&*#|>].*:(?:\s|$)`)

func (r *yamlReader) syntax(err error) {
	var se *yaml.SyntaxError
	if !errors.As(err, &se) || se.Token == nil {
		r.report(r.file.at(0, 0), "bad-yaml", err.Error())
		return
	}
	pos := r.tokenPos(se.Token)
	message := se.Message
	if colonInText.MatchString(r.file.line(pos.Line)) {
		message = "a colon in the middle of a value: put the value in quotes"
	}
	r.report(pos, "bad-yaml", message)
}

func (r *yamlReader) tokenPos(t *token.Token) Position {
	width := utf8.RuneCountInString(strings.TrimSpace(t.Origin))
	return Position{File: r.file.name, Line: t.Position.Line + r.line0, Col: max(1, t.Position.Column), Width: max(1, width)}
}

// pos is where a node begins. A mapping's own token is its first colon.
func (r *yamlReader) pos(n ast.Node) Position {
	switch x := n.(type) {
	case nil:
		return r.file.at(0, 0)
	case *ast.MappingNode:
		if len(x.Values) > 0 && !x.IsFlowStyle {
			return r.pos(x.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return r.pos(x.Key)
	}
	return r.tokenPos(n.GetToken())
}

// A yamlMap is a mapping whose values are asked for one by one; done reports
// the keys that nobody asked for.
type yamlMap struct {
	*yamlReader
	at     Position
	keys   []string
	values map[string]*ast.MappingValueNode
	taken  map[string]bool
}

func (r *yamlReader) mapping(n ast.Node, what string) *yamlMap {
	m := &yamlMap{yamlReader: r, at: r.pos(n), values: map[string]*ast.MappingValueNode{}, taken: map[string]bool{}}
	var pairs []*ast.MappingValueNode
	switch x := n.(type) {
	case nil:
	case *ast.MappingNode:
		pairs = x.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{x}
	default:
		r.report(r.pos(n), "wrong-type", fmt.Sprintf("%s must be lines of \"key: value\", found %s", what, kind(n)))
		return nil
	}
	for _, pair := range pairs {
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			r.report(r.pos(pair), "bad-yaml", "a key must be a plain word")
			continue
		}
		if _, twice := m.values[key.Value]; twice {
			r.report(r.pos(key), "duplicate-key", fmt.Sprintf("key %q stands twice", key.Value))
			continue
		}
		m.values[key.Value] = pair
		m.keys = append(m.keys, key.Value)
	}
	return m
}

// get takes a key's value; nil if it is missing or empty.
func (m *yamlMap) get(key string) ast.Node {
	m.taken[key] = true
	pair, ok := m.values[key]
	if !ok || pair.Value == nil || pair.Value.Type() == ast.NullType {
		return nil
	}
	return pair.Value
}

// keyPos is where a key stands, or the mapping's start where it is missing.
func (m *yamlMap) keyPos(key string) Position {
	if pair, ok := m.values[key]; ok {
		return m.pos(pair.Key)
	}
	return m.at
}

// skip takes keys whose values are of no use here.
func (m *yamlMap) skip(keys ...string) {
	for _, k := range keys {
		m.taken[k] = true
	}
}

// text is a key's value as text; empty if missing.
func (m *yamlMap) text(key string) Phrase { return m.scalar(m.get(key), key) }

func (r *yamlReader) scalar(n ast.Node, key string) Phrase {
	switch x := n.(type) {
	case nil:
	case *ast.StringNode:
		return Phrase{strings.TrimSpace(x.Value), r.pos(n)}
	case *ast.LiteralNode:
		return Phrase{strings.TrimSpace(x.Value.Value), r.pos(n)}
	case *ast.IntegerNode, *ast.FloatNode:
		return Phrase{n.GetToken().Value, r.pos(n)}
	default:
		r.wrong(n, key, "text")
	}
	return Phrase{}
}

// list is a key's value as a list of text; empty if missing.
func (m *yamlMap) list(key string) []Phrase { return m.phrases(m.get(key), key) }

func (r *yamlReader) phrases(n ast.Node, key string) []Phrase {
	if n == nil {
		return nil
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(n, key, "a list such as [one, two]")
		return nil
	}
	var out []Phrase
	for _, v := range seq.Values {
		if p := r.scalar(v, key); p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// maps is a key's value as a list of mappings.
func (m *yamlMap) maps(key string) []*yamlMap {
	n := m.get(key)
	if n == nil {
		return nil
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		m.wrong(n, key, "a list")
		return nil
	}
	var out []*yamlMap
	for _, v := range seq.Values {
		if item := m.mapping(v, "an item of "+key); item != nil {
			out = append(out, item)
		}
	}
	return out
}

// child is a key's value as a mapping; nil if missing.
func (m *yamlMap) child(key string) *yamlMap {
	n := m.get(key)
	if n == nil {
		return nil
	}
	return m.mapping(n, key)
}

// date is a key's value as a day; zero if missing.
func (m *yamlMap) date(key string) time.Time {
	p := m.text(key)
	if p.Text == "" {
		return time.Time{}
	}
	day, err := time.Parse(dateLayout, p.Text)
	if err != nil {
		m.report(p.Pos, "bad-date", fmt.Sprintf("%s is %q: want a day such as 2026-11-22", key, p.Text))
	}
	return day
}

// truth is a key's value as true or false.
func (m *yamlMap) truth(key string) (value, found bool) {
	n := m.get(key)
	if n == nil {
		return false, false
	}
	b, ok := n.(*ast.BoolNode)
	if !ok {
		m.wrong(n, key, "true or false")
		return false, true
	}
	return b.Value, true
}

// choice is a key's value as one of a few words; the first if missing.
func (m *yamlMap) choice(key string, words ...string) string {
	p := m.text(key)
	if p.Text == "" {
		return words[0]
	}
	for _, w := range words {
		if p.Text == w {
			return w
		}
	}
	m.report(p.Pos, "bad-value", fmt.Sprintf("%s is %q: want %s", key, p.Text, strings.Join(words, ", ")))
	return words[0]
}

// done reports the keys nobody took.
func (m *yamlMap) done() {
	var known []string
	for k := range m.taken {
		known = append(known, k)
	}
	for _, k := range m.keys {
		if !m.taken[k] {
			m.report(m.keyPos(k), "unknown-key", fmt.Sprintf("unknown key %q%s", k, didYouMean(k, known)))
		}
	}
}

func (r *yamlReader) wrong(n ast.Node, key, want string) {
	r.report(r.pos(n), "wrong-type", fmt.Sprintf("%s is %s: want %s", key, kind(n), want))
}

// kind names a node for a person.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a group of keys"
	case *ast.BoolNode:
		return "true or false (put it in quotes if it is text)"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		return "a YAML anchor, alias or tag, which is not used here"
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	case *ast.IntegerNode, *ast.FloatNode:
		return "a number"
	}
	return "something else"
}

// didYouMean names the known word nearest to one that is not known, or is "".
func didYouMean(word string, known []string) string {
	best, near := "", len(word)/3+1
	for _, k := range known {
		if d := levenshtein.ComputeDistance(word, k); d < near || (d == near && best != "" && k < best) {
			best, near = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// sequence is the items of a list, or nil if the node is not one.
func sequence(n ast.Node) []ast.Node {
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	return nil
}
