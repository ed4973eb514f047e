package gateway

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Identifies remembers across restarts when the bot identified itself to Discord.
type Identifies interface {
	// Identified keeps a time.
	Identified(ctx context.Context, at time.Time) error
	// Identifies is how many were kept from a time on.
	Identifies(ctx context.Context, since time.Time) (int, error)
}

// A budget counts identifies. Discord allows a thousand a day, over all of the bot's
// connections, and then takes its token away (research A.2 #3). Long before that the
// bot slows down, so far that it would need some 450 a day if nothing else used the
// token; and if something does, it stops.
type budget struct {
	kept Identifies // nil for none
	now  func() time.Time
	tell func(text string)

	mu     sync.Mutex
	mine   []time.Time // of this run, in the last day
	failed bool        // kept failed, which was told
	told   startLimit
}

// A startLimit is what Discord says is left: its session_start_limit.
type startLimit struct {
	total, used int
	at, until   time.Time
}

const (
	day          = 24 * time.Hour
	aDay         = 1000             // identifies, if Discord does not say otherwise
	slowAt       = 40               // percent of them, from where on the rest is spread
	stopAt       = 90               // percent, where it ends
	longestPause = time.Hour        // between two
	keptTime     = 2 * time.Second  // for a store to answer
	ahead        = 10 * time.Minute // clocks differ; what is later than that was kept by a wrong one
)

// slow reports that the next identify should wait.
func (b *budget) slow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used() >= b.share(slowAt)
}

// pause is how long the next identify should wait, 0 for not at all, or the error that
// the bot should stop.
func (b *budget) pause() (time.Duration, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	used := b.used()
	if err := b.exhausted(used); err != nil {
		return 0, err
	}
	if used < b.share(slowAt) {
		return 0, nil
	}
	pause := min(day/time.Duration(b.share(stopAt)-used), longestPause)
	b.tell(fmt.Sprintf("the bot identified itself to Discord %d times in a day, of %d; the next time waits %v", used, b.total(), pause.Round(time.Second)))
	return pause, nil
}

// spend counts an identify that is about to be sent, or says why it must not be.
func (b *budget) spend() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.exhausted(b.used()); err != nil {
		return err
	}
	now := b.now()
	b.mine = append(b.mine, now)
	b.ask(func(ctx context.Context) error { return b.kept.Identified(ctx, now) })
	return nil
}

// says takes what Discord says is left.
func (b *budget) says(total, remaining int, reset time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := b.now(); total > 0 {
		b.told = startLimit{total: total, used: total - remaining, at: now, until: now.Add(reset)}
	}
}

func (b *budget) total() int {
	if b.told.total > 0 {
		return b.told.total
	}
	return aDay
}

func (b *budget) share(percent int) int { return b.total() * percent / 100 }

// used is the highest of three counts: Discord's, the store's and our own.
func (b *budget) used() int {
	now := b.now()
	for len(b.mine) > 0 && now.Sub(b.mine[0]) > day {
		b.mine = b.mine[1:]
	}
	n := b.since(now.Add(-day))
	if now.Before(b.told.until) {
		n = max(n, b.told.used+b.own(b.told.at))
	}
	return n
}

// since is how many are known to be later than a time. What the store has of a future
// is of a clock that was wrong, and would lock the bot up until then.
func (b *budget) since(t time.Time) int {
	n := 0
	b.ask(func(ctx context.Context) error {
		all, err := b.kept.Identifies(ctx, t)
		if err != nil {
			return err
		}
		future, err := b.kept.Identifies(ctx, b.now().Add(ahead))
		n = all - future
		return err
	})
	return max(n, b.own(t))
}

func (b *budget) own(since time.Time) (n int) {
	last := b.now().Add(ahead)
	for _, at := range b.mine {
		if !at.Before(since) && !at.After(last) {
			n++
		}
	}
	return n
}

// ask asks the store, if there is one. One that fails stops nothing: our own count goes
// on, and it is told once.
func (b *budget) ask(f func(context.Context) error) {
	if b.kept == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), keptTime)
	defer cancel()
	err := f(ctx)
	if err != nil && !b.failed {
		b.tell("the count of identifies is not kept, only that of this run goes on: " + err.Error())
	}
	b.failed = err != nil
}

// exhausted is the error for an operator, nil while there is something left.
func (b *budget) exhausted(used int) error {
	if used < b.share(stopAt) {
		return nil
	}
	wait := b.untilFree()
	return forGood{fmt.Sprintf("the bot identified itself to Discord %d times in a day. At %d Discord resets its token, so it stops. "+
		"Start it again in %v, after %s. Look first at why it connects so often: something that restarts it again and again, "+
		"a second program with the same token, or a network that cuts connections; the lines of the log above say why each ended",
		used, b.total(), wait, b.now().Add(wait).UTC().Format("2006-01-02 15:04 UTC"))}
}

// untilFree is how long it takes until one may be used again, to the minute.
func (b *budget) untilFree() time.Duration {
	now := b.now()
	low, high := time.Duration(0), day
	for high-low > time.Minute {
		middle := (low + high) / 2
		if b.since(now.Add(middle-day)) < b.share(stopAt) {
			high = middle
		} else {
			low = middle
		}
	}
	if now.Before(b.told.until) && b.told.used+b.own(b.told.at) >= b.share(stopAt) {
		high = max(high, b.told.until.Sub(now))
	}
	return high.Truncate(time.Minute) + time.Minute
}
