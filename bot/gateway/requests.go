package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Send posts a message. Those of a channel leave one after another, under the
// channel's rate limit. Urgent ones have a turn of their own: they wait for no other
// message and for no limit of all channels, but not all of a flood try at once again
// and again, for which Discord blocks an address (10,000 refusals in ten minutes,
// research B), and with it every crisis reply.
func (g *Gateway) Send(ctx context.Context, channel string, m Payload, urgent bool) error {
	turn, global := channel, g.global
	if urgent {
		turn, global = "urgent "+channel, nil
	}
	t := g.turns.enter(turn)
	defer g.turns.leave(turn, t)
	if err := t.wait(ctx, global, g.afterLimit); err != nil {
		return err
	}
	defer t.pass()
	_, err := g.request(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m, t.bucket)
	return err
}

// afterLimit is time passing because of a rate limit.
func (g *Gateway) afterLimit(d time.Duration) <-chan time.Time {
	g.opts.OnWait(d)
	return g.opts.After(d)
}

// AnswerTime is how long a try of a first answer may take before another is made.
const AnswerTime = time.Second

// Answer answers an interaction for the first time. A try that takes long may be lost, or
// Discord is slow: it is not given up, but another is made beside it. Discord takes the one
// that comes first, and no other.
func (g *Gateway) Answer(ctx context.Context, i Interaction, a Answer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	again := time.NewTicker(AnswerTime)
	defer again.Stop()
	tried := make(chan error)
	for {
		go func() {
			_, err := g.request(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), a, freshBucket())
			select {
			case tried <- err:
			case <-ctx.Done():
			}
		}()
		select {
		case err := <-tried:
			return err
		case <-again.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Edit fills in a deferred answer.
func (g *Gateway) Edit(ctx context.Context, i Interaction, m Payload) error {
	_, err := g.request(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(i.Application, i.Token, "@original"), m, freshBucket())
	return err
}

// Delete takes away the message whose button was pressed.
func (g *Gateway) Delete(ctx context.Context, i Interaction) error {
	_, err := g.request(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.Application, i.Token, "@original"), nil, freshBucket())
	return err
}

// Commands is the commands that Discord has.
func (g *Gateway) Commands(ctx context.Context) ([]*discordgo.ApplicationCommand, error) {
	app, ok := g.application.Load().(string)
	if !ok {
		return nil, errNotReady
	}
	var all []*discordgo.ApplicationCommand
	return all, g.get(ctx, discordgo.EndpointApplicationGlobalCommands(app), &all)
}

// Overwrite replaces the commands.
func (g *Gateway) Overwrite(ctx context.Context, commands []*discordgo.ApplicationCommand) error {
	app, ok := g.application.Load().(string)
	if !ok {
		return errNotReady
	}
	_, err := g.request(ctx, http.MethodPut, discordgo.EndpointApplicationGlobalCommands(app), commands, freshBucket())
	return err
}

// get reads something of Discord.
func (g *Gateway) get(ctx context.Context, endpoint string, into any) error {
	data, err := g.request(ctx, http.MethodGet, endpoint, nil, freshBucket())
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

// freshBucket is a rate limit bucket for one request. Discord does not count those
// of interactions against the bot; discordgo would make them wait for each other,
// and keep a bucket with the token for ever (research A.2 #8, #9). A locked bucket
// that is new, with no second try in it, is never slept on.
func freshBucket() *discordgo.Bucket { return discordgo.NewRatelimiter().GetBucket("") }

// request makes one request, for no longer than its context lives.
func (g *Gateway) request(ctx context.Context, method, endpoint string, body any, bucket *discordgo.Bucket) ([]byte, error) {
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return nil, fmt.Errorf("write request: %w", err)
		}
	}
	bucket.Lock() // nobody else has it; discordgo unlocks it
	bucket.Remaining--
	return g.rest.RequestWithLockedBucket(method, endpoint, "application/json", data, bucket, 0, discordgo.WithContext(ctx))
}
