package bot

import (
	"context"

	"github.com/hebb-bot/hebb/bot/store"
)

// Others is the replicas that answer beside this one, and share its store. The real ones are
// heard of through package store. Nothing depends on hearing of them: whatever they change is
// looked at from time to time all the same.
type Others interface {
	// Watch tells what any replica changes until ctx ends; it returns at once where there
	// can be no others.
	Watch(ctx context.Context, changed func(store.Change))
	// Published tells them that the library was.
	Published(ctx context.Context) error
}

var _ Others = (*store.DB)(nil)

// watchOthers takes what other replicas change, until the bot is told to stop.
func (b *Bot) watchOthers() {
	if b.Others == nil {
		return
	}
	defer b.recovered("others")
	b.Others.Watch(b.ctx, b.othersChanged)
}

// othersChanged has what is at hand looked at again.
func (b *Bot) othersChanged(c store.Change) {
	is := func(what store.What) bool { return c.What == what || c.What == store.Everything }
	if is(store.Settings) {
		b.kept.changed(c.ID)
	}
	if is(store.Withdrawals) {
		b.pulled.again()
	}
	if is(store.Publication) && b.Library != nil {
		b.Library.Look()
	}
}

// tellOthers tells the other replicas that the library was published.
func (b *Bot) tellOthers() {
	if b.Others == nil {
		return
	}
	ctx, cancel := context.WithTimeout(b.alive, lookTime)
	defer cancel()
	_, _ = called(ctx, b.kept, writing, func() (struct{}, error) { return struct{}{}, b.Others.Published(ctx) }) // what fails is logged there
}
