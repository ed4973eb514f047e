package bot

import (
	"hash/maphash"
	"sync"
	"time"
)

// A conversation is one member's in one channel: it stands on the entry that they were
// shown last, so that "how long does it take" is understood. That is all there is of it, in
// memory only, under a hash whose key dies with the program.
type conversations struct {
	now  func() time.Time
	seed maphash.Seed

	mu     sync.Mutex
	stands map[uint64]stand
}

// A stand is the entry that a conversation stands on.
type stand struct {
	entry string
	since time.Time
}

const (
	// conversationTime is how long a conversation is remembered after its last answer.
	conversationTime = 10 * time.Minute
	// mostConversations bounds memory: at some 100 bytes each, 2 MB.
	mostConversations = 20_000
)

func newConversations(now func() time.Time) *conversations {
	return &conversations{now: now, seed: maphash.MakeSeed(), stands: map[uint64]stand{}}
}

func (c *conversations) key(p place) uint64 {
	return maphash.String(c.seed, p.user+" "+p.channel)
}

// about is the entry that the conversation in a place stands on, "" for none.
func (c *conversations) about(p place) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.stands[c.key(p)]; c.now().Sub(s.since) < conversationTime {
		return s.entry
	}
	return ""
}

// stand lets the conversation in a place stand on an entry, on none if it is "".
func (c *conversations) stand(p place, entry string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if entry == "" {
		delete(c.stands, c.key(p))
		return
	}
	if len(c.stands) >= mostConversations {
		c.forget()
	}
	c.stands[c.key(p)] = stand{entry, c.now()}
}

// forget makes room: what is over goes, and if that is not enough, any half.
func (c *conversations) forget() {
	for k, s := range c.stands {
		if c.now().Sub(s.since) >= conversationTime {
			delete(c.stands, k)
		}
	}
	for k := range c.stands {
		if len(c.stands) <= mostConversations/2 {
			break
		}
		delete(c.stands, k)
	}
}
