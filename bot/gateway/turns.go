package gateway

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// turns lets the messages of a channel leave one after another, as Discord counts
// them by channel. discordgo would do so with a mutex and a sleep, which no context
// can interrupt, and keep a bucket for each channel, also each direct message's, for
// ever. A channel is forgotten when nothing leaves for it and it has no limit to keep.
type turns struct {
	mu sync.Mutex
	of map[string]*turn
}

// A turn is a channel's. Whoever holds it may use its bucket.
type turn struct {
	free   chan struct{} // has one element while nobody holds the turn
	people int           // who hold it or wait for it
	limits *discordgo.RateLimiter
	bucket *discordgo.Bucket
}

// manyTurns is when channels with a limit that has passed are looked for.
const manyTurns = 1024

// enter joins those who wait for a channel's turn.
func (ts *turns) enter(channel string) *turn {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	t := ts.of[channel]
	if t == nil {
		if len(ts.of) >= manyTurns {
			for c, t := range ts.of {
				ts.forget(c, t)
			}
		}
		t = &turn{free: make(chan struct{}, 1), limits: discordgo.NewRatelimiter()}
		t.bucket = t.limits.GetBucket("")
		t.free <- struct{}{}
		if ts.of == nil {
			ts.of = map[string]*turn{}
		}
		ts.of[channel] = t
	}
	t.people++
	return t
}

// leave takes whoever entered out again.
func (ts *turns) leave(channel string, t *turn) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	t.people--
	ts.forget(channel, t)
}

func (ts *turns) forget(channel string, t *turn) {
	if t.people == 0 && t.limits.GetWaitTime(t.bucket, 1) == 0 {
		delete(ts.of, channel)
	}
}

// wait returns when the turn is the caller's and its limits, and that of all unless it is
// nil, allow a message, or with an error when the context ends.
func (t *turn) wait(ctx context.Context, global *globalLimit, after func(time.Duration) <-chan time.Time) error {
	select {
	case <-t.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	if d := max(t.limits.GetWaitTime(t.bucket, 1), global.wait()); d > 0 {
		select {
		case <-after(d):
		case <-ctx.Done():
			t.pass()
			return ctx.Err()
		}
	}
	return nil
}

// pass gives the turn to the next.
func (t *turn) pass() { t.free <- struct{}{} }

// A globalLimit is Discord's limit of all requests together, those of interactions
// excepted, or Cloudflare's of our address; it is known once it was exceeded.
type globalLimit struct {
	now   func() time.Time
	mu    sync.Mutex
	until time.Time
}

func (l *globalLimit) wait() time.Duration {
	if l == nil {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.until.Sub(l.now())
}

// over watches what comes back.
func (l *globalLimit) over(next http.RoundTripper) http.RoundTripper { return watching{l, next} }

type watching struct {
	limit *globalLimit
	next  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (w watching) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.next.RoundTrip(r)
	if err != nil || !ofAll(resp) {
		return resp, err
	}
	if s, bad := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); bad == nil {
		w.limit.mu.Lock()
		w.limit.until = w.limit.now().Add(time.Duration(s * float64(time.Second)))
		w.limit.mu.Unlock()
	}
	return resp, nil
}

// ofAll reports a limit that is not one bucket's. Cloudflare answers with a page, of
// which discordgo sees only that it is not JSON (research A.1).
func ofAll(r *http.Response) bool {
	return r.StatusCode == http.StatusTooManyRequests &&
		(r.Header.Get("X-RateLimit-Global") != "" || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"))
}
