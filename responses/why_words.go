package responses

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses/wording"
)

// A Part is one paragraph of an explanation.
type Part struct {
	Title string // "" for none
	Lines []string
}

// Parts is the explanation in words, the verdict first and the best candidate before the
// others, so that it can be cut at its end.
func (y Why) Parts(w *wording.Wording) []Part {
	t := teller{w}
	parts := []Part{{Lines: []string{t.verdict(y)}}, t.triaged(y)}
	if words := t.words(y); len(words) > 0 {
		parts = append(parts, Part{Lines: words})
	}
	for i, c := range y.Candidates {
		parts = append(parts, Part{fmt.Sprintf("%d. %s  %s %s  %s", i+1, c.Entry, w.Label("library-why-confidence"), sure(c.Confidence), c.At), t.candidate(c)})
	}
	if len(y.Unserved) > 0 {
		parts = append(parts, Part{w.Label("library-why-unserved"), each(y.Unserved, func(u WhyUnserved) string {
			return fmt.Sprintf("%s (%s): %s  %s", u.Entry, sure(u.Confidence), w.Label("library-why-"+string(u.Because)), u.At)
		})})
	}
	return parts
}

// A teller puts an explanation in words.
type teller struct{ *wording.Wording }

// verdict is what came of the question and why, in a sentence or two.
func (t teller) verdict(y Why) string {
	d := wording.Data{Sure: sure(y.Confidence), AnswerAt: sure(y.AnswerAt), OfferAt: sure(y.OfferAt)}
	if len(y.Candidates) > 1 {
		d.Behind = sure(y.Margin)
	}
	return t.Fill("library-why-"+string(y.Outcome), d)
}

// sure is a confidence as it is told, cut and not rounded: what stays below a threshold
// must not look as if it reached it.
func sure(x float64) string { return fmt.Sprintf("%.2f", math.Floor(x*100+1e-6)/100) }

// triaged is what triage made of the message.
func (t teller) triaged(y Why) Part {
	line := t.Label("library-why-triage") + ": " + string(y.Category)
	if y.Minor {
		line += ", " + t.Label("library-why-minor")
	}
	return Part{Lines: append([]string{line}, each(y.Cues, func(cue string) string {
		return t.Label("library-why-cue") + " " + cue
	})...)}
}

// words is what was made of the question's words.
func (t teller) words(y Why) []string {
	return slices.Concat(
		t.list("library-why-spelling", y.Spelling), t.list("library-why-added", y.Added),
		t.list("library-why-topics", y.Topics), t.list("library-why-facet", one(y.Facet)),
	)
}

// candidate is why an entry was considered.
func (t teller) candidate(c WhyCandidate) []string {
	in := map[match.Field][]string{}
	for _, f := range c.Found {
		for _, field := range f.In {
			in[field] = append(in[field], f.Word)
		}
	}
	return slices.Concat(
		t.list("library-why-found", each(c.Found, func(f WhyWord) string { return f.Word })),
		t.list("library-why-in-question", in[match.InQuestion]), t.list("library-why-in-also-asked", in[match.InAlsoAsked]),
		t.list("library-why-in-topic-name", in[match.InTopicName]), t.list("library-why-in-answer", in[match.InAnswer]),
		t.list("library-why-missing", c.Missing), t.list("library-why-hints", c.Hints),
		each(c.Features, func(f WhyFeature) string { return fmt.Sprintf("%.2f × %.2f  %s", f.Value, f.Weight, f.Name) }),
	)
}

// list is a line with a label, none without words.
func (t teller) list(label string, words []string) []string {
	if len(words) == 0 {
		return nil
	}
	return []string{t.Label(label) + ": " + strings.Join(words, ", ")}
}

func one(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
