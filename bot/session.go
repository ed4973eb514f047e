package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
)

// A Session is what the bot needs of Discord. The real ones are in package gateway.
type Session interface {
	// Open connects and delivers events to the sink until Close.
	Open(sink gateway.Sink) error
	Close() error
	// Lost gives one error if the connection is gone and there is no use in trying
	// again.
	Lost() <-chan error

	// Leads reports whether the commands are to be registered here: among replicas that
	// share a gateway, one does. OnReady comes again when that changes.
	Leads() bool

	// Send posts a message in a channel; an urgent one goes before those that wait.
	Send(ctx context.Context, channel string, m gateway.Payload, urgent bool) error
	// Answer is the first answer to an interaction, due within 3 s.
	Answer(ctx context.Context, i gateway.Interaction, a gateway.Answer) error
	// Edit fills in an answer that was deferred.
	Edit(ctx context.Context, i gateway.Interaction, m gateway.Payload) error
	// Delete takes away the message whose button was pressed, after it was answered.
	Delete(ctx context.Context, i gateway.Interaction) error
	// Commands are those that Discord has; Overwrite replaces them all.
	Commands(ctx context.Context) ([]*discordgo.ApplicationCommand, error)
	Overwrite(ctx context.Context, commands []*discordgo.ApplicationCommand) error
}

var (
	_ Session      = (*gateway.Gateway)(nil)
	_ Session      = (*gateway.REST)(nil)
	_ gateway.Sink = (*Bot)(nil)
)
