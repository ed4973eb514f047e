package simulator_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"github.com/hebb-bot/hebb/simulator"
)

const usualIntents = simulator.IntentGuilds | simulator.IntentGuildMessages | simulator.IntentDirectMessages

// TestDiscordgoConnects, with and without compressed payloads.
func TestDiscordgoConnects(t *testing.T) {
	t.Parallel()
	for name, compress := range map[string]bool{"compressed": true, "plain": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := within(t)
			sim := newSim(t, simulator.Options{Contract: contract(t)})
			home := sim.AddGuild("home")
			home.AddChannel("general")
			s := newSession(t, sim, usual)
			s.Compress = compress
			ready, guilds := make(chan *discordgo.Ready, 1), make(chan *discordgo.GuildCreate, 1)
			s.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) { ready <- r })
			s.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildCreate) { guilds <- g })
			open(t, s)
			if r := <-ready; r.User.ID != sim.BotID() || r.Application.ID != sim.ApplicationID() || len(r.Guilds) != 1 || r.SessionID == "" {
				t.Errorf("READY = %+v", r)
			}
			if g := <-guilds; g.ID != home.ID() || len(g.Channels) != 1 || g.Unavailable {
				t.Errorf("GUILD_CREATE = %+v", g.Guild)
			}
			if err := sim.Wait(ctx, func() bool { return sim.Sent().Heartbeats > 0 && sim.Connections() == 1 }); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestIdentifyRefusals are the close codes of identifying.
func TestIdentifyRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		d    map[string]any
		code int
	}{
		{"wrong token", map[string]any{"token": "nonsense"}, 4004},
		{"shard out of range", map[string]any{"shard": []int{2, 2}}, 4010},
		{"unknown intent", map[string]any{"intents": 1 << 30}, 4013},
		{"privileged intent switched off", map[string]any{"intents": simulator.IntentMessageContent}, 4014},
		{"not an identify", map[string]any{"intents": "all"}, 4002},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sim := lenient(t, simulator.Options{})
			d := map[string]any{"token": sim.Token(), "intents": usualIntents}
			for k, v := range c.d {
				d[k] = v
			}
			gw := dial(t, sim)
			gw.want(10, "")
			gw.send(2, d)
			gw.wantClose(c.code)
		})
	}
}

func TestGatewayProtocol(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{IdentifyEvery: -1})
	for _, c := range []struct {
		name string
		do   func(*client)
		code int
	}{
		{"before identify", func(c *client) { c.want(10, ""); c.send(3, nil) }, 4003},
		{"identify twice", func(c *client) {
			c.identify(sim, usualIntents)
			c.send(2, map[string]any{"token": sim.Token()})
		}, 4005},
		{"unknown opcode", func(c *client) { c.identify(sim, 0); c.send(77, nil) }, 4001},
		{"not JSON", func(c *client) { _ = c.ws.WriteMessage(websocket.TextMessage, []byte("{")) }, 4002},
		{"too long", func(c *client) { c.send(1, strings.Repeat("x", 5000)) }, 4002},
		{"121 sends in a minute", func(c *client) {
			for range 121 {
				c.send(1, nil)
			}
		}, 4008},
		{"resume beyond the end", func(c *client) {
			ready := c.identify(sim, usualIntents)
			second := dial(t, sim)
			second.resume(sim, ready, 99)
			second.wantClose(4007)
			_ = c.ws.Close()
		}, websocket.CloseAbnormalClosure},
	} {
		t.Run(c.name, func(t *testing.T) {
			gw := dial(t, sim)
			gw.t = t
			c.do(gw)
			gw.wantClose(c.code)
		})
	}
}

// TestSendsAreCountedByTheClock: 120 and then, a minute later, more.
func TestSendsAreCountedByTheClock(t *testing.T) {
	t.Parallel()
	clock := simulator.NewManualClock(time.Now())
	sim := newSim(t, simulator.Options{Clock: clock})
	gw := dial(t, sim)
	gw.want(10, "")
	for range 2 {
		for range 120 {
			gw.send(1, nil)
			gw.want(11, "")
		}
		clock.Advance(time.Minute)
	}
}

// TestIdentifyLimit: one in five seconds for each place of max_concurrency, else Op 9;
// and when the day's are used up, the token is reset (A.2 #3).
func TestIdentifyLimit(t *testing.T) {
	t.Parallel()
	clock := simulator.NewManualClock(time.Now())
	sim := newSim(t, simulator.Options{Clock: clock, MaxConcurrency: 2, SessionStarts: 4})
	identify := func(shard int) *client {
		gw := dial(t, sim)
		gw.want(10, "")
		gw.send(2, map[string]any{"token": sim.Token(), "intents": 0, "shard": []int{shard, 3}})
		return gw
	}
	identify(0).want(0, "READY")
	identify(1).want(0, "READY")
	late := identify(2)
	late.want(9, "")
	clock.Advance(5 * time.Second)
	late.send(2, map[string]any{"token": sim.Token(), "intents": 0, "shard": []int{2, 3}})
	late.want(0, "READY")

	old := sim.Token()
	fifth := identify(0)
	late.wantClose(4004)
	if sim.Token() == old {
		t.Error("the token was not reset")
	}
	_ = fifth.ws.Close()
	if a := callWith(t, sim, "Bot "+old, "GET", "/api/v10/users/@me", ""); a.status != 401 {
		t.Errorf("old token: %d", a.status)
	}
}

// TestShards: (guild_id>>22)%n, and direct messages on shard 0.
func TestShards(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{MaxConcurrency: 2, Shards: 2})
	one, two := sim.AddGuild("one"), sim.AddGuild("two")
	channels := []*simulator.Channel{one.AddChannel("a"), two.AddChannel("b")}
	alice := one.AddMember("alice")
	two.AddMember("alice")
	gw := []*client{dial(t, sim), dial(t, sim)}
	home := map[string]int{}
	for shard, c := range gw {
		c.identify(sim, usualIntents, shard, 2)
		var g struct{ ID string }
		_ = json.Unmarshal(c.want(0, "GUILD_CREATE").D, &g)
		home[g.ID] = shard
	}
	if len(home) != 2 {
		t.Fatalf("guilds by shard: %v", home)
	}
	for _, c := range channels {
		alice.Say(c, "hello")
		m := messageOf(t, gw[home[c.Guild().ID()]].want(0, "MESSAGE_CREATE"))
		if m.ChannelID != c.ID() {
			t.Errorf("message of channel %s; want %s", m.ChannelID, c.ID())
		}
	}
	alice.DM("psst")
	if m := messageOf(t, gw[0].want(0, "MESSAGE_CREATE")); m.Content != "psst" {
		t.Errorf("direct message on shard 0: %+v", m)
	}
	if a := call(t, sim, "GET", "/api/v10/gateway/bot", ""); !strings.Contains(a.body, `"shards":2`) || !strings.Contains(a.body, `"max_concurrency":2`) {
		t.Error(a.body)
	}
}

// TestResume replays what was missed, in order, and then says RESUMED.
func TestResume(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	first := dial(t, sim)
	ready := first.identify(sim, usualIntents)
	seen := first.want(0, "GUILD_CREATE").S

	sim.Fault(simulator.Drop)
	first.wantClose(websocket.CloseAbnormalClosure)
	alice.Say(general, "one")
	alice.Say(general, "two")

	second := dial(t, sim)
	second.resume(sim, ready, seen)
	for i := range int64(2) {
		if f := second.want(0, "MESSAGE_CREATE"); f.S != seen+1+i {
			t.Errorf("sequence %d; want %d", f.S, seen+1+i)
		}
	}
	second.want(0, "RESUMED")
	alice.Say(general, "three")
	second.want(0, "MESSAGE_CREATE")
}

// TestUnknownSession: Op 9 for sessions that are gone: unknown, forgotten, or closed
// by the client with 1000.
func TestUnknownSession(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{IdentifyEvery: -1})
	for name, end := range map[string]func(*client){
		"forgotten": func(c *client) { sim.ForgetSessions() },
		"closed with 1000": func(c *client) {
			_ = c.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""))
			_ = sim.Wait(ctx, func() bool { return sim.Connections() == 0 })
		},
	} {
		gw := dial(t, sim)
		ready := gw.identify(sim, usualIntents)
		end(gw)
		again := dial(t, sim)
		again.resume(sim, ready, 1)
		if f := again.want(9, ""); string(f.D) != "false" {
			t.Errorf("%s: Op 9 with %s", name, f.D)
		}
		_ = gw.ws.Close()
		_ = again.ws.Close()
	}
}

// TestGuildsComeAndGo are the events of guilds, and their intent.
func TestGuildsComeAndGo(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{IdentifyEvery: -1})
	with, without := dial(t, sim), dial(t, sim)
	with.identify(sim, usualIntents)
	without.identify(sim, simulator.IntentGuildMessages)
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	home.Outage()
	home.Restore()
	home.RemoveBot()
	alice.Say(general, "nobody listens")
	for _, name := range []string{"GUILD_CREATE", "CHANNEL_CREATE", "GUILD_DELETE", "GUILD_CREATE", "GUILD_DELETE"} {
		with.want(0, name)
	}
	sim.Fault(simulator.CloseWith(4000), simulator.Times(2))
	with.wantClose(4000)
	if f, err := without.read(); err == nil {
		t.Errorf("without the intent came %s", f.T)
	}
}
