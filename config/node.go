package config

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// setting takes the value of a setting from its node.
func (l *loader) setting(in input, key value, n ast.Node) {
	want := in.want
	if in.namesFile() {
		want = "the path of a file"
	}
	switch n.(type) {
	case *ast.AliasNode: // told already
	case nil, *ast.NullNode:
		l.fail(key.at, in.name, in.name+" has no value: want "+want)
	case ast.ScalarNode:
		l.take(in, value{text(n), l.source.place(start(n))})
	default:
		l.fail(l.source.place(start(n)), in.name, in.name+" is "+kind(n)+": want "+want)
	}
}

// bare is a value without its anchors and tags, which are told already.
func bare(n ast.Node) ast.Node {
	for {
		switch outer := n.(type) {
		case *ast.AnchorNode:
			n = outer.Value
		case *ast.TagNode:
			n = outer.Value
		default:
			return n
		}
	}
}

// kind names what a node is, to follow "is".
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode:
		return "a section"
	default:
		return "a single value"
	}
}

// text is what a scalar says, as written: 007 and yes are not touched.
func text(n ast.Node) string {
	if block, ok := n.(*ast.LiteralNode); ok {
		return block.Value.Value
	}
	return n.GetToken().Value
}

// start is the first token of a node. The nodes' own idea of that is a colon for
// a section and the last line for a block of text.
func start(n ast.Node) *token.Token {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return n.Start
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	}
	return n.GetToken()
}
