package simulator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/simulator"
)

// commandsJSON registers one of each kind.
const commandsJSON = `[
 {"name":"ask","description":"d","options":[
   {"type":3,"name":"question","description":"d","required":true,"min_length":3,"max_length":20},
   {"type":3,"name":"about","description":"d","autocomplete":true},
   {"type":3,"name":"lang","description":"d","choices":[{"name":"German","value":"de"}]},
   {"type":4,"name":"n","description":"d","min_value":1,"max_value":5},
   {"type":10,"name":"x","description":"d"},
   {"type":5,"name":"quiet","description":"d"},
   {"type":6,"name":"who","description":"d"},
   {"type":7,"name":"where","description":"d","channel_types":[0]},
   {"type":8,"name":"as","description":"d"},
   {"type":9,"name":"whom","description":"d"},
   {"type":11,"name":"file","description":"d"}]},
 {"name":"mod","description":"d","default_member_permissions":"32","options":[
   {"type":1,"name":"set","description":"d","options":[{"type":3,"name":"key","description":"d","required":true}]},
   {"type":2,"name":"list","description":"d","options":[{"type":1,"name":"all","description":"d"}]}]},
 {"name":"admin","description":"d","default_member_permissions":"0"},
 {"name":"home","description":"d","contexts":[0],"integration_types":[0]},
 {"name":"private","description":"d","contexts":[1,2],"integration_types":[0,1]},
 {"name":"grown","description":"d","nsfw":true},
 {"name":"Answer with Hebb","type":3}]`

func putCommands(t *testing.T, sim *simulator.Simulator, body string) restAnswer {
	t.Helper()
	return call(t, sim, "PUT", "/api/v10/applications/"+sim.ApplicationID()+"/commands", body)
}

// TestUse is what a person's client lets them do with a command.
func TestUse(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{Contract: contract(t)})
	home := sim.AddGuild("home")
	elsewhere := sim.AddGuild("elsewhere", simulator.WithoutBot)
	general, adults := home.AddChannel("general"), home.AddChannel("adults").MarkNSFW()
	far := elsewhere.AddChannel("far")
	hidden := home.AddChannel("hidden")
	alice, mod := home.AddMember("alice"), home.AddMember("mod", simulator.ManageGuild)
	boss := home.AddMember("boss", simulator.Administrator)
	zoe := elsewhere.AddMember("zoe").InstallApp()
	elsewhere.AddMember("alice")
	mute := home.AddMember("mute")
	hidden.Deny(home.Everyone(), simulator.ViewChannel)
	general.Deny(mute, simulator.UseApplicationCommands)
	group := sim.AddGroup(alice, zoe)
	role := home.AddRole("readers")
	if a := putCommands(t, sim, commandsJSON); a.status != 200 {
		t.Fatal(a)
	}
	q := simulator.Opt("question", "what?")
	opt := simulator.Opt
	for _, c := range []struct {
		name string
		do   func() *simulator.Interaction
		want string // in the error; "" for none
	}{
		{"plain", func() *simulator.Interaction { return alice.Command(general, "ask", q) }, ""},
		{"required left out", func() *simulator.Interaction { return alice.Command(general, "ask") }, "is required"},
		{"unknown option", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("z", 1)) }, `no option "z"`},
		{"too short", func() *simulator.Interaction { return alice.Command(general, "ask", opt("question", "ab")) }, "between 3 and 20"},
		{"too long", func() *simulator.Interaction {
			return alice.Command(general, "ask", opt("question", strings.Repeat("a", 21)))
		}, "between 3 and 20"},
		{"choice by name", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("lang", "German")) }, ""},
		{"choice by value", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("lang", "de")) }, ""},
		{"no such choice", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("lang", "fr")) }, "choices"},
		{"number", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("n", 5), opt("x", 1.5)) }, ""},
		{"number out of range", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("n", 6)) }, "out of range"},
		{"not whole", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("n", 1.5)) }, "not whole"},
		{"things", func() *simulator.Interaction {
			return alice.Command(general, "ask", q, opt("who", mod), opt("where", general), opt("as", role), opt("whom", mod),
				opt("quiet", true), opt("file", simulator.Attachment{Filename: "a.txt", Size: 3}))
		}, ""},
		{"wrong thing", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("who", role)) }, "does not fit"},
		{"wrong type", func() *simulator.Interaction { return alice.Command(general, "ask", q, opt("quiet", "yes")) }, "does not fit"},
		{"unknown command", func() *simulator.Interaction { return alice.Command(general, "sing") }, "not registered"},
		{"subcommand", func() *simulator.Interaction { return mod.Command(general, "mod set", opt("key", "v")) }, ""},
		{"group", func() *simulator.Interaction { return mod.Command(general, "mod list all") }, ""},
		{"subcommand left out", func() *simulator.Interaction { return mod.Command(general, "mod") }, "needs a subcommand"},
		{"no such subcommand", func() *simulator.Interaction { return mod.Command(general, "mod get") }, "no subcommand"},
		{"not a moderator", func() *simulator.Interaction { return alice.Command(general, "mod list all") }, "other permissions"},
		{"not an administrator", func() *simulator.Interaction { return mod.Command(general, "admin") }, "other permissions"},
		{"administrator", func() *simulator.Interaction { return boss.Command(general, "admin") }, ""},
		{"no application commands", func() *simulator.Interaction { return mute.Command(general, "ask", q) }, "no permission"},
		{"hidden channel", func() *simulator.Interaction { return alice.Command(hidden, "ask", q) }, "not visible"},
		{"restricted by age", func() *simulator.Interaction { return alice.Command(general, "grown") }, "age"},
		{"in an adults' channel", func() *simulator.Interaction { return alice.Command(adults, "grown") }, ""},
		{"direct message", func() *simulator.Interaction { return alice.Command(alice.DMChannel(), "ask", q) }, ""},
		{"not in a direct message", func() *simulator.Interaction { return alice.Command(alice.DMChannel(), "home") }, "not available"},
		{"only in a direct message", func() *simulator.Interaction { return alice.Command(general, "private") }, "not available"},
		{"user install", func() *simulator.Interaction { return zoe.Command(far, "ask", q) }, ""},
		{"user install, group", func() *simulator.Interaction { return zoe.Command(group, "private") }, ""},
		{"not installed", func() *simulator.Interaction { return alice.Command(far, "ask", q) }, "not available"},
		{"not for user install", func() *simulator.Interaction { return zoe.Command(far, "home") }, "not available"},
		{"suggestions", func() *simulator.Interaction { return alice.Autocomplete(general, "ask", "about", "ex") }, ""},
		{"suggestions of a plain option", func() *simulator.Interaction { return alice.Autocomplete(general, "ask", "lang", "") }, "autocomplete"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(sim.Failures())
			err := c.do().Err()
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("err = %v; want %q", err, c.want)
			}
			if n := len(sim.Failures()) - before; (n == 1) != (err != nil) {
				t.Errorf("%d failures recorded for %v", n, err)
			}
		})
	}
	if v := sim.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// TestAutocomplete with discordgo, then the command with the choice.
func TestAutocomplete(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{Contract: contract(t)})
	home := sim.AddGuild("home", simulator.WithLocale("de"))
	general, alice := home.AddChannel("general"), home.AddMember("alice").SetLocale("de")
	s := newSession(t, sim, 0)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		option := i.ApplicationCommandData().GetOption("about")
		if i.Locale != discordgo.German || *i.GuildLocale != discordgo.German || i.Member.Permissions == 0 || i.AppPermissions == 0 {
			t.Errorf("interaction = %+v", i.Interaction)
		}
		var err error
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			err = respond(s, i, discordgo.InteractionApplicationCommandAutocompleteResult, &discordgo.InteractionResponseData{
				Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: option.StringValue() + "ercise", Value: "exercise"}},
			})
		} else {
			err = respond(s, i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{Content: option.StringValue()})
		}
		if err != nil {
			t.Error(err)
		}
	})
	register(t, sim, s, &discordgo.ApplicationCommand{Name: "depression", Description: "d", Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionString, Name: "about", Description: "d", Autocomplete: true, Required: true},
	}})
	open(t, s)

	choices := must[[]simulator.Choice](t)(alice.Autocomplete(general, "depression", "about", "ex").Choices(ctx))
	if diff := cmp.Diff([]simulator.Choice{{Name: "exercise", Value: "exercise"}}, choices); diff != "" {
		t.Error(diff)
	}
	r := must[simulator.Response](t)(alice.Command(general, "depression", simulator.Opt("about", choices[0].Value)).Response(ctx))
	if r.Message.Content != "exercise" {
		t.Errorf("answer %q", r.Message.Content)
	}
}

// TestContextMenu gives the bot the target's content without any intent.
func TestContextMenu(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{Contract: contract(t)})
	home := sim.AddGuild("home")
	general, alice, bob := home.AddChannel("general"), home.AddMember("alice"), home.AddMember("bob")
	s := newSession(t, sim, 0)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		data := i.ApplicationCommandData()
		if err := respond(s, i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
			Content: "re: " + data.Resolved.Messages[data.TargetID].Content, Flags: discordgo.MessageFlagsEphemeral,
		}); err != nil {
			t.Error(err)
		}
	})
	register(t, sim, s, &discordgo.ApplicationCommand{Name: "Answer with Hebb", Type: discordgo.MessageApplicationCommand})
	open(t, s)
	question := bob.Say(general, "what is ECT?")
	r := must[simulator.Response](t)(alice.ContextMenu(question, "Answer with Hebb").Response(ctx))
	if r.Message.Content != "re: what is ECT?" || r.Message.OnlyFor != alice.ID() {
		t.Errorf("answer = %+v", r.Message)
	}
}

// TestBulkOverwrite: ids stay, the rest goes, and creates are counted.
func TestBulkOverwrite(t *testing.T) {
	t.Parallel()
	clock := simulator.NewManualClock(time.Now())
	sim := lenient(t, simulator.Options{Clock: clock, Contract: contract(t)})
	home := sim.AddGuild("home")
	ids := func() map[string]string {
		all := map[string]string{}
		for _, c := range sim.Commands(nil) {
			all[c.Name] = c.ID
		}
		return all
	}
	putCommands(t, sim, `[{"name":"a","description":"d"},{"name":"b","description":"d"}]`)
	before := ids()
	putCommands(t, sim, `[{"name":"b","description":"new"},{"name":"c","description":"d"}]`)
	if after := ids(); after["b"] != before["b"] || after["a"] != "" || after["c"] == "" {
		t.Errorf("before %v, after %v", before, after)
	}
	many := func(n int, prefix string) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"name":"%s%d","description":"d"}`, prefix, i))
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	for _, c := range []struct {
		body string
		code int
	}{
		{many(101, "x"), 30032},
		{many(100, "y"), 0},      // 103 created
		{many(98, "z"), 30034},   // would be 201
		{many(97, "zz"), 0},      // 200
		{many(1, "last"), 30034}, // not today
	} {
		if a := putCommands(t, sim, c.body); a.code() != c.code {
			t.Errorf("%.40s…: %d %s; want %d", c.body, a.status, a.body, c.code)
		}
	}
	clock.Advance(24 * time.Hour)
	if a := putCommands(t, sim, many(1, "last")); a.status != 200 {
		t.Error(a)
	}
	guild := "/api/v10/applications/" + sim.ApplicationID() + "/guilds/" + home.ID() + "/commands"
	if a := call(t, sim, "PUT", guild, `[{"name":"here","description":"d","name_localizations":{"de":"hier"}}]`); a.status != 200 || len(sim.Commands(home)) != 1 {
		t.Error(a)
	}
	if a := call(t, sim, "GET", guild, ""); strings.Contains(a.body, "hier") {
		t.Error("translations without with_localizations")
	}
	if a := call(t, sim, "GET", guild+"?with_localizations=true", ""); !strings.Contains(a.body, "hier") {
		t.Error(a.body)
	}
	if a := call(t, sim, "PUT", "/api/v10/applications/"+sim.BotID()+"/commands", `[]`); a.code() != 10002 {
		t.Errorf("the bot's user id for the application's: %v", a)
	}
}
