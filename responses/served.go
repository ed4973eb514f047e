package responses

import (
	"slices"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
)

// What is served: topics whose review is not long overdue, less what the place hides
// where the question comes from, and what was withdrawn everywhere.

// serves reports whether an entry may be quoted and led to.
func (a *answering) serves(e *knowledge.Entry) bool { return a.q.Serves(e, a.now) }

// servesTopic reports whether a topic has an entry that is served.
func (a *answering) servesTopic(t *knowledge.Topic) bool { return len(a.entriesOf(t)) > 0 }

// entriesOf is the entries of a topic that are served, in its order.
func (a *answering) entriesOf(t *knowledge.Topic) []*knowledge.Entry {
	return slices.DeleteFunc(slices.Clone(t.Entries), func(e *knowledge.Entry) bool { return !a.serves(e) })
}

// Serves reports whether an entry is served where the question comes from.
func (q Question) Serves(e *knowledge.Entry, now time.Time) bool { return q.unserved(e, now) == "" }

// unserved says why an entry is not served, "" if it is.
func (q Question) unserved(e *knowledge.Entry, now time.Time) Because {
	switch {
	case e.Topic.Expired(now):
		return Expired
	case slices.Contains(q.Withdrawn, e.ID):
		return Withdrawn
	case slices.Contains(q.Hidden, e.ID), slices.Contains(q.Hidden, e.Topic.ID):
		return Hidden
	}
	return ""
}
