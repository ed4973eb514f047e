package match

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
)

var (
	learnNow = flag.Bool("learn", false, "learn the ranker's weights and print them")
	learnOn  = flag.String("sets", "", "folder of public retrieval sets to learn the weights of flat libraries on")
)

// A ranking is a question, its candidates' features, and which of them are right.
type ranking struct {
	question string
	features [][numFeatures]float32
	entry    []bool // the very entry, where that is known
	topic    []bool // an entry of a right topic
	of       []int  // the number of its topic, from 0
}

// rankingOf asks a question.
func rankingOf(t *testing.T, ed *edition, text string, topics []string, entry string) ranking {
	t.Helper()
	q := ed.read(Query{Text: text})
	defer ed.release(q)
	r := ranking{question: text}
	if len(q.words) == 0 {
		return r
	}
	proposed, err := ed.propose(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[*knowledge.Topic]int{}
	for _, s := range ed.scored(q, proposed) {
		e := s.terms.entry
		if _, known := numbers[e.Topic]; !known {
			numbers[e.Topic] = len(numbers)
		}
		r.of = append(r.of, numbers[e.Topic])
		r.features = append(r.features, s.features)
		r.entry = append(r.entry, e.ID == entry)
		r.topic = append(r.topic, slices.Contains(topics, e.Topic.ID))
	}
	return r
}

// ownRankings asks the library's own phrasings, each left out of what is asked.
func ownRankings(t *testing.T, e *knowledge.Edition) (all []ranking) {
	for fold := range folds {
		rest, held := withoutFold(e, fold)
		ed := build(t, rest)
		for question, id := range held {
			topic, _, _ := strings.Cut(id, "#")
			all = append(all, rankingOf(t, ed, question, []string{topic}, id))
		}
		if err := ed.candidates.close(); err != nil {
			t.Fatal(err)
		}
	}
	slices.SortFunc(all, func(a, b ranking) int { return cmp.Compare(a.question, b.question) })
	return all
}

// A labelled question is one by other hands, with the topics that answer it.
type labelled struct {
	text   string
	topics []string
	style  string
	entry  string // that answers it best, "" where nobody has said
	hard   bool   // comes at its topic sideways, on purpose
}

// otherHands is the labelled questions of testdata.
func otherHands(t *testing.T) (all []labelled) {
	t.Helper()
	data, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			t.Fatalf("testdata/questions.tsv:%d: want id, text, topics, style, origin, entry", n+1)
		}
		if n > 0 {
			all = append(all, labelled{f[1], strings.Split(f[2], "|"), f[3], f[5], f[4] == "sideways"})
		}
	}
	return all
}

func otherRankings(t *testing.T, e *knowledge.Edition) (all []ranking) {
	ed := build(t, e)
	defer ed.candidates.close()
	for _, q := range otherHands(t) {
		all = append(all, rankingOf(t, ed, q.text, q.topics, q.entry))
	}
	return all
}

// setRankings asks the questions of a public set, of which each entry is a topic.
func setRankings(t *testing.T, dir string) (all []ranking) {
	t.Helper()
	e := &knowledge.Edition{Lang: "en", Lexicon: &knowledge.Lexicon{}}
	lines(t, filepath.Join(dir, "entries.jsonl"), func(line []byte) error {
		var in struct {
			ID, Title, Body string
			Examples        []string
		}
		if err := json.Unmarshal(line, &in); err != nil {
			return err
		}
		topic := &knowledge.Topic{ID: in.ID, Title: knowledge.Phrase{Text: strings.ReplaceAll(in.Title, "_", " ")}}
		entry := &knowledge.Entry{ID: in.ID + "#", Topic: topic, Question: topic.Title, Paragraphs: []*knowledge.Paragraph{{Sentences: []knowledge.Sentence{{Text: in.Body}}}}}
		for _, q := range in.Examples {
			entry.AlsoAsked = append(entry.AlsoAsked, knowledge.Phrase{Text: q})
		}
		topic.Entries = []*knowledge.Entry{entry}
		e.Topics = append(e.Topics, topic)
		return nil
	})
	ed := build(t, e)
	defer ed.candidates.close()
	lines(t, filepath.Join(dir, "queries.jsonl"), func(line []byte) error {
		var in struct {
			Q      string
			Labels []string
		}
		if err := json.Unmarshal(line, &in); err != nil || len(in.Labels) == 0 {
			return err
		}
		all = append(all, rankingOf(t, ed, in.Q, in.Labels, in.Labels[0]+"#"))
		return nil
	})
	return all
}

func lines(t *testing.T, path string, f func([]byte) error) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		if err := f(s.Bytes()); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
}

// Learning: listwise softmax regression (Cao et al. 2007, Learning to Rank) by Adam
// (Kingma and Ba 2015), weights not below zero, with some ridge. Where the very entry
// is known half of the aim is the entry and half its topic.
const (
	ridge      = .002
	steps      = 400
	topicShare = .5
	// otherWeight is how many of the library's own phrasings a question by other
	// hands counts for: there are few, and they are what members' questions are like.
	otherWeight = 20
)

func learn(groups ...[]ranking) (w [numFeatures]float64) {
	var first, second [numFeatures]float64
	for f := range w {
		w[f] = 1
	}
	for step := 1; step <= steps; step++ {
		var gradient [numFeatures]float64
		var n float64
		for g, group := range groups {
			weight := 1.0
			if g > 0 {
				weight = otherWeight
			}
			for _, r := range group {
				if slices.Contains(r.topic, true) {
					n += weight
					r.gradient(&w, weight, &gradient)
				}
			}
		}
		for f := range w {
			g := gradient[f]/n - ridge*w[f]
			first[f] = .9*first[f] + .1*g
			second[f] = .999*second[f] + .001*g*g
			a, b := first[f]/(1-math.Pow(.9, float64(step))), second[f]/(1-math.Pow(.999, float64(step)))
			w[f] = max(0, w[f]+.1*a/(math.Sqrt(b)+1e-8))
		}
	}
	return w
}

// gradient adds that of the log-likelihood of the right candidates.
func (r ranking) gradient(w *[numFeatures]float64, weight float64, sum *[numFeatures]float64) {
	p := r.shares(w)
	var pTopic float64
	for i := range p {
		if r.topic[i] {
			pTopic += p[i]
		}
	}
	known := slices.Contains(r.entry, true)
	for i, f := range r.features {
		var target float64
		if r.topic[i] {
			target = p[i] / pTopic
			if known {
				target *= topicShare
			}
		}
		if r.entry[i] {
			target += 1 - topicShare
		}
		for k := range f {
			sum[k] += weight * (target - p[i]) * float64(f[k])
		}
	}
}

// shares is the softmax of the candidates' scores.
func (r ranking) shares(w *[numFeatures]float64) []float64 {
	p := make([]float64, len(r.features))
	for i, f := range r.features {
		for k := range f {
			p[i] += w[k] * float64(f[k])
		}
	}
	best := slices.Max(p)
	var sum float64
	for i := range p {
		p[i] = math.Exp(p[i] - best)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// quality is how often the first of the candidates is the right entry, and of a right
// topic.
func quality(all []ranking, w [numFeatures]float64) string {
	var entry, topic int
	for _, r := range all {
		if len(r.features) > 0 {
			first := r.first(&w)
			entry += btoi(r.entry[first])
			topic += btoi(r.topic[first])
		}
	}
	return fmt.Sprintf("entry %.1f %%, topic %.1f %% of %d", percent(entry, len(all)), percent(topic, len(all)), len(all))
}

// first is the candidate of the highest standing: the best of the likeliest topic.
func (r ranking) first(w *[numFeatures]float64) (first int) {
	p := r.shares(w)
	topics := make([]float64, len(p))
	for i := range p {
		topics[r.of[i]] += p[i]
	}
	for i := range p {
		if a, b := topics[r.of[i]], topics[r.of[first]]; a > b || r.of[i] == r.of[first] && p[i] > p[first] {
			first = i
		}
	}
	return first
}

// TestLearn learns the weights: `go test ./knowledge/match -run Learn -v -learn`.
// With -sets FOLDER it learns those of flat libraries too, and tells for each set
// what the others teach.
func TestLearn(t *testing.T) {
	if !*learnNow {
		t.Skip("-learn is not given")
	}
	e := shipped(t).Edition(knowledge.Fallback)
	own, other := ownRankings(t, e), otherRankings(t, e)
	learnt := learn(own, other)
	t.Logf("own phrasings: in use %s; learnt %s", quality(own, weights), quality(own, learnt))
	t.Logf("other hands: in use %s; learnt %s; without them %s", quality(other, weights), quality(other, learnt), quality(other, learn(own)))
	for f, w := range learnt {
		t.Logf("%.1f  %s", w, features[f].name)
	}
	if *learnOn == "" {
		return
	}
	names, err := filepath.Glob(filepath.Join(*learnOn, "*", "entries.jsonl"))
	if err != nil || len(names) == 0 {
		t.Fatal(errors.Join(err, fs.ErrNotExist))
	}
	var sets [][]ranking
	for _, name := range names {
		sets = append(sets, setRankings(t, filepath.Dir(name)))
	}
	var all []ranking
	for i, set := range sets {
		others := slices.Concat(slices.Delete(slices.Clone(sets), i, i+1)...)
		t.Logf("%s: in use %s; learnt on the others %s", filepath.Base(filepath.Dir(names[i])), quality(set, flatWeights), quality(set, learn(others)))
		all = append(all, set...)
	}
	for f, w := range learn(all) {
		t.Logf("%.1f  %s", w, features[f].name)
	}
}
