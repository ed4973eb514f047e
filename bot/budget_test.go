package bot

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// An identifyStore is a store that outlives the bot.
type identifyStore struct {
	mu    sync.Mutex
	times []time.Time
	err   error
}

func (s *identifyStore) Identified(_ context.Context, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.times = append(s.times, at.Round(0)) // a file has no monotonic clock
	}
	return s.err
}

func (s *identifyStore) Identifies(_ context.Context, since time.Time) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range s.times {
		if !at.Before(since) {
			n++
		}
	}
	return n, s.err
}

func (s *identifyStore) all() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.times)
}

// identified is a store with n identifies, evenly over a time until now.
func identified(n int, over time.Duration) *identifyStore {
	s := &identifyStore{}
	for i := range n {
		s.times = append(s.times, time.Now().Add(-over+over*time.Duration(i)/time.Duration(n)))
	}
	return s
}

// loseSession makes the bot identify anew.
func (w *world) loseSession() {
	w.t.Helper()
	before := w.sim.Sent().Identifies
	w.sim.ForgetSessions()
	w.sim.Fault(simulator.Drop)
	w.wait("an identify", func() bool { return w.sim.Sent().Identifies > before })
}

// TestIdentifiesAreKept before they are sent, and counted across restarts; a resume
// costs nothing.
func TestIdentifiesAreKept(t *testing.T) {
	w := prepare(t, simulator.Options{})
	store := &identifyStore{}
	w.pace = brisk
	w.gateway = func(o *gateway.Options) { o.Identifies = store }
	w.connect()
	w.sim.Fault(simulator.Drop)
	w.wait("a resume", func() bool { return w.sim.Sent().Resumes > 0 })
	if n := store.all(); n != 1 {
		t.Errorf("%d identifies kept after one and a resume", n)
	}
	w.loseSession()
	w.stop()
	w.connect()
	w.stop()
	if kept, sent := store.all(), w.sim.Sent().Identifies; kept != 3 || sent != 3 {
		t.Errorf("%d identifies kept, %d sent, want 3", kept, sent)
	}
}

// TestManyIdentifiesSlowDown: what is left is spread over a day.
func TestManyIdentifiesSlowDown(t *testing.T) {
	for _, tt := range []struct {
		used int
		want time.Duration
	}{
		{399, 0}, {400, 24 * time.Hour / 500}, {500, 24 * time.Hour / 400}, {895, time.Hour},
	} {
		w := alone(t, simulator.Options{})
		h := &simulator.Pauses{}
		w.gateway = func(o *gateway.Options) { o.Identifies, o.After = identified(tt.used, 20*time.Hour), h.After }
		w.connect()
		if got := h.Longest(); got != tt.want {
			t.Errorf("%d used: waits %v, want %v", tt.used, got, tt.want)
		}
		if tt.want > 0 && !strings.Contains(w.log.String(), "times in a day, of 1000") {
			t.Errorf("%d used: nothing is said:\n%s", tt.used, w.log)
		}
		w.stop()
	}
}

// TestTooManyIdentifiesEnd with a sentence, long before Discord resets the token: at
// the start, and in the middle.
func TestTooManyIdentifiesEnd(t *testing.T) {
	w := prepare(t, simulator.Options{})
	session, err := gateway.New(gateway.Options{Token: w.sim.Token(), APIURL: w.sim.URL(), Identifies: identified(950, 20*time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	// 50 of 950 have to go, and one more: the 51st was kept some 19 h ago.
	for _, want := range []string{"950 times in a day", "At 1000 Discord resets its token", "Start it again in 5h", "the same token"} {
		if err := session.Open(&Bot{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("opened with %v, want %q", err, want)
		}
	}
	if err := session.Close(); err != nil {
		t.Error(err)
	}
	if n := w.sim.Sent().Identifies; n != 0 {
		t.Errorf("%d identifies", n)
	}

	h := &simulator.Pauses{}
	w.gateway = func(o *gateway.Options) { o.Identifies, o.After = identified(899, 20*time.Hour), h.After }
	w.connect()
	w.sim.ForgetSessions()
	w.sim.Fault(simulator.Drop)
	if err := w.ended(); err == nil || !strings.Contains(err.Error(), "900 times in a day") {
		t.Errorf("ended with %v", err)
	}
}

// TestDiscordsOwnCount bounds the identifies where nothing is kept: the storm of an
// Op 9 after each ends while the token is still good.
func TestDiscordsOwnCount(t *testing.T) {
	w := prepare(t, simulator.Options{SessionStarts: 20})
	w.pace = brisk
	h := &simulator.Pauses{}
	w.gateway = func(o *gateway.Options) { o.After = h.After }
	w.connect()
	token := w.sim.Token()
	w.sim.Fault(simulator.InvalidSession(false), simulator.UntilLifted)
	if err := w.ended(); err == nil || !strings.Contains(err.Error(), "18 times in a day. At 20 ") {
		t.Errorf("ended with %v", err)
	}
	if n := w.sim.Sent().Identifies; n != 18 || w.sim.Token() != token {
		t.Errorf("%d identifies; the token was reset: %v", n, w.sim.Token() != token)
	}
}

// TestAFailingStoreStopsNothing and is told of once; the count of this run goes on.
func TestAFailingStoreStopsNothing(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.pace = brisk
	w.gateway = func(o *gateway.Options) { o.Identifies = &identifyStore{err: errors.New("disk full")} }
	w.connect()
	w.loseSession()
	w.loseSession()
	w.answersAgain()
	if n := strings.Count(w.log.String(), "disk full"); n != 1 {
		t.Errorf("told %d times:\n%s", n, w.log)
	}
}

// TestAClockSetBack locks nothing up, be it ours, or that of what was kept.
func TestAClockSetBack(t *testing.T) {
	w := prepare(t, simulator.Options{})
	store := identified(900, time.Hour)
	var mu sync.Mutex
	now := time.Now().Add(-30 * 24 * time.Hour) // what is kept is of a month ahead
	w.pace = brisk
	w.gateway = func(o *gateway.Options) {
		o.Identifies = store
		o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now.Round(0) }
	}
	w.connect()
	mu.Lock()
	now = now.Add(-48 * time.Hour)
	mu.Unlock()
	w.loseSession()
	w.answersAgain()
}
