package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/simulator"
)

// unfit is what of a message Discord would refuse; see the research, part B.
func unfit(v view) (why []string) {
	say := func(format string, args ...any) { why = append(why, fmt.Sprintf(format, args...)) }
	within := func(what, text string, least, most int) {
		if n := utf8.RuneCountInString(text); n < least || n > most {
			say("%s has %d characters", what, n)
		}
	}
	within("the content", v.Content, 0, maxContent)
	for _, e := range v.Embeds {
		within("the title", e.Title, 1, maxTitle)
		within("the description", e.Description, 1, maxDescription)
		if n := size(e); n > maxEmbed {
			say("an embed of %d characters", n)
		}
	}
	data, err := json.Marshal(v.Components)
	if err != nil {
		return []string{err.Error()}
	}
	var rows []simulator.Component
	if err := json.Unmarshal(data, &rows); err != nil {
		return []string{err.Error()}
	}
	if len(rows) > maxRows {
		say("%d rows", len(rows))
	}
	seen := map[string]bool{}
	for _, r := range rows {
		if n := len(r.Components); n < 1 || n > maxButtons || n > 1 && r.Components[0].Type != 2 {
			say("a row of %d", n)
		}
		for _, c := range r.Components {
			within("a custom id", c.CustomID, 1, 100)
			within("a placeholder", c.Placeholder, 0, 150)
			if seen[c.CustomID] {
				say("%s stands twice", c.CustomID)
			}
			seen[c.CustomID] = true
			if c.Type == 2 {
				within("a label", c.Label, 1, maxLabel)
			}
			if c.Type == 3 && (len(c.Options) < 1 || len(c.Options) > maxOptions || c.MaxValues != nil && *c.MaxValues > len(c.Options)) {
				say("%s has %d options, of which %v may be picked", c.CustomID, len(c.Options), c.MaxValues)
			}
			values := map[string]bool{}
			for _, o := range c.Options {
				within("an option's label", o.Label, 1, 100)
				within("an option's value", o.Value, 1, 100)
				if values[o.Value] {
					say("option %s stands twice", o.Value)
				}
				values[o.Value] = true
			}
		}
	}
	return why
}

// withSettings is a bot over the library that ships, with settings.
func withSettings(t *testing.T, memory Memory) *Bot {
	t.Helper()
	b := shipped(t, counter{sent: func() {}})
	b.Memory, b.HomeGuild = memory, "100000000000000001"
	b.kept = newSettings(b.alive, memory, b.Log)
	return b
}

// TestEveryPageOfThePanelFits: every page for the library that ships, with nothing set and
// with as much set as can be.
func TestEveryPageOfThePanelFits(t *testing.T) {
	notForTheRaceDetector(t)
	memory := &ledger{}
	b := withSettings(t, memory)
	full := store.Guild{Public: true, CheckIn: true, ModeratorRole: "999999999999999999", LogChannel: "999999999999999998"}
	for _, c := range b.Responder.Countries() {
		if len(c.Name) > len(full.Country) {
			full.Country = c.Code
		}
	}
	for n := range maxKept {
		full.Quiet = append(full.Quiet, fmt.Sprintf("9999999999999999%04d", n))
	}
	var topics []*knowledge.Topic
	b.withEdition("", func(e *knowledge.Edition) { topics = e.Topics })
	if len(topics) < 50 {
		t.Fatalf("only %d topics: the test would show little", len(topics))
	}
	acts := []string{"home", "country", "country:1", "quiet:0", "quiet:7", "quiet:20", "topics:0", "topics:1", "topics:2", "topics:9"}
	for _, topic := range topics {
		full.Hidden = append(full.Hidden, topic.ID)
		for _, e := range topic.Entries {
			full.Hidden = append(full.Hidden, e.ID)
		}
		acts = append(acts, "entries:0:"+topic.ID, "entries:1:"+topic.ID)
	}
	slices.Sort(full.Hidden)
	in := interaction{Interaction: asked, User: "2", Guild: "100000000000000001", Channel: full.Quiet[30], Private: true, Permissions: int64(simulator.ManageGuild)}
	for _, g := range []store.Guild{{}, full, {Quiet: full.Quiet[:25]}, {CheckIn: true, Hidden: full.Hidden[:1]}} {
		memory.set(in.Guild, g)
		for _, act := range acts {
			v := b.pressed(t.Context(), pressOf(in, act))
			for _, why := range unfit(v) {
				t.Errorf("%s: %s", act, why)
			}
			if v.inPlace == false || !v.Private {
				t.Errorf("%s is no page of the panel", act)
			}
		}
	}
}

// TestCheckInRepliesFit: with the second row of buttons, in every country.
func TestCheckInRepliesFit(t *testing.T) {
	notForTheRaceDetector(t)
	memory := &ledger{}
	b := withSettings(t, memory)
	in := interaction{Interaction: asked, User: "2", Guild: "100000000000000001", Channel: "100000000000000002", Private: true}
	for _, c := range b.Responder.Countries() {
		memory.set(in.Guild, store.Guild{CheckIn: true, LogChannel: "100000000000000003", Country: c.Code})
		for _, sent := range []bool{true, false} {
			reply := b.Responder.CheckIn(sent, b.question(in))
			v := b.show(reply)
			if len(v.Embeds) > 0 || len(unfit(v)) > 0 || len(reply.Helplines) == 0 {
				t.Errorf("%s: %d embeds, %v, %d lines", c.Code, len(v.Embeds), unfit(v), len(reply.Helplines))
			}
		}
		for _, id := range []string{customID(openFurther, "countries:"+c.Code), customID(openFurther, "young:"+c.Code), customID(pickCountry, "0")} {
			press := in
			press.CustomID = id
			v := b.handle(t.Context(), press)
			if len(unfit(v)) > 0 {
				t.Errorf("%s in %s: %v", id, c.Code, unfit(v))
			}
		}
	}
}
