package bot

import (
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// A guard is the connection below discordgo's gateway session. It ends what
// discordgo would let go on for ever (research A.2 #2, #3, #5): a server that says
// nothing, and identifying again and again at each Op 9, for which Discord resets
// tokens. It closes itself; what happens then is the supervisor's business.
type guard struct {
	net.Conn
	quiet time.Duration // the longest time without a byte from Discord

	mu    sync.Mutex
	begun bool
	large int // writes so far
}

// Under TLS nothing is seen of what is written but its size. A heartbeat has about
// 70 bytes; a TLS hello, the request to upgrade, an Identify and a Resume have more
// than 160. A healthy connection writes three of these in its life. One Identify
// more is allowed, for a session that cannot be resumed; at the next the connection
// ends, and it is not sent.
const (
	largeWrite = 160
	mostLarge  = 4
	// tlsHandshake is the first byte of a TLS hello (RFC 8446, section 5.1).
	tlsHandshake = 0x16
)

var errStorm = errors.New("the gateway makes the session identify again and again")

// Write implements net.Conn.
func (g *guard) Write(p []byte) (int, error) {
	g.mu.Lock()
	if !g.begun && len(p) > 0 && p[0] != tlsHandshake {
		g.large++ // stands for the hello that a connection without TLS does not have
	}
	g.begun = true
	if len(p) > largeWrite {
		g.large++
	}
	tooMany := g.large > mostLarge
	g.mu.Unlock()
	if tooMany {
		_ = g.Close()
		return 0, errStorm
	}
	return g.Conn.Write(p)
}

// Read implements net.Conn. A connection that was silent for too long is closed
// before discordgo can say goodbye on it: that would end the session, which may
// still be resumed.
func (g *guard) Read(p []byte) (int, error) {
	if err := g.SetReadDeadline(time.Now().Add(g.quiet)); err != nil {
		return 0, err
	}
	n, err := g.Conn.Read(p)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		_ = g.Close()
	}
	return n, err
}
