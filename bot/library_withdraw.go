package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses"
)

// Withdraw this entry: everywhere, by a moderator of the home server, until it was reviewed
// (library_review.go); in their own server only, by one of any server, until they want it
// back. There it is one more of the questions that the server has switched off.

// libraryWithdraw offers to withdraw the entry that was picked.
func (b *Bot) libraryWithdraw(_ context.Context, i interaction) view {
	return b.offerWithdrawal(i, strings.TrimSpace(i.Options["entry"]))
}

// pressedPull is the button below an answer.
func (b *Bot) pressedPull(_ context.Context, i interaction, entry string) view {
	return b.offerWithdrawal(i, entry)
}

// menuWithdraw offers to withdraw the entry that a message of Hebb's quotes, as its small
// print says. Another bot could write the same; what it names is looked up, and shown before
// anything is done.
func (b *Bot) menuWithdraw(ctx context.Context, i interaction) view {
	v, refused := b.refused(i, ofAny)
	switch from := i.Target.From; {
	case refused:
		return b.unlessAtRisk(ctx, i, v)
	case from.Library == "":
		return b.note("library-withdraw-not-mine")
	case from.Entry == "":
		return b.note("library-withdraw-nothing")
	default:
		return b.offerWithdrawal(i, from.Entry)
	}
}

// withdrawable reports whether below a reply there is a button to withdraw what it quotes.
func withdrawable(r responses.Reply) bool {
	return r.Provenance.Entry != "" && (r.Kind == responses.Answer || r.Kind == responses.Sensitive)
}

// entryChoices is the questions of the library that hold what was typed.
func (b *Bot) entryChoices(i interaction, typed string) (out []choice) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	b.withEdition(i.Locale, func(e *knowledge.Edition) {
		for _, en := range e.Entries() {
			if holds(en, typed) {
				out = append(out, choice{clip(en.Question.Text, 100), en.ID})
			}
		}
	})
	return out
}

// offerWithdrawal says what withdrawing an entry does, and asks for the press that does it.
func (b *Bot) offerWithdrawal(i interaction, id string) view {
	w := b.Responder.Wording()
	title, topic, ok := b.entryTitle(i, id)
	if !ok {
		return b.note("library-entry-gone")
	}
	lines := []string{fmt.Sprintf("**%s**\n`%s`", escape(title), id)}
	say := func(label string) { lines = append(lines, w.Label(label)) }
	var rows []discordgo.MessageComponent
	pulled, everywhere := b.pulled.find(store.Entry, id)
	switch {
	case everywhere:
		lines = append(lines, b.since(pulled))
	case b.edits(i) && b.Withdrawals == nil:
		say("library-no-store")
	case b.edits(i):
		say("library-withdraw-everywhere")
		rows = append(rows, b.faults("withdraw", id))
	}
	hidden := b.guild(i.Guild).Hidden
	switch {
	case b.Memory == nil:
		say("settings-no-memory")
	case slices.Contains(hidden, topic):
		say("settings-topic-off")
	case slices.Contains(hidden, id):
		say("library-hidden-here")
		rows = append(rows, row(b.button("library-show-here", libraryID("unhide", id))))
	default:
		say("library-hide-text")
		rows = append(rows, row(b.button("library-hide-here", libraryID("hide", id))))
	}
	return b.sheet("library-withdraw-title", lines, rows...)
}

// sheet is a page of moderators' work: a title, what there is to know, and what can be done.
func (b *Bot) sheet(title string, lines []string, rows ...discordgo.MessageComponent) view {
	embed := &discordgo.MessageEmbed{Title: clip(b.Responder.Wording().Label(title), maxTitle), Description: withinLines(lines, maxDescription)}
	return view{Payload: withRows(newPayload(embed), rows), Private: true, group: "other"}
}

// entryTitle is the question of an entry and the id of its topic.
func (b *Bot) entryTitle(i interaction, id string) (title, topic string, ok bool) {
	b.withEdition(i.Locale, func(e *knowledge.Edition) {
		if en := e.Entry(id); en != nil {
			title, topic, ok = en.Question.Text, en.Topic.ID, true
		}
	})
	return title, topic, ok
}

// faults is the menu of reasons. Picking one withdraws: it is the confirming press.
func (b *Bot) faults(act, id string) discordgo.MessageComponent {
	w := b.Responder.Wording()
	var options []discordgo.SelectMenuOption
	for _, f := range store.Faults {
		options = append(options, discordgo.SelectMenuOption{Label: w.Label(faultLabel(f)), Value: string(f)})
	}
	return menu(libraryID(act, id), w.Label("library-pick-fault"), options)
}

// faultLabel is the label of a reason, kindLabel of what is withdrawn.
func faultLabel(r store.Reason) string { return "library-fault-" + string(r) }
func kindLabel(k store.Kind) string    { return "library-kind-" + string(k) }

// fault is the reason that was picked, "" for none of them.
func (i interaction) fault() store.Reason {
	if len(i.Values) != 1 || !slices.Contains(store.Faults, store.Reason(i.Values[0])) {
		return ""
	}
	return store.Reason(i.Values[0])
}

// pressedWithdraw withdraws an entry everywhere.
func (b *Bot) pressedWithdraw(ctx context.Context, i interaction, id string) view {
	_, _, known := b.entryTitle(i, id)
	if reason := i.fault(); known && reason != "" {
		return b.withdraw(ctx, store.Withdrawn{Kind: store.Entry, ID: id, Reason: reason})
	}
	return b.note("library-unknown")
}

// withdraw takes something out of service, and tells the home server.
func (b *Bot) withdraw(ctx context.Context, w store.Withdrawn) view {
	w.At, w.Digest = b.now().UTC().Truncate(time.Millisecond), b.digest(w)
	switch err := b.pulled.withdraw(ctx, w); {
	case errors.Is(err, errNowhereKept):
		return b.note("library-no-store")
	case errors.Is(err, store.ErrBounds):
		return b.note("library-withdrawn-full")
	case err != nil:
		b.Log.Errorf("%s %s not withdrawn: %v", w.Kind, w.ID, err)
		return b.note("library-not-withdrawn")
	}
	b.tellOf("library-told-withdrawn", w)
	v := b.note("library-withdrawn")
	v.inPlace = true
	return v
}

// tellOf tells the home server's moderators what became of an entry or a helpline, and why
// it was withdrawn; never who did it.
func (b *Bot) tellOf(label string, w store.Withdrawn) {
	words := b.Responder.Wording()
	text := fmt.Sprintf("%s\n`%s` (%s)", words.Label(label), w.ID, words.Label(faultLabel(w.Reason)))
	go b.take("library", func() { // nobody waits for it
		ctx, cancel := context.WithTimeout(b.alive, reportTime)
		defer cancel()
		if err := b.tellHome(ctx, text); err != nil {
			b.Log.WithField("id", w.ID).Errorf("what is withdrawn has changed, and the home server could not be told: %v", err)
		}
	})
}

// digest tells what something says now from what it said before, "" where it is not there.
// Of an entry it is the text in the fallback language, all that a member reads of it, with
// its sources: a new phrasing is no new text.
func (b *Bot) digest(w store.Withdrawn) (digest string) {
	if w.Kind == store.Helpline {
		all, _ := b.Responder.Helplines()
		if c, l := all.Line(w.ID); l != nil {
			name, ways := lineOf(c, l).Line(b.Responder.Wording().Label)
			digest = worktree.Digest(name + "\n" + ways)
		}
		return digest
	}
	b.withEdition("", func(e *knowledge.Edition) {
		en := e.Entry(w.ID)
		if en == nil {
			return
		}
		text := []string{en.Question.Text}
		for _, p := range en.Paragraphs {
			text = append(text, "")
			for _, s := range p.Sentences {
				text = append(text, s.Text)
				for _, c := range s.Citations {
					text = append(text, fmt.Sprint(c.Source, " ", c.Certainty))
				}
			}
		}
		digest = worktree.Digest(strings.Join(text, "\n"))
	})
	return digest
}

func (b *Bot) pressedHide(ctx context.Context, i interaction, id string) view {
	if _, _, ok := b.entryTitle(i, id); !ok {
		return b.note("library-entry-gone")
	}
	return b.hide(ctx, i, id, true)
}

func (b *Bot) pressedUnhide(ctx context.Context, i interaction, id string) view {
	return b.hide(ctx, i, id, false)
}

// hide switches an entry off in the server that the press comes from, or on again.
func (b *Bot) hide(ctx context.Context, i interaction, id string, off bool) view {
	ctx, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	full := false
	_, err := b.kept.ChangeGuild(ctx, i.Guild, func(g *store.Guild) {
		g.Hidden = slices.DeleteFunc(g.Hidden, func(h string) bool { return h == id })
		if full = off && len(g.Hidden) >= maxKept; off && !full {
			g.Hidden = append(g.Hidden, id)
		}
	})
	switch {
	case errors.Is(err, errNothingKept):
		return b.note("settings-no-memory")
	case err != nil:
		b.Log.Errorf("an entry not switched off or on in a server: %v", err)
		return b.note("settings-not-saved")
	case full:
		return b.note("settings-full")
	}
	v := b.note("library-shown")
	if off {
		v = b.note("library-hidden")
		v.Components = append(v.Components, row(b.button("library-show-here", libraryID("unhide", id))))
	}
	v.inPlace = true
	return v
}
