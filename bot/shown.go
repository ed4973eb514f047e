package bot

import (
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/responses"
)

// What the playground shows beside the channel of how the bot works.

// Asking is an empty question as it comes from a server, "" for a direct message: with what
// is served there.
func (b *Bot) Asking(guild string) responses.Question { return b.questionIn(guild) }

// Message is a reply as members see it, as on Discord's wire, without what can be pressed.
func (b *Bot) Message(r responses.Reply) (json.RawMessage, error) {
	p := b.show(r).Payload
	p.Components = []discordgo.MessageComponent{}
	out, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("show a reply: %w", err)
	}
	return out, nil
}
