package gateway

import "github.com/bwmarrin/discordgo"

// An Interaction is what an answer goes to.
type Interaction struct {
	ID, Token, Application string
}

// A Payload is a message as it is sent. Every list is present, because an update
// that leaves one out clears it, and nobody is pinged, ever.
type Payload struct {
	Content         string                       `json:"content"`
	Embeds          []*discordgo.MessageEmbed    `json:"embeds"`
	Components      []discordgo.MessageComponent `json:"components"`
	AllowedMentions Mentions                     `json:"allowed_mentions"`
	Flags           discordgo.MessageFlags       `json:"flags,omitempty"`
	Reference       *discordgo.MessageReference  `json:"message_reference,omitempty"`
	Nonce           string                       `json:"nonce,omitempty"`         // of a channel message: which one it is
	EnforceNonce    bool                         `json:"enforce_nonce,omitempty"` // post no second one with the same
}

// Mentions is who may be pinged: nobody. discordgo's type would send "parse":
// null, which not every server takes for an empty list (research A.1).
type Mentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// An Answer is the first answer to an interaction.
type Answer struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}
