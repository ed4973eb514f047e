package bot

import (
	"context"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses"
)

// What is withdrawn everywhere, and how it comes back: by review only.

// libraryReview lists what is withdrawn.
func (b *Bot) libraryReview(context.Context, interaction) view { return b.reviewPage("0") }

func (b *Bot) pressedReviewPage(_ context.Context, _ interaction, arg string) view {
	v := b.reviewPage(arg)
	v.inPlace = true
	return v
}

// reviewPage is one page of the list. What is no longer in the library stays in it: it may
// come back.
func (b *Bot) reviewPage(arg string) view {
	w := b.Responder.Wording()
	if b.Withdrawals == nil {
		return b.note("library-no-store")
	}
	all := b.pulled.list()
	if len(all) == 0 {
		return b.note("library-review-none")
	}
	pages := (len(all) + maxOptions - 1) / maxOptions
	page := pageOf(arg, pages)
	lines := []string{w.Label("library-review-text"), ""}
	var options []discordgo.SelectMenuOption
	for _, p := range all[page*maxOptions : min(len(all), (page+1)*maxOptions)] {
		lines = append(lines, fmt.Sprintf("- `%s`: %s", p.ID, b.since(p)))
		options = append(options, discordgo.SelectMenuOption{Label: clip(p.ID, 100), Value: b.pulledMark(p), Description: clip(w.Label(kindLabel(p.Kind)), 100)})
	}
	rows := []discordgo.MessageComponent{menu(libraryID("pulled"), w.Label("library-review-pick"), options)}
	if pages > 1 {
		previous, next := b.button("previous", libraryID("review", fmt.Sprint(page-1))), b.button("next", libraryID("review", fmt.Sprint(page+1)))
		previous.Disabled, next.Disabled = page == 0, page == pages-1
		rows = append(rows, row(previous, next))
	}
	return b.sheet("library-review-title", lines, rows...)
}

// since says since when something is withdrawn and why, and what became of its text.
func (b *Bot) since(p store.Withdrawn) string {
	w := b.Responder.Wording()
	text := fmt.Sprintf("%s <t:%d:d>, %s.", w.Label("library-withdrawn-since"), p.At.Unix(), w.Label(faultLabel(p.Reason)))
	switch now := b.digest(p); {
	case now == "":
		text += " " + w.Label("library-pulled-gone")
	case b.changed(p):
		text += " " + w.Label("library-pulled-changed")
	}
	return text
}

// changed reports whether something says another thing than when it was withdrawn.
func (b *Bot) changed(p store.Withdrawn) bool {
	now := b.digest(p)
	return now != "" && p.Digest != "" && now != p.Digest
}

// pulledMark names one withdrawal in a custom id: what was reviewed is what is lifted, and
// not what was withdrawn anew since.
func (b *Bot) pulledMark(p store.Withdrawn) string {
	return b.seal.mark(fmt.Sprint("withdrawn ", p.Kind, " ", p.ID, " ", p.At.UnixMilli()))
}

// pulledBy is the withdrawal of a mark, if it still holds.
func (b *Bot) pulledBy(mark string) (store.Withdrawn, bool) {
	all := b.pulled.list()
	n := slices.IndexFunc(all, func(p store.Withdrawn) bool { return b.pulledMark(p) == mark })
	if n < 0 {
		return store.Withdrawn{}, false
	}
	return all[n], true
}

// pressedPulled shows what was picked from the list as it stands.
func (b *Bot) pressedPulled(_ context.Context, i interaction, _ string) view {
	if len(i.Values) != 1 {
		return b.note("library-unknown")
	}
	p, ok := b.pulledBy(i.Values[0])
	if !ok {
		return b.note("library-review-over")
	}
	v := b.asItStands(i, p)
	v.Content = clip(fmt.Sprintf("`%s`: %s\n%s", p.ID, b.since(p), b.Responder.Wording().Label("library-review-how")), maxContent)
	v.Components = append(v.Components, row(b.button("library-lift", libraryID("lift", b.pulledMark(p)))))
	return v
}

// asItStands is an entry or a helpline as members would see it, with nothing to press.
func (b *Bot) asItStands(i interaction, p store.Withdrawn) view {
	if p.Kind == store.Helpline {
		return b.sheet("library-helpline-title", b.lineText(p.ID))
	}
	v := b.show(b.Responder.Entry(p.ID, responses.Question{Locale: i.Locale})) // served to nobody: no question of a member's
	v.Components = []discordgo.MessageComponent{}
	return v
}

// pressedLift serves something again that was reviewed.
//
// Who withdrew it is nobody's to know, and not kept. So that nobody takes back alone what
// they, or another, took out of service for a reason, one of two things must have happened
// since: the text was changed, by an edit that went through the checks and approvals of
// every edit, and it was not withdrawn because it could harm somebody; or two moderators want it served as it stands. The second presses a button in
// the moderators' channel, which holds, sealed, who pressed first, and does nothing for
// that one. Of two who agree at least one did not withdraw it.
func (b *Bot) pressedLift(ctx context.Context, i interaction, mark string) view {
	p, ok := b.pulledBy(mark)
	switch {
	case !ok:
		return b.note("library-review-over")
	case b.changed(p) && p.Reason != store.Unsafe:
		return b.lift(ctx, p)
	}
	return b.askSecond(ctx, i, p)
}

// lift serves something again, and tells the home server.
func (b *Bot) lift(ctx context.Context, p store.Withdrawn) view {
	made, err := b.pulled.lift(ctx, p)
	switch {
	case err != nil:
		b.Log.Errorf("%s %s not served again: %v", p.Kind, p.ID, err)
		return b.note("library-not-lifted")
	case !made:
		return b.note("library-review-over")
	}
	b.tellOf("library-told-lifted", p)
	v := b.note("library-lifted")
	v.inPlace = true
	return v
}

// askSecond asks in the moderators' channel for a second moderator.
func (b *Bot) askSecond(ctx context.Context, i interaction, p store.Withdrawn) view {
	channel := b.guild(b.HomeGuild).LogChannel
	if channel == "" {
		return b.note("library-second-no-channel")
	}
	w := b.Responder.Wording()
	text := fmt.Sprintf("%s\n`%s`: %s", w.Label("library-second-asked"), p.ID, b.since(p))
	m := sentence(text)
	m.Components = append(m.Components, row(b.button("library-second", libraryID("second", b.seal.hideFor(i.User, b.pulledMark(p))))))
	m.Nonce, m.EnforceNonce = i.ID, true
	ctx, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	if err := b.deliver(ctx, func(ctx context.Context) error { return b.Session.Send(ctx, channel, m, false) }); err != nil {
		b.Log.Errorf("a second moderator could not be asked for: %s; may Hebb write in the moderators' channel?", gateway.Plain(err))
		return b.note("library-second-not-asked")
	}
	return b.note("library-second-waits")
}

// pressedSecond is the second moderator's press.
func (b *Bot) pressedSecond(ctx context.Context, i interaction, sealed string) view {
	first, mark, ok := b.seal.hidden(sealed)
	if !ok {
		return b.note("library-unknown")
	}
	if first == i.User {
		return b.note("library-second-yourself")
	}
	p, ok := b.pulledBy(mark)
	if !ok {
		return b.note("library-review-over")
	}
	return b.lift(ctx, p)
}
