package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

const checkIn = "Ask a moderator to check in"

// offering is a world in which the server offers check-ins.
func offering(t *testing.T) (m *managed, log *simulator.Channel) {
	t.Helper()
	return offeringTo(t, t)
}

// offeringTo is the same with somebody else to hear of failures.
func offeringTo(t *testing.T, hears simulator.TB) (m *managed, log *simulator.Channel) {
	t.Helper()
	m = managedTo(t, hears)
	log = m.guild.AddChannel("log")
	m.set(store.Guild{CheckIn: true, LogChannel: log.ID()})
	noon := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	m.now = func() time.Time { return noon } // ten minutes do not end in the midst of a test
	m.connect()
	return m, log
}

func offers(m simulator.Message) bool {
	return slices.ContainsFunc(m.Components, func(r simulator.Component) bool {
		return slices.ContainsFunc(r.Components, func(c simulator.Component) bool { return c.Label == checkIn })
	})
}

// TestCheckIn: the member presses, on a reply to a command or behind the button of a
// mention, and the moderators read a name and a channel, once in ten minutes.
func TestCheckIn(t *testing.T) {
	m, log := offering(t)
	reply := m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "i want to die")))
	sent := m.response(m.alice.Press(&reply, checkIn))
	has(t, sent, "I asked the moderators", "They do not see what you wrote", "call 911", "First Line")
	if !sent.Ephemeral() || offers(sent) {
		t.Error("everybody sees that it was sent, or it is offered again")
	}
	told := m.answered(log, 1) // which fails on a ping
	if want := "<@" + m.alice.ID() + "> asks a moderator to check in with them, in <#" + m.general.ID() + ">."; told.Content != want || len(told.Embeds)+len(told.Components) > 0 {
		t.Errorf("the moderators read %q, want %q", told.Content, want)
	}

	m.bob.Say(m.general, "<@bot> someone here posted a goodbye note and i am worried")
	public := m.answered(m.general, 1)
	if offers(public) {
		t.Error("it is offered in public")
	}
	opened := m.response(m.bob.Press(&public, "Open"))
	has(t, m.response(m.bob.Press(&opened, checkIn)), "I asked the moderators")
	has(t, m.answered(log, 2), "<@"+m.bob.ID()+">", "!"+m.alice.ID())

	crisis := m.response(m.alice.Command(m.general, "crisis"))
	for _, r := range crisis.Components {
		if len(r.Components) > 5 {
			t.Errorf("%d buttons in a row", len(r.Components))
		}
	}
	has(t, m.response(m.alice.Press(&crisis, checkIn)), "I asked the moderators") // they know, and are not told again
	m.stop()                                                                      // what is under way finishes
	if n := len(log.Messages()); n != 2 {
		t.Errorf("%d messages for two members", n)
	}
	if text := m.log.String(); strings.Contains(text, m.alice.ID()) || strings.Contains(text, log.ID()) || strings.Contains(text, "risk") {
		t.Errorf("the log tells:\n%s", text)
	}
	if got := m.memory.of(m.guild.ID()); got.LogChannel != log.ID() || m.memory.attempts != 1 {
		t.Errorf("something was kept: %+v", got)
	}
}

// TestWhereNoCheckInIsOffered: not for an answer, not in a direct message, not where the
// server does not offer it, or nowhere to send it to was picked.
func TestWhereNoCheckInIsOffered(t *testing.T) {
	m, log := offering(t)
	die := simulator.Opt("question", "i want to die")
	for name, msg := range map[string]simulator.Message{
		"an answer":        m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "what is depression"))),
		"advice":           m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "should i stop my sertraline"))),
		"a direct message": m.response(m.alice.Command(m.alice.DMChannel(), "ask", die)),
	} {
		if offers(msg) {
			t.Errorf("it is offered below %s", name)
		}
	}
	old := m.response(m.alice.Command(m.general, "ask", die))
	for _, g := range []store.Guild{{LogChannel: log.ID()}, {CheckIn: true}, {}} {
		m.set(g)
		if offers(m.response(m.alice.Command(m.general, "ask", die))) {
			t.Errorf("it is offered with %+v", g)
		}
		// The button of before says that it is of no use now, and whom to turn to.
		has(t, m.response(m.alice.Press(&old, checkIn)), "I could not reach the moderators", "call 911", "First Line")
	}
	if n := len(log.Messages()); n != 0 {
		t.Errorf("%d messages to the moderators", n)
	}
}

// TestACheckInThatCannotBeSent: the member is told, and whom to turn to instead.
func TestACheckInThatCannotBeSent(t *testing.T) {
	m, log := offering(t)
	log.Deny(m.guild.Everyone(), simulator.SendMessages)
	reply := m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "i want to die")))
	failed := m.response(m.alice.Press(&reply, checkIn))
	has(t, failed, "I could not reach the moderators", "call 911", "First Line")
	if !failed.Ephemeral() {
		t.Error("everybody sees it")
	}
	if text := m.log.String(); !strings.Contains(text, "may Hebb write in the channel") || strings.Contains(text, m.alice.ID()) {
		t.Errorf("the operator reads:\n%s", text)
	}
	// A word to the manager who picks such a channel, at once.
	has(t, m.pick(m.open(), "h1:g:log", log.ID()), "Saved, but I cannot write there.")
}

// TestACheckInIsSentOnce: the connection is lost after Discord has taken the message; the
// second try does not say it twice.
func TestACheckInIsSentOnce(t *testing.T) {
	m, log := offering(t)
	m.sim.Fault(simulator.AnswerLost, simulator.On("POST /channels/{channel_id}/messages"))
	reply := m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "i want to die")))
	has(t, m.response(m.alice.Press(&reply, checkIn)), "I asked the moderators")
	if n := len(log.Messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// TestACheckInDeliveredTwice: Discord may deliver a press again after a resume.
func TestACheckInDeliveredTwice(t *testing.T) {
	m, log := offeringTo(t, tolerant{})
	reply := m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "i want to die")))
	press := m.alice.Press(&reply, checkIn)
	press.Repeat()
	has(t, m.response(press), "I asked the moderators")
	m.stop() // what is under way finishes
	if n := len(log.Messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// TestAForgedCheckIn: on a message that others see, in a direct message, or with an id that
// was made up, it tells nobody anything.
func TestAForgedCheckIn(t *testing.T) {
	m, log := offering(t)
	in := interaction{Interaction: asked, User: m.bob.ID(), Guild: m.guild.ID(), Channel: m.general.ID(), CustomID: customID(askCheckIn, "ask")}
	direct := in
	direct.Guild, direct.Private = "", true
	for _, i := range []interaction{in, direct} {
		v := m.bot.handle(t.Context(), i)
		if !v.Private || !strings.Contains(v.Content, "Support") || strings.Contains(v.Content, "I asked the moderators") {
			t.Errorf("%+v", v)
		}
	}
	if n := len(log.Messages()); n != 0 {
		t.Errorf("%d messages to the moderators", n)
	}
}

// TestSlowSettings: a reply to somebody at risk does not wait for settings.
func TestSlowSettings(t *testing.T) {
	m := newManaged(t)
	m.world.memory = hanging{m.memory}
	m.connect()
	start := time.Now()
	has(t, m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "i want to die"))), "call 911")
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("it took %s", d)
	}
}
