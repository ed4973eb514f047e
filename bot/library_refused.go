package bot

import "context"

// ContentRefused tells the home server's moderators of new content that is not served, and
// why: problems with file, line and column. It does not wait for Discord.
func (b *Bot) ContentRefused(problems string) {
	go b.take("content", func() {
		ctx, cancel := context.WithTimeout(b.alive, reportTime)
		defer cancel()
		text := b.Responder.Wording().Label("library-refused") + "\n" + escape(problems)
		if err := b.tellHome(ctx, clip(text, maxContent)); err != nil {
			b.Log.Error(err)
		}
	})
}
