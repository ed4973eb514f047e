package bot

import (
	"errors"
	"math/rand/v2"
	"net"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Open connects, and stays connected until Close. What trying again may mend is
// no error.
func (g *Gateway) Open(sink Sink) error {
	g.open.Lock()
	defer g.open.Unlock()
	if g.ctx.Err() != nil {
		return errClosed
	}
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
	tries := 0
	for l != nil {
		if connected {
			since := g.opts.now()
			g.opts.OnState(true)
			select {
			case <-g.ctx.Done():
				g.opts.OnState(false)
				_ = l.session.Close()
				l.end()
				return
			case <-l.down:
				g.opts.OnState(false)
				if why := l.why(nil); why != nil {
					g.tell("the connection to Discord was ended: " + why.Error() + "; the bot connects anew")
				}
			}
			if g.opts.now().Sub(since) >= g.opts.pace.stable {
				tries = 0
			}
		}
		if !g.wait(g.pause(l, tries)) {
			l.end()
			return
		}
		tries++
		l, connected = g.again(l, sink)
	}
}

// pause is how long to wait before a try. After a session was refused, Discord wants
// 1 to 5 s before a new one
// (https://docs.discord.com/developers/events/gateway#resuming).
func (g *Gateway) pause(l *line, tries int) time.Duration {
	p := g.opts.pace
	d := max(jitter(p.first, p.most, tries), g.asked)
	g.asked = 0
	if !l.resumes() {
		d = max(d, p.identify/5+rand.N(4*p.identify/5+1))
	}
	return d
}

// mayIdentify waits until a new session may be started: there are so many a day, and
// one in five seconds.
func (g *Gateway) mayIdentify() error {
	pause, err := g.budget.pause()
	if err != nil {
		return err
	}
	if !g.wait(max(pause, g.opts.pace.identify-g.budget.sinceLast())) {
		return errClosed
	}
	return nil
}

// wait reports whether the time passed before Close.
func (g *Gateway) wait(d time.Duration) bool {
	if d <= 0 {
		return g.ctx.Err() == nil
	}
	select {
	case <-g.ctx.Done():
		return false
	case <-g.opts.after(d):
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
func (g *Gateway) again(l *line, sink Sink) (next *line, connected bool) {
	err := g.connect(l)
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
		g.lost <- gone
		return nil, false
	}
	g.tell("connect to Discord: " + refused(err).Error() + "; it is tried again")
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		g.asked = limited.RetryAfter
	}
	if outside(err) {
		return l, false // the session may still be resumed
	}
	l.end()
	if l, err = g.newLine(sink); err != nil {
		g.lost <- err
		return nil, false
	}
	return l, false
}

// outside reports that a try failed before Discord's gateway was reached.
func outside(err error) bool {
	var dial *net.OpError
	return errors.Is(err, errNoAddress) || errors.Is(err, errElsewhere) || errors.As(err, &dial) && dial.Op == "dial"
}

// Lost implements Session.
func (g *Gateway) Lost() <-chan error { return g.lost }

// Close disconnects. It is called once. It takes a second, for which discordgo
// sleeps after its goodbye (research A.2 #11).
func (g *Gateway) Close() error {
	g.stop()
	g.open.Lock() // Open notices
	defer g.open.Unlock()
	g.kept.Wait()
	return nil
}
