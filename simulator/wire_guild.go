package simulator

// object is a JSON object of the wire, where a struct would be mostly nulls.
type object = map[string]any

func always(data any) func(*session) any { return func(*session) any { return data } }

// announceGuild sends GUILD_CREATE if the bot is in the guild.
func (s *Simulator) announceGuild(g *Guild) {
	if g.hasBot {
		s.dispatch(event{name: "GUILD_CREATE", guildID: g.id, intent: IntentGuilds, data: always(g.wire())})
	}
}

// wire is the guild as GUILD_CREATE gives it: complete, with what a small server
// does not have as null or empty.
func (g *Guild) wire() object {
	return object{
		"id": g.id, "name": g.name, "owner_id": g.owner.user.ID, "preferred_locale": g.locale,
		"joined_at": timestamp(g.members[g.sim.bot.user.ID].joined),
		"large":     false, "unavailable": g.unavailable, "member_count": len(g.members),
		"roles": g.roleWires(), "members": g.memberWires(),
		"channels": g.channelWires(false), "threads": g.channelWires(true),
		"voice_states": none, "presences": none, "stage_instances": none, "emojis": none, "stickers": none,
		"guild_scheduled_events": none, "soundboard_sounds": none, "features": none,
		"afk_channel_id": nil, "afk_timeout": 300, "application_id": nil, "banner": nil, "description": nil,
		"discovery_splash": nil, "hub_type": nil, "icon": nil, "incidents_data": nil, "splash": nil,
		"public_updates_channel_id": nil, "rules_channel_id": nil, "safety_alerts_channel_id": nil,
		"system_channel_id": nil, "vanity_url_code": nil,
		"default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
		"premium_tier": 0, "premium_progress_bar_enabled": false, "system_channel_flags": 0, "verification_level": 0,
		"nsfw": false, "region": "deprecated",
	}
}

var none = []any{}

func (g *Guild) roleWires() []object {
	var all []object
	for _, r := range g.roles {
		all = append(all, r.wire())
	}
	return all
}

func (r *Role) wire() object {
	return object{
		"id": r.id, "name": r.name, "permissions": r.permissions.String(), "position": r.position,
		"color": 0, "colors": object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
		"hoist": false, "managed": false, "mentionable": true, "flags": 0, "icon": nil, "unicode_emoji": nil,
	}
}

// memberWires has the bot only: without the privileged members intent Discord
// sends no other.
func (g *Guild) memberWires() []object {
	return []object{g.memberWire(g.members[g.sim.bot.user.ID], true)}
}

func (g *Guild) memberWire(m *membership, withUser bool) object {
	roles := []string{}
	for _, r := range m.roles {
		roles = append(roles, r.id)
	}
	wire := object{
		"roles": roles, "joined_at": timestamp(m.joined), "deaf": false, "mute": false, "flags": 0,
		"nick": nil, "avatar": nil, "banner": nil, "pending": false,
		"premium_since": nil, "communication_disabled_until": nil,
	}
	if withUser {
		wire["user"] = m.person.user
	}
	return wire
}

// channelWires lists the channels, or the threads, that the bot can see.
func (g *Guild) channelWires(threads bool) []object {
	all := []object{}
	for _, c := range g.channels {
		if c.isThread() == threads && c.permissionsOf(g.sim.bot).Has(ViewChannel) {
			all = append(all, c.wire())
		}
	}
	return all
}

// wire is the channel as REST and the gateway give it.
func (c *Channel) wire() object {
	switch c.kind {
	case channelDirect, channelGroup:
		return c.privateWire()
	case channelThread:
		return c.threadWire()
	case channelForum:
		w := c.guildWire()
		w["available_tags"], w["default_reaction_emoji"] = none, nil
		w["default_sort_order"], w["default_forum_layout"] = nil, 0
		return w
	default:
		return c.guildWire()
	}
}

func (c *Channel) guildWire() object {
	overwrites := []object{}
	for id, o := range c.overwrites {
		overwrites = append(overwrites, object{"id": id, "type": o.kind, "allow": o.allow.String(), "deny": o.deny.String()})
	}
	return object{
		"id": c.id, "type": c.kind, "guild_id": c.guildID(), "name": c.name, "position": 0, "flags": 0,
		"parent_id": nil, "topic": nil, "nsfw": c.nsfw, "rate_limit_per_user": 0,
		"permission_overwrites": overwrites, "last_message_id": c.lastMessageID(),
	}
}

func (c *Channel) threadWire() object {
	return object{
		"id": c.id, "type": c.kind, "guild_id": c.guildID(), "parent_id": c.parent.id, "name": c.name,
		"owner_id": c.owner.user.ID, "flags": 0, "rate_limit_per_user": 0, "last_message_id": c.lastMessageID(),
		"message_count": len(c.messages), "total_message_sent": len(c.messages), "member_count": 1,
		"thread_metadata": object{
			"archived": false, "locked": false, "auto_archive_duration": archiveMinutes,
			"archive_timestamp": timestamp(c.created), "create_timestamp": timestamp(c.created),
		},
	}
}

// privateWire leaves the bot out of the recipients, as Discord does.
func (c *Channel) privateWire() object {
	recipients := []User{}
	for _, p := range c.recipients {
		if p != c.sim.bot {
			recipients = append(recipients, p.user)
		}
	}
	w := object{"id": c.id, "type": c.kind, "flags": 0, "recipients": recipients, "last_message_id": c.lastMessageID()}
	if c.kind == channelGroup {
		w["name"], w["icon"], w["owner_id"] = nil, nil, c.recipients[0].user.ID
	}
	return w
}
