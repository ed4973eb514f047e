package simulator

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A SayOption changes how a person sends a message.
type SayOption func(*saying)

type saying struct {
	message Message
	allowed *allowedMentions
}

// WithoutPing replies without notifying the author replied to.
func WithoutPing(s *saying) {
	no := false
	s.allowed = &allowedMentions{Parse: []string{"users", "roles", "everyone"}, RepliedUser: &no}
}

// WithFile attaches a file.
func WithFile(name, contentType string, size int) SayOption {
	return func(s *saying) {
		s.message.Attachments = append(s.message.Attachments, Attachment{Filename: name, ContentType: contentType, Size: size})
	}
}

// WithLinkPreview adds the embed that Discord makes of a link.
func WithLinkPreview(url, title string) SayOption {
	return func(s *saying) {
		s.message.Embeds = append(s.message.Embeds, Embed{Type: "link", URL: url, Title: title})
	}
}

// Say sends a message. <@bot> and <@name> in the text become mentions.
func (p *Person) Say(c *Channel, text string, options ...SayOption) *Message {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	return p.say(c, Message{Content: text}, options)
}

// DM sends the bot a direct message.
func (p *Person) DM(text string, options ...SayOption) *Message {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	return p.say(p.directChannel(), Message{Content: text}, options)
}

// Reply answers a message, and pings its author unless told WithoutPing.
func (p *Person) Reply(to *Message, text string, options ...SayOption) *Message {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	c, current, err := p.reach(to)
	if err != nil {
		return p.cannot("reply", err)
	}
	if current.OnlyFor != "" {
		return p.cannot("reply", fmt.Errorf("message %s is ephemeral", to.ID))
	}
	m := Message{Content: text, Type: messageReply}
	c.refer(&m, current)
	return p.say(c, m, options)
}

func (p *Person) say(c *Channel, m Message, options []SayOption) *Message {
	draft := saying{message: m}
	for _, o := range options {
		o(&draft)
	}
	m = draft.message
	m.Content = p.sim.spell(m.Content)
	if err := p.maySay(c, m); err != nil {
		return p.cannot("send", err)
	}
	m.Author = p.user
	p.sim.numberAttachments(&m)
	c.setMentions(&m, draft.allowed, c.permissionsOf(p).Has(MentionEveryone))
	return new(p.sim.post(c, m))
}

func (p *Person) maySay(c *Channel, m Message) error {
	has := c.permissionsOf(p)
	switch n := utf8.RuneCountInString(m.Content); {
	case c.kind == channelForum:
		return fmt.Errorf("#%s is a forum: only its posts take messages", c.name)
	case !has.Has(c.sendPermission()):
		return fmt.Errorf("no permission to send in #%s", c.name)
	case len(m.Attachments) > 0 && !has.Has(AttachFiles):
		return fmt.Errorf("no permission to attach files in #%s", c.name)
	case strings.TrimSpace(m.Content) == "" && len(m.Attachments) == 0:
		return fmt.Errorf("the message is empty")
	case n > 2000:
		return fmt.Errorf("the message has %d characters, more than 2000", n)
	}
	return nil
}

// Edit changes the text of a message of the person's own.
func (p *Person) Edit(m *Message, text string) *Message {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	c, current, err := p.reachOwn(m)
	if err != nil {
		return p.cannot("edit", err)
	}
	current.Content = p.sim.spell(text)
	if err := p.maySay(c, current); err != nil {
		return p.cannot("edit", err)
	}
	c.setMentions(&current, nil, false)
	return new(p.sim.update(c, current))
}

// Delete deletes a message of the person's own, or anybody's with ManageMessages.
func (p *Person) Delete(m *Message) {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	c, current, err := p.reach(m)
	if err == nil && current.Author.ID != p.user.ID && !c.permissionsOf(p).Has(ManageMessages) {
		err = fmt.Errorf("message %s is not theirs", m.ID)
	}
	if err != nil {
		p.cannot("delete", err)
		return
	}
	p.sim.discard(c, current)
}

// reach finds a message as it is now, if the person sees it.
func (p *Person) reach(m *Message) (*Channel, Message, error) {
	c := p.sim.channels[m.ChannelID]
	if c == nil || !c.permissionsOf(p).Has(ViewChannel) {
		return nil, Message{}, fmt.Errorf("channel %q of message %q is not visible", m.ChannelID, m.ID)
	}
	current, ok := c.find(m.ID)
	if !ok || current.OnlyFor != "" && current.OnlyFor != p.user.ID {
		return nil, Message{}, fmt.Errorf("message %q is not there", m.ID)
	}
	return c, current, nil
}

func (p *Person) reachOwn(m *Message) (*Channel, Message, error) {
	c, current, err := p.reach(m)
	if err == nil && current.Author.ID != p.user.ID {
		err = fmt.Errorf("message %s is not theirs", m.ID)
	}
	return c, current, err
}

// cannot records what a person's client would not have allowed.
func (p *Person) cannot(what string, err error) *Message {
	err = fmt.Errorf("%s cannot %s: %w", p.user.Username, what, err)
	p.sim.fail("%v", err)
	return &Message{err: err}
}

// A Webhook posts into a channel under a name of its own, like a news feed.
type Webhook struct {
	channel *Channel
	user    User
}

// AddWebhook makes a webhook for the channel.
func (c *Channel) AddWebhook(name string) *Webhook {
	c.sim.mu.Lock()
	defer c.sim.mu.Unlock()
	w := &Webhook{channel: c, user: User{ID: c.sim.newID(), Username: name, Discriminator: "0000", Bot: true}}
	c.sim.webhooks[w.user.ID] = w
	return w
}

// Say posts a message of the webhook.
func (w *Webhook) Say(text string) *Message {
	s := w.channel.sim
	s.mu.Lock()
	defer s.mu.Unlock()
	m := Message{Author: w.user, WebhookID: w.user.ID, Content: s.spell(text)}
	w.channel.setMentions(&m, nil, true)
	return new(s.post(w.channel, m))
}
