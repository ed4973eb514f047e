package bot

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// TestDiscordIsDownForAnHour, by a clock that is moved on: four shards try now and then, each
// by itself, with a line in the log and no identify; nothing piles up; and afterwards everybody
// is answered.
func TestDiscordIsDownForAnHour(t *testing.T) {
	notForTheRaceDetector(t) // and its clock outruns a slow machine
	clock := simulator.NewManualClock(time.Now())
	w := prepare(t, simulator.Options{Clock: clock, Shards: 4, MaxConcurrency: 4, HeartbeatInterval: time.Hour})
	places := w.onShards(4, clock)
	w.pace = gateway.Usual
	w.gateway = func(o *gateway.Options) { clocked(o, clock); o.Shards = 4 }
	w.connect()
	w.until(clock, "all four", func() bool { return w.sim.Connections() == 4 })
	before, logged, routines := w.sim.Sent(), len(w.log.String()), runtime.NumGoroutine()

	noREST := w.sim.Fault(simulator.ServerError(503), simulator.UntilLifted)
	noGateway := w.sim.Fault(simulator.CloseWith(4000), simulator.UntilLifted) // also in place of each RESUMED
	tick := time.NewTicker(2 * time.Millisecond)                               // for what goes over the wire
	defer tick.Stop()
	for range 3600 / 4 {
		clock.Advance(4 * time.Second)
		<-tick.C
	}
	tries := strings.Count(w.log.String()[logged:], "it is tried again")
	identifies := w.sim.Sent().Identifies - before.Identifies
	more := runtime.NumGoroutine() - routines
	t.Logf("%d tries were made and told in an hour, %d of them identifies; %d goroutines more", tries, identifies, more)
	if tries < 4*10 || tries > 4*60 || identifies > 0 || more > 40 {
		t.Error("that is too many, or too few")
	}

	noREST.Lift()
	noGateway.Lift()
	w.until(clock, "all four", func() bool { return w.sim.Connections() == 4 })
	for _, p := range places {
		p.person.Say(p.channel, "<@bot> i want to die")
		w.answered(p.channel, 1)
	}
}

// TestATokenResetOnFourShards ends all of them at once, with one sentence, and gives back what
// other replicas can use.
func TestATokenResetOnFourShards(t *testing.T) {
	w := prepare(t, simulator.Options{Shards: 4, MaxConcurrency: 4})
	w.pace = brisk
	w.pace.Lease, w.pace.Renew = 10*time.Second, 100*time.Millisecond
	table := &leaseTable{now: time.Now, rows: map[string]leaseRow{}}
	w.gateway = func(o *gateway.Options) { o.Shards, o.Leases = 4, table }
	w.connect()
	w.wait("all four", func() bool { return w.sim.Connections() == 4 })
	before := w.sim.Sent().Connections
	w.sim.ResetToken()
	if err := w.ended(); err == nil || !strings.Contains(err.Error(), "make a new one") {
		t.Errorf("ended with %v", err)
	}
	if n := w.sim.Sent().Connections - before; n > 4 {
		t.Errorf("%d connections with a token that was reset", n)
	}
	live, err := table.Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range live {
		if l.Name != "count" && !strings.HasPrefix(l.Name, "identify ") {
			t.Errorf("%q is still held", l.Name)
		}
	}
}

// TestOneShardInTrouble cannot connect for as long as it takes; all others answer, and it does
// when it can.
func TestOneShardInTrouble(t *testing.T) {
	w := prepare(t, simulator.Options{Shards: 4, MaxConcurrency: 4, IdentifyEvery: -1})
	places := w.onShards(4, simulator.NewManualClock(time.Now()))
	w.pace = brisk
	w.gateway = func(o *gateway.Options) { o.Shards = 4 }
	w.connect()
	w.wait("all four", func() bool { return w.sim.Connections() == 4 })
	trouble := w.sim.Fault(simulator.InvalidSession(false), simulator.InPlaceOfReady, simulator.UntilLifted)
	w.sim.Fault(simulator.Drop)
	w.wait("some trouble", func() bool { return trouble.Used() > 3 })
	for _, p := range places {
		p.person.Say(p.channel, "<@bot> what is depression")
	}
	answered := func() (n int) {
		for _, p := range places {
			if len(p.channel.Messages()) == 2 {
				n++
			}
		}
		return n
	}
	w.wait("answers on three", func() bool { return answered() == 3 })
	trouble.Lift()
	w.wait("all four again", func() bool { return w.sim.Connections() == 4 && w.sim.Sent().Events["READY"] == 5 })
	for _, p := range places {
		before := len(p.channel.Messages())
		p.person.Say(p.channel, "<@bot> i want to die")
		w.wait("an answer", func() bool { return len(p.channel.Messages()) == before+2 })
	}
}
