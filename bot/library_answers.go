package bot

import (
	"context"
	"runtime"
	"slices"
	"time"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/knowledge"
)

// An answerDiff says how an edit changes the answers to the library's own questions. What
// the last two libraries said is kept, some megabytes: the one that is served, and after a
// publishing the one that was tried.
type answerDiff struct {
	turn  chan struct{} // one comparison at a time
	known []*eval.Answers
}

const (
	// maxSummary is how much of it a preview has room for, in characters.
	maxSummary = 600
	// compareTime is how long a preview waits for it; warmTime bounds what is asked while a
	// moderator types.
	compareTime = 75 * time.Second
	warmTime    = 10 * time.Minute
)

// compare asks both libraries their own questions: twenty thousand of the shipped one, which
// takes half a minute a library. It leaves processors to those who wait for an answer.
func (b *Bot) compare(ctx context.Context, old, now desk.Served) string {
	ctx, cancel := context.WithTimeout(ctx, compareTime)
	defer cancel()
	questions := eval.Own(libraryOf(old), libraryOf(now))
	before, err := b.answersOf(ctx, old, questions)
	var after *eval.Answers
	if err == nil {
		after, err = b.answersOf(ctx, now, questions)
	}
	if err != nil {
		b.Log.Errorf("an edit's answers not compared: %v", err)
		return b.Responder.Wording().Label("library-diff-failed")
	}
	return eval.Compare(questions, before, after).Summary(b.Responder.Wording().Label, maxSummary)
}

// answersOf asks a library, unless it is known what it says.
func (b *Bot) answersOf(ctx context.Context, s desk.Served, questions []eval.Asked) (*eval.Answers, error) {
	d := &b.answerDiff
	select {
	case d.turn <- struct{}{}:
		defer func() { <-d.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var known *eval.Answers
	version := libraryOf(s).Version
	for _, k := range d.known {
		if k.Library == version {
			known = k
		}
	}
	got, err := eval.Ask(ctx, s.Responder, questions, known, runtime.GOMAXPROCS(0)/2)
	if err != nil {
		return nil, err
	}
	d.known = slices.DeleteFunc(d.known, func(k *eval.Answers) bool { return k.Library == got.Library })
	d.known = append(d.known, got)
	d.known = d.known[max(0, len(d.known)-2):]
	return got, nil
}

// warm asks the library that is served while a moderator types, so that the preview has only
// the other one to ask.
func (b *Bot) warm() {
	ctx, cancel := context.WithTimeout(b.ctx, warmTime)
	defer cancel()
	s := desk.Served{Current: b.Library, Responder: b.Responder.Over(b.Library)}
	l := libraryOf(s)
	_, _ = b.answersOf(ctx, s, eval.Own(l, l)) // the preview asks again
}

// libraryOf is the library that is served; it outlives its index.
func libraryOf(s desk.Served) *knowledge.Library {
	snapshot := s.Acquire()
	if snapshot == nil {
		return &knowledge.Library{}
	}
	defer snapshot.Release()
	return snapshot.Library
}
