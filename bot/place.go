package bot

import (
	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/responses"
)

// A place is where something is asked, and by whom.
type place struct {
	guild, channel string // guild is "" in a direct message
	user           string
	speaks         bool // the asker may write where others read it
}

func (m message) place() place {
	return place{guild: m.Guild, channel: m.Channel, user: m.Author, speaks: m.Guild != ""}
}

func (i interaction) place() place {
	p := place{guild: i.Guild, channel: i.Channel, user: i.User, speaks: !i.Direct}
	if i.Guild != "" {
		p.speaks = i.may(discordgo.PermissionSendMessages)
	}
	return p
}

// answerTo shows a reply to a command: to everybody where the server wants that, the channel
// is not a quiet one and the reply is not private; else to the asker alone.
func (b *Bot) answerTo(i interaction, reply responses.Reply) view {
	g := b.guild(i.Guild)
	public := i.Guild != "" && g.Public && !g.IsQuiet(i.Channel)
	if reply.Private || !public {
		return b.answerAlone(i, reply)
	}
	return b.answered(reply, i.place(), false)
}

// answerAlone shows a reply to the asker alone.
func (b *Bot) answerAlone(i interaction, reply responses.Reply) view {
	return b.withModeratorsRow(b.answered(reply, i.place(), true), i, reply)
}

// answered is a reply as it is shown in a place, with what can be done with it. The
// conversation there stands on it from now on.
func (b *Bot) answered(reply responses.Reply, p place, private bool) view {
	v := b.show(reply)
	v.Private = private
	v.Components = append(b.buttons(reply, p, private), v.Components...)
	b.talks.stand(p, reply.Provenance.Entry)
	return v
}
