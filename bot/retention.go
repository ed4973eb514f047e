package bot

import (
	"context"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
)

// Retention destroys what was kept for as long as it may be. The real one is in package
// store, which has the times; docs/privacy.md promises them.
type Retention interface {
	Expire(ctx context.Context, now time.Time) error
}

var _ Retention = (*store.DB)(nil)

// retentionPause is how late something may be destroyed, at most.
const retentionPause = time.Hour

// retain destroys at the start and from hour to hour what is too old, until the bot stops.
// A store that fails is told where it fails, and tried again.
func (b *Bot) retain() {
	if b.Retention == nil {
		return
	}
	for {
		_ = b.useStore(writing, func(ctx context.Context) error { return b.Retention.Expire(ctx, b.now()) })
		select {
		case <-b.after(retentionPause):
		case <-b.ctx.Done():
			return
		}
	}
}

// useStore uses the store in bounded time, whatever it does.
func (b *Bot) useStore(to way, use func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(b.alive, lookTime)
	defer cancel()
	_, err := b.kept.call(ctx, to, func() (store.Guild, error) { return store.Guild{}, use(ctx) })
	return err
}
