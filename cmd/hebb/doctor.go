package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge"
)

// doctorCommand says what is set up well, what is not, and what to do about it. It
// changes nothing, here or on Discord, and never prints the token.
type doctorCommand struct {
	JSON bool `help:"Print JSON." name:"json"`

	now  func() time.Time // time.Now, or a test's
	wait time.Duration    // for one request: requestTime, or a test's
}

// requestTime is how long Discord may take for one answer, and patience is how many times
// that all of them together may.
const (
	requestTime = 3 * time.Second
	patience    = 20
)

// doctorChecks is what is looked at, in this order. To add a check, write its function
// in the doctor_….go of its subject, and a row here: its name, what must be there for it
// to look at all, and the function. It returns what it found, each as one line.
var doctorChecks = []doctorCheck{
	{"settings", nothing, (*examination).lookAtSettings},
	{"content", goodSettings, (*examination).lookAtContent},
	{"library age", aLibrary, (*examination).lookAtLibraryAge},
	{"helplines", aLibrary, (*examination).lookAtHelplines},
	{"people", nothing, (*examination).lookAtPeople},
	{"store", goodSettings, (*examination).lookAtStore},
	{"clock", goodSettings, (*examination).lookAtClock},
	{"token", goodSettings, (*examination).lookAtToken},
	{"application", aGoodToken, (*examination).lookAtApplication},
	{"interactions", anApplication, (*examination).lookAtInteractions},
	{"intents", anApplication, (*examination).lookAtIntents},
	{"gateway", aGoodToken, (*examination).lookAtGateway},
	{"servers", aGoodToken, (*examination).lookAtServers},
	{"permissions", aGoodToken, (*examination).lookAtPermissions},
	{"commands", anApplication, (*examination).lookAtCommands},
	{"invite", anApplication, (*examination).lookAtInvite},
}

// A doctorCheck is one row.
type doctorCheck struct {
	name  string
	needs need
	look  func(*examination) []finding
}

// The states of a finding.
const (
	well    = "ok"
	warning = "warning"
	problem = "problem"
	skipped = "skipped"
)

// A finding is one line: what was found, and what to do about it.
type finding struct {
	Check string `json:"check"`
	State string `json:"state"`
	Found string `json:"found"`
	Do    string `json:"do,omitempty"` // "" if there is nothing to do
}

// one is a single finding.
func one(state, found, do string) []finding {
	return []finding{{State: state, Found: found, Do: do}}
}

// An examination is what the checks look at. Those that come first fill it in for the
// others.
type examination struct {
	context.Context
	sys    system
	file   settingsPath
	source settingsSource
	now    func() time.Time
	wait   time.Duration

	settings *config.Config // nil if they cannot be read
	library  *knowledge.Library
	discord  *bot.Examiner
	reached  bool            // Discord answered
	account  bot.Account     // no id if the token is refused
	app      bot.Application // no id if not known
	guilds   []bot.Guild
}

// A need says why a check cannot look, or "".
type need func(*examination) string

func nothing(*examination) string { return "" }

func goodSettings(e *examination) string {
	return unless(e.settings != nil, "the settings cannot be read")
}

func aLibrary(e *examination) string {
	return cmp.Or(goodSettings(e), unless(e.library != nil, "there is no library"))
}

func aGoodToken(e *examination) string {
	return cmp.Or(goodSettings(e), unless(e.account.ID != "", "Discord must take the token"))
}

func anApplication(e *examination) string {
	return cmp.Or(aGoodToken(e), unless(e.app.ID != "", "the application must be known"))
}

func unless(ok bool, why string) string {
	if ok {
		return ""
	}
	return why
}

// Run looks, prints, and fails if something is a problem.
func (c *doctorCommand) Run(sys system, file settingsPath, source settingsSource) error {
	if c.now == nil {
		c.now, c.wait = time.Now, requestTime
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience*c.wait)
	defer cancel()
	e := &examination{Context: ctx, sys: sys, file: file, source: source, now: c.now, wait: c.wait}
	show := c.text
	if c.JSON {
		show = func(io.Writer, finding) error { return nil }
	}
	all := []finding{}
	for _, check := range doctorChecks {
		for _, f := range check.run(e) {
			all = append(all, f)
			if err := show(sys.stdout, f); err != nil {
				return fmt.Errorf("doctor: write: %w", err)
			}
		}
	}
	if err := c.end(sys.stdout, e, all); err != nil {
		return fmt.Errorf("doctor: write: %w", err)
	}
	if countState(all, problem) > 0 {
		return errProblems
	}
	return nil
}

func (c doctorCheck) run(e *examination) []finding {
	var found []finding
	if why := c.needs(e); why != "" {
		found = one(skipped, why, "")
	} else {
		found = c.look(e)
	}
	for i := range found {
		found[i].Check = c.name
	}
	return found
}
