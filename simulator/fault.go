package simulator

import (
	"strings"
	"time"
)

// A Kind is a kind of fault: Drop, RateLimit(…), Slow(…) and so on.
type Kind struct {
	name  string
	stage stage
	does  action // where a stage has more than one kind

	// Of the gateway.
	code      int
	resumable bool
	malformed Malformation

	// Of REST.
	status     int
	scope      string
	retryAfter time.Duration
	html       bool
	delay      time.Duration
}

// A stage is the moment at which a kind of fault can strike.
type stage int

const (
	stageLine      stage = iota // an identified connection, or READY's place
	stageHello                  // a new connection
	stageReady                  // an identify or resume, unanswered
	stageBeat                   // a heartbeat
	stageMangle                 // an event's payload
	stageDuplicate              // an event, once more
	stageRequest                // before a request is acted on
	stageAnswer                 // after it was acted on
	stageDeliver                // an interaction over HTTP
)

// An action is what a kind of fault does at its stage.
type action int

const (
	actsOtherwise action = iota
	dropsLine
	asksReconnect
	invalidatesSession
	closesLine
	cutsFrame
	sendsOpcode
	sendsEvent
	answers
	holdsUp
	resetsLine
	skewsClock
	losesResponse
)

// A Fault is armed trouble. It says afterwards whether it was used.
type Fault struct {
	sim       *Simulator
	kind      Kind
	left      int // -1: until lifted
	used      int
	route     string
	eventName string
	shard     int // -1: any
	inPlace   bool
	lifted    chan struct{}
	isLifted  bool
}

// A FaultOption narrows or repeats a fault.
type FaultOption func(*Fault)

// Times lets the fault strike n times instead of once.
func Times(n int) FaultOption { return func(f *Fault) { f.left = n } }

// UntilLifted lets the fault strike until [Fault.Lift].
func UntilLifted(f *Fault) { f.left = -1 }

// On limits a fault of REST to routes that contain text, such as
// "POST /channels/{channel_id}/messages" or "/callback".
func On(text string) FaultOption { return func(f *Fault) { f.route = text } }

// OnEvent limits a fault of the gateway to events of a name. A connection's fault
// then waits for the next such event, which a resume will replay.
func OnEvent(name string) FaultOption { return func(f *Fault) { f.eventName = name } }

// OnShard limits a fault of a connection, or NoAcks, to one shard.
func OnShard(id int) FaultOption { return func(f *Fault) { f.shard = id } }

// InPlaceOfReady lets a connection's fault wait for the next READY or RESUMED, and
// come instead of it (A.2 #1).
func InPlaceOfReady(f *Fault) { f.inPlace = true }

// Fault arms a fault for the next matching request or event, or as often as the
// options say.
//
// Drop, CutFrame, OpReconnect, InvalidSession, CloseWith, UnknownOpcode and
// UnknownEvent strike the open connections at
// once, one each; what is left of their times comes in place of the next READY or
// RESUMED.
func (s *Simulator) Fault(kind Kind, options ...FaultOption) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &Fault{sim: s, kind: kind, left: 1, shard: -1, lifted: make(chan struct{})}
	if kind.stage == stageBeat {
		f.left = -1 // a zombie is one that stays silent
	}
	for _, o := range options {
		o(f)
	}
	s.faults = append(s.faults, f)
	if kind.stage == stageLine && !f.inPlace && f.eventName == "" {
		for _, c := range s.openConnections() {
			if f.meets(c.session.shardID()) && f.use() {
				s.strike(f, c, c.session)
			}
		}
	}
	return f
}

// Used is how often the fault struck.
func (f *Fault) Used() int {
	f.sim.mu.Lock()
	defer f.sim.mu.Unlock()
	return f.used
}

// Lift ends the fault, and releases requests that it holds up.
func (f *Fault) Lift() {
	f.sim.mu.Lock()
	defer f.sim.mu.Unlock()
	f.left = 0
	if !f.isLifted {
		f.isLifted = true
		close(f.lifted)
	}
}

// use takes one strike, if there is one left.
func (f *Fault) use() bool {
	if f.left == 0 {
		return false
	}
	if f.left > 0 {
		f.left--
	}
	f.used++
	f.sim.touch()
	return true
}

// meets reports whether a shard is one that the fault is for.
func (f *Fault) meets(shard int) bool { return f.shard < 0 || f.shard == shard }

func (f *Fault) matches(at stage, subject string) bool {
	switch {
	case f.kind.stage != at:
		return false
	case at == stageRequest || at == stageAnswer:
		return strings.Contains(subject, f.route)
	case at == stageMangle || at == stageDuplicate:
		if f.eventName == "" { // READY is not meant unless it is named
			return subject == "MESSAGE_CREATE" || subject == "INTERACTION_CREATE"
		}
		return subject == f.eventName
	}
	return true
}

// claim uses the first armed fault that matches; nil if there is none.
func (s *Simulator) claim(at stage, subject string) *Fault {
	return s.claimOne(func(f *Fault) bool { return f.matches(at, subject) })
}

// claimBeat is claim for a heartbeat.
func (s *Simulator) claimBeat(n *session) *Fault {
	return s.claimOne(func(f *Fault) bool { return f.kind.stage == stageBeat && f.meets(n.shardID()) })
}

// claimReady is claim in the place of a shard's READY or RESUMED.
func (s *Simulator) claimReady(shard int) *Fault {
	if f := s.claimOne(func(f *Fault) bool { return f.kind.stage == stageReady && f.meets(shard) }); f != nil {
		return f
	}
	return s.claimOne(func(f *Fault) bool { return f.kind.stage == stageLine && f.eventName == "" && f.meets(shard) })
}

// claimLine is claim for a connection's fault that waits for an event.
func (s *Simulator) claimLine(event string) *Fault {
	return s.claimOne(func(f *Fault) bool { return f.kind.stage == stageLine && f.eventName == event })
}

func (s *Simulator) claimOne(is func(*Fault) bool) *Fault {
	for _, f := range s.faults {
		if is(f) && f.use() {
			return f
		}
	}
	return nil
}
