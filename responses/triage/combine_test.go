package triage

import "testing"

// likely is a chance of p for a category, and the rest for none.
func likely(c Category, p float32) (out chance) {
	out[c.rank()] = p
	out[None.rank()] += 1 - p
	return out
}

// TestCombine: who has the last word, cues or the model.
func TestCombine(t *testing.T) {
	calm := likely(None, 1)
	some := aside{words: 12}
	cue := Verdict{Category: CrisisSelf, Confidence: sureOfOne}
	topic := Verdict{Category: EducationalSensitive, Confidence: sureOfOne}
	nothing := Verdict{Category: None, Confidence: sureOfNone}
	danger := func(p float32) chance { return likely(CrisisSelf, p) }
	for name, tt := range map[string]struct {
		verdict                  Verdict
		beside                   aside
		whole, stretch, sentence chance
		want                     Category
		soft                     bool
	}{
		"a single cue, all calm":              {cue, some, calm, calm, calm, None, true},
		"a single cue, a topic":               {cue, some, likely(EducationalSensitive, .9), calm, calm, EducationalSensitive, false},
		"a single cue, not quite certain":     {cue, some, danger(.02), calm, calm, CrisisSelf, false},
		"a single cue, a stretch":             {cue, some, calm, danger(.02), calm, CrisisSelf, false},
		"a single cue, a sentence":            {cue, some, calm, calm, danger(.15), CrisisSelf, false},
		"a single cue, few words":             {cue, aside{words: fewestErr - 1}, calm, calm, calm, CrisisSelf, false},
		"a single cue, many words":            {cue, aside{words: mostErr + 1}, calm, calm, calm, CrisisSelf, false},
		"cues that agree":                     {Verdict{Category: CrisisSelf, Confidence: sureOfMany}, some, calm, calm, calm, None, true},
		"a cue and a joke":                    {Verdict{Category: CrisisSelf, Confidence: sureOfTone}, some, calm, calm, calm, CrisisSelf, false},
		"a body in danger":                    {Verdict{Category: EmergencyMedical, Confidence: sureOfOne}, some, calm, calm, calm, EmergencyMedical, false},
		"a way is sought, all but advice":     {Verdict{Category: MethodSeeking, Confidence: sureOfOne}, some, likely(AdviceMedication, .79), calm, calm, MethodSeeking, false},
		"a way is sought, advice is wished":   {Verdict{Category: MethodSeeking, Confidence: sureOfOne}, some, likely(AdviceMedication, .8), calm, calm, AdviceMedication, true},
		"a way is sought":                     {Verdict{Category: MethodSeeking, Confidence: sureOfOne}, some, calm, calm, calm, MethodSeeking, false},
		"a single cue, who is young":          {cue, some, likely(MinorDisclosure, .9), calm, calm, None, true},
		"a single cue of another language":    {Verdict{Category: CrisisSelf, Confidence: sureOfOne, Language: "de"}, some, calm, calm, calm, CrisisSelf, false},
		"no cue, danger":                      {nothing, some, danger(.2), calm, calm, CrisisSelf, false},
		"no cue, hardly any danger":           {nothing, some, danger(.19), calm, calm, None, false},
		"no cue, a stretch":                   {nothing, some, calm, danger(.6), calm, CrisisSelf, false},
		"no cue, a stretch, hardly":           {nothing, some, calm, danger(.59), calm, None, false},
		"no cue, a sentence":                  {nothing, some, calm, calm, danger(1), None, false},
		"a topic, danger":                     {topic, some, danger(.6), calm, calm, CrisisSelf, false},
		"a topic, hardly any danger":          {topic, some, danger(.59), calm, calm, EducationalSensitive, false},
		"a topic, a cue of risk cancelled":    {topic, aside{words: 12, excluded: true}, danger(.9), calm, calm, EducationalSensitive, false},
		"a topic, cancelled, certain":         {topic, aside{words: 12, excluded: true}, danger(.95), calm, calm, CrisisSelf, false},
		"a joke":                              {Verdict{Category: OutOfScope, SoftLine: true}, some, danger(.9), calm, calm, OutOfScope, true},
		"advice by cues":                      {Verdict{Category: AdviceMedication, Confidence: sureOfOne}, some, danger(.9), calm, calm, AdviceMedication, false},
		"advice by the model":                 {nothing, some, likely(AdviceMedication, .6), calm, calm, AdviceMedication, false},
		"advice of three kinds by the model":  {nothing, some, chance{5: .13, 6: .12, 7: .1, 12: .65}, calm, calm, AdviceMedication, false},
		"hardly any advice":                   {nothing, some, chance{5: .1, 6: .1, 7: .14, 12: .66}, calm, calm, None, false},
		"small talk, advice is wished":        {Verdict{Category: OutOfScope, Confidence: sureOfOne}, some, likely(AdviceDiagnosis, .7), calm, calm, AdviceDiagnosis, false},
		"small talk, hardly advice":           {Verdict{Category: OutOfScope, Confidence: sureOfOne}, some, likely(AdviceDiagnosis, .69), calm, calm, OutOfScope, false},
		"a figure of speech, advice":          {Verdict{Category: OutOfScope, SoftLine: true}, some, likely(AdviceDiagnosis, 1), calm, calm, OutOfScope, true},
		"an insult that the model half hears": {nothing, some, likely(JailbreakInsult, .55), calm, calm, None, false},
	} {
		got := combine(tt.verdict, tt.beside, tt.whole, tt.stretch, tt.sentence)
		if got.Category != tt.want || got.SoftLine != tt.soft {
			t.Errorf("%s: %s, soft line %v; want %s, %v", name, got.Category, got.SoftLine, tt.want, tt.soft)
		}
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

// TestSentences: those of four words and more, of a message that has several.
func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"one sentence and no more of it":                                   nil,
		"he left in april. i can not go on like this! why? tell me please": {"he left in april", "i can not go on like this"},
		"a line of four words\nand one more line":                          {"a line of four words", "and one more line"},
		"": nil,
	} {
		plain := clean(text)
		var got []string
		for _, s := range sentences(plain, spans(plain)) {
			got = append(got, string(plain[s.from:s.to]))
		}
		if len(got) != len(want) {
			t.Errorf("%q: %q, want %q", text, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q: %q, want %q", text, got[i], want[i])
			}
		}
	}
}
