package simulator

// reachable finds a channel for the bot: unknown, not to be seen, or there.
func (s *Simulator) reachable(id string) (*Channel, Permission, error) {
	c := s.channels[id]
	switch {
	case c == nil:
		return nil, 0, errUnknownChannel
	case c.guild != nil && !c.guild.hasBot, c.guild == nil && !c.hasRecipient(s.bot):
		return nil, 0, errMissingAccess
	}
	has := c.permissionsOf(s.bot)
	if !has.Has(ViewChannel) {
		return nil, 0, errMissingAccess
	}
	return c, has, nil
}

// writable is reachable for somebody about to send.
func (s *Simulator) writable(id string) (*Channel, Permission, error) {
	c, has, err := s.reachable(id)
	switch {
	case err != nil:
		return nil, 0, err
	case c.kind == channelForum:
		return nil, 0, errNotText
	case !has.Has(c.sendPermission()):
		return nil, 0, errMissing
	case c.isDirect() && c.recipients[0].closedDMs:
		return nil, 0, errClosedDMs
	}
	return c, has, nil
}

func (s *Simulator) getChannel(c *call) (reply, error) {
	channel, _, err := s.reachable(c.param("channel_id"))
	if err != nil {
		return reply{}, err
	}
	return ok(channel.wire())
}

func (s *Simulator) triggerTyping(c *call) (reply, error) {
	if _, _, err := s.writable(c.param("channel_id")); err != nil {
		return reply{}, err
	}
	s.report.counters.Typing++
	return noContent()
}
