package simulator_test

import (
	"errors"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/simulator"
)

// A stage is a guild with the commands of commandsJSON and two people. The bot is the
// test itself, by REST.
type stage struct {
	*testing.T
	sim        *simulator.Simulator
	clock      *simulator.ManualClock
	general    *simulator.Channel
	alice, bob *simulator.Person
}

func newStage(t *testing.T) stage {
	return newStageWith(t, simulator.Options{Contract: contract(t)})
}

func newStageWith(t *testing.T, o simulator.Options) stage {
	t.Parallel()
	clock := simulator.NewManualClock(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))
	o.Clock = clock
	sim := lenient(t, o)
	home := sim.AddGuild("home")
	st := stage{t, sim, clock, home.AddChannel("general"), home.AddMember("alice"), home.AddMember("bob")}
	if a := putCommands(t, sim, commandsJSON); a.status != 200 {
		t.Fatal(a)
	}
	return st
}

func (s stage) ask() *simulator.Interaction {
	return s.alice.Command(s.general, "ask", simulator.Opt("question", "what?"))
}

func (s stage) callback(i *simulator.Interaction, body string) restAnswer {
	s.Helper()
	return callWith(s.T, s.sim, "", "POST", "/api/v10/interactions/"+i.ID()+"/"+i.Token()+"/callback", body)
}

func (s stage) webhook(i *simulator.Interaction, method, path, body string) restAnswer {
	s.Helper()
	return callWith(s.T, s.sim, "", method, "/api/v10/webhooks/"+s.sim.ApplicationID()+"/"+i.Token()+path, body)
}

func (s stage) want(a restAnswer, status, code int) {
	s.Helper()
	if a.status != status || a.code() != code {
		s.Errorf("got %d %s; want %d %d", a.status, a.body, status, code)
	}
}

const hello = `{"type":4,"data":{"content":"hello"}}`

// TestAnswerClocks: 3 seconds, once, and 15 minutes.
func TestAnswerClocks(t *testing.T) {
	st := newStage(t)
	ctx := within(t)

	late := st.ask()
	st.clock.Advance(3 * time.Second)
	st.want(st.callback(late, hello), 404, 10062)
	if _, err := late.Response(ctx); !errors.Is(err, simulator.ErrNoResponse) {
		t.Errorf("late: %v", err)
	}

	i := st.ask()
	st.want(st.webhook(i, "POST", "", `{"content":"too early"}`), 404, 10015)
	st.clock.Advance(3*time.Second - 1)
	st.want(st.callback(i, hello), 204, 0)
	st.want(st.callback(i, hello), 400, 40060)
	st.clock.Advance(14 * time.Minute)
	st.want(st.webhook(i, "PATCH", "/messages/@original", `{"content":"edited"}`), 200, 0)
	st.want(st.webhook(i, "POST", "", `{"content":"more"}`), 200, 0)
	if r, err := i.Response(ctx); err != nil || r.Message.Content != "edited" || len(i.FollowUps()) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	st.clock.Advance(time.Minute)
	st.want(st.webhook(i, "PATCH", "/messages/@original", `{"content":"again"}`), 404, 10015)
	st.want(st.webhook(i, "POST", "", `{"content":"more"}`), 404, 10015)

	stranger := "/api/v10/interactions/" + i.ID() + "/nonsense/callback"
	st.want(call(t, st.sim, "POST", stranger, hello), 404, 10062)
}

// TestWaitingForTheClock wakes when time runs out, without a sleep.
func TestWaitingForTheClock(t *testing.T) {
	st := newStage(t)
	ctx := within(t)
	ended := make(chan error, 2)
	go func() { _, err := st.ask().Response(ctx); ended <- err }()
	deferred := st.ask()
	st.want(st.callback(deferred, `{"type":5}`), 204, 0)
	if r, err := deferred.First(ctx); err != nil || !r.Deferred() || !r.Message.Loading() {
		t.Errorf("first = %+v, %v", r, err)
	}
	st.clock.Advance(3 * time.Second)
	if err := <-ended; !errors.Is(err, simulator.ErrNoResponse) {
		t.Error(err)
	}
	go func() { _, err := deferred.Response(ctx); ended <- err }()
	st.clock.Advance(15 * time.Minute)
	if err := <-ended; !errors.Is(err, simulator.ErrNeverFilled) {
		t.Error(err)
	}
}

// TestDeferred keeps the ephemeral flag of the deferral, whoever fills it.
func TestDeferred(t *testing.T) {
	st := newStage(t)
	ctx := within(t)
	for name, fill := range map[string]func(*simulator.Interaction) restAnswer{
		"edit": func(i *simulator.Interaction) restAnswer {
			return st.webhook(i, "PATCH", "/messages/@original", `{"content":"done"}`)
		},
		"follow-up": func(i *simulator.Interaction) restAnswer { return st.webhook(i, "POST", "", `{"content":"done"}`) },
	} {
		i := st.ask()
		st.want(st.callback(i, `{"type":5,"data":{"flags":64}}`), 204, 0)
		st.want(fill(i), 200, 0)
		r, err := i.Response(ctx)
		if err != nil || r.Message.Content != "done" || !r.Message.Ephemeral() || r.Message.Loading() || len(i.FollowUps()) != 0 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	if n := len(st.bob.Sees(st.general)); n != 0 {
		t.Errorf("bob sees %d ephemeral messages", n)
	}
	second := st.ask()
	st.want(st.callback(second, `{"type":5}`), 204, 0)
	st.want(st.webhook(second, "POST", "", `{"content":"done","flags":64}`), 200, 0)
	st.want(st.webhook(second, "POST", "", `{"content":"for you alone","flags":64}`), 200, 0)
	if n, m := len(st.bob.Sees(st.general)), len(second.FollowUps()); n != 1 || m != 1 {
		t.Errorf("bob sees %d, follow-ups %d", n, m)
	}
	third := st.ask()
	st.want(st.callback(third, `{"type":5}`), 204, 0)
	st.want(st.webhook(third, "DELETE", "/messages/@original", ""), 204, 0)
	if r, err := third.Response(ctx); err != nil || r.Message != nil {
		t.Errorf("deleted: %+v, %v", r, err)
	}
}

// TestEphemeral is seen by one person, not found in the channel, and comes to the bot
// as a direct message would.
func TestEphemeral(t *testing.T) {
	st := newStage(t)
	gw := dial(t, st.sim)
	gw.identify(st.sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	i := st.ask()
	gw.want(0, "INTERACTION_CREATE")
	st.want(st.callback(i, `{"type":4,"data":{"content":"psst","flags":64}}`), 204, 0)
	m := messageOf(t, gw.want(0, "MESSAGE_CREATE"))
	if m.GuildID != "" || m.Member != nil || m.Content != "psst" {
		t.Errorf("event = %+v", m)
	}
	st.want(call(t, st.sim, "GET", "/api/v10/channels/"+st.general.ID()+"/messages/"+m.ID, ""), 404, 10008)
	st.want(st.webhook(i, "GET", "/messages/@original", ""), 200, 0)
	mine := st.alice.Sees(st.general)
	if len(mine) != 1 || len(st.bob.Sees(st.general))+len(st.general.Messages()) != 0 {
		t.Errorf("alice %v, bob %v", mine, st.bob.Sees(st.general))
	}
	if err := st.bob.Reply(&mine[0], "what?").Err(); err == nil {
		t.Error("bob replies to what he cannot see")
	}
	st.alice.Dismiss(&mine[0])
	if n := len(st.alice.Sees(st.general)); n != 0 {
		t.Errorf("%d after dismissing", n)
	}
}

// TestCallbackTypes are the first answers that each interaction takes.
func TestCallbackTypes(t *testing.T) {
	st := newStage(t)
	withButton := `{"type":4,"data":{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"More","custom_id":"more"}]}]}}`
	modal := `{"type":9,"data":{"custom_id":"m","title":"T","components":[{"type":18,"label":"Why?","component":{"type":4,"custom_id":"why","style":1}}]}}`
	i := st.ask()
	st.want(st.callback(i, withButton), 204, 0)
	message := new(st.general.Messages()[0])
	press := func() *simulator.Interaction { return st.bob.Press(message, "More") }
	submit := func() *simulator.Interaction {
		opened := press()
		st.want(st.callback(opened, modal), 204, 0)
		r, _ := opened.First(within(t))
		return st.bob.Submit(r.Modal, map[string]string{"why": "because"})
	}
	suggest := func() *simulator.Interaction { return st.alice.Autocomplete(st.general, "ask", "about", "x") }
	for _, c := range []struct {
		name   string
		i      func() *simulator.Interaction
		body   string
		status int
	}{
		{"command: update", st.ask, `{"type":7,"data":{"content":"x"}}`, 400},
		{"command: deferred update", st.ask, `{"type":6}`, 400},
		{"command: suggestions", st.ask, `{"type":8,"data":{"choices":[]}}`, 400},
		{"command: modal", st.ask, modal, 204},
		{"command: nothing in it", st.ask, `{"type":4,"data":{"content":""}}`, 400},
		{"component: deferred update", press, `{"type":6}`, 204},
		{"suggestions: message", suggest, hello, 400},
		{"suggestions: none", suggest, `{"type":8,"data":{"choices":[]}}`, 204},
		{"suggestions: as discordgo drops them", suggest, `{"type":8,"data":{"tts":false,"content":"","components":null,"embeds":null}}`, 400},
		{"form: another form", submit, modal, 400},
		{"form: update", submit, `{"type":7,"data":{"content":"z"}}`, 204},
		{"component: update, the last as it takes the button away", press, `{"type":7,"data":{"content":"y","embeds":null,"components":null}}`, 204},
	} {
		if a := st.callback(c.i(), c.body); a.status != c.status {
			t.Errorf("%s: %d %s; want %d", c.name, a.status, a.body, c.status)
		}
	}
	if m := st.general.Messages()[0]; m.Content != "y" || len(m.Components) != 0 || m.EditedTimestamp == nil {
		t.Errorf("updated = %+v", m)
	}
	if err := press().Err(); err == nil {
		t.Error("pressed a button that is gone")
	}
	for _, v := range st.sim.Violations() {
		t.Error(v)
	}
}

// TestWithResponse gives the message back at once.
func TestWithResponse(t *testing.T) {
	st := newStage(t)
	i := st.ask()
	a := callWith(t, st.sim, "", "POST", "/api/v10/interactions/"+i.ID()+"/"+i.Token()+"/callback?with_response=true", hello)
	st.want(a, 200, 0)
	for _, v := range st.sim.Violations() {
		t.Error(v)
	}
}

// TestDeferredWithDiscordgo: the usual way of a slow answer.
func TestDeferredWithDiscordgo(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{Contract: contract(t)})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	s := newSession(t, sim, 0)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		if err := respond(s, i, discordgo.InteractionResponseDeferredChannelMessageWithSource, &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}); err != nil {
			t.Error(err)
		}
		content := "slowly"
		if _, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &content}); err != nil {
			t.Error(err)
		}
		m, err := s.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "and more"})
		if err != nil || s.FollowupMessageDelete(i.Interaction, m.ID) != nil {
			t.Error(m, err)
		}
	})
	register(t, sim, s, askCommand)
	open(t, s)
	ask := alice.Command(general, "ask", simulator.Opt("question", "what?"))
	r := must[simulator.Response](t)(ask.Response(ctx))
	if r.Message.Content != "slowly" || !r.Message.Ephemeral() || r.Type != 5 {
		t.Errorf("%+v", r.Message)
	}
	if err := sim.Wait(ctx, func() bool { return sim.Sent().Deletes == 1 }); err != nil {
		t.Error(err)
	}
}
