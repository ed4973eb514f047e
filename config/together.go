package config

// together looks at settings that mean nothing, or something else, without another.
func (l *loader) together() {
	listen, key := l.cfg.Interactions.Listen, l.cfg.Interactions.PublicKey
	if listen != "" && key == "" {
		l.fail(l.places["interactions.listen"], "interactions.public_key",
			"interactions.listen needs interactions.public_key ("+variable("interactions.public_key")+") as well: the developer portal shows it under \"General Information\"")
	}
	if !l.cfg.Discord.Gateway && listen == "" {
		l.fail(l.places["discord.gateway"], "interactions.listen",
			"discord.gateway is off and interactions.listen ("+variable("interactions.listen")+") is empty: nothing would be heard from Discord")
	}
}
