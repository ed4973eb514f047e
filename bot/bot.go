package bot

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/responses/wording"
)

// A Responder decides what is said.
type Responder interface {
	Respond(ctx context.Context, q responses.Question) responses.Reply
	Entry(id string, q responses.Question) responses.Reply
	Topic(id string, q responses.Question) responses.Reply
	Help(q responses.Question) responses.Reply
	Support(q responses.Question) responses.Reply
	Crisis(v triage.Verdict, q responses.Question) responses.Reply
	Judge(text string) triage.Verdict
	Wording() *wording.Wording
}

var _ Responder = (*responses.Responder)(nil)

// Options make a Bot.
type Options struct {
	Session   Session
	Responder Responder
	Library   *live.Current // for menus, autocomplete and commands
	Secret    string        // what opaque buttons are sealed with: the token
	Log       *logrus.Logger

	after func(time.Duration) <-chan time.Time // time.After, or a test's
}

// A Bot answers on Discord. Make one with New; it is safe for concurrent use.
type Bot struct {
	Options
	seal  sealer
	seen  recent
	stats Stats

	gate   sync.RWMutex // between taking an event and closing
	closed bool
	busy   sync.WaitGroup

	registering sync.Mutex
	registered  string // hash of the commands that Discord has
}

// Stats counts what happened since the start. Counters only grow.
type Stats struct {
	Events      atomic.Int64 // taken
	Dropped     atomic.Int64 // malformed, empty or seen before
	Panics      atomic.Int64 // in a handler
	Undelivered atomic.Int64 // replies that could not be sent
}

// New makes a bot over a session that is not open yet.
func New(opts Options) *Bot {
	if opts.after == nil {
		opts.after = time.After
	}
	return &Bot{Options: opts, seal: newSealer(opts.Secret)}
}

// Stats returns the bot's counters.
func (b *Bot) Stats() *Stats { return &b.stats }

// Run connects and answers until ctx ends; then it lets what is under way finish.
// An error says why Discord could not be reached.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.Session.Open(b); err != nil {
		return fmt.Errorf("connect to Discord: %w", err)
	}
	<-ctx.Done()
	b.gate.Lock()
	b.closed = true
	b.gate.Unlock()
	err := b.Session.Close()
	b.busy.Wait()
	if err != nil {
		return fmt.Errorf("close the connection to Discord: %w", err)
	}
	return nil
}

// take runs f for an event and recovers from its panics, so that one bad event
// silences nothing. Events that come while the bot closes are left to Discord.
func (b *Bot) take(what string, f func()) {
	b.gate.RLock()
	if b.closed {
		b.gate.RUnlock()
		return
	}
	b.busy.Add(1)
	b.gate.RUnlock()
	defer b.busy.Done()
	defer b.recovered(what)
	b.stats.Events.Add(1)
	f()
}

func (b *Bot) recovered(what string) {
	if p := recover(); p != nil {
		b.stats.Panics.Add(1)
		// Not the panic's text: it may hold words of a member.
		b.Log.WithField("event", what).Errorf("a handler panicked (%T)", p)
	}
}

// drop counts an event that nothing can be done with.
func (b *Bot) drop(what string) {
	b.stats.Dropped.Add(1)
	b.Log.WithField("event", what).Debug("event dropped")
}
