package gateway

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"time"

	"github.com/bwmarrin/discordgo"
)

// keepConnected connects anew whenever the connection is lost, until the shard is
// stopped. The session goes on where it was if Discord still knows it.
func (sh *shard) keepConnected(l *line, connected bool) {
	tries := 0
	for l != nil {
		if connected {
			since := sh.opts.Now()
			sh.opts.OnState(sh.id, true)
			select {
			case <-sh.ctx.Done():
				sh.opts.OnState(sh.id, false)
				sh.goodbye(l)
				return
			case <-l.down:
				sh.opts.OnState(sh.id, false)
				if why := l.why(nil); why != nil {
					sh.tell(sh.name() + "the connection to Discord was ended: " + why.Error() + "; the bot connects anew")
				}
			}
			if sh.opts.Now().Sub(since) >= sh.opts.Pace.Stable {
				tries = 0
			}
		}
		if !sh.wait(sh.pause(l, tries)) {
			l.end()
			return
		}
		tries++
		l, connected = sh.again(l)
	}
}

// goodbyeTime is how long a goodbye may take, for which discordgo takes a second.
const goodbyeTime = 3 * time.Second

// goodbye closes a connection. discordgo can hang in it for ever (research A.2 #2), and a
// shard that is not closed cannot be another replica's.
func (sh *shard) goodbye(l *line) {
	closed := make(chan struct{})
	go func() { _ = l.session.Close(); close(closed) }()
	select {
	case <-closed:
	case <-sh.opts.After(goodbyeTime):
	}
	l.end()
}

// pause is how long to wait before a try. After a session was refused, Discord wants
// 1 to 5 s before a new one
// (https://docs.discord.com/developers/events/gateway#resuming).
func (sh *shard) pause(l *line, tries int) time.Duration {
	p := sh.opts.Pace
	d := max(jitter(p.First, p.Most, tries), sh.asked)
	sh.asked = 0
	if !l.resumes() {
		d = max(d, p.Identify/5+rand.N(4*p.Identify/5+1))
	}
	return d
}

// mayIdentify waits until a new session may be started: there are so many a day, and
// few at once. The ticket is to be left.
func (sh *shard) mayIdentify() (*ticket, error) {
	place := sh.id % sh.directory.places()
	if sh.budget.slow() {
		place = 0 // what is left is for all shards together, one after another
	}
	t, err := sh.slots.enter(sh.ctx, place)
	if err != nil {
		return nil, errClosed
	}
	pause, err := sh.budget.pause()
	if err == nil && !sh.wait(max(pause, sh.opts.Pace.Identify-t.slot.unused(sh.opts.Now()))) {
		err = errClosed
	}
	if err == nil && sh.opts.Leases != nil {
		err = sh.lease(t, place)
	}
	if err != nil {
		t.leave()
		return nil, err
	}
	return t, nil
}

// wait reports whether the time passed before the shard was stopped.
func (sh *shard) wait(d time.Duration) bool { return sh.waitFor(sh.ctx, d) }

// waitFor reports whether the time passed before the context ended.
func (g *Gateway) waitFor(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	select {
	case <-ctx.Done():
		return false
	case <-g.opts.After(d):
		return true
	}
}

// jitter is "full jitter": anything up to a bound that doubles, so that those who
// lost Discord together do not come back together. See Marc Brooker, "Exponential
// Backoff And Jitter",
// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
func jitter(first, most time.Duration, tries int) time.Duration {
	bound := first
	for range tries {
		if bound = 2 * bound; bound >= most {
			bound = most
			break
		}
	}
	return rand.N(bound + 1)
}

// again tries once to connect. It returns the line to go on with, nil if there is
// no use in going on.
func (sh *shard) again(l *line) (next *line, connected bool) {
	err := sh.connect(l)
	if err == nil {
		return l, true
	}
	var gone forGood
	switch {
	case errors.Is(err, errClosed):
		l.end()
		return nil, false
	case errors.As(refused(err), &gone):
		l.end()
		sh.loseAll(gone)
		return nil, false
	}
	sh.tell(sh.name() + "connect to Discord: " + refused(err).Error() + "; it is tried again")
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		sh.asked = limited.RetryAfter
	}
	if outside(err) {
		return l, false // the session may still be resumed
	}
	l.end()
	if l, err = sh.newLine(); err != nil {
		sh.loseAll(err)
		return nil, false
	}
	return l, false
}

// outside reports that a try failed before Discord's gateway was reached.
func outside(err error) bool {
	var dial *net.OpError
	return errors.Is(err, errNoAddress) || errors.Is(err, errElsewhere) || errors.As(err, &dial) && dial.Op == "dial"
}
