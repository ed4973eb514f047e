package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
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

// A Gateway is the Session over discordgo.
type Gateway struct {
	opts        GatewayOptions
	rest        *discordgo.Session // for requests; it never opens a connection
	application atomic.Value       // string, known once Discord is ready
	closed      chan struct{}      // Close was called
	lost        chan error         // why it will not connect again
	kept        sync.WaitGroup
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

	pace pace // the usual one, or a test's
}

// A pace is how long things may take.
type pace struct {
	connect time.Duration // to become ready
	quiet   time.Duration // without a byte from Discord
	stable  time.Duration // after which a connection counts as a good one
	first   time.Duration // the first pause before connecting anew
	most    time.Duration // and the longest
}

// usual keeps identifies far below the thousand a day at which Discord resets
// the token: at two a connection, some 720 a day in the worst case. Discord's
// heartbeat interval is 41.25 s, and each is acknowledged: one and a half without
// anything is a dead connection.
var usual = pace{connect: 30 * time.Second, quiet: 62 * time.Second, stable: time.Minute, first: time.Second, most: 4 * time.Minute}

// onError is the newest gateway's OnError: discordgo's logger belongs to the package.
var onError atomic.Pointer[func(string)]

func init() {
	// The arguments may hold event data, so only the format is passed on.
	discordgo.Logger = func(_, _ int, format string, _ ...any) {
		if f := onError.Load(); f != nil && *f != nil {
			(*f)("discordgo: " + format)
		}
	}
}

// NewGateway makes a session that is not open yet.
func NewGateway(opts GatewayOptions) (*Gateway, error) {
	if opts.pace == (pace{}) {
		opts.pace = usual
	}
	g := &Gateway{opts: opts, closed: make(chan struct{}), lost: make(chan error, 1)}
	var err error
	if g.rest, err = g.newSession(); err != nil {
		return nil, err
	}
	onError.Store(&opts.OnError)
	return g, nil
}

// newSession makes a discordgo session with our settings.
func (g *Gateway) newSession() (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + g.opts.Token)
	if err != nil {
		return nil, fmt.Errorf("make Discord session: %w", err)
	}
	s.Identify.Intents = Intents
	s.StateEnabled = false // we keep nothing of servers, and it costs 39 kB each (research A.1)
	s.LogLevel = discordgo.LogError
	s.ShouldReconnectOnError = false // its loop cannot be ended, and may run twice; see keepConnected
	s.Client = &http.Client{Timeout: 10 * time.Second}
	if g.opts.APIURL != "" {
		base, err := url.Parse(g.opts.APIURL)
		if err != nil || base.Host == "" {
			return nil, fmt.Errorf("make Discord session: discord.api_url %q is not a web address", g.opts.APIURL)
		}
		s.Client.Transport = elsewhere{base, http.DefaultTransport}
	}
	return s, nil
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

// Open connects, and stays connected until Close. What trying again may mend is
// no error.
func (g *Gateway) Open(sink Sink) error {
	l, err := g.newLine(sink)
	if err != nil {
		return err
	}
	l, connected := g.again(l, sink)
	if l == nil {
		select {
		case err := <-g.lost:
			return err
		default:
			return errClosed
		}
	}
	g.kept.Go(func() { g.keepConnected(l, sink, connected) })
	return nil
}

// keepConnected connects anew whenever the connection is lost, until Close. The
// session goes on where it was if Discord still knows it.
func (g *Gateway) keepConnected(l *line, sink Sink, connected bool) {
	wait := g.opts.pace.first
	for l != nil {
		if connected {
			since := time.Now()
			select {
			case <-g.closed:
				_ = l.session.Close()
				l.end()
				return
			case <-l.down:
			}
			if time.Since(since) >= g.opts.pace.stable {
				wait = g.opts.pace.first
			}
		}
		select {
		case <-g.closed:
			l.end()
			return
		case <-time.After(wait + rand.N(wait/2)): // not all shards at once
		}
		wait = min(2*wait, g.opts.pace.most)
		l, connected = g.again(l, sink)
	}
}

// again tries once to connect. It returns the line to go on with, nil if there is
// no use in going on.
func (g *Gateway) again(l *line, sink Sink) (next *line, connected bool) {
	err := g.connect(l)
	if err == nil {
		return l, true
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		g.tell(err)
		return l, false // the network is away, not the session: it may still be resumed
	}
	l.end()
	if errors.Is(err, errClosed) {
		return nil, false
	}
	if errors.As(refused(err), new(forGood)) {
		g.lost <- refused(err)
		return nil, false
	}
	g.tell(err)
	if l, err = g.newLine(sink); err != nil {
		g.lost <- err
		return nil, false
	}
	return l, false
}

// tell says to the operator that a connection did not come about.
func (g *Gateway) tell(err error) {
	if g.opts.OnError != nil {
		g.opts.OnError("connect to Discord: " + refused(err).Error() + "; it is tried again")
	}
}

// Lost implements Session.
func (g *Gateway) Lost() <-chan error { return g.lost }

// Close disconnects. It is called once.
func (g *Gateway) Close() error {
	close(g.closed)
	g.kept.Wait()
	return nil
}

// Send posts a message. Those of a channel leave one after another, as discordgo
// keeps to the channel's rate limit; an urgent one does not wait for its turn.
func (g *Gateway) Send(ctx context.Context, channel string, m payload, urgent bool) error {
	endpoint := discordgo.EndpointChannelMessages(channel)
	if urgent {
		return g.unlimited(ctx, http.MethodPost, endpoint, m)
	}
	_, err := g.rest.RequestWithBucketID(http.MethodPost, endpoint, m, endpoint, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
	return err
}

// answerTime is how long one try of a first answer may take: there is time for two.
const answerTime = time.Second

// Answer answers an interaction for the first time.
func (g *Gateway) Answer(ctx context.Context, i interaction, a answer) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	return g.unlimited(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), a)
}

// Edit fills in a deferred answer.
func (g *Gateway) Edit(ctx context.Context, i interaction, m payload) error {
	return g.unlimited(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(i.Application, i.Token, "@original"), m)
}

// Delete takes away the message whose button was pressed.
func (g *Gateway) Delete(ctx context.Context, i interaction) error {
	return g.unlimited(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.Application, i.Token, "@original"), nil)
}

// unlimited makes a request in a rate limit bucket of its own. Discord does not
// count those of interactions against the bot; discordgo would make them wait for
// each other, and keep a bucket with the token for ever (research A.2 #8, #9).
func (g *Gateway) unlimited(ctx context.Context, method, endpoint string, body any) error {
	var data []byte
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return fmt.Errorf("write request: %w", err)
		}
	}
	bucket := discordgo.NewRatelimiter().LockBucket("")
	_, err := g.rest.RequestWithLockedBucket(method, endpoint, "application/json", data, bucket, 0, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
	return err
}

// Commands is the commands that Discord has.
func (g *Gateway) Commands(ctx context.Context) ([]*discordgo.ApplicationCommand, error) {
	app, ok := g.application.Load().(string)
	if !ok {
		return nil, errNotReady
	}
	return g.rest.ApplicationCommands(app, "", discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
}

// Overwrite replaces the commands.
func (g *Gateway) Overwrite(ctx context.Context, commands []*discordgo.ApplicationCommand) error {
	app, ok := g.application.Load().(string)
	if !ok {
		return errNotReady
	}
	_, err := g.rest.ApplicationCommandBulkOverwrite(app, "", commands, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
	return err
}
