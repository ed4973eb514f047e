package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/monitor"
)

// statusCommand asks a running Hebb how it is. It is also what a container's health check
// runs.
type statusCommand struct{}

// statusTime bounds the question.
const statusTime = 5 * time.Second

// Run prints the state; the exit code is 1 if questions are not answered.
func (c *statusCommand) Run(sys system, settings config.Config) error {
	address := settings.Status.Listen
	if address == "" {
		return errors.New("status: the setting status.listen is empty, so a running Hebb shows its state nowhere; set it to 127.0.0.1:8091, say, for both")
	}
	ctx, cancel := context.WithTimeout(context.Background(), statusTime)
	defer cancel()
	state, err := monitor.Ask(ctx, address)
	if err != nil && !errors.Is(err, monitor.ErrNotReady) {
		return fmt.Errorf("%w\nDoes Hebb run here, with status.listen at %s?", err, address)
	}
	word := "ready"
	if !state.Ready {
		word = "NOT READY"
	}
	fmt.Fprintf(sys.stdout, "%s: library %s, %d of %d shards connected\n", word, state.Library, state.Shards, state.Of)
	for _, note := range state.Notes {
		fmt.Fprintln(sys.stdout, "-", note)
	}
	if err != nil {
		return errProblems
	}
	return nil
}

// showStatus serves the monitor where the settings say, and returns what ends that.
func (e *engine) showStatus(settings config.Config) (end func(), err error) {
	if settings.Status.Listen == "" {
		return func() {}, nil
	}
	s, err := e.seen.Listen(settings.Status.Listen)
	if err != nil {
		return nil, err
	}
	e.log.WithField("at", s.URL()).Info("status and metrics are shown")
	return func() {
		if err := s.Close(); err != nil {
			e.log.Error(err)
		}
	}, nil
}
