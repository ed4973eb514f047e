package match

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/knowledge"
)

var update = flag.Bool("update", false, "rewrite golden files")

// shipped is the library in the program.
func shipped(t testing.TB) *knowledge.Library {
	t.Helper()
	l, ds, err := knowledge.Load(os.DirFS("../content"), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil || l == nil {
		t.Fatalf("load: %v, %v", err, ds)
	}
	return l
}

// index is the shipped library's.
func index(t testing.TB) *Index {
	t.Helper()
	ix, err := Build(shipped(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

// TestRanking is what the shipped library answers to questions as members put them: a
// change of ranking is a diff to weigh. testdata/ranking.txt has a question, " => ",
// the entry, and the second one where two topics are asked about ("and") or another of the
// same topic may be meant ("beside"); -update rewrites it.
func TestRanking(t *testing.T) {
	ix := index(t)
	data, err := os.ReadFile("testdata/ranking.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		question, _, isQuestion := strings.Cut(strings.TrimSpace(line), " => ")
		if !isQuestion || strings.HasPrefix(line, "#") {
			b.WriteString(line)
			continue
		}
		q := Query{Text: question}
		ms, err := ix.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s => ", question)
		switch verdict, chosen := Judge(ms); verdict {
		case NoAnswer:
			b.WriteString("no answer")
		case Offer:
			b.WriteString("did you mean")
			for _, m := range chosen {
				b.WriteString(" " + m.Entry.ID)
			}
		default:
			b.WriteString(ms[0].Entry.ID)
			if second := ix.Second(q, ms[0].Entry); second != nil {
				b.WriteString(" and " + second.ID)
			} else if beside := Beside(ms); beside != nil {
				b.WriteString(" beside " + beside.ID)
			}
		}
		b.WriteString("\n")
	}
	if *update {
		if err := os.WriteFile("testdata/ranking.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestChecksAreDocumented holds the moderators' page against the checks of this package.
func TestChecksAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Checks {
		if !strings.Contains(string(page), "\n#### `"+name+"`\n") {
			t.Errorf("docs/content.md has no heading for %q", name)
		}
	}
}

// TestBoth: a near tie is no choice where the question names both topics.
func TestBoth(t *testing.T) {
	ix := index(t)
	entries := map[string]*knowledge.Entry{}
	for _, e := range ix.editions[0].from.Entries() {
		entries[e.ID] = e
	}
	matches := func(confidences ...float64) (ms []Match) {
		for i, id := range []string{"tms#uses", "tms#what-is", "ocd#treatment"} {
			ms = append(ms, Match{Entry: entries[id], Confidence: confidences[i]})
		}
		return ms
	}
	for name, tt := range map[string]struct {
		text    string
		matches []Match
		want    string
	}{
		"a tie":                     {"does tms help with ocd", matches(.6, .3, .59), "ocd#treatment"},
		"no tie":                    {"does tms help with ocd", matches(.6, .3, .5), ""},
		"none is sure":              {"does tms help with ocd", matches(.4, .3, .4), ""},
		"only one is named":         {"does tms help with washing hands", matches(.6, .3, .59), ""},
		"of the same topic is none": {"does tms help with ocd", matches(.6, .6, .3), ""},
		"nothing found":             {"does tms help with ocd", nil, ""},
	} {
		var got string
		if e := ix.Both(Query{Text: tt.text}, tt.matches); e != nil {
			got = e.ID
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
