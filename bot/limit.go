package bot

import (
	"hash/maphash"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// An allowance is how much may be asked: so much at once, then one in a time.
type allowance struct {
	atOnce int
	every  time.Duration
}

// full is how long an empty bucket takes to fill.
func (a allowance) full() time.Duration { return time.Duration(a.atOnce) * a.every }

// allowances are those of everybody and every place.
type allowances struct {
	member, channel, guild      allowance
	memberIsTold, channelIsTold allowance
}

// usually is far above what a person or a channel needs, and so low that nobody can
// take Discord's patience, or the processor, from the others.
var usually = allowances{
	// Somebody who leafs through topics presses a button every second or two, and reads then.
	member: allowance{8, 4 * time.Second},
	// Mentions alone: Discord lets a bot post some five messages in five seconds in a
	// channel. Half of that, so that those at once have left within ten seconds and
	// there is always room for a crisis line.
	channel: allowance{10, 2 * time.Second},
	// All of a server's members together. A reply takes a millisecond of one core, so
	// that a hundred servers at their limit keep half a core busy.
	guild: allowance{60, 200 * time.Millisecond},
	// A flood is not answered with a flood: whoever mentions the bot too often is told
	// once in a minute, and a channel in which many do so at most three times.
	memberIsTold:  allowance{1, time.Minute},
	channelIsTold: allowance{3, 20 * time.Second},
}

// limits keeps what members, channels and servers have left of their allowances. It
// holds no id: a bucket is found by a hash whose key is made anew at each start.
type limits struct {
	now  func() time.Time
	seed maphash.Seed

	mu                          sync.Mutex // the clock is read below it: rate.Limiter must not see time go back
	member, channel, guild      buckets
	memberIsTold, channelIsTold buckets
}

func newLimits(a allowances, now func() time.Time) *limits {
	return &limits{
		now: now, seed: maphash.MakeSeed(),
		member: buckets{allowance: a.member}, channel: buckets{allowance: a.channel}, guild: buckets{allowance: a.guild},
		memberIsTold: buckets{allowance: a.memberIsTold}, channelIsTold: buckets{allowance: a.channelIsTold},
	}
}

// message reports whether a message may be answered. A direct message's channel is
// its author's, and it comes from no server.
func (l *limits) message(m message) bool {
	if m.Guild == "" {
		return l.take(part{&l.member, m.Author})
	}
	return l.take(part{&l.member, m.Author}, part{&l.channel, m.Channel}, part{&l.guild, m.Guild})
}

// interaction reports whether an interaction may be answered. Answers to interactions
// do not count against the channel, in Discord's limits as little as here.
func (l *limits) interaction(i interaction) bool {
	if i.Guild == "" {
		return l.take(part{&l.member, i.User})
	}
	return l.take(part{&l.member, i.User}, part{&l.guild, i.Guild})
}

// tell reports whether the author of a message that is not answered is told so.
func (l *limits) tell(m message) bool {
	return l.take(part{&l.memberIsTold, m.Author}, part{&l.channelIsTold, m.Channel})
}

// A part is somebody's bucket.
type part struct {
	of *buckets
	id string
}

// take takes one from every bucket, or if one is empty from none.
func (l *limits) take(from ...part) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	var all []*rate.Limiter
	for _, p := range from {
		bucket := p.of.bucket(maphash.String(l.seed, p.id), now)
		bucket.AllowN(now, 0) // if the clock was set back, it fills from here, and not from when that time comes again
		if bucket.TokensAt(now) < 1 {
			return false
		}
		all = append(all, bucket)
	}
	for _, bucket := range all {
		bucket.AllowN(now, 1)
	}
	return true
}

// mostBuckets is how many of a kind a generation holds. More than so many members in
// the half minute that a bucket takes to fill are not a crowd but an attack: some of
// them then begin anew too early, and the channel's and the server's buckets hold.
const mostBuckets = 4096

// buckets is the token buckets of one kind. One that was left alone until it is full
// again says nothing any more and is forgotten: who comes is put into the new
// generation, and the old one is dropped whole.
type buckets struct {
	allowance
	young, old map[uint64]*rate.Limiter
	turned     time.Time // when the young were born
}

func (b *buckets) bucket(key uint64, now time.Time) *rate.Limiter {
	if now.Sub(b.turned) >= b.full() || len(b.young) >= mostBuckets {
		b.young, b.old, b.turned = map[uint64]*rate.Limiter{}, b.young, now
	}
	if bucket := b.young[key]; bucket != nil {
		return bucket
	}
	bucket := b.old[key]
	if bucket == nil {
		bucket = rate.NewLimiter(rate.Every(b.every), b.atOnce)
	}
	b.young[key] = bucket
	return bucket
}
