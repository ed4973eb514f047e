package bot

import (
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// TestDiscordIsSlow: each request takes two and a half seconds. A first answer that was given
// up after a second, and tried again, would never arrive; nothing is said twice.
func TestDiscordIsSlow(t *testing.T) {
	clock := simulator.NewManualClock(time.Now())
	w := prepare(t, simulator.Options{T: tolerant{}, Clock: clock, HeartbeatInterval: time.Hour})
	w.connect()
	const takes = 2500 * time.Millisecond
	slow := w.sim.Fault(simulator.Slow(takes), simulator.UntilLifted)
	for _, command := range []string{"crisis", "help"} {
		before := slow.Used()
		i := w.alice.Command(w.general, command)
		w.wait("a try", func() bool { return slow.Used() == before+1 })
		clock.Advance(gateway.AnswerTime)
		w.wait("another beside it", func() bool { return slow.Used() == before+2 })
		clock.Advance(takes - gateway.AnswerTime)
		w.response(i)
	}
	before := slow.Used()
	w.alice.Say(w.general, "<@bot> what is depression")
	w.bob.DM("i want to die")
	w.wait("a try of each", func() bool { return slow.Used() == before+2 })
	clock.Advance(takes)
	has(t, w.answered(w.general, 1), "Depression is a common mood disorder.")
	has(t, w.answered(w.bob.DMChannel(), 1), "call 911")
	w.stop()
	if n := w.sim.Sent(); n.Callbacks != 2 || n.Messages != 2 || w.bot.Stats().Undelivered.Load() != 0 {
		t.Errorf("%+v; log:\n%s", n, w.log)
	}
}

// TestASlowMessageIsWaitedFor, also where Discord takes ten seconds for each: a try that is
// given up before would never arrive.
func TestASlowMessageIsWaitedFor(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for ten seconds")
	}
	w := prepare(t, simulator.Options{})
	w.connect()
	slow := w.sim.Fault(simulator.Slow(10*time.Second), simulator.UntilLifted)
	w.alice.Say(w.general, "<@bot> what is depression")
	w.bob.DM("i want to die")
	w.answered(w.general, 1)
	w.answered(w.bob.DMChannel(), 1)
	if n := slow.Used(); n != 2 {
		t.Errorf("%d tries for two messages", n)
	}
}

// TestDiscordTakesNoRequests for as long as it likes: over HTTP the answer is in the response.
func TestDiscordTakesNoRequests(t *testing.T) {
	for name, kind := range map[string]simulator.Kind{"hangs": simulator.Slow(0), "503": simulator.ServerError(503)} {
		t.Run(name, func(t *testing.T) {
			w := overHTTP(t)
			w.connect()
			away := w.sim.Fault(kind, simulator.UntilLifted)
			defer away.Lift()
			has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression"))), "Depression is a common mood disorder.")
			has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
			if n := w.sim.Sent(); n.Responses != 2 || n.Callbacks != 0 {
				t.Errorf("%+v", n)
			}
		})
	}
}

// TestEventsComeLate, after a connection that was lost for a minute: who wrote is answered.
// An interaction has nobody who waits for it any more, and is tried once.
func TestEventsComeLate(t *testing.T) {
	clock := simulator.NewManualClock(time.Now())
	w := prepare(t, simulator.Options{T: tolerant{}, Clock: clock, HeartbeatInterval: time.Hour})
	w.pace = brisk
	w.connect()
	away := w.sim.Fault(simulator.Drop, simulator.UntilLifted)
	w.wait("the loss", func() bool { return w.sim.Connections() == 0 })
	w.alice.Say(w.general, "<@bot> what is depression")
	w.bob.DM("i want to die")
	w.alice.Command(w.general, "crisis")
	clock.Advance(time.Minute)
	away.Lift()
	has(t, w.answered(w.general, 1), "Depression is a common mood disorder.")
	has(t, w.answered(w.bob.DMChannel(), 1), "call 911")
	w.wait("the late answer", func() bool { return w.bot.Stats().Undelivered.Load() == 1 })
	w.stop()
	tries := 0
	for _, r := range w.sim.Requests() {
		if r.Status == 404 {
			tries++
		}
	}
	if n := w.sim.Sent(); tries != 1 || n.Messages != 2 {
		t.Errorf("%d tries with an interaction that is over; %+v", tries, n)
	}
}

// TestOneShardIsSilent, also for what is said on it: it is left and resumed, by itself. The
// others answer on the connections that they have.
func TestOneShardIsSilent(t *testing.T) {
	w := prepare(t, simulator.Options{Shards: 4, MaxConcurrency: 4, HeartbeatInterval: time.Second})
	places := w.onShards(4, simulator.NewManualClock(time.Now()))
	w.pace = brisk
	w.pace.Quiet = 3 * time.Second
	w.gateway = func(o *gateway.Options) { o.Shards = 4 }
	w.connect()
	w.wait("all four", func() bool { return w.sim.Connections() == 4 && w.sim.Sent().Events["READY"] == 4 })
	before := w.sim.Sent()
	silent := w.sim.Fault(simulator.NoAcks, simulator.OnShard(2))
	for id, p := range places {
		if id != 2 {
			p.person.Say(p.channel, "<@bot> what is depression")
			w.answered(p.channel, 1)
		}
	}
	w.wait("a resume", func() bool { return w.sim.Sent().Resumes > 0 })
	silent.Lift()
	w.wait("all four again", func() bool { return w.sim.Connections() == 4 })
	p := places[2]
	p.person.Say(p.channel, "<@bot> i want to die")
	w.answered(p.channel, 1)
	if n := w.sim.Sent(); n.Identifies != before.Identifies || n.Resumes != 1 || n.Connections != before.Connections+1 {
		t.Errorf("%+v, before %+v", n, before)
	}
}
