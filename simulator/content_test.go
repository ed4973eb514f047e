package simulator_test

import (
	"encoding/json"
	"testing"

	"github.com/hebb-bot/hebb/simulator"
)

func messageOf(t *testing.T, f frame) discordMessage {
	t.Helper()
	var m discordMessage
	if err := json.Unmarshal(f.D, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// discordMessage is what tests look at in a message's event.
type discordMessage struct {
	ID                string
	Type              int
	ChannelID         string `json:"channel_id"`
	GuildID           string `json:"guild_id"`
	Content           string
	WebhookID         string `json:"webhook_id"`
	Embeds            []any
	Attachments       []any
	Author            struct{ ID string }
	Member            map[string]any
	Mentions          []struct{ ID string }
	ReferencedMessage *discordMessage `json:"referenced_message"`
}

// TestContent is the rule of message content: who may read what with which intents
// (A, intents; G.4).
func TestContent(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{IdentifyEvery: -1, Privileged: simulator.IntentMessageContent})
	home := sim.AddGuild("home")
	general := home.AddChannel("general")
	thread := general.AddThread("a thread")
	forum := home.AddForum("help")
	alice, bob := home.AddMember("alice"), home.AddMember("bob")
	other, feed := home.AddBot("other"), general.AddWebhook("news")

	full, plain, none := dial(t, sim), dial(t, sim), dial(t, sim)
	full.identify(sim, usualIntents|simulator.IntentMessageContent)
	plain.identify(sim, usualIntents)
	none.identify(sim, 0)
	full.want(0, "GUILD_CREATE")
	plain.want(0, "GUILD_CREATE")

	a := call(t, sim, "POST", "/api/v10/channels/"+general.ID()+"/messages", `{"content":"I am a bot"}`)
	if a.status != 200 {
		t.Fatal(a)
	}
	if m := messageOf(t, plain.want(0, "MESSAGE_CREATE")); m.Content != "I am a bot" {
		t.Errorf("own message: %q", m.Content)
	}
	full.want(0, "MESSAGE_CREATE")
	own := new(general.Messages()[0])

	for _, c := range []struct {
		name    string
		do      func()
		visible bool
	}{
		{"plain", func() { alice.Say(general, "just talking") }, false},
		{"mention", func() { alice.Say(general, "<@bot> hello") }, true},
		{"reply with ping", func() { alice.Reply(own, "and for ocd?") }, true},
		{"reply without ping", func() { alice.Reply(own, "and for ocd?", simulator.WithoutPing) }, false},
		{"mention of somebody else", func() { alice.Say(general, "<@bob> hello") }, false},
		{"direct message", func() { alice.DM("hi") }, true},
		{"thread", func() { alice.Say(thread, "in here") }, false},
		{"thread, mention", func() { alice.Say(thread, "<@bot> in here") }, true},
		{"forum post", func() { forum.AddPost("question", alice, "long text") }, false},
		{"file and preview", func() {
			alice.Say(general, "look", simulator.WithFile("scan.png", "image/png", 10), simulator.WithLinkPreview("https://example.org", "A page"))
		}, false},
		{"other bot", func() { other.Say(general, "beep") }, false},
		{"webhook", func() { feed.Say("news") }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.do()
			if c.name == "forum post" {
				full.want(0, "THREAD_CREATE")
				plain.want(0, "THREAD_CREATE")
			}
			f, p := messageOf(t, full.want(0, "MESSAGE_CREATE")), messageOf(t, plain.want(0, "MESSAGE_CREATE"))
			if f.Content == "" || f.ID != p.ID || f.Author.ID != p.Author.ID {
				t.Errorf("full = %+v, plain = %+v", f, p)
			}
			if (p.Content != "") != c.visible || !c.visible && len(p.Attachments)+len(p.Embeds) > 0 {
				t.Errorf("without the intent: %+v; want content %v", p, c.visible)
			}
			if (f.GuildID == "") != (c.name == "direct message") || (f.Member == nil) != (c.name == "direct message" || c.name == "webhook") {
				t.Errorf("guild %q, member %v", f.GuildID, f.Member)
			}
		})
	}
	bob.Edit(bob.Say(general, "frist"), "<@bot> first")
	plain.want(0, "MESSAGE_CREATE")
	if m := messageOf(t, plain.want(0, "MESSAGE_UPDATE")); m.Content == "" {
		t.Errorf("edited into a mention: %+v", m)
	}
	sim.Fault(simulator.CloseWith(4000), simulator.Times(3))
	none.wantClose(4000)
	if n := sim.Sent().Events["MESSAGE_UPDATE"]; n != 2 {
		t.Errorf("%d updates sent; want 2, none without intents", n)
	}
}

// TestHiddenChannel: no VIEW_CHANNEL, no events, and 50001.
func TestHiddenChannel(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	hidden, general, alice := home.AddChannel("hidden"), home.AddChannel("general"), home.AddMember("alice")
	hidden.Deny(sim.Bot(), simulator.ViewChannel)
	gw := dial(t, sim)
	gw.identify(sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	alice.Say(hidden, "<@bot>?")
	alice.Say(general, "<@bot>!")
	if m := messageOf(t, gw.want(0, "MESSAGE_CREATE")); m.ChannelID != general.ID() {
		t.Errorf("heard of %s", m.ChannelID)
	}
	if a := call(t, sim, "GET", "/api/v10/channels/"+hidden.ID(), ""); a.code() != 50001 {
		t.Error(a)
	}
}
