package triage

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
)

var train = flag.Bool("train", false, "train the model on examples/*.tsv, and write weights.bin and testdata/model.txt")

// A labelled message is one to learn from.
type labelledText struct {
	text       string
	category   Category
	language   string
	difficulty string
	weight     float64 // beside other messages
	file       string  // in examples, "" if it stands elsewhere
}

// examples reads examples/*.tsv (text, category, language, difficulty), the messages that
// cues are tried on, which are English but for a few, and the library's own.
func examples(t testing.TB) (all []labelledText) {
	t.Helper()
	names, err := filepath.Glob("examples/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatal("no examples", err)
	}
	seen := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			at := fmt.Sprintf("%s:%d", name, n+1)
			f := strings.Split(line, "\t")
			if len(f) != 4 || Category(f[1]).rank() == len(precedence) || len(f[2]) != 2 || !slices.Contains([]string{"easy", "medium", "hard"}, f[3]) {
				t.Errorf("%s: want text, category, language of two letters, and easy, medium or hard; parted by tabs", at)
				continue
			}
			key := string(clean(f[0]))
			if seen[key] != "" {
				t.Errorf("%s: the same as %s", at, seen[key])
			}
			seen[key] = at
			all = append(all, labelledText{f[0], Category(f[1]), f[2], f[3], 1, filepath.Base(name)})
		}
	}
	more := func(text string, category Category, weight float64) {
		if key := string(clean(text)); seen[key] == "" {
			seen[key] = "text read besides"
			all = append(all, labelledText{text, category, "en", "medium", weight, ""})
		}
	}
	for _, name := range []string{"policy.tsv", "written.tsv", "ordinary.txt"} {
		for _, line := range readLines(t, name) {
			label, text, ok := strings.Cut(line, "\t")
			if !ok {
				label, text = string(None), line
			}
			more(text, Category(strings.TrimSuffix(label, "+soft")), heldWeight)
		}
	}
	library(t, more)
	return all
}

// sensitiveTopics are those that are asked about in the words of a crisis.
var sensitiveTopics = []string{"suicide-prevention", "self-harm", "crisis-resources"}

// library reads what the library answers, which is calm, and what it takes for something
// else.
func library(t testing.TB, more func(string, Category, float64)) {
	l, ds, err := knowledge.Load(os.DirFS("../../knowledge/content"), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil || l == nil {
		t.Fatal("load the library:", err, ds)
	}
	for _, e := range l.Edition(knowledge.Fallback).Entries() {
		category := None
		if slices.Contains(sensitiveTopics, e.Topic.ID) {
			category = EducationalSensitive
		}
		for _, p := range append(slices.Clone(e.AlsoAsked), e.Question) {
			more(p.Text, category, libraryWeight)
		}
	}
	elsewhere, err := os.ReadFile("../../knowledge/match/english/elsewhere.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(elsewhere)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			more(line, OutOfScope, libraryWeight)
		}
	}
}

// crossFolds is in how many parts the examples are left out in turn.
const crossFolds = 5

// A result is an example and what cues and model together make of it, the model not
// having learnt from it.
type result struct {
	labelledText
	got Category
}

func crossValidate(t testing.TB, c Classifier, all []labelledText) []result {
	return inTurn(crossFolds, func(fold int) (out []result) {
		var rest []labelledText
		for i, e := range all {
			if i%crossFolds != fold {
				rest = append(rest, e)
			}
		}
		c := c
		c.model = trainModel(t, rest)
		for i, e := range all {
			if i%crossFolds == fold {
				out = append(out, result{e, c.Classify(e.text).Category})
			}
		}
		return out
	})
}

// inTurn is what do gives for each of n, one after the other; as many are done at a time as there
// are processors.
func inTurn(n int, do func(int) []result) []result {
	parts := make([][]result, n)
	var working sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		free <- struct{}{}
		working.Go(func() {
			parts[i] = do(i)
			<-free
		})
	}
	working.Wait()
	return slices.Concat(parts...)
}

// otherHand is files whose messages the writers of cues did not see.
var otherHand = []string{"european.tsv", "languages-f.tsv", "danger-b.tsv", "danger-c.tsv", "others.tsv", "self-b.tsv", "calm-h.tsv", "languages-g.tsv", "languages-h.tsv", "advice-b.tsv", "scenes-b.tsv", "sensitive.tsv"}

// byOtherHand is what a model that learnt from all the rest, and the cues, make of otherHand.
func byOtherHand(t testing.TB, c Classifier, all []labelledText) (out []result) {
	theirs := func(e labelledText) bool { return slices.Contains(otherHand, e.file) }
	c.model = trainModel(t, slices.DeleteFunc(slices.Clone(all), theirs))
	for _, e := range all {
		if theirs(e) {
			out = append(out, result{e, c.Classify(e.text).Category})
		}
	}
	return out
}

// right reports whether a result is as good as the safety policy asks: for risk any risk
// category with the same urgency, for the rest the category itself or one that is answered alike.
func (r result) right() bool {
	switch {
	case r.got == r.category:
		return true
	case r.category.Risk():
		return r.got.Risk()
	}
	return alike[r.category] != "" && alike[r.category] == alike[r.got]
}

// alike is categories that members get the same kind of reply for.
var alike = map[Category]string{
	AdviceMedication: "advice", AdviceDiagnosis: "advice", AdviceTreatmentChoice: "advice",
	None: "searched", OutOfScope: "searched",
}

// table is how many results are right, by a property of the message.
func table(results []result) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tmessages\tright\tvery category\tcalled risk\t")
	rows := map[string][]result{}
	for _, r := range results {
		risk := "risk"
		if !r.category.Risk() {
			risk = "calm"
		}
		for _, row := range []string{" all", " " + risk, "category " + string(r.category), "language " + r.language + " " + risk, "difficulty " + r.difficulty + " " + risk} {
			rows[row] = append(rows[row], r)
		}
	}
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		var right, exact, risk int
		for _, r := range rows[name] {
			if r.right() {
				right++
			}
			if r.got == r.category {
				exact++
			}
			if r.got.Risk() {
				risk++
			}
		}
		n := float64(len(rows[name]))
		fmt.Fprintf(w, "%s\t%d\t%.1f %%\t%.1f %%\t%.1f %%\t\n", strings.TrimSpace(name), len(rows[name]), 100*float64(right)/n, 100*float64(exact)/n, 100*float64(risk)/n)
	}
	w.Flush()
	return b.String()
}

// TestTrain trains the model and writes it, with its cross-validated table:
// `go generate ./responses/triage`. The same examples give the same bytes.
func TestTrain(t *testing.T) {
	if !*train {
		t.Skip("-train is not given")
	}
	all := examples(t)
	if t.Failed() {
		return
	}
	c, err := untrained() // weights.bin may be of another program
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"weights.bin": trainModel(t, all).write(t),
		"testdata/model.txt": []byte("Each message left out of what is learnt, in fifths. The writers of cues have seen most of them.\n\n" + table(crossValidate(t, *c, all)) +
			"\nMessages of " + strings.Join(otherHand, " and ") + ", all left out, which the writers of cues have not seen.\n\n" + table(byOtherHand(t, *c, all))),
	} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
