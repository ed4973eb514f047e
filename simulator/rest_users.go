package simulator

func (s *Simulator) getMe(*call) (reply, error) { return ok(s.selfWire()) }

// selfWire is the bot as it sees itself.
func (s *Simulator) selfWire() object {
	u := s.bot.user
	return object{
		"id": u.ID, "username": u.Username, "discriminator": u.Discriminator, "global_name": nil, "avatar": nil,
		"bot": true, "verified": true, "mfa_enabled": true, "email": nil, "locale": s.bot.locale,
		"flags": 0, "public_flags": 0, "primary_guild": nil, "banner": nil, "accent_color": nil,
	}
}

func (s *Simulator) createDM(c *call) (reply, error) {
	var body struct {
		RecipientID string `json:"recipient_id"`
	}
	if err := c.decode(&body); err != nil {
		return reply{}, err
	}
	p := s.people[body.RecipientID]
	if p == nil || p == s.bot {
		return reply{}, errUnknownUser
	}
	return ok(p.directChannel().wire())
}
