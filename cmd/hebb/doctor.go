package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

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

// text prints a finding as it is found: some take a moment. What was not looked at is
// told at the end.
func (c *doctorCommand) text(out io.Writer, f finding) error {
	if f.State == skipped {
		return nil
	}
	line := fmt.Sprintf("%-8s %-13s %s", f.State, f.Check, f.Found)
	if f.Do != "" {
		line += ". " + upper(f.Do)
	}
	_, err := fmt.Fprintln(out, line)
	return err
}

// end prints the sum, and how to get a token to who has none; or all of it as JSON.
func (c *doctorCommand) end(out io.Writer, e *examination, all []finding) error {
	problems, warnings := countState(all, problem), countState(all, warning)
	if c.JSON {
		w := json.NewEncoder(out)
		w.SetEscapeHTML(false)
		w.SetIndent("", "  ")
		return w.Encode(struct {
			Problems int       `json:"problems"`
			Warnings int       `json:"warnings"`
			Findings []finding `json:"findings"`
		}{problems, warnings, all})
	}
	_, err := fmt.Fprintf(out, "%s\n%s, %s\n", notLookedAt(all), count(problems, "problem"), count(warnings, "warning"))
	if err == nil && e.settings != nil && !e.settings.Discord.Token.IsSet() {
		_, err = fmt.Fprint(out, "\n"+noToken)
	}
	return err
}

// notLookedAt is the checks that were skipped, one line for each reason.
func notLookedAt(all []finding) string {
	var reasons []string
	checks := map[string][]string{}
	for _, f := range all {
		if f.State != skipped {
			continue
		}
		if checks[f.Found] == nil {
			reasons = append(reasons, f.Found)
		}
		checks[f.Found] = append(checks[f.Found], f.Check)
	}
	var b strings.Builder
	for _, r := range reasons {
		fmt.Fprintf(&b, "%-8s %s: %s\n", skipped, strings.Join(checks[r], ", "), r)
	}
	return b.String()
}

func countState(all []finding, state string) (n int) {
	for _, f := range all {
		if f.State == state {
			n++
		}
	}
	return n
}

// upper begins a sentence; a command or setting stays as it is typed.
func upper(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if word == "hebb" || strings.ContainsAny(word, "._:/\"") {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// maxName is how much of a name that others chose is printed.
const maxName = 64 // a public key is as long

// name is a name that others chose, without anything for a terminal to obey.
func name(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '\ufffd'
		}
		return r
	}, text)
	if r := []rune(text); len(r) > maxName {
		text = string(r[:maxName]) + "…"
	}
	return text
}

// maxNames is how many names stand in one line.
const maxNames = 8

// names lists names that others chose, each after a sign such as "#" or "/".
func names(sign string, all []string) string {
	var shown []string
	for _, n := range all[:min(len(all), maxNames)] {
		shown = append(shown, sign+name(n))
	}
	text := strings.Join(shown, ", ")
	if more := len(all) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
