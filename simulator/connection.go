package simulator

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/json"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// A connection is one websocket. Its fields are guarded by Simulator.mu, except
// what the writing goroutine takes out of the outbox.
type connection struct {
	sim     *Simulator
	ws      *websocket.Conn
	out     outbox
	gone    chan struct{}
	version int      // of the API, as asked for in the address
	resumes bool     // it came to resume_gateway_url
	session *session // nil until identified
	closing bool     // a close frame is on its way

	window time.Time // start of the current 60 seconds
	sends  int       // payloads received in them
}

func newConnection(s *Simulator, ws *websocket.Conn) *connection {
	return &connection{sim: s, ws: ws, out: outbox{wake: make(chan struct{}, 1)}, gone: make(chan struct{})}
}

// An outgoing is a frame to write.
type outgoing struct {
	kind int // websocket.TextMessage, BinaryMessage or CloseMessage; halfFrame
	data []byte
}

// halfFrame is no kind of the websocket protocol: what is written is the beginning of
// a frame, and then nothing more.
const halfFrame = -1

// An outbox is a queue without a bound, so that the world never waits for a slow
// reader (G, j).
type outbox struct {
	mu    sync.Mutex
	items []outgoing
	wake  chan struct{}
}

func (o *outbox) put(x outgoing) {
	o.mu.Lock()
	o.items = append(o.items, x)
	o.mu.Unlock()
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

func (o *outbox) take() []outgoing {
	o.mu.Lock()
	defer o.mu.Unlock()
	items := o.items
	o.items = nil
	return items
}

// writeAll writes the outbox until the connection ends.
func (c *connection) writeAll() {
	for {
		select {
		case <-c.out.wake:
		case <-c.gone:
			return
		}
		for _, x := range c.out.take() {
			if x.kind == halfFrame {
				_, _ = c.ws.NetConn().Write(x.data)
				c.drop()
				return
			}
			if c.ws.WriteMessage(x.kind, x.data) != nil {
				c.drop()
				return
			}
			if x.kind == websocket.CloseMessage {
				c.halfClose()
			}
		}
	}
}

// halfClose ends our side after a close frame, so that the client reads the frame
// and then the end.
func (c *connection) halfClose() {
	if tcp, ok := c.ws.NetConn().(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
	}
}

// send queues a payload that is not a dispatch.
func (c *connection) send(op int, data any) {
	c.queue(marshal(object{"op": op, "d": data, "s": nil, "t": nil}), false)
}

func (c *connection) queue(text []byte, compress bool) {
	switch {
	case c.closing:
	case compress:
		c.out.put(outgoing{websocket.BinaryMessage, compressed(text)})
	default:
		c.out.put(outgoing{websocket.TextMessage, text})
	}
}

// close ends the connection with a code, after what is queued.
func (c *connection) close(code int) {
	if c.closing {
		return
	}
	c.closing = true
	c.out.put(outgoing{websocket.CloseMessage, websocket.FormatCloseMessage(code, closeReasons[code])})
	c.leaveSession()
}

// drop cuts the line without a word: the client sees 1006.
func (c *connection) drop() { _ = c.ws.Close() }

// cut ends the line in the middle of a frame: its head announces more than comes.
func (c *connection) cut() {
	if c.closing {
		return
	}
	c.closing = true
	c.out.put(outgoing{halfFrame, append([]byte{0x81, 126, 0x10, 0x00}, `{"op":0,"t":"MESS`...)})
	c.leaveSession()
}

// end is called when the reading goroutine is through.
func (c *connection) end() {
	c.drop()
	close(c.gone)
}

func (c *connection) leaveSession() {
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	c.session = nil
}

// countSend counts a payload and reports whether it is within 120 in 60 s (B).
func (c *connection) countSend(now time.Time) bool {
	if now.Sub(c.window) >= time.Minute {
		c.window, c.sends = now, 0
	}
	c.sends++
	return c.sends <= 120
}

// openConnections are the identified connections, by shard.
func (s *Simulator) openConnections() []*connection {
	var open []*connection
	for c := range s.connected {
		if c.session != nil && !c.closing {
			open = append(open, c)
		}
	}
	slices.SortFunc(open, func(a, b *connection) int {
		return cmp.Or(cmp.Compare(a.session.shard[0], b.session.shard[0]), cmp.Compare(a.session.id, b.session.id))
	})
	return open
}

var closeReasons = map[int]string{
	closeUnknownOpcode:    "Unknown opcode.",
	closeDecode:           "Error while decoding payload.",
	closeNotAuthenticated: "Not authenticated.",
	closeAuthentication:   "Authentication failed.",
	closeAlready:          "Already authenticated.",
	closeSequence:         "Invalid seq.",
	closeRateLimited:      "Rate limited.",
	closeTimedOut:         "Session timed out.",
	closeShard:            "Invalid shard.",
	closeShardingRequired: "Sharding required.",
	closeVersion:          "Invalid API version.",
	closeIntents:          "Invalid intent(s).",
	closeDisallowed:       "Disallowed intent(s).",
}

// compressors are used again: each is a megabyte, and an event a few hundred bytes.
var compressors = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// compressed is payload compression: each payload a zlib stream of its own.
func compressed(text []byte) []byte {
	var b bytes.Buffer
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	z.Reset(&b)
	_, _ = z.Write(text)
	_ = z.Close()
	return b.Bytes()
}

// marshal is json.Marshal for our own types, which cannot fail.
func marshal(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("simulator: " + err.Error())
	}
	return b
}
