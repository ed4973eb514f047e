package knowledge

import (
	"strings"
	"testing"
)

func TestParseTopic(t *testing.T) {
	good := "---\ntitle: T\nsummary: S.\nstatus: draft\nrisk: high\n---\n\n## A? {#a}\n\nYes [@x].\n\n## B?\n\nNo.\n"
	for name, tt := range map[string]struct {
		text, check string
		entries     int
	}{
		"a draft":         {good, "uncited-sentence", 2},
		"windows":         {"\ufeff" + strings.ReplaceAll(good, "\n", "\r\n"), "uncited-sentence", 2},
		"no front matter": {"## A?\n", "front-matter", 0},
		"not UTF-8":       {good + "\xff", "bad-utf8", 0},
		"too large":       {good + strings.Repeat(" ", MaxFile), "file-too-large", 0},
	} {
		topic, problems := ParseTopic("en/t.md", []byte(tt.text))
		if topic.ID != "t" || len(topic.Entries) != tt.entries || len(problems) == 0 || problems[0].Check != tt.check {
			t.Errorf("%s: %+v, %v", name, topic, problems)
		}
		if tt.entries > 0 && (topic.Risk != High || topic.Status != Draft || topic.Entries[1].ID != "t#b" || topic.Entries[1].Pos.Line != 12) {
			t.Errorf("%s: %+v", name, topic)
		}
	}
}
