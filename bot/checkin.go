package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
)

// Messages for moderators, in the channel that their server has picked. They ping nobody.

// withCheckIn adds to a private crisis reply, where the server offers it, the button that
// asks a moderator to check in. Only the member sees the reply, so only they can press it.
func (b *Bot) withCheckIn(v view, i interaction) view {
	if v.group != "risk" || !v.Private || len(v.Components) >= maxRows || b.checkInChannel(i) == "" {
		return v
	}
	if kind, _, _ := parseCustomID(i.CustomID); kind == askCheckIn {
		return v // it was pressed just now
	}
	v.Components = append(v.Components, row(b.button("check-in", customID(askCheckIn, "ask"))))
	return v
}

// checkInChannel is where a server wants to be asked to check in, "" where it does not.
func (b *Bot) checkInChannel(i interaction) string {
	if g := b.guild(i.Guild); i.Guild != "" && g.CheckIn {
		return g.LogChannel
	}
	return ""
}

const (
	// checkInTime is how often at most a member's wish is passed on to a server's moderators.
	checkInTime = 10 * time.Minute
	// tellTime is how long the member waits for that.
	tellTime = 2 * time.Second
)

// pressedCheckIn sends a member's name and channel, never their words, to the moderators.
// Nothing of it is kept. What was asked in public is nobody's to pass on: the button works
// on the member's own private reply alone.
func (b *Bot) pressedCheckIn(ctx context.Context, i interaction, _ string) view {
	if !i.Private || i.Guild == "" {
		return b.show(b.Responder.Support(b.question(i))).private()
	}
	sent := false
	mark := b.seal.mark(fmt.Sprint(i.Guild, " ", i.User, " ", b.now().Truncate(checkInTime).Unix()))
	switch channel := b.checkInChannel(i); {
	case channel == "":
	case b.counted.again(mark):
		sent = true
	default:
		ctx, cancel := context.WithTimeout(ctx, tellTime)
		defer cancel()
		text := fmt.Sprintf("<@%s> %s <#%s>.", i.User, b.Responder.Wording().Label("check-in-asked"), i.Channel)
		err := b.tell(ctx, channel, text, i.ID)
		if sent = err == nil; !sent {
			b.counted.forget(mark)
			b.Log.Errorf("moderators could not be asked to check in: %s; may Hebb write in the channel that their server picked?", gateway.Plain(err))
		}
	}
	return b.show(b.Responder.CheckIn(sent, b.question(i))).private()
}

// tell posts a plain message in a channel at once. The nonce, if there is one, keeps a
// second try, or the same press delivered twice, from saying it twice.
func (b *Bot) tell(ctx context.Context, channel, text, nonce string) error {
	p := sentence(text)
	p.Flags = discordgo.MessageFlagsSuppressEmbeds
	p.Nonce, p.EnforceNonce = nonce, nonce != ""
	return b.deliver(ctx, func(ctx context.Context) error { return b.Session.Send(ctx, channel, p, true) })
}

// tellHome posts a plain message in the channel for moderators of the home server; nothing
// where there is none.
func (b *Bot) tellHome(ctx context.Context, text string) error {
	channel := b.guild(b.HomeGuild).LogChannel
	switch {
	case b.HomeGuild == "":
		return nil
	case channel == "":
		return errors.New("tell the home server's moderators: it has picked no channel for them, or that cannot be read; /settings there")
	}
	if err := b.tell(ctx, channel, text, ""); err != nil {
		return fmt.Errorf("tell the home server's moderators: %s", gateway.Plain(err))
	}
	return nil
}
