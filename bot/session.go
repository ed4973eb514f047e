package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"
)

// A Session is what the bot needs of Discord. The real one is in discord.go.
type Session interface {
	// Open connects and delivers events to the sink until Close.
	Open(sink Sink) error
	Close() error
	// Lost gives one error if the connection is gone and there is no use in trying
	// again.
	Lost() <-chan error

	// Leads reports whether the commands are to be registered here: among replicas that
	// share a gateway, one does. OnReady comes again when that changes.
	Leads() bool

	// Send posts a message in a channel; an urgent one goes before those that wait.
	Send(ctx context.Context, channel string, m payload, urgent bool) error
	// Answer is the first answer to an interaction, due within 3 s.
	Answer(ctx context.Context, i interaction, a answer) error
	// Edit fills in an answer that was deferred.
	Edit(ctx context.Context, i interaction, m payload) error
	// Delete takes away the message whose button was pressed, after it was answered.
	Delete(ctx context.Context, i interaction) error
	// Commands are those that Discord has; Overwrite replaces them all.
	Commands(ctx context.Context) ([]*discordgo.ApplicationCommand, error)
	Overwrite(ctx context.Context, commands []*discordgo.ApplicationCommand) error
}

// A Sink takes events. It is called from many goroutines at once.
type Sink interface {
	OnReady()
	OnMessage(m *discordgo.Message, self string, of audience)
	OnInteraction(i *discordgo.Interaction, of audience)
	// OnGuildGone tells that the bot was removed from a server.
	OnGuildGone(id string)
}

var _ Sink = (*Bot)(nil)

// An audience is whose events are answered. Replicas that share a gateway leave all others
// to each other.
type audience int

const (
	everybody audience = iota
	atRisk             // who may be at risk, and nobody else
	nobody
)

// A payload is a message as it is sent. Every list is present, because an update
// that leaves one out clears it, and nobody is pinged, ever.
type payload struct {
	Content         string                       `json:"content"`
	Embeds          []*discordgo.MessageEmbed    `json:"embeds"`
	Components      []discordgo.MessageComponent `json:"components"`
	AllowedMentions mentions                     `json:"allowed_mentions"`
	Flags           discordgo.MessageFlags       `json:"flags,omitempty"`
	Reference       *discordgo.MessageReference  `json:"message_reference,omitempty"`
	Nonce           string                       `json:"nonce,omitempty"`         // of a channel message: which one it is
	EnforceNonce    bool                         `json:"enforce_nonce,omitempty"` // post no second one with the same
}

// mentions is who may be pinged: nobody. discordgo's type would send "parse":
// null, which not every server takes for an empty list (research A.1).
type mentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// An answer is the first answer to an interaction.
type answer struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

// suggestions answers autocomplete. The list is present even when empty, which
// discordgo's own type would leave out (research A.1).
type suggestions struct {
	Choices []choice `json:"choices"`
}

// A choice is a suggestion.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}
