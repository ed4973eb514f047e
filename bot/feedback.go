package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
)

// reasons is what can be said of an answer that did not help, in the order shown.
var reasons = []store.Reason{store.Wrong, store.Outdated, store.Unclear, store.Unsafe}

// tallyTime bounds the counting: a person waits for the thanks.
const tallyTime = 500 * time.Millisecond

// pressedHelped counts that an entry helped.
func (b *Bot) pressedHelped(ctx context.Context, i interaction, entry string) view {
	if !b.has(i, entry) {
		return b.stale(i)
	}
	return b.note(b.tally(ctx, i, entry, store.Helped))
}

// pressedNotHelped counts that an entry did not help, and asks why, if they like to say.
func (b *Bot) pressedNotHelped(ctx context.Context, i interaction, entry string) view {
	if !b.has(i, entry) {
		return b.stale(i)
	}
	w := b.Responder.Wording()
	v := b.note(b.tally(ctx, i, entry, store.NotHelped))
	v.Content += " " + w.Label("what-was-wrong")
	var options []discordgo.SelectMenuOption
	for _, r := range reasons {
		options = append(options, discordgo.SelectMenuOption{Label: w.Label("reason-" + string(r)), Value: string(r)})
	}
	v.Components = append(v.Components, menu(customID(sayReason, entry), w.Label("pick-reason"), options))
	return v
}

// pressedReason counts the reason. Of one that could harm somebody the home server is
// told at once: the entry and the reason, never what was asked or by whom.
func (b *Bot) pressedReason(ctx context.Context, i interaction, _ string) view {
	_, entry, _ := parseCustomID(i.CustomID)
	if len(i.Values) != 1 || !slices.Contains(reasons, store.Reason(i.Values[0])) || !b.has(i, entry) {
		return b.stale(i)
	}
	reason := store.Reason(i.Values[0])
	label := b.tally(ctx, i, entry, reason)
	if reason == store.Unsafe {
		text := fmt.Sprintf("%s\n`%s`", b.Responder.Wording().Label("told-unsafe"), entry)
		if err := b.tellHome(ctx, text); err != nil {
			b.Log.WithField("entry", entry).Errorf("a member finds an entry unsafe, and the home server could not be told: %s", plainError(err))
		}
	}
	v := b.note(label)
	v.inPlace = true
	return v
}

// tally counts, once for a member, an entry and a reason as long as the program runs,
// and returns the label of what to say. A press that is not counted is thanked as well.
func (b *Bot) tally(ctx context.Context, i interaction, entry string, reason store.Reason) string {
	if b.counted.again(b.seal.mark(strings.Join([]string{i.User, entry, string(reason)}, " "))) {
		return "thanks"
	}
	ctx, cancel := context.WithTimeout(ctx, tallyTime)
	defer cancel()
	if err := b.kept.Tally(ctx, entry, reason); err != nil {
		b.Log.Errorf("feedback not counted: %v", err)
		return "not-counted"
	}
	return "thanks"
}

// has reports whether the library has an entry, and the server does not hide it.
func (b *Bot) has(i interaction, entry string) bool {
	return b.Responder.Short(entry, b.question(i)).Provenance.Entry != ""
}
