package simulator

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Press presses a button, named by its custom_id or its label, on the message as it
// is now.
func (p *Person) Press(m *Message, button string) *Interaction {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	act := fmt.Sprintf("press %q", button)
	c, current, err := p.reach(m)
	if err != nil {
		return p.refuseUse(act, err)
	}
	b := findComponent(current.Components, func(x *Component) bool {
		return x.Type == componentButton && (x.CustomID == button || x.Label == button)
	})
	switch {
	case b == nil:
		return p.refuseUse(act, fmt.Errorf("there is no such button; there are %q", labels(current.Components)))
	case b.Disabled:
		return p.refuseUse(act, fmt.Errorf("it is disabled"))
	case b.CustomID == "":
		return p.refuseUse(act, fmt.Errorf("it is a link: nothing reaches the bot"))
	}
	data := object{"custom_id": b.CustomID, "component_type": b.Type, "id": b.ID}
	return p.use(c, current, data)
}

func labels(components []Component) (all []string) {
	for i := range components {
		components[i].walk(func(c *Component) bool {
			if c.Type == componentButton {
				all = append(all, c.Label)
			}
			return false
		})
	}
	return all
}

// Select picks values of a select menu. Of a string select, a value can be named by
// its label; of the others, values are ids.
func (p *Person) Select(m *Message, customID string, values ...string) *Interaction {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	act := fmt.Sprintf("select in %q", customID)
	c, current, err := p.reach(m)
	if err != nil {
		return p.refuseUse(act, err)
	}
	menu := findComponent(current.Components, func(x *Component) bool { return x.isSelect() && x.CustomID == customID })
	switch {
	case menu == nil:
		return p.refuseUse(act, fmt.Errorf("there is no such menu"))
	case menu.Disabled:
		return p.refuseUse(act, fmt.Errorf("it is disabled"))
	case len(values) < *menu.MinValues || len(values) > *menu.MaxValues:
		return p.refuseUse(act, fmt.Errorf("%d values are not between %d and %d", len(values), *menu.MinValues, *menu.MaxValues))
	}
	data := object{"custom_id": menu.CustomID, "component_type": menu.Type, "id": menu.ID}
	f := &filling{sim: p.sim, guild: c.guild}
	if data["values"], err = f.selected(menu, values); err != nil {
		return p.refuseUse(act, err)
	}
	if f.resolved == nil && menu.Type != componentSelect {
		f.resolved = object{} // there is always one, even when all was taken away
	}
	if f.resolved != nil {
		data["resolved"] = f.resolved
	}
	return p.use(c, current, data)
}

func (f *filling) selected(menu *Component, values []string) ([]string, error) {
	picked := []string{}
	for _, v := range values {
		id, ok := f.selectedOne(menu, v)
		if !ok || slices.Contains(picked, id) {
			return nil, fmt.Errorf("%q cannot be picked", v)
		}
		picked = append(picked, id)
	}
	return picked, nil
}

func (f *filling) selectedOne(menu *Component, v string) (string, bool) {
	if menu.Type == componentSelect {
		i := slices.IndexFunc(menu.Options, func(o SelectOption) bool { return o.Value == v || o.Label == v })
		if i < 0 {
			return "", false
		}
		return menu.Options[i].Value, true
	}
	types := map[int]int{
		componentUserSelect: optionUser, componentRoleSelect: optionRole,
		componentMentionable: optionMentionable, componentChannels: optionChannel,
	}
	id, err := f.thing(CommandOption{Type: types[menu.Type]}, f.sim.byID(v, f.guild))
	text, _ := id.(string)
	return text, err == nil
}

// byID finds a person, channel or role.
func (s *Simulator) byID(id string, g *Guild) any {
	if p := s.people[id]; p != nil {
		return p
	}
	if c := s.channels[id]; c != nil {
		return c
	}
	if g != nil {
		for _, r := range g.roles {
			if r.id == id {
				return r
			}
		}
	}
	return nil
}

// use begins an interaction with a component of a message of the bot.
func (p *Person) use(c *Channel, on Message, data object) *Interaction {
	if on.Author.ID != p.sim.bot.user.ID {
		return p.refuseUse("use a component", fmt.Errorf("message %s is not the bot's", on.ID))
	}
	owners := map[string]string{}
	switch {
	case on.InteractionMetadata != nil:
		owners = on.InteractionMetadata.AuthorizingIntegrationOwners
	case c.guild != nil:
		owners["0"] = c.guild.id
	default:
		owners["0"] = "0"
	}
	return p.sim.begin(&Interaction{kind: interactionComponent, person: p, channel: c, owners: owners, data: data, on: on.ID})
}

// Submit sends a modal with its fields filled in, by custom_id. Fields left out keep
// the value they came with.
func (p *Person) Submit(modal *Modal, fields map[string]string) *Interaction {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	if modal == nil || modal.opened == nil || modal.opened.person != p {
		return p.refuseUse("submit a form", fmt.Errorf("it is not open on their screen"))
	}
	components, err := submitted(modal.Components, fields)
	if err != nil {
		return p.refuseUse(fmt.Sprintf("submit %q", modal.Title), err)
	}
	opened := modal.opened
	data := object{"custom_id": modal.CustomID, "components": components}
	return p.sim.begin(&Interaction{
		kind: interactionModal, person: p, channel: opened.channel, owners: opened.owners, data: data,
		on: opened.on, cause: opened.metadata(),
	})
}

// submitted is the modal's components with their values, nested as they were.
func submitted(components []Component, given map[string]string) ([]object, error) {
	left := map[string]bool{}
	for id := range given {
		left[id] = true
	}
	all := []object{}
	for i := range components {
		c := &components[i]
		w := object{"type": c.Type, "id": c.ID}
		switch c.Type {
		case componentRow:
			inner, err := c.Components[0].submit(given)
			if err != nil {
				return nil, err
			}
			w["components"] = []object{inner}
			delete(left, c.Components[0].CustomID)
		case componentLabel:
			inner, err := c.Component.submit(given)
			if err != nil {
				return nil, err
			}
			w["component"] = inner
			delete(left, c.Component.CustomID)
		}
		all = append(all, w)
	}
	for id := range left {
		return nil, fmt.Errorf("there is no field %q", id)
	}
	return all, nil
}

// submit is one field with its value. Fields are required unless they say otherwise.
func (c *Component) submit(given map[string]string) (object, error) {
	value, ok := given[c.CustomID]
	if !ok {
		value = c.Value
	}
	n := utf8.RuneCountInString(value)
	required := c.Required == nil || *c.Required
	w := object{"type": c.Type, "id": c.ID, "custom_id": c.CustomID}
	switch {
	case n == 0 && required:
		return nil, fmt.Errorf("field %q is required", c.CustomID)
	case c.Type != componentTextInput:
		w["values"] = list(splitValue(value))
		return w, nil
	case n > 0 && c.MinLength != nil && n < *c.MinLength, c.MaxLength != nil && n > *c.MaxLength, n > 4000:
		return nil, fmt.Errorf("field %q: %d characters are too few or too many", c.CustomID, n)
	}
	w["value"] = value
	return w, nil
}

func splitValue(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}
