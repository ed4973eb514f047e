package simulator

import "strconv"

// Permission is a set of Discord's permissions.
type Permission uint64

// The permissions that the simulator knows the meaning of.
const (
	Administrator          Permission = 1 << 3
	ManageChannels         Permission = 1 << 4
	ManageGuild            Permission = 1 << 5
	AddReactions           Permission = 1 << 6
	ViewChannel            Permission = 1 << 10
	SendMessages           Permission = 1 << 11
	ManageMessages         Permission = 1 << 13
	EmbedLinks             Permission = 1 << 14
	AttachFiles            Permission = 1 << 15
	ReadMessageHistory     Permission = 1 << 16
	MentionEveryone        Permission = 1 << 17
	UseApplicationCommands Permission = 1 << 31
	ManageThreads          Permission = 1 << 34
	CreatePublicThreads    Permission = 1 << 35
	SendMessagesInThreads  Permission = 1 << 38
)

const (
	allPermissions Permission = 1<<53 - 1
	// everyonePermissions is what a new server's @everyone may.
	everyonePermissions = AddReactions | ViewChannel | SendMessages | EmbedLinks | AttachFiles |
		ReadMessageHistory | UseApplicationCommands | CreatePublicThreads | SendMessagesInThreads
	// directPermissions hold in a direct message, which has no roles.
	directPermissions = everyonePermissions
)

// Has reports whether all of want are in p. An administrator has everything.
func (p Permission) Has(want Permission) bool {
	return p&Administrator != 0 || p&want == want
}

// String is the decimal form of the wire.
func (p Permission) String() string { return strconv.FormatUint(uint64(p), 10) }

func union(permissions []Permission) (all Permission) {
	for _, p := range permissions {
		all |= p
	}
	return all
}

// A Holder is what a channel's overwrite can be about: a person or a role.
type Holder interface{ holder() (id string, kind int) }

const (
	overwriteRole   = 0
	overwriteMember = 1
)

type overwrite struct {
	kind        int
	allow, deny Permission
}

// permissionsOf is Discord's algorithm: @everyone and roles, then the channel's
// overwrites for @everyone, for the roles together, and for the member.
func (c *Channel) permissionsOf(p *Person) Permission {
	if c.guild == nil {
		if c.hasRecipient(p) {
			return directPermissions
		}
		return 0
	}
	m := c.guild.members[p.user.ID]
	if m == nil {
		return 0
	}
	base := c.guild.permissionsOf(m)
	if base.Has(Administrator) {
		return allPermissions
	}
	base = c.overwritten(base, m)
	if !base.Has(ViewChannel) {
		return 0
	}
	return base
}

func (c *Channel) overwritten(base Permission, m *membership) Permission {
	if c.parent != nil { // a thread has the overwrites of its channel
		return c.parent.overwritten(base, m)
	}
	apply := func(o overwrite) { base = base&^o.deny | o.allow }
	apply(c.overwrites[c.guild.id])
	var roles overwrite
	for _, r := range m.roles {
		roles.deny |= c.overwrites[r.id].deny
		roles.allow |= c.overwrites[r.id].allow
	}
	apply(roles)
	apply(c.overwrites[m.person.user.ID])
	return base
}

// sendPermission is what sending in the channel takes.
func (c *Channel) sendPermission() Permission {
	if c.isThread() {
		return ViewChannel | SendMessagesInThreads
	}
	return ViewChannel | SendMessages
}
