package bot

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// unhurried is a bound that only a request which sleeps on would miss.
const unhurried = 10 * time.Second

// gatewayTo is a gateway for requests alone.
func gatewayTo(t *testing.T, sim *simulator.Simulator) *gateway.Gateway {
	t.Helper()
	g, err := gateway.New(gateway.Options{Token: sim.Token(), APIURL: sim.URL()})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// said is a message to send.
func said(text string) gateway.Payload {
	return gateway.Payload{Content: text, Embeds: []*discordgo.MessageEmbed{}, Components: []discordgo.MessageComponent{}, AllowedMentions: gateway.Mentions{Parse: []string{}}}
}

// TestNoRequestOutlivesItsContext: discordgo sleeps on through a rate limit, and waits
// for a channel's turn, whatever the context says (research A.1, context).
func TestNoRequestOutlivesItsContext(t *testing.T) {
	const hour = time.Hour
	for _, tt := range []struct {
		name  string
		limit simulator.Limit
		fault simulator.Kind
	}{
		{"429", simulator.Limit{}, simulator.RateLimit("user", hour)},
		{"429 global", simulator.Limit{}, simulator.RateLimit("global", hour)},
		{"429 of Cloudflare", simulator.Limit{}, simulator.HTMLRateLimit(hour)},
		{"502", simulator.Limit{}, simulator.ServerError(http.StatusBadGateway)},
		{"slow", simulator.Limit{}, simulator.Slow(0)},
		{"the channel's limit", simulator.Limit{Requests: 1, Per: hour}, simulator.Kind{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := prepare(t, simulator.Options{T: tolerant{}, RateLimit: tt.limit})
			g := gatewayTo(t, w.sim)
			b := New(Options{Session: g})
			if tt.limit.Requests > 0 {
				if err := g.Send(t.Context(), w.general.ID(), said("one"), false); err != nil {
					t.Fatal(err)
				}
			} else {
				w.sim.Fault(tt.fault, simulator.UntilLifted)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			start := time.Now()
			err := b.deliver(ctx, func(ctx context.Context) error { return g.Send(ctx, w.general.ID(), said("two"), false) })
			if took := time.Since(start); err == nil || took > unhurried {
				t.Errorf("%v after %v", err, took)
			}
			if n := len(w.sim.Requests()); tt.limit.Requests > 0 && n != 1 {
				t.Errorf("%d requests: the limit was known", n)
			}
		})
	}
}

// deferred starts n commands that are acknowledged and not answered yet.
func (w *world) deferred(n int) (asked []*simulator.Interaction, release chan struct{}) {
	w.t.Helper()
	release = make(chan struct{})
	w.responder = slow{w.responder, release}
	w.after = func(d time.Duration) <-chan time.Time {
		if d != deferAfter {
			return time.After(d)
		}
		c := make(chan time.Time, 1)
		c <- time.Time{} // the second is over at once
		return c
	}
	w.connect()
	for range n {
		asked = append(asked, w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	}
	w.wait("the acknowledgements", func() bool { return w.sim.Sent().Callbacks == n })
	return asked, release
}

// TestEditsRunInParallel: discordgo has one bucket for all of them, and would send one
// after another (research A.2 #8).
func TestEditsRunInParallel(t *testing.T) {
	const many = 20
	w := prepare(t, simulator.Options{})
	asked, release := w.deferred(many)
	held := w.sim.Fault(simulator.Slow(0), simulator.On("PATCH"), simulator.UntilLifted)
	close(release)
	w.wait("all at once", func() bool { return held.Used() == many })
	held.Lift()
	for _, i := range asked {
		has(t, w.response(i), "Depression is a common mood disorder.")
	}
}

// TestAnExpiredTokenIsLeftAlone: Discord bans who goes on with a webhook that is gone
// (research B, 404).
func TestAnExpiredTokenIsLeftAlone(t *testing.T) {
	clock := simulator.NewManualClock(time.Now())
	w := prepare(t, simulator.Options{T: tolerant{}, Clock: clock})
	_, release := w.deferred(1)
	clock.Advance(16 * time.Minute)
	before := len(w.sim.Requests())
	close(release)
	w.wait("the edit", func() bool { return len(w.sim.Requests()) > before })
	w.stop()
	if n := len(w.sim.Requests()) - before; n != 1 {
		t.Errorf("%d requests with a token that expired", n)
	}
	if n := w.bot.Stats().Undelivered.Load(); n != 1 {
		t.Errorf("%d undelivered", n)
	}
}

// TestASlowCallbackIsTriedAgain while there is time: Discord waits for 3 s.
func TestASlowCallbackIsTriedAgain(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	held := w.sim.Fault(simulator.Slow(0), simulator.On("/callback"))
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
	if held.Used() != 1 {
		t.Error("the fault did not strike")
	}
}

// TestTheSameInteractionTwice, as after a resume, has one answer.
func TestTheSameInteractionTwice(t *testing.T) {
	w := newWorld(t, simulator.Options{T: tolerant{}})
	w.sim.Fault(simulator.Duplicate, simulator.OnEvent("INTERACTION_CREATE"))
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
	w.stop()
	if got := w.sim.Sent(); got.Callbacks != 1 || got.FollowUps != 0 || w.bot.Stats().Undelivered.Load() != 0 {
		t.Errorf("%+v; log:\n%s", got, w.log)
	}
}
