package bot

import "context"

// tellHome posts a line in the home server's log channel; nothing where there is none.
func (b *Bot) tellHome(ctx context.Context, text string) error {
	channel := b.guild(b.HomeGuild).LogChannel
	if b.HomeGuild == "" || channel == "" {
		return nil
	}
	p := newPayload(nil)
	p.Embeds, p.Content = p.Embeds[:0], clip(text, maxContent)
	return b.Session.Send(ctx, channel, p, false)
}
