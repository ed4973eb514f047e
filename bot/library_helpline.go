package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// A helpline that gives a wrong number must go at once. A new number is an edit, and takes
// two people.

// libraryHelpline shows a line as it stands, and what can be done about it.
func (b *Bot) libraryHelpline(_ context.Context, i interaction) view {
	id := strings.TrimSpace(i.Options["id"])
	all, withdrawn := b.Responder.Helplines()
	if !all.Has(id) {
		return b.note("library-helpline-gone")
	}
	w := b.Responder.Wording()
	lines := b.lineText(id)
	say := func(text string) { lines = append(lines, "", text) }
	var rows []discordgo.MessageComponent
	pulled, is := b.pulled.find(store.Helpline, id)
	switch {
	case is:
		say(b.since(pulled))
		rows = append(rows, row(b.button("library-lift", libraryID("lift", b.pulledMark(pulled)))))
	case b.Withdrawals == nil:
		say(w.Label("library-no-store"))
	case !all.Leaves(append(withdrawn, id)):
		say(w.Label("library-helpline-last"))
	default:
		say(w.Label("library-helpline-withdraw"))
		rows = append(rows, b.faults("no-line", id))
	}
	if !is && slices.Contains(withdrawn, id) {
		say(w.Label("library-helpline-operator"))
	}
	rows = append(rows, row(b.button("library-helpline-replace", libraryID("line", id))))
	return b.sheet("library-helpline-title", lines, rows...)
}

// pressedNoLine withdraws a line. The last directory stays: a crisis reply must always lead
// somewhere.
func (b *Bot) pressedNoLine(ctx context.Context, i interaction, id string) view {
	all, withdrawn := b.Responder.Helplines()
	reason := i.fault()
	switch {
	case reason == "" || !all.Has(id):
		return b.note("library-unknown")
	case !all.Leaves(append(withdrawn, id)):
		return b.note("library-helpline-last")
	}
	return b.withdraw(ctx, store.Withdrawn{Kind: store.Helpline, ID: id, Reason: reason})
}

// lineText is a line as members see it, and what it is.
func (b *Bot) lineText(id string) []string {
	w := b.Responder.Wording()
	all, _ := b.Responder.Helplines()
	c, l := all.Line(id)
	if l == nil {
		return []string{w.Label("library-helpline-gone")}
	}
	lines := []string{helpline(w, lineOf(c, l)), fmt.Sprintf("`%s` (%s)", l.ID, escape(l.Kind))}
	if c != nil {
		lines = append(lines, escape(c.Name))
	}
	if !l.Shown {
		lines = append(lines, w.Label("library-helpline-unshown"))
	}
	return lines
}

// lineOf is a line as replies hold it; c is nil for a directory or tool.
func lineOf(c *knowledge.Country, l *knowledge.Helpline) responses.Helpline {
	h := responses.Helpline{ID: l.ID, Kind: l.Kind, Name: l.Name, Audience: l.Audience, Phone: l.Phone, Text: l.Text, Chat: l.Chat, Hours: l.Hours, URL: l.URL}
	if c != nil {
		h.Country = c.Code
	}
	return h
}

// lineChoices is the lines whose country, name or id holds what was typed.
func (b *Bot) lineChoices(_ interaction, typed string) (out []choice) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	all, _ := b.Responder.Helplines()
	for c, l := range all.All() {
		name := l.Name
		if c != nil {
			name = c.Name + ": " + l.Name
		}
		if len(l.ID) <= maxLineID && strings.Contains(strings.ToLower(name+" "+l.ID), typed) {
			out = append(out, choice{clip(name, 100), l.ID})
		}
	}
	return out
}

// maxLineID is the longest id that has room in a custom id.
const maxLineID = 80
