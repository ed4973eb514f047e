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
	label, _ := b.tally(ctx, i, entry, store.Helped)
	return b.note(label)
}

// pressedNotHelped counts that an entry did not help, and asks why, if they like to say.
func (b *Bot) pressedNotHelped(ctx context.Context, i interaction, entry string) view {
	if !b.has(i, entry) {
		return b.stale(i)
	}
	w := b.Responder.Wording()
	label, _ := b.tally(ctx, i, entry, store.NotHelped)
	v := b.note(label)
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
	label, first := b.tally(ctx, i, entry, reason)
	if reason == store.Unsafe && first {
		go b.take("feedback", func() { b.reportUnsafe(entry) }) // nobody waits for a turn meanwhile
	}
	v := b.note(label)
	v.inPlace = true
	return v
}

// reportTime is how long the home server is tried to be told.
const reportTime = 5 * time.Minute

// reportUnsafe tells the home server of an entry that could harm somebody.
func (b *Bot) reportUnsafe(entry string) {
	ctx, cancel := context.WithTimeout(b.alive, reportTime)
	defer cancel()
	text := fmt.Sprintf("%s\n`%s`", b.Responder.Wording().Label("told-unsafe"), entry)
	if err := b.tellHome(ctx, text); err != nil {
		b.Log.WithField("entry", entry).Errorf("a member finds an entry unsafe, and the home server could not be told: %v", err)
	}
}

// tally counts, once for a member, an entry and a reason as long as the program runs. It
// returns the label of what to say, and whether it was the first time: a press that is not
// counted is thanked as well.
func (b *Bot) tally(ctx context.Context, i interaction, entry string, reason store.Reason) (label string, first bool) {
	mark := b.seal.mark(strings.Join([]string{i.User, entry, string(reason)}, " "))
	if b.counted.again(mark) {
		return "thanks", false
	}
	ctx, cancel := context.WithTimeout(ctx, tallyTime)
	defer cancel()
	if err := b.kept.Tally(ctx, entry, reason); err != nil {
		b.Log.Errorf("feedback not counted: %v", err)
		b.counted.forget(mark) // the next press may be
		return "not-counted", true
	}
	return "thanks", true
}

// has reports whether the library has an entry, and the server does not hide it.
func (b *Bot) has(i interaction, entry string) bool {
	return b.Responder.Short(entry, b.question(i)).Provenance.Entry != ""
}
