package bot

import (
	"context"
)

// menuAnswer answers the message whose menu was used, to the presser alone. Where it is
// another person's, the presser is told what they can do; the writer is never answered,
// named or pinged: section 6 of the policy.
func (b *Bot) menuAnswer(ctx context.Context, i interaction) view {
	if i.Target == nil || i.Target.Text == "" {
		return b.note("nothing-to-read")
	}
	q := b.question(i)
	q.Text, q.Theirs = i.Target.Text, i.Target.Author != i.User
	return b.answerAlone(i, b.respond(ctx, q))
}

// privacy says what is kept of whom.
func (b *Bot) privacy(_ context.Context, i interaction) view {
	return b.show(b.Responder.Privacy(b.question(i))).private()
}
