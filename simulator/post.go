package simulator

import (
	"slices"
	"strings"
)

// post puts a message into a channel and tells the bot. s.mu is held.
func (s *Simulator) post(c *Channel, m Message) Message {
	m.ID, m.ChannelID, m.Timestamp = s.newID(), c.id, s.clock.Now().UTC()
	m = m.orEmpty()
	c.messages = append(c.messages, m)
	s.announce("MESSAGE_CREATE", c, m)
	s.touch()
	return m
}

// update replaces a message by its edited form and tells the bot. s.mu is held.
func (s *Simulator) update(c *Channel, m Message) Message {
	now := s.clock.Now().UTC()
	m.EditedTimestamp = &now
	m = m.orEmpty()
	c.replace(m)
	s.announce("MESSAGE_UPDATE", c, m)
	s.touch()
	return m
}

// discard deletes a message and tells the bot. s.mu is held.
func (s *Simulator) discard(c *Channel, m Message) {
	c.remove(m.ID)
	guildID, intent := s.audience(c, m)
	data := object{"id": m.ID, "channel_id": c.id}
	if guildID != "" {
		data["guild_id"] = guildID
	}
	if s.botHears(c, m) {
		s.dispatch(event{name: "MESSAGE_DELETE", guildID: c.guildID(), intent: intent, data: always(data)})
	}
	s.touch()
}

// announce dispatches a message, with its content only for those who may read it.
func (s *Simulator) announce(name string, c *Channel, m Message) {
	if !s.botHears(c, m) {
		return
	}
	guildID, intent := s.audience(c, m)
	s.dispatch(event{
		name: name, guildID: c.guildID(), intent: intent,
		data: func(to *session) any { return s.messageEvent(c, m, guildID, to.intents) },
	})
}

// botHears reports whether the message reaches the bot at all: its own always, in
// guilds those of channels it can view, and never those of groups.
func (s *Simulator) botHears(c *Channel, m Message) bool {
	if m.Author.ID == s.bot.user.ID && m.OnlyFor != "" {
		return true
	}
	return c.permissionsOf(s.bot).Has(ViewChannel)
}

// audience gives the guild id and intent of a message's events. Ephemeral messages
// go straight to the person and the bot, not through the guild: they come with the
// DIRECT_MESSAGES intent and without guild_id and member.
func (s *Simulator) audience(c *Channel, m Message) (guildID string, intent Intents) {
	if c.guild == nil || m.OnlyFor != "" {
		return "", IntentDirectMessages
	}
	return c.guild.id, IntentGuildMessages
}

// A messageEvent is a message with what only the gateway adds.
type messageEvent struct {
	Message
	GuildID     string `json:"guild_id,omitempty"`
	Member      object `json:"member,omitempty"`
	ChannelType int    `json:"channel_type"`
}

func (s *Simulator) messageEvent(c *Channel, m Message, guildID string, intents Intents) messageEvent {
	e := messageEvent{Message: s.redacted(c, m, intents), GuildID: guildID, ChannelType: c.kind}
	if guildID != "" && m.WebhookID == "" {
		if member := c.guild.members[m.Author.ID]; member != nil {
			e.Member = c.guild.memberWire(member, false)
		}
	}
	return e
}

// redacted empties what a bot may not read without MESSAGE_CONTENT: all but its own
// messages, direct messages with it, and messages that mention it (A, intents).
func (s *Simulator) redacted(c *Channel, m Message, intents Intents) Message {
	if m.ReferencedMessage != nil {
		r := s.redacted(c, *m.ReferencedMessage, intents)
		m.ReferencedMessage = &r
	}
	mentioned := slices.ContainsFunc(m.Mentions, func(u User) bool { return u.ID == s.bot.user.ID })
	if intents.Has(IntentMessageContent) || m.Author.ID == s.bot.user.ID || c.isDirect() || mentioned {
		return m
	}
	m.Content, m.Embeds, m.Attachments, m.Components = "", []Embed{}, []Attachment{}, []Component{}
	return m
}

// refer makes m point to the message it replies to.
func (c *Channel) refer(m *Message, to Message) {
	to.ReferencedMessage = nil // Discord nests one level only
	m.MessageReference = &MessageReference{MessageID: to.ID, ChannelID: c.id, GuildID: c.guildID()}
	m.ReferencedMessage = &to
}

// numberAttachments gives new attachments an id and an address.
func (s *Simulator) numberAttachments(m *Message) {
	files := slices.Clone(m.Attachments)
	for i := range files {
		if files[i].ID == "" || files[i].URL == "" {
			files[i].ID = s.newID()
			files[i].URL = s.URL() + "/attachments/" + files[i].ID + "/" + strings.ReplaceAll(files[i].Filename, " ", "_")
			files[i].ProxyURL = files[i].URL
		}
	}
	m.Attachments = files
}
