package simulator

import (
	"context"
	"slices"
	"time"
)

// The kinds of channels, by Discord's numbers.
const (
	channelText    = 0
	channelDirect  = 1
	channelGroup   = 3
	channelThread  = 11
	channelForum   = 15
	archiveMinutes = 1440 // a day
)

// A Channel is where messages are: a text channel, a thread, a forum and its posts,
// a direct message or a group.
type Channel struct {
	sim        *Simulator
	guild      *Guild // nil in direct messages and groups
	id, name   string
	kind       int
	nsfw       bool
	parent     *Channel // of a thread or post
	owner      *Person  // of a thread or post
	recipients []*Person
	overwrites map[string]overwrite
	messages   []Message
	created    time.Time
}

// AddChannel makes a text channel.
func (g *Guild) AddChannel(name string) *Channel { return g.addChannel(name, channelText) }

// AddForum makes a forum, in which there are only posts.
func (g *Guild) AddForum(name string) *Channel { return g.addChannel(name, channelForum) }

func (g *Guild) addChannel(name string, kind int) *Channel {
	g.sim.mu.Lock()
	defer g.sim.mu.Unlock()
	c := g.sim.newChannel(g, name, kind)
	g.channels = append(g.channels, c)
	g.sim.dispatch(event{name: "CHANNEL_CREATE", guildID: g.id, intent: IntentGuilds, data: always(c.wire())})
	return c
}

func (s *Simulator) newChannel(g *Guild, name string, kind int) *Channel {
	c := &Channel{
		sim: s, guild: g, id: s.newID(), name: name, kind: kind,
		overwrites: map[string]overwrite{}, created: s.clock.Now(),
	}
	s.channels[c.id] = c
	return c
}

// AddThread makes a public thread in a text channel, owned by the guild's owner.
func (c *Channel) AddThread(name string) *Channel {
	c.sim.mu.Lock()
	defer c.sim.mu.Unlock()
	return c.addThread(name, c.guild.owner)
}

// AddPost makes a post in a forum: a thread that begins with a message of author.
func (c *Channel) AddPost(title string, author *Person, text string) *Channel {
	c.sim.mu.Lock()
	thread := c.addThread(title, author)
	c.sim.mu.Unlock()
	author.Say(thread, text)
	return thread
}

func (c *Channel) addThread(name string, owner *Person) *Channel {
	t := c.sim.newChannel(c.guild, name, channelThread)
	t.parent, t.owner = c, owner
	c.guild.channels = append(c.guild.channels, t)
	data := t.wire()
	data["newly_created"] = true
	c.sim.dispatch(event{name: "THREAD_CREATE", guildID: c.guild.id, intent: IntentGuilds, data: always(data)})
	return t
}

// AddGroup makes a group of people without the bot, in which those who installed
// the application for themselves can use it (context 2).
func (s *Simulator) AddGroup(people ...*Person) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.newChannel(nil, "", channelGroup)
	c.recipients = slices.Clone(people)
	return c
}

// ID is the channel's id.
func (c *Channel) ID() string { return c.id }

// Name is the channel's name.
func (c *Channel) Name() string { return c.name }

// Guild is the guild of the channel, nil for direct messages and groups.
func (c *Channel) Guild() *Guild { return c.guild }

// MarkNSFW restricts the channel by age.
func (c *Channel) MarkNSFW() *Channel {
	c.sim.mu.Lock()
	defer c.sim.mu.Unlock()
	c.nsfw = true
	return c
}

// Deny takes permissions away from a person or role in this channel.
func (c *Channel) Deny(h Holder, permissions ...Permission) { c.overwrite(h, 0, union(permissions)) }

// Allow gives permissions to a person or role in this channel.
func (c *Channel) Allow(h Holder, permissions ...Permission) { c.overwrite(h, union(permissions), 0) }

func (c *Channel) overwrite(h Holder, allow, deny Permission) {
	c.sim.mu.Lock()
	defer c.sim.mu.Unlock()
	id, kind := h.holder()
	o := c.overwrites[id]
	c.overwrites[id] = overwrite{kind: kind, allow: o.allow&^deny | allow, deny: o.deny&^allow | deny}
}

// Messages are the messages that everybody in the channel sees, oldest first.
// Those for one person only are in [Person.Sees].
func (c *Channel) Messages() []Message {
	c.sim.mu.Lock()
	defer c.sim.mu.Unlock()
	return c.visibleTo("")
}

// Wait returns the channel's messages as soon as they satisfy enough.
func (c *Channel) Wait(ctx context.Context, enough func([]Message) bool) ([]Message, error) {
	var seen []Message
	err := c.sim.Wait(ctx, func() bool {
		seen = c.Messages()
		return enough(seen)
	})
	return seen, err
}

// visibleTo lists the public messages and those for the one person.
func (c *Channel) visibleTo(userID string) []Message {
	var seen []Message
	for _, m := range c.messages {
		if m.OnlyFor == "" || m.OnlyFor == userID {
			seen = append(seen, m)
		}
	}
	return seen
}

func (c *Channel) find(messageID string) (Message, bool) {
	i := slices.IndexFunc(c.messages, func(m Message) bool { return m.ID == messageID })
	if i < 0 {
		return Message{}, false
	}
	return c.messages[i], true
}

func (c *Channel) replace(m Message) {
	i := slices.IndexFunc(c.messages, func(old Message) bool { return old.ID == m.ID })
	if i >= 0 {
		c.messages[i] = m
	}
}

func (c *Channel) remove(messageID string) {
	c.messages = slices.DeleteFunc(c.messages, func(m Message) bool { return m.ID == messageID })
}

func (c *Channel) isThread() bool { return c.kind == channelThread }

func (c *Channel) isDirect() bool { return c.kind == channelDirect }

func (c *Channel) hasRecipient(p *Person) bool { return slices.Contains(c.recipients, p) }

func (c *Channel) guildID() string {
	if c.guild == nil {
		return ""
	}
	return c.guild.id
}

func (c *Channel) lastMessageID() *string {
	if len(c.messages) == 0 {
		return nil
	}
	return &c.messages[len(c.messages)-1].ID
}
