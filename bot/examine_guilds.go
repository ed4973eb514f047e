package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// permissionNames are Discord's own words for what is in Permissions, in the order in
// which they are told.
var permissionNames = []struct {
	bit  int64
	name string
}{
	{discordgo.PermissionViewChannel, "View Channels"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"},
	{discordgo.PermissionEmbedLinks, "Embed Links"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"},
}

// needed is what the bot needs in a kind of channel. In others nobody writes.
func needed(kind discordgo.ChannelType) int64 {
	const inThreads = discordgo.PermissionSendMessagesInThreads
	switch kind {
	case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews:
		return Permissions
	case discordgo.ChannelTypeGuildForum, discordgo.ChannelTypeGuildMedia: // there are only threads
		return Permissions &^ discordgo.PermissionSendMessages
	case discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildStageVoice:
		return Permissions &^ inThreads
	}
	return 0
}

// A Guild is a server that the bot is in.
type Guild struct {
	ID, Name string
	Owner    bool // the bot owns it
}

// mostGuilds is Discord's largest page of servers.
const mostGuilds = 200

// Guilds asks for the servers the bot is in; all is false if there are more than a page.
func (e *Examiner) Guilds(ctx context.Context) (guilds []Guild, all bool, err error) {
	_, err = e.get(ctx, discordgo.EndpointUserGuilds("@me")+fmt.Sprintf("?limit=%d", mostGuilds), &guilds)
	return guilds, len(guilds) < mostGuilds, err
}

// A Lack is a permission that the bot has not got, and where.
type Lack struct {
	Permission string
	Channels   []string // by name
	Everywhere bool     // those are all channels of the server
}

// Lacks asks what the bot, whose user id is self, may not do in a server of what it
// needs, and in how many channels people write.
func (e *Examiner) Lacks(ctx context.Context, g Guild, self string) (lacks []Lack, channels int, err error) {
	m := membership{guild: g, now: time.Now()}
	var all []*discordgo.Channel
	for _, part := range []struct {
		endpoint string
		into     any
	}{
		{discordgo.EndpointGuildMember(g.ID, self), &m.member},
		{discordgo.EndpointGuildRoles(g.ID), &m.roles},
		{discordgo.EndpointGuildChannels(g.ID), &all},
	} {
		if _, err := e.get(ctx, part.endpoint, part.into); err != nil {
			return nil, 0, err
		}
	}
	m.self = self
	lacks, channels = m.lacks(all)
	return lacks, channels, nil
}

// A membership is what decides about the bot's permissions in a server.
type membership struct {
	guild  Guild
	self   string
	member discordgo.Member
	roles  []*discordgo.Role
	now    time.Time
}

// lacks goes through the channels of a server.
func (m membership) lacks(all []*discordgo.Channel) (lacks []Lack, channels int) {
	for _, p := range permissionNames {
		lack := Lack{Permission: p.name}
		wanted := 0
		for _, c := range all {
			if c == nil || needed(c.Type)&p.bit == 0 {
				continue
			}
			wanted++
			if slices.Contains(m.missing(c), p.name) {
				lack.Channels = append(lack.Channels, c.Name)
			}
		}
		channels = max(channels, wanted)
		if lack.Everywhere = len(lack.Channels) == wanted; len(lack.Channels) > 0 {
			lacks = append(lacks, lack)
		}
	}
	return lacks, channels
}

// missing is what the bot needs in a channel and has not got. Where it cannot see the
// channel, nothing else counts.
func (m membership) missing(c *discordgo.Channel) (names []string) {
	lacks := needed(c.Type) &^ m.in(c)
	if lacks&discordgo.PermissionViewChannel != 0 {
		lacks = discordgo.PermissionViewChannel
	}
	for _, p := range permissionNames {
		if lacks&p.bit != 0 {
			names = append(names, p.name)
		}
	}
	return names
}

// everything is what owners and administrators may.
const everything = int64(-1)

// base is what the bot may in the server as a whole; see
// https://docs.discord.com/developers/topics/permissions#permission-hierarchy.
func (m membership) base() (may int64) {
	if m.guild.Owner {
		return everything
	}
	for _, r := range m.roles {
		// @everyone has the id of its server.
		if r != nil && (r.ID == m.guild.ID || slices.Contains(m.member.Roles, r.ID)) {
			may |= r.Permissions
		}
	}
	if may&discordgo.PermissionAdministrator != 0 {
		return everything
	}
	return may
}

// in is what the bot may in a channel: what it may in the server, changed for @everyone,
// then for its roles together, then for itself; see
// https://docs.discord.com/developers/topics/permissions#permission-overwrites.
func (m membership) in(c *discordgo.Channel) int64 {
	may := m.base()
	if may == everything {
		return may
	}
	var everyone, roles, own discordgo.PermissionOverwrite
	for _, o := range c.PermissionOverwrites {
		switch {
		case o == nil:
		case o.ID == m.guild.ID:
			everyone = *o
		case o.ID == m.self:
			own = *o
		case slices.Contains(m.member.Roles, o.ID):
			roles.Deny |= o.Deny
			roles.Allow |= o.Allow
		}
	}
	for _, o := range []discordgo.PermissionOverwrite{everyone, roles, own} {
		may = may&^o.Deny | o.Allow
	}
	if until := m.member.CommunicationDisabledUntil; until != nil && until.After(m.now) { // timed out
		may &= discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory
	}
	return may
}
