package bot

import (
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/responses"
)

// A view is what a handler returns: a message, and whether only the asker sees it.
type view struct {
	gateway.Payload
	Private bool
	group   string  // category group for the log
	kind    string  // that it is counted as, "" for what is no reply to a question
	sure    float64 // confidence of the reply's best entry
	inPlace bool    // takes the place of the message whose button was pressed
	remove  bool    // that message is taken away instead
	silent  bool    // nothing is said at all
	form    *form   // is opened instead
}

// A form is a modal: fields to type into. It can only be the first answer.
type form struct {
	CustomID   string                       `json:"custom_id"`
	Title      string                       `json:"title"`
	Components []discordgo.MessageComponent `json:"components"`
}

// Bounds, each of one thing, so that a slow one does not take another's time.
const (
	// handleTime bounds the making of a view; making one takes a millisecond.
	handleTime = 10 * time.Second
	// libraryTime is that of moderators' work on the library: an index is built, and all
	// its questions are asked.
	libraryTime = 2 * time.Minute
	// deferAfter is when an interaction is acknowledged without its answer.
	deferAfter = time.Second
	// ackTime is until when, after it came, an interaction's first answer is tried.
	// Discord voids one that has none after 3 s.
	ackTime = 2900 * time.Millisecond
	// editTime is how long a deferred answer is tried: its token lives 15 minutes.
	editTime = 14 * time.Minute
	// postTime is how long a message to somebody at risk is tried.
	postTime = 5 * time.Minute
)

// OnReady registers the commands; Discord is ready after each connect.
func (b *Bot) OnReady() { b.take("ready", func() { b.Register(b.ctx) }) }

// OnMessage answers a mention or a direct message.
func (b *Bot) OnMessage(m *discordgo.Message, self string, of gateway.Audience) {
	if of == gateway.Nobody {
		return
	}
	b.take("message", func() {
		if m == nil || m.ID == "" || m.ChannelID == "" || m.Author == nil || self == "" {
			b.drop("message")
			return
		}
		msg, ok := toMessage(m, self)
		if !ok {
			return
		}
		if b.seen.again(msg.ID) {
			b.drop("message")
			return
		}
		b.answerMessage(msg, of)
	})
}

func (b *Bot) answerMessage(m message, of gateway.Audience) {
	start := time.Now()
	v := b.safely(handleTime, func(ctx context.Context) view { return b.heard(ctx, m, of) })
	if v.silent {
		return
	}
	b.done("mention", v, start, b.leave(m, v))
}

// safely makes a view in its time; of a panic the member gets the support screen,
// and everybody else goes on being answered.
func (b *Bot) safely(bound time.Duration, make func(context.Context) view) (v view) {
	ctx, cancel := context.WithTimeout(context.Background(), bound)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			b.panicked("making a reply", p)
			v = b.show(b.Responder.Support(responses.Question{})).private()
		}
	}()
	return make(ctx)
}

// post sends a message as a reply, and where a server does not let the bot reply
// or embed, the same in a plainer form: an answer must not fail on a permission.
func (b *Bot) post(ctx context.Context, m message, v view) (err error) {
	p := v.Payload
	p.Nonce, p.EnforceNonce = m.ID, true // a second try does not say it twice
	asReply := p
	asReply.Reference = &discordgo.MessageReference{MessageID: m.ID, ChannelID: m.Channel, GuildID: m.Guild, FailIfNotExists: new(bool)}
	plainReply, _ := plain(asReply)
	plainMessage, _ := plain(p)
	for _, form := range []gateway.Payload{asReply, p, plainReply, plainMessage} {
		err = b.deliver(ctx, func(ctx context.Context) error { return b.Session.Send(ctx, m.Channel, form, v.group == "risk") })
		if !forbidden(err) {
			return err
		}
	}
	return err
}

// said is the reply to a message. In public a private reply is one neutral line
// with a button: only a press can be answered privately.
func (b *Bot) said(ctx context.Context, m message) view {
	q := b.questionIn(m.Guild)
	q.Text, q.About = m.Text, m.About
	if q.About == "" {
		q.About = b.talks.about(m.place())
	}
	if m.Text == "" {
		return b.show(b.Responder.Help(q))
	}
	reply := b.respond(ctx, q)
	if reply.Private && m.Guild != "" {
		b.talks.stand(m.place(), "")
		return b.behindButton(reply, m.Author)
	}
	return b.notice(m.place(), q, reply, b.answered(reply, m.place(), m.Guild == ""))
}

// respond asks the responder and logs what went wrong, if anything did.
func (b *Bot) respond(ctx context.Context, q responses.Question) responses.Reply {
	reply := b.Responder.Respond(ctx, q)
	if reply.Err != nil {
		b.Log.Error(reply.Err)
	}
	return reply
}

// OnInteraction answers a command, a press, or autocomplete.
func (b *Bot) OnInteraction(event *discordgo.Interaction, of gateway.Audience) {
	if of != gateway.Nobody {
		b.interact(event, of, nil)
	}
}

// interact answers an interaction; reply is the HTTP response that waits for the first
// answer, nil for one that came over the gateway. It reports whether there was anything
// to answer.
func (b *Bot) interact(event *discordgo.Interaction, of gateway.Audience, reply func(gateway.Answer) error) (ok bool) {
	b.take("interaction", func() {
		if event == nil {
			b.drop("interaction")
			return
		}
		var i interaction
		i, ok = toInteraction(event)
		i.reply = reply
		switch {
		case !ok, b.acted.again(i.ID):
			b.drop("interaction")
		case of == gateway.AtRisk && !b.urgent(i): // another replica's
		case event.Type == discordgo.InteractionApplicationCommandAutocomplete:
			b.suggest(i)
		default:
			b.admit(i)
		}
	})
	return ok
}

// answerInteraction makes the view, and acknowledges the interaction first if
// that takes long. What is deferred is private: a reply that turns out to be for
// the asker alone must not have been promised to the channel.
func (b *Bot) answerInteraction(i interaction, handle func(context.Context) view) {
	start := time.Now()
	bound := handleTime
	if i.onLibrary() {
		bound = libraryTime
	}
	made := make(chan view, 1)
	go func() {
		defer close(made) // what cannot even be said to have failed is an empty view, which Discord refuses
		defer b.recovered("interaction")
		made <- b.safely(bound, handle)
	}()
	var v view
	var err error
	select {
	case v = <-made:
		err = b.first(i, start, firstAnswer(v), v.group == "risk" || v.remove)
		if err == nil && v.remove {
			err = b.within(ackTime, func(ctx context.Context) error { return b.Session.Delete(ctx, i.Interaction) })
		}
	case <-b.after(deferAfter):
		later := gateway.Answer{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: payloadFlags{discordgo.MessageFlagsEphemeral}}
		err = b.first(i, start, later, true)
		if v = <-made; v.form != nil || !v.Private && i.CustomID != "" { // it is too late to open it, or to show all what they were to see
			v = b.line("busy")
		}
		if err == nil || v.group == "risk" { // the acknowledgement may have come through all the same
			err = b.within(editTime, func(ctx context.Context) error { return b.Session.Edit(ctx, i.Interaction, v.Payload) })
		}
	}
	name := i.Command
	if name == "" {
		name = "press"
	} else if i.Target != nil {
		name = "menu"
	} else if commandNamed(name) == nil {
		name = "topic" // which one is between the member and the bot
	}
	b.done(name, v, start, err)
}

// payloadFlags is the only thing a deferred answer may carry.
type payloadFlags struct {
	Flags discordgo.MessageFlags `json:"flags"`
}

func firstAnswer(v view) gateway.Answer {
	if v.Private {
		v.Flags |= discordgo.MessageFlagsEphemeral
	}
	if v.remove {
		return gateway.Answer{Type: discordgo.InteractionResponseDeferredMessageUpdate}
	}
	if v.form != nil {
		return gateway.Answer{Type: discordgo.InteractionResponseModal, Data: v.form}
	}
	if v.inPlace {
		return gateway.Answer{Type: discordgo.InteractionResponseUpdateMessage, Data: v.Payload}
	}
	return gateway.Answer{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: v.Payload}
}

// handle finds the handler of an interaction.
func (b *Bot) handle(ctx context.Context, i interaction) view {
	return b.withCheckIn(b.handled(ctx, i), i)
}

func (b *Bot) handled(ctx context.Context, i interaction) view {
	if i.CustomID != "" {
		return b.pressed(ctx, i)
	}
	if i.Target != nil {
		if c := b.menuNamed(i.Command); c != nil {
			return c.handle(b, ctx, i)
		}
		return b.stale(i)
	}
	if c := commandNamed(i.Command); c != nil {
		return c.handle(b, ctx, i)
	}
	return b.topic(ctx, i)
}

// done logs what kind of thing was answered and how long it took; never what was
// asked. Replies to somebody at risk leave no line of their own.
func (b *Bot) done(command string, v view, start time.Time, err error) {
	if errors.Is(err, errUnsaid) {
		return
	}
	if err != nil {
		b.stats.Undelivered.Add(1)
		b.Monitor.Undelivered()
		b.Log.WithField("command", command).Errorf("reply not delivered: %s", gateway.Plain(err))
		return
	}
	if v.group == turnedAway {
		return
	}
	b.Monitor.Answered(v.kind, time.Since(start), v.sure)
	if v.group == "risk" {
		return
	}
	b.Log.WithFields(logrus.Fields{"command": command, "group": v.group, "ms": time.Since(start).Milliseconds()}).Info("answered")
}
