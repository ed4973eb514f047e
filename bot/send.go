package bot

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// maxWait is the longest pause between two tries.
const maxWait = 15 * time.Second

// deliver tries until it works, the context ends, or trying again cannot help. A
// reply to a person in danger must not be lost to one bad moment of a network.
func (b *Bot) deliver(ctx context.Context, send func(context.Context) error) error {
	wait := 200 * time.Millisecond
	for {
		err := send(ctx)
		if err == nil || alreadyAnswered(err) {
			return nil
		}
		pause, again := retryAfter(err, wait)
		if !again || ctx.Err() != nil {
			return err
		}
		wait = min(2*wait, maxWait)
		select {
		case <-ctx.Done():
			return err
		case <-b.after(pause):
		}
	}
}

// within delivers in a time of its own.
func (b *Bot) within(d time.Duration, send func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(b.alive, d)
	defer cancel()
	return b.deliver(ctx, send)
}

// Discord's error codes that matter here; see
// https://docs.discord.com/developers/topics/opcodes-and-status-codes.
const (
	codeAcknowledged = 40060
	codeForbidden    = 50013  // a permission is missing
	codeNoHistory    = 160002 // a reply needs the permission to read the message history
)

// forbidden reports that the message was refused in this form, not altogether.
func forbidden(err error) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Message != nil && (rest.Message.Code == codeForbidden || rest.Message.Code == codeNoHistory)
}

// alreadyAnswered reports that an interaction has its answer: an earlier try got
// through, though we did not hear of it.
func alreadyAnswered(err error) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Message != nil && rest.Message.Code == codeAcknowledged
}

// retryAfter says how long to wait before trying again, if that can help.
func retryAfter(err error, wait time.Duration) (time.Duration, bool) {
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) && limited.RateLimit != nil && limited.TooManyRequests != nil {
		return limited.RetryAfter, true
	}
	var rest *discordgo.RESTError
	if errors.As(err, &rest) {
		return wait, rest.Response != nil && rest.Response.StatusCode >= http.StatusInternalServerError
	}
	return wait, true // no answer in time or at all, or a page of a proxy in the way
}
