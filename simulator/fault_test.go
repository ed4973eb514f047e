package simulator_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"github.com/hebb-bot/hebb/simulator"
)

// TestGatewayFaults is each fault of the gateway, seen by a bare client.
func TestGatewayFaults(t *testing.T) {
	t.Parallel()
	hello := func(c *client) { c.want(10, "") }
	identify := func(sim *simulator.Simulator, c *client) {
		c.send(2, map[string]any{"token": sim.Token(), "intents": usualIntents})
	}
	for _, c := range []struct {
		name  string
		kind  simulator.Kind
		with  []simulator.FaultOption
		check func(*testing.T, *simulator.Simulator, *client)
	}{
		{"no hello", simulator.NoHello, nil, func(_ *testing.T, sim *simulator.Simulator, c *client) {
			c.send(1, nil)
			c.want(11, "") // the first thing it hears is an ACK
		}},
		{"no ready", simulator.NoReady, nil, func(_ *testing.T, sim *simulator.Simulator, c *client) {
			hello(c)
			identify(sim, c)
			c.send(1, nil)
			c.want(11, "")
		}},
		{"op 7 in place of READY", simulator.OpReconnect, nil, func(_ *testing.T, sim *simulator.Simulator, c *client) {
			hello(c)
			identify(sim, c)
			c.want(7, "")
		}},
		{"op 9, three times", simulator.InvalidSession(false), []simulator.FaultOption{simulator.Times(3)}, func(_ *testing.T, sim *simulator.Simulator, c *client) {
			hello(c)
			for range 3 {
				identify(sim, c)
				c.want(9, "")
			}
			identify(sim, c)
			c.want(0, "READY")
		}},
		{"close in place of READY", simulator.CloseWith(4000), nil, func(_ *testing.T, sim *simulator.Simulator, c *client) {
			hello(c)
			identify(sim, c)
			c.wantClose(4000)
		}},
		{"drop in place of READY", simulator.Drop, nil, func(_ *testing.T, sim *simulator.Simulator, c *client) {
			hello(c)
			identify(sim, c)
			c.wantClose(websocket.CloseAbnormalClosure)
		}},
		{"no acks", simulator.NoAcks, nil, func(t *testing.T, sim *simulator.Simulator, c *client) {
			c.identify(sim, usualIntents)
			c.want(0, "GUILD_CREATE")
			c.send(1, nil)
			c.send(1, nil)
			if err := sim.Wait(within(t), func() bool { return sim.Sent().Heartbeats == 2 }); err != nil {
				t.Error(err)
			}
			sim.Fault(simulator.CloseWith(4000))
			c.wantClose(4000)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sim := newSim(t, simulator.Options{IdentifyEvery: -1})
			sim.AddGuild("home")
			f := sim.Fault(c.kind, c.with...)
			gw := dial(t, sim)
			c.check(t, sim, gw)
			if f.Used() == 0 {
				t.Error("the fault was not used")
			}
		})
	}
}

// TestStreamFaults strike a connection in use.
func TestStreamFaults(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{IdentifyEvery: -1})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	start := func() (*client, frame) {
		gw := dial(t, sim)
		ready := gw.identify(sim, usualIntents)
		gw.want(0, "GUILD_CREATE")
		return gw, ready
	}
	// leave waits until the simulator has seen it: else the next fault strikes what is gone.
	leave := func(gw *client) {
		sim.ForgetSessions()
		_ = gw.ws.Close()
		if err := sim.Wait(within(t), func() bool { return sim.Connections() == 0 }); err != nil {
			t.Error(err)
		}
	}

	t.Run("op 7 now, and in place of RESUMED", func(t *testing.T) {
		gw, ready := start()
		f := sim.Fault(simulator.OpReconnect, simulator.Times(2))
		gw.want(7, "")
		_ = gw.ws.Close()
		again := dial(t, sim)
		again.resume(sim, ready, 2)
		again.want(7, "")
		_ = again.ws.Close()
		third := dial(t, sim)
		third.resume(sim, ready, 2)
		third.want(0, "RESUMED")
		if f.Used() != 2 {
			t.Errorf("used %d times", f.Used())
		}
		leave(third)
	})
	t.Run("op 9 that can be resumed, and one that cannot", func(t *testing.T) {
		gw, ready := start()
		for _, resumable := range []bool{true, false} {
			sim.Fault(simulator.InvalidSession(resumable))
			if f := gw.want(9, ""); string(f.D) != map[bool]string{true: "true", false: "false"}[resumable] {
				t.Errorf("d = %s", f.D)
			}
			again := dial(t, sim)
			again.resume(sim, ready, 2)
			if resumable {
				again.want(0, "RESUMED")
			} else {
				again.want(9, "")
			}
			gw = again
		}
		sim.ForgetSessions()
	})
	t.Run("drop at an event, which the resume brings", func(t *testing.T) {
		gw, ready := start()
		f := sim.Fault(simulator.Drop, simulator.OnEvent("MESSAGE_CREATE"))
		if f.Used() != 0 {
			t.Error("struck before the event")
		}
		alice.Say(general, "lost?")
		gw.wantClose(websocket.CloseAbnormalClosure)
		again := dial(t, sim)
		again.resume(sim, ready, 2)
		again.want(0, "MESSAGE_CREATE")
		again.want(0, "RESUMED")
		leave(again)
	})
	t.Run("cut in the middle of a frame, and resumed", func(t *testing.T) {
		gw, ready := start()
		sim.Fault(simulator.CutFrame)
		gw.wantClose(websocket.CloseAbnormalClosure)
		again := dial(t, sim)
		again.resume(sim, ready, 2)
		again.want(0, "RESUMED")
		if sent := sim.Sent(); sent.Misplaced == 0 {
			t.Error("the resume came to the first address, and that was not noticed")
		}
		leave(again)
	})
	t.Run("an opcode and an event yet to be invented", func(t *testing.T) {
		gw, _ := start()
		sim.Fault(simulator.UnknownOpcode)
		gw.want(99, "")
		sim.Fault(simulator.UnknownEvent)
		gw.want(0, "SOMETHING_NEW")
		leave(gw)
	})
	t.Run("guilds left out, and one that is not available", func(t *testing.T) {
		sim.Fault(simulator.EmptyEvent(simulator.MissingGuilds), simulator.OnEvent("READY"))
		sim.Fault(simulator.EmptyEvent(simulator.UnavailableGuild), simulator.OnEvent("GUILD_CREATE"))
		gw := dial(t, sim)
		if f := gw.identify(sim, usualIntents); strings.Contains(string(f.D), "guilds") {
			t.Errorf("%s", f.D)
		}
		if f := gw.want(0, "GUILD_CREATE"); !strings.Contains(string(f.D), `"unavailable":true`) || strings.Contains(string(f.D), "channels") {
			t.Errorf("%s", f.D)
		}
		if n := sim.Sessions(); n != 1 {
			t.Errorf("%d sessions", n)
		}
		leave(gw)
	})
	t.Run("twice", func(t *testing.T) {
		gw, _ := start()
		sim.Fault(simulator.Duplicate)
		alice.Say(general, "hello hello")
		if a, b := messageOf(t, gw.want(0, "MESSAGE_CREATE")), messageOf(t, gw.want(0, "MESSAGE_CREATE")); a.ID != b.ID {
			t.Errorf("%s and %s", a.ID, b.ID)
		}
	})
}

// TestEmptyEvents: what discordgo makes of spoilt payloads (A.2 #6), so that the bot's
// guards have something real to guard against.
func TestEmptyEvents(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	s := newSession(t, sim, usual)
	messages, interactions := make(chan *discordgo.Message, 1), make(chan *discordgo.Interaction, 1)
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { messages <- m.Message })
	s.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { interactions <- i.Interaction })
	register(t, sim, s, askCommand)
	open(t, s)
	for how, empty := range map[simulator.Malformation]func(*discordgo.Message) bool{
		simulator.UnknownComponent: func(m *discordgo.Message) bool { return m.ID == "" && m.Author == nil },
		simulator.NullAuthor:       func(m *discordgo.Message) bool { return m.ID != "" && m.Author == nil },
		simulator.MissingMember:    func(m *discordgo.Message) bool { return m.ID != "" && m.Member == nil },
		simulator.StringForNumber:  func(m *discordgo.Message) bool { return m.Type == 0 },
	} {
		f := sim.Fault(simulator.EmptyEvent(how))
		alice.Say(general, "<@bot> hello")
		if m := <-messages; !empty(m) || f.Used() != 1 {
			t.Errorf("%v: %+v", how, m)
		}
	}
	for how, empty := range map[simulator.Malformation]func(*discordgo.Interaction) bool{
		simulator.UnknownComponent: func(i *discordgo.Interaction) bool { return i.ID == "" && i.Data == nil },
		simulator.NullAuthor:       func(i *discordgo.Interaction) bool { return i.Member.User == nil },
		simulator.MissingMember:    func(i *discordgo.Interaction) bool { return i.Member == nil && i.User == nil },
	} {
		sim.Fault(simulator.EmptyEvent(how), simulator.OnEvent("INTERACTION_CREATE"))
		alice.Command(general, "ask", simulator.Opt("question", "what?"))
		if i := <-interactions; !empty(i) {
			t.Errorf("%v: %+v", how, i)
		}
	}
}

// TestRESTFaults as discordgo meets them.
func TestRESTFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		kind     simulator.Kind
		times    int
		requests int // what the library makes of it
		check    func(error) bool
	}{
		{"500", simulator.ServerError(500), 1, 1, isStatus(500)},
		{"503", simulator.ServerError(503), 1, 1, isStatus(503)},
		{"502 is tried again", simulator.ServerError(502), 2, 3, func(err error) bool { return err == nil }},
		{"502, and for ever", simulator.ServerError(502), 9, 4, func(err error) bool { return err != nil }},
		{"429", simulator.RateLimit("user", 10*time.Millisecond), 2, 3, func(err error) bool { return err == nil }},
		{"429 shared", simulator.RateLimit("shared", 10*time.Millisecond), 1, 2, func(err error) bool { return err == nil }},
		{"429 global", simulator.RateLimit("global", 10*time.Millisecond), 1, 2, func(err error) bool { return err == nil }},
		{"429 of Cloudflare", simulator.HTMLRateLimit(time.Second), 1, 1, func(err error) bool {
			var syntax *json.SyntaxError
			return errors.As(err, &syntax)
		}},
		{"reset", simulator.ConnectionReset, 1, 1, func(err error) bool { return err != nil }},
		{"answer lost", simulator.AnswerLost, 1, 1, func(err error) bool { return err != nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sim := newSim(t, simulator.Options{Contract: contract(t)})
			home := sim.AddGuild("home")
			general := home.AddChannel("general")
			s := newSession(t, sim, 0)
			f := sim.Fault(c.kind, simulator.Times(c.times), simulator.On("POST /channels/{channel_id}/messages"))
			if _, err := s.Channel(general.ID()); err != nil || f.Used() != 0 {
				t.Errorf("another route: %v", err)
			}
			_, err := s.ChannelMessageSend(general.ID(), "hello")
			if !c.check(err) {
				t.Errorf("err = %v", err)
			}
			if n := len(sim.Requests()) - 1; n != c.requests || f.Used() != min(c.times, c.requests) {
				t.Errorf("%d requests, fault used %d times", n, f.Used())
			}
			arrived := len(general.Messages()) == 1
			if want := err == nil || c.name == "answer lost"; arrived != want {
				t.Errorf("message arrived: %v", arrived)
			}
			for i, r := range sim.Requests()[1:] {
				if struck := i < c.times; struck != (r.Fault != "") {
					t.Errorf("request %d: %+v", i, r)
				}
			}
		})
	}
}

func isStatus(status int) func(error) bool {
	return func(err error) bool {
		var e *discordgo.RESTError
		return errors.As(err, &e) && e.Response.StatusCode == status
	}
}

// TestSlow holds a request up by the clock, or until lifted, and the clock of the
// interaction runs on.
func TestSlow(t *testing.T) {
	st := newStage(t)
	ctx := within(t)
	for name, c := range map[string]struct {
		delay  time.Duration
		end    func(*simulator.Fault)
		status int
	}{
		"2.9 s":          {2900 * time.Millisecond, func(*simulator.Fault) { st.clock.Advance(2900 * time.Millisecond) }, 204},
		"3.1 s":          {3100 * time.Millisecond, func(*simulator.Fault) { st.clock.Advance(3100 * time.Millisecond) }, 404},
		"until released": {0, (*simulator.Fault).Lift, 204},
	} {
		f := st.sim.Fault(simulator.Slow(c.delay), simulator.On("/callback"))
		i := st.ask()
		done := make(chan restAnswer)
		go func() {
			a, _ := try(st.sim, "", "POST", "/api/v10/interactions/"+i.ID()+"/"+i.Token()+"/callback", hello)
			done <- a
		}()
		if err := st.sim.Wait(ctx, func() bool { return f.Used() == 1 }); err != nil {
			t.Fatal(err)
		}
		c.end(f)
		if a := <-done; a.status != c.status {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

// TestCloseReleasesTheSlow: nothing hangs when the simulator goes.
func TestCloseReleasesTheSlow(t *testing.T) {
	t.Parallel()
	sim := simulator.New(simulator.Options{})
	f := sim.Fault(simulator.Slow(0))
	ended := make(chan error)
	go func() {
		_, err := try(sim, "", "GET", "/api/v10/gateway", "")
		ended <- err
	}()
	if err := sim.Wait(within(t), func() bool { return f.Used() == 1 }); err != nil {
		t.Fatal(err)
	}
	sim.Close()
	sim.Close()
	if err := <-ended; err == nil {
		t.Error("an answer from a closed simulator")
	}
	if err := sim.Wait(within(t), func() bool { return false }); !errors.Is(err, simulator.ErrClosed) {
		t.Error(err)
	}
}

// TestDiscordgoResumes after a drop, and identifies again after Op 9.
func TestDiscordgoResumes(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{IdentifyEvery: -1, Contract: contract(t)})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	s := newSession(t, sim, usual)
	s.ShouldReconnectOnError = true
	heard := make(chan string, 10)
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e.Operation == 0 && e.Type != "GUILD_CREATE" {
			heard <- e.Type
		}
	})
	open(t, s)
	// A connection that fails before its first heartbeat is closed twice by discordgo,
	// by the reader and by the heartbeat; the second Close, with 1000, hits the new
	// connection and ends the session. So let it settle first.
	settled := func(event string, n, beats int) {
		t.Helper()
		if err := sim.Wait(ctx, func() bool {
			sent := sim.Sent()
			return sent.Events[event] == n && sent.Heartbeats == beats
		}); err != nil {
			t.Fatal(err)
		}
	}
	settled("READY", 1, 1)
	sim.Fault(simulator.Drop)
	alice.Say(general, "while you were away")
	settled("RESUMED", 1, 2)
	f := sim.Fault(simulator.InvalidSession(false))
	settled("READY", 2, 2)
	alice.Say(general, "hello again")
	for _, want := range []string{"READY", "MESSAGE_CREATE", "RESUMED", "READY", "MESSAGE_CREATE"} {
		if got := <-heard; got != want {
			t.Errorf("heard %s; want %s", got, want)
		}
	}
	if sent := sim.Sent(); sent.Identifies != 2 || sent.Resumes != 1 || f.Used() != 1 {
		t.Errorf("sent = %+v", sent)
	}
}

// TestIdentifyStorm: discordgo answers every Op 9 at once (A.2 #3), and 120 sends a
// minute end it with 4008.
func TestIdentifyStorm(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{IdentifyEvery: -1})
	s := newSession(t, sim, usual)
	open(t, s)
	f := sim.Fault(simulator.InvalidSession(false), simulator.UntilLifted)
	if err := sim.Wait(ctx, func() bool { return sim.Connections() == 0 && sim.Sent().Identifies > 100 }); err != nil {
		t.Fatal(err)
	}
	f.Lift()
	if n := sim.Sent().Identifies; n < 100 || n > 121 {
		t.Errorf("%d identifies", n)
	}
}

// TestUnusedFault: what strikes nothing says so.
func TestUnusedFault(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	f := sim.Fault(simulator.ServerError(http.StatusBadGateway), simulator.On("POST /nowhere"))
	call(t, sim, "GET", "/api/v10/users/@me", "")
	if f.Used() != 0 {
		t.Error("used")
	}
	if r := sim.Requests(); len(r) != 1 || r[0].Route != "GET /users/@me" || r[0].Status != 200 || !strings.Contains(r[0].Answer, sim.BotID()) {
		t.Errorf("log = %+v", r)
	}
}
