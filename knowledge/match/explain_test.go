package match

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestExplain: where each word stands, what was made of the question, and what said most.
func TestExplain(t *testing.T) {
	ix := index(t)
	ms, err := ix.Search(t.Context(), Query{Text: "memmory loss after electroconvulsive therapy", Explain: true})
	if err != nil || len(ms) == 0 || ms[0].Entry.ID != "ect#memory" {
		t.Fatalf("%v, %v", ms, err)
	}
	x := ms[0].Explanation
	if !slices.Contains(x.Corrected, Correction{"memmory", "memory"}) || !slices.Equal(x.Topics, []string{"ect"}) {
		t.Errorf("corrected %v, topics %v", x.Corrected, x.Topics)
	}
	in := map[string][]Field{}
	for _, f := range x.Matched {
		in[f.Word] = f.In
	}
	for word, want := range map[string][]Field{"memory": {InQuestion, InAlsoAsked, InAnswer}, "electroconvulsive": {InAlsoAsked, InTopicName}} {
		if !slices.Equal(in[word], want) {
			t.Errorf("%q stands in %v, want %v", word, in[word], want)
		}
	}
	telling := x.Telling(3)
	if len(telling) != 3 || telling[0].Share() < telling[1].Share() || telling[1].Share() < telling[2].Share() {
		t.Errorf("%v", telling)
	}

	ms, err = ix.Search(t.Context(), Query{Text: "what causes depression", Explain: true})
	if err != nil || len(ms) == 0 || ms[0].Explanation.Facet != "causes" {
		t.Errorf("%v, %v", ms, err)
	}
	ms, err = ix.Search(t.Context(), Query{Text: "what causes depression"})
	if err != nil || ms[0].Explanation != nil {
		t.Errorf("explained without being asked: %v", err)
	}
}

// TestExplainedWordsStandSomewhere: a word that is found has its place, in every match of
// the questions of TestRanking.
func TestExplainedWordsStandSomewhere(t *testing.T) {
	ix := index(t)
	data, err := os.ReadFile("testdata/ranking.txt")
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for line := range strings.Lines(string(data)) {
		question, _, _ := strings.Cut(line, " => ")
		ms, err := ix.Search(t.Context(), Query{Text: question, Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range ms {
			for _, f := range m.Explanation.Matched {
				if words++; len(f.In) == 0 {
					t.Errorf("%q: %q is found in %s, and stands nowhere", question, f.Word, m.Entry.ID)
				}
			}
		}
	}
	if words < 100 {
		t.Errorf("only %d words", words)
	}
}
