package simulator

// attachmentLimit is 10 MiB, in bytes.
const attachmentLimit = 10 << 20

// The ways in which the application can be installed, and the contexts it can be
// used in.
const (
	integrationGuild = 0
	integrationUser  = 1

	contextGuild   = 0
	contextBotDM   = 1
	contextPrivate = 2
)

func (c *Channel) context() int {
	switch c.kind {
	case channelDirect:
		return contextBotDM
	case channelGroup:
		return contextPrivate
	}
	return contextGuild
}

// dispatchInteraction sends INTERACTION_CREATE, which needs no intent, to the shard
// of the guild, or brings the same to the endpoint if there is one: never both.
func (s *Simulator) dispatchInteraction(i *Interaction) {
	if s.endpoint.url != "" {
		s.deliver(i)
		return
	}
	s.dispatch(event{name: "INTERACTION_CREATE", guildID: i.channel.guildID(), data: always(s.interactionWire(i))})
}

func (s *Simulator) interactionWire(i *Interaction) object {
	w := object{
		"id": i.id, "application_id": s.applicationID, "type": i.kind, "token": i.token, "version": 1, "data": i.data,
		"channel_id": i.channel.id, "channel": i.channel.partialFor(i.person), "context": i.channel.context(),
		"locale": i.person.locale, "entitlements": none, "attachment_size_limit": attachmentLimit,
		"authorizing_integration_owners": i.owners, "app_permissions": i.appPermissions().String(),
	}
	if g := i.channel.guild; g != nil {
		w["guild_id"], w["guild_locale"] = g.id, g.locale
		w["guild"] = object{"id": g.id, "locale": g.locale, "features": none}
		member := g.memberWire(g.members[i.person.user.ID], true)
		member["permissions"] = i.channel.permissionsOf(i.person).String()
		w["member"] = member
	} else {
		w["user"] = i.person.user
	}
	if m, ok := i.channel.find(i.on); ok && i.on != "" {
		w["message"] = m
	}
	return w
}

// appPermissions are the bot's in the channel; where it is not, those that an
// installed application brings along.
func (i *Interaction) appPermissions() Permission {
	if g := i.channel.guild; g == nil || !g.hasBot {
		return EmbedLinks | AttachFiles | SendMessages | ViewChannel
	}
	return i.channel.permissionsOf(i.sim.bot)
}

// partialFor is the channel with the person's permissions in it.
func (c *Channel) partialFor(p *Person) object {
	w := c.wire()
	delete(w, "permission_overwrites")
	w["permissions"] = c.permissionsOf(p).String()
	return w
}

// metadata is interaction_metadata of the messages that answer it.
func (i *Interaction) metadata() *InteractionMetadata {
	m := &InteractionMetadata{ID: i.id, Type: i.kind, User: i.person.user, AuthorizingIntegrationOwners: i.owners}
	switch i.kind {
	case interactionCommand:
		m.TargetMessageID = i.target
	case interactionComponent:
		m.InteractedMessageID = i.on
	case interactionModal:
		m.TriggeringInteractionMetadata = i.cause
	}
	return m
}
