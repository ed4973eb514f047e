package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
)

// What is said at all, and when. Safety comes first, before limits and queues: who may
// be at risk is answered at once, the tenth time as the first. Everybody else, whoever
// they are in a server, has allowances and takes a turn.

// turnedAway is the group of a line that says "too fast" or "busy".
const turnedAway = "turned away"

// heard is the reply to a message in its turn.
func (b *Bot) heard(ctx context.Context, m message, of gateway.Audience) view {
	if b.atRisk(m.Text) {
		return b.said(ctx, m).urgent()
	}
	if of == gateway.AtRisk || b.guild(m.Guild).IsQuiet(m.Channel) {
		return view{silent: true}
	}
	return b.inTurn(b.limits.message(m), func() view { return b.said(ctx, m) })
}

// admit answers an interaction in its turn. Where even a line of "busy" would be one
// request too many, nothing is said.
func (b *Bot) admit(i interaction) {
	if b.urgent(i) {
		b.answerInteraction(i, func(ctx context.Context) view { return b.handle(ctx, i).urgent() })
		return
	}
	if !b.answering.enter() {
		b.stats.Busy.Add(1)
		b.Monitor.TurnedAway("busy")
		return
	}
	defer b.answering.leave()
	b.answerInteraction(i, func(ctx context.Context) view {
		allowed := b.limits.interaction(i) || b.typesEdit(i) // a form that is turned away takes with it what was typed
		if allowed && (i.onSettings() || i.onLibrary()) {    // waits for the store, or for Discord: not in a turn of the processor
			return b.handle(ctx, i)
		}
		return b.inTurn(allowed, func() view { return b.handle(ctx, i) })
	})
}

// onSettings reports whether an interaction is with the panel of a server's settings.
func (i interaction) onSettings() bool { return i.on("settings", pickSetting) }

// onLibrary reports whether an interaction is moderators' work on the library. What is
// typed there is about the library's text, and not by somebody about themselves.
func (i interaction) onLibrary() bool { return i.on("library", onLibrary) }

// typesEdit reports whether an interaction is an edit of the library by somebody who may make
// it: what they type is the library's text, and not about themselves. Nothing else is
// exempt from triage, no work of moderators either.
func (b *Bot) typesEdit(i interaction) bool {
	if !i.onLibrary() {
		return false // before anything that could wait
	}
	_, value, _ := parseCustomID(i.CustomID)
	act, _, _ := strings.Cut(value, ":")
	row := libraryActs[act]
	if i.CustomID == "" {
		n := slices.IndexFunc(librarySubs, func(s librarySub) bool { return s.name == i.Sub })
		if n < 0 {
			return false
		}
		row = libraryAct{who: librarySubs[n].who}
	}
	if row.who != ofHome {
		return false
	}
	_, refused := b.refused(i, ofHome)
	return !refused
}

// unlessAtRisk is the refusal of what somebody may not do on the library. A text that comes
// with it and may be of somebody at risk is answered instead.
func (b *Bot) unlessAtRisk(ctx context.Context, i interaction, refusal view) view {
	texts := i.texts()
	n := slices.IndexFunc(texts, func(text string) bool { return b.atRisk(text) })
	if n < 0 {
		return refusal
	}
	q := b.question(i)
	q.Text, q.Theirs = texts[n], i.Target != nil && i.Target.Author != i.User
	return b.answerAlone(i, b.respond(ctx, q))
}

// texts is everything that somebody wrote in an interaction, or pointed at.
func (i interaction) texts() []string {
	texts := slices.AppendSeq(slices.Collect(maps.Values(i.Options)), maps.Values(i.Fields))
	if i.Target != nil {
		texts = append(texts, i.Target.Text)
	}
	return texts
}

func (i interaction) on(command, kind string) bool {
	of, _, _ := parseCustomID(i.CustomID)
	return of == kind || i.CustomID == "" && i.Target == nil && i.Command == command
}

// inTurn makes a view if that is within limits and there is room, and says so if not.
func (b *Bot) inTurn(allowed bool, make func() view) view {
	if !allowed {
		b.stats.Limited.Add(1)
		b.Monitor.TurnedAway("limited")
		return b.line("too-fast")
	}
	if !b.queue.enter(b.after) {
		b.stats.Busy.Add(1)
		b.Monitor.TurnedAway("busy")
		return b.line("busy")
	}
	defer b.queue.leave()
	return make()
}

// line is a short text of the bot's own in place of a reply.
func (b *Bot) line(label string) view {
	p := newPayload(nil)
	p.Embeds = []*discordgo.MessageEmbed{}
	p.Content = b.Responder.Wording().Label(label)
	return view{Payload: p, Private: true, group: turnedAway}
}

// urgent marks a view for somebody who may be at risk, whatever it became.
func (v view) urgent() view {
	v.group, v.kind, v.sure = "risk", countedPrivate, -1
	return v
}

// atRisk reports whether one of the texts may be of somebody at risk. If that cannot be
// told, everybody may be.
func (b *Bot) atRisk(texts ...string) (risk bool) {
	defer func() {
		if p := recover(); p != nil {
			b.panicked("triage", p)
			risk = true
		}
	}()
	return slices.ContainsFunc(texts, func(text string) bool { return b.Responder.Judge(text).Category.Risk() })
}

// urgent reports whether an interaction is one of somebody who may be at risk: by what
// they wrote, wherever in it, or because it leads to support.
func (b *Bot) urgent(i interaction) bool {
	kind, value, _ := parseCustomID(i.CustomID)
	switch {
	case i.Command == "crisis", kind == openFurther, kind == pickCountry, kind == askCheckIn:
		return true
	case b.typesEdit(i):
		return false
	case kind == openSealed:
		verdict, _, mine := b.seal.open(value, i.User)
		return !mine || verdict.Category.Risk() // what is not theirs opens support
	}
	texts := i.texts()
	return slices.ContainsFunc(texts, b.wantsSupport) || b.atRisk(texts...)
}

// errUnsaid is a reply that is not sent, and counted elsewhere.
var errUnsaid = errors.New("nobody waits for this reply any more")

// leave posts the reply to a message. One to somebody at risk is tried for as long as
// it takes; any other takes one of the few places of its channel, and is dropped once
// it comes too late.
func (b *Bot) leave(m message, v view) error {
	if v.group == "risk" {
		ctx, cancel := context.WithTimeout(b.alive, postTime)
		defer cancel()
		return b.post(ctx, m, v)
	}
	if v.group == turnedAway && !b.limits.tell(m) {
		return errUnsaid
	}
	if !b.outbox.enter(m.Channel) {
		b.stats.Late.Add(1)
		b.Monitor.TurnedAway("late")
		return errUnsaid
	}
	defer b.outbox.leave(m.Channel)
	ctx, cancel := context.WithTimeout(b.alive, worthTime)
	defer cancel()
	err := b.post(ctx, m, v)
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		b.stats.Late.Add(1)
		b.Monitor.TurnedAway("late")
		return errUnsaid
	}
	return err
}
