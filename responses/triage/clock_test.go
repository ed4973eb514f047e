package triage

import "testing"

func TestClock(t *testing.T) {
	for text, want := range map[string]string{
		"3am": "3am", "3am panic": "3am", "12 pm": "12 pm", "3 a.m. again": "3 a.m.", "10:30 pm.": "10:30 pm",
		"22:30": "22:30", "22:30, awake": "22:30", "10:30pm sharp": "10:30pm", "7 p.m": "7 p.m", "03:05 i woke": "03:05",
		"3 am i ok": "", "3 pm me": "", "10:30 am i ok": "10:30", "3": "", "3 pills": "", "13am": "", "0am": "", "24:00": "",
		"22:61": "", "22:3": "", "22:300": "", "22:30h": "", "300am": "", "3amp": "", "3ams": "", "30mg": "", "": "",
	} {
		if got := text[:clock([]byte(text))]; got != want {
			t.Errorf("the time %q begins with is %q, want %q", text, got, want)
		}
	}
}

// TestTimesAreNoDoses: to the cues a time of day counts no pills, and hides none that stand
// beside it.
func TestTimesAreNoDoses(t *testing.T) {
	c := mustClassifier(t)
	for text, risk := range map[string]bool{
		"i took 8am pill late":                              false,
		"my last dose was at 10:30 pm, is that too late":    false,
		"it is 3am and i took 30 of my mums pills":          true,
		"i took 30 pills at 10:30 pm":                       true,
		"22:30 and i just swallowed 40 paracetamol":         true,
		"i took 12 paracetamol at 3 am i ok":                true,
		"took 20 sertraline at 2 a.m., should i be worried": true,
	} {
		plain := clean(text)
		if v, _ := c.byCues(plain, spans(plain)); v.Category.Risk() != risk {
			t.Errorf("%q is %s; cues %v", text, v.Category, v.Reasons)
		}
	}
}
