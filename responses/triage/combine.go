package triage

import (
	"fmt"
	"math"
)

// How probable it must be that a message is risky, or asks for advice. Risk is favoured: a
// false alarm costs a member a list of helplines, a miss can cost a life.
const (
	riskAt   = .2
	adviceAt = .25

	// clauseAt is how probable a clause must be by itself for a cue in it to hold, whatever else
	// the message says.
	clauseAt = .95

	// Where neither is, and no cue says anything, the model may tell sensitive questions, whose
	// reply has a line more, and insults from others.
	sensitiveAt = .3
	insultAt    = .6
)

// What is added to the model's log-odds, in nats. Fitted on the messages of writers that the
// model had not learnt from, and rounded to the side of caution: docs/safety.md. A cue is worth
// no more than that: it was read and tried by people, but it does not see what else is said.
const (
	cueWorth     = 2.2  // a cue of risk
	abroadWorth  = 6    // the same of another language than English: the model has read little of it
	graveWorth   = 2.5  // more, where a body is in danger, a way is sought or somebody is hurt
	jokeWorth    = -4   // no cue of risk, and one says that the words are a figure of speech
	calmWorth    = -2   // the same of another reason why they are calm: a negation, a film
	elseWorth    = -1   // no cue of risk, and one has found something else
	adviceWorth  = 2    // a cue of advice, for advice
	stretchWorth = -1.8 // a stretch of a long message, which has a chance to alarm for each
)

// fewestHeard is how many words a message must have, and longestHeard how many bytes of clean
// text it may, for the model to have a say beside a cue of risk: of less it hears too little, and of
// more, which no message on Discord has, it may not have heard what the cue found.
const (
	fewestHeard  = 6
	longestHeard = 1 << 14
)

// An aside is what is found out while cues are looked for, beside the verdict.
type aside struct {
	excluded bool // a cue of risk was cancelled
	quoted   bool // words in quotation marks are a song's or a film's
	words    int
}

// combine joins what cues and model say of a message: the log-odds of risk that the model
// gives are raised or lowered by what the cues are worth. So one cue beside a model that is all
// but certain of the contrary was mistaken ("the parrot says goodbye cruel world"): such a
// message is searched, with the soft line. What is not risky is asked in the same way whether
// it wants advice. Whether a question is about the library at all the library knows better, and
// who is under 18 is told by cues.
//
// whole is the chance of all of it, stretch of the riskiest stretch: in a long story one
// clause is too little to change the whole.
func combine(v Verdict, beside aside, whole, stretch chance) Verdict {
	category, risk := whole.risk()
	odds := logOdds(risk)
	if clause, risky := stretch.risk(); logOdds(risky)+stretchWorth > odds {
		category, risk, odds = clause, risky, logOdds(risky)+stretchWorth
	}
	mistaken := v.Category.Risk()
	switch {
	case odds+v.worth(beside) < logOdds(riskAt):
		v = v.without(Category.Risk, risk)
	case mistaken:
		return v
	default:
		return v.by(category, risk)
	}
	if beside.words < 2 { // "depre", half typed
		return v
	}
	advice, sure := whole.best(AdviceMedication, AdviceTreatmentChoice)
	odds = logOdds(sure)
	if v.Category.advises() {
		odds += adviceWorth
	}
	switch {
	case odds < logOdds(adviceAt):
		v = v.without(Category.advises, sure)
		category, _ = whole.best(MinorDisclosure, None)
		if sure := whole.of(category); v.Category == None && !v.SoftLine && sure >= calmAt(category) {
			v = v.by(category, sure)
		}
	case !v.Category.advises():
		v = v.by(advice, sure)
	}
	v.SoftLine = v.SoftLine || mistaken && v.Category != EducationalSensitive // which ends with whom to turn to anyway
	return v
}

// agreeOn reports whether cues see a kind of category in a clause by itself and the model hears it
// there: what else is asked in the same message does not take it back ("what is cbt? also i don't
// want to wake up tomorrow").
func (c *Classifier) agreeOn(kind func(Category) bool, plain []byte, r *reading, words []span) bool {
	for _, s := range append(clauses(plain, words), cuts(words)...) {
		if p := c.model.judge(r, s); p.share(kind) < clauseAt {
			continue
		}
		clause := plain[s.from:s.to]
		if v, _ := c.byCues(clause, spans(clause)); kind(v.Category) {
			return true
		}
	}
	return false
}

// worth is what the cues say for risk, and against it.
func (v *Verdict) worth(beside aside) float64 {
	worth := 0.
	switch {
	case v.Category.Risk() && v.Language != "":
		worth = abroadWorth
	case v.Category.Risk():
		worth = cueWorth
	case v.SoftLine:
		worth = jokeWorth
	case beside.excluded:
		worth = calmWorth
	case v.Category != None:
		worth = elseWorth
	}
	switch v.Category {
	case EmergencyMedical, MethodSeeking, AbuseViolence:
		worth += graveWorth
	}
	return worth
}

// calmAt is how sure the model must be of a calm category to give it, more than it ever is of
// those that it may not.
func calmAt(c Category) float32 {
	switch c {
	case EducationalSensitive:
		return sensitiveAt
	case JailbreakInsult:
		return insultAt
	}
	return 2
}

// logOdds is that of a probability, in nats, and finite.
func logOdds(p float32) float64 {
	const least = 1e-6
	q := min(max(float64(p), least), 1-least)
	return math.Log(q / (1 - q))
}

// without is the verdict of the cues of other categories, and why those of a kind are mistaken:
// how probable the model holds it.
func (v Verdict) without(kind func(Category) bool, sure float32) Verdict {
	if !kind(v.Category) {
		return v
	}
	mistaken := v.Category
	v.Category, v.Confidence = None, sureOfNone
	for _, r := range v.Reasons { // the strongest first
		if r.Category.rank() > mistaken.rank() && !kind(r.Category) {
			v.Category, v.Confidence = r.Category, sureOfOne
			break
		}
	}
	return v.because(v.Category, fmt.Sprintf("the trained model takes the cues of %s for mistaken: %.3f", mistaken, sure))
}

// by is the verdict with the model's say in place of the cues'.
func (v Verdict) by(category Category, sure float32) Verdict {
	v.Category, v.Confidence = category, float64(sure)
	v.SoftLine = v.SoftLine && !category.Risk()
	return v.because(category, fmt.Sprintf("the trained model: %.2f", sure))
}

// because is the verdict with one reason more, before the others.
func (v Verdict) because(category Category, reason string) Verdict {
	v.Reasons = append([]Reason{{category, reason}}, v.Reasons...)
	v.Reasons = v.Reasons[:min(len(v.Reasons), maxReasons)]
	return v
}
