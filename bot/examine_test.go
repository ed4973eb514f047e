package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// examiner looks at a world's Discord.
func (w *world) examiner(token string) *Examiner {
	w.t.Helper()
	e, err := NewExaminer(ExaminerOptions{Token: token, APIURL: w.sim.URL(), Wait: time.Minute})
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

// TestExamine is what Discord says of the bot, as long as all is well.
func TestExamine(t *testing.T) {
	w := newWorld(t, simulator.Options{Shards: 3, Privileged: simulator.IntentGuildPresences, Application: simulator.Application{Name: "Hebb", InteractionsURL: "https://bot.example/"}})
	e := w.examiner(w.sim.Token())
	account, err := e.Account(w.ctx())
	if err != nil || account != (Account{w.sim.BotID(), "bot"}) {
		t.Errorf("account %+v, %v", account, err)
	}
	app, err := e.Application(w.ctx())
	want := Application{ID: w.sim.ApplicationID(), Name: "Hebb", PublicKey: w.sim.PublicKey(), Interactions: "https://bot.example/", Servers: true, People: true, Privileged: []string{"Presence"}}
	if diff := cmp.Diff(want, app); diff != "" || err != nil {
		t.Errorf("application: %s%v", diff, err)
	}
	starts, err := e.Starts(w.ctx())
	if err != nil || starts.Shards != 3 || starts.Most != 1000 || starts.Left != 999 || starts.Reset < 23*time.Hour {
		t.Errorf("starts %+v, %v", starts, err)
	}
	guilds, all, err := e.Guilds(w.ctx())
	if err != nil || !all || len(guilds) != 1 || guilds[0].Name != "home" || guilds[0].Owner {
		t.Errorf("guilds %+v, %v, %v", guilds, all, err)
	}
	if now, err := e.Time(w.ctx()); err != nil || time.Since(now).Abs() > time.Minute {
		t.Errorf("time %v, %v", now, err)
	}
}

// TestExamineRegistration: the commands that the bot registered are those of this
// version; those of another library are not.
func TestExamineRegistration(t *testing.T) {
	w := newWorld(t, simulator.Options{})
	e := w.examiner(w.sim.Token())
	r, err := e.Registration(w.ctx(), w.sim.ApplicationID(), w.bot.wanted())
	if err != nil || !r.Same() || r.Commands != len(w.sim.Commands(nil)) || r.Commands == 0 {
		t.Errorf("%+v, %v", r, err)
	}
	topic := &discordgo.ApplicationCommand{Type: discordgo.ChatApplicationCommand, Name: "sleep", Description: "What sleep is."}
	changed := *topic
	changed.Description = "What sleep was."
	other := &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: "sleep"}
	got := compare([]*discordgo.ApplicationCommand{topic, other}, []*discordgo.ApplicationCommand{{Type: discordgo.ChatApplicationCommand, Name: "old"}, &changed})
	if diff := cmp.Diff(Registration{Commands: 2, Absent: []string{"sleep"}, Changed: []string{"sleep"}, Surplus: []string{"old"}}, got); diff != "" {
		t.Error(diff)
	}
}

// TestExamineFailures: each ends soon, in a sentence without the token.
func TestExamineFailures(t *testing.T) {
	w := prepare(t, simulator.Options{T: tolerant{}})
	const route = "/users/@me"
	for _, c := range []struct {
		name  string
		fault simulator.Kind
		want  string
	}{
		{"rate limit", simulator.RateLimit("user", time.Hour), "Discord limits the rate"},
		{"proxy", simulator.HTMLRateLimit(time.Hour), "Discord limits the rate"},
		{"bad gateway", simulator.ServerError(502), "Discord answered 502"},
		{"error", simulator.ServerError(500), "Discord answered 500, code 0"},
		{"silence", simulator.Slow(0), "no answer from Discord within 200ms"},
	} {
		e := w.examiner(w.sim.Token())
		if c.name == "silence" {
			e.client.Timeout = 200 * time.Millisecond
		}
		f := w.sim.Fault(c.fault, simulator.On(route), simulator.Times(5))
		_, err := e.Account(w.ctx())
		f.Lift()
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), w.sim.Token()) {
			t.Errorf("%s: %v", c.name, err)
		}
		if f.Used() != 1 {
			t.Errorf("%s: tried %d times", c.name, f.Used())
		}
	}
	for _, token := range []string{"nonsense", ""} {
		if _, err := w.examiner(token).Account(w.ctx()); !errors.Is(err, gateway.ErrToken) {
			t.Errorf("token %q: %v", token, err)
		}
		if _, err := w.examiner(token).Time(w.ctx()); err != nil {
			t.Errorf("the time needs no token: %v", err)
		}
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.examiner(w.sim.Token()).Application(over); err == nil {
		t.Error("it looked though its time was over")
	}
	if _, err := NewExaminer(ExaminerOptions{APIURL: "nowhere"}); err == nil {
		t.Error("an address without a server")
	}
}

// TestLacks is Discord's algorithm, in the order that matters, held against what the
// simulator lets the bot do: a permission is missing if and only if a message is refused.
func TestLacks(t *testing.T) {
	w := newWorld(t, simulator.Options{T: tolerant{}})
	e, home, bot := w.examiner(w.sim.Token()), w.general.Guild(), w.sim.Bot()
	role, second := home.AddRole("role"), home.AddRole("second")
	home.Give(bot, role)
	home.Give(bot, second)
	lacks := func() (names []string) {
		guilds, _, err := e.Guilds(w.ctx())
		if err != nil {
			t.Fatal(err)
		}
		all, _, err := e.Lacks(w.ctx(), guilds[0], w.sim.BotID())
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			names = append(names, l.Permission)
		}
		return names
	}
	const send, view, embed, history = "Send Messages", "View Channels", "Embed Links", "Read Message History"
	for _, s := range []struct {
		name string
		do   func()
		want []string
	}{
		{"all", func() {}, nil},
		{"everyone denied", func() { w.general.Deny(home.Everyone(), simulator.SendMessages, simulator.EmbedLinks) }, []string{send, embed}},
		{"role allowed", func() { w.general.Allow(role, simulator.SendMessages) }, []string{embed}},
		{"another of its roles denied: allowing wins", func() { w.general.Deny(second, simulator.SendMessages) }, []string{embed}},
		{"itself denied", func() { w.general.Deny(bot, simulator.SendMessages) }, []string{send, embed}},
		{"itself allowed", func() { w.general.Allow(bot, simulator.SendMessages, simulator.EmbedLinks) }, nil},
		{"somebody else denied", func() { w.general.Deny(w.alice, simulator.SendMessages) }, nil},
		{"a role it has not denied", func() { w.general.Deny(home.AddRole("other"), simulator.SendMessages) }, nil},
		{"unseen, nothing else counts", func() { w.general.Deny(bot, simulator.ViewChannel, simulator.ReadMessageHistory) }, []string{view}},
		{"seen", func() { w.general.Allow(bot, simulator.ViewChannel) }, []string{history}},
		{"nothing in the server, and overwrites", func() { home.SetEveryone() }, []string{"Send Messages in Threads", history}},
		{"administrator", func() { home.Give(bot, home.AddRole("admins", simulator.Administrator)) }, nil},
	} {
		s.do()
		got := lacks()
		if diff := cmp.Diff(s.want, got); diff != "" {
			t.Errorf("%s: %s", s.name, diff)
		}
		err := w.bot.Session.Send(w.ctx(), w.general.ID(), gateway.Payload{Content: "may I?", AllowedMentions: gateway.Mentions{Parse: []string{}}}, false)
		if may := !slices.Contains(got, send) && !slices.Contains(got, view); may != (err == nil) {
			t.Errorf("%s: it lacks %v, and sending gives %v", s.name, got, err)
		}
	}
}

// TestLacksByKind: what is needed depends on the kind of channel.
func TestLacksByKind(t *testing.T) {
	everyone := &discordgo.Role{ID: "1"}
	m := membership{guild: Guild{ID: "1"}, self: "2", roles: []*discordgo.Role{everyone, nil}, now: time.Now()}
	channels := []*discordgo.Channel{
		{Name: "text", Type: discordgo.ChannelTypeGuildText}, {Name: "news", Type: discordgo.ChannelTypeGuildNews},
		{Name: "voice", Type: discordgo.ChannelTypeGuildVoice}, {Name: "forum", Type: discordgo.ChannelTypeGuildForum},
		{Name: "category", Type: discordgo.ChannelTypeGuildCategory}, nil,
	}
	everyone.Permissions = discordgo.PermissionViewChannel | discordgo.PermissionEmbedLinks | discordgo.PermissionReadMessageHistory
	lacks, n := m.lacks(channels)
	want := []Lack{
		{"Send Messages", []string{"text", "news", "voice"}, true},
		{"Send Messages in Threads", []string{"text", "news", "forum"}, true},
	}
	if diff := cmp.Diff(want, lacks); diff != "" || n != 4 {
		t.Errorf("%d channels: %s", n, diff)
	}

	everyone.Permissions = Permissions
	until := m.now.Add(time.Hour)
	m.member.CommunicationDisabledUntil = &until
	if got := m.missing(channels[0]); !slices.Equal(got, []string{"Send Messages", "Send Messages in Threads", "Embed Links"}) {
		t.Errorf("timed out: %v", got)
	}
	m.guild.Owner = true
	if got := m.missing(channels[0]); got != nil {
		t.Errorf("the owner lacks %v", got)
	}
}

// TestPermissionNames: what the bot needs has a name, and nothing else has.
func TestPermissionNames(t *testing.T) {
	var all int64
	for _, p := range permissionNames {
		all |= p.bit
	}
	if all != Permissions {
		t.Errorf("named are %b, needed %b", all, int64(Permissions))
	}
}
