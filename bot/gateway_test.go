package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// TestAReconnectIsResumed: Discord asks for it several times a day (op 7), and an
// op 9 may say that the session is still good, which discordgo does not look at. No
// identify is spent, and the resume comes where READY said (research A.1, resume).
func TestAReconnectIsResumed(t *testing.T) {
	for name, kind := range map[string]simulator.Kind{
		"op 7": simulator.OpReconnect, "op 9, d true": simulator.InvalidSession(true), "drop": simulator.Drop, "cut frame": simulator.CutFrame,
	} {
		t.Run(name, func(t *testing.T) {
			w := prepare(t, simulator.Options{})
			w.pace = brisk
			w.connect()
			w.sim.Fault(kind)
			w.alice.Say(w.general, "<@bot> what is depression") // the resume brings it
			has(t, w.answered(w.general, 1), "Depression is a common mood disorder.")
			w.stop()
			if got := w.sim.Sent(); got.Identifies != 1 || got.Resumes == 0 || got.Misplaced != 0 {
				t.Errorf("%d identifies, %d resumes, %d of them not where READY said", got.Identifies, got.Resumes, got.Misplaced)
			}
		})
	}
}

// TestNobodyAtTheResumeAddress: then the first address is asked for again, and the
// session resumed there.
func TestNobodyAtTheResumeAddress(t *testing.T) {
	w := prepare(t, simulator.Options{ResumeURL: "ws://127.0.0.1:1"})
	w.pace = brisk
	w.connect()
	w.sim.Fault(simulator.Drop)
	w.answersAgain()
	w.wait("a resume", func() bool { return w.sim.Sent().Resumes > 0 })
	if n := w.sim.Sent().Identifies; n != 1 {
		t.Errorf("%d identifies", n)
	}
	if !strings.Contains(w.log.String(), "refused; it is tried again") {
		t.Errorf("nothing is said of the address:\n%s", w.log)
	}
}

// TestEveryCloseCodeIsSurvived, but those of TestWhatCannotBeMendedEnds.
func TestEveryCloseCodeIsSurvived(t *testing.T) {
	for _, code := range []int{1000, 1001, 1012, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			w := prepare(t, simulator.Options{T: tolerant{}})
			w.pace = brisk
			w.connect()
			w.sim.Fault(simulator.CloseWith(code))
			w.wait("the close", func() bool { return w.sim.Sent().Connections > 1 })
			w.answersAgain()
		})
	}
}

// TestAResetTokenEnds: Discord closes with 4004, and the bot does not come again and
// again with a token that is no good.
func TestAResetTokenEnds(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.pace = brisk
	w.connect()
	before := w.sim.Sent().Connections
	w.sim.ResetToken()
	if err := w.ended(); err == nil || !strings.Contains(err.Error(), "make a new one") {
		t.Errorf("ended with %v", err)
	}
	if n := w.sim.Sent().Connections - before; n != 1 {
		t.Errorf("%d connections with a token that was reset", n)
	}
}

// TestTheSessionIsInvalidated: after an op 9 without a session to resume there is one
// identify, on a connection of its own, after Discord's pause.
func TestTheSessionIsInvalidated(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.pace = brisk
	h := &simulator.Pauses{}
	w.gateway = func(o *gateway.Options) { o.After = h.After }
	w.pace.Identify = 5 * time.Second
	w.connect()
	w.sim.Fault(simulator.InvalidSession(false))
	w.wait("a new session", func() bool { return w.sim.Sent().Events["READY"] == 2 })
	if got := w.sim.Sent(); got.Identifies != 2 || got.Connections != 3 { // the second tries to resume
		t.Errorf("%d identifies on %d connections", got.Identifies, got.Connections)
	}
	if d := h.Longest(); d < time.Second || d > 5*time.Second {
		t.Errorf("the longest pause was %v", d)
	}
	w.answersAgain()
}

// TestIdentifiesAreSpaced: a place to identify is taken for a while (max_concurrency),
// and after a session was refused Discord wants a pause besides.
func TestIdentifiesAreSpaced(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.pace = brisk
	w.pace.Identify = time.Hour
	h := &simulator.Pauses{}
	w.gateway = func(o *gateway.Options) { o.After = h.After }
	w.connect()
	if d := h.Longest(); d != 0 {
		t.Errorf("the first waited %v", d)
	}
	w.loseSession()
	if d := h.Longest(); d < 59*time.Minute {
		t.Errorf("the second came after %v", d)
	}
}

// TestUnheardOf: what Discord invents tomorrow is passed over.
func TestUnheardOf(t *testing.T) {
	for name, kind := range map[string]simulator.Kind{"opcode": simulator.UnknownOpcode, "event": simulator.UnknownEvent} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, simulator.Options{})
			f := w.sim.Fault(kind)
			w.alice.Say(w.general, "<@bot> what is depression")
			w.answered(w.general, 1)
			if got := w.sim.Sent(); f.Used() != 1 || got.Connections != 1 {
				t.Errorf("the fault struck %d times, on %d connections", f.Used(), got.Connections)
			}
		})
	}
}

// TestGuildsInTrouble: the bot keeps nothing of servers, so what is said of them, or
// not, takes no answer away.
func TestGuildsInTrouble(t *testing.T) {
	for name, fault := range map[string]struct {
		event string
		how   simulator.Malformation
	}{"READY without guilds": {"READY", simulator.MissingGuilds}, "unavailable": {"GUILD_CREATE", simulator.UnavailableGuild}} {
		t.Run(name, func(t *testing.T) {
			w := prepare(t, simulator.Options{})
			f := w.sim.Fault(simulator.EmptyEvent(fault.how), simulator.OnEvent(fault.event))
			w.connect()
			w.alice.Say(w.general, "<@bot> what is depression")
			w.answered(w.general, 1)
			if f.Used() != 1 {
				t.Error("the fault did not strike")
			}
		})
	}
	t.Run("deleted", func(t *testing.T) {
		w := newWorld(t, simulator.Options{})
		other := w.sim.AddGuild("other")
		there := other.AddChannel("there")
		carol := other.AddMember("carol")
		w.general.Guild().Outage()
		w.general.Guild().RemoveBot()
		carol.Say(there, "<@bot> what is depression")
		w.answered(there, 1)
	})
}

// TestALargeReady: as many servers as one connection may have. It runs alone, as it
// would starve others.
func TestALargeReady(t *testing.T) {
	w := alone(t, simulator.Options{})
	for n := range 2499 {
		w.sim.AddGuild(fmt.Sprint("guild-", n))
	}
	w.connect()
	w.alice.Say(w.general, "<@bot> what is depression")
	w.answered(w.general, 1)
	if n := w.sim.Sent().Events["READY"]; n != 1 {
		t.Errorf("it took %d READY", n)
	}
}

// TestAFloodOfEvents: other people's talk does not bury a question. It runs alone too.
func TestAFloodOfEvents(t *testing.T) {
	w := alone(t, simulator.Options{})
	w.connect()
	for range 8_000 {
		w.bob.Say(w.general, "and so on")
	}
	w.alice.Say(w.general, "<@bot> what is depression")
	w.answered(w.general, 1)
	if n := w.sim.Sent().Connections; n != 1 {
		t.Errorf("%d connections", n)
	}
}
