package playground

import "net/http"

// insights is GET /api/insights: what /library insights tells.
func (p *Playground) insights(r *http.Request) (any, error) {
	in, err := p.bot.Insights(r.Context())
	if err != nil {
		p.Options.Bot.Log.Errorf("insights not read: %v", err)
		return nil, refusal{p.Options.Bot.Responder.Wording().Label("library-insights-unreadable")}
	}
	return in, nil
}
