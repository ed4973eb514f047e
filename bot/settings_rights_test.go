package bot

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

// everyPress is every button and menu of every page of the panel, with something picked.
func everyPress(b *Bot, in interaction) []interaction {
	var out []interaction
	for _, id := range []string{"home", "public:true", "public:false", "check-in:true", "check-in:false", "country", "country:0", "quiet:0", "here:true:0", "here:false:0", "topics:0", "entries:0:depression", "lines:0:none"} {
		out = append(out, pressOf(in, id))
	}
	for id, values := range map[string][]string{
		"role": {"100000000000000077"}, "log": {"100000000000000077"}, "lines:0:0": {"US"}, "channels:0": {"100000000000000077"},
		"hide:0": {"sleep"}, "entries:0": {"sleep"}, "entry:0:sleep": {"sleep#mood"},
	} {
		out = append(out, pressOf(in, id, values...), pressOf(in, id))
	}
	for act := range panelActs { // one that was added has its line above
		if !slices.ContainsFunc(out, func(i interaction) bool { return strings.HasPrefix(i.CustomID+":", "h1:g:"+act+":") }) {
			panic("nothing presses " + act)
		}
	}
	return out
}

func pressOf(in interaction, id string, values ...string) interaction {
	in.CustomID, in.Values = panelID(id), values
	return in
}

// TestWhoMayNot: every button, menu and the command itself is refused in plain words to a
// member without the right, in a direct message, and to somebody who had the right before.
func TestWhoMayNot(t *testing.T) {
	m := newManaged(t)
	kept := store.Guild{Country: "US", Quiet: []string{"100000000000000005"}, Hidden: []string{"depression"}, LogChannel: "100000000000000006", CheckIn: true}
	m.set(kept)
	m.connect()
	const noRight = "Only members who can manage this server can see and change its settings."
	for name, tt := range map[string]struct {
		in   interaction
		want string
	}{
		"a member":               {interaction{Guild: m.guild.ID(), Permissions: int64(simulator.SendMessages)}, noRight},
		"of a moderators' role":  {interaction{Guild: m.guild.ID(), Permissions: int64(simulator.ManageMessages), Roles: []string{kept.ModeratorRole}}, noRight},
		"in a direct message":    {interaction{Permissions: int64(simulator.Administrator)}, "Settings belong to a server."},
		"nothing is told of one": {interaction{Guild: m.guild.ID()}, noRight},
	} {
		tt.in.User, tt.in.Channel = m.alice.ID(), m.general.ID()
		before := m.memory.attempts
		views := []view{m.bot.settings(t.Context(), tt.in)}
		for _, press := range everyPress(m.bot, tt.in) {
			views = append(views, m.bot.pressed(t.Context(), press))
		}
		for _, v := range views {
			if !v.Private || v.inPlace || len(v.Components) > 0 || !strings.Contains(v.Content, tt.want) {
				t.Errorf("%s: %+v", name, v)
			}
		}
		if m.memory.attempts != before || !cmp.Equal(m.memory.of(m.guild.ID()), kept) {
			t.Errorf("%s changed the settings", name)
		}
	}
	for _, c := range m.sim.Commands(nil) {
		if c.Name == "settings" && (c.DefaultMemberPermissions == nil || string(*c.DefaultMemberPermissions) != simulator.ManageGuild.String() || !slices.Equal(c.Contexts, []int{0})) {
			t.Errorf("whom the command is shown to: %v in %v", c.DefaultMemberPermissions, c.Contexts)
		}
	}
}

// TestRightsAreLookedAtAnew: a panel stays on the screen of somebody who lost the right.
func TestRightsAreLookedAtAnew(t *testing.T) {
	m := newManaged(t)
	staff := m.guild.AddRole("staff", simulator.ManageGuild)
	m.guild.Give(m.alice, staff)
	m.connect()
	panel := m.response(m.alice.Command(m.general, "settings"))
	m.general.Deny(m.alice, simulator.ManageGuild)
	has(t, m.response(m.alice.Press(&panel, "Show answers to everybody")), "Only members who can manage this server", "!Saved")
	if m.memory.of(m.guild.ID()).Public {
		t.Error("it was changed")
	}
}

// TestAModeratorOfAnotherServer presses everything there with the ids of this one: this
// server's settings stay as they are.
func TestAModeratorOfAnotherServer(t *testing.T) {
	m := newManaged(t)
	elsewhere := m.sim.AddGuild("elsewhere")
	eve := elsewhere.AddMember("eve", simulator.Administrator)
	there := elsewhere.AddChannel("there")
	kept := store.Guild{Country: "US", Quiet: []string{m.general.ID()}, Hidden: []string{"depression"}, LogChannel: m.general.ID(), CheckIn: true, ModeratorRole: "100000000000000009"}
	m.set(kept)
	m.connect()
	in := interaction{Interaction: asked, User: eve.ID(), Guild: elsewhere.ID(), Channel: there.ID(), Permissions: int64(simulator.Administrator)}
	for _, press := range everyPress(m.bot, in) {
		if v := m.bot.pressed(t.Context(), press); !v.Private {
			t.Errorf("%s: everybody sees it", press.CustomID)
		}
		if !cmp.Equal(m.memory.of(m.guild.ID()), kept) {
			t.Fatalf("%s changed another server's settings: %+v", press.CustomID, m.memory.of(m.guild.ID()))
		}
	}
	if m.memory.of(elsewhere.ID()).Normal().Public { // public:false came last
		t.Error("the other server's own settings are not what was pressed")
	}
	// In the client of eve as well.
	panel := m.response(eve.Command(there, "settings"))
	has(t, panel, "!<#"+m.general.ID()+">")
	if m.response(eve.Press(&panel, "Show answers to everybody")); m.memory.of(m.guild.ID()).Public || !m.memory.of(elsewhere.ID()).Public {
		t.Error("the wrong server's settings were changed")
	}
	if m.bot.moderates(in) != true || m.bot.moderates(interaction{Guild: m.guild.ID(), User: eve.ID()}) {
		t.Error("eve moderates the wrong server")
	}
}

// TestRights is who moderates a server and who edits what all servers see.
func TestRights(t *testing.T) {
	memory := &ledger{}
	memory.set("home", store.Guild{ModeratorRole: "mods"})
	manage := int64(simulator.ManageGuild)
	for _, tt := range []struct {
		home, role        string
		in                interaction
		moderates, editor bool
	}{
		{"home", "editors", interaction{Guild: "home", Roles: []string{"editors"}}, false, true},
		{"home", "editors", interaction{Guild: "home", Roles: []string{"mods"}}, true, false},
		{"home", "editors", interaction{Guild: "home", Permissions: manage}, true, false},
		{"home", "editors", interaction{Guild: "away", Roles: []string{"editors", "mods"}}, false, false},
		{"home", "", interaction{Guild: "home", Permissions: manage}, true, true},
		{"home", "", interaction{Guild: "home", Permissions: int64(simulator.Administrator)}, true, true},
		{"home", "", interaction{Guild: "home", Roles: []string{"mods", ""}}, true, false},
		{"home", "", interaction{Guild: "away", Permissions: manage}, true, false},
		{"", "", interaction{Guild: "", Permissions: manage}, false, false},
		{"", "editors", interaction{Roles: []string{"editors"}}, false, false},
		{"home", "", interaction{Guild: "away", Roles: []string{""}}, false, false},
	} {
		b := New(Options{Memory: memory, HomeGuild: tt.home, HomeRole: tt.role, Secret: "s"})
		if got := b.moderates(tt.in); got != tt.moderates {
			t.Errorf("%+v moderates: %v", tt, got)
		}
		if got := b.edits(tt.in); got != tt.editor {
			t.Errorf("%+v edits: %v", tt, got)
		}
	}
}

// TestHostileSettings: whatever a manager's client sends, what is kept is what there is.
func TestHostileSettings(t *testing.T) {
	m := newManaged(t)
	other := m.sim.AddGuild("elsewhere").AddChannel("there")
	kept := store.Guild{Country: "US", LogChannel: m.general.ID(), ModeratorRole: "100000000000000009", Hidden: []string{"sleep"}}
	m.set(kept)
	m.connect()
	in := interaction{Interaction: asked, User: m.mod.ID(), Guild: m.guild.ID(), Channel: m.general.ID(), Permissions: int64(simulator.ManageGuild)}
	for id, values := range map[string][]string{
		"role": {"x"}, "role:": {m.guild.ID()}, "log": {""}, "log:1": {"1"}, "log:2": {m.general.ID(), other.ID()}, "lines:0:0": {"XX"}, "lines:0:1": {}, "lines": {"US", "ZZ"},
		"channels:0": {"<#1>"}, "channels:-5": {""}, "channels:1": slices.Repeat([]string{m.general.ID()}, 26), "hide:0": {"no-such"}, "hide:x": {"depression#what-is"},
		"entry:0:depression": {"sleep#mood"}, "entry:0:no-such": {"sleep#mood"}, "entry:0": {"depression"},
	} {
		v := m.bot.pressed(context.Background(), pressOf(in, id, values...))
		if !v.Private || !strings.Contains(v.Embeds[0].Description, "Nothing was changed.") && !strings.Contains(v.Embeds[0].Description, "no longer in the library") {
			t.Errorf("%s %v: %+v", id, values, v.Embeds[0])
		}
	}
	for _, id := range []string{"", ":", "nothing", "home home", "public:true:extra" + strings.Repeat("x", 100), "PUBLIC:true"} {
		if v := m.bot.pressed(context.Background(), pressOf(in, id)); !v.Private || v.inPlace || !strings.Contains(v.Embeds[0].Title, "no longer here") {
			t.Errorf("%q: %+v", id, v)
		}
	}
	if got := m.memory.of(m.guild.ID()); !cmp.Equal(got, kept) {
		t.Errorf("kept: %+v", got)
	}

	// Not even 500 ids that are good ones are too few.
	full := slices.Clone(kept.Quiet)
	for n := range maxKept {
		full = append(full, "1000000000000"+"00"+string(rune('0'+n/100))+string(rune('0'+n/10%10))+string(rune('0'+n%10)))
	}
	m.set(store.Guild{Quiet: full})
	if v := m.bot.pressed(context.Background(), pressOf(in, "here:true:0")); !strings.Contains(v.Embeds[0].Description, "more than 500") || len(m.memory.of(m.guild.ID()).Quiet) != maxKept {
		t.Errorf("one too many: %+v", v.Embeds[0])
	}
}

// TestAChannelOfAnotherServer cannot be picked: what Discord did not find here is not taken.
func TestAChannelOfAnotherServer(t *testing.T) {
	m := newManaged(t)
	m.connect()
	event := func(kind int, resolved string) []byte {
		return []byte(`{"id":"7","token":"t","type":3,"guild_id":"` + m.guild.ID() + `","channel_id":"` + m.general.ID() + `","member":{"permissions":"32","user":{"id":"4"}},
			"data":{"custom_id":"h1:g:log","component_type":` + string(rune('0'+kind)) + `,"values":["100000000000000077"],"resolved":` + resolved + `}}`)
	}
	for _, tt := range []struct {
		kind     int
		resolved string
		want     []string
	}{
		{8, `{"channels":{}}`, []string{""}}, {8, `{"channels":{"100000000000000077":{"id":"100000000000000077"}}}`, []string{"100000000000000077"}},
		{6, `{"channels":{"100000000000000077":{"id":"100000000000000077"}}}`, []string{""}}, {6, `{"roles":{"100000000000000077":{"id":"100000000000000077"}}}`, []string{"100000000000000077"}},
		{3, `{}`, []string{"100000000000000077"}},
	} {
		i, ok := toInteraction(decode(t, event(tt.kind, tt.resolved)))
		if !ok || !slices.Equal(i.Values, tt.want) {
			t.Errorf("type %d, %s: %v", tt.kind, tt.resolved, i.Values)
		}
	}
}
