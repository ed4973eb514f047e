package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/responses/wording"
)

// A Responder decides what is said.
type Responder interface {
	Respond(ctx context.Context, q responses.Question) responses.Reply
	Entry(id string, q responses.Question) responses.Reply
	Short(id string, q responses.Question) responses.Reply
	Sources(id string, q responses.Question) responses.Reply
	Topic(id string, q responses.Question) responses.Reply
	Privacy(q responses.Question) responses.Reply
	Over(library *live.Current) *responses.Responder
	Help(q responses.Question) responses.Reply
	Support(q responses.Question) responses.Reply
	Further(f responses.Further, q responses.Question) responses.Reply
	Countries() []*knowledge.Country
	CheckIn(sent bool, q responses.Question) responses.Reply
	Private(v triage.Verdict, entries []string, q responses.Question) responses.Reply
	Judge(text string) triage.Verdict
	Wording() *wording.Wording
	Withdraw(by responses.Withdrawer, ids []string)
	Helplines() (all *knowledge.Helplines, withdrawn []string)
}

var _ Responder = (*responses.Responder)(nil)

// Options make a Bot.
type Options struct {
	Session   Session
	Responder Responder
	Library   *live.Current // for menus, autocomplete and commands
	HomeGuild string        // id of the server that looks after the library, "" for none
	HomeRole  string        // id of the role there that does, "" for who may manage it
	Secret    string        // what opaque buttons are sealed with: the token
	Log       *logrus.Logger
	Memory    Memory        // settings of servers; nil keeps nothing
	Door      *Door         // for interactions over HTTP; nil for none
	Tree      worktree.Tree // the library's files, for moderators; nil where they cannot be changed
	Drafts    Drafts        // edits of them that are not published yet; nil keeps none, and nothing is edited

	Withdrawals Withdrawals // what is served nowhere; nil keeps nothing
	Others      Others      // replicas that share what is kept; nil for none

	Monitor Monitor // nil for none
	Gaps    Gaps    // what is missing; nil counts nothing

	Retention Retention // destroys what was kept long enough; nil keeps nothing

	after   func(time.Duration) <-chan time.Time // time.After, or a test's
	now     func() time.Time                     // time.Now, or a test's
	allowed allowances                           // the usual ones, or a test's
}

// A Bot answers on Discord. Make one with New; it is safe for concurrent use.
type Bot struct {
	Options
	ctx        context.Context // ends when the bot is told to stop
	cancel     context.CancelFunc
	alive      context.Context // ends when replies under way are no longer waited for
	giveUp     context.CancelFunc
	seal       sealer
	seen       recent // messages
	acted      recent // interactions
	counted    recent // marks of feedback that was counted
	talks      *conversations
	gapCount   gapCount
	desk       *desk.Desk // where edits lie; nil without a Tree
	answerDiff answerDiff
	kept       *settings // all use of Memory goes through it: no answer waits for the real one
	pulled     *quarantine
	stats      Stats

	limits    *limits
	queue     queue
	outbox    outbox
	answering places // of interactions

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
	Limited     atomic.Int64 // turned away, because somebody or a place asks too fast
	Busy        atomic.Int64 // turned away, because there was no room to make a reply
	Late        atomic.Int64 // replies that would have left when nobody waits for them any more
}

// New makes a bot over a session that is not open yet.
func New(opts Options) *Bot {
	if opts.after == nil {
		opts.after = time.After
	}
	if opts.now == nil {
		opts.now = time.Now
	}
	if opts.Monitor == nil {
		opts.Monitor = unwatched{}
	}
	if opts.allowed == (allowances{}) {
		opts.allowed = usually
	}
	b := &Bot{
		Options: opts, talks: newConversations(opts.now), seal: newSealer(opts.Secret),
		limits: newLimits(opts.allowed, opts.now), queue: newQueue(makers(), mostWaiting), answering: make(places, mostAnswers),
	}
	b.ctx, b.cancel = context.WithCancel(context.Background())
	b.alive, b.giveUp = context.WithCancel(context.Background())
	b.answerDiff.turn = make(chan struct{}, 1)
	b.gapCount.queue = make(chan noticed, mostNoticed)
	b.kept = newSettings(b.alive, opts.Memory, opts.Log)
	b.pulled = newQuarantine(opts.Withdrawals, b.kept, opts.Log, opts.Responder)
	if opts.Tree != nil && opts.Library != nil {
		b.desk = desk.New(desk.Options{Tree: opts.Tree, Library: opts.Library, Over: opts.Responder.Over, Judge: opts.Responder.Judge, Now: opts.now, Compare: b.compare})
	}
	return b
}

// Stats returns the bot's counters.
func (b *Bot) Stats() *Stats { return &b.stats }

// closeTime is how long a connection may take to close, and then the replies under way
// to leave, before the bot stops all the same.
const closeTime = 10 * time.Second

// Run connects and answers until ctx ends. An error says why Discord could not be
// reached.
func (b *Bot) Run(ctx context.Context) error {
	defer b.cancel()
	defer b.giveUp()
	b.pulled.start(b.ctx)
	broken, stopServing := b.serve()
	go b.countGaps()
	go b.watchOthers()
	go b.retain()
	opened := make(chan error, 1)
	go func() { opened <- b.Session.Open(b) }()
	var lost error
	select {
	case err := <-opened:
		if err != nil {
			lost = fmt.Errorf("connect to Discord: %w", err)
			break
		}
		select {
		case lost = <-b.Session.Lost():
			lost = fmt.Errorf("connect to Discord anew: %w", lost)
		case lost = <-broken:
		case <-ctx.Done():
		}
	case lost = <-broken:
	case <-ctx.Done():
	}
	stopServing()
	b.cancel()
	return errors.Join(lost, b.finish())
}

// finish stops listening and lets what is under way leave. The connection closes
// first, and what still comes until then is answered: nobody, least of all somebody
// at risk, is heard and left without a reply. Replies need no connection; what was
// acknowledged is finished.
//
// discordgo can hang in Close for ever (research A.2 #2), so nothing is waited for
// without a bound: then a goroutine of its stays behind.
func (b *Bot) finish() error {
	closed := make(chan error, 1)
	go func() { closed <- b.Session.Close() }()
	var err error
	select {
	case err = <-closed:
		if err != nil {
			err = fmt.Errorf("close the connection to Discord: %w", err)
		}
	case <-b.after(closeTime):
		b.Log.Warn("the connection to Discord did not close in time; stopping all the same")
	}
	b.gate.Lock()
	b.closed = true
	b.gate.Unlock()
	done := make(chan struct{})
	go func() { b.busy.Wait(); close(done) }()
	select {
	case <-done:
	case <-b.after(closeTime):
		b.Log.Warn("not every reply left in time; stopping all the same")
	}
	return err
}

// take runs f for an event and recovers from its panics, so that one bad event
// silences nothing. Events that come after the connection closed are left to Discord.
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
		b.panicked(what, p)
	}
}

// panicked counts and logs a panic, not its text: it may hold words of a member.
func (b *Bot) panicked(what string, p any) {
	b.stats.Panics.Add(1)
	b.Monitor.Panicked()
	b.Log.WithField("event", what).Errorf("a handler panicked (%T)", p)
}

// drop counts an event that nothing can be done with.
func (b *Bot) drop(what string) {
	b.stats.Dropped.Add(1)
	b.Log.WithField("event", what).Debug("event dropped")
}
