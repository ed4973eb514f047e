package gateway

import (
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// A guard is the connection below discordgo's gateway session. It ends what
// discordgo would let go on for ever (research A.2 #2, #3, #5): a server that says
// nothing, and identifying at once at each Op 9, for which Discord resets tokens. It
// closes itself; what happens then is the supervisor's business.
type guard struct {
	net.Conn
	quiet    time.Duration // the longest time without a byte from Discord
	identify func() error  // asked before an identify; nil where a session is resumed

	mu    sync.Mutex
	large int   // writes so far
	cause error // why it closed itself
}

// Under TLS nothing is seen of what is written but its kind and size. A heartbeat has
// about 70 bytes; the request to upgrade, an Identify and a Resume have more than 160.
// So the first large write of data is the request to upgrade, and the second begins
// the session. There is no third in a healthy connection: discordgo would identify
// after an Op 9, at once and on the same connection, where Discord wants a pause, or
// even the old session resumed. It is not sent.
const (
	largeWrite = 160
	begins     = 2
	// What is no data: a TLS hello (RFC 8446, section 5.1), and a proxy's CONNECT.
	tlsHandshake = 0x16
	proxyConnect = 'C'
)

var (
	errInvalid = errors.New("the session is no longer valid")
	errQuiet   = errors.New("nothing came from Discord for too long")
)

// Write implements net.Conn.
func (g *guard) Write(p []byte) (int, error) {
	if len(p) > largeWrite && p[0] != tlsHandshake && p[0] != proxyConnect {
		if err := g.allow(); err != nil {
			_ = g.Close()
			return 0, err
		}
	}
	return g.Conn.Write(p)
}

// allow counts a large write.
func (g *guard) allow() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.large++
	switch {
	case g.large > begins:
		g.cause = errInvalid
	case g.large == begins && g.identify != nil:
		g.cause = g.identify()
	}
	return g.cause
}

// reason is why the guard closed the connection, nil if it did not.
func (g *guard) reason() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.cause
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
		g.mu.Lock()
		g.cause = errQuiet
		g.mu.Unlock()
		_ = g.Close()
	}
	return n, err
}
