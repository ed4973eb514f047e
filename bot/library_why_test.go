package bot

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

const whyMenu = "Why this answer?"

// newModerated is a managed world whose member of that kind sees moderators' commands.
func newModerated(t *testing.T) *managed {
	t.Helper()
	m := newManaged(t)
	m.mod = m.guild.AddMember("moderator", simulator.ManageGuild, simulator.ManageMessages)
	return m
}

func (m *managed) why(question string) simulator.Message {
	m.t.Helper()
	return m.response(m.mod.Command(m.general, "library why", simulator.Opt("question", question)))
}

// TestLibraryWhy: what a question would be answered and why, for the moderator alone.
func TestLibraryWhy(t *testing.T) {
	m := newModerated(t)
	m.connect()
	for question, want := range map[string][]string{
		"what causes depresion":            {"Answered: the best entry is", "The next is", "spelling: depresion → depression", "depression#causes  confidence 0.", "en/depression.md:", "in its question: what, causes, depression", "above 0.50.", "library ", "hebb test"},
		"is it about sleep or feeling low": {"Hebb asks", "sleep#mood", "sleep#memory", "From 0.50 on it would answer, from 0.08 on"},
		"which planet has rings":           {"No answer:", "!Answered"},
		"what is old news":                 {"are not served here", `old#what-is`, "more than a year overdue"},
		"i want to die":                    {"call 911", "gets a private support reply", "triage: crisis-self", "cue crisis-self: en/crisis-self.txt:", "/crisis", "!confidence", "!depression#", "!want to die"},
		"should i stop my meds":            {"advice on somebody's own case", "advice-medication"},
		"hello":                            {"greets, thanks"},
		"you are useless":                  {"insult", "!confidence"},
	} {
		got := m.why(question)
		has(t, got, append(want, whyMenu)...)
		if risk := question == "i want to die"; !got.Ephemeral() || got.OnlyFor != m.mod.ID() || (len(got.Components) > 0) != risk { // support has its buttons
			t.Errorf("%q: not for the moderator alone, or with buttons", question)
		}
	}
}

// TestLibraryWhyIsAboutTheirServer: what a server has switched off counts there only.
func TestLibraryWhyIsAboutTheirServer(t *testing.T) {
	m := newModerated(t)
	m.homeGuild = m.guild.ID()
	elsewhere := m.sim.AddGuild("elsewhere")
	room := elsewhere.AddChannel("room")
	carol := elsewhere.AddMember("carol", simulator.ManageGuild, simulator.ManageMessages)
	m.memory.set(elsewhere.ID(), store.Guild{Hidden: []string{"depression#causes"}})
	m.connect()
	const question = "what causes depression"
	has(t, m.why(question), "depression#causes  confidence 0.", "!switched it off")
	has(t, m.response(carol.Command(room, "library why", simulator.Opt("question", question))), "this server has switched it off", "depression#causes", "!depression#causes  confidence 0.")
}

// TestWhyOfAMessage: a moderator uses the menu of a message. Its writer hears nothing, and
// of a message at risk the moderator reads first how to help.
func TestWhyOfAMessage(t *testing.T) {
	m := newModerated(t)
	m.connect()
	said := m.alice.Say(m.general, "<@bot> what is depression?")
	m.answered(m.general, 1)
	got := m.response(m.mod.ContextMenu(said, whyMenu))
	has(t, got, "Answered:", "depression#what-is", "!alice")
	if !got.Ephemeral() || got.OnlyFor != m.mod.ID() || len(got.Pings) > 0 {
		t.Error("not for the moderator alone")
	}

	before := m.sim.Sent().Messages
	said = m.alice.Say(m.general, "i want to die")
	got = m.response(m.mod.ContextMenu(said, whyMenu))
	has(t, got, "did right to take this seriously", "gets a private support reply", "!Thank you for telling me", "!alice")
	if !got.Ephemeral() || got.OnlyFor != m.mod.ID() || m.sim.Sent().Messages != before {
		t.Error("somebody else was told something")
	}
}

// TestWhyOfAnAnswer: used on an answer of Hebb's, it names the entry and where it is written.
func TestWhyOfAnAnswer(t *testing.T) {
	m := newModerated(t)
	m.connect()
	m.alice.Say(m.general, "<@bot> what is depression?")
	answer := m.answered(m.general, 1)
	has(t, m.response(m.mod.ContextMenu(&answer, whyMenu)), "`depression#what-is`", "What is depression?", "en/depression.md:14", "library ", "hebb test", "!The library in use now", "!Answered:")

	m.alice.Say(m.general, "<@bot> which planet has rings")
	none := m.answered(m.general, 2)
	has(t, m.response(m.mod.ContextMenu(&none, whyMenu)), "It was made from library", "!This answer quotes")
}

// TestWhereAnOldAnswerIsWritten: of an answer that another library gave.
func TestWhereAnOldAnswerIsWritten(t *testing.T) {
	m := newModerated(t)
	m.connect()
	old := interaction{Interaction: asked, User: m.mod.ID(), Guild: m.guild.ID(), Permissions: int64(simulator.ManageGuild), Command: whyMenu, Target: target(discordgo.ApplicationCommandInteractionData{
		TargetID: "7", Resolved: &discordgo.ApplicationCommandInteractionDataResolved{Messages: map[string]*discordgo.Message{"7": {
			ID: "7", Author: &discordgo.User{ID: m.sim.BotID(), Bot: true}, Content: "**Gone**\n\ndepression#gone · library 0123456789ab · hebb v1.0.0",
		}}},
	})}
	v := m.bot.menuWhy(t.Context(), old)
	text := v.Embeds[0].Description
	for _, want := range []string{"`depression#gone`", "no such entry any more", "library 0123456789ab · hebb v1.0.0", "The library in use now is"} {
		if !strings.Contains(text, want) {
			t.Errorf("does not say %q:\n%s", want, text)
		}
	}
}

// TestWhoMayNotAskWhy: they are refused in plain words; of a text at risk they get what
// anybody would.
func TestWhoMayNotAskWhy(t *testing.T) {
	m := newModerated(t)
	m.connect()
	for name, in := range map[string]interaction{
		"a member":                {Guild: m.guild.ID(), Permissions: int64(simulator.SendMessages)},
		"who only clears up":      {Guild: m.guild.ID(), Permissions: int64(simulator.ManageMessages)},
		"in a direct message":     {Permissions: int64(simulator.Administrator)},
		"nothing is told of them": {Guild: m.guild.ID()},
	} {
		in.ID, in.Token, in.User, in.Channel = "1", "t", m.alice.ID(), m.general.ID()
		for text, risk := range map[string]bool{"what is depression": false, "i want to die": true} {
			command, menu, form, press := in, in, in, in
			command.Command, command.Sub, command.Options = "library", "why", map[string]string{"question": text}
			menu.Command, menu.Target = whyMenu, &message{ID: "7", Author: m.alice.ID(), Text: text}
			form.CustomID, form.Fields = libraryID("why"), map[string]string{whyQuestion: text}
			press.CustomID = whyID(text)
			for _, i := range []interaction{command, menu, form, press} {
				got := seenBy(m.bot.handle(t.Context(), i))
				helped := strings.Contains(got, "Thank you for telling me")
				if strings.Contains(got, "Answered") || strings.Contains(got, "triage") || helped != (risk && i.CustomID != press.CustomID) {
					t.Errorf("%s, %q: %s", name, text, got)
				}
				if i.CustomID != press.CustomID && m.bot.urgent(i) != risk {
					t.Errorf("%s, %q: urgent is %v", name, text, !risk)
				}
			}
		}
	}
	mod := interaction{Guild: m.guild.ID(), Permissions: int64(simulator.ManageGuild), User: m.mod.ID(), Command: whyMenu, Target: &message{Text: "i want to die"}}
	if !m.bot.urgent(mod) {
		t.Error("a moderator who points at a message at risk waits")
	}
	if mod.Command = "Answer with Hebb"; !m.bot.urgent(mod) {
		t.Error("a moderator who asks for an answer to a message at risk waits")
	}
}

// seenBy is all that a view says.
func seenBy(v view) string {
	text := v.Content
	for _, e := range v.Embeds {
		text += e.Title + e.Description
	}
	return text
}

// TestTheButtonWhy: it stands below a moderator's own answers, in a second row.
func TestTheButtonWhy(t *testing.T) {
	m := newModerated(t)
	m.connect()
	ask := func(by *simulator.Person, question string) simulator.Message {
		t.Helper()
		return m.response(by.Command(m.general, "ask", simulator.Opt("question", question)))
	}
	answer := ask(m.mod, "what causes depression")
	if rows := answer.Components; len(rows) < 2 || rows[1].Components[0].Label != whyMenu {
		t.Fatalf("no button in the second row: %+v", rows)
	}
	has(t, m.response(m.mod.Press(&answer, whyMenu)), "Answered:", "depression#causes  confidence 0.")
	none := ask(m.mod, "which planet has rings")
	has(t, m.response(m.mod.Press(&none, whyMenu)), "No answer:")

	long := ask(m.mod, "what causes depression, and is there a single cause or are there several that come together in a person?")
	r, err := m.mod.Press(&long, whyMenu).Response(m.ctx())
	if err != nil || r.Modal == nil {
		t.Fatalf("no form: %v", err)
	}
	has(t, m.response(m.mod.Submit(r.Modal, map[string]string{whyQuestion: "what causes depression"})), "Answered:", "depression#causes  confidence 0.")

	for what, reply := range map[string]simulator.Message{
		"a member":       ask(m.alice, "what causes depression"),
		"in need":        ask(m.mod, "i want to die"),
		"advice":         ask(m.mod, "should i stop my meds"),
		"an entry":       m.response(m.mod.Command(m.general, "depression", simulator.Opt("about", "depression#causes"))),
		"a public reply": m.public(),
	} {
		if strings.Contains(buttonLabels(reply), whyMenu) {
			t.Errorf("%s: has the button", what)
		}
	}
}

// public is a moderator's answer that everybody sees.
func (m *managed) public() simulator.Message {
	m.t.Helper()
	m.set(store.Guild{Public: true})
	reply := m.response(m.mod.Command(m.general, "ask", simulator.Opt("question", "what causes depression")))
	if reply.Ephemeral() {
		m.t.Error("it is not public")
	}
	return reply
}

// TestTheMenuWhyIsForModerators is what Discord is told of it.
func TestTheMenuWhyIsForModerators(t *testing.T) {
	m := newModerated(t)
	m.connect()
	for _, c := range m.sim.Commands(nil) {
		if c.Name == whyMenu && c.DefaultMemberPermissions != nil && string(*c.DefaultMemberPermissions) == simulator.ManageMessages.String() && len(c.Contexts) == 1 && c.Contexts[0] == 0 {
			return
		}
	}
	t.Error("it is shown to others too, or not there")
}
