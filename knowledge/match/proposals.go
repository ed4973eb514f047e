package match

import "slices"

// A proposal is an entry that may answer, by number, and what speaks for it.
type proposal struct {
	entry int
	score float64
}

// ahead reports whether a proposal goes before another: the first in the library, if
// nothing else parts them, so that every build proposes the same.
func (p proposal) ahead(of proposal) bool {
	return p.score > of.score || p.score == of.score && p.entry < of.entry
}

// A shortlist keeps the best proposals, the best first.
type shortlist struct {
	best []proposal
	most int
}

// reset makes it a list of none, of most at most.
func (l *shortlist) reset(most int) { l.best, l.most = l.best[:0], most }

// offer takes a proposal into the list if it is good enough.
func (l *shortlist) offer(p proposal) {
	if len(l.best) == l.most {
		if !p.ahead(l.best[l.most-1]) {
			return
		}
		l.best = l.best[:l.most-1]
	}
	at := len(l.best)
	for at > 0 && p.ahead(l.best[at-1]) {
		at--
	}
	l.best = slices.Insert(l.best, at, p)
}
