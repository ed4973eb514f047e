package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// expiries is a Retention that tells when it was asked.
type expiries struct {
	asked chan time.Time
	err   error
}

func (e *expiries) Expire(_ context.Context, now time.Time) error {
	err := e.err
	e.asked <- now
	return err
}

// TestRetention: what is old is destroyed at the start and from hour to hour, with no
// question asked, and also after the store failed. That it ends with the bot, goleak sees.
func TestRetention(t *testing.T) {
	w := prepare(t, simulator.Options{})
	kept := &expiries{asked: make(chan time.Time), err: errors.New("disk full")}
	hours, waits := make(chan time.Time), make(chan struct{}, 9)
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	w.retention, w.now = kept, func() time.Time { return now }
	w.after = func(d time.Duration) <-chan time.Time {
		if d != retentionPause {
			return time.After(d)
		}
		waits <- struct{}{}
		return hours
	}
	w.connect()
	for hour := range 3 {
		if got := <-kept.asked; !got.Equal(now) {
			t.Errorf("hour %d: asked what is old at %v", hour, got)
		}
		<-waits // the use is over
		if hour == 0 && strings.Count(w.log.String(), "disk full") != 1 {
			t.Errorf("the failure is told otherwise than once: %s", w.log)
		}
		if hour < 2 {
			kept.err = nil
			hours <- time.Time{}
		}
	}
}
