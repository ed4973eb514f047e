package config

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// tokenLimit bounds what the YAML parser is given. It nests as deep as its input
// does, and a stack that overflows cannot be recovered from.
const tokenLimit = 10_000

// unreadable tells of a file that the parser broke down over.
const unreadable = "this is not YAML that Hebb can read"

// refused is the parts of YAML that settings have no use for, and what to write
// instead. They hide where a value comes from.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors (&) are not allowed: write the value alone",
	token.AliasType:      "aliases (*) are not allowed: write the value out",
	token.MergeKeyType:   "merge keys (<<) are not allowed: write the settings out",
	token.TagType:        "tags (!) are not allowed: write the value alone",
	token.DirectiveType:  "directives (%) are not allowed: leave it out",
	token.MappingKeyType: "complex keys (?) are not allowed: write the key, a colon and the value",
}

// file takes the settings in a file's bytes.
func (l *loader) file(path string, data []byte) {
	// The parser is another's and its input anybody's, so a panic in it is one
	// more mistake in the file.
	defer func() {
		if recover() != nil {
			l.malformed(Place{File: path}, unreadable)
		}
	}()
	l.source = newSource(path, data)
	if at, problem := l.source.check(); problem != "" {
		l.malformed(at, problem)
		return
	}
	tokens := lexer.Tokenize(l.source.text)
	if len(tokens) > tokenLimit {
		l.malformed(Place{File: path}, "the file has too many parts: want at most 10000 keys, values and signs")
		return
	}
	for _, t := range tokens {
		if message, bad := refused[t.Type]; bad {
			l.malformed(l.source.place(t), message)
		}
	}
	l.documents(tokens)
}

// documents parses the tokens and walks the document in them.
func (l *loader) documents(tokens token.Tokens) {
	// Duplicates are found by the walk, which sees them all, nested or dotted.
	f, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		l.syntax(err)
		return
	}
	first := true
	for _, d := range f.Docs {
		if d.Body == nil || d.Body.Type() == ast.DirectiveType {
			continue
		}
		if !first {
			l.malformed(l.source.place(start(bare(d.Body))), "a second document begins here: want one")
			return
		}
		first = false
		l.document(d.Body)
	}
}

// syntax tells an error of the parser.
func (l *loader) syntax(err error) {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		// Not err.Error(), which may show the source, secrets and all.
		l.malformed(Place{File: l.source.path}, "this is not valid YAML")
		return
	}
	message := strings.ReplaceAll(e.GetMessage(), "\t", `\t`) // it quotes a tab as it is
	l.malformed(l.source.place(e.GetToken()), "this is not valid YAML: "+message)
}

// malformed notes a mistake in the form of the file.
func (l *loader) malformed(at Place, message string) { l.fail(at, "yaml", message) }
