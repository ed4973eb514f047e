package wording

import (
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
)

// TestNoForbiddenWords holds every text and label of every language to section 5 of the policy.
func TestNoForbiddenWords(t *testing.T) {
	data, err := os.ReadFile("testdata/forbidden.txt")
	if err != nil {
		t.Fatal(err)
	}
	var forbidden []*regexp.Regexp
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			forbidden = append(forbidden, regexp.MustCompile(line))
		}
	}
	for _, lang := range languages(t) {
		for name, said := range everything(t, lang) {
			for _, re := range forbidden {
				if m := re.FindString(strings.ToLower(said)); m != "" {
					t.Errorf("%s/%s says %q", lang, name, m)
				}
			}
		}
	}
}

// TestEveryLanguageHasEveryText: a reply or label that is missing in one language would be the
// fallback, or a bare key.
func TestEveryLanguageHasEveryText(t *testing.T) {
	want := everything(t, fallbackLang)
	for _, lang := range languages(t) {
		got := everything(t, lang)
		for name := range want {
			if _, ok := got[name]; !ok {
				t.Errorf("%s has no %s", lang, name)
			}
		}
	}
}

// TestUnknownCountryIsShortAndPlainToo: the words for an unknown emergency number are many.
func TestUnknownCountryIsShortAndPlainToo(t *testing.T) {
	w := english(t)
	d := full
	d.Emergency = w.Label("emergency-unknown")
	for name := range w.replies {
		_, text := w.Reply(name, d)
		if n := len(strings.Fields(text)); n > maxWords {
			t.Errorf("%s has %d words where the country is unknown", name, n)
		}
		if g := knowledge.ReadingGrade(sentences(text), nil); g > maxGrade {
			t.Errorf("%s has reading grade %.1f where the country is unknown", name, g)
		}
	}
}

// languages lists the folders that hold texts.
func languages(t *testing.T) []string {
	t.Helper()
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, path.Base(e.Name()))
	}
	return out
}

// everything is every text and label of a language, filled in.
func everything(t *testing.T, lang string) map[string]string {
	t.Helper()
	w, err := Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for name := range w.replies {
		title, text := w.Reply(name, full)
		all[name+".txt"] = title + "\n" + text
	}
	for key := range w.labels {
		all["label "+key] = w.Fill(key, full)
	}
	return all
}
