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

// said counts the bot's messages in a channel that say something.
func (w *world) said(c *simulator.Channel, what string) int {
	n := 0
	for _, m := range c.Messages() {
		if m.Author.ID == w.sim.BotID() && strings.Contains(m.Text(), what) {
			n++
		}
	}
	return n
}

// limited starts the bot with its usual limits, under a clock that stands still.
func limited(t *testing.T, opts simulator.Options) (*world, *watch) {
	t.Helper()
	w, clock := prepare(t, opts), newWatch()
	w.allowed, w.now = usually, clock.now
	w.connect()
	return w, clock
}

const tooFast = "You are asking faster than I can answer."

// TestOneFloodsAnotherIsAnswered: whoever floods is answered for a while, then told
// once, then left alone; the others do not notice.
func TestOneFloodsAnotherIsAnswered(t *testing.T) {
	w, clock := limited(t, simulator.Options{})
	flood := func() {
		for range 30 {
			w.bob.Say(w.general, "<@bot> what is depression")
		}
	}
	atOnce := usually.member.atOnce
	flood()
	w.answered(w.general, atOnce+1)
	w.alice.Say(w.general, "<@bot> what causes depression")
	w.answered(w.general, atOnce+2)
	clock.advance(usually.member.every) // a little later he may ask one more
	flood()
	w.answered(w.general, atOnce+3)
	clock.advance(usually.memberIsTold.every) // and a minute later is told once more
	flood()
	w.wait("being told again", func() bool { return w.said(w.general, tooFast) == 2 })
	w.stop() // what is under way finishes
	if n := w.said(w.general, "There is no single cause."); n != 1 {
		t.Errorf("alice got %d answers", n)
	}
	if n := w.said(w.general, "common mood disorder"); n != 2*atOnce+1 {
		t.Errorf("bob got %d answers", n)
	}
	if n, told := w.bot.Stats().Limited.Load(), w.said(w.general, tooFast); n != int64(90-2*atOnce-1) || told != 2 {
		t.Errorf("%d limited, told %d times", n, told)
	}
}

// TestCrisisInAFlood: the channel, the server and the member have no allowance left,
// and Discord holds the channel's replies up; everybody who may be at risk is answered
// all the same, the tenth time as the first, wherever they write and press.
func TestCrisisInAFlood(t *testing.T) {
	const times = 10
	w, _ := limited(t, simulator.Options{T: tolerant{}, RateLimit: simulator.Limit{Requests: 5, Per: 200 * time.Millisecond}})
	for n := range 300 {
		w.alice.Say(w.general, "<@bot> what is depression")
		if n%30 == 15 {
			w.alice.Say(w.general, "<@bot> i want to die")
		}
	}
	for range times {
		w.alice.DM("i want to die")
	}
	w.wait("ten lines in public", func() bool { return w.said(w.general, "only you will see it") == times })
	w.wait("ten replies in private", func() bool { return w.said(w.alice.DMChannel(), "call 911") == times })
	var public simulator.Message
	for _, m := range w.general.Messages() {
		if strings.Contains(m.Text(), "only you will see it") {
			public = m
		}
	}
	for range times {
		opened := w.response(w.alice.Press(&public, "Open"))
		has(t, opened, "Thank you for telling me", "call 911")
		has(t, w.response(w.alice.Press(&opened, "Text instead of calling")), "call 911")
		has(t, w.response(w.alice.Command(w.general, "crisis")), "call 911")
		has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "i want to die"))), "Thank you for telling me", "call 911")
		has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "Get support now"))), "call 911")
	}
	has(t, w.response(w.alice.Command(w.general, "help")), tooFast) // nothing else is
}

// TestAskingTooFast: each interaction needs an answer, so each one too many gets a
// short private line, in a server and in direct messages.
func TestAskingTooFast(t *testing.T) {
	w, clock := limited(t, simulator.Options{})
	dm := w.alice.DMChannel()
	for range usually.member.atOnce {
		has(t, w.response(w.alice.Command(w.general, "topics")), "Pick a topic")
	}
	for _, c := range []*simulator.Channel{w.general, dm} {
		m := w.response(w.alice.Command(c, "topics"))
		has(t, m, tooFast, "/crisis")
		if !m.Ephemeral() {
			t.Error("everybody sees the line")
		}
	}
	has(t, w.response(w.bob.Command(w.general, "topics")), "Pick a topic")
	clock.advance(usually.member.every)
	has(t, w.response(w.alice.Command(dm, "topics")), "Pick a topic")
}

// holding is a responder that holds every answer about depression back.
type holding struct {
	Responder
	held    chan struct{} // one for each that is held
	release chan struct{}
}

func (h holding) Respond(ctx context.Context, q responses.Question) responses.Reply {
	if strings.Contains(q.Text, "depression") {
		h.held <- struct{}{}
		<-h.release
	}
	return h.Responder.Respond(ctx, q)
}

// TestBusy: all who make replies are at it and the queue does not move. What comes is
// told so, within Discord's 3 s; suggestions are left out first; nobody at risk waits.
func TestBusy(t *testing.T) {
	w := prepare(t, simulator.Options{})
	h := holding{w.responder, make(chan struct{}, 100), make(chan struct{})}
	w.responder = h
	over := make(chan time.Time) // queueTime, when the test says so
	w.after = func(d time.Duration) <-chan time.Time {
		if d == queueTime {
			return over
		}
		return time.After(d)
	}
	w.connect()
	var held []*simulator.Interaction
	for range makers() {
		held = append(held, w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression")))
	}
	for range held {
		<-h.held
	}

	late := w.bob.Command(w.general, "topics")
	first, err := late.First(w.ctx())
	if err != nil || !first.Deferred() {
		t.Fatalf("who waits is not acknowledged: %+v, %v", first, err)
	}
	over <- time.Time{}
	m := w.response(late)
	has(t, m, "I have a lot to do right now", "/crisis")
	if !m.Ephemeral() {
		t.Error("everybody sees the line")
	}
	suggested := func(typed string) int {
		choices, err := w.bob.Autocomplete(w.general, "ask", "question", typed).Choices(w.ctx())
		if err != nil {
			t.Error(err)
		}
		return len(choices)
	}
	if n, support := suggested("depr"), suggested("i want to die"); n != 0 || support != 1 {
		t.Errorf("%d suggestions under load, %d to somebody at risk", n, support)
	}
	has(t, w.response(w.bob.Command(w.general, "ask", simulator.Opt("question", "i want to die"))), "call 911")
	w.bob.Say(w.general, "<@bot> i want to die")
	has(t, w.answered(w.general, 1), "only you will see it")

	close(h.release)
	for _, i := range held {
		has(t, w.response(i), "Depression is a common mood disorder.")
	}
	has(t, w.response(w.bob.Command(w.general, "topics")), "Pick a topic")
	if n := w.bot.Stats().Busy.Load(); n != 2 {
		t.Errorf("%d were turned away", n)
	}
}

func TestTheSameInteractionTwiceIsAnsweredOnce(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	i := w.alice.Command(w.general, "topics")
	page := w.response(i)
	i.Repeat()
	press := w.alice.Select(&page, "h1:t:menu", "sleep")
	w.response(press)
	press.Repeat()
	w.response(w.alice.Command(w.general, "help"))
	w.wait("all five events", func() bool { return w.sim.Sent().Events["INTERACTION_CREATE"] == 5 })
	w.stop()
	if n, dropped := w.sim.Sent().Callbacks, w.bot.Stats().Dropped.Load(); n != 3 || dropped != 2 {
		t.Errorf("%d answers, %d events dropped", n, dropped)
	}
}

// TestRecent: what came before a flood is still known after it, and not for ever.
func TestRecent(t *testing.T) {
	var r recent
	r.again("first")
	for n := range 5000 {
		if r.again(fmt.Sprint(n)) {
			t.Fatalf("%d was never seen", n)
		}
	}
	if !r.again("first") || !r.again("4999") {
		t.Error("an id was forgotten during a flood of 5,000")
	}
	for n := range mostRecent {
		r.again(fmt.Sprint("more-", n))
	}
	if len(r.ids) != mostRecent || r.again("first") {
		t.Errorf("%d ids are known, the first too", len(r.ids))
	}
}

// TestUrgent: which interactions nothing stands before.
func TestUrgent(t *testing.T) {
	responder, _ := testResponder(t)
	bot := New(Options{Responder: responder, Secret: "s"})
	sealed := func(text, user string) string {
		return customID(openSealed, bot.seal.seal(responder.Judge(text), nil, user))
	}
	for name, tt := range map[string]struct {
		i    interaction
		want bool
	}{
		"/crisis":                {interaction{Command: "crisis"}, true},
		"/help":                  {interaction{Command: "help"}, false},
		"a question":             {interaction{Command: "ask", Options: map[string]string{"question": "what is depression"}}, false},
		"danger in an option":    {interaction{Command: "depression", Options: map[string]string{"about": "i want to die"}}, true},
		"the suggested support":  {interaction{Command: "ask", Options: map[string]string{"question": "Get support now"}}, true},
		"danger in a form":       {interaction{CustomID: "h1:x:y", Fields: map[string]string{"note": "fine", "more": "i took all my meds an hour ago"}}, true},
		"a form":                 {interaction{CustomID: "h1:x:y", Fields: map[string]string{"note": "fine"}}, false},
		"danger in a message":    {interaction{Command: "Answer with Hebb", Target: &message{Text: "my friend says he wants to die"}}, true},
		"a message":              {interaction{Command: "Answer with Hebb", Target: &message{Text: "what is depression"}}, false},
		"below a crisis reply":   {interaction{CustomID: customID(openFurther, "young:US")}, true},
		"asking for a check-in":  {interaction{CustomID: customID(askCheckIn, "ask")}, true},
		"another country":        {interaction{CustomID: customID(pickCountry, "0"), Values: []string{"US"}}, true},
		"a sealed crisis":        {interaction{CustomID: sealed("i want to die", "1"), User: "1"}, true},
		"sealed advice":          {interaction{CustomID: sealed("do i have depression", "1"), User: "1"}, false},
		"sealed for another one": {interaction{CustomID: sealed("do i have depression", "1"), User: "2"}, true},
		"a page":                 {interaction{CustomID: customID(turnPage, "1")}, false},
	} {
		if got := bot.urgent(tt.i); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhoCannotBeJudgedIsNotTurnedAway: if triage fails, everybody may be at risk.
func TestWhoCannotBeJudgedIsNotTurnedAway(t *testing.T) {
	w := prepare(t, simulator.Options{})
	w.responder = fragile{w.responder}
	w.allowed = allowances{member: allowance{0, time.Hour}, channel: allowance{0, time.Hour}, guild: allowance{0, time.Hour}, memberIsTold: allowance{1, time.Hour}, channelIsTold: allowance{1, time.Hour}}
	w.connect()
	has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "what is depression"))), tooFast)
	has(t, w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", "panic"))), "Support", "First Line")
	w.alice.Say(w.general, "<@bot> panic")
	has(t, w.answered(w.general, 1), "Support", "First Line")
}
