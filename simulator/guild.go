package simulator

import (
	"slices"
	"time"
)

// A Guild is a server.
type Guild struct {
	sim         *Simulator
	id, name    string
	owner       *Person
	locale      string
	roles       []*Role // the first is @everyone
	members     map[string]*membership
	channels    []*Channel
	hasBot      bool
	unavailable bool
}

// A Role is a role of a guild.
type Role struct {
	guild       *Guild
	id, name    string
	permissions Permission
	position    int
}

// A membership is a person in a guild.
type membership struct {
	person *Person
	joined time.Time
	roles  []*Role
}

// A GuildOption shapes a new guild.
type GuildOption func(*Guild)

// WithoutBot makes a guild that did not install the application. People who
// installed it for themselves can use its commands there.
func WithoutBot(g *Guild) { g.hasBot = false }

// WithLocale sets the guild's language; "en-US" if left out.
func WithLocale(locale string) GuildOption { return func(g *Guild) { g.locale = locale } }

// AddGuild makes a guild and, unless told otherwise, adds the bot to it with what
// @everyone may do. A connected bot hears of it.
func (s *Simulator) AddGuild(name string, options ...GuildOption) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{
		sim: s, id: s.ids.nextMillisecond(s.clock.Now()), name: name,
		locale: "en-US", members: map[string]*membership{}, hasBot: true,
	}
	for _, o := range options {
		o(g)
	}
	// @everyone has the id of its guild.
	g.roles = []*Role{{guild: g, id: g.id, name: "@everyone", permissions: everyonePermissions}}
	g.owner = s.newPerson(name + "-owner")
	g.join(g.owner)
	if g.hasBot {
		g.join(s.bot)
	}
	s.guilds = append(s.guilds, g)
	s.announceGuild(g)
	return g
}

// ID is the guild's id.
func (g *Guild) ID() string { return g.id }

// Name is the guild's name.
func (g *Guild) Name() string { return g.name }

// Everyone is the role that all members have.
func (g *Guild) Everyone() *Role {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	return g.roles[0]
}

// AddRole makes a role with permissions of its own.
func (g *Guild) AddRole(name string, permissions ...Permission) *Role {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	return g.addRole(name, union(permissions))
}

func (g *Guild) addRole(name string, permissions Permission) *Role {
	r := &Role{guild: g, id: g.sim.newID(), name: name, permissions: permissions, position: len(g.roles)}
	g.roles = append(g.roles, r)
	return r
}

// AddMember lets a person join, with permissions beyond those of @everyone. A name
// already known is the same person again, in a second guild.
func (g *Guild) AddMember(name string, permissions ...Permission) *Person {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	p := g.sim.personNamed(name)
	if p == nil {
		p = g.sim.newPerson(name)
	}
	m := g.join(p)
	if extra := union(permissions); extra != 0 {
		m.roles = append(m.roles, g.addRole(name+"'s role", extra))
	}
	return p
}

// AddBot lets somebody else's bot join: a person whose messages are a bot's.
func (g *Guild) AddBot(name string) *Person {
	p := g.AddMember(name)
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	p.user.Bot = true
	return p
}

func (g *Guild) join(p *Person) *membership {
	if m := g.members[p.user.ID]; m != nil {
		return m
	}
	m := &membership{person: p, joined: g.sim.clock.Now()}
	g.members[p.user.ID] = m
	return m
}

// Give gives a member a role.
func (g *Guild) Give(p *Person, r *Role) {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	m := g.members[p.user.ID]
	if m == nil || r.guild != g {
		g.sim.fail("%s cannot be given role %q of %q: not a member, or another guild's role", p.user.Username, r.name, g.name)
		return
	}
	if !slices.Contains(m.roles, r) {
		m.roles = append(m.roles, r)
	}
}

// SetEveryone replaces what @everyone, and so the bot, may do.
func (g *Guild) SetEveryone(permissions ...Permission) {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	g.roles[0].permissions = union(permissions)
}

func (g *Guild) permissionsOf(m *membership) Permission {
	if m.person == g.owner {
		return allPermissions
	}
	all := g.roles[0].permissions
	for _, r := range m.roles {
		all |= r.permissions
	}
	return all
}

// RemoveBot takes the bot out of the guild: GUILD_DELETE without "unavailable".
func (g *Guild) RemoveBot() {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	g.hasBot = false
	delete(g.members, g.sim.bot.user.ID)
	g.sim.dispatch(event{name: "GUILD_DELETE", guildID: g.id, intent: IntentGuilds, data: always(map[string]any{"id": g.id})})
}

// Outage makes the guild unavailable, as when Discord has trouble.
func (g *Guild) Outage() {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	g.unavailable = true
	g.sim.dispatch(event{name: "GUILD_DELETE", guildID: g.id, intent: IntentGuilds,
		data: always(map[string]any{"id": g.id, "unavailable": true})})
}

// Restore ends an outage; the bot gets GUILD_CREATE again.
func (g *Guild) Restore() {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	g.unavailable = false
	g.sim.announceGuild(g)
}

func (r *Role) holder() (string, int) { return r.id, overwriteRole }

// ID is the role's id.
func (r *Role) ID() string { return r.id }

// Mention is the text that mentions the role.
func (r *Role) Mention() string { return "<@&" + r.id + ">" }
