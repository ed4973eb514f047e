package bot

import (
	"fmt"
	"net/url"

	"github.com/bwmarrin/discordgo"
)

// Permissions is the least that the bot needs in a server.
const Permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads |
	discordgo.PermissionEmbedLinks | discordgo.PermissionReadMessageHistory // the last to reply to a message

// InviteLink is where a server's owner adds the bot.
func InviteLink(application string) string {
	v := url.Values{"client_id": {application}, "scope": {"bot applications.commands"}, "permissions": {fmt.Sprint(int64(Permissions))}}
	return "https://discord.com/oauth2/authorize?" + v.Encode()
}
