package simulator

import (
	"errors"
	"net/http"
	"path"
	"regexp"
	"strings"

	"github.com/gorilla/websocket"
)

// A reply is what a route answers.
type reply struct {
	status int
	body   any // JSON, unless nil
	html   string
	header http.Header
	scope  string // of a 429
}

func ok(body any) (reply, error) { return reply{status: http.StatusOK, body: body}, nil }

func noContent() (reply, error) { return reply{status: http.StatusNoContent}, nil }

// apiVersion is what paths begin with. discordgo calls v9 (README, gap 8).
var apiVersion = regexp.MustCompile(`^/api/v(9|10)(/.*)$`)

// routes is the whole server: the table of routes under both versions, the gateway,
// and a refusal for all else.
func (s *Simulator) routes() http.Handler {
	mux := http.NewServeMux()
	for _, route := range routeTable {
		mux.HandleFunc(route.method+" "+route.template, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, &route) })
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, nil) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			http.Error(w, "closed", http.StatusServiceUnavailable)
			return
		}
		defer s.running.Done()
		if websocket.IsWebSocketUpgrade(r) {
			s.gateway(w, r)
			return
		}
		// The mux would redirect an unclean path, such as one with an empty id.
		if m := apiVersion.FindStringSubmatch(r.URL.Path); m != nil && path.Clean(m[2]) == m[2] {
			r.URL.Path, r.URL.RawPath = m[2], ""
			mux.ServeHTTP(w, r)
			return
		}
		s.serve(w, r, nil)
	})
}

// enter counts a handler, so that Close can wait for it; no longer once closed.
func (s *Simulator) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
		return false
	default:
		s.running.Add(1)
		return true
	}
}

// serve answers one request: authorization, faults and limits first, then the
// route, and the log at the end. route is nil if there is none.
func (s *Simulator) serve(w http.ResponseWriter, r *http.Request, route *route) {
	c := newCall(r, route)
	c.readErr = c.read()
	answer, cut := s.answerTo(c)
	if cut {
		reset(w)
		return
	}
	// The time is the world's, which need not be the machine's.
	w.Header().Set("Date", s.clock.Now().UTC().Format(http.TimeFormat))
	answer.write(w)
}

// answerTo works out the answer, and whether the connection is to be cut instead.
func (s *Simulator) answerTo(c *call) (answer reply, cut bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() { s.log(c, answer) }()
	if err := s.authorize(c); err != nil {
		return s.refuse(c, err), false
	}
	if c.route == nil {
		return s.refuse(c, errNotFound), false
	}
	if f := s.claim(stageRequest, c.name()); f != nil {
		c.fault = f.kind.name
		switch f.kind.does {
		case resetsLine:
			return reply{}, true
		case answers:
			return s.withLimits(c, f.kind.answer()), false
		case holdsUp:
			if !s.unlockedWait(c, f.delay()) {
				return reply{}, true
			}
		}
	}
	if limited := s.limiter.take(c, s.clock.Now()); limited != nil {
		return s.withLimits(c, *limited), false
	}
	answer = s.handle(c)
	if f := s.claim(stageAnswer, c.name()); f != nil {
		c.fault = f.kind.name
		return answer, true
	}
	return answer, false
}

// unlockedWait holds a request up without holding the world up.
func (s *Simulator) unlockedWait(c *call, d delay) bool {
	s.mu.Unlock()
	defer s.mu.Lock()
	return d.wait(c.request, s.done)
}

// handle checks the body and runs the route.
func (s *Simulator) handle(c *call) reply {
	s.checkRequest(c)
	answer, err := c.run(s)
	if err != nil {
		answer = s.refuse(c, err)
	}
	s.checkResponse(c, answer)
	return s.withLimits(c, answer)
}

func (c *call) run(s *Simulator) (reply, error) {
	if c.readErr != nil {
		return reply{}, c.readErr
	}
	if c.route.body != nil {
		f := newForm(c.json)
		c.route.body(c, f)
		s.violate("request", c.name(), f.misspelt)
		if err := f.err(); err != nil {
			return reply{}, err
		}
	}
	return c.route.handle(s, c)
}

// authorize lets a request in. Routes with a token in the path take a request
// without the header, as the OpenAPI description says ({} in security).
func (s *Simulator) authorize(c *call) error {
	given := c.request.Header.Get("Authorization")
	switch {
	case given == "Bot "+s.token, given == "" && c.route != nil && c.route.open:
		return nil
	case s.wasToken(bare(given)):
		return errResetToken
	}
	return errUnauthorized
}

func (s *Simulator) refuse(c *call, err error) reply {
	var api *apiError
	if !errors.As(err, &api) {
		api = refusal(http.StatusInternalServerError, 0, err.Error())
	}
	if api.isMistake() {
		s.fail("%s %s: %v", c.request.Method, c.path, api)
	}
	return s.withLimits(c, reply{status: api.status, body: api.body()})
}

func (r reply) write(w http.ResponseWriter) {
	for key, values := range r.header {
		w.Header()[key] = values
	}
	switch {
	case r.html != "":
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(r.status)
		_, _ = w.Write([]byte(r.html))
	case r.body != nil:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(r.status)
		_, _ = w.Write(r.text())
	default:
		w.WriteHeader(r.status)
	}
}

func (r reply) text() []byte {
	if r.body == nil {
		return nil
	}
	return marshal(r.body)
}

// log records the request for Simulator.Requests, before the bot has its answer.
func (s *Simulator) log(c *call, answer reply) {
	r := Request{
		Method: c.request.Method, Path: c.path, Status: answer.status,
		Body: strings.TrimSpace(string(c.payload)), Answer: string(answer.text()), Fault: c.fault,
	}
	if c.route != nil {
		r.Route = c.name()
	}
	s.report.requests = append(s.report.requests, r)
	n := &s.report.counters
	n.Requests++
	switch answer.status {
	case http.StatusUnauthorized, http.StatusForbidden:
		n.Invalid++
	case http.StatusTooManyRequests:
		if answer.scope != "shared" {
			n.Invalid++
		}
	}
	s.touch()
}
