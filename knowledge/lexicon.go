package knowledge

import "fmt"

// A Lexicon says which words mean the same. It is matched, never shown.
type Lexicon struct {
	Same  [][]Phrase // each group either way
	Means []Meaning  // left to right only
}

// Groups is how many groups and meanings there are.
func (l *Lexicon) Groups() int { return len(l.Same) + len(l.Means) }

// A Meaning is what a word stands for: "zoloft" → sertraline, antidepressants.
type Meaning struct {
	Word  Phrase
	Means []Phrase
}

func parseLexicon(f *file, report func(Position, string, string)) *Lexicon {
	l := &Lexicon{}
	m := (&yamlReader{file: f, report: report}).read(f.text)
	if m == nil {
		return l
	}
	l.Same = m.groups("same")
	if means := m.child("means"); means != nil {
		for _, word := range means.keys {
			l.Means = append(l.Means, Meaning{Phrase{word, means.keyPos(word)}, means.list(word)})
		}
	}
	m.done()
	return l
}

// groups is a key's value as a list of lists of two or more phrases.
func (m *yamlMap) groups(key string) [][]Phrase {
	n := m.get(key)
	if n == nil {
		return nil
	}
	seq := sequence(n)
	if seq == nil {
		m.wrong(n, key, "a list of groups such as [ECT, electroconvulsive therapy]")
		return nil
	}
	var out [][]Phrase
	for _, v := range seq {
		group := m.phrases(v, key)
		if len(group) == 1 {
			m.report(group[0].Pos, "bad-value", fmt.Sprintf("a group of one word: %q has no synonym", group[0].Text))
			continue
		}
		if len(group) > 0 {
			out = append(out, group)
		}
	}
	return out
}
