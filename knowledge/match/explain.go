package match

import (
	"cmp"
	"slices"
	"strings"
)

// An Explanation says why an entry was found: what moderators ask most.
type Explanation struct {
	Score     float64 // the features weighed, in log-odds
	Features  []FeatureValue
	Matched   []Found      // words of the question that the entry holds
	Missed    []string     // words that it does not
	Hints     []string     // expressions of the question that point to the entry or its topic
	Corrected []Correction // what the speller changed
	Added     []string     // what the lexicon added
	Topics    []string     // topics that the question names
	Facet     string       // the side of a topic that it is put like, such as "causes"; "" for none
}

// A Found is a word of a question and where an entry holds it.
type Found struct {
	Word string
	In   []Field
}

// A Field is a part of an entry.
type Field string

// The fields, in the order they are told.
const (
	InQuestion  Field = "question"
	InAlsoAsked Field = "also asked"
	InTopicName Field = "topic name"
	InAnswer    Field = "answer"
)

// A FeatureValue is a feature with its share in the score.
type FeatureValue struct {
	Name   string
	Value  float64 // 0..1 for most
	Weight float64
}

// explain says why an entry was found. It parts the entry's texts anew: what a search
// keeps of them does not tell where a word stands.
func (ed *edition) explain(q *question, s scored) *Explanation {
	x := &Explanation{Score: s.score, Corrected: slices.Clone(q.corrected), Added: slices.Clone(q.added), Facet: ed.facetAsked(q)}
	for f, value := range s.features {
		x.Features = append(x.Features, FeatureValue{features[f].name, float64(value), ed.weights[f]})
	}
	for _, t := range q.topics {
		if !slices.Contains(x.Topics, t.ID) {
			x.Topics = append(x.Topics, t.ID)
		}
	}
	texts := ed.split(s.terms.entry)
	for _, words := range texts.asked {
		ed.mend(words)
	}
	for _, w := range q.words {
		switch {
		case w.stop:
		case s.terms.all.has(w.term):
			x.Matched = append(x.Matched, Found{w.surface, texts.fields(w.term)})
		default:
			x.Missed = append(x.Missed, w.surface)
		}
	}
	ed.hintsIn(q, func(h *hint) {
		if slices.Contains(h.topics, s.terms.topicClass) || slices.Contains(h.entries, s.terms.number) {
			x.Hints = append(x.Hints, surface(h.words))
		}
	})
	return x
}

// fields is where a word stands.
func (t texts) fields(term int32) (in []Field) {
	for _, part := range []struct {
		field Field
		words [][]word
	}{{InQuestion, t.asked[:1]}, {InAlsoAsked, t.asked[1:]}, {InTopicName, t.names}, {InAnswer, t.paragraphs}} {
		if slices.ContainsFunc(part.words, func(words []word) bool {
			return slices.ContainsFunc(words, func(w word) bool { return w.term == term })
		}) {
			in = append(in, part.field)
		}
	}
	return in
}

// facetAsked is the facet that a question is likeliest put like, "" if none stands out.
func (ed *edition) facetAsked(q *question) string {
	for name, class := range ed.facets.classes {
		if name != noClass && class < len(q.facet) && q.facet[class] > ln(facetStandsOut) && q.facet[class] == slices.Max(q.facet) {
			return name
		}
	}
	return ""
}

// facetStandsOut is the probability from which on a facet is told to moderators.
const facetStandsOut = .3

// Telling is the features that say most for or against the entry, the greatest share
// first, at most n.
func (x *Explanation) Telling(n int) []FeatureValue {
	all := slices.DeleteFunc(slices.Clone(x.Features), func(f FeatureValue) bool { return f.Share() == 0 })
	slices.SortStableFunc(all, func(a, b FeatureValue) int { return cmp.Compare(b.Share(), a.Share()) })
	return all[:min(n, len(all))]
}

// Share is what a feature adds to the score.
func (f FeatureValue) Share() float64 { return f.Value * f.Weight }

// String is the explanation in a few lines for a terminal.
func (x *Explanation) String() string {
	var b strings.Builder
	line := func(label string, words []string) {
		if len(words) > 0 {
			b.WriteString("  " + label + ": " + strings.Join(words, ", ") + "\n")
		}
	}
	var found, fixed []string
	for _, f := range x.Matched {
		found = append(found, f.Word)
	}
	for _, c := range x.Corrected {
		fixed = append(fixed, c.From+" → "+c.To)
	}
	line("words found", found)
	line("words missing", x.Missed)
	line("hints at it", x.Hints)
	line("spelling", fixed)
	line("lexicon added", x.Added)
	line("topics named", x.Topics)
	return b.String()
}
