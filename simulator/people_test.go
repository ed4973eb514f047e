package simulator_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// TestPeopleCannot is what a client does not let a person do.
func TestPeopleCannot(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{})
	home, other := sim.AddGuild("home"), sim.AddGuild("other")
	general, locked, forum, elsewhere := home.AddChannel("general"), home.AddChannel("locked"), home.AddForum("forum"), other.AddChannel("elsewhere")
	alice, bob, mod := home.AddMember("alice"), home.AddMember("bob"), home.AddMember("mod", simulator.ManageMessages)
	locked.Deny(home.Everyone(), simulator.SendMessages, simulator.AttachFiles)
	locked.Allow(bob, simulator.SendMessages)
	hers := alice.Say(general, "hello")
	for name, act := range map[string]func() *simulator.Message{
		"say nothing":               func() *simulator.Message { return alice.Say(general, " ") },
		"say too much":              func() *simulator.Message { return alice.Say(general, n(2001)) },
		"say it in a forum":         func() *simulator.Message { return alice.Say(forum, "x") },
		"say it where it is locked": func() *simulator.Message { return alice.Say(locked, "x") },
		"say it in another guild":   func() *simulator.Message { return alice.Say(elsewhere, "x") },
		"attach a file":             func() *simulator.Message { return bob.Say(locked, "x", simulator.WithFile("a", "text/plain", 1)) },
		"edit another's":            func() *simulator.Message { return bob.Edit(hers, "x") },
		"edit to nothing":           func() *simulator.Message { return alice.Edit(hers, "") },
		"reply to what is not there": func() *simulator.Message {
			return alice.Reply(&simulator.Message{ID: "1", ChannelID: general.ID()}, "x")
		},
		"reply nowhere": func() *simulator.Message { return alice.Reply(&simulator.Message{ID: "1"}, "x") },
	} {
		before := len(sim.Failures())
		if m := act(); m.Err() == nil || len(sim.Failures()) != before+1 {
			t.Errorf("%s: %v", name, m.Err())
		}
	}
	bob.Delete(hers)
	if len(general.Messages()) != 1 {
		t.Error("bob deleted a message of alice")
	}
	mod.Delete(hers)
	bob.Dismiss(hers)
	home.Give(sim.AddUser("nobody"), home.AddRole("role"))
	if n := len(general.Messages()); n != 0 || len(sim.Failures()) != 13 {
		t.Errorf("%d messages, failures %q", n, sim.Failures())
	}
	if seen := alice.Sees(elsewhere); seen != nil {
		t.Errorf("alice sees %v", seen)
	}
}

// TestDeleteIsHeard by the bot.
func TestDeleteIsHeard(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	gw := dial(t, sim)
	gw.identify(sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	alice.Delete(alice.Say(general, "oops"))
	m := messageOf(t, gw.want(0, "MESSAGE_CREATE"))
	if d := messageOf(t, gw.want(0, "MESSAGE_DELETE")); d.ID != m.ID || d.GuildID != home.ID() {
		t.Errorf("%+v", d)
	}
}

// TestRepeat brings one interaction twice; the second answer is one too many.
func TestRepeat(t *testing.T) {
	st := newStage(t)
	gw := dial(t, st.sim)
	gw.identify(st.sim, 0)
	i := st.ask()
	i.Repeat()
	first, second := gw.want(0, "INTERACTION_CREATE"), gw.want(0, "INTERACTION_CREATE")
	if string(first.D) != string(second.D) {
		t.Error("not the same")
	}
	st.want(st.callback(i, hello), 204, 0)
	st.want(st.callback(i, hello), 400, 40060)
}

// TestUserInstall: five follow-ups where only the person installed the application,
// and no message event from a guild without the bot.
func TestUserInstall(t *testing.T) {
	st := newStage(t)
	far := st.sim.AddGuild("far", simulator.WithoutBot)
	there := far.AddChannel("there")
	zoe := far.AddMember("zoe").InstallApp()
	gw := dial(t, st.sim)
	gw.identify(st.sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	zoe.Say(there, "<@bot> are you here?")
	i := zoe.Command(there, "ask", simulator.Opt("question", "what?"))
	var e struct {
		Context int
		Owners  map[string]string `json:"authorizing_integration_owners"`
		Member  struct{ User struct{ ID string } }
	}
	decode(t, gw.want(0, "INTERACTION_CREATE").D, &e)
	if e.Context != 0 || len(e.Owners) != 1 || e.Owners["1"] != zoe.ID() || e.Member.User.ID != zoe.ID() {
		t.Errorf("%+v", e)
	}
	st.want(st.callback(i, hello), 204, 0)
	for range 5 {
		st.want(st.webhook(i, "POST", "", `{"content":"more"}`), 200, 0)
	}
	st.want(st.webhook(i, "POST", "", `{"content":"more"}`), 400, 40094)
	if n := len(zoe.Sees(there)); n != 7 {
		t.Errorf("zoe sees %d messages", n)
	}
	noViolations(t, st.sim)
}

// TestWaiting ends as soon as the condition holds, and tells what was seen if it never
// does.
func TestWaiting(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice, bob := home.AddChannel("general"), home.AddMember("alice"), home.AddMember("bob")
	done := make(chan []simulator.Message)
	go func() {
		seen, err := alice.WaitToSee(within(t), general, count(2))
		if err != nil {
			t.Error(err)
		}
		done <- seen
	}()
	bob.Say(general, "one")
	bob.Say(general, "two")
	if seen := <-done; len(seen) != 2 || seen[1].Content != "two" {
		t.Errorf("seen %v", seen)
	}
	call(t, sim, "GET", "/api/v10/nowhere", "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := general.Wait(ctx, count(3))
	if err == nil || !strings.Contains(err.Error(), "GET /nowhere → 404") || !strings.Contains(err.Error(), "failure:") {
		t.Errorf("err = %v", err)
	}
}

// recorder is a TB.
type recorder struct {
	mu   sync.Mutex
	text []string
}

func (*recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = append(r.text, fmt.Sprintf(format, args...))
}

// TestFailuresReachTheTest at once.
func TestFailuresReachTheTest(t *testing.T) {
	t.Parallel()
	var r recorder
	sim := lenient(t, simulator.Options{T: &r})
	general := sim.AddGuild("home").AddChannel("general")
	call(t, sim, "GET", "/api/v10/nowhere", "")
	call(t, sim, "POST", "/api/v10/channels/"+general.ID()+"/messages", `{"content":"x","colour":1}`)
	sim.AddUser("stranger").Say(general, "hello")
	if len(r.text) != 3 || !strings.Contains(r.text[0], "404") || !strings.Contains(r.text[1], "colour") || !strings.Contains(r.text[2], "stranger") {
		t.Errorf("%q", r.text)
	}
}

// TestResetToken: the old one is refused, and that is nobody's mistake.
func TestResetToken(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{IdentifyEvery: -1})
	gw := dial(t, sim)
	ready := gw.identify(sim, usualIntents)
	old := sim.Token()
	if sim.ResetToken() == old {
		t.Error("the same token")
	}
	gw.wantClose(4004)
	if a := callWith(t, sim, "Bot "+old, "GET", "/api/v10/users/@me", ""); a.status != 401 {
		t.Error(a)
	}
	again := dial(t, sim)
	again.want(10, "")
	again.send(2, map[string]any{"token": old, "intents": 0})
	again.wantClose(4004)
	third := dial(t, sim)
	third.resume(sim, ready, 1)
	third.want(9, "")
}

// TestResumeElsewhere takes the session from a connection that seems alive.
func TestResumeElsewhere(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	first, second := dial(t, sim), dial(t, sim)
	ready := first.identify(sim, usualIntents)
	second.resume(sim, ready, 1)
	second.want(0, "RESUMED")
	if _, err := first.read(); err == nil {
		t.Error("the first connection goes on")
	}
	if sim.Connections() != 1 {
		t.Errorf("%d connections", sim.Connections())
	}
}

// TestForgottenSessionGoesOn until it drops.
func TestForgottenSessionGoesOn(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	gw := dial(t, sim)
	gw.identify(sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	sim.ForgetSessions()
	alice.Say(general, "hello")
	gw.want(0, "MESSAGE_CREATE")
}

// TestInPlaceOfReady leaves the open connection alone.
func TestInPlaceOfReady(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{IdentifyEvery: -1})
	gw := dial(t, sim)
	ready := gw.identify(sim, usualIntents)
	f := sim.Fault(simulator.OpReconnect, simulator.InPlaceOfReady)
	gw.send(1, nil)
	gw.want(11, "")
	if f.Used() != 0 {
		t.Error("struck the open connection")
	}
	_ = gw.ws.Close()
	again := dial(t, sim)
	again.resume(sim, ready, 1)
	again.want(7, "")
}

// TestManyEvents: a slow reader holds nothing up, and everything arrives in order.
func TestManyEvents(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	gw := dial(t, sim)
	gw.identify(sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	for range 5000 {
		alice.Say(general, "again")
	}
	for i := range int64(5000) {
		if f := gw.want(0, "MESSAGE_CREATE"); f.S != i+3 {
			t.Fatalf("sequence %d at %d", f.S, i)
		}
	}
	_ = gw.ws.Close()
}

// TestManualClock rings in order and at once if it is late.
func TestManualClock(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	c := simulator.NewManualClock(start)
	soon, later := c.Reach(start.Add(time.Second)), c.Reach(start.Add(time.Minute))
	<-c.Reach(start)
	c.Advance(time.Second)
	if at := <-soon; !at.Equal(start.Add(time.Second)) {
		t.Error(at)
	}
	select {
	case <-later:
		t.Error("too early")
	default:
	}
	c.Advance(time.Hour)
	<-later
	<-simulator.SystemClock().Reach(simulator.SystemClock().Now())
}
