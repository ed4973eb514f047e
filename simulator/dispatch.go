package simulator

import (
	"cmp"
	"maps"
	"slices"
)

// An event is something that sessions may hear of.
type event struct {
	name string
	// guildID decides the shard; "" is shard 0, where direct messages are.
	guildID string
	// intent is what a session needs; 0 for events that need none.
	intent Intents
	// data makes the payload, which may depend on the session's intents.
	data func(*session) any
}

// dispatch sends an event to each session that should hear of it, connected or to
// be resumed. s.mu is held.
func (s *Simulator) dispatch(e event) {
	sessions := slices.SortedFunc(maps.Values(s.sessions), func(a, b *session) int { return cmp.Compare(a.id, b.id) })
	for _, n := range sessions {
		if n.wants(e) {
			s.sendTo(n, e.name, e.data(n))
		}
	}
	// A connection whose session was forgotten goes on until it drops.
	for _, c := range s.openConnections() {
		if n := c.session; n.forgotten && n.wants(e) {
			s.sendTo(n, e.name, e.data(n))
		}
	}
	s.touch()
}

func (n *session) wants(e event) bool {
	return shardOf(e.guildID, n.shard[1]) == n.shard[0] && n.intents.Has(e.intent)
}

// sendTo sends one event to one session, with the faults that wait for it.
func (s *Simulator) sendTo(n *session, name string, data any) {
	text := marshal(data)
	if f := s.claim(stageMangle, name); f != nil {
		text = f.kind.mangled(text)
	} else {
		s.checkEvent(name, text)
	}
	f := n.number(name, text)
	s.countEvent(name)
	if cut := s.claimLine(name); cut != nil && n.conn != nil {
		s.strike(cut, n.conn, n) // the event stays in the session, for the resume
		return
	}
	n.deliver(f)
	if s.claim(stageDuplicate, name) != nil {
		n.deliver(n.number(name, text))
		s.countEvent(name)
	}
}
