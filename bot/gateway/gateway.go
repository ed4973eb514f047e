package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// intents is what the bot hears of, and why; nothing here is privileged.
//
//   - Guilds: which servers it is in, which the gateway needs for the rest.
//   - GuildMessages: mentions; the text of other messages is not delivered.
//   - DirectMessages: questions in private.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// A Gateway is a session over discordgo: shards, each of which keeps a line to
// Discord's gateway up (shard.go, supervisor.go, line.go), and requests (requests.go).
type Gateway struct {
	opts        Options
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

// New makes a session that is not open yet.
func New(opts Options) (*Gateway, error) {
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
	if opts.Pace == (Pace{}) {
		opts.Pace = Usual
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.After == nil {
		opts.After = time.After
	}
	g := &Gateway{opts: opts, lost: make(chan error, 1), global: &globalLimit{now: opts.Now}}
	g.budget = &budget{kept: opts.Identifies, now: opts.Now, tell: g.tell}
	transport, err := Transport(opts.APIURL)
	if err != nil {
		return nil, fmt.Errorf("make Discord session: %w", err)
	}
	if g.rest, err = g.newSession(g.global.over(transport)); err != nil {
		return nil, err
	}
	g.ctx, g.stop = context.WithCancel(context.Background())
	onError.Store(&opts.OnError)
	return g, nil
}

// requestTime bounds one request. It is long: what is given up before Discord took it is
// never said.
const requestTime = 20 * time.Second

// newSession makes a discordgo session with our settings. Waiting and trying again
// are ours: discordgo's cannot be interrupted (research A.1, context).
func (g *Gateway) newSession(transport http.RoundTripper) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + g.opts.Token)
	if err != nil {
		return nil, fmt.Errorf("make Discord session: %w", err)
	}
	s.Identify.Intents = intents
	s.StateEnabled = false // we keep nothing of servers, and it costs 39 kB each (research A.1)
	s.LogLevel = discordgo.LogError
	s.ShouldReconnectOnError = false // its loop cannot be ended, and may run twice; see keepConnected
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.Client = &http.Client{Timeout: requestTime, Transport: small{transport}}
	return s, nil
}

// tell says something to the operator.
func (g *Gateway) tell(text string) {
	if g.opts.OnError != nil {
		g.opts.OnError(text)
	}
}
