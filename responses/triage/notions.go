package triage

import (
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// notionsFile is words that mean much the same, which people read and edit.
//
//go:embed notions.txt
var notionsFile string

// notions are classes of words. What a rare word tells the model can learn from its likes:
// "my roomie found my letter" from "my mum found my note". (Word classes as features go
// back to Brown et al. 1992 and Miller, Guinness and Zamanian 2004; those were found by
// counting, ours are written by hand, since a million words of messages are not to be had.)
type notions map[uint32]notion // by the hash of a word or phrase

// A notion is what a word or phrase is a member of, and how long the phrases are that
// begin with it.
type notion struct {
	name    uint32 // hashed; 0 if it is only the beginning of a phrase
	longest int    // in words, at least 1
}

// longestNotion is how many words a phrase may have.
const longestNotion = 4

// A member is a word or phrase of a notion, and where it stands.
type member struct {
	notion, text string
	line, column int
}

func (m member) errorf(format string, args ...any) error {
	return fmt.Errorf("notions.txt:%d:%d: %s", m.line, m.column, fmt.Sprintf(format, args...))
}

// members goes over a notions file: "name:" begins a notion, which comes once without
// text, and members stand under it with commas between them.
func members(file string) iter.Seq[member] {
	return func(yield func(member) bool) {
		var m member
		for line := range strings.Lines(file) {
			m.line, m.column = m.line+1, 1
			line, _, _ = strings.Cut(line, "#")
			if name, ok := strings.CutSuffix(strings.TrimSpace(line), ":"); ok {
				m.notion, m.text = name, ""
				if !yield(m) {
					return
				}
				continue
			}
			for part := range strings.SplitSeq(line, ",") {
				inner := strings.TrimLeft(part, " \t")
				at := m
				at.column += len(part) - len(inner)
				m.column += len(part) + 1
				if at.text = strings.TrimSpace(inner); at.text != "" && !yield(at) {
					return
				}
			}
		}
	}
}

// readNotions reads a notions file, and tells every mistake in it.
func readNotions(file string) (notions, error) {
	n := notions{}
	where := map[string]member{} // names, with a colon, and members
	var errs []error
	empty := member{}
	once := func(m member, key string) {
		if first, ok := where[key]; ok {
			errs = append(errs, m.errorf("%q stands in line %d already, in %q", key, first.line, first.notion))
			return
		}
		where[key] = m
	}
	for m := range members(file) {
		switch {
		case m.text == "":
			if empty.line > 0 {
				errs = append(errs, empty.errorf("notion %q has no words", empty.notion))
			}
			empty = m
			once(m, m.notion+":")
		case m.notion == "":
			errs = append(errs, m.errorf(`%q belongs to no notion: "name:" has to stand above it`, m.text))
		default:
			empty = member{}
			text := clean(m.text)
			once(m, string(text))
			if err := n.add(text, m.notion); err != nil {
				errs = append(errs, m.errorf("%q %v", m.text, err))
			}
		}
	}
	if empty.line > 0 {
		errs = append(errs, empty.errorf("notion %q has no words", empty.notion))
	}
	if len(n) == 0 {
		errs = append(errs, errors.New("notions.txt: no notions"))
	}
	return n, errors.Join(errs...)
}

// add notes that clean text is a member of a notion.
func (n notions) add(text []byte, name string) error {
	var words []seenWord
	for w := range wordsOf(text) {
		words = append(words, w)
	}
	switch {
	case len(words) == 0:
		return errors.New("holds no word")
	case len(words) > longestNotion:
		return fmt.Errorf("has %d words; the longest may have %d", len(words), longestNotion)
	}
	first := n[words[0].hash]
	first.longest = max(first.longest, len(words))
	n[words[0].hash] = first
	whole := words[0].hash
	for _, w := range words[1:] {
		whole = mix(whole, w.hash)
	}
	it := n[whole]
	it.name, it.longest = hash(4, []byte(name)), max(it.longest, 1)
	n[whole] = it
	return nil
}

// mark notes in each word the notion that it is a member of, or begins a phrase of that is.
// Words inside a phrase have none of their own.
func (n notions) mark(words []seenWord) {
	for i := 0; i < len(words); {
		long := 1
		if first, ok := n[words[i].hash]; ok {
			words[i].notion = first.name
			whole := words[i].hash
			for k := 1; k < first.longest && i+k < len(words); k++ {
				whole = mix(whole, words[i+k].hash)
				if it := n[whole]; it.name != 0 {
					words[i].notion, long = it.name, k+1
				}
			}
		}
		words[i].long = long
		i += long
	}
}
