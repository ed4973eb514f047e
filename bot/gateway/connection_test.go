package gateway

import (
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// TestARefusedTokenEndsAtTheStart: there is nothing to wait for.
func TestARefusedTokenEndsAtTheStart(t *testing.T) {
	sim := discord(t, simulator.Options{T: tolerant{}})
	g, err := New(Options{Token: "wrong", APIURL: sim.URL()})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Open(silent{}); err == nil || !strings.Contains(err.Error(), "make a new one") {
		t.Errorf("opened with %v", err)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
}

// TestNoServerAtTheStart: the network may come; it is told and tried again, and the
// token stands nowhere.
func TestNoServerAtTheStart(t *testing.T) {
	told := make(chan string, 100)
	g, err := New(Options{Token: "s3cret", APIURL: "http://127.0.0.1:1", Pace: brisk, OnError: func(text string) { told <- text }})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Open(silent{}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if text := <-told; !strings.Contains(text, "tried again") || strings.Contains(text, "s3cret") {
			t.Error(text)
		}
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
}

// TestNoServerToRecommend: how many shards there are cannot be asked yet, and the bot
// can be stopped meanwhile.
func TestNoServerToRecommend(t *testing.T) {
	told := make(chan string, 100)
	g, err := New(Options{Token: "s3cret", APIURL: "http://127.0.0.1:1", Shards: Recommended, Pace: brisk, OnError: func(text string) { told <- text }})
	if err != nil {
		t.Fatal(err)
	}
	opened := make(chan error, 1)
	go func() { opened <- g.Open(silent{}) }()
	<-told
	<-told
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if err := <-opened; err != errClosed {
		t.Errorf("opened with %v", err)
	}
}

// TestAPauseBeforeANewSession is at least what Discord wants, and no longer than a place to
// identify is taken.
func TestAPauseBeforeANewSession(t *testing.T) {
	g, err := New(Options{Token: "t"})
	if err != nil {
		t.Fatal(err)
	}
	first := g.newShard(t.Context(), 0, 1, nil)
	fresh := &line{known: make(chan struct{})}
	for range 1000 {
		if d := first.pause(fresh, 0); d < time.Second || d > Usual.Identify {
			t.Fatalf("a pause of %v before a new session", d)
		}
	}
}
