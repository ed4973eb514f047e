package match

// A Verdict says what the matches of a question are good for.
type Verdict int

// The verdicts.
const (
	NoAnswer Verdict = iota // nothing is near enough
	Offer                   // some may be meant: ask
	Answer                  // the first answers
)

// Judge says what matches, best first, are good for, and which of them count:
// the first for an answer, up to three for an offer.
func Judge(ms []Match) (Verdict, []Match) {
	if len(ms) > 0 && ms[0].Confidence >= answerAt && !tied(ms) {
		return Answer, ms[:1]
	}
	var offered []Match
	for _, m := range ms {
		if m.Near() && len(offered) < maxOffer {
			offered = append(offered, m)
		}
	}
	if len(offered) == 0 {
		return NoAnswer, nil
	}
	return Offer, offered
}

// Near reports whether a match is near enough to be offered.
func (m Match) Near() bool { return m.Confidence >= offerAt }

// tied reports whether the second match is as good as the first.
func tied(ms []Match) bool {
	return len(ms) > 1 && ms[1].score > ms[0].score*(1-nearTie)
}
