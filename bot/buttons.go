package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/responses"
)

// buttons is the row below an answer: what can be done with it where it is shown. A
// reply that is about danger or advice has none: nobody in need is asked whether that
// was helpful.
func (b *Bot) buttons(reply responses.Reply, p place, private bool) []discordgo.MessageComponent {
	entry := reply.Provenance.Entry
	if entry == "" || reply.Kind != responses.Answer && reply.Kind != responses.Sensitive {
		return nil
	}
	w := b.Responder.Wording()
	var row []discordgo.MessageComponent
	add := func(label, kind, value string) {
		row = append(row, discordgo.Button{Label: clip(w.Label(label), maxLabel), Style: discordgo.SecondaryButton, CustomID: customID(kind, value)})
	}
	if reply.More {
		add("more", openMore, entry)
	}
	if len(reply.Paragraphs) > 0 {
		add("sources", openSources, entry)
	}
	switch {
	case private && b.mayShare(reply, p):
		add("share", shareEntry, entry)
	case !private:
		add("delete", deleteAnswer, b.seal.mark(p.user))
	}
	if b.Memory != nil {
		add("helped", sayHelped, entry)
		add("not-helped", sayNotHelped, entry)
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: row}}
}

// pressedMore shows all of an entry: in place of the short answer where that is the
// presser's own, in a reply of its own where others read it.
func (b *Bot) pressedMore(_ context.Context, i interaction, entry string) view {
	v := b.answerAlone(i, b.Responder.Entry(entry, b.question(i)))
	v.inPlace = i.Private
	return v
}

// pressedSources shows what an entry is based on.
func (b *Bot) pressedSources(_ context.Context, i interaction, entry string) view {
	return b.show(b.Responder.Sources(entry, b.question(i))).private()
}

// mayShare reports whether an answer may be shared from a place: section 6 of the policy.
func (b *Bot) mayShare(reply responses.Reply, p place) bool {
	return !reply.Private && p.speaks && !b.guild(p.guild).IsQuiet(p.channel)
}

// pressedShare shows an entry's short answer to everybody in the channel. Whether the
// presser may is asked anew; what they had asked is not shown.
func (b *Bot) pressedShare(_ context.Context, i interaction, entry string) view {
	reply := b.Responder.Short(entry, b.question(i))
	if reply.Provenance.Entry == "" {
		return b.show(reply).private() // it is gone meanwhile
	}
	if !i.Private || !b.mayShare(reply, i.place()) {
		return b.note("not-here")
	}
	reply.Lead = b.Responder.Wording().Label("shared")
	return b.answered(reply, i.place(), false)
}

// pressedDelete takes an answer away, if the one who asked wants it.
func (b *Bot) pressedDelete(_ context.Context, i interaction, mark string) view {
	if i.Private || !i.Shown || mark != b.seal.mark(i.User) {
		return b.note("not-yours")
	}
	v := b.note("not-deleted") // said if it cannot be taken away
	v.remove = true
	return v
}

// note is one short sentence for the presser alone.
func (b *Bot) note(label string) view {
	p := newPayload(nil)
	p.Embeds = []*discordgo.MessageEmbed{}
	p.Content = clip(b.Responder.Wording().Label(label), maxContent)
	return view{Payload: p, Private: true, group: "other"}
}
