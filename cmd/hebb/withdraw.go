package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/responses"
)

// withdraw has the helplines of some ids not shown, beside those that moderators withdrew, and warns of ids that are none.
func (e *engine) withdraw(ids []string) {
	e.Withdraw(responses.Operator, ids)
	s := e.library.Acquire()
	defer s.Release()
	for _, id := range ids {
		if !s.Library.Helplines.Has(id) {
			e.log.Warnf("helplines.withdrawn names %q, which is no id in helplines.yaml: nothing is withdrawn by it", id)
		}
	}
}

// watchSettings reads the settings again, every poll, until ctx ends: a wrong number must
// go without a restart. Of what changed only the withdrawn helplines are taken; settings
// with a mistake leave all as it is.
func (e *engine) watchSettings(ctx context.Context, source settingsSource, poll time.Duration) {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	e.follow(ctx, source, tick.C)
}

// follow is watchSettings with the times to look at given.
func (e *engine) follow(ctx context.Context, source settingsSource, look <-chan time.Time) {
	before, mistake := e.withdrawn, ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-look:
		}
		settings, err := source()
		if err != nil {
			if text := err.Error(); text != mistake { // told once
				mistake = text
				e.log.Errorf("SETTINGS NOT TAKEN: %v; those from before go on", err)
			}
			continue
		}
		mistake = ""
		if now := settings.Helplines.Withdrawn; !slices.Equal(now, before) {
			before = now
			e.withdraw(now)
			e.log.WithField("withdrawn", strings.Join(now, ", ")).Info("settings read again")
		}
	}
}
