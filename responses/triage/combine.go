package triage

import "fmt"

// How sure the model has to be to have its way. Risk needs least: a false alarm costs a
// member a list of helplines, a miss can cost a life. It needs more where a cue says why
// the words are calm (a joke, a negation, a film) or what else is wished for (advice), and
// something where cues have only found a topic. They were chosen by the cross-validated
// table, and so that what the tests hold us to is held.
const (
	riskAt      = .2  // no cue says anything
	stretchAt   = .6  // the same of a stretch of a long message, which has a chance to alarm for each
	riskTopic   = .6  // cues have found no more than what it is about, or who writes
	riskAgainst = .95 // a cue says that it is calm
	adviceAt    = .35 // no risk but a wish for advice, where no cue says anything
	sensitiveAt = .3  // the same of a sensitive question: its reply has a line more
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
	quoted   bool // words in quotation marks are a song's or a film's
	cues     int  // of risk, of any category
	words    int
}

// How many words a message may have of which the model may say that a cue was mistaken: of a
// few it sees too little, and in many what the cue found is lost.
const (
	fewestErr = 6
	mostErr   = 40
)

// mayErr reports whether the model may say that the cue was mistaken in which a verdict sees
// risk: the only one, an English one, no joke or quotation beside it, in a message of some
// length. Somebody who seeks a way, or whose body is in danger, is never left to the model.
func (v *Verdict) mayErr(beside aside) bool {
	return v.Category != EmergencyMedical && v.Language == "" && v.Confidence != sureOfTone &&
		beside.words >= fewestErr && beside.words <= mostErr
}

// combine joins what cues and model say of a message. Where cues see risk that is what holds,
// they were read and tried by people, but for one case: a cue that may err, and a model
// that is all but certain that the message is calm ("the parrot says goodbye cruel
// world"). Such a message is searched, with the soft line. Else the model may see
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
		_, alone := sentence.risk()
		if v.mayErr(beside) && max(risk, risky) < calmAt && alone < clauseCalm {
			category, _ = whole.best(AdviceMedication, None)
			if at, may := fromModel[category]; !may || whole.of(category) < at {
				category = None
			}
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
	if risk >= at {
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
