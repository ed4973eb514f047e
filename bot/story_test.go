package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/simulator"
)

func TestMention(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	asked := w.alice.Say(w.general, "<@bot> what is depression?")
	m := w.answered(w.general, 1)
	has(t, m, "What is depression?", "Depression is a common mood disorder.", "[[1]](https://a.example/a)", "Sources", "Page A", "not medical advice", "22 November 2026", "depression#what-is · library ")
	if m.MessageReference == nil || m.MessageReference.MessageID != asked.ID {
		t.Errorf("not a reply to the question: %+v", m.MessageReference)
	}
	if strings.Contains(w.log.String(), "depression") {
		t.Errorf("the log holds the question:\n%s", w.log)
	}
}

func TestMentionInAThreadAndAForumPost(t *testing.T) {
	w := prepare(t, simulator.Options{})
	thread := w.general.AddThread("a thread")
	forum := w.general.Guild().AddForum("a forum")
	w.connect()
	w.alice.Say(thread, "<@bot> what is depression?")
	has(t, w.answered(thread, 1), "Depression is a common mood disorder.")
	post := forum.AddPost("a post", w.alice, "<@bot> what causes depression?")
	has(t, w.answered(post, 1), "There is no single cause.", "experts disagree")
}

func TestWhatIsNotForTheBotIsLeftAlone(t *testing.T) {
	w := prepare(t, simulator.Options{})
	other := w.general.Guild().AddBot("another bot")
	hook := w.general.AddWebhook("a hook")
	w.connect()
	w.alice.Say(w.general, "what is depression?")
	other.Say(w.general, "<@bot> what is depression?")
	hook.Say("<@bot> what is depression?")
	w.alice.Say(w.general, "<@bot>") // last, and answered: the others came before it
	has(t, w.answered(w.general, 1), "Hello, I am Hebb")
	if n := w.sim.Sent().Messages; n != 1 {
		t.Errorf("%d messages sent", n)
	}
}

func TestDirectMessage(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.alice.DM("what is depression")
	has(t, w.answered(w.alice.DMChannel(), 1), "Depression is a common mood disorder.")
	w.alice.DM("i want to die") // private already: in full, without a button
	m := w.answered(w.alice.DMChannel(), 2)
	has(t, m, "call 911", "First Line", "I am a bot", "!Sources")
	if len(m.Components) != 1 || len(m.Components[0].Components) != 5 || m.Components[0].Components[0].Label != "What happens if I contact them" {
		t.Errorf("a crisis reply has the five further buttons and no other: %+v", m.Components)
	}
}

func TestReplyToAnAnswerFollowsUp(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.alice.Say(w.general, "<@bot> what is depression?")
	first := w.answered(w.general, 1)
	w.stop()
	w.connect() // what the conversation is about stands in the message
	w.alice.Reply(&first, "why do people get it")
	has(t, w.answered(w.general, 2), "There is no single cause.")
}

func TestAskIsPrivateToOneOfTwo(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	m := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	has(t, m, "Depression is a common mood disorder.")
	if !m.Ephemeral() {
		t.Error("everybody sees the answer")
	}
	if n, o := len(w.alice.Sees(w.general)), len(w.bob.Sees(w.general)); n != 1 || o != 0 {
		t.Errorf("alice sees %d messages and bob %d; want 1 and 0", n, o)
	}
}

func TestACrisisInPublicIsAnsweredInPrivate(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.alice.Say(w.general, "<@bot> i want to die")
	public := w.answered(w.general, 1)
	has(t, public, "only you will see it", "https://world.example", "!die", "!crisis", "!911", "!bot")
	if len(public.Embeds) > 0 {
		t.Error("an embed may be hidden from people; the line must not be")
	}

	w.stop()
	w.connect() // the button works after a restart
	hers := w.response(w.alice.Press(&public, "Open"))
	has(t, hers, "Thank you for telling me", "call 911", "First Line")
	if !hers.Ephemeral() {
		t.Error("everybody sees the crisis reply")
	}
	his := w.response(w.bob.Press(&public, "Open"))
	has(t, his, "Support", "call 911", "!Thank you for telling me")
	if !his.Ephemeral() || his.OnlyFor != w.bob.ID() {
		t.Error("everybody sees what bob opened")
	}
	if log := w.log.String(); strings.Contains(log, "die") || strings.Contains(log, "risk") || strings.Contains(log, w.alice.ID()) || strings.Contains(log, "alice") {
		t.Errorf("the log tells:\n%s", log)
	}
}

// TestOpenedInTheAskersLanguage: what the button opens begins in the language of the
// message, though the message is forgotten by then; the line in public tells nothing of it.
func TestOpenedInTheAskersLanguage(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.alice.Say(w.general, "<@bot> quiero morirme")
	public := w.answered(w.general, 1)
	has(t, public, "only you will see it", "!Gracias")
	w.stop()
	w.connect()
	has(t, w.response(w.alice.Press(&public, "Open")), "Thank you for telling me", "Gracias por decirlo", "call 911")
	has(t, w.response(w.bob.Press(&public, "Open")), "Support", "!Gracias")
}

// TestAdviceAndYouthArePrivateToo: what the policy calls private is opened behind
// the same button, with what it led to; the line tells nothing.
func TestAdviceAndYouthArePrivateToo(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	for n, tt := range []struct {
		text string
		want []string
	}{
		{"should i stop taking my sertraline for depression?", []string{"I can't advise on your own medicine", "!Depression is a common"}},
		{"do i have depression", []string{"I can't tell you whether you have it"}},
		{"im 14 what is depression", []string{"Depression is a common mood disorder.", "adult you trust can help", "Youth Line"}},
	} {
		w.alice.Say(w.general, "<@bot> "+tt.text)
		public := w.answered(w.general, n+1)
		has(t, public, "I have something for you, only you will see it.", "!https://", "!medicine", "!depression", "!Depression")
		w.stop()
		w.connect()
		opened := w.response(w.alice.Press(&public, "Open"))
		has(t, opened, tt.want...)
		if !opened.Ephemeral() {
			t.Errorf("%q: everybody sees the reply", tt.text)
		}
	}
	m := w.response(w.alice.Command(w.general, "depression", simulator.Opt("about", "should i stop my meds?")))
	if !m.Ephemeral() {
		t.Error("everybody sees the reply to advice asked in a topic's command")
	}
}

// TestPrivateButtonsLookAlike: nobody can tell from a button what it is about.
func TestPrivateButtonsLookAlike(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	ids := map[string]bool{}
	for n, text := range []string{"i want to die", "my dad hits me when he drinks", "should i stop taking my sertraline", "i took all my meds an hour ago", "i want to die"} {
		w.alice.Say(w.general, "<@bot> "+text)
		m := w.answered(w.general, n+1)
		has(t, m, "I have something for you, only you will see it.")
		if m.Flags&simulator.FlagSuppressEmbeds == 0 {
			t.Error("a preview of the directory would tell what it is about")
		}
		id := m.Components[0].Components[0].CustomID
		if ids[id] {
			t.Errorf("two buttons are the same: %s", id)
		}
		ids[id] = true
		for other := range ids {
			if len(other) != len(id) {
				t.Errorf("%s and %s differ in length", id, other)
			}
		}
	}
}

func TestTopicCommand(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	overview := w.response(w.alice.Command(w.general, "depression"))
	has(t, overview, "What is depression?", "Depression is a common mood disorder.", "!Signs may include")

	if !overview.Ephemeral() {
		t.Error("everybody sees what alice asked for")
	}

	// A button leads to another entry, whole.
	causes := w.response(w.alice.Press(&overview, "What causes depression?"))
	has(t, causes, "There is no single cause.", "Genes play a part")
	if !causes.Ephemeral() {
		t.Error("everybody sees what alice opened")
	}

	// Autocomplete over the topic's entries; what is picked is shown whole.
	choices, err := w.alice.Autocomplete(w.general, "depression", "about", "cau").Choices(w.ctx())
	if err != nil || len(choices) != 3 || choices[0].Name != "What causes depression?" {
		t.Fatalf("choices %+v, %v", choices, err)
	}
	picked := w.response(w.alice.Command(w.general, "depression", simulator.Opt("about", choices[0].Value)))
	has(t, picked, "There is no single cause.", "Genes play a part")

	// Or a question in one's own words; the topic is understood.
	own := w.response(w.alice.Command(w.general, "depression", simulator.Opt("about", "why do people get it")))
	has(t, own, "There is no single cause.")

	// Safety stands before all of it.
	risk := w.response(w.alice.Command(w.general, "depression", simulator.Opt("about", "i want to die")))
	has(t, risk, "call 911")
	if !risk.Ephemeral() {
		t.Error("everybody sees the crisis reply")
	}
}

func TestAskSuggests(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	suggested := func(typed string) []string {
		t.Helper()
		choices, err := w.alice.Autocomplete(w.general, "ask", "question", typed).Choices(w.ctx())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range choices {
			names = append(names, c.Name)
		}
		return names
	}
	if got := suggested(""); len(got) == 0 {
		t.Error("nothing is suggested at the start")
	}
	if got := suggested("depr"); len(got) == 0 || got[0] != "What is depression?" {
		t.Errorf("depr: %v", got)
	}
	if got := suggested("why do people get depressed"); len(got) == 0 || got[0] != "What causes depression?" {
		t.Errorf("a question: %v", got)
	}
	if got := suggested("zzzzqqqq"); len(got) != 0 {
		t.Errorf("of nothing known: %v", got)
	}
	if got := suggested("i want to die"); len(got) != 1 || got[0] != "Get support now" {
		t.Errorf("to somebody in danger: %v", got)
	}
	has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "Get support now"))), "Support", "call 911", "First Line")
}

// TestFurther presses what stands below a crisis reply: each button opens more for the
// presser alone, whom to call is in all of them, and they go on working after a restart.
func TestFurther(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	crisis := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "i want to die")))
	w.stop()
	w.connect()
	for label, want := range map[string][]string{
		"What happens if I contact them": {"a trained person asks how you are", "call 911", "First Line"},
		"Text instead of calling":        {"You do not have to speak", "call 911", "Veterans Line", "!First Line"},
		"I'm in another country":         {"I do not keep what you pick", "call 911"},
		"I'm asking for someone else":    {"You did right to take this seriously", "Five things that help", "call 911"},
		"Lines for young people":         {"Nothing is too small", "call 911", "Youth Line", "!First Line"},
	} {
		m := w.response(w.alice.Press(&crisis, label))
		has(t, m, append(want, "!Sources")...)
		if !m.Ephemeral() {
			t.Errorf("%s: everybody sees it", label)
		}
		if label == "I'm in another country" {
			there := w.response(w.alice.Select(&m, "h1:c:0", "Unverified Land"))
			has(t, there, "Support", "your local emergency number", "https://world.example", "!First Line", "!Unverified Line")
		}
	}
}

// TestCrisisOfACountry: the command takes a country, by code or name, and suggests them;
// of one that it does not know it shows the directory.
func TestCrisisOfACountry(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	for country, want := range map[string]string{"US": "First Line", " united states": "First Line", "ZZ": "your local emergency number", "Atlantis": "your local emergency number"} {
		has(t, w.response(w.alice.Command(w.general, "crisis", simulator.Opt("country", country))), want, "https://world.example")
	}
	choices, err := w.alice.Autocomplete(w.general, "crisis", "country", "unit").Choices(w.ctx())
	if err != nil || len(choices) != 1 || choices[0].Name != "United States" {
		t.Errorf("unit: %v, %v", choices, err)
	}
}

// TestHostileFurther: custom ids are anybody's.
func TestHostileFurther(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	for _, id := range []string{"h1:f:", "h1:f:nothing:US", "h1:f:writing:zz", "h1:f:young", "h1:c:0", "h1:f:../../etc:US"} {
		v := w.bot.pressed(context.Background(), interaction{CustomID: id, Locale: "en"})
		if !v.Private || len(v.Embeds)+len(v.Content) == 0 {
			t.Errorf("%s: %+v", id, v)
		}
	}
}

func TestTopicsHelpCrisis(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	topics := w.response(w.alice.Command(w.general, "topics"))
	has(t, topics, "**Depression**: A common mood disorder.", "**Sleep**", "!Draft")
	sleep := w.response(w.alice.Select(&topics, "h1:t:menu", "sleep"))
	has(t, sleep, "Sleep helps mood.", "A new check was due")
	has(t, w.response(w.alice.Command(w.general, "help")), "Hello, I am Hebb", "does therapy change the brain?")
	has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911", "First Line")
	dm := w.response(w.alice.Command(w.alice.DMChannel(), "ask", simulator.Opt("question", "what is depression")))
	has(t, dm, "Depression is a common mood disorder.")
}

// TestPagesOfTopics: a page takes the place of the one before.
func TestPagesOfTopics(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.use(manyTopics(t, 60))
	w.connect()
	i := w.alice.Command(w.general, "topics")
	page := w.response(i)
	has(t, page, "**Topic 00**", "!**Topic 30**")
	w.response(w.alice.Press(&page, "Next"))
	w.wait("the next page", func() bool {
		seen := w.alice.Sees(w.general)
		return len(seen) == 1 && strings.Contains(seen[0].Text(), "**Topic 30**") && !strings.Contains(seen[0].Text(), "**Topic 00**")
	})
}

func TestDidYouMean(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	w.alice.Say(w.general, "<@bot> is it about sleep or feeling low")
	m := w.answered(w.general, 1)
	has(t, m, "Did you mean")
	has(t, w.response(w.alice.Press(&m, "What does sleep do for memory?")), "Sleep helps memory.")
}

// TestStaleAndForgedButtons sends what no button of this version would.
func TestStaleAndForgedButtons(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	for _, id := range []string{
		"", "h0:e:depression#what-is", "h1", "h1:", "h1::", "h1:e:", "h1:e:no#such", "h1:t:old", "h1:p:999999", "h1:p:-1", "h1:p:x", "h1:s:", "h1:s:AAAA",
		"h1:s:" + strings.Repeat("A", 90), "h1:q:x", "\xff", "h1:e:../../etc", strings.Repeat("x", 200), w.bot.seal.seal(w.responder.Judge("i want to die"), nil, "1"),
	} {
		v := w.bot.pressed(context.Background(), interaction{Interaction: asked, User: "42", CustomID: id})
		if !v.Private || len(v.Embeds) != 1 && v.Content == "" {
			t.Errorf("%q: %+v", id, v)
		}
		if text := fmt.Sprint(v.Content, v.Embeds); strings.Contains(text, "Thank you for telling me") {
			t.Errorf("%q opened somebody else's reply", id)
		}
	}
}

func TestCommandsAreRegisteredOnlyWhenTheyChanged(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	puts := func() int {
		n := 0
		for _, r := range w.sim.Requests() {
			if r.Method == "PUT" {
				n++
			}
		}
		return n
	}
	if n := puts(); n != 1 {
		t.Fatalf("%d registrations at the start", n)
	}
	names := map[string]bool{}
	for _, c := range w.sim.Commands(nil) {
		names[c.Name] = true
	}
	for _, want := range []string{"ask", "topics", "help", "crisis", "depression"} {
		if !names[want] {
			t.Errorf("no command /%s in %v", want, names)
		}
	}
	w.bot.Register(w.ctx()) // nothing changed
	w.stop()
	w.connect() // nor by a restart
	w.alice.Say(w.general, "<@bot>")
	w.answered(w.general, 1)
	if n := puts(); n != 1 {
		t.Errorf("%d registrations of the same commands", n)
	}
}

// slow is a responder that waits to be released.
type slow struct {
	Responder
	release chan struct{}
}

func (s slow) Respond(ctx context.Context, q responses.Question) responses.Reply {
	<-s.release
	return s.Responder.Respond(ctx, q)
}

// TestSlowAnswersAreAcknowledged holds the answer back until Discord shows
// "thinking"; the answer then takes its place, still private.
func TestSlowAnswersAreAcknowledged(t *testing.T) {
	w := prepare(t, simulator.Options{})
	release := make(chan struct{})
	w.responder = slow{w.responder, release}
	w.after = func(d time.Duration) <-chan time.Time {
		if d != deferAfter {
			return time.After(d)
		}
		c := make(chan time.Time, 1)
		c <- time.Time{} // the second is over at once
		return c
	}
	w.connect()
	i := w.alice.Command(w.general, "ask", simulator.Opt("question", "i want to die"))
	first, err := i.First(w.ctx())
	if err != nil || first.Message == nil || !first.Message.Loading() || !first.Message.Ephemeral() {
		t.Fatalf("first answer %+v, %v", first, err)
	}
	close(release)
	m := w.response(i)
	has(t, m, "call 911")
	if !m.Ephemeral() || len(w.bob.Sees(w.general)) != 0 {
		t.Error("everybody sees the crisis reply")
	}
}

// panics is a responder with a bug.
type panics struct{ Responder }

func (panics) Respond(context.Context, responses.Question) responses.Reply {
	panic("secret words of a member")
}

func TestAPanicSilencesNothing(t *testing.T) {
	w := prepare(t, simulator.Options{})
	good := w.responder
	w.responder = panics{good}
	w.connect()
	has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression"))), "Support", "First Line")
	w.alice.Say(w.general, "<@bot> what is depression")
	has(t, w.answered(w.general, 1), "Support", "First Line") // the member is not left without a word
	has(t, w.response(w.alice.Command(w.general, "help")), "Hello, I am Hebb")
	w.stop() // what is under way finishes
	if n := w.bot.Stats().Panics.Load(); n != 2 {
		t.Errorf("%d panics", n)
	}
	if strings.Contains(w.log.String(), "secret") {
		t.Errorf("the log holds the panic:\n%s", w.log)
	}
}

func TestManyMentionsAtOnce(t *testing.T) {
	w := prepare(t, simulator.Options{})
	var channels []*simulator.Channel
	for n := range 10 {
		channels = append(channels, w.general.Guild().AddChannel(fmt.Sprintf("channel-%d", n)))
	}
	w.connect()
	for range mostUnsent { // as many as may wait for a channel
		for _, c := range channels {
			w.alice.Say(c, "<@bot> what is depression")
		}
	}
	for _, c := range channels {
		w.answered(c, mostUnsent)
	}
	if n := w.sim.Sent().Messages; n != 10*mostUnsent {
		t.Errorf("%d answers to %d questions", n, 10*mostUnsent)
	}
}
