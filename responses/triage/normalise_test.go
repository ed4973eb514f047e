package triage

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	tests := map[string]string{
		"I Want To DIE":                  "i want to die",
		"ｗａｎｔ":                           "want",
		"w\u200ba\u00adn\u2060t":         "want",
		"d\u0301i\u0336e":                "die",
		"wаnt tо diе":                    "want to die", // Cyrillic а, о, е
		"ѕυіcιdε":                        "suicide",     // Cyrillic and Greek
		"𝓴𝓶𝓼":                            "kms",
		"🇰🇲🇸":                            "kms",
		"🅺🅼🆂":                            "kms",
		"ᴋᴍꜱ":                            "kms",
		"don’t":                          "don't",
		"don´t":                          "don't",
		"a\x00b":                         "ab",
		"\xff":                           " ",
		"死にたい":                           "死にたい",
		"मरना":                           "मरना", // vowel signs are no accents
		"죽고":                             "죽고",
		"می\u200cخواهم":                  "میخواهم",
		strings.Repeat("a", 2*keep) + "": strings.Repeat("a", 2*keep),
	}
	for text, want := range tests {
		if got := string(clean(text)); got != want {
			t.Errorf("clean(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestDisguises: however "i want to kill myself" and its slang are written, they are found.
func TestDisguises(t *testing.T) {
	c := mustClassifier(t)
	for _, text := range []string{
		"k m s", "k.m.s", "k-m-s", "k  m  s", "K M S", "*k*m*s*", "||kms||", "~~kms~~", "kmssss", "kms!!!",
		"w a n n a  d i e", "wannadie", "i w a n t t o d i e", "i want t o d i e",
		"k1ll mys3lf", "ki11 myself", "w@nt to d1e", "i want to d!e", "$uicidal tonight", "su1c1dal rn",
		"im sucidal", "i weant to die", "i want to kill mysefl", "want to die", "i waaaant to dieeee",
		"i want to unallive", "i am sui*cidal", "__i want to die__", "`i want to die`", "i want 2 die",
		"idk.i want to die", "yes!i want to die", "i\nwant\nto\ndie", "#iwanttodie", "i wish i was d\u200bead",
	} {
		if v := c.Classify(text); v.Category != CrisisSelf {
			t.Errorf("%q is %s", text, v.Category)
		}
	}
}

// TestSpellingLeavesWordsAlone: repairs never make a risk word of an everyday one.
func TestSpellingLeavesWordsAlone(t *testing.T) {
	c := mustClassifier(t)
	for _, text := range []string{
		"i keep changing myself", "5 htp and b12, what do they do", "200mg", "phq 9 explained", "a b c d e",
		"i took 2 naps today, is that bad for sleep", "what is vitamin b 12", "plan a or plan b for stress",
		"i am thinking about billing myself less", "is meditation good", "1 2 3 4", "o.k.", "u.s. mental health laws, what are they",
	} {
		if v := c.Classify(text); v.Category.Risk() {
			t.Errorf("%q is %s; cues %v", text, v.Category, v.Reasons)
		}
	}
}
