package bot

import (
	"slices"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/responses"
)

// A message is something a person said to the bot.
type message struct {
	ID      string
	Channel string
	Guild   string // "" in a direct message
	Author  string
	Text    string // without the bot's mention
	About   string // the entry of the bot's message it replies to, "" for none

	From responses.Provenance // of the target of a menu: what an answer of Hebb's was made from
}

// toMessage reads a message event; ok is false if it is not for the bot. A
// message that could not be decoded comes with an empty id (research A.2 #6).
func toMessage(m *discordgo.Message, self string) (msg message, ok bool) {
	if m.Author.Bot || m.WebhookID != "" || m.Author.ID == self {
		return message{}, false
	}
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return message{}, false
	}
	if m.GuildID != "" && !mentionsUser(m, self) {
		return message{}, false
	}
	text := strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(m.Content)
	msg = message{ID: m.ID, Channel: m.ChannelID, Guild: m.GuildID, Author: m.Author.ID, Text: strings.TrimSpace(text)}
	if r := m.ReferencedMessage; r != nil && r.Author != nil && r.Author.ID == self {
		msg.About = entryIn(r)
	}
	return msg, true
}

func mentionsUser(m *discordgo.Message, user string) bool {
	for _, u := range m.Mentions {
		if u != nil && u.ID == user {
			return true
		}
	}
	return false
}

// An interaction is a command, a press or a keystroke in autocomplete.
type interaction struct {
	gateway.Interaction // what an answer goes to

	User           string
	Guild, Channel string   // Guild is "" in a direct message
	Roles          []string // of the member, in a server
	Permissions    int64    // of the member in the channel, in a server
	Locale         string
	Command        string            // of a command or autocomplete
	Sub            string            // the subcommand, "" where there is none
	Options        map[string]string // text options by name
	Focused        string            // the option being typed in, in autocomplete
	Target         *message          // the message whose menu was used
	CustomID       string            // of a press, or of a form
	Values         []string          // what was selected in a menu
	Fields         map[string]string // of a form, by custom id
	Private        bool              // the message pressed on is for the presser alone
	Shown          bool              // the message pressed on has what was pressed
	ShownAs        string            // the author that the message pressed on names, "" for none
	Direct         bool              // between the asker and the bot alone

	reply func(gateway.Answer) error // hands the first answer to the HTTP response that waits for it; nil over the gateway
}

// may reports whether the member has a permission, or every.
func (i interaction) may(permission int64) bool {
	return i.Permissions&(permission|discordgo.PermissionAdministrator) != 0
}

// toInteraction reads an interaction event; ok is false if a part is missing that
// every real one has.
func toInteraction(i *discordgo.Interaction) (in interaction, ok bool) {
	in = interaction{Interaction: gateway.Interaction{ID: i.ID, Token: i.Token, Application: i.AppID}, Guild: i.GuildID, Channel: i.ChannelID, Locale: string(i.Locale), Options: map[string]string{}, Direct: i.GuildID == "" && i.Context != discordgo.InteractionContextPrivateChannel}
	switch {
	case i.Member != nil && i.Member.User != nil:
		in.User, in.Roles, in.Permissions = i.Member.User.ID, i.Member.Roles, i.Member.Permissions
	case i.User != nil:
		in.User = i.User.ID
	}
	if in.ID == "" || in.Token == "" || in.User == "" {
		return in, false
	}
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		in.Command = data.Name
		if data.CommandType == discordgo.MessageApplicationCommand {
			in.Target = target(data)
			return in, in.Target != nil
		}
		options := data.Options
		if len(options) == 1 && options[0] != nil && options[0].Type == discordgo.ApplicationCommandOptionSubCommand {
			in.Sub, options = options[0].Name, options[0].Options
		}
		for _, o := range options {
			if o == nil {
				continue
			}
			if text, isText := o.Value.(string); isText {
				in.Options[o.Name] = text
			}
			if o.Focused {
				in.Focused = o.Name
			}
		}
		return in, in.Command != ""
	case discordgo.MessageComponentInteractionData:
		in.CustomID, in.Values = data.CustomID, picked(data)
		in.Private = i.Message != nil && i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
		in.Shown = i.Message != nil && hasButton(i.Message.Components, in.CustomID)
		in.ShownAs = shownAs(i.Message)
		return in, in.CustomID != ""
	case discordgo.ModalSubmitInteractionData:
		in.CustomID, in.Fields = data.CustomID, fieldsOf(data.Components)
		return in, in.CustomID != ""
	}
	return in, false
}

// picked is what was selected in a menu. A channel or role that Discord did not find in
// this server is left blank: anybody may send the id of another server's.
func picked(data discordgo.MessageComponentInteractionData) []string {
	values := slices.Clone(data.Values)
	for n, id := range values {
		switch data.ComponentType {
		case discordgo.ChannelSelectMenuComponent:
			if data.Resolved.Channels[id] == nil {
				values[n] = ""
			}
		case discordgo.RoleSelectMenuComponent:
			if data.Resolved.Roles[id] == nil {
				values[n] = ""
			}
		}
	}
	return values
}

// shownAs is the author that a message of ours names, "" for none.
func shownAs(m *discordgo.Message) string {
	if m != nil && len(m.Embeds) > 0 && m.Embeds[0] != nil && m.Embeds[0].Author != nil {
		return m.Embeds[0].Author.Name
	}
	return ""
}

// hasButton reports whether a button with a custom id stands in rows.
func hasButton(rows []discordgo.MessageComponent, id string) bool {
	for _, r := range rows {
		row, ok := r.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if b, ok := c.(*discordgo.Button); ok && b.CustomID == id {
				return true
			}
		}
	}
	return false
}

// target is the message that a command of a message's menu was used on; nil if it did
// not come along.
func target(data discordgo.ApplicationCommandInteractionData) *message {
	if data.Resolved == nil {
		return nil
	}
	m := data.Resolved.Messages[data.TargetID]
	if m == nil || m.Author == nil {
		return nil
	}
	t := &message{ID: m.ID, Author: m.Author.ID, Text: strings.TrimSpace(m.Content)}
	if m.Author.Bot {
		t.From = provenanceIn(m)
	}
	return t
}

// fieldsOf is what was typed into a form.
func fieldsOf(rows []discordgo.MessageComponent) map[string]string {
	out := map[string]string{}
	for _, r := range rows {
		row, ok := r.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if field, ok := c.(*discordgo.TextInput); ok {
				out[field.CustomID] = field.Value
			}
		}
	}
	return out
}

// mostRecent is how many ids are remembered. What a resume may deliver once more is at
// most what came since the connection was lost, a minute or so: a flood of 5,000 fits.
const mostRecent = 8192

// recent remembers the ids of the last messages or interactions, because Discord may
// deliver one twice after a resume. It holds no id of a person.
type recent struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring [mostRecent]string
	next int
}

// again reports whether an id was seen before, and remembers it.
func (r *recent) again(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids == nil {
		r.ids = map[string]bool{}
	}
	if r.ids[id] {
		return true
	}
	delete(r.ids, r.ring[r.next])
	r.ring[r.next] = id
	r.ids[id] = true
	r.next = (r.next + 1) % len(r.ring)
	return false
}

// forget takes an id as not seen.
func (r *recent) forget(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.ids, id)
}
