package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
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
	session     *discordgo.Session
	application atomic.Value // string, known once Discord is ready
	onReady     func(application string)
	onError     func(text string)

	lost   chan struct{} // the connection was lost
	closed chan struct{} // Close was called
	kept   sync.WaitGroup
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
}

// setLogger makes discordgo's log ours, once: it is a variable of the package.
var setLogger sync.Once

// NewGateway makes a session that is not open yet.
func NewGateway(opts GatewayOptions) (*Gateway, error) {
	s, err := discordgo.New("Bot " + opts.Token)
	if err != nil {
		return nil, fmt.Errorf("make Discord session: %w", err)
	}
	s.Identify.Intents = Intents
	s.StateEnabled = false // we keep nothing of servers, and it costs 39 kB each (research A.1)
	s.LogLevel = discordgo.LogError
	s.ShouldReconnectOnError = false // its loop cannot be ended, and may run twice; see keepConnected
	s.Client = &http.Client{Timeout: 10 * time.Second}
	if opts.APIURL != "" {
		base, err := url.Parse(opts.APIURL)
		if err != nil || base.Host == "" {
			return nil, fmt.Errorf("make Discord session: discord.api_url %q is not a web address", opts.APIURL)
		}
		s.Client.Transport = elsewhere{base, http.DefaultTransport}
	}
	setLogger.Do(func() {
		// The arguments may hold event data, so only the format is passed on.
		discordgo.Logger = func(_, _ int, format string, _ ...any) {
			if opts.OnError != nil {
				opts.OnError("discordgo: " + format)
			}
		}
	})
	return &Gateway{session: s, onReady: opts.OnReady, onError: opts.OnError, lost: make(chan struct{}, 1), closed: make(chan struct{})}, nil
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

// Open connects. Events go to the sink, each in its own goroutine.
func (g *Gateway) Open(sink Sink) error {
	// Our own id is never read from discordgo's state: that is a race (research
	// A.2 #10). discordgo runs each handler in a goroutine, so a message may come
	// before READY was looked at: it waits.
	var self string
	var once sync.Once
	known := make(chan struct{})
	g.session.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) {
		if r.User == nil || r.Application == nil {
			return
		}
		once.Do(func() { self = r.User.ID; close(known) })
		g.application.Store(r.Application.ID)
		if g.onReady != nil {
			g.onReady(r.Application.ID)
		}
		sink.OnReady()
	})
	g.session.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) {
		select {
		case <-known:
			sink.OnMessage(m.Message, self)
		case <-g.closed:
		}
	})
	g.session.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { sink.OnInteraction(i.Interaction) })
	g.session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case g.lost <- struct{}{}:
		default: // known already
		}
	})
	if err := g.session.Open(); err != nil {
		return refused(err)
	}
	g.kept.Go(g.keepConnected)
	return nil
}

// keepConnected connects anew whenever the connection is lost, until Close. The
// session resumes where it was if Discord still knows it.
func (g *Gateway) keepConnected() {
	for {
		select {
		case <-g.closed:
			return
		case <-g.lost:
		}
		for wait := time.Second; !g.reopen(); wait = min(2*wait, maxReconnect) {
			select {
			case <-g.closed:
				return
			case <-time.After(wait + rand.N(wait/2)): // not all shards at once
			}
		}
	}
}

// maxReconnect is the longest pause between two tries to connect: far below the
// thousand identifies a day that Discord allows.
const maxReconnect = 4 * time.Minute

// reopen tries once to connect; it is done with as well once the bot is closed.
func (g *Gateway) reopen() (done bool) {
	select {
	case <-g.closed:
		return true
	default:
	}
	err := g.session.Open()
	if err != nil && !errors.Is(err, discordgo.ErrWSAlreadyOpen) {
		if g.onError != nil {
			g.onError("connect anew: " + refused(err).Error())
		}
		return false
	}
	select {
	case <-g.closed: // Close came while it connected
		_ = g.session.Close()
	default:
	}
	return true
}

// closeTokenRefused is the gateway's code for a token it does not take.
const closeTokenRefused = 4004

// refused says in plain words why a connection did not come about.
func refused(err error) error {
	var rest *discordgo.RESTError
	var closed *websocket.CloseError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, discordgo.ErrUnauthorized), errors.As(err, &closed) && closed.Code == closeTokenRefused,
		errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized:
		return errors.New("the token is refused by Discord; make a new one in the developer portal (under \"Bot\", \"Reset Token\")")
	}
	return errors.New(plainError(err))
}

// Close disconnects. It is called once.
func (g *Gateway) Close() error {
	close(g.closed)
	err := g.session.Close()
	g.kept.Wait()
	return err
}

// Send posts a message.
func (g *Gateway) Send(ctx context.Context, channel string, m payload) error {
	endpoint := discordgo.EndpointChannelMessages(channel)
	_, err := g.session.RequestWithBucketID(http.MethodPost, endpoint, m, endpoint, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
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

// unlimited makes a request in a rate limit bucket of its own. Discord does not
// count these against the bot; discordgo would make them wait for each other, and
// keep a bucket with the token for ever (research A.2 #8, #9).
func (g *Gateway) unlimited(ctx context.Context, method, endpoint string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write request: %w", err)
	}
	bucket := discordgo.NewRatelimiter().LockBucket("")
	_, err = g.session.RequestWithLockedBucket(method, endpoint, "application/json", data, bucket, 0, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
	return err
}

var errNotReady = errors.New("not ready yet: commands need the application's id")

// Commands is the commands that Discord has.
func (g *Gateway) Commands(ctx context.Context) ([]*discordgo.ApplicationCommand, error) {
	app, ok := g.application.Load().(string)
	if !ok {
		return nil, errNotReady
	}
	return g.session.ApplicationCommands(app, "", discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
}

// Overwrite replaces the commands.
func (g *Gateway) Overwrite(ctx context.Context, commands []*discordgo.ApplicationCommand) error {
	app, ok := g.application.Load().(string)
	if !ok {
		return errNotReady
	}
	_, err := g.session.ApplicationCommandBulkOverwrite(app, "", commands, discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false))
	return err
}
