package triage

import (
	"slices"
	"strings"
	"testing"
)

// likely is a chance of p for a category, and the rest for none.
func likely(c Category, p float32) (out chance) {
	out[c.rank()] = p
	out[None.rank()] += 1 - p
	return out
}

// TestCombine: who has the last word, cues or the model.
func TestCombine(t *testing.T) {
	calm := likely(None, 1)
	plain, cancelled, short := aside{words: 12}, aside{words: 12, excluded: true}, aside{words: 1}
	by := func(c Category) Verdict {
		return Verdict{Category: c, Confidence: sureOfOne, Reasons: []Reason{{Category: c, Cue: "a cue"}}}
	}
	german := by(CrisisSelf)
	german.Language = "de"
	joke := by(OutOfScope)
	joke.SoftLine = true
	young := by(CrisisSelf)
	young.Reasons = append(young.Reasons, Reason{Category: AdviceMedication}, Reason{Category: MinorDisclosure})
	nothing := Verdict{Category: None, Confidence: sureOfNone}
	danger := func(p float32) chance { return likely(CrisisSelf, p) }
	for name, tt := range map[string]struct {
		verdict        Verdict
		beside         aside
		whole, stretch chance
		want           Category
		soft           bool
	}{
		"a cue, all calm":                       {by(CrisisSelf), plain, calm, calm, None, true},
		"a cue, a sensitive question":           {by(CrisisSelf), plain, likely(EducationalSensitive, .9), calm, EducationalSensitive, false},
		"a cue, hardly any danger":              {by(CrisisSelf), plain, danger(.026), calm, None, true},
		"a cue, some danger":                    {by(CrisisSelf), plain, danger(.027), calm, CrisisSelf, false},
		"a cue, a stretch, hardly":              {by(CrisisSelf), plain, calm, danger(.14), None, true},
		"a cue, a stretch":                      {by(CrisisSelf), plain, calm, danger(.15), CrisisSelf, false},
		"a cue, the model hears another":        {by(CrisisOther), plain, danger(.9), calm, CrisisOther, false},
		"a body in danger, hardly":              {by(EmergencyMedical), plain, danger(.0022), calm, None, true},
		"a body in danger":                      {by(EmergencyMedical), plain, danger(.0023), calm, EmergencyMedical, false},
		"a way is sought":                       {by(MethodSeeking), plain, danger(.0023), calm, MethodSeeking, false},
		"somebody is hurt":                      {by(AbuseViolence), plain, danger(.0023), calm, AbuseViolence, false},
		"a way is sought, advice is wished":     {by(MethodSeeking), plain, likely(AdviceMedication, .99), calm, AdviceMedication, true},
		"a cue of another language, hardly":     {german, plain, danger(.0006), calm, None, true},
		"a cue of another language":             {german, plain, danger(.00062), calm, CrisisSelf, false},
		"a mistaken cue beside others":          {young, plain, likely(AdviceDiagnosis, .06), calm, AdviceMedication, true},
		"mistaken cues beside who is young":     {young, plain, calm, calm, MinorDisclosure, true},
		"no cue, danger":                        {nothing, plain, danger(.2), calm, CrisisSelf, false},
		"no cue, hardly any danger":             {nothing, plain, danger(.19), calm, None, false},
		"no cue, a stretch":                     {nothing, plain, calm, danger(.61), CrisisSelf, false},
		"no cue, a stretch, hardly":             {nothing, plain, calm, danger(.6), None, false},
		"a topic, danger":                       {by(EducationalSensitive), plain, danger(.41), calm, CrisisSelf, false},
		"a topic, hardly any danger":            {by(EducationalSensitive), plain, danger(.4), calm, EducationalSensitive, false},
		"a cue cancelled":                       {nothing, cancelled, danger(.64), calm, None, false},
		"a cue cancelled, danger":               {nothing, cancelled, danger(.65), calm, CrisisSelf, false},
		"a joke":                                {joke, plain, danger(.93), calm, OutOfScope, true},
		"a joke in danger":                      {joke, plain, danger(.94), calm, CrisisSelf, false},
		"a joke, advice":                        {joke, plain, likely(AdviceDiagnosis, 1), calm, AdviceDiagnosis, true},
		"a joke, an insult":                     {joke, plain, likely(JailbreakInsult, 1), calm, OutOfScope, true},
		"advice by a cue":                       {by(AdviceMedication), plain, likely(AdviceDiagnosis, .044), calm, AdviceMedication, false},
		"advice by a mistaken cue":              {by(AdviceMedication), plain, likely(AdviceDiagnosis, .043), calm, None, false},
		"advice by a cue, danger":               {by(AdviceMedication), plain, danger(.41), calm, CrisisSelf, false},
		"advice by the model":                   {nothing, plain, likely(AdviceMedication, .25), calm, AdviceMedication, false},
		"advice of three kinds":                 {nothing, plain, chance{5: .1, 6: .08, 7: .07, 12: .75}, calm, AdviceMedication, false},
		"hardly any advice":                     {nothing, plain, chance{5: .1, 6: .08, 7: .06, 12: .76}, calm, None, false},
		"advice in a word":                      {nothing, short, likely(AdviceDiagnosis, 1), calm, None, false},
		"advice in a word, by a cue":            {by(AdviceDiagnosis), short, calm, calm, AdviceDiagnosis, false},
		"danger in a word":                      {nothing, short, danger(.2), calm, CrisisSelf, false},
		"small talk, advice is wished":          {by(OutOfScope), plain, likely(AdviceDiagnosis, .3), calm, AdviceDiagnosis, false},
		"small talk, a sensitive question":      {by(OutOfScope), plain, likely(EducationalSensitive, .9), calm, OutOfScope, false},
		"a sensitive question by the model":     {nothing, plain, chance{9: .3, 11: .25, 12: .25}, calm, EducationalSensitive, false},
		"an insult that the model half hears":   {nothing, plain, likely(JailbreakInsult, .55), calm, None, false},
		"who is young, by the model":            {nothing, plain, likely(MinorDisclosure, .9), calm, None, false},
		"something else, as the model hears it": {nothing, plain, likely(OutOfScope, .9), calm, None, false},
	} {
		got := combine(tt.verdict, tt.beside, tt.whole, tt.stretch)
		if got.Category != tt.want || got.SoftLine != tt.soft {
			t.Errorf("%s: %s, soft line %v; want %s, %v", name, got.Category, got.SoftLine, tt.want, tt.soft)
		}
	}
}

// TestMistakenIsTold: who asks why reads that the model took the cues for mistaken.
func TestMistakenIsTold(t *testing.T) {
	v := mustClassifier(t).Classify("the parrot says goodbye cruel world whenever the hoover comes out")
	if v.Category.Risk() || !v.SoftLine || len(v.Reasons) < 2 {
		t.Fatalf("%+v", v)
	}
	if first := v.Reasons[0]; first.Category != v.Category || !strings.Contains(first.Cue, "takes the cues of crisis-self for mistaken") {
		t.Errorf("the first reason is %+v", first)
	}
}

// TestUnquoted: what is left for the model of a message that quotes, each byte in its place.
func TestUnquoted(t *testing.T) {
	for text, want := range map[string]string{
		`the song "i want to die" is sad`: `the song                 is sad`,
		"> i want to die\nwhich song":     "                which song",
		"> i want to die":                 "               ",
		`an open " stays`:                 `an open " stays`,
		"code `kill me` here":             "code           here",
	} {
		if got := string(unquoted([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestClauses: those of three words and more, of a message that has several.
func TestClauses(t *testing.T) {
	for text, want := range map[string][]string{
		"it is one thing to say": nil,
		"he left in april. i can not go on like this! why? tell me please": {"he left in april", "i can not go on like this", "tell me please"},
		"i am fifteen and i was hurt at a party, help":                     {"i am fifteen", "and i was hurt at a party"},
		"": nil,
	} {
		plain := clean(text)
		var got []string
		for _, s := range clauses(plain, spans(plain)) {
			got = append(got, string(plain[s.from:s.to]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestCuts: before and after each word, three on either side, and none of a message that is too short or long.
func TestCuts(t *testing.T) {
	of := func(text string) (got []string) {
		plain := clean(text)
		for _, s := range cuts(spans(plain)) {
			got = append(got, string(plain[s.from:s.to]))
		}
		return got
	}
	if got, want := of("i am fifteen and someone hurt me"), []string{"i am fifteen", "and someone hurt me", "i am fifteen and", "someone hurt me"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, text := range []string{"", "i am fifteen and hurt", strings.Repeat("word ", mostCut+1)} {
		if got := of(text); got != nil {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestWholeMessages: danger counts wherever it stands (policy, section 1).
func TestWholeMessages(t *testing.T) {
	c := mustClassifier(t)
	for _, danger := range []string{
		"i don't want to wake up tomorrow", "i've been cutting again", "i was raped at a party", "i took all my meds an hour ago",
		"he says he'll leak my pics", "my dad hits me when he drinks", "i am going to kill myself tonight", "my friend says she wants to die",
	} {
		for _, calm := range []string{
			"what is cbt?", "how does tms work and does it hurt?", "do i have bipolar?", "should i switch from zoloft to lexapro?",
			"is suicide contagious?", "im 15 and in year 10.", "what are the side effects of lithium?", "can i drink on lexapro?",
		} {
			for _, text := range []string{calm + " also " + danger, calm + " " + danger, danger + ". " + calm, strings.Trim(calm, "?.") + " " + danger} {
				if v := c.Classify(text); !v.Category.Risk() {
					t.Errorf("%q is %s; %v", text, v.Category, v.Reasons)
				}
			}
		}
	}
}
