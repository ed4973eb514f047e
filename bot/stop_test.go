package bot

import (
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// TestStopFinishesWhatWasAcknowledged: somebody sees "Hebb is thinking …", and gets the
// answer, though the connection is closed meanwhile.
func TestStopFinishesWhatWasAcknowledged(t *testing.T) {
	w := prepare(t, simulator.Options{})
	asked, release := w.deferred(3)
	stopped := make(chan struct{})
	go func() { w.stop(); close(stopped) }()
	w.wait("the end of the connection", func() bool { return w.sim.Connections() == 0 })
	select {
	case <-stopped:
		t.Error("it stopped without the answers")
	default:
	}
	close(release)
	for _, i := range asked {
		has(t, w.response(i), "Depression is a common mood disorder.")
	}
	<-stopped
	if n := w.bot.Stats().Undelivered.Load(); n != 0 {
		t.Errorf("%d undelivered", n)
	}
}

// TestStopEndsTheSession: Discord is told goodbye, so that the bot is not shown as
// present when it is gone. discordgo takes a second for that (research A.2 #11).
func TestStopEndsTheSession(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	start := time.Now()
	w.stop()
	t.Logf("an idle bot stopped in %v", time.Since(start).Round(time.Millisecond))
	if n := w.sim.Sessions(); n != 0 {
		t.Errorf("%d sessions could be resumed", n)
	}
}
