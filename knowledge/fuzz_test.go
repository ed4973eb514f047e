package knowledge

import (
	"os"
	"testing"
	"testing/fstest"
)

// FuzzTopic throws hostile topic files at the parser: it must say what is wrong
// and never panic, and what it accepts must be fit to serve.
func FuzzTopic(f *testing.F) {
	base, err := os.ReadFile("testdata/base/en/depression.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(base))
	for _, seed := range []string{
		"", "---", "---\n---\n", "---\ntitle: x\nsummary: y\n---\n## q\n\na [@nimh-depression].\n- b\n  - c\n",
		"---\ntitle: &a x\nsummary: *a\n---\n## q {#}\nAlso asked:\n-\n- \n\n[@a; @b, contested].", "---\n? a\n: b\n---\n\n## \n\n[[@x]]",
		"---\ntitle: x\nsummary: y\n---\n## q\n\n> a\n\n\t- b\n\n1) c\n\n<div>\n\n***\n\n```\n[@a].",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		library, problems, err := Load(fstest.MapFS{"en/x.md": {Data: []byte(text)}, "references.yaml": {Data: []byte("references:\n  - {id: nimh-depression, title: T, publisher: P, URL: \"https://x.example\"}\n")}}, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range problems {
			if d.Line < 1 || d.Col < 1 || d.Message == "" || d.Check == "" {
				t.Errorf("a problem without a place: %+v", d)
			}
			_ = d.Snippet()
		}
		if library == nil {
			return
		}
		for _, e := range library.Edition("en").Entries() {
			for _, p := range e.Paragraphs {
				for _, s := range p.Sentences {
					if len(s.Citations) == 0 || library.Source(s.Citations[0].Source) == nil {
						t.Errorf("served without a source: %q", s.Text)
					}
				}
			}
		}
	})
}

// FuzzYAML does the same for the three YAML files.
func FuzzYAML(f *testing.F) {
	for _, seed := range []string{"references:\n- id: a\n", "same: [[a, b]]\nmeans: {a: [b]}\n", "countries: {US: {lines: [{id: a}]}}", "a: &x [*x]\n", "{", "- - -", "a: |\n b", "issued: [[2018]]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{referencesFile, helplinesFile, "en/" + lexiconFile} {
			if _, _, err := Load(fstest.MapFS{name: {Data: []byte(text)}}, today); err != nil {
				t.Fatal(err)
			}
		}
	})
}
