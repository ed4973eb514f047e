package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
)

// Pages of the panel on places: whose helplines are shown, and where the bot holds back.

// perCountries is how many countries a page of menus holds; a row is left for buttons.
const perCountries = (maxRows - 1) * maxOptions

func (p *panel) showCountry(_ context.Context, arg string) view {
	all := p.Responder.Countries()
	pages := max(1, (len(all)+perCountries-1)/perCountries)
	page := pageOf(arg, pages)
	part := all[page*perCountries : min(len(all), (page+1)*perCountries)]
	menus := countryMenus(part, func(n int) string { return panelID("lines", page, n) })
	last := p.back(panelID("home"), "country", page, pages).(discordgo.ActionsRow)
	none := p.button("settings-do-operators", panelID("lines", page, "none"))
	none.Disabled = p.g.Country == ""
	last.Components = append(last.Components, none)
	return p.page([]string{p.w.Label("settings-country-text"), "**" + p.w.Label("settings-country") + ":** " + p.country()}, append(menus, last)...)
}

// setCountry takes a country of a menu, or that of the operator where a button was pressed.
func (p *panel) setCountry(ctx context.Context, arg string) view {
	page, which, _ := strings.Cut(arg, ":")
	code := ""
	if len(p.in.Values) > 0 {
		code = p.in.Values[0]
	}
	known := slices.ContainsFunc(p.Responder.Countries(), func(c *knowledge.Country) bool { return c.Code == code })
	if len(p.in.Values) > 1 || !known && (code != "" || which != "none") {
		p.refuse("settings-unknown")
	} else {
		p.change(ctx, func(g *store.Guild) string { g.Country = code; return "" })
	}
	return p.showCountry(ctx, page)
}

// maxKept is how many ids of one kind are kept for a server.
const maxKept = 500

// replace takes some ids out of a list and puts others in; full is set where they would be
// too many.
func replace(list, out, in []string) (next []string, full bool) {
	for _, id := range list {
		if !slices.Contains(out, id) && !slices.Contains(in, id) {
			next = append(next, id)
		}
	}
	next = append(next, in...)
	return next, len(next) > maxKept && len(next) > len(list)
}

// quietPage is the quiet channels of a page, and how many pages there are: one more where
// the last is full, since a menu that is full takes no others.
func quietPage(g store.Guild, arg string) (part []string, page, pages int) {
	pages = len(g.Quiet)/maxOptions + 1
	page = pageOf(arg, pages)
	return g.Quiet[page*maxOptions : min(len(g.Quiet), (page+1)*maxOptions)], page, pages
}

func (p *panel) showQuiet(_ context.Context, arg string) view {
	part, page, pages := quietPage(p.g, arg)
	menu := p.pick(discordgo.ChannelSelectMenu, panelID("channels", page), "settings-pick-quiet", maxOptions, part...)
	menu.ChannelTypes = hearing
	here := p.button("settings-do-quiet", panelID("here", true, page))
	if p.g.IsQuiet(p.in.Channel) {
		here = p.button("settings-do-answer", panelID("here", false, page))
	}
	return p.page([]string{
		p.w.Label("settings-quiet-text"),
		"**" + p.w.Label("settings-here") + ":** " + p.either(p.g.IsQuiet(p.in.Channel), "settings-here-off", "settings-here-on"),
		"**" + p.w.Label("settings-quiet") + ":** " + p.channels(),
	}, row(menu), row(here), p.back(panelID("home"), "quiet", page, pages))
}

// hearing is the kinds of channels in which somebody can mention the bot. Threads are not
// among them: they come and go, and are set in themselves.
var hearing = []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildStageVoice}

// channels is the quiet channels by name, as many as one can take in.
func (p *panel) channels() string {
	if len(p.g.Quiet) == 0 {
		return p.w.Label("settings-none")
	}
	const most = 10
	var names []string
	for _, c := range p.g.Quiet[:min(most, len(p.g.Quiet))] {
		names = append(names, "<#"+c+">")
	}
	text := strings.Join(names, ", ")
	if len(p.g.Quiet) > most {
		text += fmt.Sprintf(" … (%s %d)", p.w.Label("settings-in-all"), len(p.g.Quiet))
	}
	return text
}

// setHere has the bot hold back in the channel that the panel is in, or not.
func (p *panel) setHere(ctx context.Context, arg string) view {
	quiet, page, _ := strings.Cut(arg, ":")
	here := []string{p.in.Channel}
	if !snowflake.MatchString(p.in.Channel) {
		p.refuse("settings-unknown")
	} else {
		p.change(ctx, func(g *store.Guild) string {
			if quiet == "true" {
				return p.put(&g.Quiet, nil, here)
			}
			return p.put(&g.Quiet, here, nil)
		})
	}
	return p.showQuiet(ctx, page)
}

// setQuiet puts what was picked in place of the page of quiet channels.
func (p *panel) setQuiet(ctx context.Context, arg string) view {
	if len(p.in.Values) > maxOptions || slices.ContainsFunc(p.in.Values, func(id string) bool { return !snowflake.MatchString(id) }) {
		p.refuse("settings-unknown")
	} else {
		p.change(ctx, func(g *store.Guild) string {
			part, _, _ := quietPage(*g, arg)
			return p.put(&g.Quiet, part, p.in.Values)
		})
	}
	return p.showQuiet(ctx, arg)
}

// put replaces ids in a list, or says that it is full.
func (p *panel) put(list *[]string, out, in []string) string {
	next, full := replace(*list, out, in)
	if full {
		return "settings-full"
	}
	*list = next
	return ""
}
