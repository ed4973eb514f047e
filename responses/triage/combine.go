package triage

import "fmt"

// How sure the model has to be to have its way. Risk needs least: a false alarm costs a
// member a list of helplines, a miss can cost a life. It needs more where a cue says why
// the words are calm (a joke, a negation, a film, a question of fact). They were chosen
// by the cross-validated table, and so that what the tests hold us to is held.
const (
	riskAt      = .25 // no cue says anything
	stretchAt   = .6  // the same of a stretch of a long message, which has a chance to alarm for each
	riskAgainst = .95 // a cue says that it is calm
	adviceAt    = .45 // no risk but a wish for advice, where no cue says anything
	otherAt     = .6  // the same of a sensitive question and of insults
)

// fromModel is the calm categories that the model may give, and how sure it has to be.
// Whether a question is about the library at all the library knows better, and who is under
// 18 is told by cues.
var fromModel = map[Category]float32{
	AdviceMedication: adviceAt, AdviceDiagnosis: adviceAt, AdviceTreatmentChoice: adviceAt,
	EducationalSensitive: otherAt, JailbreakInsult: otherAt,
}

// combine joins what cues and model say of a message in which cues see no risk; excluded
// says that a cue was cancelled. Where they see risk the model is not asked: they were read
// and tried by people. Else it may see risk that they do not; and where cues say nothing,
// it may tell advice, insults and sensitive questions from others.
//
// p is the chance of the whole, q of the riskiest stretch: in a long story one clause is
// too little to change the whole.
func combine(v Verdict, excluded bool, p, q chance) Verdict {
	silent := v.Category == None && !v.SoftLine && !excluded
	category, risk := p.risk()
	if clause, risky := q.risk(); risky > risk && risky >= stretchAt {
		category, risk = clause, risky
	}
	if risk >= riskAgainst || silent && risk >= riskAt {
		return v.by(category, risk)
	}
	category, _ = p.best(AdviceMedication, None)
	if at, may := fromModel[category]; may && v.Category == None && !v.SoftLine && p.of(category) >= at {
		return v.by(category, p.of(category))
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
