package match

import (
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
)

// A Verdict says what the matches of a question are good for.
type Verdict int

// The verdicts.
const (
	NoAnswer Verdict = iota // nothing is near enough
	Offer                   // some may be meant: ask
	Answer                  // the first answers
)

// AnswerAt is the confidence from which on the first match answers, OfferAt that from
// which on it is offered: for those who explain.
const (
	AnswerAt = answerAt
	OfferAt  = offerAt
)

// Judge says what matches, best first, are good for, and which of them count:
// the first for an answer, up to three for an offer.
func Judge(ms []Match) (Verdict, []Match) {
	switch {
	case len(ms) == 0 || !ms[0].Near():
		return NoAnswer, nil
	case ms[0].Confidence >= answerAt && !tied(ms):
		return Answer, ms[:1]
	}
	return Offer, offered(ms)
}

// tied reports whether a match of another topic is as good as the first.
func tied(ms []Match) bool { return slices.ContainsFunc(ms, ms[0].ties) }

// ties reports whether another match is of another topic and as good. One of the same
// topic is no choice worth a question: the reply leads to it.
func (m Match) ties(other Match) bool {
	return other.Entry.Topic != m.Entry.Topic && other.Confidence > m.Confidence*nearTie
}

// Beside is the entry to quote beside the first of matches that answer: the next of its
// topic, if it may be what is meant as well; nil if none is. In own phrasings left out the
// first is the very entry in 63 of 100 answers, it or the one beside it in 73.
func Beside(ms []Match) *knowledge.Entry {
	for _, m := range ms[1:] {
		if m.Entry.Topic == ms[0].Entry.Topic {
			if m.Confidence >= besideAt*ms[0].Confidence {
				return m.Entry
			}
			return nil
		}
	}
	return nil
}

// Near reports whether a match is near enough to be offered.
func (m Match) Near() bool { return m.Confidence >= offerAt }

// offered is the matches to choose from: not far behind the first, and of different
// topics before others of the same, since it is the topic that is in doubt.
func offered(ms []Match) []Match {
	var out []Match
	for _, other := range []bool{true, false} {
		for _, m := range ms {
			known := slices.ContainsFunc(out, func(o Match) bool { return o.Entry.Topic == m.Entry.Topic })
			if known != other && len(out) < maxOffer && m.Confidence >= offerShare*ms[0].Confidence && !slices.ContainsFunc(out, func(o Match) bool { return o.Entry == m.Entry }) {
				out = append(out, m)
			}
		}
	}
	return out
}
