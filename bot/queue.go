package bot

import (
	"runtime"
	"sync"
	"time"
)

// Bounds of what is under way, so that a flood costs a known amount of memory. None of
// them is for somebody at risk.
const (
	// mostWaiting is how many events wait for a reply to be made. It takes a millisecond
	// of one core, so that on two the last of these waits an eighth of a second; a queue
	// that is full is one that does not get shorter.
	mostWaiting = 256
	// queueTime is the longest wait. After deferAfter an interaction is acknowledged, and
	// after this it says "busy" at the latest: both before Discord's 3 s are over.
	queueTime = 2 * time.Second
	// mostAnswers is how many interactions are under way at once, until their answers
	// are with Discord. A request takes a fifth of a second: these are 2,500 a second.
	mostAnswers = 512
	// mostUnsent is how many replies wait to leave for a channel. Discord takes about
	// one a second, so the last waits ten.
	mostUnsent = 10
	// mostUnsentOverall is how many wait to leave for all channels together.
	mostUnsentOverall = 512
	// worthTime is how long a reply that waits for its channel is still worth reading.
	worthTime = 30 * time.Second
)

// makers is how many replies are made at once. Making one is work for the processor;
// twice the cores leave room for those that read settings meanwhile.
func makers() int { return 2 * runtime.GOMAXPROCS(0) }

// places is a number of things that may go on at once.
type places chan struct{}

// enter takes a place if one is free.
func (p places) enter() bool {
	select {
	case p <- struct{}{}:
		return true
	default:
		return false
	}
}

func (p places) leave() { <-p }

// A queue bounds how many replies are made at once, and how many events wait for
// that. Who waits longest goes first, as channels do it.
type queue struct{ making, waiting places }

func newQueue(making, waiting int) queue { return queue{make(places, making), make(places, waiting)} }

// enter waits for a turn; false says that there is none in queueTime, or that too many
// wait already. Who got a turn must leave.
func (q queue) enter(after func(time.Duration) <-chan time.Time) bool {
	if q.making.enter() {
		return true
	}
	if !q.waiting.enter() {
		return false
	}
	defer q.waiting.leave()
	select {
	case q.making <- struct{}{}:
		return true
	case <-after(queueTime):
		return false
	}
}

func (q queue) leave() { q.making.leave() }

// An outbox counts the replies that wait to leave, by channel. Those of a channel leave one
// after another: no more wait than can be sent while they are worth reading. The zero value is empty.
type outbox struct {
	mu     sync.Mutex
	unsent map[string]int
	all    int
}

// enter counts a reply, if there is room for it.
func (o *outbox) enter(channel string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.unsent[channel] >= mostUnsent || o.all >= mostUnsentOverall {
		return false
	}
	if o.unsent == nil {
		o.unsent = map[string]int{}
	}
	o.unsent[channel]++
	o.all++
	return true
}

// leave counts a reply that is gone.
func (o *outbox) leave(channel string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.all--
	if o.unsent[channel]--; o.unsent[channel] == 0 {
		delete(o.unsent, channel)
	}
}
