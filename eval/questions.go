package eval

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/responses"
)

// None is the label of a question that is out of scope.
const None = "none"

// A Question is a labelled question.
type Question struct {
	ID     string
	Text   string
	Topics []string // those that answer it, best first; [None] if none does
	Groups map[string]string
}

// OutOfScope reports whether no topic answers the question.
func (q Question) OutOfScope() bool { return len(q.Topics) == 1 && q.Topics[0] == None }

// A table is a TSV file with a header: values by the names of its columns.
type table struct {
	name string
	rows []map[string]string
	line []int // where each row stands, 1 first
}

// readTable reads TAB-separated values, no quoting; need names the columns that must
// be there.
func readTable(r io.Reader, name string, need ...string) (*table, error) {
	t := &table{name: name}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	var header []string
	for n := 1; s.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(s.Text(), "\ufeff"), "\r")
		if line == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		if header == nil {
			header = fields
			for _, column := range need {
				if !slices.Contains(header, column) {
					return nil, fmt.Errorf("%s:%d:1: no column %q in the header", name, n, column)
				}
			}
			continue
		}
		if len(fields) > len(header) {
			return nil, fmt.Errorf("%s:%d:1: %d fields, the header has %d", name, n, len(fields), len(header))
		}
		row := map[string]string{}
		for i, f := range fields {
			row[header[i]] = f
		}
		t.rows, t.line = append(t.rows, row), append(t.line, n)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(t.rows) == 0 {
		return nil, fmt.Errorf("%s: no questions", name)
	}
	return t, nil
}

// groups are the columns that results are told apart by.
var groups = []string{"style", "difficulty", "origin"}

// ReadQuestions reads labelled questions: columns id, text, topics (best first,
// parted by |), and if they are there style, difficulty and origin.
func ReadQuestions(r io.Reader, name string) ([]Question, error) {
	t, err := readTable(r, name, "id", "text", "topics")
	if err != nil {
		return nil, err
	}
	var out []Question
	for _, row := range t.rows {
		q := Question{ID: row["id"], Text: row["text"], Topics: strings.Split(row["topics"], "|"), Groups: map[string]string{}}
		for _, g := range groups {
			if row[g] != "" {
				q.Groups[g] = row[g]
			}
		}
		out = append(out, q)
	}
	return out, nil
}

// An Outcome is what came of a question.
type Outcome string

// The outcomes. Of a question out of scope Abstained and Offered are both fine,
// Wrong is an answer.
const (
	Right     Outcome = "right"     // text of a right topic
	Offered   Outcome = "offered"   // a right topic among those to choose from or read on
	Wrong     Outcome = "wrong"     // text of another topic
	Abstained Outcome = "abstained" // neither
)

// outcome judges a reply.
func (q Question) outcome(r responses.Reply) Outcome {
	if topic, _, ok := strings.Cut(r.Provenance.Entry, "#"); ok {
		if slices.Contains(q.Topics, topic) {
			return Right
		}
		return Wrong
	}
	for _, l := range slices.Concat(r.Choices, r.Related) {
		if topic, _, _ := strings.Cut(l.Entry, "#"); slices.Contains(q.Topics, topic) {
			return Offered
		}
	}
	return Abstained
}

// A Tally counts outcomes of questions in scope, and answers to those out of it.
type Tally struct {
	N          int `json:"n"` // in scope
	Right      int `json:"right"`
	Offered    int `json:"offered"`
	Wrong      int `json:"wrong"`
	Abstained  int `json:"abstained"`
	OutOfScope int `json:"out_of_scope"`
	Answered   int `json:"out_of_scope_answered"`
}

func (t *Tally) add(q Question, o Outcome) {
	if q.OutOfScope() {
		t.OutOfScope++
		if o == Wrong {
			t.Answered++
		}
		return
	}
	t.N++
	switch o {
	case Right:
		t.Right++
	case Offered:
		t.Offered++
	case Wrong:
		t.Wrong++
	default:
		t.Abstained++
	}
}

// Precision is the share of answers that are right, 0..1; 1 if none was given.
func (t Tally) Precision() float64 {
	given := t.Right + t.Wrong + t.Answered
	if given == 0 {
		return 1
	}
	return float64(t.Right) / float64(given)
}

// A Miss is a question that was not answered rightly. It names the question's id, so
// that a report can be shown without what people asked.
type Miss struct {
	ID         string   `json:"id"`
	Outcome    Outcome  `json:"outcome"`
	Want       []string `json:"want"`
	Got        string   `json:"got"` // the entry quoted, or the best candidate
	Confidence float64  `json:"confidence"`
}

// A Report is what came of a list of questions.
type Report struct {
	Tally
	By     map[string]map[string]Tally // group, value: "style", "typo"
	Misses []Miss
	points []point
}

// Questions asks a responder all questions.
func Questions(ctx context.Context, r Responder, questions []Question) Report {
	report := Report{By: map[string]map[string]Tally{}}
	for _, q := range questions {
		reply := r.Respond(ctx, responses.Question{Text: q.Text})
		o := q.outcome(reply)
		report.add(q, o)
		for group, value := range q.Groups {
			if report.By[group] == nil {
				report.By[group] = map[string]Tally{}
			}
			t := report.By[group][value]
			t.add(q, o)
			report.By[group][value] = t
		}
		got := reply.Provenance.Entry
		best := ""
		if len(reply.Candidates) > 0 {
			best = reply.Candidates[0].Topic
			if got == "" {
				got = reply.Candidates[0].Entry
			}
		}
		report.points = append(report.points, point{reply.Confidence, !q.OutOfScope() && slices.Contains(q.Topics, best), !q.OutOfScope()})
		if q.OutOfScope() && o == Wrong || !q.OutOfScope() && o != Right {
			report.Misses = append(report.Misses, Miss{q.ID, o, q.Topics, got, reply.Confidence})
		}
	}
	return report
}
