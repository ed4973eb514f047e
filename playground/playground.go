package playground

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/knowledge/live"
)

// Options make a Playground.
type Options struct {
	// Bot is the bot as it would run on Discord, without what Discord gives it: Session,
	// Secret and HomeGuild are filled in here.
	Bot bot.Options
	// Folder is where the content files are, to be shown.
	Folder string
	// First is what came of reading the content.
	First live.Result
	// Questions are asked for the scorecard, besides the library's own; QuestionsFile is
	// where they are from, to be shown.
	Questions     []eval.Question
	QuestionsFile string
	// Remote lets other machines than this one in.
	Remote bool
}

// A Playground is a simulated Discord with the bot connected to it, and a page to use it
// from. Make one with New; it is safe for concurrent use.
type Playground struct {
	Options
	*world
	bot     *bot.Bot
	token   string        // of this run; the page has it, other pages do not
	start   *live.Current // the library from the start, to compare with
	scoring scoring

	mu      sync.Mutex
	content reading
	changed chan struct{}     // closed when content is replaced
	forms   map[string]form   // open, by id
	used    map[string]string // command of an interaction, by its id
}

// A reading is what came of reading the content files.
type reading struct {
	live.Result
	times int // that they were read
}

// New makes a playground. Run it, or Close it.
func New(opts Options) (*Playground, error) {
	p := &Playground{
		Options: opts, world: newWorld(), token: newToken(),
		content: reading{opts.First, 1}, changed: make(chan struct{}), forms: map[string]form{}, used: map[string]string{},
	}
	session, err := gateway.New(gateway.Options{
		Token: p.sim.Token(), APIURL: p.sim.URL(), OnError: func(text string) { opts.Bot.Log.Error(text) },
	})
	if err != nil {
		p.sim.Close()
		return nil, fmt.Errorf("start the playground: %w", err)
	}
	opts.Bot.Session, opts.Bot.Secret, opts.Bot.HomeGuild = session, p.sim.Token(), p.guild.ID()
	p.bot = bot.New(opts.Bot)
	p.start = opts.Bot.Library.Held()
	return p, nil
}

// Home is the ids of the server and of its channel for moderators.
func (p *Playground) Home() (guild, moderators string) { return p.guild.ID(), p.channels[2].ID() }

// Run serves the page at a listener and keeps the bot connected, until ctx ends.
func (p *Playground) Run(ctx context.Context, at net.Listener) error {
	defer p.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := p.server(ctx, readTime, writeTime)
	served := make(chan error, 1)
	go func() { served <- server.Serve(at); stop() }()
	err := p.bot.Run(ctx)
	stop()
	err = errors.Join(err, server.Close())
	if broken := <-served; !errors.Is(broken, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("serve the page: %w", broken))
	}
	return err
}

// Bounds of a request. A preview of a large library takes a minute on a slow machine; a stream
// has no end, and holds off both for itself.
const (
	readTime  = 30 * time.Second
	writeTime = 5 * time.Minute
	maxHeader = 16 << 10
)

// server is the server of the page, until ctx ends.
func (p *Playground) server(ctx context.Context, read, write time.Duration) *http.Server {
	return &http.Server{
		Handler: p.handler(), ErrorLog: log.New(io.Discard, "", 0), MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: read, ReadTimeout: read, WriteTimeout: write, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx }, // streams end with it
	}
}

// Close gives up a playground that was not run.
func (p *Playground) Close() {
	p.sim.Close()
	if p.start != nil {
		p.start.Close()
	}
}

// Reloaded tells of content files that were read anew.
func (p *Playground) Reloaded(r live.Result) {
	p.mu.Lock()
	p.content = reading{r, p.content.times + 1}
	close(p.changed)
	p.changed = make(chan struct{})
	p.mu.Unlock()
	if r.Err == nil {
		p.bot.Reloaded()
	}
}

// Refused tells the moderators, as on Discord, of content files that are not served.
func (p *Playground) Refused(problems string) { p.bot.ContentRefused(problems) }

// read is the content as it was last read, and what is closed when it is read anew.
func (p *Playground) read() (reading, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.content, p.changed
}
