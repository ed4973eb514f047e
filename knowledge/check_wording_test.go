package knowledge

import (
	"regexp/syntax"
	"slices"
	"testing"
)

func TestHeld(t *testing.T) {
	for pattern, want := range map[string][]string{
		`commit(?:ted|s)? suicide\b`:  {" suicide"},
		`(?i)\b(?:Crazy|nuts?|junk)`:  {"crazy", "nut", "junk"},
		`(?:a|the) bipolar(?:[.,]|$)`: {" bipolar"},
		`(?:a|\d) (?:b|[cd])`:         {" "},
		`(?:gone)?`:                   nil,
		`[a-z]+`:                      nil,
	} {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := held(re); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}

// TestEveryPatternHolds something: a pattern of which nothing is known is matched against all.
func TestEveryPatternHolds(t *testing.T) {
	for _, a := range unsafeWords {
		if shortest(a.holds) < 3 {
			t.Errorf("%s: nothing to look for but %q", a.pattern, a.holds)
		}
	}
}
