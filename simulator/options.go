package simulator

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// An Option is what a person fills into a command.
type Option struct {
	name  string
	value any
}

// Opt fills in an option: a string, int, float64, bool, *Person, *Channel, *Role or
// Attachment, by the option's type. A choice can be given by its name or its value.
func Opt(name string, value any) Option { return Option{name, value} }

// A filling is the options of a command being filled in by a person's client.
type filling struct {
	sim      *Simulator
	guild    *Guild
	focused  string // the option that is being typed, in autocomplete
	resolved object
}

// fill makes the options of the wire, and refuses what the client would not send.
func (f *filling) fill(defs []CommandOption, given []Option) ([]object, error) {
	filled := []object{}
	for _, d := range defs {
		at := slices.IndexFunc(given, func(o Option) bool { return o.name == d.Name })
		switch {
		case at >= 0:
			value, err := f.value(d, given[at].value)
			if err != nil {
				return nil, fmt.Errorf("option %q: %w", d.Name, err)
			}
			o := object{"name": d.Name, "type": d.Type, "value": value}
			if d.Name == f.focused {
				o["focused"] = true
			}
			filled = append(filled, o)
		case d.Required && f.focused == "":
			return nil, fmt.Errorf("option %q is required", d.Name)
		}
	}
	for _, o := range given {
		if !slices.ContainsFunc(defs, func(d CommandOption) bool { return d.Name == o.name }) {
			return nil, fmt.Errorf("there is no option %q", o.name)
		}
	}
	return filled, nil
}

func (f *filling) value(d CommandOption, v any) (any, error) {
	if d.Name == f.focused { // still being typed: not checked (B, autocomplete)
		return fmt.Sprint(v), nil
	}
	if len(d.Choices) > 0 {
		return chosen(d.Choices, v)
	}
	switch d.Type {
	case optionString:
		return textOption(d, v)
	case optionInteger, optionNumber:
		return numberOption(d, v)
	case optionBoolean:
		if b, ok := v.(bool); ok {
			return b, nil
		}
	default:
		return f.thing(d, v)
	}
	return nil, fmt.Errorf("%T does not fit type %d", v, d.Type)
}

func chosen(choices []Choice, v any) (any, error) {
	for _, c := range choices {
		if c.Name == v || fmt.Sprint(c.Value) == fmt.Sprint(v) {
			return c.Value, nil
		}
	}
	return nil, fmt.Errorf("%v is not among its choices", v)
}

func textOption(d CommandOption, v any) (any, error) {
	s, ok := v.(string)
	if !ok {
		return nil, fmt.Errorf("%T is not a string", v)
	}
	s = strings.TrimSpace(s)
	n, least, most := utf8.RuneCountInString(s), 0, maxStringOption
	if d.MinLength != nil {
		least = *d.MinLength
	}
	if d.MaxLength != nil {
		most = *d.MaxLength
	}
	if n == 0 || n < least || n > most {
		return nil, fmt.Errorf("%d characters are not between %d and %d", n, max(least, 1), most)
	}
	return s, nil
}

func numberOption(d CommandOption, v any) (any, error) {
	var n float64
	switch v := v.(type) {
	case int:
		n = float64(v)
	case float64:
		n = v
	default:
		return nil, fmt.Errorf("%T is not a number", v)
	}
	switch {
	case d.Type == optionInteger && n != float64(int64(n)):
		return nil, fmt.Errorf("%v is not whole", n)
	case d.MinValue != nil && n < *d.MinValue, d.MaxValue != nil && n > *d.MaxValue:
		return nil, fmt.Errorf("%v is out of range", n)
	}
	return n, nil
}

// thing is an option whose value is the id of something, which goes along in
// "resolved".
func (f *filling) thing(d CommandOption, v any) (any, error) {
	switch v := v.(type) {
	case *Person:
		if d.Type == optionUser || d.Type == optionMentionable {
			f.resolvePerson(v)
			return v.user.ID, nil
		}
	case *Role:
		if d.Type == optionRole || d.Type == optionMentionable {
			f.resolve("roles", v.id, v.wire())
			return v.id, nil
		}
	case *Channel:
		if d.Type == optionChannel && v.guild == f.guild && (len(d.ChannelTypes) == 0 || slices.Contains(d.ChannelTypes, v.kind)) {
			w := v.wire()
			delete(w, "permission_overwrites")
			w["permissions"] = everyonePermissions.String()
			f.resolve("channels", v.id, w)
			return v.id, nil
		}
	case Attachment:
		if d.Type == optionAttachment {
			m := Message{Attachments: []Attachment{v}}
			f.sim.numberAttachments(&m)
			f.resolve("attachments", m.Attachments[0].ID, m.Attachments[0])
			return m.Attachments[0].ID, nil
		}
	}
	return nil, fmt.Errorf("%T does not fit type %d, or not this one", v, d.Type)
}

func (f *filling) resolvePerson(p *Person) {
	f.resolve("users", p.user.ID, p.user)
	if f.guild == nil {
		return
	}
	if m := f.guild.members[p.user.ID]; m != nil {
		w := f.guild.memberWire(m, false)
		delete(w, "deaf") // a resolved member has no user, deaf and mute
		delete(w, "mute")
		w["permissions"] = f.guild.permissionsOf(m).String()
		f.resolve("members", p.user.ID, w)
	}
}

func (f *filling) resolve(kind, id string, wire any) {
	if f.resolved == nil {
		f.resolved = object{}
	}
	if f.resolved[kind] == nil {
		f.resolved[kind] = object{}
	}
	f.resolved[kind].(object)[id] = wire
}
