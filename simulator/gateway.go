package simulator

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/gorilla/websocket"
)

// Gateway opcodes.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

// Gateway close codes (docs, topics/opcodes-and-status-codes).
const (
	closeUnknownOpcode    = 4001
	closeDecode           = 4002
	closeNotAuthenticated = 4003
	closeAuthentication   = 4004
	closeAlready          = 4005
	closeSequence         = 4007
	closeRateLimited      = 4008
	closeTimedOut         = 4009
	closeShard            = 4010
	closeShardingRequired = 4011
	closeVersion          = 4012
	closeIntents          = 4013
	closeDisallowed       = 4014
)

// maxPayload is the size above which Discord closes with 4002.
const maxPayload = 4096

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// gatewayURL is a bare host, as Discord's is; libraries append "?v=…" or "/?v=…".
func (s *Simulator) gatewayURL() string { return "ws://" + s.listener.Addr().String() }

// resumeURL differs from gatewayURL, as Discord's does. Either is accepted, since
// discordgo by itself resumes at the first one (A.1, resume); Counters.Misplaced tells.
func (s *Simulator) resumeURL() string {
	if s.options.ResumeURL != "" {
		return s.options.ResumeURL
	}
	return s.gatewayURL() + resumePath
}

const resumePath = "/resume"

// gateway serves one websocket for as long as it is open.
func (s *Simulator) gateway(w http.ResponseWriter, r *http.Request) {
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := newConnection(s, ws)
	s.running.Go(c.writeAll)
	defer c.end()
	if !s.connect(c, r) {
		return
	}
	for {
		_, data, err := ws.ReadMessage()
		if err != nil {
			s.disconnect(c, err)
			return
		}
		s.receive(c, data)
	}
}

// connect greets a new connection.
func (s *Simulator) connect(c *connection, r *http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
		return false
	default:
	}
	s.connected[c] = struct{}{}
	s.report.counters.Connections++
	defer s.touch()
	c.resumes = strings.HasPrefix(r.URL.Path, resumePath)
	q := r.URL.Query()
	if c.version, _ = strconv.Atoi(q.Get("v")); c.version != 9 && c.version != 10 {
		c.close(closeVersion)
		return true
	}
	if e := q.Get("encoding"); e != "" && e != "json" || q.Get("compress") != "" {
		s.fail("gateway: encoding %q with compress %q is not imitated", e, q.Get("compress"))
		c.close(closeDecode)
		return true
	}
	if s.claim(stageHello, "") == nil {
		c.send(opHello, object{"heartbeat_interval": s.options.HeartbeatInterval.Milliseconds()})
	}
	return true
}

// disconnect lets go of a connection that the client or the network ended. 1000 and
// 1001 from the client end its session too (docs, events/gateway): that is why a
// zombie closed with 1000 cannot be resumed (A.2 #5).
func (s *Simulator) disconnect(c *connection, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.session != nil {
		if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
			delete(s.sessions, c.session.id)
		}
		c.leaveSession()
	}
	delete(s.connected, c)
	s.touch()
}

// A payload is what comes from the client.
type payload struct {
	Op   *int            `json:"op"`
	Data json.RawMessage `json:"d"`
}

// receive acts on one payload.
func (s *Simulator) receive(c *connection, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.closing {
		return
	}
	defer s.touch()
	if !c.countSend(s.clock.Now()) {
		c.close(closeRateLimited)
		return
	}
	var p payload
	if len(data) > maxPayload || json.Unmarshal(data, &p) != nil || p.Op == nil {
		s.fail("gateway: cannot decode %.80q", data)
		c.close(closeDecode)
		return
	}
	s.act(c, *p.Op, p.Data)
}

func (s *Simulator) act(c *connection, op int, data json.RawMessage) {
	switch op {
	case opHeartbeat:
		s.report.counters.Heartbeats++
		if s.claimBeat(c.session) == nil {
			c.send(opAck, nil)
		}
	case opIdentify:
		s.report.counters.Identifies++
		s.identify(c, data)
	case opResume:
		s.report.counters.Resumes++
		if !c.resumes {
			s.report.counters.Misplaced++
		}
		s.resume(c, data)
	case opPresence:
		if c.session == nil {
			c.close(closeNotAuthenticated)
		}
	case 4, 8, 31: // voice state, request members, request soundboard
		if c.session == nil {
			c.close(closeNotAuthenticated)
			return
		}
		s.fail("gateway: opcode %d is not imitated", op)
	default:
		s.fail("gateway: unknown opcode %d", op)
		c.close(closeUnknownOpcode)
	}
}

// Connections is the number of open gateway connections that are identified.
func (s *Simulator) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.openConnections())
}

// Sessions is the number of sessions that are connected or can be resumed.
func (s *Simulator) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sessions)
}

// ForgetSessions makes every resume fail, as a restart of Discord's gateway does.
// Open connections stay.
func (s *Simulator) ForgetSessions() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, session := range s.sessions {
		session.forgotten = true
		delete(s.sessions, id)
	}
}
