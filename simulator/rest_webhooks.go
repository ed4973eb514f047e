package simulator

import "slices"

// maxFollowUps is the number of further messages where the application is only
// installed by the person.
const maxFollowUps = 5

// answered finds the interaction of a webhook route: answered already, and within its
// 15 minutes; otherwise the webhook does not exist.
func (s *Simulator) answered(c *call) (*Interaction, error) {
	i := s.byToken(c.param("webhook_token"))
	switch {
	case i == nil, c.param("webhook_id") != s.applicationID, i.acked == 0:
		return nil, errUnknownWebhook
	case !s.clock.Now().Before(i.begun.Add(tokenLives)):
		return nil, errUnknownWebhook
	}
	return i, nil
}

// answerMessage finds the message of a webhook route: @original or a follow-up.
func (s *Simulator) answerMessage(c *call) (*Interaction, string, error) {
	i, err := s.answered(c)
	if err != nil {
		return nil, "", err
	}
	id := c.param("message_id")
	if id == "" {
		id = i.original
	}
	if _, found := i.channel.find(id); !found || id != i.original && !slices.Contains(i.followUps, id) {
		return nil, "", errUnknownMessage
	}
	return i, id, nil
}

func (s *Simulator) createFollowUp(c *call) (reply, error) {
	i, err := s.answered(c)
	if err != nil {
		return reply{}, err
	}
	d, err := c.draft()
	if err != nil {
		return reply{}, err
	}
	// Straight after a deferral a follow-up fills the answer instead, and the flag of
	// the deferral stays (docs, Create Followup Message).
	if i.acked == callbackDefer && !i.filled {
		d.Flags.value &^= FlagEphemeral
		return s.fill(i, i.original, &d)
	}
	if _, byGuild := i.owners["0"]; !byGuild && len(i.followUps) >= maxFollowUps {
		return reply{}, errTooManyFollowUps
	}
	m := i.newMessage(d.flags())
	m.Type = messageReply
	m.InteractionMetadata.OriginalResponseMessageID = i.original
	m, err = s.finished(i.channel, d.apply(m), d.AllowedMentions, s.botMentionsAll(i.channel))
	if err != nil {
		return reply{}, err
	}
	m = s.post(i.channel, m)
	i.followUps = append(i.followUps, m.ID)
	s.report.counters.FollowUps++
	return ok(m)
}

func (s *Simulator) getWebhookMessage(c *call) (reply, error) {
	i, id, err := s.answerMessage(c)
	if err != nil {
		return reply{}, err
	}
	m, _ := i.channel.find(id)
	return ok(m)
}

func (s *Simulator) editWebhookMessage(c *call) (reply, error) {
	i, id, err := s.answerMessage(c)
	if err != nil {
		return reply{}, err
	}
	d, err := c.draft()
	if err != nil {
		return reply{}, err
	}
	return s.fill(i, id, &d)
}

// fill edits a message of the interaction; a deferred answer is then complete.
func (s *Simulator) fill(i *Interaction, id string, d *draft) (reply, error) {
	m, err := s.editAnswer(i, id, d)
	if err != nil {
		return reply{}, err
	}
	i.filled = i.filled || id == i.original
	s.report.counters.Edits++
	s.touch()
	return ok(m)
}

func (s *Simulator) deleteWebhookMessage(c *call) (reply, error) {
	i, id, err := s.answerMessage(c)
	if err != nil {
		return reply{}, err
	}
	m, _ := i.channel.find(id)
	i.filled = i.filled || id == i.original
	s.report.counters.Deletes++
	s.discard(i.channel, m)
	return noContent()
}
