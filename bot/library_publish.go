package bot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses/wording"
)

// What is done with a draft. Its buttons work for every moderator of the home server: the
// draft says what it changes, and the seal says who does not count as somebody else.

// pressedAgain opens the form with what was typed into it before, on what stands there now.
func (b *Bot) pressedAgain(ctx context.Context, i interaction, sealed string) view {
	return b.reopen(ctx, i, sealed, func(d store.Draft) string { return d.Typed })
}

// pressedNewest opens the form with what stands there now.
func (b *Bot) pressedNewest(ctx context.Context, i interaction, sealed string) view {
	return b.reopen(ctx, i, sealed, func(store.Draft) string { return "" })
}

func (b *Bot) reopen(ctx context.Context, i interaction, sealed string, typed func(store.Draft) string) view {
	return b.onDraft(ctx, sealed, func(p proposal, d store.Draft) view {
		return b.withFiles(ctx, func(files fs.FS) view {
			s, ok := parseSpot(d.Form)
			if !ok {
				return b.note("library-unknown")
			}
			if _, err := s.text(files, b.Responder.Wording()); err != nil {
				return b.echoing("library-gone", d.Typed)
			}
			name := ""
			if p.by == userNumber(i) { // nobody writes under another's name
				name = i.author().Name
			}
			return b.open(files, s, typed(d), name)
		})
	})
}

func (b *Bot) pressedDiscard(ctx context.Context, _ interaction, sealed string) view {
	return b.onDraft(ctx, sealed, func(_ proposal, d store.Draft) view {
		if b.dropDraft(ctx, d) != nil {
			return b.note("library-draft-unreadable")
		}
		return b.inPlaceNote("library-discarded")
	})
}

// inPlaceNote is a note that takes the place of a message of the presser's own.
func (b *Bot) inPlaceNote(label string) view {
	v := b.note(label)
	v.inPlace = true
	return v
}

// pressedPublish publishes what nobody else has to agree with.
func (b *Bot) pressedPublish(ctx context.Context, i interaction, sealed string) view {
	return b.onDraft(ctx, sealed, func(p proposal, d store.Draft) view { return b.publish(ctx, i, d, p, 0) })
}

// pressedAsk shows a draft to the moderators of the home server, for one of them to agree.
func (b *Bot) pressedAsk(ctx context.Context, i interaction, sealed string) view {
	return b.onDraft(ctx, sealed, func(p proposal, d store.Draft) view {
		if label := b.askOthers(ctx, i, d, p); label != "" {
			return b.note(label)
		}
		return b.inPlaceNote("library-asked")
	})
}

// askOthers posts a draft in the home server's channel for moderators. It returns the label of why
// it could not, or "".
func (b *Bot) askOthers(ctx context.Context, i interaction, d store.Draft, p proposal) string {
	channel := b.guild(b.HomeGuild).LogChannel
	switch {
	case len(d.Files) == 0: // what was typed makes no edit: it has no such button
		return "library-unknown"
	case channel == "":
		return "library-no-channel"
	}
	c, err := b.desk.Check(ctx, changesOf(d), d.About, false)
	if err != nil {
		b.Log.Errorf("an edit not checked: %v", err)
		return "library-not-checked"
	}
	if c.Problems.Errors() > 0 {
		return "library-problems-now"
	}
	v := b.preview(i, d, c)
	sealed := b.seal.sealProposal(p)
	approve := b.button("library-approve", libraryID("approve", sealed))
	approve.Style = discordgo.SuccessButton
	v.Components = []discordgo.MessageComponent{row(approve, b.button("library-discard", libraryID("discard", sealed)))}
	label := "library-asks"
	if p.agreed != 0 {
		label = "library-asks-once-more"
	}
	whole, ok := b.wholeChange(c.Lines, v.Content)
	if !ok {
		return "library-too-much"
	}
	v.Content = clip(b.Responder.Wording().Label(label)+"\n\n"+v.Content, maxContent)
	for n, m := range append(whole, v.Payload) {
		m.Nonce, m.EnforceNonce = fmt.Sprint(i.ID, n), true
		if err := b.within(toldTime, func(ctx context.Context) error { return b.Session.Send(ctx, channel, m, true) }); err != nil {
			b.Log.Errorf("moderators could not be asked to approve an edit: %s", gateway.Plain(err))
			return "library-not-asked"
		}
	}
	return ""
}

const (
	// mostParts is how many messages a change may take to be read.
	mostParts = 8
	// maxPart is how much of it one message holds, in characters.
	maxPart = 1700
)

// wholeChange is messages that show all that changes, where the preview does not have room for
// it: who approves must have read it. ok is false where it is too long for that.
func (b *Bot) wholeChange(lines []string, preview string) (parts []gateway.Payload, ok bool) {
	if strings.Contains(preview, codeBlock("diff", lines, math.MaxInt)) {
		return nil, true
	}
	var chunks [][]string
	left := 0
	for _, line := range lines {
		for rest := []rune(line); len(rest) > 0; {
			part := rest[:min(len(rest), maxPart)]
			rest = rest[len(part):]
			if left -= len(part) + 1; left < 0 {
				chunks, left = append(chunks, nil), maxPart-len(part)
			}
			chunks[len(chunks)-1] = append(chunks[len(chunks)-1], string(part))
		}
	}
	if len(chunks) > mostParts {
		return nil, false
	}
	for n, chunk := range chunks {
		head := b.Responder.Wording().Fill("library-whole-change", wording.Data{Checked: fmt.Sprintf("%d/%d", n+1, len(chunks))})
		parts = append(parts, sentence(head+"\n"+codeBlock("diff", chunk, maxContent-len([]rune(head))-1)))
	}
	return parts, true
}

// pressedApprove counts the presser as somebody who agrees: not the one who proposed it, and
// not one who agreed already.
func (b *Bot) pressedApprove(ctx context.Context, i interaction, sealed string) view {
	return b.onDraft(ctx, sealed, func(p proposal, d store.Draft) view {
		me := userNumber(i)
		if me == 0 || p.by == 0 || me == p.by || me == p.agreed {
			return b.note("library-own")
		}
		agreed := 1
		if p.agreed != 0 {
			agreed = 2
		}
		if agreed == 1 {
			p.agreed = me
		}
		return b.publish(ctx, i, d, p, agreed)
	})
}

// publish publishes a draft that so many agree with besides the one who proposed it.
func (b *Bot) publish(ctx context.Context, i interaction, d store.Draft, p proposal, agreed int) view {
	if len(d.Files) == 0 { // what was typed makes no edit: it has no such button
		return b.note("library-unknown")
	}
	done, err := b.desk.Publish(ctx, changesOf(d), agreed, i.author(), d.What)
	switch {
	case errors.Is(err, desk.ErrApproval) && agreed == 0:
		return b.note("library-needs-others")
	case errors.Is(err, desk.ErrApproval):
		if label := b.askOthers(ctx, i, d, p); label != "" {
			return b.note(label)
		}
		return b.note("library-once-more")
	case errors.Is(err, desk.ErrUnchanged):
		_ = b.dropDraft(ctx, d) // it was logged
		return b.inPlaceNote("library-unchanged")
	case errors.Is(err, worktree.ErrChanged):
		return b.withFiles(ctx, func(files fs.FS) view { return b.conflict(files, i, d, p) })
	case errors.Is(err, desk.ErrProblems):
		return b.proposal(ctx, i, d, p)
	case err != nil:
		b.Log.Errorf("an edit not published: %v", err)
		return b.note("library-not-published")
	}
	_ = b.dropDraft(ctx, d) // it was logged
	go b.tellOthers()
	return b.published(i, d, done)
}

// published says what came of it, to the presser and to the home server.
func (b *Bot) published(i interaction, d store.Draft, done desk.Published) view {
	w := b.Responder.Wording()
	log := b.Log.WithField("library", done.Version)
	if done.Err != nil {
		log.Errorf("an edit is published, and not served: %v", done.Err)
		return b.note("library-not-loaded")
	}
	log.WithField("edit", d.What).Info("an edit is published")
	go b.Reloaded()
	go b.take("publish", func() { b.tellOfEdit(i, d, done) }) // nobody waits for it
	v := b.inPlaceNote("library-published")
	v.Content = fmt.Sprintf("%s\n%s · %s %s", v.Content, code(d.What), w.Label("library-version"), code(done.Version))
	if done.Unrecorded {
		v.Content += "\n" + w.Label("library-unrecorded")
	}
	if done.Unpushed {
		v.Content += "\n" + w.Label("library-unpushed")
	}
	return v
}

// toldTime is how long the home server is tried to be told of an edit.
const toldTime = time.Minute

// tellOfEdit tells the home server what was changed, and by whom only if they agreed.
func (b *Bot) tellOfEdit(i interaction, d store.Draft, done desk.Published) {
	ctx, cancel := context.WithTimeout(b.alive, toldTime)
	defer cancel()
	w := b.Responder.Wording()
	text := fmt.Sprintf("%s %s · %s %s", w.Label("library-told"), code(d.What), w.Label("library-version"), code(done.Version))
	if name := i.author().Name; name != "" {
		text += " · " + escape(name)
	}
	if err := b.tellHome(ctx, text); err != nil {
		b.Log.Warnf("the home server could not be told of an edit: %v", err)
	}
}
