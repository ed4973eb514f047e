package gateway

import (
	"context"
	"sync/atomic"
	"time"
)

// A tenure is a shard while it is this replica's.
type tenure struct {
	token int64
	until atomic.Pointer[time.Time] // it answers until then
	doubt atomic.Pointer[time.Time] // and then who may be at risk, until then; nil for never
	stop  context.CancelFunc
	going bool // it was told to stop
	gone  bool // its connection is closed
}

// end closes the connection.
func (t *tenure) end() {
	t.going = true
	t.stop()
}

// lose ends it at once: the shard is another's.
func (t *tenure) lose() {
	t.until.Store(&time.Time{})
	t.doubt.Store(nil)
	t.end()
}

// hears is whose events are answered. It is asked before each.
func (t *tenure) hears(now time.Time) Audience {
	doubt := t.doubt.Load()
	switch {
	case now.Before(*t.until.Load()):
		return Everybody
	case doubt != nil && now.Before(*doubt):
		return AtRisk
	}
	return Nobody
}

// change is when it answers less.
func (t *tenure) change(now time.Time) time.Time {
	if t.hears(now) == AtRisk {
		return *t.doubt.Load()
	}
	return *t.until.Load()
}
