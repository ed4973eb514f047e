package triage

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestExamples holds the labelled messages of examples/*.tsv to their form: text, category,
// language, difficulty. They were written by people who saw the safety policy only, not
// the cues, and measure what the cues find in words nobody wrote them for: see the log of
// `go test ./responses/triage -run Examples -v`.
func TestExamples(t *testing.T) {
	c := mustClassifier(t)
	names, err := filepath.Glob("examples/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatal("no examples", err)
	}
	seen := map[string]bool{}
	type tally struct{ risk, found, calm, alarms int }
	by := map[string]*tally{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			f := strings.Split(line, "\t")
			if len(f) != 4 || Category(f[1]).rank() == len(precedence) || len(f[2]) != 2 || !slices.Contains([]string{"easy", "medium", "hard"}, f[3]) {
				t.Errorf("%s:%d: want text, category, language of two letters, and easy, medium or hard; parted by tabs", name, n+1)
				continue
			}
			if key := string(clean(f[0])); seen[key] {
				t.Errorf("%s:%d: stands here twice", name, n+1)
			} else {
				seen[key] = true
			}
			if by[f[2]] == nil {
				by[f[2]] = &tally{}
			}
			b, got := by[f[2]], c.Classify(f[0]).Category.Risk()
			switch risk := Category(f[1]).Risk(); {
			case risk:
				b.risk++
				if got {
					b.found++
				}
			default:
				b.calm++
				if got {
					b.alarms++
				}
			}
		}
	}
	for language, b := range by {
		t.Logf("%s: %d of %d in danger are found, %d of %d calm ones alarm", language, b.found, b.risk, b.alarms, b.calm)
		if b.alarms*20 > b.calm {
			t.Errorf("%s: %d false alarms among %d", language, b.alarms, b.calm)
		}
	}
}
