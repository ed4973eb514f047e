package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/responses"
)

// TestWithdrawnIsReadAgain: a helpline that the settings withdraw is gone at the next look,
// settings with a mistake change nothing and are told once, and what is taken back is shown
// again.
func TestWithdrawnIsReadAgain(t *testing.T) {
	oneAfterAnother(t)
	var log bytes.Buffer
	settings, err := config.Load("", nil)
	if err != nil {
		t.Fatal(err)
	}
	e, err := newEngine(system{stderr: &log}, settings, "", "US")
	if err != nil {
		t.Fatal(err)
	}
	defer e.library.Close()

	type reading struct {
		settings config.Config
		err      error
	}
	look, next := make(chan time.Time), make(chan reading)
	source := func() (config.Config, error) {
		r := <-next
		return r.settings, r.err
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		e.follow(ctx, source, look)
	}()
	at := func(ids []string, err error) {
		r := reading{err: err}
		r.settings.Helplines.Withdrawn = ids
		look <- time.Time{}
		next <- r
	}
	shown := func() bool {
		for _, h := range e.Support(responses.Question{Country: "US"}).Helplines {
			if h.ID == "us-1" {
				return true
			}
		}
		return false
	}
	at(nil, nil)
	if !shown() {
		t.Fatal("us-1 is not shown to begin with")
	}
	at([]string{"us-1", "no-such-line"}, nil)
	at(nil, errors.New("a mistake")) // taken up once what came before is done
	at(nil, errors.New("a mistake"))
	if shown() {
		t.Error("us-1 is still shown")
	}
	at(nil, nil)
	at(nil, nil)
	if !shown() {
		t.Error("us-1 is not shown again")
	}
	cancel()
	<-done
	for text, times := range map[string]int{"no-such-line": 2, "SETTINGS NOT TAKEN: a mistake": 1, "settings read again": 2} {
		if got := strings.Count(log.String(), text); got != times {
			t.Errorf("%q stands in the log %d times, want %d:\n%s", text, got, times, log.String())
		}
	}
}
