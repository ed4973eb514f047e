package bot

import (
	"slices"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
)

// moderatorsRow is a second row below an answer that is private to a moderator: what they
// can do about it. Others have none. To add a button, add a line.
func (b *Bot) moderatorsRow(i interaction, reply responses.Reply) []discordgo.MessageComponent {
	if _, refused := b.refused(i, ofAny); refused {
		return nil
	}
	var buttons []discordgo.MessageComponent
	if explicable(reply) {
		buttons = append(buttons, b.button("library-why-title", whyID(reply.Question)))
	}
	if withdrawable(reply) {
		buttons = append(buttons, b.button("library-withdraw-title", libraryID("pull", reply.Provenance.Entry)))
	}
	if len(buttons) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{row(buttons...)}
}

// explicable reports whether a reply has a button that explains it: it was asked for in
// words, and the moderator is not in need of something else.
func explicable(r responses.Reply) bool {
	return r.Question != "" && !r.Private && r.Err == nil &&
		slices.Contains([]responses.Kind{responses.Answer, responses.Choices, responses.NoAnswer, responses.OutOfScope}, r.Kind) &&
		slices.Contains([]triage.Category{triage.None, triage.OutOfScope}, r.Category)
}

// withModeratorsRow adds the row to an answer for somebody alone, below the buttons of the
// answer itself.
func (b *Bot) withModeratorsRow(v view, i interaction, reply responses.Reply) view {
	if len(v.Components) < maxRows {
		v.Components = slices.Insert(v.Components, min(1, len(v.Components)), b.moderatorsRow(i, reply)...)
	}
	return v
}
