package simulator

import (
	"cmp"
	"slices"
	"strconv"
)

func (s *Simulator) createMessage(c *call) (reply, error) {
	channel, has, err := s.writable(c.param("channel_id"))
	if err != nil {
		return reply{}, err
	}
	d, err := c.draft()
	if err != nil {
		return reply{}, err
	}
	if have, found := channel.withNonce(d.Nonce, s.bot.user.ID); d.EnforceNonce && found {
		return ok(have)
	}
	m := d.apply(Message{Author: s.bot.user, Nonce: d.Nonce, ApplicationID: s.applicationID})
	if err := allowedIn(m, has); err != nil {
		return reply{}, err
	}
	if err := s.setReference(channel, &m, d.Reference, has); err != nil {
		return reply{}, err
	}
	m, err = s.finished(channel, m, d.AllowedMentions, has.Has(MentionEveryone))
	if err != nil {
		return reply{}, err
	}
	s.report.counters.Messages++
	return ok(s.post(channel, m))
}

// withNonce is the author's message with a nonce: with enforce_nonce Discord
// returns it instead of posting a second one (resources/message#create-message).
// Discord looks back a few minutes; this looks at all of them.
func (c *Channel) withNonce(nonce any, author string) (Message, bool) {
	if nonce == nil {
		return Message{}, false
	}
	for _, m := range c.messages {
		if m.Nonce == nonce && m.Author.ID == author {
			return m, true
		}
	}
	return Message{}, false
}

// allowedIn is the permissions that the parts of a message need.
func allowedIn(m Message, has Permission) error {
	if len(m.Embeds) > 0 && !has.Has(EmbedLinks) || len(m.Attachments) > 0 && !has.Has(AttachFiles) {
		return errMissing
	}
	return nil
}

// setReference makes the message a reply.
func (s *Simulator) setReference(c *Channel, m *Message, r *reference, has Permission) error {
	if r == nil {
		return nil
	}
	if !has.Has(ReadMessageHistory) {
		return errNoHistory
	}
	to, found := c.find(r.MessageID)
	sameChannel := r.ChannelID == "" || r.ChannelID == c.id
	switch {
	case found && sameChannel && to.OnlyFor == "":
		m.Type = messageReply
		c.refer(m, to)
		return nil
	case !r.mustExist():
		return nil
	}
	return invalid(place{"message_reference"}, "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
}

// readable is the intents that govern what REST gives away: the same rule, but by
// the portal's switch, as a request has no intents.
func (s *Simulator) readable(c *Channel, m Message) Message {
	return s.redacted(c, m, s.options.Privileged)
}

// publicMessage finds a message by its route; ephemeral ones are not in channels.
func (s *Simulator) publicMessage(c *call) (*Channel, Message, Permission, error) {
	channel, has, err := s.reachable(c.param("channel_id"))
	if err != nil {
		return nil, Message{}, 0, err
	}
	m, found := channel.find(c.param("message_id"))
	if !found || m.OnlyFor != "" {
		return nil, Message{}, 0, errUnknownMessage
	}
	return channel, m, has, nil
}

func (s *Simulator) getMessage(c *call) (reply, error) {
	channel, m, has, err := s.publicMessage(c)
	switch {
	case err != nil:
		return reply{}, err
	case !has.Has(ReadMessageHistory):
		return reply{}, errMissingAccess
	}
	return ok(s.readable(channel, m))
}

// listMessages gives the newest first. Without READ_MESSAGE_HISTORY there are none.
func (s *Simulator) listMessages(c *call) (reply, error) {
	channel, has, err := s.reachable(c.param("channel_id"))
	if err != nil {
		return reply{}, err
	}
	limit, err := c.limit(50, 100)
	if err != nil {
		return reply{}, err
	}
	found := []Message{}
	if has.Has(ReadMessageHistory) {
		for _, m := range page(channel.visibleTo(""), c, limit) {
			found = append(found, s.readable(channel, m))
		}
	}
	slices.Reverse(found)
	return ok(found)
}

// page cuts messages, oldest first, by the query: after, before or around an id,
// otherwise the last ones.
func page(all []Message, c *call, limit int) []Message {
	at := func(id string) int {
		i, _ := slices.BinarySearchFunc(all, id, func(m Message, id string) int { return compareIDs(m.ID, id) })
		return i
	}
	first := max(len(all)-limit, 0)
	last := len(all)
	switch {
	case c.query("after") != "":
		first = at(c.query("after"))
		if first < len(all) && all[first].ID == c.query("after") {
			first++
		}
		last = min(first+limit, len(all))
	case c.query("before") != "":
		last = at(c.query("before"))
		first = max(last-limit, 0)
	case c.query("around") != "":
		first = max(at(c.query("around"))-limit/2, 0)
		last = min(first+limit, len(all))
	}
	return all[first:last]
}

// compareIDs orders snowflakes by number.
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func (c *call) limit(usual, most int) (int, error) {
	if c.query("limit") == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(c.query("limit"))
	if err != nil || n < 1 || n > most {
		return 0, invalid(place{"limit"}, "NUMBER_TYPE_MAX", "int value should be between 1 and "+strconv.Itoa(most)+".")
	}
	return n, nil
}

func (s *Simulator) editMessage(c *call) (reply, error) {
	channel, m, has, err := s.publicMessage(c)
	if err != nil {
		return reply{}, err
	}
	if m.Author.ID != s.bot.user.ID {
		return reply{}, errNotYours
	}
	d, err := c.draft()
	if err != nil {
		return reply{}, err
	}
	m, err = s.finished(channel, d.apply(m), d.AllowedMentions, has.Has(MentionEveryone))
	if err != nil {
		return reply{}, err
	}
	if err := allowedIn(m, has); err != nil {
		return reply{}, err
	}
	s.report.counters.Edits++
	return ok(s.update(channel, m))
}

func (s *Simulator) deleteMessage(c *call) (reply, error) {
	channel, m, has, err := s.publicMessage(c)
	switch {
	case err != nil:
		return reply{}, err
	case m.Author.ID != s.bot.user.ID && !has.Has(ManageMessages):
		return reply{}, errMissing
	}
	s.report.counters.Deletes++
	s.discard(channel, m)
	return noContent()
}
