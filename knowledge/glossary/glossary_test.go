package glossary

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func loaded(t *testing.T, files map[string]string) (*glossaries, error) {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return load(folder)
}

func TestLoad(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"# only a comment\n\ndepresión, depresion, deprimid* = depression # and why\nel, la =\n", ""},
		{"depresión\n", `es.txt:1: want "phrase, phrase = English words"`},
		{"a = b\n, c = d\n", "es.txt:2: a phrase is missing before or after a comma"},
		{"? = b\n", `es.txt:1: "?" is no word`},
		{"mal = bad\n\nMál = evil\n", `es.txt:3: "Mál" stands on line 1 already`},
	} {
		_, err := loaded(t, map[string]string{"es.txt": tt.text})
		if got := errorText(err); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestRead reads with the glossaries of the program.
func TestRead(t *testing.T) {
	for _, tt := range []struct{ message, english, language string }{
		{"does therapy change your brain?", "does therapy change your brain?", ""},
		{"", "", ""},
		{"Was ist Depression?", "what depression?", "de"},
		{"¿Qué es la depresión?", "what depression?", "es"},
		{"que es la depresion", "what depression", "es"},
		{"depresion", "depression", ""}, // a slip in English as well
		{"депрессия", "depression", "ru"},
		{"xyzzy plugh", "xyzzy plugh", ""},
		{"うつ病とは何ですか", "depression what is", "ja"},
	} {
		got := Read(tt.message)
		got.English = strings.Join(strings.Fields(got.English), " ")
		if got != (Reading{tt.english, tt.language}) {
			t.Errorf("%q: %+v, want %q in %q", tt.message, got, tt.english, tt.language)
		}
	}
}

// TestLanguages: there is a glossary of each of the policy's languages.
func TestLanguages(t *testing.T) {
	want := "ar bn cs da de el es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tl tr uk vi zh"
	if got := strings.Join(all().languages, " "); got != want {
		t.Errorf("glossaries of %s, want %s", got, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"¿Qué es la depresión?", "うつ病", "a\xffb", "İıß ﷺ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		r := Read(message)
		if len(r.English) > 64*(len(message)+1) {
			t.Errorf("%d bytes made of %d", len(r.English), len(message))
		}
		if r.Language != "" && !slices.Contains(all().languages, r.Language) {
			t.Errorf("language %q", r.Language)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for _, message := range []string{"does therapy actually change your brain", "wat r teh meds 4 adhd lol", "¿cómo afecta el estrés crónico al cerebro?"} {
		b.Run(strings.Fields(message)[0], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(message)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	folder, err := fs.Sub(files, "words")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := load(folder); err != nil {
			b.Fatal(err)
		}
	}
}
