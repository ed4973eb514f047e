package responses

import (
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
)

// Helplines that are not shown, and those that are left.

// A Withdrawer is one who has helplines not shown. Each has a list of their own, so that
// none takes back what another withdrew.
type Withdrawer string

// Who withdraws helplines.
const (
	Operator   Withdrawer = "operator"   // in the settings file
	Moderators Withdrawer = "moderators" // of the home server
)

// Withdraw has helplines of some ids not shown from now on, in place of those that the same
// one withdrew before.
func (r *Responder) Withdraw(by Withdrawer, ids []string) {
	r.withdrawing.Lock()
	defer r.withdrawing.Unlock()
	r.withdrawnBy[by] = slices.Clone(ids)
	var all []string
	for _, list := range r.withdrawnBy {
		all = append(all, list...)
	}
	r.withdrawn.Store(&all)
}

// Helplines is whom a person can reach, those withdrawn included, and the ids of these.
func (r *Responder) Helplines() (all *knowledge.Helplines, withdrawn []string) {
	if ids := r.withdrawn.Load(); ids != nil {
		withdrawn = slices.Clone(*ids)
	}
	s := r.opts.Library.Acquire()
	if s == nil {
		return r.opts.Helplines, withdrawn
	}
	defer s.Release()
	return r.helplinesOf(s), withdrawn
}

// helplinesOf is those of the library, or the ones inside the program where it has none.
func (r *Responder) helplinesOf(s *live.Snapshot) *knowledge.Helplines {
	if s.Library.Helplines != nil {
		return s.Library.Helplines
	}
	return r.opts.Helplines
}

// reachable is helplines less those withdrawn, kept because they change seldom.
type reachable struct {
	from      *knowledge.Helplines
	withdrawn *[]string
	left      *knowledge.Helplines
}

// left is helplines less those withdrawn.
func (r *Responder) left(from *knowledge.Helplines) *knowledge.Helplines {
	ids := r.withdrawn.Load()
	if ids == nil || len(*ids) == 0 {
		return from
	}
	if known := r.reachable.Load(); known != nil && known.from == from && known.withdrawn == ids {
		return known.left
	}
	now := &reachable{from, ids, from.Without(*ids)}
	r.reachable.Store(now)
	return now.left
}
