package simulator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// TB is the part of testing.TB that hears of failures.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
}

// A Request is one call of the bot to the REST API.
type Request struct {
	Method string
	// Route is the method and the template of the path, such as
	// "POST /channels/{channel_id}/messages"; "" for an unknown one.
	Route string
	// Path is the path and query as sent, without the API version.
	Path   string
	Status int
	// Body is the JSON sent; of a multipart form, its payload_json.
	Body string
	// Answer is the JSON sent back.
	Answer string
	// Fault names the fault that struck, if any.
	Fault string
}

// Counters count what the bot sent, and what was sent to it.
type Counters struct {
	// Requests are all REST requests; Invalid those with 401, 403 or 429 (except
	// scope "shared"), of which Discord bears 10,000 in ten minutes (B).
	Requests, Invalid int
	// Messages were created in channels, Edits and Deletes made by either route.
	Messages, Edits, Deletes int
	// Callbacks are accepted first answers; FollowUps further messages.
	Callbacks, FollowUps int
	// Deliveries are the interactions brought by HTTP, Forgeries the bad signatures
	// among them, and Unreachable those that found nobody. Responses are the first
	// answers accepted in the response to one.
	Deliveries, Forgeries, Unreachable, Responses int
	Typing                                        int
	// Connections were opened to the gateway.
	Connections int
	// Identifies, Resumes and Heartbeats are gateway sends.
	Identifies, Resumes, Heartbeats int
	// Misplaced are the resumes that did not come to resume_gateway_url.
	Misplaced int
	// Events are the dispatches sent to the bot, by name.
	Events map[string]int
}

// A Violation is something that Discord's description does not allow.
type Violation struct {
	// Side is "request", "response" or "event".
	Side string
	// Subject is the route or the event's name.
	Subject string
	// Problem says where and what.
	Problem string
}

// String tells the violation on one line.
func (v Violation) String() string { return v.Side + " " + v.Subject + ": " + v.Problem }

// report collects what a test asks about afterwards. Simulator.mu guards it.
type report struct {
	t          TB
	requests   []Request
	failures   []string
	violations []Violation
	counters   Counters
}

// Requests returns the log of REST requests, in the order they were answered.
func (s *Simulator) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.report.requests)
}

// Sent returns the counters so far.
func (s *Simulator) Sent() Counters {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.report.counters
	c.Events = maps.Clone(c.Events)
	return c
}

// Failures are the mistakes seen so far: unknown routes, refused payloads, wrong
// tokens, and acts of people that their client would not have allowed.
func (s *Simulator) Failures() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.report.failures)
}

// Violations are the deviations from the contract so far, and misspelt keys.
func (s *Simulator) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.report.violations)
}

// fail records a failure. s.mu is held.
func (s *Simulator) fail(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.report.failures = append(s.report.failures, text)
	if s.report.t != nil {
		s.report.t.Helper()
		s.report.t.Errorf("simulator: %s", text)
	}
}

// violate records violations. s.mu is held.
func (s *Simulator) violate(side, subject string, problems []string) {
	for _, p := range problems {
		v := Violation{side, subject, p}
		s.report.violations = append(s.report.violations, v)
		if s.report.t != nil {
			s.report.t.Helper()
			s.report.t.Errorf("simulator: %s", v)
		}
	}
}

// countEvent counts a dispatch. s.mu is held.
func (s *Simulator) countEvent(name string) {
	if s.report.counters.Events == nil {
		s.report.counters.Events = map[string]int{}
	}
	s.report.counters.Events[name]++
}

// lately tells the last requests and failures, for an error about waiting.
func (s *Simulator) lately() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	fmt.Fprintf(&b, "; %d connection(s), events %v", len(s.connected), s.report.counters.Events)
	last := s.report.requests
	if len(last) > 5 {
		last = last[len(last)-5:]
	}
	for _, r := range last {
		fmt.Fprintf(&b, "\n\t%s %s → %d", r.Method, r.Path, r.Status)
	}
	for _, f := range s.report.failures {
		fmt.Fprintf(&b, "\n\tfailure: %s", f)
	}
	return b.String()
}
