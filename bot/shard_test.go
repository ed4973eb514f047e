package bot

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// clocked is a gateway that lives by a clock of the simulator's.
func clocked(o *gateway.Options, clock *simulator.ManualClock) {
	o.Now = clock.Now
	o.After = func(d time.Duration) <-chan time.Time { return clock.Reach(clock.Now().Add(d)) }
}

// until moves a clock on until something is so.
func (w *world) until(clock *simulator.ManualClock, what string, so func() bool) {
	w.t.Helper()
	ctx := w.ctx()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
			clock.Advance(50 * time.Millisecond)
		case <-ctx.Done():
			w.t.Fatalf("waited in vain for %s; log:\n%s", what, w.log)
		}
	}
}

// A place is a channel of a server, and somebody to talk there.
type aPlace struct {
	channel *simulator.Channel
	person  *simulator.Person
}

// onShards makes a server for each of n shards.
func (w *world) onShards(n int, clock *simulator.ManualClock) []aPlace {
	w.t.Helper()
	out := make([]aPlace, n)
	for missing := n; missing > 0; clock.Advance(time.Millisecond) { // an id holds the time
		g := w.sim.AddGuild("guild")
		id, err := strconv.ParseUint(g.ID(), 10, 64)
		if err != nil {
			w.t.Fatal(err)
		}
		if at := int(id >> 22 % uint64(n)); out[at].channel == nil {
			out[at] = aPlace{g.AddChannel("talk"), g.AddMember("carol")}
			missing--
		}
	}
	return out
}

// TestFourShards of one process: as many as Discord recommends, two at a time, each
// question answered once, wherever it was asked.
func TestFourShards(t *testing.T) {
	clock := simulator.NewManualClock(time.Now())
	w := prepare(t, simulator.Options{Clock: clock, Shards: 4, MaxConcurrency: 2, IdentifyEvery: 5 * time.Second})
	places := w.onShards(4, clock)
	states := make(chan string, 100)
	w.pace = brisk
	w.pace.Identify, w.pace.Connect = gateway.Usual.Identify, gateway.Usual.Connect
	w.gateway = func(o *gateway.Options) {
		clocked(o, clock)
		o.Shards = gateway.Recommended
		o.OnHeld = func(shards []int, of int) { states <- fmt.Sprint("held ", shards, " of ", of) }
		o.OnState = func(shard int, up bool) { states <- fmt.Sprint(shard, " ", up) }
	}
	w.connect()
	w.wait("the first two", func() bool { return w.sim.Connections() == 2 })
	w.until(clock, "all four", func() bool { return w.sim.Connections() == 4 })

	for _, p := range places {
		w.sim.Fault(simulator.Duplicate, simulator.OnEvent("MESSAGE_CREATE"))
		p.person.Say(p.channel, "<@bot> what is depression")
		w.answered(p.channel, 1)
	}
	w.alice.DM("what is depression")
	w.answered(w.alice.DMChannel(), 1)

	began := time.Now()
	w.stop()
	if took := time.Since(began); took > 3500*time.Millisecond { // discordgo sleeps for a second in each
		t.Errorf("it took %v to close", took)
	}
	if got := w.sim.Sent(); got.Identifies != 4 || got.Messages != 5 {
		t.Errorf("%d identifies and %d answers, want 4 and 5", got.Identifies, got.Messages)
	}
	close(states)
	var all []string
	for s := range states {
		all = append(all, s)
	}
	if all[0] != "held [0 1 2 3] of 4" {
		t.Errorf("told first of %q", all[0])
	}
	slices.Sort(all[1:])
	want := []string{"0 false", "0 true", "1 false", "1 true", "2 false", "2 true", "3 false", "3 true"}
	if !slices.Equal(all[1:], want) {
		t.Errorf("told of %q", all[1:])
	}
}

// TestOneShardOfSeveral is lost: it connects anew, and the others notice nothing.
func TestOneShardOfSeveral(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.pace = brisk
	w.gateway = func(o *gateway.Options) { o.Shards = 3 }
	w.connect()
	w.wait("all three", func() bool { return w.sim.Connections() == 3 })
	w.sim.Fault(simulator.Drop)
	w.wait("a resume", func() bool { return w.sim.Sent().Resumes > 0 && w.sim.Connections() == 3 })
	w.alice.Say(w.general, "<@bot> what is depression")
	w.answered(w.general, 1)
	if got := w.sim.Sent(); got.Identifies != 3 || got.Resumes != 1 || got.Connections != 4 {
		t.Errorf("%d identifies and %d resumes on %d connections", got.Identifies, got.Resumes, got.Connections)
	}
}
