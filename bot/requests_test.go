package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/simulator"
)

// unhurried is a bound that only a request which sleeps on would miss.
const unhurried = 10 * time.Second

// gatewayTo is a gateway for requests alone.
func gatewayTo(t *testing.T, sim *simulator.Simulator) *Gateway {
	t.Helper()
	g, err := NewGateway(GatewayOptions{Token: sim.Token(), APIURL: sim.URL()})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// said is a message to send.
func said(text string) payload {
	return payload{Content: text, Embeds: []*discordgo.MessageEmbed{}, Components: []discordgo.MessageComponent{}, AllowedMentions: mentions{Parse: []string{}}}
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

// TestLimitsOfAllAreKept: what Discord or Cloudflare says of one channel's message
// holds for the next channel's.
func TestLimitsOfAllAreKept(t *testing.T) {
	for name, kind := range map[string]simulator.Kind{"Discord": simulator.RateLimit("global", time.Hour), "Cloudflare": simulator.HTMLRateLimit(time.Hour)} {
		t.Run(name, func(t *testing.T) {
			w := prepare(t, simulator.Options{})
			h := &hasty{}
			g := gatewayTo(t, w.sim)
			g.opts.after = h.after
			w.sim.Fault(kind)
			if err := g.Send(t.Context(), w.general.ID(), said("one"), false); err == nil {
				t.Error("no fault")
			}
			other := w.general.Guild().AddChannel("other")
			if err := g.Send(t.Context(), other.ID(), said("two"), false); err != nil {
				t.Error(err)
			}
			if d := h.longest(); d < 59*time.Minute {
				t.Errorf("waited %v", d)
			}
			if err := g.Send(t.Context(), other.ID(), said("urgent"), true); err != nil || len(h.pauses) != 1 {
				t.Errorf("an urgent one waited: %v, %v", err, h.pauses)
			}
		})
	}
}

// TestWaitingForAChannel: one slow message holds up those after it in its channel, for
// as long as they care to wait; not other channels, and nobody in danger.
func TestWaitingForAChannel(t *testing.T) {
	w := prepare(t, simulator.Options{})
	other := w.general.Guild().AddChannel("other")
	g := gatewayTo(t, w.sim)
	slow := w.sim.Fault(simulator.Slow(0))
	first := make(chan error, 1)
	go func() { first <- g.Send(t.Context(), w.general.ID(), said("first"), false) }()
	w.wait("the slow one", func() bool { return slow.Used() == 1 })
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := g.Send(ctx, w.general.ID(), said("impatient"), false); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the impatient: %v", err)
	}
	second := make(chan error, 1)
	go func() { second <- g.Send(t.Context(), w.general.ID(), said("second"), false) }()
	for _, c := range []*simulator.Channel{other, w.general} {
		if err := g.Send(t.Context(), c.ID(), said("urgent"), c == w.general); err != nil {
			t.Error(err)
		}
	}
	slow.Lift()
	if err := errors.Join(<-first, <-second); err != nil {
		t.Error(err)
	}
	var got []string
	for _, m := range w.general.Messages() {
		got = append(got, m.Content)
	}
	if want := []string{"urgent", "first", "second"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestChannelsAreForgotten: a channel with nothing to wait for leaves nothing, and of
// those with a limit no more stay than are looked through at a time.
func TestChannelsAreForgotten(t *testing.T) {
	g := &turns{}
	for n := range 10 * manyTurns {
		c := fmt.Sprint(n)
		turn := g.enter(c)
		if n%2 == 0 { // it was the last one for a moment
			turn.bucket.Remaining = 0
			turn.bucket.Lock()
			_ = turn.bucket.Release(http.Header{"X-Ratelimit-Reset-After": {"0.000"}, "X-Ratelimit-Remaining": {"0"}})
		}
		g.leave(c, turn)
	}
	if n := len(g.of); n > manyTurns {
		t.Errorf("%d channels are kept", n)
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

// TestInteractionsLeaveNoBuckets: discordgo keeps one for each, with its token (research
// A.2 #9).
func TestInteractionsLeaveNoBuckets(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.connect()
	gateway := w.bot.Session.(*Gateway)
	for range 20 {
		w.response(w.alice.Command(w.general, "help"))
		w.alice.Say(w.general, "<@bot> what is depression")
	}
	w.answered(w.general, 20)
	w.stop()
	if n := reflect.ValueOf(gateway.rest.Ratelimiter).Elem().FieldByName("buckets").Len(); n != 0 {
		t.Errorf("discordgo has %d buckets", n)
	}
	if n := len(gateway.turns.of); n != 0 {
		t.Errorf("%d channels have a turn", n)
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

// TestAnswersHaveABound: an answer without an end is not read for ever, nor kept.
func TestAnswersHaveABound(t *testing.T) {
	sent := make(chan int, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, part := 0, make([]byte, 64<<10)
		for r.Context().Err() == nil && n < 8*maxAnswer {
			m, err := w.Write(part)
			if n += m; err != nil {
				break
			}
		}
		sent <- n
	}))
	defer server.Close()
	g, err := NewGateway(GatewayOptions{Token: "t", APIURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	var into any
	if err := g.get(t.Context(), discordgo.EndpointGatewayBot, &into); !errors.As(err, new(*http.MaxBytesError)) {
		t.Errorf("read: %v", err)
	}
	if n := <-sent; n >= 8*maxAnswer {
		t.Errorf("%d bytes were taken", n)
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}
