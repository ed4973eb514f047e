package triage

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
			more(text, Category(strings.TrimSuffix(label, "+soft")), 1)
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

// Training: stochastic gradient descent on the log-loss with some ridge, over the
// examples in a fixed random order, the step falling; weights averaged over the last
// half (Polyak and Juditsky 1992).
const (
	epochs    = 20
	step      = 1.5
	ridge     = 2e-6
	calmShare = 3
	// libraryWeight is what a line of the library counts: they are many, and easy.
	libraryWeight = .35
	stretchWeight = .3 // of a piece of a calm message
	slipWeight    = .5 // of a message with typing errors put in
)

func trainModel(all []labelledText) *model {
	all = withStories(withSlips(withStretches(all)))
	signs := make([][]sign, len(all))
	category := make([]int, len(all))
	for i, e := range all {
		text := clean(e.text)
		r := newReading(text)
		signs[i], category[i] = slices.Clone(r.signsOf(span{0, len(text)})), e.category.rank()
		r.putBack()
	}
	counts := weighed(all)
	const n = len(precedence)
	weights := make([]float64, (signSpace+1)*n) // the last row is the bias
	mean := make([]float64, len(weights))
	rows := func(i int, f func(row []float64, x float64)) {
		x := 1 / math.Sqrt(float64(len(signs[i])))
		for _, id := range signs[i] {
			f(weights[int(id)*n:][:n], x)
		}
		f(weights[signSpace*n:], 1)
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	random, averaged := uint32(1), 0.0
	for epoch := range epochs {
		for i := len(order) - 1; i > 0; i-- {
			random = random*1664525 + 1013904223
			j := int(random>>8) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		rate := step / (1 + float64(epoch)/3)
		for _, i := range order {
			var scores [n]float64
			rows(i, func(row []float64, x float64) {
				for k := range scores {
					scores[k] += x * row[k]
				}
			})
			best, sum := slices.Max(scores[:]), 0.0
			for k := range scores {
				scores[k] = math.Exp(scores[k] - best)
				sum += scores[k]
			}
			for k := range scores {
				scores[k] /= sum
			}
			scores[category[i]]--
			rows(i, func(row []float64, x float64) {
				for k := range row {
					row[k] -= rate * counts[i] * (x*scores[k] + ridge*row[k])
				}
			})
		}
		if epoch >= epochs/2 {
			averaged++
			for i, w := range weights {
				mean[i] += w
			}
		}
	}
	largest := 0.0
	for i := range mean {
		mean[i] /= averaged
		if i < signSpace*n {
			largest = max(largest, math.Abs(mean[i]))
		}
	}
	m := &model{scale: float32(largest / math.MaxInt8), rows: make([]row, signSpace)}
	for i, w := range mean[:signSpace*n] {
		m.rows[i/n].set(i%n, int8(math.Round(w/largest*math.MaxInt8)))
	}
	for k := range m.bias {
		m.bias[k] = float32(mean[signSpace*n+k])
	}
	return m
}

// withStretches adds to each calm message its stretches, which are calm too. Which of those
// of a message of risk is the risky one nobody has said.
func withStretches(all []labelledText) []labelledText {
	out := slices.Clone(all)
	for _, e := range all {
		if plain := clean(e.text); !e.category.Risk() {
			for _, s := range stretches(plain, spans(plain)) {
				e.text, e.weight = string(plain[s.from:s.to]), min(e.weight, stretchWeight)
				out = append(out, e)
			}
		}
	}
	return out
}

// openings are calm stories that a message may come at the end of.
var openings = []string{
	"had a long shift at the bakery today, then picked up the kids, made soup and sorted the laundry while my mum told me about her new curtains. ",
	"so we moved the sofa on saturday, my brother helped, we got pizza after and fell asleep in front of some film, sunday was just errands and the dog park. ",
	"Our team changed offices last month and I have been setting up desks and cables all week; the canteen is better and the commute is shorter. ",
	"i was gonna write earlier but had class till four and then practice and then my cousin came over to show me his new bike and we fixed the chain. ",
	"the weather finally got better here so i planted tomatoes, cleaned the balcony, answered some old emails and called my aunt who is visiting in june. ",
	"new semester started, three lectures on mondays, the bus is always late and my roommate keeps burning the rice but the library is warm at least. ",
}

// storyEvery is which English message is learnt at the end of a story as well, and
// storyWeight what it counts then.
const (
	storyEvery  = 4
	storyWeight = .5
)

// withStories adds to some messages their like at the end of a calm story, which changes
// nothing about what they are.
func withStories(all []labelledText) []labelledText {
	out := slices.Clone(all)
	n := 0
	for _, e := range all {
		if e.language != "en" || e.weight < 1 {
			continue
		}
		if n++; n%storyEvery == 0 {
			e.text, e.weight = openings[n/storyEvery%len(openings)]+e.text, storyWeight
			out = append(out, e)
		}
	}
	return out
}

// withSlips adds to each message its like with two typing errors: a letter left out, and
// two changed about. People in distress type badly.
func withSlips(all []labelledText) []labelledText {
	random := uint32(7)
	next := func(n int) int {
		random = random*1664525 + 1013904223
		return int(random>>8) % n
	}
	out := slices.Clone(all)
	for _, e := range all {
		letters := []rune(e.text)
		if e.weight < 1 || len(letters) < 12 {
			continue
		}
		i := next(len(letters) - 1)
		letters[i], letters[i+1] = letters[i+1], letters[i]
		i = next(len(letters))
		e.text, e.weight = string(slices.Delete(letters, i, i+1)), slipWeight
		out = append(out, e)
	}
	return out
}

// weighed is how much each example counts: more in a rare category, and so that in
// every language calm messages count calmShare times as much as risk together.
func weighed(all []labelledText) []float64 {
	var ofCategory [len(precedence)]float64
	type group struct {
		language string
		risk     bool
	}
	ofGroup := map[group]float64{}
	for _, e := range all {
		ofCategory[e.category.rank()] += e.weight
	}
	counts := make([]float64, len(all))
	for i, e := range all {
		counts[i] = e.weight / math.Sqrt(ofCategory[e.category.rank()])
		ofGroup[group{e.language, e.category.Risk()}] += counts[i]
	}
	var sum float64
	for i, e := range all {
		if risk := ofGroup[group{e.language, true}]; !e.category.Risk() {
			counts[i] *= calmShare * risk / ofGroup[group{e.language, false}]
		}
		sum += counts[i]
	}
	for i := range counts {
		counts[i] *= float64(len(all)) / sum
	}
	return counts
}

// write writes what readModel reads.
func (m *model) write() []byte {
	out := bytes.Clone(modelHeader)
	for _, f := range append([]float32{m.scale}, m.bias[:]...) {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(f))
	}
	for i := range m.rows {
		for k := range precedence {
			out = append(out, byte(m.rows[i].weight(k)))
		}
	}
	return out
}

// crossFolds is in how many parts the examples are left out in turn.
const crossFolds = 5

// A result is an example and what cues and model together make of it, the model not
// having learnt from it.
type result struct {
	labelledText
	got Category
}

func crossValidate(t testing.TB, all []labelledText) (out []result) {
	c := *mustClassifier(t)
	for fold := range crossFolds {
		var rest []labelledText
		for i, e := range all {
			if i%crossFolds != fold {
				rest = append(rest, e)
			}
		}
		c.model = trainModel(rest)
		for i, e := range all {
			if i%crossFolds == fold {
				out = append(out, result{e, c.Classify(e.text).Category})
			}
		}
	}
	return out
}

// otherHand is files whose messages the writers of cues did not see.
var otherHand = []string{"european.tsv", "languages-f.tsv", "danger-b.tsv", "danger-c.tsv", "others.tsv", "self-b.tsv", "calm-h.tsv", "languages-g.tsv", "languages-h.tsv", "advice-b.tsv"}

// byOtherHand is what a model that learnt from all the rest, and the cues, make of otherHand.
func byOtherHand(t testing.TB, all []labelledText) (out []result) {
	c := *mustClassifier(t)
	theirs := func(e labelledText) bool { return slices.Contains(otherHand, e.file) }
	c.model = trainModel(slices.DeleteFunc(slices.Clone(all), theirs))
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
	for name, data := range map[string][]byte{
		"weights.bin": trainModel(all).write(),
		"testdata/model.txt": []byte("Each message left out of what is learnt, in fifths. The writers of cues have seen most of them.\n\n" + table(crossValidate(t, all)) +
			"\nMessages of " + strings.Join(otherHand, " and ") + ", all left out, which the writers of cues have not seen.\n\n" + table(byOtherHand(t, all))),
	} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
