package simulator_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/simulator"
)

// TestRefusals are the answers to what is not allowed, unknown or wrong.
func TestRefusals(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{Contract: contract(t), Application: simulator.Application{InteractionsURL: "https://bot.example/interactions"}})
	home, away := sim.AddGuild("home"), sim.AddGuild("away", simulator.WithoutBot)
	general, far, forum := home.AddChannel("general"), away.AddChannel("far"), home.AddForum("forum")
	silent, plain, blind := home.AddChannel("silent"), home.AddChannel("plain"), home.AddChannel("blind")
	silent.Deny(sim.Bot(), simulator.SendMessages)
	plain.Deny(sim.Bot(), simulator.EmbedLinks)
	blind.Deny(home.Everyone(), simulator.ReadMessageHistory)
	thread := general.AddThread("thread")
	general.Deny(home.Everyone(), simulator.SendMessagesInThreads)
	alice, bob := home.AddMember("alice"), home.AddMember("bob").CloseDMs()
	hers, there := alice.Say(general, "hello"), alice.Say(blind, "hello")
	bob.DM("hi")
	at := func(c *simulator.Channel) string { return "/api/v9/channels/" + c.ID() + "/messages" }
	hi, embed := `{"content":"hi"}`, `{"embeds":[{"title":"t"}]}`
	for _, c := range []struct {
		name, method, path, body string
		status, code             int
	}{
		{"unknown route", "GET", "/api/v10/guilds/1/audit-logs", "", 404, 0},
		{"unknown version", "GET", "/api/v6/gateway", "", 404, 0},
		{"no version", "GET", "/gateway", "", 404, 0},
		{"wrong method", "DELETE", "/api/v10/gateway", "", 404, 0},
		{"empty id", "POST", "/api/v10/channels//messages", hi, 404, 0},
		{"unknown channel", "POST", "/api/v10/channels/1/messages", hi, 404, 10003},
		{"another guild's channel", "POST", at(far), hi, 403, 50001},
		{"may not send", "POST", at(silent), hi, 403, 50013},
		{"may not send in threads", "POST", at(thread), hi, 403, 50013},
		{"may send plain text", "POST", at(plain), hi, 200, 0},
		{"may not embed", "POST", at(plain), embed, 403, 50013},
		{"forum", "POST", at(forum), hi, 400, 50008},
		{"closed direct messages", "POST", at(bob.DMChannel()), hi, 403, 50007},
		{"direct message", "POST", at(alice.DMChannel()), hi, 200, 0},
		{"empty", "POST", at(general), `{"content":"  "}`, 400, 50006},
		{"not JSON", "POST", at(general), `{`, 400, 50109},
		{"reply", "POST", at(general), `{"content":"x","message_reference":{"message_id":"` + hers.ID + `"}}`, 200, 0},
		{"reply to nothing", "POST", at(general), `{"content":"x","message_reference":{"message_id":"1"}}`, 400, 50035},
		{"reply to nothing, if need be", "POST", at(general), `{"content":"x","message_reference":{"message_id":"1","fail_if_not_exists":false}}`, 200, 0},
		{"reply without history", "POST", at(blind), `{"content":"x","message_reference":{"message_id":"` + there.ID + `"}}`, 400, 160002},
		{"unknown message", "GET", at(general) + "/1", "", 404, 10008},
		{"edit another's", "PATCH", at(general) + "/" + hers.ID, hi, 403, 50005},
		{"delete another's", "DELETE", at(general) + "/" + hers.ID, "", 403, 50013},
		{"too many", "GET", at(general) + "?limit=101", "", 400, 50035},
		{"typing", "POST", "/api/v9/channels/" + general.ID() + "/typing", "", 204, 0},
		{"typing where silent", "POST", "/api/v9/channels/" + silent.ID() + "/typing", "", 403, 50013},
		{"me", "GET", "/api/v9/users/@me", "", 200, 0},
		{"application", "GET", "/api/v9/applications/@me", "", 200, 0},
		{"application by its older route", "GET", "/api/v9/oauth2/applications/@me", "", 200, 0},
		{"my guilds", "GET", "/api/v9/users/@me/guilds", "", 200, 0},
		{"too many guilds", "GET", "/api/v9/users/@me/guilds?limit=201", "", 400, 50035},
		{"guild", "GET", "/api/v9/guilds/" + home.ID(), "", 200, 0},
		{"guild's channels", "GET", "/api/v9/guilds/" + home.ID() + "/channels", "", 200, 0},
		{"guild's roles", "GET", "/api/v9/guilds/" + home.ID() + "/roles", "", 200, 0},
		{"member", "GET", "/api/v9/guilds/" + home.ID() + "/members/" + alice.ID(), "", 200, 0},
		{"unknown member", "GET", "/api/v9/guilds/" + home.ID() + "/members/1", "", 404, 10007},
		{"unknown guild", "GET", "/api/v9/guilds/1", "", 404, 10004},
		{"another guild", "GET", "/api/v9/guilds/" + away.ID() + "/channels", "", 403, 50001},
		{"channel", "GET", "/api/v9/channels/" + general.ID(), "", 200, 0},
		{"thread", "GET", "/api/v9/channels/" + thread.ID(), "", 200, 0},
		{"forum channel", "GET", "/api/v9/channels/" + forum.ID(), "", 200, 0},
		{"direct channel", "GET", "/api/v9/channels/" + alice.DMChannel().ID(), "", 200, 0},
		{"open a direct message", "POST", "/api/v9/users/@me/channels", `{"recipient_id":"` + alice.ID() + `"}`, 200, 0},
		{"with nobody", "POST", "/api/v9/users/@me/channels", `{"recipient_id":"1"}`, 404, 10013},
		{"gateway", "GET", "/api/v9/gateway", "", 200, 0},
		{"gateway for bots", "GET", "/api/v9/gateway/bot", "", 200, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := call(t, sim, c.method, c.path, c.body)
			if a.status != c.status || a.code() != c.code {
				t.Errorf("got %d %s; want %d %d", a.status, a.body, c.status, c.code)
			}
			for _, h := range []string{"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} {
				if a.header.Get("X-RateLimit-"+h) == "" {
					t.Errorf("no X-RateLimit-%s", h)
				}
			}
		})
	}
	for _, token := range []string{"", "Bot nonsense", sim.Token(), "Bearer " + sim.Token()} {
		if a := callWith(t, sim, token, "GET", "/api/v10/users/@me", ""); a.status != 401 {
			t.Errorf("token %q: %d", token, a.status)
		}
	}
	if a := callWith(t, sim, "", "GET", "/api/v10/gateway", ""); a.status != 200 {
		t.Errorf("GET /gateway needs no token: %d", a.status)
	}
	if n := sim.Sent(); n.Invalid != 13 || n.Typing != 1 {
		t.Errorf("counters = %+v", n)
	}
	failures := strings.Join(sim.Failures(), "\n")
	for _, want := range []string{"GET /guilds/1/audit-logs: 404", "POST /channels/" + general.ID() + "/messages: 400 50006", "401"} {
		if !strings.Contains(failures, want) {
			t.Errorf("failures lack %q:\n%s", want, failures)
		}
	}
	if strings.Contains(failures, "50013") {
		t.Error("a missing permission is nobody's mistake")
	}
	for _, v := range sim.Violations() {
		t.Error(v)
	}
}

// TestPermissions is Discord's algorithm, in the order that matters.
func TestPermissions(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	c, role := home.AddChannel("c"), home.AddRole("role")
	c.Deny(home.Everyone(), simulator.SendMessages)
	send := func() int {
		return call(t, sim, "POST", "/api/v10/channels/"+c.ID()+"/messages", `{"content":"x"}`).status
	}
	steps := []struct {
		name string
		do   func()
		want int
	}{
		{"everyone denied", func() {}, 403},
		{"role allowed", func() { home.Give(sim.Bot(), role); c.Allow(role, simulator.SendMessages) }, 200},
		{"member denied", func() { c.Deny(sim.Bot(), simulator.SendMessages) }, 403},
		{"member allowed", func() { c.Allow(sim.Bot(), simulator.SendMessages) }, 200},
		{"nothing at all", func() { home.SetEveryone() }, 403},
		{"administrator", func() { home.Give(sim.Bot(), home.AddRole("admins", simulator.Administrator)) }, 200},
	}
	for _, s := range steps {
		s.do()
		if got := send(); got != s.want {
			t.Errorf("%s: %d; want %d", s.name, got, s.want)
		}
	}
}

// TestGuildPages are before, after and limit, oldest first, of the bot's guilds only.
func TestGuildPages(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{Contract: contract(t)})
	a, b, c := sim.AddGuild("a"), sim.AddGuild("b"), sim.AddGuild("c")
	sim.AddGuild("d", simulator.WithoutBot)
	for query, want := range map[string]string{"": "abc", "?limit=2": "ab", "?after=" + a.ID(): "bc", "?before=" + c.ID(): "ab", "?limit=1&after=" + b.ID(): "c"} {
		var all []struct{ Name string }
		if err := json.Unmarshal([]byte(call(t, sim, "GET", "/api/v10/users/@me/guilds"+query, "").body), &all); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, g := range all {
			got += g.Name
		}
		if got != want {
			t.Errorf("%q: %q; want %q", query, got, want)
		}
	}
}

// TestGuildShowsAllChannels: REST lists channels that the bot cannot see, and no threads;
// the clock of the answer is the simulator's.
func TestGuildShowsAllChannels(t *testing.T) {
	t.Parallel()
	clock := simulator.NewManualClock(time.Date(2031, 5, 4, 3, 2, 1, 0, time.UTC))
	sim := newSim(t, simulator.Options{Contract: contract(t), Clock: clock})
	home := sim.AddGuild("home")
	home.AddChannel("hidden").Deny(home.Everyone(), simulator.ViewChannel)
	home.AddChannel("open").AddThread("thread")
	a := call(t, sim, "GET", "/api/v10/guilds/"+home.ID()+"/channels", "")
	if !strings.Contains(a.body, `"hidden"`) || !strings.Contains(a.body, `"open"`) || strings.Contains(a.body, `"thread"`) {
		t.Error(a.body)
	}
	if got := a.header.Get("Date"); got != "Sun, 04 May 2031 03:02:01 GMT" {
		t.Errorf("Date is %q", got)
	}
}

// TestMessagePages are before, after, around and limit, newest first.
func TestMessagePages(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{Contract: contract(t), Privileged: simulator.IntentMessageContent})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	var ids []string
	for i := range 9 {
		ids = append(ids, alice.Say(general, fmt.Sprint(i)).ID)
	}
	for query, want := range map[string]string{
		"": "876543210", "?limit=3": "876", "?limit=2&before=" + ids[4]: "32", "?limit=2&after=" + ids[4]: "65",
		"?limit=3&around=" + ids[4]: "543", "?after=" + ids[8]: "", "?before=" + ids[0]: "",
	} {
		a := call(t, sim, "GET", "/api/v10/channels/"+general.ID()+"/messages"+query, "")
		var got []discordMessage
		_ = json.Unmarshal([]byte(a.body), &got)
		text := ""
		for _, m := range got {
			text += m.Content
		}
		if text != want {
			t.Errorf("%q: %q; want %q", query, text, want)
		}
	}
}

// TestPings are the people notified, by allowed_mentions.
func TestPings(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{})
	home := sim.AddGuild("home")
	general := home.AddChannel("general")
	alice, bob, role := home.AddMember("alice"), home.AddMember("bob"), home.AddRole("all")
	question := alice.Say(general, "hello")
	content := fmt.Sprintf("%s %s @everyone", bob.Mention(), role.Mention())
	send := func(allowed string) []string {
		a := call(t, sim, "POST", "/api/v10/channels/"+general.ID()+"/messages",
			fmt.Sprintf(`{"content":%q,"message_reference":{"message_id":%q}%s}`, content, question.ID, allowed))
		if a.status != 200 {
			t.Error(a)
		}
		all := general.Messages()
		return all[len(all)-1].Pings
	}
	for allowed, want := range map[string][]string{
		``:                                 {bob.ID(), role.ID(), alice.ID()},
		`,"allowed_mentions":{"parse":[]}`: nil,
		`,"allowed_mentions":{"parse":null,"replied_user":false}`:                  nil,
		`,"allowed_mentions":{"parse":["users"]}`:                                  {bob.ID()},
		`,"allowed_mentions":{"parse":[],"replied_user":true}`:                     {alice.ID()},
		`,"allowed_mentions":{"parse":[],"users":["` + bob.ID() + `"]}`:            {bob.ID()},
		`,"allowed_mentions":{"parse":["everyone"],"roles":["` + role.ID() + `"]}`: {role.ID()},
	} {
		if diff := cmp.Diff(want, send(allowed)); diff != "" {
			t.Errorf("%s: %s", allowed, diff)
		}
	}
	home.Give(sim.Bot(), home.AddRole("loud", simulator.MentionEveryone))
	if got := send(""); !slices.Contains(got, "everyone") {
		t.Errorf("with the permission: %v", got)
	}
}

// TestRateLimit is enforced by bucket and over all, and discordgo waits and comes back.
func TestRateLimit(t *testing.T) {
	t.Parallel()
	clock := simulator.NewManualClock(time.Now())
	sim := newSim(t, simulator.Options{
		Clock: clock, Contract: contract(t),
		RateLimit: simulator.Limit{Requests: 2, Per: 5 * time.Second}, GlobalRateLimit: simulator.Limit{Requests: 5, Per: time.Second},
	})
	home := sim.AddGuild("home")
	a, b := home.AddChannel("a"), home.AddChannel("b")
	get := func(c *simulator.Channel) restAnswer { return call(t, sim, "GET", "/api/v10/channels/"+c.ID(), "") }
	for i, left := range []string{"1", "0"} {
		if r := get(a); r.status != 200 || r.header.Get("X-RateLimit-Remaining") != left || r.header.Get("X-RateLimit-Reset-After") != "5.000" {
			t.Errorf("%d: %v", i, r)
		}
	}
	over := get(a)
	if over.status != 429 || over.header.Get("X-RateLimit-Scope") != "user" || over.header.Get("Retry-After") != "5" || !strings.Contains(over.body, `"retry_after":5`) {
		t.Error(over)
	}
	if r := get(b); r.status != 200 {
		t.Errorf("another channel: %v", r)
	}
	get(b)
	if r := get(b); r.status != 429 || r.header.Get("X-RateLimit-Global") != "true" || !strings.Contains(r.body, `"global":true`) {
		t.Errorf("sixth in a second: %v", r)
	}
	clock.Advance(5 * time.Second)
	if r := get(a); r.status != 200 {
		t.Error(r)
	}
}

// TestDiscordgoSends: text, file, edit and delete, as the library does it.
func TestDiscordgoSends(t *testing.T) {
	t.Parallel()
	sim := newSim(t, simulator.Options{Contract: contract(t)})
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	s := newSession(t, sim, 0)
	m := must[*discordgo.Message](t)(s.ChannelMessageSendComplex(general.ID(), &discordgo.MessageSend{
		Content: "with a file", Files: []*discordgo.File{{Name: "a b.txt", ContentType: "text/plain", Reader: strings.NewReader("abc")}},
	}))
	if len(m.Attachments) != 1 || m.Attachments[0].Filename != "a b.txt" || m.Attachments[0].Size != 3 {
		t.Errorf("attachments = %+v", m.Attachments)
	}
	must[*discordgo.Message](t)(s.ChannelMessageEdit(general.ID(), m.ID, "edited"))
	if got := general.Messages()[0]; got.Content != "edited" || got.EditedTimestamp == nil || len(got.Attachments) != 1 {
		t.Errorf("edited = %+v", got)
	}
	if err := s.ChannelMessageDelete(general.ID(), m.ID); err != nil {
		t.Error(err)
	}
	dm := must[*discordgo.Channel](t)(s.UserChannelCreate(alice.ID()))
	must[*discordgo.Message](t)(s.ChannelMessageSend(dm.ID, "hello"))
	if n := len(alice.Sees(alice.DMChannel())); n != 1 {
		t.Errorf("alice sees %d direct messages", n)
	}
	if got := must[[]*discordgo.Message](t)(s.ChannelMessages(dm.ID, 10, "", "", "")); len(got) != 1 {
		t.Errorf("%d messages", len(got))
	}
	if n := sim.Sent(); n.Messages != 2 || n.Edits != 1 || n.Deletes != 1 || n.Requests != len(sim.Requests()) {
		t.Errorf("sent = %+v", n)
	}
}
