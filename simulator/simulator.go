package simulator

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// ErrClosed is returned by whatever waits when the simulator is closed.
var ErrClosed = errors.New("simulator: closed")

// Options describe the Discord to imitate. The zero value is a good start.
type Options struct {
	// T hears of failures and violations as they happen; nil for none.
	T TB
	// Clock is the time; the system's if nil.
	Clock Clock
	// Contract is Discord's description to hold everything against; nil for the
	// simulator's own assertions only.
	Contract *Contract

	// Token is the bot's token; one of the usual shape if empty.
	Token string
	// Privileged are the privileged intents switched on in the developer portal.
	// Identifying with another one is closed with 4014.
	Privileged Intents

	// Application is the rest of what stands in the developer portal.
	Application Application

	// HeartbeatInterval is what Hello asks for; Discord's 41.25 s if zero.
	HeartbeatInterval time.Duration
	// Shards is the number recommended by GET /gateway/bot; 1 if zero.
	Shards int
	// MaxConcurrency is how many shards may identify at once; 1 if zero.
	MaxConcurrency int
	// IdentifyEvery is how long a place is taken by an identify: Discord's 5 s if
	// zero, and no limit if negative.
	IdentifyEvery time.Duration
	// SessionStarts is how many identifies a day are allowed before the token is
	// reset; 1000 if zero.
	SessionStarts int
	// ResumeURL is what READY gives as resume_gateway_url; an address of the simulator
	// if empty.
	ResumeURL string

	// RateLimit is enforced for each bucket; if zero, headers are sent and nothing
	// is refused.
	RateLimit Limit
	// GlobalRateLimit is enforced over all routes but those of interactions.
	GlobalRateLimit Limit
}

// A Simulator is a running Discord. It is safe for concurrent use; make one with
// New and stop it with Close.
type Simulator struct {
	options  Options
	clock    Clock
	listener net.Listener
	server   *http.Server
	running  sync.WaitGroup
	done     chan struct{}
	closing  sync.Once

	// mu guards all that follows, and the guilds, channels, people, sessions and
	// faults reached from here: the world changes in one order for everybody.
	mu      sync.Mutex
	changed chan struct{}
	ids     snowflakes

	token         string
	formerTokens  []string // reset: refused, but nobody's mistake
	applicationID string
	bot           *Person

	guilds       []*Guild
	channels     map[string]*Channel
	people       map[string]*Person
	webhooks     map[string]*Webhook
	registry     registry
	interactions map[string]*Interaction

	sessions   map[string]*session
	connected  map[*connection]struct{}
	identifies identifyLimit
	limiter    limiter
	endpoint   endpoint
	faults     []*Fault
	report     report
}

// New starts a Discord on a port of the loopback interface. It panics if there is
// none, as net/http/httptest does.
func New(options Options) *Simulator {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("simulator: no loopback port: %v", err))
	}
	s := &Simulator{
		options: options.withDefaults(), listener: listener,
		done: make(chan struct{}), changed: make(chan struct{}),
		channels: map[string]*Channel{}, people: map[string]*Person{}, webhooks: map[string]*Webhook{},
		interactions: map[string]*Interaction{}, sessions: map[string]*session{},
		connected: map[*connection]struct{}{},
	}
	s.clock = s.options.Clock
	s.registry = newRegistry()
	s.limiter = newLimiter(s.options.RateLimit, s.options.GlobalRateLimit)
	s.identifies = newIdentifyLimit(s.options)
	s.report.t = options.T
	// The two ids differ, as they do for older applications, so that a bot which
	// mixes them up is found out.
	s.applicationID = s.newID()
	s.endpoint = newEndpoint(s.applicationID)
	s.bot = s.newPerson("bot")
	s.bot.user.Bot = true
	s.token = s.options.Token
	if s.token == "" {
		s.token = s.newToken(1)
	}
	s.server = &http.Server{Handler: s.routes(), ReadHeaderTimeout: time.Minute}
	s.running.Go(func() { _ = s.server.Serve(listener) })
	return s
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = SystemClock()
	}
	if o.HeartbeatInterval == 0 {
		o.HeartbeatInterval = 41250 * time.Millisecond
	}
	o.Shards = max(o.Shards, 1)
	o.MaxConcurrency = max(o.MaxConcurrency, 1)
	if o.IdentifyEvery == 0 {
		o.IdentifyEvery = 5 * time.Second
	}
	if o.SessionStarts == 0 {
		o.SessionStarts = 1000
	}
	return o
}

// Close stops the simulator and waits for everything it started. Closing twice
// is allowed.
func (s *Simulator) Close() {
	s.closing.Do(func() {
		s.mu.Lock()
		close(s.done)
		for c := range s.connected {
			c.drop()
		}
		s.mu.Unlock()
		_ = s.server.Close()
	})
	s.running.Wait()
	s.endpoint.transport.CloseIdleConnections()
}

// URL is the address to send REST requests to instead of https://discord.com. The
// gateway's address comes from GET /gateway.
func (s *Simulator) URL() string { return "http://" + s.listener.Addr().String() }

// Token is the bot's token, without the word "Bot" before it.
func (s *Simulator) Token() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token
}

// ResetToken gives the bot a new token, as Discord does after 1000 identifies in a
// day: the old one gets 401, and every connection is closed with 4004.
func (s *Simulator) ResetToken() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resetToken()
	return s.token
}

func (s *Simulator) resetToken() {
	s.formerTokens = append(s.formerTokens, s.token)
	s.token = s.newToken(1 + len(s.formerTokens))
	for _, c := range s.openConnections() {
		c.close(closeAuthentication)
	}
	s.sessions = map[string]*session{}
	s.touch()
}

// newToken has the three parts that libraries look for: the bot's id, a time and
// a secret.
func (s *Simulator) newToken(generation int) string {
	id := base64.RawStdEncoding.EncodeToString([]byte(s.bot.user.ID))
	return fmt.Sprintf("%s.Gsim%02d.%s", id, generation, secret("token", s.bot.user.ID, fmt.Sprint(generation))[:38])
}

// BotID is the user id of the bot.
func (s *Simulator) BotID() string { return s.bot.user.ID }

// ApplicationID is the id of the bot's application, which is not its user id.
func (s *Simulator) ApplicationID() string { return s.applicationID }

// Bot is the bot as a member, to give it roles or to take permissions away.
func (s *Simulator) Bot() *Person { return s.bot }

func (s *Simulator) wasToken(token string) bool { return slices.Contains(s.formerTokens, token) }

func (s *Simulator) newID() string { return s.ids.next(s.clock.Now()) }
