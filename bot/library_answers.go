package bot

import (
	"context"
	"runtime"
	"sync"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/knowledge"
)

// An answerDiff says how an edit changes the answers to the library's own questions. What
// the last two libraries said is kept, some megabytes: the one that is served, and after a
// publishing the one that was tried.
type answerDiff struct {
	mu    sync.Mutex
	known []*eval.Answers
}

// maxSummary is how much of it a preview has room for, in characters.
const maxSummary = 600

// compare asks both libraries their own questions: twenty thousand of the shipped one, which
// takes half a minute the first time. It leaves processors to those who wait for an answer.
func (b *Bot) compare(ctx context.Context, old, now desk.Served) string {
	d := &b.answerDiff
	d.mu.Lock()
	defer d.mu.Unlock()
	questions := eval.Own(libraryOf(old), libraryOf(now))
	before, err := d.ask(ctx, old, questions)
	var after *eval.Answers
	if err == nil {
		after, err = d.ask(ctx, now, questions)
	}
	if err != nil {
		b.Log.Errorf("an edit's answers not compared: %v", err)
		return b.Responder.Wording().Label("library-diff-failed")
	}
	d.known = []*eval.Answers{before, after}
	return eval.Compare(questions, before, after).Summary(b.Responder.Wording().Label, maxSummary)
}

func (d *answerDiff) ask(ctx context.Context, s desk.Served, questions []eval.Asked) (*eval.Answers, error) {
	var known *eval.Answers
	version := libraryOf(s).Version
	for _, k := range d.known {
		if k.Library == version {
			known = k
		}
	}
	return eval.Ask(ctx, s.Responder, questions, known, runtime.GOMAXPROCS(0)/2)
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
