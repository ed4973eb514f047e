package eval

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/hebb-bot/hebb/responses"
)

// A Said is what a library says to a question.
type Said struct {
	Kind    responses.Kind `json:"kind"`
	Entry   string         `json:"entry"`   // that is quoted, "" for none
	Offered []string       `json:"offered"` // entries to choose from, or led to where nothing is quoted

	text [sha256.Size]byte // of what a member reads
}

func saidBy(r responses.Reply) Said {
	s := Said{Kind: r.Kind, Entry: r.Provenance.Entry, Offered: []string{}}
	if s.Entry != "" {
		s.text = textOf(r)
		return s
	}
	for _, l := range append(slices.Clone(r.Choices), r.Related...) {
		s.Offered = append(s.Offered, l.Entry)
	}
	return s
}

// textOf is a hash of the text a member reads of the library: what is quoted and its
// sources. What stands below every answer, such as the day of the last check, is no change
// of an answer.
func textOf(r responses.Reply) [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q", r.Title)
	for _, p := range r.Paragraphs {
		for _, s := range p.Sentences {
			fmt.Fprintf(h, "%q %q %v %v", s.Gap, s.Text, s.Marks, s.Evidence)
		}
		fmt.Fprintln(h)
	}
	for _, s := range r.Sources {
		fmt.Fprintf(h, "%q %q %q %q\n", s.Title, s.Publisher, s.Year, s.URL)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Answers is what one library says to questions. It is immutable.
type Answers struct {
	Library string // its version
	said    map[string]Said
	day     string // reviews expire: answers of another day may be others
}

// A Responder is asked; see responses.Responder.
type Responder interface {
	Respond(ctx context.Context, q responses.Question) responses.Reply
}

var _ Responder = (*responses.Responder)(nil)

// errReplaced says that the questions were not all asked of one library.
var errReplaced = errors.New("the library was replaced while it was asked")

// Ask asks a responder questions, some at a time, until ctx ends. What known holds of the
// same library is not asked again; nil if nothing is known. An error says that not all were
// answered; it holds nothing of a question.
func Ask(ctx context.Context, r Responder, questions []Asked, known *Answers, atOnce int) (*Answers, error) {
	out := &Answers{said: map[string]Said{}, day: time.Now().Format(time.DateOnly)}
	if len(questions) == 0 {
		return out, nil
	}
	first, err := ask(ctx, r, questions[0])
	if err != nil {
		return nil, err
	}
	out.Library = first.Provenance.Library
	if known != nil && known.Library == out.Library && known.day == out.day {
		maps.Copy(out.said, known.said)
	}
	var left []Asked
	for _, q := range questions {
		if _, ok := out.said[q.key()]; !ok {
			left = append(left, q)
		}
	}
	said, err := askAll(ctx, r, left, out.Library, atOnce)
	if err != nil {
		return nil, err
	}
	for i, q := range left {
		out.said[q.key()] = said[i]
	}
	return out, nil
}

// askAll asks all questions of a library of that version.
func askAll(ctx context.Context, r Responder, questions []Asked, library string, atOnce int) ([]Said, error) {
	said := make([]Said, len(questions))
	asking, ctx := errgroup.WithContext(ctx)
	asking.SetLimit(max(1, atOnce))
	for n, q := range questions {
		asking.Go(func() error {
			reply, err := ask(ctx, r, q)
			if err == nil && reply.Provenance.Library != library {
				err = errReplaced
			}
			if err == nil {
				said[n] = saidBy(reply)
			}
			return err
		})
	}
	return said, asking.Wait()
}

// tries is how often a question is asked whose search took too long: a busy machine is no
// lost answer.
const tries = 3

func ask(ctx context.Context, r Responder, q Asked) (reply responses.Reply, err error) {
	for range tries {
		if err := ctx.Err(); err != nil {
			return reply, context.Cause(ctx)
		}
		if reply = r.Respond(ctx, responses.Question{Text: q.Text, Locale: q.Locale}); reply.Err == nil {
			return reply, nil
		}
	}
	return reply, fmt.Errorf("ask the library its questions: %w", reply.Err)
}
