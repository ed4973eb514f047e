package bot

import (
	"context"
	"errors"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
)

// A slip is an HTTP response that waits for the first answer to its interaction.
type slip struct {
	answers chan gateway.Answer // taken by the response while it waits
	written chan error          // what became of the answer
	over    chan struct{}       // the response is gone
}

func newSlip() *slip {
	return &slip{make(chan gateway.Answer), make(chan error, 1), make(chan struct{})}
}

var errGone = errors.New("the HTTP response no longer waits for an answer")

// give hands an answer to the response. An error says that it did not leave with it.
func (s *slip) give(a gateway.Answer) error {
	select {
	case s.answers <- a:
	case <-s.over:
		return errGone
	}
	<-s.over // soon: nothing is left to do but to write
	select {
	case err := <-s.written:
		return err
	default:
		return errGone // writing panicked
	}
}

// handOver gives the first answer to an interaction in the HTTP response that waits for
// it; false if there is none, or no longer.
func (i interaction) handOver(a gateway.Answer) bool { return i.reply != nil && i.reply(a) == nil }

// sureAfter is how long a response has for its way before the same answer is sent by a
// request: the response is then the first, if it arrives at all.
const sureAfter = 300 * time.Millisecond

// first gives the first answer to an interaction: in the response that waits for it, or
// by a request. A response may be lost on its way with nobody knowing. Where that would
// lose a reply to somebody in danger, or the place for what was deferred, it is made sure
// of by a request as well: Discord takes the one that comes first, and no other.
func (b *Bot) first(i interaction, came time.Time, a gateway.Answer, sure bool) error {
	responded := i.handOver(a)
	if responded && !sure {
		return nil
	}
	if responded {
		<-b.after(sureAfter)
	}
	left := max(ackTime-time.Since(came), gateway.AnswerTime) // at least once
	err := b.within(left, func(ctx context.Context) error { return b.Session.Answer(ctx, i.Interaction, a) })
	if responded {
		return nil
	}
	return err
}
