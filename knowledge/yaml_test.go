package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestHostileYAML holds the bounds on what the YAML library is given.
func TestHostileYAML(t *testing.T) {
	for name, text := range map[string]string{
		"nested":     "references: " + strings.Repeat("[", 4_000),
		"sequences":  strings.Repeat("- ", 2_000),
		"signs":      "references: [" + strings.Repeat(strings.Repeat("a,", 100)+"\n", 600),
		"blank rows": "references: |\n" + strings.Repeat("\n", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			library, problems, err := Load(fstest.MapFS{referencesFile: {Data: []byte(text)}}, today)
			if err != nil || library != nil || !strings.Contains(report(problems, "bad-yaml"), "more than") {
				t.Errorf("got %v, %v", problems, err)
			}
		})
	}
}
