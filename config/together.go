package config

// together looks at settings that mean nothing, or something else, without another.
func (l *loader) together() {
	listen, key := l.cfg.Interactions.Listen, l.cfg.Interactions.PublicKey
	if listen != "" && key == "" {
		l.fail(l.places["interactions.listen"], "interactions.public_key",
			"interactions.listen needs interactions.public_key ("+variable("interactions.public_key")+") as well: the developer portal shows it under \"General Information\"")
	}
	if at := l.places["store.path"]; at != (Place{}) && l.cfg.Store.URL.IsSet() && l.cfg.Store.Path != "" {
		l.fail(at, "store.path", "store.path and store.url ("+variable("store.url")+") are both set: what is kept is in one of them")
	}
	if holdsSecret(l.cfg.Content.Git.URL) {
		l.fail(l.places["content.git.url"], "content.git.url",
			"content.git.url holds a name or a password, and those do not stand in settings: leave it out, and use "+variable("content.git.token")+" or content.git.token_file")
	}
	if l.cfg.Content.Dir != "" && l.cfg.Content.Git.URL != "" {
		l.fail(l.places["content.git.url"], "content.git.url",
			"content.git.url and content.dir ("+variable("content.dir")+") are both set: the content comes from one of them")
	}
	if l.cfg.Discord.Share && !l.cfg.Store.URL.IsSet() {
		l.fail(l.places["discord.share"], "discord.share",
			"discord.share needs store.url ("+variable("store.url")+") as well: replicas agree there on who answers for what")
	}
	if !l.cfg.Discord.Gateway && listen == "" {
		l.fail(l.places["discord.gateway"], "interactions.listen",
			"discord.gateway is off and interactions.listen ("+variable("interactions.listen")+") is empty: nothing would be heard from Discord")
	}
}
