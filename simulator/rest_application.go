package simulator

// getApplication is the application as it sees itself.
func (s *Simulator) getApplication(*call) (reply, error) {
	var url any // null without one
	if s.endpoint.url != "" {
		url = s.endpoint.url
	}
	return ok(object{
		"id": s.applicationID, "name": s.bot.user.Username, "icon": nil, "description": "", "type": nil, "bot": s.selfWire(),
		"verify_key": s.PublicKey(), "interactions_endpoint_url": url, "role_connections_verification_url": nil,
		"flags": 0, "flags_new": "0", "redirect_uris": none, "owner": s.selfWire(), "team": nil,
		"approximate_guild_count": len(s.guilds), "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": none,
	})
}
