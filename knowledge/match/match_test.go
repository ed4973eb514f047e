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
