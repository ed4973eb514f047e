package bot

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// brisk is a pace at which a test need not wait long; a fault takes as long as it
// takes, so nothing here is a bound that a slow machine could miss.
var brisk = gateway.Pace{Connect: 5 * time.Second, Quiet: 5 * time.Second, Stable: time.Minute, First: 10 * time.Millisecond, Most: 50 * time.Millisecond, Identify: 10 * time.Millisecond}

// answersAgain asks until the bot answers: what was said while it was away without
// a session to resume is lost.
func (w *world) answersAgain() {
	w.t.Helper()
	w.wait("a connection", func() bool { return w.sim.Connections() > 0 })
	before := w.sim.Sent().Messages
	w.alice.Say(w.general, "<@bot> what is depression")
	w.wait("an answer", func() bool { return w.sim.Sent().Messages > before })
}

// TestAnOp9StormEnds: Discord says again and again that the session is invalid.
// discordgo would identify at once each time, and Discord resets the token after a
// thousand (research A.2 #3).
func TestAnOp9StormEnds(t *testing.T) {
	w := prepare(t, simulator.Options{T: tolerant{}})
	w.pace = brisk
	w.connect()
	first := w.sim.Sent()
	storm := w.sim.Fault(simulator.InvalidSession(false), simulator.UntilLifted)
	w.wait("some connections", func() bool { return w.sim.Sent().Connections >= first.Connections+3 })
	storm.Lift()
	w.answersAgain()
	got := w.sim.Sent()
	connections, identifies := got.Connections-first.Connections+1, got.Identifies-first.Identifies
	if identifies > connections {
		t.Errorf("%d identifies on %d connections: one each is allowed", identifies, connections)
	}
}

// TestTroubleInPlaceOfReady: discordgo hangs in some of these (research A.2 #1,
// #2); the bot connects anew and answers, already at its start.
func TestTroubleInPlaceOfReady(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kind  simulator.Kind
		place []simulator.FaultOption
	}{
		{"op 7", simulator.OpReconnect, []simulator.FaultOption{simulator.InPlaceOfReady}},
		{"op 9", simulator.InvalidSession(false), []simulator.FaultOption{simulator.InPlaceOfReady}},
		{"closed", simulator.CloseWith(4000), []simulator.FaultOption{simulator.InPlaceOfReady}},
		{"no hello", simulator.NoHello, nil},
		{"no ready", simulator.NoReady, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := prepare(t, simulator.Options{T: tolerant{}})
			w.pace = brisk
			w.pace.Connect, w.pace.Quiet = time.Second, time.Second
			f := w.sim.Fault(tt.kind, tt.place...)
			w.connect()
			w.answersAgain()
			if f.Used() == 0 {
				t.Error("the fault did not strike")
			}
		})
	}
}

// TestADeadConnectionIsResumed: Discord says nothing any more. The session is left
// as it is, so that it can be resumed (research A.2 #5): the guard is quicker than
// discordgo, which waits for five heartbeats and then ends the session.
func TestADeadConnectionIsResumed(t *testing.T) {
	w := prepare(t, simulator.Options{HeartbeatInterval: time.Second})
	w.pace = brisk
	w.pace.Quiet = 2 * time.Second
	w.connect()
	before := w.sim.Sent().Identifies
	dead := w.sim.Fault(simulator.NoAcks)
	w.wait("silence", func() bool { return dead.Used() > 0 })
	w.wait("a resume", func() bool { return w.sim.Sent().Resumes > 0 })
	dead.Lift()
	w.answersAgain()
	if n := w.sim.Sent().Identifies; n != before {
		t.Errorf("identified %d times more", n-before)
	}
}

// TestWhatCannotBeMendedEnds: with such a code Discord wants no second try, and an
// operator must do something.
func TestWhatCannotBeMendedEnds(t *testing.T) {
	for code, want := range map[int]string{4004: "make a new one", 4011: "too many servers", 4014: "intents"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			w := prepare(t, simulator.Options{T: tolerant{}})
			w.pace = brisk
			w.connect()
			w.sim.Fault(simulator.CloseWith(code), simulator.Times(2)) // this connection, and the next
			if err := w.ended(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("ended with %v, want %q", err, want)
			}
		})
	}
}

// TestDangerDoesNotQueue: a channel is flooded, and its rate limit holds the
// replies up; a person in danger is answered before them (policy 1.8).
func TestDangerDoesNotQueue(t *testing.T) {
	const flood = mostUnsent
	w := newWorld(t, simulator.Options{T: tolerant{}, RateLimit: simulator.Limit{Requests: 3, Per: 500 * time.Millisecond}})
	for range flood {
		w.bob.Say(w.general, "<@bot> what is depression")
	}
	w.answered(w.general, 3) // the limit is reached
	w.alice.Say(w.general, "<@bot> i want to die")
	var others int
	w.wait("the crisis reply", func() bool {
		others = 0
		for _, m := range w.general.Messages() {
			switch {
			case m.Author.ID != w.sim.BotID():
			case strings.Contains(m.Text(), "only you will see it"):
				return true
			default:
				others++
			}
		}
		return false
	})
	if others >= flood {
		t.Errorf("%d of %d other replies went first", others, flood)
	}
	w.answered(w.general, flood+1) // and nobody is forgotten
}

// TestRateLimitsElsewhere: what TestFaultsOfREST does in a channel, for the other
// ways to ask.
func TestRateLimitsElsewhere(t *testing.T) {
	for name, kind := range map[string]simulator.Kind{
		"429": simulator.RateLimit("user", 20*time.Millisecond), "500": simulator.ServerError(http.StatusInternalServerError), "reset": simulator.ConnectionReset,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, simulator.Options{T: tolerant{}})
			limited := w.sim.Fault(kind, simulator.On("/callback"), simulator.Times(2))
			has(t, w.response(w.alice.Command(w.general, "depression", simulator.Opt("about", "depression#causes"))), "There is no single cause.")
			if limited.Used() != 2 {
				t.Errorf("the fault struck %d times", limited.Used())
			}
			dm := w.alice.DMChannel()
			posts := w.sim.Fault(kind, simulator.On("/messages"), simulator.Times(2))
			w.alice.DM("what causes depression")
			has(t, w.answered(dm, 1), "There is no single cause.")
			if posts.Used() != 2 {
				t.Errorf("the fault struck %d times", posts.Used())
			}
			// Suggestions are not tried again: the next keystroke asks anew.
			lost := w.sim.Fault(kind, simulator.On("/callback"))
			w.alice.Autocomplete(w.general, "ask", "question", "depr")
			w.wait("the fault", func() bool { return lost.Used() == 1 })
			next := w.alice.Autocomplete(w.general, "ask", "question", "depre")
			if found, err := next.Choices(w.ctx()); err != nil || len(found) == 0 {
				t.Errorf("no suggestions: %v, %v", found, err)
			}
		})
	}
}

// TestManyInDangerAreNotAStorm: a flood of crisis lines in one channel all leave, and do not
// knock at Discord's limit all together again and again, for which it blocks an address.
func TestManyInDangerAreNotAStorm(t *testing.T) {
	const flood = 24
	w := newWorld(t, simulator.Options{T: tolerant{}, RateLimit: simulator.Limit{Requests: 3, Per: 300 * time.Millisecond}})
	for range flood {
		w.alice.Say(w.general, "<@bot> i want to die")
	}
	w.answered(w.general, flood)
	refused := 0
	for _, r := range w.sim.Requests() {
		if r.Status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused > flood {
		t.Errorf("%d requests were refused for %d lines", refused, flood)
	}
}
