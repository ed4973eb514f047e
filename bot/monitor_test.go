package bot

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// told is a Monitor that writes down what it is told.
type told struct {
	unwatched
	mu    sync.Mutex
	kinds []string
	sure  int // answers with a confidence
}

func (m *told) Answered(kind string, took time.Duration, confidence float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kinds = append(m.kinds, kind)
	if confidence >= 0 {
		m.sure++
	}
	if took <= 0 || took > time.Minute {
		m.kinds = append(m.kinds, took.String())
	}
}

// TestMonitor: the kinds are told, and of what is private nothing more than that.
func TestMonitor(t *testing.T) {
	w := prepare(t, simulator.Options{})
	watching := &told{}
	w.monitor = watching
	w.connect()
	for _, question := range []string{"what is depression?", "i want to kill myself", "should i stop taking my zoloft", "i'm 14 and i feel sad", "qzx vbn jkl"} {
		if _, err := w.alice.Command(w.general, "ask", simulator.Opt("question", question)).Response(w.ctx()); err != nil {
			t.Fatal(err)
		}
	}
	w.alice.Say(w.general, "<@"+w.sim.BotID()+"> i want to end it all") // a neutral line, and the reply behind it
	w.answered(w.general, 1)
	if _, err := w.alice.Command(w.general, "help").Response(w.ctx()); err != nil {
		t.Fatal(err)
	}
	w.stop() // replies are told of when they have left
	watching.mu.Lock()
	defer watching.mu.Unlock()
	slices.Sort(watching.kinds)
	if got, want := strings.Join(watching.kinds, " "), "answer help no-answer private private private private"; got != want {
		t.Errorf("told %s, want %s", got, want)
	}
	if watching.sure == 0 || watching.sure > 4 {
		t.Errorf("%d answers had a confidence", watching.sure)
	}
}
