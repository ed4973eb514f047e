package match

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/glossary"
)

// TestAbroad asks questions in the policy's thirty languages, written before the glossaries
// were looked at again: most must find their topic first, nearly all among the first three,
// and the language be told.
func TestAbroad(t *testing.T) {
	ed := build(t, shipped(t).Edition(knowledge.Fallback))
	defer ed.candidates.close()
	data, err := os.ReadFile("testdata/abroad.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var n, first, near, told int
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 {
			t.Fatalf("%q: want language, question, topics", line)
		}
		language, question, topics := f[0], f[1], f[2]
		n++
		told += btoi(glossary.Read(question).Language == language)
		ms, err := ed.search(context.Background(), Query{Text: question, Limit: offerFrom})
		if err != nil {
			t.Fatal(err)
		}
		verdict, some := Judge(ms)
		right := func(ms []Match) bool {
			for _, m := range ms {
				if strings.Contains("|"+topics+"|", "|"+m.Entry.Topic.ID+"|") {
					return true
				}
			}
			return false
		}
		first += btoi(right(ms[:min(1, len(ms))]))
		near += btoi(right(some))
		if !right(some) {
			t.Logf("%s %q: %s, %+v", language, question, glossary.Read(question).English, verdict)
		}
	}
	t.Logf("%d questions: right topic first %.1f %%, answered or offered %.1f %%, language told %.1f %%", n, percent(first, n), percent(near, n), percent(told, n))
	if percent(first, n) < 85 || percent(near, n) < 90 || percent(told, n) < 90 {
		t.Error("too few")
	}
}
