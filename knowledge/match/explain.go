package match

import (
	"slices"
	"strings"
)

// An Explanation says why an entry was found: what moderators ask most.
type Explanation struct {
	Score     float64 // the features weighed, in log-odds
	Features  []FeatureValue
	Matched   []string     // words of the question that the entry holds
	Missed    []string     // words that it does not
	Corrected []Correction // what the speller changed
	Added     []string     // what the lexicon added
	Topics    []string     // topics that the question names
}

// A FeatureValue is a feature with its share in the score.
type FeatureValue struct {
	Name   string
	Value  float64 // 0..1 for most
	Weight float64
}

func (ed *edition) explain(q *question, s scored) *Explanation {
	x := &Explanation{Score: s.score, Corrected: slices.Clone(q.corrected), Added: slices.Clone(q.added)}
	for f, value := range s.features {
		x.Features = append(x.Features, FeatureValue{features[f].name, float64(value), ed.weights[f]})
	}
	for _, t := range q.topics {
		x.Topics = append(x.Topics, t.ID)
	}
	for _, w := range q.words {
		if w.stop {
			continue
		}
		if s.terms.all.has(w.term) {
			x.Matched = append(x.Matched, w.surface)
		} else {
			x.Missed = append(x.Missed, w.surface)
		}
	}
	return x
}

// String is the explanation in a few lines for a terminal.
func (x *Explanation) String() string {
	var b strings.Builder
	line := func(label string, words []string) {
		if len(words) > 0 {
			b.WriteString("  " + label + ": " + strings.Join(words, ", ") + "\n")
		}
	}
	line("words found", x.Matched)
	line("words missing", x.Missed)
	var fixed []string
	for _, c := range x.Corrected {
		fixed = append(fixed, c.From+" → "+c.To)
	}
	line("spelling", fixed)
	line("lexicon added", x.Added)
	line("topics named", x.Topics)
	return b.String()
}
