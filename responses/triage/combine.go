package triage

import "fmt"

// How sure the model has to be to have its way. Risk needs least: a false alarm costs a
// member a list of helplines, a miss can cost a life. It needs more where a cue says why
// the words are calm (a joke, a negation, a film, a question of fact). They were chosen
// by the cross-validated table, and so that what the tests hold us to is held.
const (
	riskAt      = .2  // no cue says anything
	stretchAt   = .6  // the same of a stretch of a long message, which has a chance to alarm for each
	riskTopic   = .6  // cues have found no more than what it is about, or who writes
	riskAgainst = .95 // a cue says that it is calm
	adviceAt    = .35 // no risk but a wish for advice, where no cue says anything
	sensitiveAt = .3  // the same of a sensitive question: its reply is the usual one, with a line more
	insultAt    = .6  // the same of insults
	calmAt      = .02 // a single cue sees risk: below it the cue was mistaken
	clauseCalm  = .15 // and no sentence of the message by itself may reach this
)

// fromModel is the calm categories that the model may give, and how sure it has to be.
// Whether a question is about the library at all the library knows better, and who is under
// 18 is told by cues.
var fromModel = map[Category]float32{
	AdviceMedication: adviceAt, AdviceDiagnosis: adviceAt, AdviceTreatmentChoice: adviceAt,
	EducationalSensitive: sensitiveAt, JailbreakInsult: insultAt,
}

// An aside is what is found out while cues are looked for, beside the verdict.
type aside struct {
	excluded bool // a cue of risk was cancelled
	quoted   bool // somebody else's words were in quotation marks, which the model does not see
	words    int
}

// How long a message may be of which the model may say that a cue was mistaken: of a
// few words it sees too little, and in many what the cue found is lost.
const (
	fewestErr = 6
	mostErr   = 40
)

// combine joins what cues and model say of a message. Where cues see risk that is what holds,
// they were read and tried by people, but for one case: a single English cue, in a message
// of some length, and a model that is all but certain that it is calm ("the parrot says
// goodbye cruel world"). Such a message keeps the soft line. Else the model may see
// risk that cues do not; and where cues say nothing, it may tell advice, insults and
// sensitive questions from others.
//
// whole is the chance of all of it, stretch of the riskiest stretch: in a long story one
// clause is too little to change the whole. sentence is that of the riskiest sentence, which
// only keeps a cue from being called mistaken: where the whole is calm it is far more often
// a false alarm than not.
func combine(v Verdict, beside aside, whole, stretch, sentence chance) Verdict {
	silent := v.Category == None && !v.SoftLine && !beside.excluded
	category, risk := whole.risk()
	clause, risky := stretch.risk()
	if v.Category.Risk() {
		mayErr := v.Confidence < sureOfMany && v.Language == "" && beside.words >= fewestErr && beside.words <= mostErr
		_, alone := sentence.risk()
		if mayErr && max(risk, risky) < calmAt && alone < clauseCalm {
			category, _ = whole.best(AdviceMedication, None)
			v = v.by(category, whole.of(category))
			v.SoftLine = category != EducationalSensitive // which ends with whom to turn to anyway
		}
		return v
	}
	if risky > risk && risky >= stretchAt {
		category, risk = clause, risky
	}
	at := float32(riskAgainst)
	switch {
	case silent:
		at = riskAt
	case v.Category.rank() >= MinorDisclosure.rank() && !v.SoftLine && !beside.excluded:
		at = riskTopic
	}
	if risk >= at && !beside.quoted {
		return v.by(category, risk)
	}
	category, _ = whole.best(AdviceMedication, None)
	if at, may := fromModel[category]; may && v.Category == None && !v.SoftLine && whole.of(category) >= at {
		return v.by(category, whole.of(category))
	}
	return v
}

// by is the verdict with the model's say in place of the cues'.
func (v Verdict) by(category Category, sure float32) Verdict {
	v.Category, v.Confidence = category, float64(sure)
	v.SoftLine = v.SoftLine && !category.Risk()
	v.Reasons = append([]Reason{{category, fmt.Sprintf("the trained model: %.2f", sure)}}, v.Reasons...)
	v.Reasons = v.Reasons[:min(len(v.Reasons), maxReasons)]
	return v
}
