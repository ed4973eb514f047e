package simulator

func (s *Simulator) getGateway(*call) (reply, error) {
	return ok(object{"url": s.gatewayURL()})
}

func (s *Simulator) getGatewayBot(*call) (reply, error) {
	return ok(object{
		"url": s.gatewayURL(), "shards": s.options.Shards,
		"session_start_limit": s.identifies.wire(s.clock.Now()),
	})
}
