package config

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// document takes the settings in a document.
func (l *loader) document(body ast.Node) {
	switch n := bare(body).(type) {
	case *ast.MappingNode:
		l.mapping("", n)
	case *ast.NullNode, *ast.AliasNode: // no settings; told already
	default:
		// The text is not quoted: a token alone in a file is likely enough.
		l.malformed(l.source.place(n.GetToken()), `the file is `+kind(n)+`: want settings, such as "country: GB"`)
	}
}

// mapping takes the settings of a section; "" is the whole file.
func (l *loader) mapping(section string, m *ast.MappingNode) {
	for _, v := range m.Values {
		switch v.Key.(type) {
		case *ast.MappingKeyNode, *ast.MergeKeyNode, *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
			continue // told already
		}
		t := v.Key.GetToken()
		l.entry(section, value{join(section, t.Value), l.source.place(t)}, bare(v.Value))
	}
}

// entry takes one key of a section and what stands under it.
func (l *loader) entry(section string, key value, n ast.Node) {
	in, known := inputFor(key.text)
	switch {
	case isSection(key.text):
		l.twice(key)
		l.section(key, n)
	case !known:
		l.unknown(section, key)
	case l.twice(key):
	case in.secret && !in.namesFile():
		l.fail(key.at, in.key, in.key+" is a secret, and not to be written in this file: use "+in.homes())
	default:
		l.setting(in, key, n)
	}
}

// twice tells of a key that was given before.
func (l *loader) twice(key value) bool {
	first, twice := l.source.seen[key.text]
	if twice {
		l.fail(key.at, key.text, key.text+" is given twice, first at "+first.String())
	} else {
		l.source.seen[key.text] = key.at
	}
	return twice
}

// section takes what stands under a section's key; nothing is fine there, as
// when all its settings are comments.
func (l *loader) section(key value, n ast.Node) {
	switch n := n.(type) {
	case *ast.MappingNode:
		l.mapping(key.text, n)
	case nil, *ast.NullNode, *ast.AliasNode:
	default:
		l.fail(l.source.place(start(n)), key.text, key.text+" is "+kind(n)+": want a section with "+list(children(key.text)))
	}
}

// unknown tells of a key that no setting has.
func (l *loader) unknown(section string, key value) {
	candidates := children("")
	for _, in := range inputs() {
		candidates = append(candidates, in.name)
	}
	guess := closest(key.text, candidates, "", ".")
	in, known := inputFor(guess)
	switch {
	case guess == "":
		guess = "want " + list(children(section))
	case known && in.secret:
		guess = "did you mean " + in.homes() + "?"
	default:
		guess = "did you mean " + guess + "?"
	}
	l.fail(key.at, "unknown-key", "no setting is called "+quote(key.text)+": "+guess)
}

// list puts names in a sentence.
func list(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
