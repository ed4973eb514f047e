package bot

import (
	"context"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses"
)

// A Memory keeps the settings of servers and the tallies of feedback. The real one is
// in package store; whatever fails in it, answers go on.
type Memory interface {
	// Guild is the settings of a server, the zero Guild for one that set nothing.
	Guild(ctx context.Context, id string) (store.Guild, error)
	// ChangeGuild changes the settings of a server, and returns them as they are now.
	// Two changes at once are made one after the other.
	ChangeGuild(ctx context.Context, id string, change func(*store.Guild)) (store.Guild, error)
	// Forget drops all that is kept of a server.
	Forget(ctx context.Context, id string) error
	// Tally counts one more of a reason for an entry.
	Tally(ctx context.Context, entry string, reason store.Reason) error
}

var _ Memory = (*store.DB)(nil)

// guild is the settings of a server, those of one that set nothing where they are not
// known: no answer fails on a database.
func (b *Bot) guild(id string) store.Guild {
	g, _ := b.kept.Guild(b.alive, id)
	return g
}

// OnGuildGone forgets a server that the bot was removed from.
func (b *Bot) OnGuildGone(id string) {
	b.take("guild", func() {
		ctx, cancel := context.WithTimeout(b.alive, handleTime)
		defer cancel()
		_ = b.kept.Forget(ctx, id) // what fails is logged where it fails
	})
}

// question is an empty question that comes from an interaction.
func (b *Bot) question(i interaction) responses.Question {
	q := b.questionIn(i.Guild)
	q.Locale = i.Locale
	return q
}

// questionIn is an empty question that comes from a server, "" for a direct message.
func (b *Bot) questionIn(guild string) responses.Question {
	g := b.guild(guild)
	return responses.Question{Country: g.Country, Hidden: g.Hidden, Withdrawn: b.pulled.entries()}
}
