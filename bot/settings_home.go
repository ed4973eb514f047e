package bot

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
)

// The first page of the panel: what is set, and the settings that need no page of their own.

func (p *panel) showHome(context.Context, string) view {
	var lines []string
	if p.in.Guild == p.HomeGuild {
		lines = append(lines, p.w.Label("settings-home"))
	}
	line := func(label, value string) { lines = append(lines, "**"+p.w.Label(label)+":** "+value) }
	line("settings-country", p.country())
	line("settings-answers", p.either(p.g.Public, "settings-public", "settings-private"))
	line("settings-here", p.either(p.g.IsQuiet(p.in.Channel), "settings-here-off", "settings-here-on"))
	line("settings-quiet", p.channels())
	line("settings-moderators", p.mention("<@&%s>", p.g.ModeratorRole, "settings-moderators-none"))
	line("settings-log", p.mention("<#%s>", p.g.LogChannel, "settings-log-none"))
	line("settings-hidden", p.hidden())
	line("settings-check-in", p.checkIn())

	public := p.button("settings-do-public", panelID("public", true))
	if p.g.Public {
		public = p.button("settings-do-private", panelID("public", false))
	}
	checkIn := p.button("settings-do-check-in", panelID("check-in", true))
	if p.g.CheckIn {
		checkIn = p.button("settings-do-no-check-in", panelID("check-in", false))
	}
	return p.page(lines,
		row(p.button("settings-go-country", panelID("country")), p.button("settings-go-quiet", panelID("quiet", 0)), p.button("settings-go-topics", panelID("topics", 0))),
		row(public, checkIn),
		row(p.pick(discordgo.RoleSelectMenu, panelID("role"), "settings-pick-role", 1, p.g.ModeratorRole)),
		row(p.pick(discordgo.ChannelSelectMenu, panelID("log"), "settings-pick-log", 1, p.g.LogChannel)),
	)
}

// pick is a menu of roles or channels in which some are picked already, and none need be.
func (p *panel) pick(kind discordgo.SelectMenuType, id, label string, most int, picked ...string) discordgo.SelectMenu {
	menu := discordgo.SelectMenu{MenuType: kind, CustomID: id, Placeholder: clip(p.w.Label(label), 150), MinValues: new(int), MaxValues: most}
	of := discordgo.SelectMenuDefaultValueRole
	if kind == discordgo.ChannelSelectMenu {
		of = discordgo.SelectMenuDefaultValueChannel
		menu.ChannelTypes = []discordgo.ChannelType{discordgo.ChannelTypeGuildText}
	}
	for _, id := range picked {
		if id != "" {
			menu.DefaultValues = append(menu.DefaultValues, discordgo.SelectMenuDefaultValue{ID: id, Type: of})
		}
	}
	return menu
}

func (p *panel) either(is bool, yes, no string) string {
	if is {
		return p.w.Label(yes)
	}
	return p.w.Label(no)
}

// mention is how Discord shows an id by name, or a label where there is none.
func (p *panel) mention(format, id, none string) string {
	if id == "" {
		return p.w.Label(none)
	}
	return fmt.Sprintf(format, id)
}

func (p *panel) country() string {
	all := p.Responder.Countries()
	if n := slices.IndexFunc(all, func(c *knowledge.Country) bool { return c.Code == p.g.Country }); n >= 0 {
		return escape(all[n].Name)
	}
	return p.w.Label("settings-operators") // also where the country has no lines any more
}

func (p *panel) hidden() string {
	entries := 0
	for _, id := range p.g.Hidden {
		if strings.Contains(id, "#") {
			entries++
		}
	}
	if len(p.g.Hidden) == 0 {
		return p.w.Label("settings-none")
	}
	return fmt.Sprintf("%s %d, %s %d", p.w.Label("settings-hidden-topics"), len(p.g.Hidden)-entries, p.w.Label("settings-hidden-entries"), entries)
}

func (p *panel) checkIn() string {
	if p.g.CheckIn && p.g.LogChannel == "" {
		return p.w.Label("settings-on-no-log")
	}
	return p.either(p.g.CheckIn, "settings-on", "settings-off")
}

// A button says what is to hold, not that it is to change: pressed twice, or by two people
// at once, it does what it says.
func (p *panel) setPublic(ctx context.Context, arg string) view {
	p.change(ctx, func(g *store.Guild) string { g.Public = arg == "true"; return "" })
	return p.showHome(ctx, "")
}

func (p *panel) setCheckIn(ctx context.Context, arg string) view {
	p.change(ctx, func(g *store.Guild) string { g.CheckIn = arg == "true"; return "" })
	return p.showHome(ctx, "")
}

func (p *panel) setRole(ctx context.Context, _ string) view {
	p.setOne(ctx, func(g *store.Guild) *string { return &g.ModeratorRole })
	return p.showHome(ctx, "")
}

// setLog says a word in the channel that was picked: that Hebb may not write there should
// not be found out when somebody asks for help.
func (p *panel) setLog(ctx context.Context, _ string) view {
	p.setOne(ctx, func(g *store.Guild) *string { return &g.LogChannel })
	if p.note == "settings-saved" && p.g.LogChannel != "" {
		ctx, cancel := context.WithTimeout(ctx, saveTime)
		defer cancel()
		if err := p.tell(ctx, p.g.LogChannel, p.w.Label("settings-log-hello"), p.in.ID); err != nil {
			p.note = "settings-log-mute"
		}
	}
	return p.showHome(ctx, "")
}

// setOne sets an id to what was picked, and clears it where nothing was. The server's own
// id is that of the role that everybody has: nobody would be a moderator by it.
func (p *panel) setOne(ctx context.Context, field func(*store.Guild) *string) {
	id := ""
	if len(p.in.Values) > 0 {
		id = p.in.Values[0]
		if len(p.in.Values) > 1 || !snowflake.MatchString(id) || id == p.in.Guild {
			p.refuse("settings-unknown")
			return
		}
	}
	p.change(ctx, func(g *store.Guild) string { *field(g) = id; return "" })
}

// snowflake is an id of Discord's.
var snowflake = regexp.MustCompile(`^[1-9][0-9]{16,19}$`)
