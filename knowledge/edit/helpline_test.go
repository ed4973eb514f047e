package edit

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hebb-bot/hebb/knowledge"
)

func TestHelpline(t *testing.T) {
	for _, name := range []string{"../content/helplines.yaml", "../../responses/testdata/library/helplines.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		h, err := knowledge.LoadHelplines(fstest.MapFS{"helplines.yaml": {Data: data}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range h.Countries {
			for _, l := range c.Lines {
				for _, text := range []string{text, windows(text)} {
					item, err := Helpline(text, l.ID)
					if err != nil || !strings.HasPrefix(item, "- ") || strings.Count(item, "id:") != 1 {
						t.Fatalf("%s: %v\n%s", l.ID, err, item)
					}
					if same, err := ReplaceHelpline(text, l.ID, item); same != text || err != nil {
						t.Errorf("%s replaced by itself: %v", l.ID, err)
					}
				}
			}
		}
	}
}

const lines = `compiled: "2026-11-22"
recheck_days: 90
show_rule: {verified: true, confidence: [high]}
unknown_country: [world]
directories:
  - {id: world, name: World, url: "https://world.example", verified: true, confidence: high}
countries:
  US:
    lines:
      # the first
      - id: us-1
        name: First
        kind: youth
        lang:
          - en
        phone: "111"
        verified: true
        confidence: high

      # the second
      - {id: us-2, name: Second, kind: youth, phone: "222", verified: true, confidence: high}
`

func TestReplaceHelpline(t *testing.T) {
	item, err := Helpline(lines, "us-1")
	if want := "- id: us-1\n  name: First\n  kind: youth\n  lang:\n    - en\n  phone: \"111\"\n  verified: true\n  confidence: high"; item != want || err != nil {
		t.Errorf("%v\n%s", err, item)
	}
	got, err := ReplaceHelpline(lines, "us-1", strings.Replace(item, "111", "112", 1))
	if want := strings.Replace(lines, "111", "112", 1); got != want || err != nil {
		t.Errorf("%v\n%s", err, got)
	}
	got, err = ReplaceHelpline(lines, "us-2", "- {id: us-2, name: Second, kind: youth, phone: \"223\", verified: true, confidence: high}")
	if want := strings.Replace(lines, "222", "223", 1); got != want || err != nil {
		t.Errorf("%v\n%s", err, got)
	}
	for text, want := range map[string]error{
		"":                                   ErrHelpline,
		"id: us-1":                           ErrHelpline,
		item + "\nshow_rule: {}":             ErrHelpline,
		item + "\n- {id: us-9}":              ErrHelpline,
		strings.Replace(item, "-1", "-3", 1): ErrID,
	} {
		if got, err := ReplaceHelpline(lines, "us-1", text); !errors.Is(err, want) {
			t.Errorf("%q: %v\n%s", text, err, got)
		}
	}
	for id, want := range map[string]error{"us-9": ErrNoHelpline, "us-": ErrNoHelpline, "en": ErrNoHelpline} {
		if _, err := Helpline(lines, id); !errors.Is(err, want) {
			t.Errorf("%s: %v", id, err)
		}
	}
}
