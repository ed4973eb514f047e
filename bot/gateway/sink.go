package gateway

import "github.com/bwmarrin/discordgo"

// A Sink takes events. It is called from many goroutines at once.
type Sink interface {
	OnReady()
	OnMessage(m *discordgo.Message, self string, of Audience)
	OnInteraction(i *discordgo.Interaction, of Audience)
	// OnGuildGone tells that the bot was removed from a server.
	OnGuildGone(id string)
}

// An Audience is whose events are answered. Replicas that share a gateway leave all others
// to each other.
type Audience int

const (
	Everybody Audience = iota
	AtRisk             // who may be at risk, and nobody else
	Nobody
)
