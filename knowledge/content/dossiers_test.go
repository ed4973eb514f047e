//go:build shared

package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/knowledge"
)

// These checks need the source dossiers, which are not part of the repository:
// TEST_SHARED names the folder that holds sources/ and safety/.

type dossier struct {
	Sources []struct {
		ID, Title, URL string
		TitleSeen      *bool `yaml:"title_seen"`
	}
	Facts []struct{ Quote string }
}

func shared(t *testing.T, path ...string) string {
	t.Helper()
	root := os.Getenv("TEST_SHARED")
	if root == "" {
		t.Fatal("TEST_SHARED is not set: it names the folder with the dossiers")
	}
	return filepath.Join(append([]string{root}, path...)...)
}

func dossiers(t *testing.T) []dossier {
	t.Helper()
	paths, err := filepath.Glob(shared(t, "sources", "*.yaml"))
	if err != nil || len(paths) < 50 {
		t.Fatalf("found %d dossiers: %v", len(paths), err)
	}
	var all []dossier
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var d dossier
		if err := yaml.Unmarshal(data, &d); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, d)
	}
	return all
}

func library(t *testing.T) *knowledge.Library {
	t.Helper()
	l, problems, err := knowledge.Load(FS, time.Now())
	if err != nil || l == nil {
		t.Fatalf("%v %v", err, problems)
	}
	return l
}

// TestReferencesStandInADossier: no source, title or address is from memory.
func TestReferencesStandInADossier(t *testing.T) {
	l := library(t)
	cited := map[string]bool{}
	for _, e := range l.Edition("en").Entries() {
		for _, p := range e.Paragraphs {
			for _, s := range p.Sentences {
				for _, c := range s.Citations {
					cited[c.Source] = true
				}
			}
		}
	}
	known := map[string]bool{}
	for _, d := range dossiers(t) {
		for _, s := range d.Sources {
			own := l.Source(s.ID)
			if own == nil {
				continue
			}
			if s.TitleSeen != nil && !*s.TitleSeen {
				t.Errorf("source %s: its title was not seen, so it is not to be cited", s.ID)
			}
			known[s.ID] = known[s.ID] || own.URL == s.URL && own.Title == s.Title
		}
	}
	for id := range cited {
		if !known[id] {
			t.Errorf("source %s: no dossier has it with this title and address", id)
		}
	}
}

// run is how many words in a row may be the same as in a quote.
const run = 9

// TestNothingIsQuoted: what ships is in our own words.
func TestNothingIsQuoted(t *testing.T) {
	quoted := map[string]bool{}
	for _, d := range dossiers(t) {
		for _, f := range d.Facts {
			eachRun(f.Quote, func(r string) { quoted[r] = true })
		}
	}
	if len(quoted) < 1000 {
		t.Fatalf("only %d runs of quotes", len(quoted))
	}
	for _, e := range library(t).Edition("en").Entries() {
		for _, p := range e.Paragraphs {
			eachRun(p.Text(), func(r string) {
				if quoted[r] {
					t.Errorf("%s: %q stands in a quote", e.ID, r)
				}
			})
		}
	}
}

func eachRun(text string, f func(string)) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 0; i+run <= len(words); i++ {
		f(strings.Join(words[i:i+run], " "))
	}
}

// TestHelplinesAreTheVerifiedOnes: the numbers are those of the safety file, and
// only what members never see was left out.
func TestHelplinesAreTheVerifiedOnes(t *testing.T) {
	read := func(data []byte, err error) map[string]any {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := yaml.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	want := read(os.ReadFile(shared(t, "safety", "crisis-lines.yaml")))
	got := read(FS.ReadFile("helplines.yaml"))
	strip(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-safety file +ours)\n%s", diff)
	}
}

// strip removes what the shipped file leaves out.
func strip(v any) {
	switch x := v.(type) {
	case map[string]any:
		for k, child := range x {
			if strings.HasPrefix(k, "evidence") || k == "note" || k == "hours_note" || k == "emergency_eu_evidence" {
				delete(x, k)
				continue
			}
			strip(child)
		}
	case []any:
		for _, child := range x {
			strip(child)
		}
	}
}
