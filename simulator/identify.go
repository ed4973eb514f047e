package simulator

import (
	"encoding/json"
	"strings"
	"time"
)

// An identification is the data of Identify. Its other fields are not looked at:
// discordgo's do not fit the schema and Discord tolerates them (README, gap 9).
type identification struct {
	Token    string  `json:"token"`
	Compress bool    `json:"compress"`
	Intents  Intents `json:"intents"`
	Shard    *[2]int `json:"shard"`
}

// identify starts a session, or closes with the code that says why not.
func (s *Simulator) identify(c *connection, data json.RawMessage) {
	var id identification
	if json.Unmarshal(data, &id) != nil {
		c.close(closeDecode)
		return
	}
	if code := s.refusal(c, id); code != 0 {
		if !s.wasToken(bare(id.Token)) {
			s.fail("gateway: identify is closed with %d %s", code, closeReasons[code])
		}
		c.close(code)
		return
	}
	shard := [2]int{0, 1}
	if id.Shard != nil {
		shard = *id.Shard
	}
	switch s.identifies.take(shard[0], s.clock.Now()) {
	case identifyTooSoon:
		c.send(opInvalidSession, false)
		return
	case identifyExhausted:
		s.resetToken()
		return
	}
	if f := s.claimReady(shard[0]); f != nil {
		s.strike(f, c, nil)
		return
	}
	n := s.newSession(c, id, shard)
	s.ready(n)
}

// refusal is the close code for an identification, 0 if it is in order.
func (s *Simulator) refusal(c *connection, id identification) int {
	switch {
	case bare(id.Token) != s.token:
		return closeAuthentication
	case c.session != nil:
		return closeAlready
	case id.Shard != nil && (id.Shard[1] < 1 || id.Shard[0] < 0 || id.Shard[0] >= id.Shard[1]):
		return closeShard
	case id.Intents&^knownIntents != 0 || id.Intents < 0:
		return closeIntents
	case id.Intents&privilegedIntents&^s.options.Privileged != 0:
		return closeDisallowed
	}
	return 0
}

// bare takes the "Bot " off a token; the gateway accepts both.
func bare(token string) string { return strings.TrimPrefix(token, "Bot ") }

// ready sends READY and the guilds of the shard.
func (s *Simulator) ready(n *session) {
	guilds := []object{}
	for _, g := range s.guildsOf(n) {
		guilds = append(guilds, object{"id": g.id, "unavailable": true})
	}
	s.sendTo(n, "READY", object{
		"v": n.conn.version, "user": s.selfWire(), "guilds": guilds, "session_id": n.id, "shard": n.shard,
		"resume_gateway_url": s.resumeURL(), "application": object{"id": s.applicationID, "flags": s.options.Privileged.flags()},
		"private_channels": none, "_trace": []string{"simulator"},
	})
	for _, g := range s.guildsOf(n) {
		if n.intents.Has(IntentGuilds) && !g.unavailable {
			s.sendTo(n, "GUILD_CREATE", g.wire())
		}
	}
}

func (s *Simulator) guildsOf(n *session) []*Guild {
	var all []*Guild
	for _, g := range s.guilds {
		if g.hasBot && shardOf(g.id, n.shard[1]) == n.shard[0] {
			all = append(all, g)
		}
	}
	return all
}

// identifyLimit is the budget of identifies: max_concurrency at once, each place
// taken for 5 s, and 1000 a day (B, gateway).
type identifyLimit struct {
	places int
	every  time.Duration
	total  int
	left   int
	day    time.Time
	taken  map[int]time.Time
}

type identifyVerdict int

const (
	identifyAllowed identifyVerdict = iota
	identifyTooSoon
	identifyExhausted
)

func newIdentifyLimit(o Options) identifyLimit {
	return identifyLimit{
		places: o.MaxConcurrency, every: o.IdentifyEvery, total: o.SessionStarts, left: o.SessionStarts,
		day: o.Clock.Now(), taken: map[int]time.Time{},
	}
}

func (l *identifyLimit) take(shard int, now time.Time) identifyVerdict {
	l.renew(now)
	place := shard % l.places
	last, was := l.taken[place]
	// A refused identify counts too: that is how Op 9 storms use up the day's
	// budget and get the token reset (A.2 #3).
	l.left--
	switch {
	case l.left < 0:
		l.left = l.total
		return identifyExhausted
	case was && now.Sub(last) < l.every:
		return identifyTooSoon
	}
	l.taken[place] = now
	return identifyAllowed
}

func (l *identifyLimit) renew(now time.Time) {
	if now.Sub(l.day) >= 24*time.Hour {
		l.day, l.left = now, l.total
	}
}

// wire is session_start_limit.
func (l *identifyLimit) wire(now time.Time) object {
	l.renew(now)
	return object{
		"total": l.total, "remaining": max(l.left, 0), "max_concurrency": l.places,
		"reset_after": l.day.Add(24 * time.Hour).Sub(now).Milliseconds(),
	}
}
