package bot

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/simulator"
)

// keeping is a world whose bot has a ledger, with these settings of its server.
func keeping(t *testing.T, g store.Guild) (*world, *ledger) {
	t.Helper()
	w := prepare(t, simulator.Options{})
	n := &ledger{}
	n.set(w.general.Guild().ID(), g)
	w.memory, w.homeGuild = n, w.general.Guild().ID()
	w.connect()
	return w, n
}

// buttonLabels is the labels of all buttons of a message, in order.
func buttonLabels(m simulator.Message) string {
	var all []string
	for _, row := range m.Components {
		for _, c := range row.Components {
			if c.Label != "" {
				all = append(all, c.Label)
			}
		}
	}
	return strings.Join(all, " | ")
}

// TestMoreSourcesAndShare: an answer in private can be read on, looked behind, and shared.
func TestMoreSourcesAndShare(t *testing.T) {
	w, _ := keeping(t, store.Guild{})
	short := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	has(t, short, "Depression is a common mood disorder.", "!Signs may include")
	if got := buttonLabels(short); !strings.HasPrefix(got, "More | Sources | Share to channel | This helped | It did not help | ") {
		t.Errorf("buttons: %s", got)
	}

	sources := w.response(w.alice.Press(&short, "Sources"))
	has(t, sources, "Page A", "(https://a.example/a)", "!Depression is a common mood disorder.")
	if !sources.Ephemeral() {
		t.Error("everybody sees the sources")
	}

	shared := w.response(w.alice.Press(&short, "Share to channel"))
	has(t, shared, "A member shared this answer.", "Depression is a common mood disorder.", "not medical advice")
	if shared.Ephemeral() || !strings.HasPrefix(buttonLabels(shared), "More | Sources | Delete | ") {
		t.Errorf("shared to nobody, or with buttons %s", buttonLabels(shared))
	}

	more := w.response(w.alice.Press(&short, "More")) // in place of the short one
	has(t, more, "Depression is a common mood disorder.", "Signs may include")
	if more.ID != short.ID || strings.Contains(buttonLabels(more), "More |") {
		t.Errorf("another message, or it offers more still: %s", buttonLabels(more))
	}

	his := w.response(w.bob.Press(&shared, "More")) // what others read is left as it is
	has(t, his, "Signs may include")
	if !his.Ephemeral() || his.ID == shared.ID {
		t.Error("bob changed what all see")
	}
}

// TestShareIsRefused where the presser may not write, in a quiet channel, and for what
// was never offered.
func TestShareIsRefused(t *testing.T) {
	w, _ := keeping(t, store.Guild{})
	short := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	id := w.general.Guild().ID()
	if _, err := w.bot.kept.ChangeGuild(t.Context(), id, func(g *store.Guild) { g.Quiet = []string{w.general.ID()} }); err != nil {
		t.Fatal(err)
	}
	has(t, w.response(w.alice.Press(&short, "Share to channel")), "cannot be done here")
	quiet := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	if strings.Contains(buttonLabels(quiet), "Share") {
		t.Error("a quiet channel is offered a share")
	}
	if _, err := w.bot.kept.ChangeGuild(t.Context(), id, func(g *store.Guild) { g.Quiet = nil }); err != nil {
		t.Fatal(err)
	}
	w.general.Deny(w.alice, simulator.SendMessages)
	has(t, w.response(w.alice.Press(&short, "Share to channel")), "cannot be done here")
}

// TestPublicByDefault: a server wants answers for everybody; what the policy calls private
// stays so, and so does all in a quiet channel.
func TestPublicByDefault(t *testing.T) {
	w, _ := keeping(t, store.Guild{Public: true})
	answer := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	if answer.Ephemeral() || !strings.Contains(buttonLabels(answer), "Delete") {
		t.Errorf("private, or without a way to delete it: %s", buttonLabels(answer))
	}
	if m := w.response(w.alice.Command(w.general, "depression")); m.Ephemeral() {
		t.Error("the topic's command answers in private")
	}
	for _, text := range []string{"i want to die", "should i stop my meds", "im 14, what is depression"} {
		if m := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", text))); !m.Ephemeral() {
			t.Errorf("%q is answered in public", text)
		}
	}
	if _, err := w.bot.kept.ChangeGuild(t.Context(), w.general.Guild().ID(), func(g *store.Guild) { g.Quiet = []string{w.general.ID()} }); err != nil {
		t.Fatal(err)
	}
	if m := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression"))); !m.Ephemeral() {
		t.Error("public in a quiet channel")
	}
}

// TestDeleteIsForTheAsker: on an answer to a mention, on one to a command, and after a
// restart.
func TestDeleteIsForTheAsker(t *testing.T) {
	w, _ := keeping(t, store.Guild{Public: true})
	w.alice.Say(w.general, "<@bot> what is depression?")
	mention := w.answered(w.general, 1)
	command := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	w.stop()
	w.connect()
	for _, m := range []simulator.Message{mention, command} {
		has(t, w.response(w.bob.Press(&m, "Delete")), "Only the person who asked")
		w.alice.Press(&m, "Delete")
		w.wait("the answer to go", func() bool {
			for _, left := range w.general.Messages() {
				if left.ID == m.ID {
					return false
				}
			}
			return true
		})
	}
}

// TestFeedback: counted once a person, with a reason if they like, and told to the home
// server only where somebody could be harmed.
func TestFeedback(t *testing.T) {
	w, n := keeping(t, store.Guild{})
	log := w.general.Guild().AddChannel("log")
	if _, err := w.bot.kept.ChangeGuild(t.Context(), w.homeGuild, func(g *store.Guild) { g.LogChannel = log.ID() }); err != nil {
		t.Fatal(err)
	}
	w.alice.Say(w.general, "<@bot> what is depression?")
	m := w.answered(w.general, 1)
	for range 3 {
		has(t, w.response(w.bob.Press(&m, "This helped")), "Thank you")
	}
	w.response(w.alice.Press(&m, "This helped"))
	if got := n.tally("depression#what-is", store.Helped); got != 2 {
		t.Errorf("counted %d times for two people", got)
	}
	for i, reason := range []string{"It is out of date", "It could harm somebody"} {
		asked := w.response(w.alice.Press(&m, "It did not help"))
		has(t, asked, "What was wrong with it?")
		thanks := w.response(w.alice.Select(&asked, "h1:w:depression#what-is", reason))
		has(t, thanks, "Thank you")
		if len(thanks.Components) != 0 || thanks.ID != asked.ID {
			t.Errorf("%d: the menu is still there", i)
		}
	}
	for reason, want := range map[store.Reason]int{store.NotHelped: 1, store.Outdated: 1, store.Unsafe: 1, store.Wrong: 0} {
		if got := n.tally("depression#what-is", reason); got != want {
			t.Errorf("%s: %d, want %d", reason, got, want)
		}
	}
	again := w.response(w.alice.Press(&m, "It did not help"))
	w.response(w.alice.Select(&again, "h1:w:depression#what-is", "It could harm somebody")) // told once
	told := w.answered(log, 1)
	has(t, told, "depression#what-is", "could harm somebody", "!alice")
	if len(log.Messages()) != 1 {
		t.Errorf("the home server was told %d times", len(log.Messages()))
	}
	n.mu.Lock()
	n.unsaved = true
	n.mu.Unlock()
	carol := w.general.Guild().AddMember("carol")
	has(t, w.response(carol.Press(&m, "This helped")), "could not count it")
}

// TestNoButtonsInNeed: a reply about danger, advice or age is neither shared nor rated.
func TestNoButtonsInNeed(t *testing.T) {
	w, _ := keeping(t, store.Guild{})
	for _, text := range []string{"i want to die", "should i stop my meds", "my dad hits me", "do i have depression"} {
		m := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", text)))
		for _, no := range []string{"Share", "helped", "Delete"} {
			if strings.Contains(buttonLabels(m), no) {
				t.Errorf("%q: buttons %s", text, buttonLabels(m))
			}
		}
	}
	young := w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "im 14, what is depression")))
	if strings.Contains(buttonLabels(young), "Share") {
		t.Error("what tells an age can be shared")
	}
}

// A listener is a Responder that tells what the conversation stood on when it was asked.
type listener struct {
	Responder
	mu    sync.Mutex
	about string
}

func (l *listener) Respond(ctx context.Context, q responses.Question) responses.Reply {
	l.mu.Lock()
	l.about = q.About
	l.mu.Unlock()
	return l.Responder.Respond(ctx, q)
}

// TestConversation: the same member, in the same channel, within ten minutes.
func TestConversation(t *testing.T) {
	w := prepare(t, simulator.Options{})
	heard := &listener{Responder: w.responder}
	w.responder = heard
	var mu sync.Mutex
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	w.now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	w.connect()
	n := map[*simulator.Channel]int{}
	says := func(who *simulator.Person, where *simulator.Channel, text, about string) {
		t.Helper()
		n[where]++
		who.Say(where, "<@bot> "+text)
		w.answered(where, n[where])
		heard.mu.Lock()
		defer heard.mu.Unlock()
		if heard.about != about {
			t.Errorf("%s said %q about %q, want %q", who.Name(), text, heard.about, about)
		}
	}
	other := w.general.Guild().AddChannel("other")
	says(w.alice, w.general, "what is depression?", "")
	says(w.bob, w.general, "why do people get it", "")
	says(w.alice, other, "why do people get it", "")
	says(w.alice, w.general, "why do people get it", "depression#what-is")
	w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what are the signs")))
	heard.mu.Lock()
	if heard.about != "depression#causes" {
		t.Errorf("the command is about %q", heard.about)
	}
	heard.mu.Unlock()
	mu.Lock()
	now = now.Add(conversationTime)
	mu.Unlock()
	says(w.alice, w.general, "why do people get it", "")
	says(w.alice, w.general, "i want to die", "depression#causes")
	says(w.alice, w.general, "what is depression?", "") // what was before the danger is over
}

// TestConversationsAreBounded: many members cost no more memory than the bound.
func TestConversationsAreBounded(t *testing.T) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	c := newConversations(func() time.Time { return now })
	for i := range 3 * mostConversations {
		c.stand(place{user: strings.Repeat("x", i%7) + string(rune(i)), channel: "c"}, "a#b")
		if len(c.stands) > mostConversations {
			t.Fatalf("%d conversations", len(c.stands))
		}
	}
	last := place{user: "last", channel: "c"}
	c.stand(last, "a#b")
	if c.about(last) != "a#b" {
		t.Error("the newest is forgotten")
	}
}

// TestAnswerWithHebb: the menu of a message answers the presser alone, and never its writer.
func TestAnswerWithHebb(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	for _, tt := range []struct {
		says string
		want []string
	}{
		{"what is depression?", []string{"Depression is a common mood disorder."}},
		{"i want to die", []string{"did right to take", "!Thank you for telling me"}},
		{"im 14, what is depression", []string{"not medical advice", "!school counselor"}},
		{"should i stop my meds", []string{"can't advise"}},
	} {
		said := w.alice.Say(w.general, tt.says)
		m := w.response(w.bob.ContextMenu(said, "Answer with Hebb"))
		has(t, m, append(tt.want, "!alice")...)
		if !m.Ephemeral() || m.OnlyFor != w.bob.ID() || len(m.Pings) > 0 {
			t.Errorf("%q: not for bob alone", tt.says)
		}
	}
	own := w.alice.Say(w.general, "i want to die")
	has(t, w.response(w.alice.ContextMenu(own, "Answer with Hebb")), "Thank you for telling me")
	if n := w.sim.Sent().Messages; n != 0 {
		t.Errorf("%d messages in the channel", n)
	}
}

// TestInstalledByAPerson: the commands come along to where the bot is not.
func TestInstalledByAPerson(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	elsewhere := w.sim.AddGuild("elsewhere", simulator.WithoutBot)
	room := elsewhere.AddChannel("room")
	carol := elsewhere.AddMember("carol").InstallApp()
	has(t, w.response(carol.Command(room, "ask", simulator.Opt("question", "what is depression"))), "Depression is a common mood disorder.")
	has(t, w.response(carol.Command(room, "ask", simulator.Opt("question", "i want to die"))), "Thank you for telling me", "call 911")
	dm := carol.DMChannel()
	m := w.response(carol.Command(dm, "ask", simulator.Opt("question", "what is depression")))
	has(t, m, "Depression is a common mood disorder.")
	if strings.Contains(buttonLabels(m), "Share") {
		t.Error("there is nobody to share with")
	}
}

func TestPrivacy(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	m := w.response(w.alice.Command(w.general, "privacy"))
	has(t, m, "What I keep, and what I don't", "nothing about you")
	if !m.Ephemeral() {
		t.Error("everybody sees it")
	}
}

// TestASensitiveAnswerKeepsItsLine: opened in full or shared, it ends with whom to turn to.
func TestASensitiveAnswerKeepsItsLine(t *testing.T) {
	w, _ := keeping(t, store.Guild{})
	m := w.response(w.alice.Command(w.general, "depression", simulator.Opt("about", "depression#suicide")))
	const line = "If this is close to home"
	has(t, m, "do not die by suicide", line, "First Line")
	shared := w.response(w.alice.Press(&m, "Share to channel"))
	has(t, shared, line, "First Line")
	has(t, w.response(w.bob.Press(&shared, "Sources")), line)
}

// TestForgedPresses: what was never shown does nothing to what others read.
func TestForgedPresses(t *testing.T) {
	w, _ := keeping(t, store.Guild{Public: true})
	by := interaction{Interaction: asked, User: "42", Guild: w.general.Guild().ID(), Channel: w.general.ID(), Permissions: int64(simulator.ManageGuild)}
	for _, id := range []string{customID(turnPage, "0"), customID(pickCountry, "0"), customID(sayReason, "depression#what-is"), customID(pickSetting, "home"), customID(openMore, "depression#what-is")} {
		i := by
		i.CustomID, i.Values = id, []string{"wrong"}
		if v := w.bot.pressed(t.Context(), i); v.inPlace {
			t.Errorf("%s takes the place of a message that all read", id)
		}
	}
	i := by
	i.CustomID = customID(deleteAnswer, w.bot.seal.mark(i.User))
	if v := w.bot.pressed(t.Context(), i); v.remove {
		t.Error("a mark from elsewhere deletes what others read")
	}
}

// failing is a Responder whose replies to questions fail, private as the question's are.
type failing struct{ Responder }

func (f failing) Respond(_ context.Context, q responses.Question) responses.Reply {
	r := f.Responder.Private(triage.Verdict{Category: triage.None}, nil, q)
	r.Private, r.Err = true, errDisk
	return r
}

// TestAFailedReplyBehindTheButton: nobody knows what it would have been, so it says whom to
// turn to, in public and in private.
func TestAFailedReplyBehindTheButton(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.responder = failing{w.responder}
	w.connect()
	w.alice.Say(w.general, "<@bot> should i stop my meds")
	public := w.answered(w.general, 1)
	has(t, public, "only you will see it", "https://world.example")
	has(t, w.response(w.alice.Press(&public, "Open")), "can't answer right now", "https://world.example")
}
