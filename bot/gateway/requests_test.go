package gateway

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

// TestLimitsOfAllAreKept: what Discord or Cloudflare says of one channel's message
// holds for the next channel's.
func TestLimitsOfAllAreKept(t *testing.T) {
	for name, kind := range map[string]simulator.Kind{"Discord": simulator.RateLimit("global", time.Hour), "Cloudflare": simulator.HTMLRateLimit(time.Hour)} {
		t.Run(name, func(t *testing.T) {
			sim := discord(t, simulator.Options{})
			general := sim.AddGuild("home").AddChannel("general")
			h := &simulator.Pauses{}
			g := gatewayTo(t, sim, Options{After: h.After})
			sim.Fault(kind)
			if err := g.Send(t.Context(), general.ID(), said("one"), false); err == nil {
				t.Error("no fault")
			}
			other := general.Guild().AddChannel("other")
			if err := g.Send(t.Context(), other.ID(), said("two"), false); err != nil {
				t.Error(err)
			}
			if d := h.Longest(); d < 59*time.Minute {
				t.Errorf("waited %v", d)
			}
			if err := g.Send(t.Context(), other.ID(), said("urgent"), true); err != nil || len(h.All()) != 1 {
				t.Errorf("an urgent one waited: %v, %v", err, h.All())
			}
		})
	}
}

// TestWaitingForAChannel: one slow message holds up those after it in its channel, for
// as long as they care to wait; not other channels, and nobody in danger.
func TestWaitingForAChannel(t *testing.T) {
	sim := discord(t, simulator.Options{})
	general := sim.AddGuild("home").AddChannel("general")
	other := general.Guild().AddChannel("other")
	g := gatewayTo(t, sim, Options{})
	slow := sim.Fault(simulator.Slow(0))
	first := make(chan error, 1)
	go func() { first <- g.Send(t.Context(), general.ID(), said("first"), false) }()
	if err := sim.Wait(t.Context(), func() bool { return slow.Used() == 1 }); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := g.Send(ctx, general.ID(), said("impatient"), false); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the impatient: %v", err)
	}
	second := make(chan error, 1)
	go func() { second <- g.Send(t.Context(), general.ID(), said("second"), false) }()
	for _, c := range []*simulator.Channel{other, general} {
		if err := g.Send(t.Context(), c.ID(), said("urgent"), c == general); err != nil {
			t.Error(err)
		}
	}
	slow.Lift()
	if err := errors.Join(<-first, <-second); err != nil {
		t.Error(err)
	}
	var got []string
	for _, m := range general.Messages() {
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

// TestInteractionsLeaveNoBuckets: discordgo keeps one for each, with its token (research
// A.2 #9).
func TestInteractionsLeaveNoBuckets(t *testing.T) {
	sim := discord(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	g := gatewayTo(t, sim, Options{})
	const many = 20
	sink := obliging{t: t, g: g, done: make(chan struct{}, 2*many)}
	if err := g.Open(sink); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := sim.Wait(ctx, func() bool { return len(sim.Commands(nil)) > 0 }); err != nil {
		t.Fatalf("waiting for the command: %v", err)
	}
	for range many {
		alice.Command(general, "help")
		alice.Say(general, "<@bot> what is depression")
	}
	for range 2 * many {
		select {
		case <-sink.done:
		case <-ctx.Done():
			t.Fatal("waiting for all answers")
		}
	}
	if n := sim.Sent(); n.Messages != many || n.Edits != many {
		t.Errorf("%d messages and %d edits, want %d of each", n.Messages, n.Edits, many)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if n := reflect.ValueOf(g.rest.Ratelimiter).Elem().FieldByName("buckets").Len(); n != 0 {
		t.Errorf("discordgo has %d buckets", n)
	}
	if n := len(g.turns.of); n != 0 {
		t.Errorf("%d channels have a turn", n)
	}
}

// An obliging sink answers everything, an interaction late.
type obliging struct {
	silent
	t    *testing.T
	g    *Gateway
	done chan struct{} // gets an element for each event that was answered
}

func (o obliging) OnReady() {
	o.noError(o.g.Overwrite(o.t.Context(), []*discordgo.ApplicationCommand{{Name: "help", Description: "help", Type: discordgo.ChatApplicationCommand}}))
}

func (o obliging) OnMessage(m *discordgo.Message, self string, _ Audience) {
	if m.Author.ID == self {
		return
	}
	o.noError(o.g.Send(o.t.Context(), m.ChannelID, said("an answer"), false))
	o.done <- struct{}{}
}

func (o obliging) OnInteraction(i *discordgo.Interaction, _ Audience) {
	asked := Interaction{ID: i.ID, Token: i.Token, Application: i.AppID}
	o.noError(o.g.Answer(o.t.Context(), asked, Answer{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}))
	o.noError(o.g.Edit(o.t.Context(), asked, said("an answer")))
	o.done <- struct{}{}
}

func (o obliging) noError(err error) {
	if err != nil {
		o.t.Error(err)
	}
}

// TestAnswersHaveABound: an answer without an end is not read for ever, nor kept.
func TestAnswersHaveABound(t *testing.T) {
	sent := make(chan int, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, part := 0, make([]byte, 64<<10)
		for r.Context().Err() == nil && n < 8*MaxAnswer {
			m, err := w.Write(part)
			if n += m; err != nil {
				break
			}
		}
		sent <- n
	}))
	defer server.Close()
	g, err := New(Options{Token: "t", APIURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	var into any
	if err := g.get(t.Context(), discordgo.EndpointGatewayBot, &into); !errors.As(err, new(*http.MaxBytesError)) {
		t.Errorf("read: %v", err)
	}
	if n := <-sent; n >= 8*MaxAnswer {
		t.Errorf("%d bytes were taken", n)
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}
