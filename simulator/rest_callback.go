package simulator

import "slices"

// allowedCallbacks are the first answers that each interaction takes.
var allowedCallbacks = map[int]oneOf{
	interactionCommand:      {callbackMessage, callbackDefer, callbackModal},
	interactionComponent:    {callbackMessage, callbackDefer, callbackDeferUpdate, callbackUpdate, callbackModal},
	interactionAutocomplete: {callbackAutocomplete},
	// Not a modal after a modal (B); updates only if a component opened it.
	interactionModal: {callbackMessage, callbackDefer, callbackDeferUpdate, callbackUpdate},
}

// callback is the first answer to an interaction.
func (s *Simulator) callback(c *call) (reply, error) {
	i := s.interactions[c.param("interaction_id")]
	if i == nil || i.token != c.param("interaction_token") {
		return reply{}, errUnknownInteract
	}
	switch {
	case i.acked != 0 && (i.responded || c.response): // the other way was faster: no mistake
		return reply{}, errRespondedTo
	case i.acked != 0:
		return reply{}, errAcknowledged
	}
	if _, late := i.deadline(); late != nil {
		return reply{}, errUnknownInteract
	}
	var body struct {
		Type int   `json:"type"`
		Data draft `json:"data"`
	}
	if err := c.decode(&body); err != nil {
		return reply{}, err
	}
	body.Data.files = c.files
	if err := i.accepts(body.Type); err != nil {
		return reply{}, err
	}
	if err := s.firstAnswer(i, c, body.Type, &body.Data); err != nil {
		return reply{}, err
	}
	i.acked, i.responded = body.Type, c.response
	if c.response {
		s.report.counters.Responses++
	} else {
		s.report.counters.Callbacks++
	}
	s.touch()
	if c.query("with_response") == "true" {
		return ok(i.callbackWire())
	}
	return noContent()
}

func (i *Interaction) accepts(kind int) error {
	allowed := allowedCallbacks[i.kind]
	needsMessage := kind == callbackDeferUpdate || kind == callbackUpdate
	if slices.Contains(allowed, int64(kind)) && (!needsMessage || i.on != "") {
		return nil
	}
	return invalid(place{"type"}, "BASE_TYPE_CHOICES", "Value must be one of "+allowed.String()+".")
}

func (s *Simulator) firstAnswer(i *Interaction, c *call, kind int, d *draft) error {
	switch kind {
	case callbackMessage:
		m, err := s.finished(i.channel, d.apply(i.newMessage(d.flags())), d.AllowedMentions, s.botMentionsAll(i.channel))
		if err != nil {
			return err
		}
		i.original = s.post(i.channel, m).ID
	case callbackDefer:
		i.original = s.post(i.channel, i.newMessage(d.flags()|FlagLoading)).ID
	case callbackDeferUpdate:
		i.original = i.on
	case callbackUpdate:
		i.original = i.on
		_, err := s.editAnswer(i, i.on, d)
		return err
	case callbackAutocomplete:
		return i.takeChoices(c)
	case callbackModal:
		return i.takeModal(c)
	}
	return nil
}

func (d *draft) flags() int { return d.Flags.value }

func (s *Simulator) botMentionsAll(c *Channel) bool {
	return c.permissionsOf(s.bot).Has(MentionEveryone)
}

// newMessage is an empty message that answers the interaction. The ephemeral flag
// decides, once and for all, who sees it.
func (i *Interaction) newMessage(flags int) Message {
	m := Message{
		Author: i.sim.bot.user, Flags: flags, ApplicationID: i.sim.applicationID, WebhookID: i.sim.applicationID,
		InteractionMetadata: i.metadata(),
	}
	switch {
	case i.target != "":
		m.Type = messageContextMenu
	case i.kind == interactionCommand:
		m.Type = messageCommand
	}
	if m.Ephemeral() {
		m.OnlyFor = i.person.user.ID
	}
	return m
}

func (i *Interaction) takeChoices(c *call) error {
	var body struct {
		Data struct {
			Choices []Choice `json:"choices"`
		} `json:"data"`
	}
	if err := c.decode(&body); err != nil {
		return err
	}
	i.choices = body.Data.Choices
	return nil
}

func (i *Interaction) takeModal(c *call) error {
	var body struct {
		Data struct {
			CustomID   string      `json:"custom_id"`
			Title      string      `json:"title"`
			Components []Component `json:"components"`
		} `json:"data"`
	}
	if err := c.decode(&body); err != nil {
		return err
	}
	i.modal = &Modal{
		CustomID: body.Data.CustomID, Title: body.Data.Title, Components: completed(body.Data.Components), opened: i,
	}
	return nil
}

// editAnswer edits a message of the interaction: the answer, a follow-up, or the
// message that was pressed. Discord ignores an ephemeral flag in an edit; here it is
// refused where it would leave public what the bot believes to be private.
func (s *Simulator) editAnswer(i *Interaction, messageID string, d *draft) (Message, error) {
	m, found := i.channel.find(messageID)
	if !found {
		return Message{}, errUnknownMessage
	}
	if d.flags()&FlagEphemeral != 0 && !m.Ephemeral() {
		return Message{}, invalid(place{"flags"}, "MESSAGE_FLAGS_INVALID", "Who sees a message cannot be changed by an edit.")
	}
	edited := d.apply(m)
	edited.Flags &^= FlagLoading
	edited, err := s.finished(i.channel, edited, d.AllowedMentions, s.botMentionsAll(i.channel))
	if err != nil {
		return Message{}, err
	}
	return s.update(i.channel, edited), nil
}

// callbackWire is the answer to ?with_response=true.
func (i *Interaction) callbackWire() object {
	w := object{"id": i.id, "type": i.kind}
	all := object{"interaction": w}
	if m, found := i.channel.find(i.original); found {
		w["response_message_id"] = m.ID
		w["response_message_loading"], w["response_message_ephemeral"] = m.Loading(), m.Ephemeral()
		all["resource"] = object{"type": i.acked, "message": m}
	}
	return all
}
