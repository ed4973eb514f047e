package bot

import (
	"context"

	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// propose checks changes to the library and shows its moderator what is wrong with them, or
// how members will see them, with what can be done: publish or discard. about is the entry
// that is shown, "" for none; what is a line for the history, such as "depression#what-is: edit".
func (b *Bot) propose(ctx context.Context, i interaction, changes []worktree.Change, about, what string) view {
	return b.note("library-unknown") // SCAFFOLD: replaced by the helper who builds editing
}

// proposePhrasing opens the form for one more way of asking for an entry, filled in.
func (b *Bot) proposePhrasing(ctx context.Context, i interaction, entry, phrase string) view {
	return b.note("library-unknown") // SCAFFOLD: likewise
}
