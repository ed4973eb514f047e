package bot

import (
	"slices"

	"github.com/bwmarrin/discordgo"
)

// Who may do what. Rights are looked at anew at every command, press and form: an old
// panel may still be on the screen of somebody who has lost them. The server is always
// the one that Discord says the interaction comes from.

// manages reports whether a member may change the settings of the server they are in.
func (i interaction) manages() bool {
	return i.Guild != "" && i.may(discordgo.PermissionManageGuild)
}

// moderates reports whether a member is a moderator of the server they are in.
func (b *Bot) moderates(i interaction) bool {
	if i.manages() {
		return true
	}
	role := b.guild(i.Guild).ModeratorRole
	return i.Guild != "" && role != "" && slices.Contains(i.Roles, role)
}

// edits reports whether a member may change what all servers see: a moderator of the home
// server, in it.
func (b *Bot) edits(i interaction) bool {
	switch {
	case b.HomeGuild == "" || i.Guild != b.HomeGuild:
		return false
	case b.HomeRole == "":
		return i.manages()
	}
	return slices.Contains(i.Roles, b.HomeRole)
}
