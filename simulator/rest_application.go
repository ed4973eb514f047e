package simulator

// An Application is how the bot's application is set up in the developer portal. The
// zero value is a new one.
type Application struct {
	// Name is the application's; "simulated" if empty.
	Name string
	// PublicKey is what the application's page shows, in hexadecimal; if empty, the key
	// that interactions over HTTP are signed with.
	PublicKey string
	// InteractionsURL is where the page says that interactions go; if empty, where
	// DeliverTo brings them.
	InteractionsURL string
	// CodeGrant makes adding the bot take an OAuth2 code grant.
	CodeGrant bool
	// ServersOnly switches user install off.
	ServersOnly bool
}

// getApplication is the application as its owner sees it.
func (s *Simulator) getApplication(*call) (reply, error) {
	a := s.options.Application
	if a.Name == "" {
		a.Name = "simulated"
	}
	if a.PublicKey == "" {
		a.PublicKey = s.PublicKey()
	}
	var url any
	switch {
	case a.InteractionsURL != "":
		url = a.InteractionsURL
	case s.endpoint.url != "":
		url = s.endpoint.url
	}
	installs := object{"0": object{}}
	if !a.ServersOnly {
		installs["1"] = object{}
	}
	owner := s.selfWire()
	return ok(object{
		"id": s.applicationID, "name": a.Name, "icon": nil, "description": "", "type": nil, "bot": s.selfWire(),
		"verify_key": a.PublicKey, "flags": s.options.Privileged.flags(), "flags_new": "0",
		"bot_public": true, "bot_require_code_grant": a.CodeGrant, "integration_types_config": installs,
		"redirect_uris": none, "interactions_endpoint_url": url, "role_connections_verification_url": nil,
		"owner": owner, "team": nil, "explicit_content_filter": 0, "eligible_oauth2_scopes": none,
		"approximate_guild_count": len(s.guildsWithBot()), "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0,
	})
}
