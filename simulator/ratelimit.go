package simulator

import (
	"net/http"
	"strconv"
	"time"
)

// A Limit is a number of requests in a time.
type Limit struct {
	Requests int
	Per      time.Duration
}

// shownLimit is what headers say where nothing is enforced.
var shownLimit = Limit{Requests: 50, Per: time.Second}

// A limiter counts requests by bucket, as Discord tells them in X-RateLimit-Bucket.
type limiter struct {
	each, global Limit
	windows      map[string]*window
}

// A window is the present count of a bucket.
type window struct {
	ends time.Time
	used int
}

func newLimiter(each, global Limit) limiter {
	return limiter{each: each, global: global, windows: map[string]*window{}}
}

// take counts a request, and returns the 429 if it is one too many.
func (l *limiter) take(c *call, now time.Time) *reply {
	if !c.route.exempt {
		if wait := l.count("global", l.global, now); wait > 0 {
			return new(rateLimited("global", wait))
		}
	}
	if wait := l.count(c.bucket(), l.each, now); wait > 0 {
		return new(rateLimited("user", wait))
	}
	return nil
}

// count returns how long to wait, 0 if the request is within the limit.
func (l *limiter) count(bucket string, limit Limit, now time.Time) time.Duration {
	if limit.Requests == 0 {
		return 0
	}
	w := l.windows[bucket]
	if w == nil || !now.Before(w.ends) {
		w = &window{ends: now.Add(limit.Per)}
		l.windows[bucket] = w
	}
	if w.used++; w.used > limit.Requests {
		return w.ends.Sub(now)
	}
	return 0
}

// bucket is the route with its major parameter: Discord counts each channel, guild
// and webhook by itself (docs, topics/rate-limits).
func (c *call) bucket() string {
	return c.name() + " " + c.param("channel_id") + c.param("guild_id") + c.param("webhook_id") + c.param("webhook_token") + c.param("interaction_token")
}

// withLimits adds the X-RateLimit headers, which Discord always sends.
func (s *Simulator) withLimits(c *call, r reply) reply {
	header := http.Header{}
	limit, left, ends := s.limiter.state(c, s.clock.Now())
	header.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	header.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(ends.UnixMilli())/1000, 'f', 3, 64))
	header.Set("X-RateLimit-Reset-After", strconv.FormatFloat(ends.Sub(s.clock.Now()).Seconds(), 'f', 3, 64))
	header.Set("X-RateLimit-Bucket", secret(c.name())[:32])
	for key, values := range r.header {
		header[key] = values
	}
	r.header = header
	return r
}

func (l *limiter) state(c *call, now time.Time) (limit, left int, ends time.Time) {
	if l.each.Requests == 0 {
		return shownLimit.Requests, shownLimit.Requests - 1, now.Add(shownLimit.Per)
	}
	limit, left, ends = l.each.Requests, l.each.Requests, now.Add(l.each.Per)
	if w := l.windows[c.bucket()]; w != nil && now.Before(w.ends) {
		left, ends = max(limit-w.used, 0), w.ends
	}
	return limit, left, ends
}
