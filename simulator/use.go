package simulator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Command uses a slash command: "ask", or with its subcommand "mod set". It must be
// registered and available to the person in this channel, and the options must be
// what the client accepts; otherwise [Interaction.Err] says why not.
func (p *Person) Command(c *Channel, name string, options ...Option) *Interaction {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	return p.chat(c, name, interactionCommand, &filling{}, options)
}

// Autocomplete types into an option and asks for suggestions; [Interaction.Choices]
// has them. Other options may be filled in already.
func (p *Person) Autocomplete(c *Channel, name, option, typed string, others ...Option) *Interaction {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	return p.chat(c, name, interactionAutocomplete, &filling{focused: option}, append(others, Opt(option, typed)))
}

func (p *Person) chat(c *Channel, name string, kind int, f *filling, options []Option) *Interaction {
	act := fmt.Sprintf("use /%s", name)
	words := strings.Fields(name)
	if len(words) == 0 {
		return p.refuseUse(act, fmt.Errorf("it has no name"))
	}
	command, owners, err := p.available(c, commandChat, words[0])
	if err != nil {
		return p.refuseUse(act, err)
	}
	f.sim, f.guild = p.sim, c.guild
	filled, err := f.path(command.Options, words[1:], options)
	if err != nil {
		return p.refuseUse(act, err)
	}
	data := object{"id": command.ID, "name": command.Name, "type": command.Type, "options": filled}
	if f.resolved != nil {
		data["resolved"] = f.resolved
	}
	if command.GuildID != "" {
		data["guild_id"] = command.GuildID
	}
	return p.sim.begin(&Interaction{kind: kind, person: p, channel: c, owners: owners, data: data})
}

// path goes down through subcommands and fills in the options at the end.
func (f *filling) path(defs []CommandOption, words []string, given []Option) ([]object, error) {
	if len(words) == 0 {
		if len(defs) > 0 && defs[0].Type <= optionGroup {
			return nil, fmt.Errorf("it needs a subcommand, such as %q", defs[0].Name)
		}
		if err := f.checkFocus(defs); err != nil {
			return nil, err
		}
		return f.fill(defs, given)
	}
	i := slices.IndexFunc(defs, func(d CommandOption) bool { return d.Name == words[0] && d.Type <= optionGroup })
	if i < 0 {
		return nil, fmt.Errorf("there is no subcommand %q", words[0])
	}
	inner, err := f.path(defs[i].Options, words[1:], given)
	if err != nil {
		return nil, err
	}
	return []object{{"name": defs[i].Name, "type": defs[i].Type, "options": inner}}, nil
}

func (f *filling) checkFocus(defs []CommandOption) error {
	i := slices.IndexFunc(defs, func(d CommandOption) bool { return d.Name == f.focused })
	if f.focused != "" && (i < 0 || !defs[i].Autocomplete) {
		return fmt.Errorf("there is no option %q with autocomplete", f.focused)
	}
	return nil
}

// ContextMenu uses an entry of a message's menu under "Apps". The bot gets the message
// with its content, whatever its intents.
func (p *Person) ContextMenu(m *Message, name string) *Interaction {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	act := fmt.Sprintf("use %q", name)
	c, current, err := p.reach(m)
	if err != nil {
		return p.refuseUse(act, err)
	}
	command, owners, err := p.available(c, commandMessage, name)
	if err != nil {
		return p.refuseUse(act, err)
	}
	data := object{
		"id": command.ID, "name": command.Name, "type": command.Type, "target_id": m.ID,
		"resolved": object{"messages": object{m.ID: current}},
	}
	return p.sim.begin(&Interaction{kind: interactionCommand, person: p, channel: c, owners: owners, data: data, target: m.ID})
}

// available finds a command for a person in a channel, and by whose installation it
// is there.
func (p *Person) available(c *Channel, kind int, name string) (Command, map[string]string, error) {
	has := c.permissionsOf(p)
	if !has.Has(ViewChannel) {
		return Command{}, nil, fmt.Errorf("the channel is not visible")
	}
	reason := fmt.Errorf("it is not registered")
	for _, command := range p.sim.commandsNamed(c, kind, name) {
		owners := command.installations(p, c)
		switch {
		case len(owners) == 0:
			reason = fmt.Errorf("it is not available here: contexts %v, integration types %v", command.Contexts, command.IntegrationTypes)
		case c.guild != nil && !has.Has(UseApplicationCommands):
			reason = fmt.Errorf("no permission to use application commands")
		case c.guild != nil && !command.allows(has):
			reason = fmt.Errorf("it is for members with other permissions")
		case command.NSFW && !c.nsfw:
			reason = fmt.Errorf("it is restricted by age, and the channel is not")
		default:
			return command, owners, nil
		}
	}
	return Command{}, nil, reason
}

// Commands are those that the person's client offers in a channel: registered, installed
// there and allowed to them. Commands of a message's menu are among them.
func (p *Person) Commands(c *Channel) []Command {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	var offered []Command
	scopes := []string{""}
	if c.guild != nil {
		scopes = append(scopes, c.guild.id)
	}
	for _, scope := range scopes {
		for _, command := range p.sim.registry.commands[scope] {
			if _, _, err := p.available(c, command.Type, command.Name); err == nil {
				offered = append(offered, command)
			}
		}
	}
	return offered
}

// commandsNamed lists the guild's command before the global one of the same name.
func (s *Simulator) commandsNamed(c *Channel, kind int, name string) (found []Command) {
	scopes := []string{""}
	if c.guild != nil {
		scopes = []string{c.guild.id, ""}
	}
	for _, scope := range scopes {
		for _, command := range s.registry.commands[scope] {
			if command.Type == kind && command.Name == name {
				found = append(found, command)
			}
		}
	}
	return found
}

// installations says through which installations the command is there: the guild's,
// the person's, or both. It is authorizing_integration_owners.
func (c *Command) installations(p *Person, at *Channel) map[string]string {
	owners := map[string]string{}
	if c.GuildID != "" {
		if at.guild.hasBot {
			owners["0"] = c.GuildID
		}
		return owners
	}
	if c.Contexts != nil && !slices.Contains(c.Contexts, at.context()) {
		return owners
	}
	if slices.Contains(c.IntegrationTypes, integrationGuild) {
		switch {
		case at.isDirect():
			owners["0"] = "0"
		case at.guild != nil && at.guild.hasBot:
			owners["0"] = at.guild.id
		}
	}
	if slices.Contains(c.IntegrationTypes, integrationUser) && p.installed {
		owners["1"] = p.user.ID
	}
	return owners
}

// allows checks default_member_permissions; "0" leaves administrators.
func (c *Command) allows(has Permission) bool {
	if c.DefaultMemberPermissions == nil {
		return true
	}
	n, _ := strconv.ParseUint(string(*c.DefaultMemberPermissions), 10, 64)
	if n == 0 {
		return has.Has(Administrator)
	}
	return has.Has(Permission(n))
}
