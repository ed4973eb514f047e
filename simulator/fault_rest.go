package simulator

import (
	"fmt"
	"math"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Faults of REST (G, fault h).
var (
	// ConnectionReset resets the connection before the request is acted on.
	ConnectionReset = Kind{name: "connection reset", stage: stageRequest, does: resetsLine}
	// AnswerLost acts on the request and resets the connection before the answer.
	AnswerLost = Kind{name: "answer lost", stage: stageAnswer, does: resetsLine}
)

// RateLimit answers 429 with Discord's JSON. The scope is "user", "shared" or
// "global".
func RateLimit(scope string, retryAfter time.Duration) Kind {
	return Kind{name: "429 " + scope, stage: stageRequest, does: answers, status: http.StatusTooManyRequests, scope: scope, retryAfter: retryAfter}
}

// HTMLRateLimit answers 429 as Cloudflare does: an HTML page and Retry-After.
func HTMLRateLimit(retryAfter time.Duration) Kind {
	return Kind{name: "429 html", stage: stageRequest, does: answers, status: http.StatusTooManyRequests, html: true, retryAfter: retryAfter}
}

// ServerError answers 500, 502 or 503.
func ServerError(status int) Kind {
	return Kind{name: strconv.Itoa(status), stage: stageRequest, does: answers, status: status}
}

// Slow holds the request up by d on the simulator's clock, or, if d is 0, until
// [Fault.Lift]; then acts on it.
func Slow(d time.Duration) Kind {
	return Kind{name: "slow", stage: stageRequest, does: holdsUp, delay: d}
}

// A delay is what a request waits for.
type delay struct {
	until  <-chan time.Time // nil: only for the lift
	lifted <-chan struct{}
}

// delay is set up while s.mu is held, so that whoever sees the fault used can
// advance the clock.
func (f *Fault) delay() delay {
	d := delay{lifted: f.lifted}
	if f.kind.delay > 0 {
		d.until = f.sim.clock.Reach(f.sim.clock.Now().Add(f.kind.delay))
	}
	return d
}

// wait reports whether the request should still be acted on.
func (d delay) wait(r *http.Request, closed <-chan struct{}) bool {
	select {
	case <-d.until:
	case <-d.lifted:
	case <-r.Context().Done():
		return false
	case <-closed:
		return false
	}
	return true
}

// answer is what the fault says instead of the route.
func (k Kind) answer() reply {
	switch {
	case k.html:
		return reply{
			status: k.status, html: "<!DOCTYPE html><html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head><body>Error 1015</body></html>",
			header: http.Header{"Retry-After": {seconds(k.retryAfter)}},
		}
	case k.status == http.StatusTooManyRequests:
		return rateLimited(k.scope, k.retryAfter)
	case k.status == http.StatusInternalServerError:
		return reply{status: k.status, body: object{"message": "500: Internal Server Error", "code": 0}}
	default:
		return reply{status: k.status, html: fmt.Sprintf("<html><body>%d %s</body></html>", k.status, http.StatusText(k.status))}
	}
}

// rateLimited is Discord's own 429.
func rateLimited(scope string, retryAfter time.Duration) reply {
	r := reply{
		status: http.StatusTooManyRequests,
		body:   object{"message": "You are being rate limited.", "retry_after": retryAfter.Seconds(), "global": scope == "global"},
		header: http.Header{"Retry-After": {seconds(retryAfter)}},
		scope:  scope,
	}
	r.header.Set("X-RateLimit-Scope", scope)
	r.header.Set("X-RateLimit-Remaining", "0")
	r.header.Set("X-RateLimit-Reset-After", strconv.FormatFloat(retryAfter.Seconds(), 'f', 3, 64))
	if scope == "global" {
		r.header.Set("X-RateLimit-Global", "true")
	}
	return r
}

// seconds rounds up, as the Retry-After header has no fractions.
func seconds(d time.Duration) string {
	return strconv.Itoa(int(math.Ceil(d.Seconds())))
}

// reset ends the connection with an RST rather than a FIN.
func reset(w http.ResponseWriter) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
