package bot

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
	"github.com/sirupsen/logrus"
)

// TestFaultsOfREST: whatever REST does for a moment, a person in danger gets the
// reply, in public and in private.
func TestFaultsOfREST(t *testing.T) {
	for _, tt := range []struct {
		name string
		kind simulator.Kind
	}{
		{"429", simulator.RateLimit("user", 20*time.Millisecond)},
		{"429 shared", simulator.RateLimit("shared", 20*time.Millisecond)},
		{"429 global", simulator.RateLimit("global", 20*time.Millisecond)},
		{"429 of Cloudflare", simulator.HTMLRateLimit(20 * time.Millisecond)},
		{"500", simulator.ServerError(http.StatusInternalServerError)},
		{"502", simulator.ServerError(http.StatusBadGateway)},
		{"503", simulator.ServerError(http.StatusServiceUnavailable)},
		{"connection reset", simulator.ConnectionReset},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, simulator.Options{})
			posts := w.sim.Fault(tt.kind, simulator.On("/messages"), simulator.Times(2))
			w.alice.Say(w.general, "<@bot> i want to die")
			public := w.answered(w.general, 1)
			callbacks := w.sim.Fault(tt.kind, simulator.On("/callback"), simulator.Times(2))
			has(t, w.response(w.alice.Press(&public, "Open")), "call 911")
			if posts.Used() == 0 || callbacks.Used() == 0 {
				t.Errorf("the faults struck %d and %d times", posts.Used(), callbacks.Used())
			}
		})
	}
}

// TestALostAnswerIsNotGivenTwice: the answer got through, but we did not hear of
// it; trying again meets 40060, and that is fine.
func TestALostAnswerIsNotGivenTwice(t *testing.T) {
	w := newWorld(t, simulator.Options{T: tolerant{}})
	lost := w.sim.Fault(simulator.AnswerLost, simulator.On("/callback"))
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
	w.wait("the second try", func() bool { return lost.Used() == 1 && w.sim.Sent().Callbacks == 1 })
	w.stop()
	if n := w.bot.Stats().Undelivered.Load(); n != 0 {
		t.Errorf("%d replies are said to be undelivered; log:\n%s", n, w.log)
	}
}

// TestADroppedGateway: the connection is lost, discordgo resumes, and what was
// said meanwhile is answered, once.
func TestADroppedGateway(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.sim.Fault(simulator.Drop)
	w.alice.Say(w.general, "<@bot> what is depression")
	has(t, w.answered(w.general, 1), "Depression is a common mood disorder.")
	w.wait("a resume", func() bool { return w.sim.Sent().Resumes > 0 && w.sim.Connections() > 0 })
	w.alice.Say(w.general, "<@bot> what causes depression")
	has(t, w.answered(w.general, 2), "There is no single cause.")
}

func TestTheSameEventTwiceIsAnsweredOnce(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.sim.Fault(simulator.Duplicate, simulator.OnEvent("MESSAGE_CREATE"))
	w.alice.Say(w.general, "<@bot> what is depression")
	w.answered(w.general, 1)
	w.alice.Say(w.general, "<@bot>")
	w.answered(w.general, 2)
	w.stop() // what is under way finishes
	if n, dropped := w.sim.Sent().Messages, w.bot.Stats().Dropped.Load(); n != 2 || dropped != 1 {
		t.Errorf("%d messages, %d events dropped", n, dropped)
	}
}

func TestMalformedEventsAreDropped(t *testing.T) {
	for _, how := range []simulator.Malformation{simulator.UnknownComponent, simulator.NullAuthor, simulator.StringForNumber} {
		t.Run(fmt.Sprint(how), func(t *testing.T) {
			w := newWorld(t, simulator.Options{T: tolerant{}})
			f := w.sim.Fault(simulator.EmptyEvent(how), simulator.OnEvent("MESSAGE_CREATE"))
			w.alice.Say(w.general, "<@bot> what is depression")
			w.wait("the malformed event", func() bool { return f.Used() == 1 })
			w.alice.Say(w.general, "<@bot>")
			has(t, w.answered(w.general, 1), "Hello, I am Hebb")
			w.stop()
			if n := w.bot.Stats().Panics.Load(); n != 0 {
				t.Errorf("%d panics", n)
			}
		})
	}
}

// TestMissingPermissions: where the bot may not embed, or not reply, members get
// the answer in a plainer form.
func TestMissingPermissions(t *testing.T) {
	for _, tt := range []struct {
		name    string
		missing []simulator.Permission
		reply   bool
	}{
		{"embed links", []simulator.Permission{simulator.EmbedLinks}, true},
		{"read message history", []simulator.Permission{simulator.ReadMessageHistory}, false},
		{"both", []simulator.Permission{simulator.EmbedLinks, simulator.ReadMessageHistory}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := prepare(t, simulator.Options{T: tolerant{}})
			w.general.Deny(w.sim.Bot(), tt.missing...)
			w.connect()
			w.alice.Say(w.general, "<@bot> what is depression")
			m := w.answered(w.general, 1)
			has(t, m, "What is depression?", "Depression is a common mood disorder.", "(https://a.example/a)", "not medical advice")
			if (m.MessageReference != nil) != tt.reply {
				t.Errorf("reply: %+v", m.MessageReference)
			}
			w.alice.Reply(&m, "why do people get it")
			has(t, w.answered(w.general, 2), "There is no single cause.")
		})
	}
}

func TestNoPermissionToSpeak(t *testing.T) {
	w := prepare(t, simulator.Options{T: tolerant{}})
	w.general.Deny(w.sim.Bot(), simulator.SendMessages)
	quiet := w.general
	other := w.general.Guild().AddChannel("other")
	w.connect()
	w.alice.Say(quiet, "<@bot> what is depression")
	w.alice.Say(other, "<@bot> what is depression")
	has(t, w.answered(other, 1), "Depression is a common mood disorder.")
	w.stop()
	if n := w.bot.Stats().Undelivered.Load(); n != 1 {
		t.Errorf("%d undelivered", n)
	}
}

func TestALostMessageIsNotSaidTwice(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	lost := w.sim.Fault(simulator.AnswerLost, simulator.On("/messages"))
	w.alice.Say(w.general, "<@bot> what is depression")
	w.answered(w.general, 1)
	w.stop()
	if n := len(w.general.Messages()); n != 2 || lost.Used() != 1 {
		t.Errorf("%d messages in the channel; the fault struck %d times", n, lost.Used())
	}
}

func TestRegisteringIsTriedAgain(t *testing.T) {
	w := prepare(t, simulator.Options{})
	puts := w.sim.Fault(simulator.ServerError(http.StatusServiceUnavailable), simulator.On("PUT"), simulator.Times(2))
	w.connect() // waits for the commands
	if puts.Used() != 2 {
		t.Errorf("the fault struck %d times", puts.Used())
	}
}

// TestStopWhileConnecting: a server that never says hello does not keep the
// program from stopping.
func TestStopWhileConnecting(t *testing.T) {
	w := prepare(t, simulator.Options{T: tolerant{}})
	hello := w.sim.Fault(simulator.NoHello, simulator.UntilLifted)
	log := logrus.New()
	log.SetOutput(w.log)
	session, err := gateway.New(gateway.Options{Token: w.sim.Token(), APIURL: w.sim.URL()})
	if err != nil {
		t.Fatal(err)
	}
	over := make(chan time.Time)
	close(over)
	bot := New(Options{Session: session, Responder: w.responder, Library: w.library, Log: log, after: func(time.Duration) <-chan time.Time { return over }})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- bot.Run(ctx) }()
	w.wait("the connection", func() bool { return hello.Used() > 0 })
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-w.ctx().Done():
		t.Error("it did not stop")
	}
}
