package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
)

// A Set is a public retrieval set: entries with example questions, and questions with
// the entries that answer them, none if they are out of scope.
type Set struct {
	Name    string
	Library *knowledge.Library // each entry is a topic of its own
	Queries []SetQuery
}

// A SetQuery is a question of a set.
type SetQuery struct {
	Text   string   `json:"q"`
	Labels []string `json:"labels"`
}

// ReadSet reads entries.jsonl and queries.jsonl of a folder.
func ReadSet(folder fs.FS, name string) (*Set, error) {
	s := &Set{Name: name}
	e := &knowledge.Edition{Lang: knowledge.Fallback, Lexicon: &knowledge.Lexicon{}}
	err := eachJSON(folder, "entries.jsonl", func(in struct {
		ID, Title, Body string
		Examples        []string
	}) {
		topic := &knowledge.Topic{ID: in.ID, Title: knowledge.Phrase{Text: strings.ReplaceAll(in.Title, "_", " ")}}
		entry := &knowledge.Entry{ID: in.ID + "#", Topic: topic, Question: topic.Title, Paragraphs: []*knowledge.Paragraph{{Sentences: []knowledge.Sentence{{Text: in.Body}}}}}
		for _, q := range in.Examples {
			entry.AlsoAsked = append(entry.AlsoAsked, knowledge.Phrase{Text: q})
		}
		topic.Entries = []*knowledge.Entry{entry}
		e.Topics = append(e.Topics, topic)
	})
	if err != nil {
		return nil, err
	}
	if err := eachJSON(folder, "queries.jsonl", func(q SetQuery) { s.Queries = append(s.Queries, q) }); err != nil {
		return nil, err
	}
	if len(e.Topics) == 0 || len(s.Queries) == 0 {
		return nil, fmt.Errorf("read set %s: no entries or no queries", name)
	}
	s.Library = &knowledge.Library{Editions: []*knowledge.Edition{e}}
	return s, nil
}

// eachJSON reads a file of one JSON value a line.
func eachJSON[T any](folder fs.FS, name string, f func(T)) error {
	file, err := folder.Open(name)
	if err != nil {
		return fmt.Errorf("read set: %w", err)
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<24)
	for n := 1; s.Scan(); n++ {
		if len(strings.TrimSpace(s.Text())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
		f(v)
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// An Engine orders a set's entries for a question.
type Engine interface {
	// Search returns the ids of entries, best first, and how sure it is of the first.
	Search(ctx context.Context, question string) (ids []string, confidence float64, err error)
	Close() error
}

// NewEngine makes an engine over a set: "hebb", or "bleve" as it comes.
func NewEngine(name string, s *Set) (Engine, error) {
	switch name {
	case "hebb":
		index, err := match.Build(s.Library)
		return ours{index}, err
	case "bleve":
		baseline, err := match.NewBaseline(s.Library)
		return plain{baseline}, err
	}
	return nil, fmt.Errorf("engine is %q: want hebb or bleve", name)
}

type ours struct{ *match.Index }

func (e ours) Search(ctx context.Context, question string) (ids []string, confidence float64, err error) {
	ms, err := e.Index.Search(ctx, match.Query{Text: question, Limit: 10})
	for _, m := range ms {
		ids = append(ids, m.Entry.Topic.ID)
		confidence = max(confidence, m.Confidence)
	}
	return ids, confidence, err
}

type plain struct{ *match.Baseline }

func (e plain) Search(ctx context.Context, question string) (ids []string, confidence float64, err error) {
	ids, confidence, err = e.Baseline.Search(ctx, question, 10)
	for i, id := range ids {
		ids[i], _, _ = strings.Cut(id, "#")
	}
	return ids, confidence, err
}

// A Retrieval is how an engine does on a set.
type Retrieval struct {
	Set   string  `json:"set"`
	N     int     `json:"n"`      // questions in scope
	PAt1  float64 `json:"p_at_1"` // share with a right entry first
	MRR   float64 `json:"mrr"`    // mean reciprocal rank of the first right one
	RAt3  float64 `json:"r_at_3"` // share with a right one among the first three
	AUROC float64 `json:"auroc"`  // of the confidence, in scope against out of scope; 0 without either
	P50   int64   `json:"p50_us"`
	P99   int64   `json:"p99_us"`
}

// Measure asks an engine all questions of a set.
func Measure(ctx context.Context, e Engine, s *Set) (Retrieval, error) {
	r := Retrieval{Set: s.Name}
	var first, among, reciprocal float64
	var points []point
	var took []time.Duration
	for _, q := range s.Queries {
		start := time.Now()
		ids, confidence, err := e.Search(ctx, q.Text)
		if err != nil {
			return r, fmt.Errorf("measure %s: %w", s.Name, err)
		}
		took = append(took, time.Since(start))
		points = append(points, point{confidence: confidence, inScope: len(q.Labels) > 0})
		if len(q.Labels) == 0 {
			continue
		}
		r.N++
		if rank := slices.IndexFunc(ids, func(id string) bool { return slices.Contains(q.Labels, id) }); rank >= 0 {
			reciprocal += 1 / float64(rank+1)
			if rank == 0 {
				first++
			}
			if rank < 3 {
				among++
			}
		}
	}
	n := float64(max(r.N, 1))
	r.PAt1, r.MRR, r.RAt3, r.AUROC = first/n, reciprocal/n, among/n, auroc(points)
	slices.Sort(took)
	r.P50, r.P99 = took[len(took)/2].Microseconds(), took[len(took)*99/100].Microseconds()
	return r, nil
}
