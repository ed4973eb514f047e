package bot

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/simulator"
)

// overHTTP is a world in which interactions come by HTTP, and the gateway beside it.
func overHTTP(t *testing.T) *world {
	t.Helper()
	w := prepare(t, simulator.Options{})
	w.http = true
	w.after = never(deferAfter) // on a machine however slow
	return w
}

// TestStoriesOverHTTP: whichever door a member's interaction comes in by, the same
// comes of it, and it is answered in the response.
func TestStoriesOverHTTP(t *testing.T) {
	w := overHTTP(t)
	w.connect()
	m := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	has(t, m, "Depression is a common mood disorder.")
	if !m.Ephemeral() || len(w.bob.Sees(w.general)) != 0 {
		t.Error("everybody sees the answer")
	}
	has(t, w.response(w.alice.Command(w.alice.DMChannel(), "depression")), "Depression")
	topics := w.response(w.alice.Command(w.general, "topics"))
	has(t, w.response(w.alice.Select(&topics, "h1:t:menu", "sleep")), "Sleep helps mood.")
	choices, err := w.alice.Autocomplete(w.general, "ask", "question", "depr").Choices(w.ctx())
	if err != nil || len(choices) == 0 {
		t.Errorf("suggestions %v, %v", choices, err)
	}
	if choices, err = w.alice.Autocomplete(w.general, "ask", "question", "zzzz").Choices(w.ctx()); err != nil || len(choices) != 0 {
		t.Errorf("suggestions for nothing %v, %v", choices, err)
	}
	n := w.sim.Sent()
	if n.Deliveries != 6 || n.Responses != 6 || n.Callbacks != 0 || n.Forgeries == 0 || n.Events["INTERACTION_CREATE"] != 0 {
		t.Errorf("%+v", n)
	}
	w.alice.Say(w.general, "<@bot> is it about sleep or feeling low") // the gateway is open beside
	did := w.answered(w.general, 1)
	has(t, w.response(w.alice.Press(&did, "What does sleep do for memory?")), "Sleep helps memory.")
}

// TestPagesOverHTTP: a page takes the place of the one before, by the response alone.
func TestPagesOverHTTP(t *testing.T) {
	w := overHTTP(t)
	w.use(manyTopics(t, 60))
	w.connect()
	page := w.response(w.alice.Command(w.general, "topics"))
	has(t, w.response(w.alice.Press(&page, "Next")), "**Topic 30**", "!**Topic 00**")
	if n := w.sim.Sent(); n.Responses != 2 || len(w.alice.Sees(w.general)) != 1 {
		t.Errorf("%+v; alice sees %d messages", n, len(w.alice.Sees(w.general)))
	}
}

// TestACrisisOverHTTP: in a command, behind the button of a public line, and further.
func TestACrisisOverHTTP(t *testing.T) {
	w := overHTTP(t)
	w.connect()
	crisis := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "i want to die")))
	has(t, crisis, "Thank you for telling me", "call 911", "First Line")
	has(t, w.response(w.alice.Press(&crisis, "Lines for young people")), "Youth Line")
	w.alice.Say(w.general, "<@bot> i want to die")
	public := w.answered(w.general, 1)
	w.stop()
	w.connect() // another process, or another replica
	hers := w.response(w.alice.Press(&public, "Open"))
	has(t, hers, "Thank you for telling me", "call 911")
	if !crisis.Ephemeral() || !hers.Ephemeral() {
		t.Error("everybody sees the crisis reply")
	}
	w.stop()
	if n := w.bot.Stats().Undelivered.Load(); n != 0 {
		t.Errorf("%d undelivered; log:\n%s", n, w.log)
	}
	if log := w.log.String(); strings.Contains(log, "die") || strings.Contains(log, "risk") || strings.Contains(log, w.alice.ID()) {
		t.Errorf("the log tells:\n%s", log)
	}
}

// TestALostCrisisResponse: a proxy swallows the response, or REST is out of order. The
// reply is there all the same, by the other way.
func TestALostCrisisResponse(t *testing.T) {
	w := overHTTP(t)
	w.connect()
	lost := w.sim.Fault(simulator.ResponseLost)
	has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "i want to die"))), "call 911")
	if n := w.sim.Sent(); lost.Used() != 1 || n.Callbacks != 1 || n.Responses != 0 {
		t.Errorf("lost %d, %+v", lost.Used(), n)
	}
	down := w.sim.Fault(simulator.ServerError(http.StatusInternalServerError), simulator.On("/callback"), simulator.UntilLifted)
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
	w.wait("the other way to fail", func() bool { return down.Used() > 0 })
	down.Lift()
	w.stop()
	if n := w.bot.Stats().Undelivered.Load(); n != 0 {
		t.Errorf("%d replies are said to be undelivered", n)
	}
}

// TestSlowAnswersOverHTTP: the response says that an answer is to come; it comes by
// REST, still private, even if the response was lost.
func TestSlowAnswersOverHTTP(t *testing.T) {
	for name, lose := range map[string]bool{"usual": false, "response lost": true} {
		t.Run(name, func(t *testing.T) {
			w := overHTTP(t)
			release := make(chan struct{})
			w.responder = slow{w.responder, release}
			w.after = atOnce(deferAfter)
			w.connect()
			if lose {
				w.sim.Fault(simulator.ResponseLost)
			}
			i := w.alice.Command(w.general, "ask", simulator.Opt("question", "i want to die"))
			first, err := i.First(w.ctx())
			if err != nil || first.Message == nil || !first.Message.Loading() || !first.Message.Ephemeral() {
				t.Fatalf("first answer %+v, %v", first, err)
			}
			close(release)
			m := w.response(i)
			has(t, m, "call 911")
			if !m.Ephemeral() || len(w.bob.Sees(w.general)) != 0 {
				t.Error("everybody sees the crisis reply")
			}
		})
	}
}

// never is time.After for which one duration is never over.
func never(which time.Duration) func(time.Duration) <-chan time.Time {
	return func(d time.Duration) <-chan time.Time {
		if d == which {
			return nil
		}
		return time.After(d)
	}
}

// atOnce is time.After for which one duration is over at once.
func atOnce(which time.Duration) func(time.Duration) <-chan time.Time {
	return func(d time.Duration) <-chan time.Time {
		if d != which {
			return time.After(d)
		}
		c := make(chan time.Time, 1)
		c <- time.Time{}
		return c
	}
}

// TestWithoutAGateway: commands are registered and answered, and nobody identifies.
func TestWithoutAGateway(t *testing.T) {
	w := overHTTP(t)
	w.deaf = true
	w.connect()
	has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression"))), "Depression is a common mood disorder.")
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
	w.stop()
	if n := w.sim.Sent(); n.Identifies != 0 || n.Connections != 0 || n.Responses != 2 {
		t.Errorf("%+v", n)
	}
}

// TestWithoutAGatewayOrREST: while REST is away the commands that Discord knows are
// answered; theirs are registered when it is back. A refused token ends the program.
func TestWithoutAGatewayOrREST(t *testing.T) {
	w := prepare(t, simulator.Options{T: tolerant{}})
	w.pace = gateway.Pace{First: time.Millisecond, Most: time.Millisecond}
	w.http, w.deaf = true, true
	away := w.sim.Fault(simulator.ServerError(http.StatusInternalServerError), simulator.On("/applications/@me"), simulator.Times(3))
	w.connect()
	if away.Used() != 3 {
		t.Errorf("the fault struck %d times", away.Used())
	}
	if log := w.log.String(); !strings.Contains(log, "it is tried again") {
		t.Errorf("the operator is not told:\n%s", log)
	}
	w.stop()
	log := logrus.New()
	log.SetOutput(io.Discard)
	rest, err := gateway.NewREST(gateway.Options{Token: "wrong", APIURL: w.sim.URL()})
	if err != nil {
		t.Fatal(err)
	}
	err = New(Options{Session: rest, Responder: w.responder, Library: w.library, Log: log}).Run(w.ctx())
	if err == nil || !strings.Contains(err.Error(), "token is refused") {
		t.Errorf("error %v", err)
	}
}

// held is a responder that tells that it was asked, and waits to be released.
type held struct {
	Responder
	asked, release chan struct{}
}

func (h held) Respond(ctx context.Context, q responses.Question) responses.Reply {
	close(h.asked)
	<-h.release
	return h.Responder.Respond(ctx, q)
}

// TestStopFinishesWhatWasTaken: an interaction that is being answered when the bot is
// told to stop is answered; the door is shut for others.
func TestStopFinishesWhatWasTaken(t *testing.T) {
	w := overHTTP(t)
	h := held{w.responder, make(chan struct{}), make(chan struct{})}
	w.responder = h
	w.connect()
	i := w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression"))
	<-h.asked
	stopped := make(chan struct{})
	go func() { w.stop(); close(stopped) }()
	for shut := false; !shut && w.ctx().Err() == nil; {
		conn, err := net.Dial("tcp", w.bot.Door.listener.Addr().String())
		if shut = err != nil; !shut {
			_ = conn.Close()
		}
	}
	close(h.release)
	has(t, w.response(i), "Depression is a common mood disorder.")
	<-stopped
	if n := w.sim.Sent(); n.Unreachable != 0 {
		t.Errorf("%+v", n)
	}
}

// TestABrokenDoorEndsTheProgram rather than leaving members without answers.
func TestABrokenDoorEndsTheProgram(t *testing.T) {
	w := overHTTP(t)
	w.connect()
	_ = w.bot.Door.listener.Close()
	if err := w.ended(); err == nil || !strings.Contains(err.Error(), "interactions over HTTP") {
		t.Errorf("error %v", err)
	}
}
