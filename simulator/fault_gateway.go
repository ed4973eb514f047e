package simulator

import "encoding/json"

// Faults of the gateway (G, faults a–g and i).
var (
	// Drop cuts the connection without a close frame; the session can be resumed.
	Drop = Kind{name: "drop", stage: stageLine, does: dropsLine}
	// CutFrame cuts the connection in the middle of a frame, which the client sees as
	// 1006 as well.
	CutFrame = Kind{name: "cut frame", stage: stageLine, does: cutsFrame}
	// UnknownOpcode sends an opcode yet to be invented, and UnknownEvent an event.
	UnknownOpcode = Kind{name: "unknown opcode", stage: stageLine, does: sendsOpcode}
	UnknownEvent  = Kind{name: "unknown event", stage: stageLine, does: sendsEvent}
	// OpReconnect asks the client to reconnect and resume (Op 7).
	OpReconnect = Kind{name: "op 7", stage: stageLine, does: asksReconnect}
	// NoHello lets the next connection open and says nothing.
	NoHello = Kind{name: "no hello", stage: stageHello}
	// NoReady leaves the next identify or resume without an answer.
	NoReady = Kind{name: "no ready", stage: stageReady}
	// NoAcks leaves heartbeats without an answer, until lifted: a zombie.
	NoAcks = Kind{name: "no acks", stage: stageBeat}
	// Duplicate sends the next message or interaction twice.
	Duplicate = Kind{name: "duplicate", stage: stageDuplicate}
)

// InvalidSession is Op 9. Unless resumable, the session is gone.
func InvalidSession(resumable bool) Kind {
	return Kind{name: "op 9", stage: stageLine, does: invalidatesSession, resumable: resumable}
}

// CloseWith closes the connection with a code.
func CloseWith(code int) Kind {
	return Kind{name: "close", stage: stageLine, does: closesLine, code: code}
}

// EmptyEvent spoils the payload of the next message or interaction so that
// discordgo calls the handler with an event that is empty or half filled
// (A.2 #6).
func EmptyEvent(how Malformation) Kind {
	return Kind{name: "empty event", stage: stageMangle, malformed: how}
}

// A Malformation is a way to spoil a payload.
type Malformation int

// The ways to spoil a payload.
const (
	// UnknownComponent puts a component of a type yet to be invented into the
	// message, or into an interaction's message.
	UnknownComponent Malformation = iota
	// NullAuthor makes the author, or the person of an interaction, null.
	NullAuthor
	// MissingMember leaves out the member, and the user of an interaction.
	MissingMember
	// StringForNumber writes a number as a string.
	StringForNumber
	// MissingGuilds leaves the guilds out of READY.
	MissingGuilds
	// UnavailableGuild leaves nothing of a GUILD_CREATE but that the guild is not
	// available.
	UnavailableGuild
)

// strike does to a connection what a fault of the line says; one of stageReady leaves
// it in silence. n is its session, nil if it has none yet.
func (s *Simulator) strike(f *Fault, c *connection, n *session) {
	switch k := f.kind; k.does {
	case dropsLine:
		c.leaveSession()
		c.drop()
	case cutsFrame:
		c.cut()
	case sendsOpcode:
		c.send(99, object{"new": true})
	case sendsEvent:
		if n != nil {
			n.deliver(n.number("SOMETHING_NEW", []byte(`{"new":[1,"2",null]}`)))
		}
	case asksReconnect:
		c.send(opReconnect, nil)
	case closesLine:
		if n != nil && endsSession(k.code) {
			delete(s.sessions, n.id)
		}
		c.close(k.code)
	case invalidatesSession:
		if n != nil && !k.resumable {
			delete(s.sessions, n.id)
		}
		c.leaveSession()
		c.send(opInvalidSession, k.resumable)
	}
}

// endsSession reports whether a close code means a new session (B, close codes).
func endsSession(code int) bool {
	switch code {
	case closeSequence, closeTimedOut, closeAuthentication:
		return true
	}
	return code >= closeShard && code <= closeDisallowed
}

// mangled spoils the payload of an event.
func (k Kind) mangled(text []byte) []byte {
	var d object
	if json.Unmarshal(text, &d) != nil {
		return text
	}
	switch k.malformed {
	case UnknownComponent:
		addUnknownComponent(d)
	case NullAuthor:
		nullPeople(d)
	case MissingMember:
		delete(d, "member")
		if _, isMessage := d["author"]; !isMessage {
			delete(d, "user")
		}
	case StringForNumber:
		d["type"] = "0"
	case MissingGuilds:
		delete(d, "guilds")
	case UnavailableGuild:
		d = object{"id": d["id"], "unavailable": true}
	}
	return marshal(d)
}

func addUnknownComponent(d object) {
	unknown := []any{object{"type": 99, "id": 1}}
	if _, isMessage := d["author"]; isMessage {
		d["components"] = unknown
		return
	}
	m, _ := d["message"].(object)
	if m == nil {
		m = object{"id": d["id"], "channel_id": d["channel_id"]}
	}
	m["components"] = unknown
	d["message"] = m
}

func nullPeople(d object) {
	if _, isMessage := d["author"]; isMessage {
		d["author"] = nil
		return
	}
	if m, ok := d["member"].(object); ok {
		m["user"] = nil
	}
	if _, ok := d["user"]; ok {
		d["user"] = nil
	}
}
