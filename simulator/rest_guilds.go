package simulator

import "slices"

// maxGuilds is the largest page of a bot's guilds.
const maxGuilds = 200

// guildsWithBot are those that the bot is in, oldest first.
func (s *Simulator) guildsWithBot() []*Guild {
	var all []*Guild
	for _, g := range s.guilds {
		if g.hasBot {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b *Guild) int { return compareIDs(a.id, b.id) })
	return all
}

// listMyGuilds is a page of the guilds the bot is in.
func (s *Simulator) listMyGuilds(c *call) (reply, error) {
	limit, err := c.limit(maxGuilds, maxGuilds)
	if err != nil {
		return reply{}, err
	}
	before, after := c.query("before"), c.query("after")
	page := []object{}
	for _, g := range s.guildsWithBot() {
		if len(page) == limit || before != "" && compareIDs(g.id, before) >= 0 {
			break
		}
		if after != "" && compareIDs(g.id, after) <= 0 {
			continue
		}
		page = append(page, object{
			"id": g.id, "name": g.name, "icon": nil, "banner": nil, "owner": g.owner == s.bot, "features": none,
			"permissions": g.permissionsOf(g.members[s.bot.user.ID]).String(),
		})
	}
	return ok(page)
}

// guildOf finds the guild of a route: unknown, without the bot, or there.
func (s *Simulator) guildOf(c *call) (*Guild, error) {
	id := c.param("guild_id")
	i := slices.IndexFunc(s.guilds, func(g *Guild) bool { return g.id == id })
	switch {
	case i < 0:
		return nil, errUnknownGuild
	case !s.guilds[i].hasBot:
		return nil, errMissingAccess
	}
	return s.guilds[i], nil
}

// getGuild is the guild as REST gives it: without members and channels.
func (s *Simulator) getGuild(c *call) (reply, error) {
	g, err := s.guildOf(c)
	if err != nil {
		return reply{}, err
	}
	w := g.wire()
	for _, key := range []string{"joined_at", "large", "unavailable", "member_count", "members", "channels", "threads",
		"voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"} {
		delete(w, key)
	}
	w["home_header"], w["widget_enabled"], w["widget_channel_id"], w["premium_subscription_count"] = nil, false, nil, 0
	w["max_presences"], w["max_members"], w["max_video_channel_users"], w["max_stage_video_channel_users"] = nil, 500000, 25, 50
	return ok(w)
}

// listGuildChannels lists every channel, those that the bot cannot see among them, but
// no threads.
func (s *Simulator) listGuildChannels(c *call) (reply, error) {
	g, err := s.guildOf(c)
	if err != nil {
		return reply{}, err
	}
	all := []object{}
	for _, channel := range g.channels {
		if !channel.isThread() {
			all = append(all, channel.wire())
		}
	}
	return ok(all)
}

func (s *Simulator) listGuildRoles(c *call) (reply, error) {
	g, err := s.guildOf(c)
	if err != nil {
		return reply{}, err
	}
	return ok(g.roleWires())
}

func (s *Simulator) getGuildMember(c *call) (reply, error) {
	g, err := s.guildOf(c)
	if err != nil {
		return reply{}, err
	}
	m := g.members[c.param("user_id")]
	if m == nil {
		return reply{}, errUnknownMember
	}
	return ok(g.memberWire(m, true))
}
