package simulator

import "strings"

// An Application is how the bot's application is set up in the developer portal. The
// zero value is a new one.
type Application struct {
	// Name is the application's; "simulated" if empty.
	Name string
	// PublicKey is what Discord signs interactions over HTTP with, in hexadecimal; if
	// empty, one that signs nothing.
	PublicKey string
	// InteractionsURL is where interactions go instead of the gateway.
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
		a.PublicKey = strings.Repeat("0", 64)
	}
	var url any
	if a.InteractionsURL != "" {
		url = a.InteractionsURL
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
