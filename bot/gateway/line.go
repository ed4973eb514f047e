package gateway

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// A line is one session on Discord's gateway: a discordgo session that is used for
// nothing else, and the connection below it. discordgo can hang in it for ever
// (research A.2 #1, #2); then the line is ended and another is made.
type line struct {
	session *discordgo.Session
	self    string        // the bot's own id, once known is closed
	known   chan struct{} // READY was read
	up      chan struct{} // READY or RESUMED came
	down    chan struct{} // discordgo closed the connection
	over    chan struct{} // the line was ended

	quiet    time.Duration
	identify func() error // asked before a new session
	ticket   *ticket      // of a connection that begins one
	mu       sync.Mutex
	guard    *guard
	ended    bool
	address  string // where the gateway is, "" if not known
	moved    bool   // discordgo was not told of it yet
}

// newLine makes a line whose events go to the sink, each in its own goroutine.
func (sh *shard) newLine() (*line, error) {
	l := &line{
		quiet: sh.opts.Pace.Quiet,
		known: make(chan struct{}), up: make(chan struct{}, 1), down: make(chan struct{}, 1), over: make(chan struct{}),
	}
	l.identify = func() error { return sh.identify(l.ticket) }
	s, err := sh.newSession(whereabouts{l})
	if err != nil {
		return nil, err
	}
	s.ShardID, s.ShardCount = sh.id, sh.of
	l.session = s
	s.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: l.quiet, NetDialContext: l.dial}

	// Our own id is never read from discordgo's state: that is a race (research
	// A.2 #10). discordgo runs each handler in a goroutine, so a message may come
	// before READY was looked at: it waits.
	var once sync.Once
	s.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) {
		if r.User == nil || r.Application == nil {
			return // no line to work with; it is given up in time
		}
		once.Do(func() { l.self = r.User.ID; close(l.known) })
		sh.application.Store(r.Application.ID)
		signal(l.up)
		if sh.opts.OnReady != nil {
			sh.opts.OnReady(r.Application.ID)
		}
		sh.sink.OnReady()
	})
	s.AddHandlerOnce(func(_ *discordgo.Session, e *discordgo.Event) { l.resumeAt(e) }) // a line's first event is READY
	s.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { signal(l.up) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { signal(l.down) })
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) {
		select {
		case <-l.known:
			sh.sink.OnMessage(m.Message, l.self, sh.hears())
		case <-l.over:
		}
	})
	s.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) {
		sh.sink.OnInteraction(i.Interaction, sh.hears())
	})
	s.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildDelete) {
		if sh.hears() == Everybody && g.Guild != nil && g.ID != "" && !g.Unavailable { // not a server that Discord has trouble with
			sh.sink.OnGuildGone(g.ID)
		}
	})
	return l, nil
}

// signal tells that something happened; once is enough.
func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// drain forgets what was told.
func drain(c <-chan struct{}) {
	select {
	case <-c:
	default:
	}
}

// dial connects with a guard around the connection. While discordgo remembers an
// address that no longer holds it fails: then discordgo asks again.
func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if l.isElsewhere() {
		return nil, errElsewhere
	}
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		_ = conn.Close()
		return nil, net.ErrClosed
	}
	l.guard = &guard{Conn: conn, quiet: l.quiet}
	if !l.resumes() {
		l.guard.identify = l.identify
	}
	return l.guard, nil
}

// resumes reports whether the line has a session that the next connection goes on
// with. discordgo forgets none, also one that Discord no longer knows: that ends the
// connection, and the line with it.
func (l *line) resumes() bool {
	select {
	case <-l.known:
		return true
	default:
		return false
	}
}

// end gives a line up: its connection is closed, whatever discordgo hangs in.
func (l *line) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return
	}
	l.ended = true
	close(l.over)
	if l.guard != nil {
		_ = l.guard.Close()
	}
}

var (
	errClosed   = errors.New("the bot was told to stop")
	errNotReady = errors.New("not ready yet: commands need the application's id")
	errNoReady  = errors.New("the server took the connection but did not get ready in time")
	errLost     = errors.New("the connection was lost before it was ready")
)

// connect brings a line up, in bounded time.
func (sh *shard) connect(l *line) error {
	if err := sh.locate(l); err != nil {
		return err
	}
	if !l.resumes() {
		t, err := sh.mayIdentify()
		if err != nil {
			return err
		}
		defer t.leave()
		l.ticket = t
	}
	// discordgo tells twice of one lost connection if its heartbeat notices as well:
	// what is left of the one before says nothing about this one.
	drain(l.up)
	drain(l.down)
	opened := make(chan error, 1)
	go func() { opened <- l.open() }()
	over := time.NewTimer(sh.opts.Pace.Connect)
	defer over.Stop()
	open, ready, stopped := false, false, sh.ctx.Done()
	for !open || !ready {
		select {
		case err := <-opened:
			if err != nil {
				return l.why(err)
			}
			open = true
		case <-l.up:
			ready, stopped = true, nil // Open is about to return, and Discord is to be told goodbye
		case <-l.down:
			return l.why(errLost)
		case <-over.C:
			return errNoReady
		case <-stopped:
			return errClosed
		}
	}
	return nil
}

// identify counts an identify that is about to be sent, or says why it must not be.
func (sh *shard) identify(t *ticket) error {
	if err := sh.budget.spend(); err != nil {
		return err
	}
	t.used(sh.opts.Now())
	return nil
}

// why is the guard's reason, if it ended the connection: discordgo's error does not
// hold it.
func (l *line) why(err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.guard != nil {
		if reason := l.guard.reason(); reason != nil {
			return reason
		}
	}
	return err
}
