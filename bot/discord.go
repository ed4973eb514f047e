package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Intents is what the bot hears of, and why; nothing here is privileged.
//
//   - Guilds: which servers it is in, which the gateway needs for the rest.
//   - GuildMessages: mentions; the text of other messages is not delivered.
//   - DirectMessages: questions in private.
const Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// Permissions is the least that the bot needs in a server.
const Permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads |
	discordgo.PermissionEmbedLinks | discordgo.PermissionReadMessageHistory // the last to reply to a message

// InviteLink is where a server's owner adds the bot.
func InviteLink(application string) string {
	v := url.Values{"client_id": {application}, "scope": {"bot applications.commands"}, "permissions": {fmt.Sprint(int64(Permissions))}}
	return "https://discord.com/oauth2/authorize?" + v.Encode()
}

// A Gateway is the Session over discordgo: shards, each of which keeps a line to
// Discord's gateway up (shard.go, supervisor.go, line.go), and requests (requests.go).
type Gateway struct {
	opts        GatewayOptions
	rest        *discordgo.Session // for requests; it never opens a connection
	turns       turns              // of the messages of a channel
	global      *globalLimit
	budget      *budget
	slots       slots
	directory   directory
	application atomic.Value              // string, known once Discord is ready
	leads       atomic.Pointer[time.Time] // until when this replica registers the commands

	ctx  context.Context // ends with Close
	stop context.CancelFunc
	lost chan error // why it will not connect again
	open sync.Mutex // held while Open runs
	kept sync.WaitGroup
}

var _ Session = (*Gateway)(nil)

// GatewayOptions make a Gateway.
type GatewayOptions struct {
	Token  string
	APIURL string // where Discord is; "" for discord.com. A proxy, another server, or the simulator
	// OnError is told of discordgo's errors, without their data.
	OnError func(text string)
	// OnReady is told the application's id at each connect.
	OnReady func(application string)
	// Shards is how many connections there are; 1 if zero, and Recommended for as many
	// as Discord recommends.
	Shards int
	// Leases shares the shards with other replicas; nil where there are none.
	Leases Leases
	// OnHeld is told which shards are this program's, and of how many; nil for nobody.
	OnHeld func(shards []int, of int)
	// OnState is told when a shard's connection is there and when it is lost; nil for
	// nobody.
	OnState func(shard int, connected bool)
	// OnWait is told how long a message waited for a rate limit; nil for nobody.
	OnWait func(time.Duration)
	// Identifies remembers across restarts how often the bot identified itself; nil
	// remembers it for as long as the program runs.
	Identifies Identifies

	pace  pace // the usual one, or a test's
	now   func() time.Time
	after func(time.Duration) <-chan time.Time
}

// A pace is how long things may take.
type pace struct {
	connect  time.Duration // to become ready
	quiet    time.Duration // without a byte from Discord
	stable   time.Duration // after which a connection counts as a good one
	first    time.Duration // the longest first pause before connecting anew
	most     time.Duration // and the longest of all
	identify time.Duration // between two identifies
	lease    time.Duration // that a replica may not be heard of until others take its place
	renew    time.Duration // between two times that it is
}

// usual is at home on Discord. Its heartbeat interval is 41.25 s, and each is
// acknowledged: one and a half without anything is a dead connection. A place to
// identify is free again after 5 s (research B), and a half more for the way there.
var usual = pace{
	connect: 30 * time.Second, quiet: 62 * time.Second, stable: time.Minute,
	first: time.Second, most: 4 * time.Minute, identify: 5500 * time.Millisecond,
	lease: 10 * time.Second, renew: 3 * time.Second,
}

// onError is the newest gateway's OnError: discordgo's logger belongs to the package.
var onError atomic.Pointer[func(string)]

func init() {
	// The arguments may hold event data, so only the format is passed on.
	discordgo.Logger = func(_, _ int, format string, args ...any) {
		for _, a := range args {
			if err, isError := a.(error); isError && errors.Is(err, errElsewhere) {
				return // our own doing
			}
		}
		if f := onError.Load(); f != nil && *f != nil {
			(*f)("discordgo: " + format)
		}
	}
}

// NewGateway makes a session that is not open yet.
func NewGateway(opts GatewayOptions) (*Gateway, error) {
	if opts.OnState == nil {
		opts.OnState = func(int, bool) {}
	}
	if opts.OnHeld == nil {
		opts.OnHeld = func([]int, int) {}
	}
	if opts.Shards == 0 {
		opts.Shards = 1
	}
	if opts.OnWait == nil {
		opts.OnWait = func(time.Duration) {}
	}
	if opts.pace == (pace{}) {
		opts.pace = usual
	}
	if opts.now == nil {
		opts.now = time.Now
	}
	if opts.after == nil {
		opts.after = time.After
	}
	g := &Gateway{opts: opts, lost: make(chan error, 1), global: &globalLimit{now: opts.now}}
	g.budget = &budget{kept: opts.Identifies, now: opts.now, tell: g.tell}
	var transport http.RoundTripper = http.DefaultTransport
	if opts.APIURL != "" {
		base, err := url.Parse(opts.APIURL)
		if err != nil || base.Host == "" {
			return nil, fmt.Errorf("make Discord session: discord.api_url %q is not a web address", opts.APIURL)
		}
		transport = elsewhere{base, transport}
	}
	var err error
	if g.rest, err = g.newSession(g.global.over(transport)); err != nil {
		return nil, err
	}
	g.ctx, g.stop = context.WithCancel(context.Background())
	onError.Store(&opts.OnError)
	return g, nil
}

// newSession makes a discordgo session with our settings. Waiting and trying again
// are ours: discordgo's cannot be interrupted (research A.1, context).
func (g *Gateway) newSession(transport http.RoundTripper) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + g.opts.Token)
	if err != nil {
		return nil, fmt.Errorf("make Discord session: %w", err)
	}
	s.Identify.Intents = Intents
	s.StateEnabled = false // we keep nothing of servers, and it costs 39 kB each (research A.1)
	s.LogLevel = discordgo.LogError
	s.ShouldReconnectOnError = false // its loop cannot be ended, and may run twice; see keepConnected
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.Client = &http.Client{Timeout: 10 * time.Second, Transport: small{transport}}
	return s, nil
}

// small reads no more of an answer than Discord can have to say: discordgo reads all of it.
type small struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t small) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(r)
	if err == nil {
		answer.Body = http.MaxBytesReader(nil, answer.Body, maxAnswer)
	}
	return answer, err
}

// elsewhere sends requests for Discord to another server.
type elsewhere struct {
	base *url.URL
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = t.base.Scheme, t.base.Host
	r.URL.Path = strings.TrimSuffix(t.base.Path, "/") + r.URL.Path
	r.URL.RawPath = ""
	r.Host = t.base.Host
	return t.next.RoundTrip(r)
}

// tell says something to the operator.
func (g *Gateway) tell(text string) {
	if g.opts.OnError != nil {
		g.opts.OnError(text)
	}
}
