package responses

import (
	"fmt"
	"math"
	"slices"

	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses/triage"
)

// A Why says why a reply is what it is: what moderators ask most. It marshals to the JSON
// of docs/json.md. It holds words of the question: it is for who may read that, and for
// no log.
type Why struct {
	Outcome    Outcome         `json:"outcome"`
	Category   triage.Category `json:"category"`
	Minor      bool            `json:"minor"`
	Cues       []string        `json:"cues"` // what triage went by; cues are quoted, never the asker
	Confidence float64         `json:"confidence"`
	Margin     float64         `json:"margin"` // how far the next is behind the best
	AnswerAt   float64         `json:"answer_at"`
	OfferAt    float64         `json:"offer_at"`

	Spelling   []string       `json:"spelling"` // "memmory → memory"
	Added      []string       `json:"added"`    // by the lexicon
	Topics     []string       `json:"topics"`   // that are named
	Facet      string         `json:"facet"`    // the side of a topic that it is put like, "" for none
	Candidates []WhyCandidate `json:"candidates"`
	Unserved   []WhyUnserved  `json:"unserved"` // would have been found, but for their server or their age

	Library string `json:"library"`
	Build   string `json:"build"`
}

// An Outcome is what came of a question, as a moderator would put it.
type Outcome string

// The outcomes.
const (
	Answered Outcome = "answered"
	Offered  Outcome = "offered" // not sure enough to answer
	Tied     Outcome = "tied"    // entries of two topics are as good as each other
	Nothing  Outcome = "nothing" // no entry shares anything with it
	Unsure   Outcome = "unsure"  // the best guess is too poor to be offered
	Support  Outcome = "support" // somebody may be at risk: nothing is searched
	Advice   Outcome = "advice"  // on somebody's own case
	Remark   Outcome = "remark"  // tells of a loss or a recovery, and asks nothing
	Aside    Outcome = "aside"   // is about something else
	Provoked Outcome = "provoked"
	Greeted  Outcome = "greeted"
	Failed   Outcome = "failed"
)

// A WhyCandidate is an entry that was considered.
type WhyCandidate struct {
	Entry      string       `json:"entry"`
	At         string       `json:"at"` // file and line
	Confidence float64      `json:"confidence"`
	Score      float64      `json:"score"`
	Found      []WhyWord    `json:"found"`
	Missing    []string     `json:"missing"`
	Hints      []string     `json:"hints"`    // expressions of the question that point to it
	Features   []WhyFeature `json:"features"` // those that say most
}

// A WhyWord is a word of the question that an entry holds.
type WhyWord struct {
	Word string        `json:"word"`
	In   []match.Field `json:"in"`
}

// A WhyFeature is a reason to believe in an entry, and what it counts for.
type WhyFeature struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Weight float64 `json:"weight"`
}

// A WhyUnserved is an entry that is not served.
type WhyUnserved struct {
	Entry      string  `json:"entry"`
	At         string  `json:"at"`
	Confidence float64 `json:"confidence"`
	Because    Because `json:"because"`
}

// explanation is what the reply under way is made from.
func (a *answering) explanation() *Explanation {
	x := &Explanation{Triage: a.verdict}
	for _, m := range a.looked {
		switch because := a.q.unserved(m.Entry, a.now); {
		case because == "":
			x.Matches = append(x.Matches, m)
		case m.Near():
			x.Unserved = append(x.Unserved, Unserved{m, because})
		}
	}
	return x
}

// mostTelling is how many features a candidate is told with.
const mostTelling = 5

// Why says why the reply is what it is. The question must have asked to Explain; of any
// other it knows the kind alone.
func (r Reply) Why() Why {
	x := r.Explanation
	if x == nil {
		x = &Explanation{}
	}
	why := Why{
		Outcome: r.outcome(x), Category: r.Category, Minor: r.Minor,
		AnswerAt: match.AnswerAt, OfferAt: match.OfferAt,
		Library: r.Provenance.Library, Build: r.Provenance.Build,
		Cues:       each(x.Triage.Reasons, func(c triage.Reason) string { return string(c.Category) + ": " + c.Cue }),
		Candidates: each(x.Matches[:min(len(x.Matches), maxCandidates)], whyCandidate),
		Unserved: each(x.Unserved, func(u Unserved) WhyUnserved {
			return WhyUnserved{u.Entry.ID, at(u.Match), round(u.Confidence), u.Because}
		}),
		Spelling: []string{}, Added: []string{}, Topics: []string{},
	}
	if len(x.Matches) > 0 {
		why.Confidence = round(x.Matches[0].Confidence)
	}
	if len(x.Matches) > 1 {
		why.Margin = round(x.Matches[0].Confidence - x.Matches[1].Confidence)
	}
	all := slices.Clone(x.Matches) // what was made of the question's words is the same with each
	for _, u := range x.Unserved {
		all = append(all, u.Match)
	}
	for _, m := range all[:min(1, len(all))] {
		if m.Explanation != nil {
			why.Spelling = each(m.Explanation.Corrected, func(c match.Correction) string { return c.From + " → " + c.To })
			why.Added, why.Topics = append(why.Added, m.Explanation.Added...), append(why.Topics, m.Explanation.Topics...)
			why.Facet = m.Explanation.Facet
		}
	}
	return why
}

// outcome is what came of the question.
func (r Reply) outcome(x *Explanation) Outcome {
	switch {
	case r.Err != nil:
		return Failed
	case r.Kind == Crisis:
		return Support
	case r.Kind == Boundary:
		return Advice
	case r.Kind == Help:
		return Greeted
	case r.Category == triage.JailbreakInsult:
		return Provoked
	case r.Kind == OutOfScope:
		return Aside
	case x.Triage.Remark:
		return Remark
	case r.Provenance.Entry != "":
		return Answered
	case len(r.Choices) > 0 && r.Confidence >= match.AnswerAt:
		return Tied
	case len(r.Choices) > 0:
		return Offered
	case len(x.Matches) == 0:
		return Nothing
	}
	return Unsure
}

func whyCandidate(m match.Match) WhyCandidate {
	c := WhyCandidate{Entry: m.Entry.ID, At: at(m), Confidence: round(m.Confidence), Found: []WhyWord{}, Missing: []string{}, Hints: []string{}, Features: []WhyFeature{}}
	x := m.Explanation
	if x == nil {
		return c
	}
	c.Score = math.Round(x.Score*1e3) / 1e3
	c.Found = each(x.Matched, func(f match.Found) WhyWord { return WhyWord{f.Word, append([]match.Field{}, f.In...)} })
	c.Missing = append(c.Missing, x.Missed...)
	c.Hints = append(c.Hints, x.Hints...)
	c.Features = each(x.Telling(mostTelling), func(f match.FeatureValue) WhyFeature {
		return WhyFeature{f.Name, round(f.Value), f.Weight}
	})
	return c
}

// at is where an entry is written.
func at(m match.Match) string { return fmt.Sprintf("%s:%d", m.Entry.Pos.File, m.Entry.Pos.Line) }
