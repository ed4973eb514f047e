package bot

import (
	"slices"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

// hides checks that nothing at any door leads to what is switched off: a text that only
// an entry says, and the question that it answers.
func (m *managed) hides(question, says string) {
	m.t.Helper()
	ask := func(text string) simulator.Message {
		return m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", text)))
	}
	for _, text := range []string{question, "what is depression", "is it about sleep or feeling low", "do i have depression", "im 14, does sleep help"} {
		msg := ask(text)
		has(m.t, msg, "!"+says)
		for _, r := range msg.Components {
			for _, c := range r.Components {
				if c.Label == question {
					m.t.Errorf("%q: a button leads to %q", text, question)
				}
			}
		}
	}
	for _, command := range [][2]string{{"ask", "question"}, {"depression", "about"}} {
		for _, typed := range []string{"", strings.ToLower(question[:8]), question} {
			choices, err := m.alice.Autocomplete(m.general, command[0], command[1], typed).Choices(m.ctx())
			if err != nil {
				m.t.Fatal(err)
			}
			if slices.ContainsFunc(choices, func(c simulator.Choice) bool { return c.Name == question }) {
				m.t.Errorf("/%s suggests %q for %q", command[0], question, typed)
			}
		}
	}
}

// TestATopicSwitchedOff is found at no door, and says so where it is asked for by name.
func TestATopicSwitchedOff(t *testing.T) {
	m := newManaged(t)
	aside := m.guild.AddChannel("aside")
	m.connect()
	overview := m.response(m.alice.Command(m.general, "depression"))
	topics := m.response(m.alice.Command(m.general, "topics"))
	m.alice.Say(aside, "<@bot> do i have depression")
	private := m.answered(aside, 1)

	page := m.press(m.open(), "Topics")
	has(t, page, "What is marked is switched off")
	page = m.pick(page, "h1:g:hide:0", "Depression")
	has(t, page, "Saved.", "**Switched off:** topics: 1, single questions: 0")
	if menu := component(t, page, "h1:g:hide:0"); !menu.Options[0].Default || menu.Options[1].Default {
		t.Errorf("what is marked: %+v", menu.Options)
	}

	m.hides("What is depression?", "Depression is a common mood disorder.")
	const off = "The moderators of this server have switched off this text."
	has(t, m.response(m.alice.Command(m.general, "depression")), off)
	has(t, m.response(m.alice.Command(m.general, "depression", simulator.Opt("about", "why do people get it"))), off)
	has(t, m.response(m.alice.Command(m.general, "depression", simulator.Opt("about", "depression#causes"))), off)
	has(t, m.response(m.alice.Command(m.general, "depression", simulator.Opt("about", "i want to die"))), "call 911", "!"+off) // safety stands before it
	has(t, m.response(m.alice.Press(&overview, "What causes depression?")), off)
	has(t, m.response(m.alice.Select(&topics, "h1:t:menu", "Depression")), off)
	has(t, m.response(m.alice.Command(m.general, "topics")), "**Sleep**", "!**Depression**")
	has(t, m.response(m.alice.Press(&private, "Open")), "I can't tell you whether you have it", "!mood disorder")
	has(t, m.response(m.alice.Command(m.alice.DMChannel(), "ask", simulator.Opt("question", "what is depression"))), "Depression is a common mood disorder.")

	page = m.pick(page, "h1:g:hide:0") // nothing is marked any more
	has(t, page, "Saved.", "**Switched off:** none")
	has(t, m.response(m.alice.Command(m.general, "depression")), "Depression is a common mood disorder.")
}

// TestAQuestionSwitchedOff: the rest of its topic goes on being served, and its first
// question is the first of those that are left.
func TestAQuestionSwitchedOff(t *testing.T) {
	m := newManaged(t)
	m.connect()
	page := m.press(m.open(), "Topics")
	page = m.pick(page, "h1:g:entries:0", "Depression")
	has(t, page, "**Depression**")
	page = m.pick(page, "h1:g:entry:0:depression", "What is depression?")
	has(t, page, "Saved.", "**Depression**")
	if got := m.memory.of(m.guild.ID()).Hidden; !slices.Equal(got, []string{"depression#what-is"}) {
		t.Errorf("switched off: %v", got)
	}
	m.hides("What is depression?", "Depression is a common mood disorder.")
	has(t, m.response(m.alice.Command(m.general, "depression")), "There is no single cause.")
	choices, err := m.alice.Autocomplete(m.general, "ask", "question", "depression").Choices(m.ctx())
	if err != nil || len(choices) == 0 || choices[0].Name != "What causes depression?" {
		t.Errorf("suggested: %v, %v", choices, err)
	}
	has(t, m.response(m.alice.Command(m.general, "depression", simulator.Opt("about", "depression#what-is"))), "switched off this text")

	page = m.press(page, "Back")
	has(t, page, "topics: 0, single questions: 1")
	m.pick(page, "h1:g:hide:0", "Depression")
	page = m.pick(page, "h1:g:entries:0", "Depression")
	has(t, page, "The topic as a whole is switched off")
	has(t, m.pick(page, "h1:g:entry:0:depression"), "Saved.", "The topic as a whole is switched off") // a question is on again, the topic is not
	if got := m.memory.of(m.guild.ID()).Hidden; !slices.Equal(got, []string{"depression"}) {
		t.Errorf("switched off: %v", got)
	}
}

// TestManyTopics: each page of the menu changes what it shows, and nothing else.
func TestManyTopics(t *testing.T) {
	m := newManaged(t)
	m.use(manyTopics(t, 60))
	m.connect()
	page := m.press(m.open(), "Topics")
	has(t, page, "page 1/3")
	m.pick(page, "h1:g:hide:0", "Topic 03", "Topic 07")
	page = m.press(page, "Next")
	page = m.pick(page, "h1:g:hide:1", "Topic 30")
	has(t, page, "page 2/3", "topics: 3")
	page = m.pick(m.press(page, "Previous"), "h1:g:hide:0", "Topic 07")
	if got := m.memory.of(m.guild.ID()).Hidden; !slices.Equal(got, []string{"topic-07", "topic-30"}) {
		t.Errorf("switched off: %v", got)
	}
	page = m.pick(m.press(page, "Next"), "h1:g:entries:0", "Topic 44")
	has(t, m.press(page, "Back"), "page 2/3") // where one came from
}

// TestAQuietChannel: mentions go unanswered there, but for somebody at risk.
func TestAQuietChannel(t *testing.T) {
	m := newManaged(t)
	other, hall := m.guild.AddChannel("other"), m.guild.AddChannel("hall")
	m.connect()
	page := m.press(m.open(), "Channels")
	page = m.press(page, "Hold back in this channel")
	has(t, page, "Saved.", "**This channel:** I hold back here", "<#"+m.general.ID()+">")
	page = m.pick(page, "h1:g:channels:0", m.general.ID(), other.ID())
	has(t, page, "Saved.", "<#"+other.ID()+">")

	for _, text := range []string{"what is depression", "", "do i have depression", "hello", "im 14 what is depression"} {
		m.alice.Say(m.general, "<@bot> "+text)
	}
	m.alice.Say(m.general, "<@bot> i want to die")
	m.alice.Say(hall, "<@bot> what is depression")
	has(t, m.answered(hall, 1), "Depression is a common mood disorder.")
	line := m.answered(m.general, 1)
	has(t, line, "only you will see it", "https://world.example")
	has(t, m.response(m.alice.Press(&line, "Open")), "Thank you for telling me")

	page = m.press(page, "Answer in this channel")
	has(t, page, "**This channel:** I answer here", "!<#"+m.general.ID()+">", "<#"+other.ID()+">")
	m.alice.Say(m.general, "<@bot> what causes depression")
	has(t, m.answered(m.general, 2), "There is no single cause.") // the second: nothing was said in between
	m.pick(page, "h1:g:channels:0")
	if got := m.memory.of(m.guild.ID()).Quiet; len(got) != 0 {
		t.Errorf("quiet: %v", got)
	}
}

// TestManyQuietChannels: a page that is full has one after it, to pick others on.
func TestManyQuietChannels(t *testing.T) {
	m := newManaged(t)
	var ids []string
	for range 30 {
		ids = append(ids, m.guild.AddChannel("c").ID())
	}
	m.connect()
	page := m.pick(m.press(m.open(), "Channels"), "h1:g:channels:0", ids[:25]...)
	page = m.pick(m.press(page, "Next"), "h1:g:channels:1", ids[25:]...)
	has(t, page, "Saved.", "in all: 30")
	m.pick(m.press(page, "Previous"), "h1:g:channels:0", ids[:2]...)
	want := append(slices.Clone(ids[:2]), ids[25:]...)
	slices.Sort(want)
	if got := m.memory.of(m.guild.ID()).Quiet; !slices.Equal(got, want) {
		t.Errorf("quiet: %v, want %v", got, want)
	}
	// In a direct message there is no server, and nothing to hold back.
	m.memory.set("", store.Guild{Quiet: []string{m.alice.DMChannel().ID()}})
	m.alice.DM("what is depression")
	has(t, m.answered(m.alice.DMChannel(), 1), "Depression is a common mood disorder.")
}
