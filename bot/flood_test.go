package bot

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// The bounds of TestFlood. Before there were limits each mention of a flood was a
// goroutine that held a reply until its channel had sent those before it.
const (
	floodSize = 5000
	// floodGoroutines is what a flood may add: the replies that wait to leave, two
	// goroutines of net/http and two of the simulator for a connection, and some air.
	floodGoroutines = 5*mostUnsent + 50
	// floodHeap is what a mention may leave behind, in bytes; the simulator, which keeps
	// every message and every event for a replay, is in it.
	floodHeap = 4096
)

// TestFlood is 5,000 mentions by a hundred members in a channel that takes no message
// meanwhile. While the replies wait, goroutines and memory are as before.
func TestFlood(t *testing.T) {
	w := alone(t, simulator.Options{T: tolerant{}}) // a slow machine may answer twice
	w.allowed = usually
	var crowd []*simulator.Person
	for n := range 100 {
		crowd = append(crowd, w.general.Guild().AddMember(fmt.Sprint("member-", n)))
	}
	w.connect()
	has(t, w.response(w.alice.Command(w.general, "help")), "Hello, I am Hebb") // connections and caches are there
	routines, memory := runtime.NumGoroutine(), heap()
	held := w.sim.Fault(simulator.Slow(0), simulator.On("/messages"), simulator.UntilLifted)
	for n := range floodSize {
		crowd[n%len(crowd)].Say(w.general, "<@bot> what is depression")
	}
	settled(t, "the flood to be taken", func() bool {
		return w.bot.Stats().Events.Load() >= floodSize && runtime.NumGoroutine() <= routines+floodGoroutines
	})
	grown := int64(heap()) - int64(memory)
	t.Logf("%d goroutines and %d kB more with %d replies waiting, %d limited, %d late", runtime.NumGoroutine()-routines, grown>>10, w.bot.outbox.count(), w.bot.Stats().Limited.Load(), w.bot.Stats().Late.Load())
	held.Lift()
	if grown > floodSize*floodHeap {
		t.Errorf("%d kB more, allowed are %d", grown>>10, floodSize*floodHeap>>10)
	}
	w.alice.DM("i want to die") // and it is well
	has(t, w.answered(w.alice.DMChannel(), 1), "call 911")
	has(t, w.response(w.bob.Command(w.bob.DMChannel(), "ask", simulator.Opt("question", "what is depression"))), "Depression is a common mood disorder.")
}

// count is how many replies wait to leave.
func (o *outbox) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.all
}

// settled waits for something that the simulator does not hear of.
func settled(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	over := time.After(2 * time.Minute)
	for !ok() {
		select {
		case <-tick.C:
		case <-over:
			t.Fatalf("still waiting for %s: %d goroutines", what, runtime.NumGoroutine())
		}
	}
}
