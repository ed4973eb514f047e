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
	adviceTopic = .7  // cues have found only a topic, or small talk
	sensitiveAt = .3  // a sensitive question, where no cue says anything: its reply has a line more
	insultAt    = .6  // the same of insults
	calmAt      = .02 // cues see risk: below it they were mistaken
	clauseCalm  = .15 // and no sentence of the message by itself may reach this
	adviceCalm  = .8  // a cue sees that a way is sought: it was mistaken only if it is a wish for advice
)

// An aside is what is found out while cues are looked for, beside the verdict.
type aside struct {
	excluded bool // a cue of risk was cancelled
	quoted   bool // words in quotation marks are a song's or a film's
	words    int
}

// How many words a message may have of which the model may say that cues were mistaken: of a
// few it sees too little, and in many what the cue found is lost.
const (
	fewestErr = 6
	mostErr   = 40
)

// mayErr reports whether the model may say that the cues were mistaken in which a verdict sees
// risk: English ones, no joke or quotation beside them, in a message of some length. Somebody
// whose body is in danger is never left to the model.
func (v *Verdict) mayErr(beside aside) bool {
	return v.Category != EmergencyMedical && v.Language == "" && v.Confidence != sureOfTone &&
		beside.words >= fewestErr && beside.words <= mostErr
}

// calm is the category of a message that is in no danger, as the model hears it, and how sure
// it is. Whether a question is about the library at all the library knows better, and who is
// under 18 is told by cues.
func (p *chance) calm() (Category, float32) {
	if advice, sure := p.best(AdviceMedication, AdviceTreatmentChoice); sure >= adviceAt {
		return advice, sure
	}
	category, _ := p.best(MinorDisclosure, None)
	if sure := p.of(category); category == EducationalSensitive && sure >= sensitiveAt || category == JailbreakInsult && sure >= insultAt {
		return category, sure
	}
	return None, p.of(None)
}

// combine joins what cues and model say of a message. Where cues see risk that is what holds,
// they were read and tried by people, but for one case: cues that may err, and a model
// that is all but certain that the message is calm ("the parrot says goodbye cruel
// world"). Such a message is searched, with the soft line. Else the model may see
// risk that cues do not; and where cues say nothing, it may tell advice, insults and
// sensitive questions from others.
//
// whole is the chance of all of it, stretch of the riskiest stretch: in a long story one
// clause is too little to change the whole. sentence is that of the riskiest sentence, which
// only keeps cues from being called mistaken: where the whole is calm it is far more often
// a false alarm than not.
func combine(v Verdict, beside aside, whole, stretch, sentence chance) Verdict {
	category, risk := whole.risk()
	clause, risky := stretch.risk()
	if v.Category.Risk() {
		_, alone := sentence.risk()
		calm, sure := whole.calm()
		if v.mayErr(beside) && max(risk, risky) < calmAt && alone < clauseCalm &&
			(v.Category != MethodSeeking || calm.advises() && sure >= adviceCalm) {
			v = v.by(calm, sure)
			v.SoftLine = calm != EducationalSensitive // which ends with whom to turn to anyway
		}
		return v
	}
	if risky > risk && risky >= stretchAt {
		category, risk = clause, risky
	}
	silent := v.Category == None && !v.SoftLine
	topic := v.Category.rank() >= MinorDisclosure.rank() && !v.SoftLine // at most
	at := float32(riskAgainst)
	switch {
	case beside.excluded:
	case silent:
		at = riskAt
	case topic:
		at = riskTopic
	}
	if risk >= at {
		return v.by(category, risk)
	}
	calm, sure := whole.calm()
	if silent && calm != None || topic && calm.advises() && sure >= adviceTopic {
		return v.by(calm, sure)
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
