package eval

import (
	"context"
	"io"
	"strings"

	"github.com/hebb-bot/hebb/responses"
)

// A FollowUp is a question that is asked after another.
type FollowUp struct {
	ID, First string
	Question
}

// ReadFollowUps reads columns id, first, followup and expected_topics.
func ReadFollowUps(r io.Reader, name string) ([]FollowUp, error) {
	t, err := readTable(r, name, "id", "first", "followup", "expected_topics")
	if err != nil {
		return nil, err
	}
	var out []FollowUp
	for _, row := range t.rows {
		out = append(out, FollowUp{row["id"], row["first"], Question{ID: row["id"], Text: row["followup"], Topics: strings.Split(row["expected_topics"], "|")}})
	}
	return out, nil
}

// FollowUps asks each first question and then its follow-up, as in one conversation.
func FollowUps(ctx context.Context, r *responses.Responder, all []FollowUp) Report {
	report := Report{By: map[string]map[string]Tally{}}
	for _, f := range all {
		first := r.Respond(ctx, responses.Question{Text: f.First})
		reply := r.Respond(ctx, responses.Question{Text: f.Text, About: first.Provenance.Entry})
		o := f.outcome(reply)
		report.add(f.Question, o)
		if f.OutOfScope() && o == Wrong || !f.OutOfScope() && o != Right {
			got := reply.Provenance.Entry
			if got == "" && len(reply.Candidates) > 0 {
				got = reply.Candidates[0].Entry
			}
			report.Misses = append(report.Misses, Miss{f.ID, o, f.Topics, got, reply.Confidence})
		}
	}
	return report
}
