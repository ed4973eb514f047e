package simulator

// checkRequest, checkResponse and checkEvent hold what passes by against the
// contract, if there is one.

func (s *Simulator) checkRequest(c *call) {
	if s.options.Contract != nil && c.json != nil {
		s.violate("request", c.name(), s.options.Contract.request(c.route.method, c.route.template, c.json))
	}
}

func (s *Simulator) checkResponse(c *call, r reply) {
	if s.options.Contract != nil && r.html == "" {
		s.violate("response", c.name(), s.options.Contract.response(c.route.method, c.route.template, r.status, r.text()))
	}
}

func (s *Simulator) checkEvent(name string, text []byte) {
	if s.options.Contract != nil {
		s.violate("event", name, s.options.Contract.event(name, text))
	}
}
