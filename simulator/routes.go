package simulator

// A route is a row of the table below: one endpoint with what its body may be and
// what it does. To add one, write the handler in the rest_….go of its subject and
// name it here; the template is that of openapi.json.
type route struct {
	method   string
	template string
	body     func(*call, *form) // checks the body; nil if there is none
	handle   func(*Simulator, *call) (reply, error)
	open     bool // needs no Authorization header
	exempt   bool // from the global rate limit (B)
}

const callbackTemplate = "/interactions/{interaction_id}/{interaction_token}/callback"

var routeTable = []route{
	{method: "GET", template: "/gateway", handle: (*Simulator).getGateway, open: true},
	{method: "GET", template: "/gateway/bot", handle: (*Simulator).getGatewayBot},

	{method: "GET", template: "/applications/@me", handle: (*Simulator).getApplication},
	{method: "GET", template: "/users/@me", handle: (*Simulator).getMe},
	{method: "GET", template: "/users/@me/guilds", handle: (*Simulator).listMyGuilds},
	{method: "POST", template: "/users/@me/channels", body: directChannelForm, handle: (*Simulator).createDM},

	{method: "GET", template: "/guilds/{guild_id}", handle: (*Simulator).getGuild},
	{method: "GET", template: "/guilds/{guild_id}/channels", handle: (*Simulator).listGuildChannels},
	{method: "GET", template: "/guilds/{guild_id}/roles", handle: (*Simulator).listGuildRoles},
	{method: "GET", template: "/guilds/{guild_id}/members/{user_id}", handle: (*Simulator).getGuildMember},

	{method: "GET", template: "/channels/{channel_id}", handle: (*Simulator).getChannel},
	{method: "POST", template: "/channels/{channel_id}/typing", handle: (*Simulator).triggerTyping},
	{method: "GET", template: "/channels/{channel_id}/messages", handle: (*Simulator).listMessages},
	{method: "POST", template: "/channels/{channel_id}/messages", body: messageForm, handle: (*Simulator).createMessage},
	{method: "GET", template: "/channels/{channel_id}/messages/{message_id}", handle: (*Simulator).getMessage},
	{method: "PATCH", template: "/channels/{channel_id}/messages/{message_id}", body: editForm, handle: (*Simulator).editMessage},
	{method: "DELETE", template: "/channels/{channel_id}/messages/{message_id}", handle: (*Simulator).deleteMessage},

	{method: "GET", template: "/oauth2/applications/@me", handle: (*Simulator).getApplication},
	{method: "GET", template: "/applications/{application_id}/commands", handle: (*Simulator).getCommands},
	{method: "PUT", template: "/applications/{application_id}/commands", body: commandsForm, handle: (*Simulator).putCommands},
	{method: "GET", template: "/applications/{application_id}/guilds/{guild_id}/commands", handle: (*Simulator).getCommands},
	{method: "PUT", template: "/applications/{application_id}/guilds/{guild_id}/commands", body: commandsForm, handle: (*Simulator).putCommands},

	{method: "POST", template: callbackTemplate, body: callbackForm, handle: (*Simulator).callback, open: true, exempt: true},
	{method: "POST", template: "/webhooks/{webhook_id}/{webhook_token}", body: followUpForm, handle: (*Simulator).createFollowUp, open: true, exempt: true},
	{method: "GET", template: "/webhooks/{webhook_id}/{webhook_token}/messages/@original", handle: (*Simulator).getWebhookMessage, open: true, exempt: true},
	{method: "PATCH", template: "/webhooks/{webhook_id}/{webhook_token}/messages/@original", body: webhookEditForm, handle: (*Simulator).editWebhookMessage, open: true, exempt: true},
	{method: "DELETE", template: "/webhooks/{webhook_id}/{webhook_token}/messages/@original", handle: (*Simulator).deleteWebhookMessage, open: true, exempt: true},
	{method: "GET", template: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", handle: (*Simulator).getWebhookMessage, open: true, exempt: true},
	{method: "PATCH", template: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", body: webhookEditForm, handle: (*Simulator).editWebhookMessage, open: true, exempt: true},
	{method: "DELETE", template: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", handle: (*Simulator).deleteWebhookMessage, open: true, exempt: true},
}
