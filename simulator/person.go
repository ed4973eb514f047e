package simulator

import (
	"context"
	"slices"
	"time"
)

// A User is a user as the wire shows it.
type User struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	Discriminator string  `json:"discriminator"`
	GlobalName    *string `json:"global_name"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
	PublicFlags   int     `json:"public_flags"`
	Flags         int     `json:"flags"`
	PrimaryGuild  any     `json:"primary_guild"`
}

// A Person is somebody who uses Discord, in any number of guilds.
type Person struct {
	sim       *Simulator
	user      User
	locale    string
	installed bool
	closedDMs bool
	direct    *Channel
}

// AddUser makes a person who is in no guild.
func (s *Simulator) AddUser(name string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newPerson(name)
}

func (s *Simulator) newPerson(name string) *Person {
	p := &Person{sim: s, locale: "en-US", user: User{ID: s.newID(), Username: name, Discriminator: "0", GlobalName: &name}}
	s.people[p.user.ID] = p
	return p
}

// personNamed finds a person by name; names are unique because AddMember reuses
// people.
func (s *Simulator) personNamed(name string) *Person {
	for _, p := range s.people {
		if p.user.Username == name {
			return p
		}
	}
	return nil
}

// ID is the user id.
func (p *Person) ID() string { return p.user.ID }

// Name is the user name.
func (p *Person) Name() string { return p.user.Username }

// Mention is the text that mentions the person.
func (p *Person) Mention() string { return "<@" + p.user.ID + ">" }

func (p *Person) holder() (string, int) { return p.user.ID, overwriteMember }

// SetLocale sets the language of the person's client; "en-US" at first.
func (p *Person) SetLocale(locale string) *Person {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	p.locale = locale
	return p
}

// InstallApp installs the application for the person (user install): its commands
// come along into any guild, group or direct message.
func (p *Person) InstallApp() *Person {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	p.installed = true
	return p
}

// CloseDMs makes direct messages of the bot fail with 50007.
func (p *Person) CloseDMs() *Person {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	p.closedDMs = true
	return p
}

// DMChannel is the direct message between the person and the bot.
func (p *Person) DMChannel() *Channel {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	return p.directChannel()
}

func (p *Person) directChannel() *Channel {
	if p.direct == nil {
		p.direct = p.sim.newChannel(nil, "", channelDirect)
		p.direct.recipients = []*Person{p, p.sim.bot}
	}
	return p.direct
}

// Sees returns what is on the person's screen in a channel, oldest first: nothing
// without permission to view it, and ephemeral messages only for whom they are.
func (p *Person) Sees(c *Channel) []Message {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	if !c.permissionsOf(p).Has(ViewChannel) {
		return nil
	}
	return c.visibleTo(p.user.ID)
}

// WaitToSee returns what the person sees as soon as it satisfies enough.
func (p *Person) WaitToSee(ctx context.Context, c *Channel, enough func([]Message) bool) ([]Message, error) {
	var seen []Message
	err := p.sim.Wait(ctx, func() bool {
		seen = p.Sees(c)
		return enough(seen)
	})
	return seen, err
}

// Dismiss closes an ephemeral message, which only its reader can do.
func (p *Person) Dismiss(m *Message) {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	c := p.sim.channels[m.ChannelID]
	if c == nil || m.OnlyFor != p.user.ID {
		p.sim.fail("%s cannot dismiss message %s: it is not for them alone", p.user.Username, m.ID)
		return
	}
	c.messages = slices.DeleteFunc(c.messages, func(x Message) bool { return x.ID == m.ID })
	p.sim.touch()
}

// timestamp is a time as Discord writes it.
func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000-07:00") }
