package main

import (
	"fmt"
	"slices"

	"github.com/hebb-bot/hebb/bot"
)

// mostServers is how many servers are looked into, at three requests each.
const mostServers = 20

func (e *examination) lookAtServers() []finding {
	guilds, all, err := e.discord.Guilds(e)
	if err != nil {
		return one(problem, "not known: "+err.Error(), "look again in a minute")
	}
	e.guilds = guilds
	var called []string
	for _, g := range guilds {
		called = append(called, g.Name)
	}
	home := e.settings.Library.HomeGuild
	missing := home != "" && all && !slices.ContainsFunc(guilds, func(g bot.Guild) bool { return g.ID == home })
	switch {
	case len(guilds) == 0:
		return one(warning, "the bot is in none", "open the invite link to add it to one")
	case missing:
		return one(problem, fmt.Sprintf("in %s (%s), but not in library.home_guild", count(len(guilds), "server"), names("", called)), "add the bot to that server, or set library.home_guild to one that it is in")
	case !all:
		return one(well, fmt.Sprintf("in %d or more: %s", len(guilds), names("", called)), "")
	}
	return one(well, fmt.Sprintf("in %d: %s", len(guilds), names("", called)), "")
}

func (e *examination) lookAtPermissions() []finding {
	if len(e.guilds) == 0 {
		return one(skipped, "the bot is in no server that is known", "")
	}
	var out []finding
	looked, channels := 0, 0
	for _, g := range e.guilds[:min(len(e.guilds), mostServers)] {
		lacks, n, err := e.discord.Lacks(e, g, e.account.ID)
		if err != nil {
			out = append(out, one(warning, fmt.Sprintf("not known for %q: %v", name(g.Name), err), "look again in a minute")...)
			continue
		}
		looked, channels = looked+1, channels+n
		for _, l := range lacks {
			out = append(out, lacking(g, l))
		}
	}
	if len(out) == 0 {
		out = one(well, fmt.Sprintf("the bot has all that it needs in %s of %s", count(channels, "channel"), count(looked, "server")), "")
	}
	if more := len(e.guilds) - mostServers; more > 0 {
		out = append(out, one(well, fmt.Sprintf("%s not looked into", count(more, "further server")), "")...)
	}
	return out
}

// lacking says what a permission is missing for. In some channels that may be meant; in
// all of them it is not.
func lacking(g bot.Guild, l bot.Lack) finding {
	if l.Everywhere {
		return one(problem, fmt.Sprintf("%q: no %q in any channel", name(g.Name), l.Permission), "add it to the bot's role, under Server Settings, Roles; or invite the bot again by the link below")[0]
	}
	return one(warning, fmt.Sprintf("%q: no %q in %s", name(g.Name), l.Permission, names("#", l.Channels)), "add it for the bot's role in the channel's settings, under Permissions, unless that is meant")[0]
}
