package gateway

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A REST is a Gateway that makes requests and listens to nothing: for a bot with a Door
// and no gateway, of which any number can stand behind a load balancer. It identifies
// never.
type REST struct {
	*Gateway
	ctx  context.Context // ends with Close
	stop context.CancelFunc
}

// NewREST makes a session that is not open yet.
func NewREST(opts Options) (*REST, error) {
	g, err := New(opts)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	return &REST{g, ctx, stop}, nil
}

// Open asks who the bot is, which a gateway would have said, so that its commands can
// be registered. What trying again may mend is no error.
func (r *REST) Open(sink Sink) error {
	wait := r.opts.Pace.First
	for {
		id, err := r.whoAmI()
		switch {
		case err == nil:
			r.application.Store(id)
			if r.opts.OnReady != nil {
				r.opts.OnReady(id)
			}
			sink.OnReady()
			return nil
		case r.ctx.Err() != nil:
			return errClosed
		case errors.As(refused(err), new(forGood)):
			return refused(err)
		}
		r.tell("connect to Discord: " + refused(err).Error() + "; it is tried again")
		select {
		case <-r.ctx.Done():
			return errClosed
		case <-time.After(wait + rand.N(wait/2)): // not all replicas at once
		}
		wait = min(2*wait, r.opts.Pace.Most)
	}
}

// Leads reports that the commands are registered here: any number of these stand side by side, and none knows of another.
func (r *REST) Leads() bool { return true }

// whoAmI is the application's id.
func (r *REST) whoAmI() (string, error) {
	var app struct {
		ID string `json:"id"`
	}
	if err := r.get(r.ctx, discordgo.EndpointAPI+"applications/@me", &app); err != nil {
		return "", err
	}
	if app.ID == "" {
		return "", fmt.Errorf("read the application: it has no id")
	}
	return app.ID, nil
}

// Close ends an Open that still tries.
func (r *REST) Close() error {
	r.stop()
	return nil
}
