package simulator

import (
	"encoding/json"
)

// keptEvents is how many events a session can replay.
const keptEvents = 4096

// A session outlives its connections: events are numbered and kept so that a
// client which resumes misses none.
type session struct {
	id        string
	intents   Intents
	shard     [2]int
	compress  bool
	sequence  int64
	kept      []frame
	conn      *connection // nil while disconnected
	forgotten bool
}

// A frame is a dispatch as sent.
type frame struct {
	sequence int64
	text     []byte
}

func (s *Simulator) newSession(c *connection, id identification, shard [2]int) *session {
	n := &session{id: secret("session", s.newID())[:32], intents: id.Intents, shard: shard, compress: id.Compress, conn: c}
	s.sessions[n.id] = n
	c.session = n
	return n
}

// shardID is the session's shard, -1 without a session.
func (n *session) shardID() int {
	if n == nil {
		return -1
	}
	return n.shard[0]
}

// resumption is the data of Resume.
type resumption struct {
	Token     string `json:"token"`
	SessionID string `json:"session_id"`
	Sequence  int64  `json:"seq"`
}

// resume continues a session: replay of what was missed, then RESUMED.
func (s *Simulator) resume(c *connection, data json.RawMessage) {
	var r resumption
	if json.Unmarshal(data, &r) != nil {
		c.close(closeDecode)
		return
	}
	n := s.sessions[r.SessionID]
	switch {
	case bare(r.Token) != s.token:
		if !s.wasToken(bare(r.Token)) {
			s.fail("gateway: resume with a wrong token is closed with 4004")
		}
		c.close(closeAuthentication)
		return
	case c.session != nil:
		c.close(closeAlready)
		return
	}
	if f := s.claimReady(n.shardID()); f != nil {
		s.strike(f, c, n)
		return
	}
	switch {
	case n == nil, r.Sequence < n.oldest():
		c.send(opInvalidSession, false)
	case r.Sequence > n.sequence:
		c.close(closeSequence)
	default:
		s.attach(n, c)
		n.replay(r.Sequence)
		s.sendTo(n, "RESUMED", object{"_trace": []string{"simulator"}})
	}
}

func (s *Simulator) attach(n *session, c *connection) {
	if old := n.conn; old != nil && old != c {
		old.session = nil
		old.drop()
	}
	n.conn, c.session = c, n
}

// oldest is the lowest sequence that a client may resume from.
func (n *session) oldest() int64 {
	if len(n.kept) == 0 {
		return 0
	}
	return n.kept[0].sequence - 1
}

func (n *session) replay(after int64) {
	for _, f := range n.kept {
		if f.sequence > after {
			n.conn.queue(f.text, n.compress)
		}
	}
}

// number gives an event the next sequence number and keeps it for replay.
func (n *session) number(name string, data []byte) frame {
	n.sequence++
	f := frame{n.sequence, marshal(object{"op": opDispatch, "t": name, "s": n.sequence, "d": json.RawMessage(data)})}
	n.kept = append(n.kept, f)
	if len(n.kept) > keptEvents {
		n.kept = n.kept[1:]
	}
	return f
}

// deliver writes a frame if the client is there to read it.
func (n *session) deliver(f frame) {
	if n.conn != nil {
		n.conn.queue(f.text, n.compress)
	}
}
