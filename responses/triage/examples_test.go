package triage

import "testing"

// TestExamples asks the messages that the model has learnt from: weights.bin that does not
// belong to them, or a rule that does not let the model speak, shows here. What it makes of
// messages that it has not learnt from stands in testdata/model.txt.
func TestExamples(t *testing.T) {
	c := mustClassifier(t)
	type tally struct{ risk, found, calm, alarms int }
	by := map[string]*tally{}
	for _, e := range examples(t) {
		if by[e.language] == nil {
			by[e.language] = &tally{}
		}
		b, got := by[e.language], c.Classify(e.text).Category.Risk()
		if e.category.Risk() {
			b.risk++
			b.found += btoi(got)
		} else {
			b.calm++
			b.alarms += btoi(got)
		}
	}
	if len(by) < 30 {
		t.Errorf("messages in %d languages, want the 30 of the safety policy and English", len(by))
	}
	for language, b := range by {
		t.Logf("%s: %d of %d in danger are found, %d of %d calm ones alarm", language, b.found, b.risk, b.alarms, b.calm)
		if b.found*10 < b.risk*9 || b.alarms*20 > b.calm {
			t.Errorf("%s: %d of %d in danger are found, %d of %d calm ones alarm: run go generate ./responses/triage", language, b.found, b.risk, b.alarms, b.calm)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
