package responses

import (
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// A quoter collects paragraphs and numbers their sources in order of appearance.
type quoter struct {
	library    *knowledge.Library
	paragraphs []Paragraph
	sources    []Source
}

func (q *quoter) quote(e *knowledge.Entry, numbers []int) {
	for _, n := range numbers {
		p := e.Paragraphs[n]
		out := Paragraph{Entry: e.ID, Text: p.Text()}
		for i, s := range p.Sentences {
			sentence := Sentence{Sentence: s, Gap: p.Gap(i)}
			if showsMarks(p.Sentences, i) {
				sentence.Marks = q.marks(s)
				sentence.Evidence = evidence(s)
			}
			out.Sentences = append(out.Sentences, sentence)
		}
		q.paragraphs = append(q.paragraphs, out)
	}
}

// marks are the numbers of a sentence's sources, in rising order.
func (q *quoter) marks(s knowledge.Sentence) []int {
	var out []int
	for _, c := range s.Citations {
		out = append(out, q.number(c.Source))
	}
	slices.Sort(out)
	return out
}

// number is a source's number, given to it at its first appearance.
func (q *quoter) number(id string) int {
	for _, s := range q.sources {
		if s.ID == id {
			return s.Number
		}
	}
	source := q.library.Source(id)
	if source == nil { // the checks forbid it; a member still gets the rest
		source = &knowledge.Source{ID: id, Title: id}
	}
	q.sources = append(q.sources, Source{len(q.sources) + 1, source})
	return len(q.sources)
}

// showsMarks reports whether marks stand after sentence i: at the end of a run of
// prose with the same sources, and in a list only where an item's differ from
// its lead-in's.
func showsMarks(all []knowledge.Sentence, i int) bool {
	if all[i].Item {
		lead := i
		for lead > 0 && all[lead].Item {
			lead--
		}
		return !sameEvidence(all[i], all[lead])
	}
	return i+1 == len(all) || all[i+1].Item || !sameEvidence(all[i], all[i+1])
}

// sameEvidence reports whether two sentences show the same marks.
func sameEvidence(a, b knowledge.Sentence) bool {
	if evidence(a) != evidence(b) || len(a.Citations) != len(b.Citations) {
		return false
	}
	for _, c := range a.Citations {
		if !slices.ContainsFunc(b.Citations, func(d knowledge.Citation) bool { return c.Source == d.Source }) {
			return false
		}
	}
	return true
}

// evidence is the certainty that members see a mark for; moderate is told in
// words already.
func evidence(s knowledge.Sentence) knowledge.Certainty {
	if c := s.Certainty(); c >= knowledge.Emerging {
		return c
	}
	return knowledge.Established
}
