package playground

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/hebb-bot/hebb/responses"
)

// maxQuestion is Discord's limit of a message.
const maxQuestion = 2000

// why is POST /api/why: what a question is answered where it is asked, and why. It is asked
// by itself, without what was said before. Nothing of it is kept.
func (p *Playground) why(r *http.Request, d deed) (any, error) {
	q := p.asking(d.Channel)
	q.Text, q.Explain = strings.TrimSpace(d.Text), true
	switch {
	case q.Text == "":
		return nil, refusal{"Type a question first."}
	case utf8.RuneCountInString(q.Text) > maxQuestion:
		return nil, refusal{"A question has at most 2000 characters."}
	}
	reply := p.Options.Bot.Responder.Respond(r.Context(), q)
	why := reply.Why()
	return struct {
		responses.Why
		Verdict string `json:"verdict"`
	}{why, why.Parts(p.Options.Bot.Responder.Wording())[0].Lines[0]}, nil
}

// asking is an empty question as it comes from a channel.
func (p *Playground) asking(channel string) responses.Question {
	if channel == direct {
		return p.bot.Asking("")
	}
	return p.bot.Asking(p.guild.ID())
}
