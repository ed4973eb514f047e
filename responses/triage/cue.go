package triage

import (
	"errors"
	"fmt"
	mathbits "math/bits"
	"slices"
	"strings"
)

// A set is a set of word ids.
type set []uint64

func (s *set) add(id int32) {
	if need := int(id)/64 + 1 - len(*s); need > 0 {
		*s = append(*s, make(set, need)...)
	}
	(*s)[id/64] |= 1 << (id % 64)
}

func (s set) has(id int32) bool { return int(id)/64 < len(s) && s[id/64]&(1<<(id%64)) != 0 }

// each calls f with every word of s.
func (s set) each(f func(int32)) {
	for i, bits := range s {
		for ; bits != 0; bits &= bits - 1 {
			f(int32(i*64 + mathbits.TrailingZeros64(bits)))
		}
	}
}

// A pattern is one part of a cue, compiled.
type pattern struct {
	root     node
	file     int   // whose exclusions cancel it: the rank of its category, None for signs
	excludes bool  // it is an exclusion itself
	sign     bool  // it is a list that judge relies on, part of no rule
	halves   uint8 // of what it needs, all set; see wake
}

// A parser compiles the text of one cue part.
type parser struct {
	lex   *lexicon
	lists map[string]node
	text  string // what is left

	nodes  []node // read, and part of nothing yet
	starts []start
	words  []int32
}

// taken is the nodes read since there were from of them, until the next is read.
func (p *parser) taken(from int) []node {
	nodes := p.nodes[from:]
	p.nodes = p.nodes[:from]
	return nodes
}

// parse compiles text, which has to be one whole pattern.
func (p *parser) parse(text string) (node, error) {
	p.text, p.nodes = text, p.nodes[:0]
	n, err := p.sequence()
	if err == nil && p.text != "" {
		err = fmt.Errorf("%q closes nothing", p.text[:1])
	}
	if err == nil {
		err = checkShape(n)
	}
	return n, err
}

// sequence reads items up to a closing sign or a bar.
func (p *parser) sequence() (node, error) {
	from := len(p.nodes)
	for {
		p.text = strings.TrimLeft(p.text, " \t")
		if p.text == "" || strings.ContainsRune("|)]", rune(p.text[0])) {
			break
		}
		item, err := p.item()
		if err != nil {
			return nil, err
		}
		p.nodes = append(p.nodes, item)
	}
	items := p.taken(from)
	switch len(items) {
	case 0:
		return nil, errors.New("words are missing")
	case 1:
		return items[0], nil
	}
	return seq(slices.Clone(items)), nil
}

// item reads a word, a gap, a list or something in brackets.
func (p *parser) item() (node, error) {
	switch rest := p.text; {
	case strings.HasPrefix(rest, ".."):
		p.text = strings.TrimLeft(rest, ".")
		return gap{}, nil
	case rest[0] == '(':
		return p.choice(")")
	case rest[0] == '[':
		n, err := p.choice("]")
		return maybe{n}, err
	case rest[0] == '{':
		return p.list()
	}
	return p.literal()
}

// choice reads "(a|b)" or "[a|b]" up to its closing sign.
func (p *parser) choice(closing string) (node, error) {
	opening, from := p.text[:1], len(p.nodes)
	for p.text = "|" + p.text[1:]; strings.HasPrefix(p.text, "|"); {
		p.text = p.text[1:]
		option, err := p.sequence()
		if err != nil {
			return nil, err
		}
		if option.shape().min == 0 {
			return nil, errors.New("an option has no word that must be there")
		}
		p.nodes = append(p.nodes, option)
	}
	if !strings.HasPrefix(p.text, closing) {
		return nil, fmt.Errorf("%q is not closed by %q", opening, closing)
	}
	p.text = p.text[1:]
	return p.either(p.taken(from)), nil
}

// list reads "{name}".
func (p *parser) list() (node, error) {
	name, rest, closed := strings.Cut(p.text[1:], "}")
	n, known := p.lists[name]
	if !closed || !known {
		return nil, fmt.Errorf("there is no list {%s} above this line or in _lists.txt", name)
	}
	p.text = rest
	return n, nil
}

// literal reads words up to the next sign of the cue language.
func (p *parser) literal() (node, error) {
	end := strings.IndexAny(p.text, "()[]{}|")
	if end < 0 {
		end = len(p.text)
	}
	if dots := strings.Index(p.text[:end], ".."); dots >= 0 {
		end = dots
	}
	text := p.text[:end]
	p.text = p.text[end:]
	if text == "" {
		return nil, fmt.Errorf("%q stands in the wrong place", p.text[:1])
	}
	ids := p.lex.literal(strings.TrimSpace(text))
	switch {
	case len(ids) == 0:
		return nil, fmt.Errorf("%q holds no word", strings.TrimSpace(text))
	case slices.Contains(ids, 0): // no word has that id, and every unknown one
		return nil, fmt.Errorf("%q holds a word of more than %d bytes", strings.TrimSpace(text), longest)
	case len(ids) == 1:
		return one(ids[0]), nil
	}
	return phrase(ids), nil
}

// checkShape refuses patterns that would match nothing in particular.
func checkShape(n node) error {
	shape := n.shape()
	switch {
	case shape.min == 0:
		return errors.New("at least one word has to be there")
	case shape.openStart:
		return errors.New("a cue cannot begin with a gap")
	case shape.max > maxSpan:
		return fmt.Errorf("this can span %d words; the longest is %d", shape.max, maxSpan)
	}
	return nil
}
