package eval

import (
	"cmp"
	"slices"
)

// An Effect is how the answer to a question changes. The values are the ends of the labels
// "library-diff-…".
type Effect string

// The effects, the worst first.
const (
	Lost     Effect = "lost"     // was answered, is not
	Moved    Effect = "moved"    // is answered by another entry
	Rechosen Effect = "offered"  // other entries are offered
	Gained   Effect = "gained"   // was not answered, is
	Reworded Effect = "reworded" // by the same entry, in other words
)

// Effects is all of them, in that order.
var Effects = []Effect{Lost, Moved, Rechosen, Gained, Reworded}

// effect is what became of an answer, "" if it is the same.
func effect(old, now Said) Effect {
	switch {
	case old.Entry == "" && now.Entry == "":
		if !slices.Equal(slices.Sorted(slices.Values(old.Offered)), slices.Sorted(slices.Values(now.Offered))) {
			return Rechosen
		}
		return ""
	case now.Entry == "":
		return Lost
	case old.Entry == "":
		return Gained
	case old.Entry != now.Entry:
		return Moved
	case old.text != now.text:
		return Reworded
	}
	return ""
}

// A Change is a question that is answered differently.
type Change struct {
	Question string `json:"question"`
	ID       string `json:"id"` // in the file of questions
	Effect   Effect `json:"effect"`
	Note     Note   `json:"note"`
	Old      Said   `json:"old"`
	New      Said   `json:"new"`
	OldEntry string `json:"own_old"` // whose own question it was, and is
	NewEntry string `json:"own_new"`
}

// A Note says how a change is to be read. The values are the ends of labels too.
type Note string

// The notes.
const (
	NoNote    Note = ""
	Wronged   Note = "wrong"     // its own entry answered it, and does no longer
	Righted   Note = "right"     // its own entry answers it now, and did not
	EntryGone Note = "gone"      // its own entry was taken out
	LineGone  Note = "line-gone" // it is no longer one of its entry's lines
	EntryNew  Note = "new"       // its own entry is new
	LineNew   Note = "line-new"  // it is a new line of its entry's
	WrongNew  Note = "wrong-new" // it is new, and its own entry does not answer it
)

// note says how a change of an own question is to be read.
func note(q Asked, old, now Said) Note {
	was, is := q.Old != "" && old.Entry == q.Old, q.New != "" && now.Entry == q.New
	switch {
	case q.Old == "" && q.New == "":
		return NoNote
	case q.New == "" && q.Gone:
		return EntryGone
	case q.New == "":
		return LineGone
	case q.Old == "" && !is:
		return WrongNew
	case q.Old == "" && q.Fresh:
		return EntryNew
	case q.Old == "":
		return LineNew
	case was && !is:
		return Wronged
	case !was && is:
		return Righted
	}
	return NoNote
}

// weight orders changes of the same effect, the worst first.
func (n Note) weight() int {
	return slices.Index([]Note{Wronged, WrongNew, NoNote, LineGone, LineNew, EntryNew, Righted, EntryGone}, n)
}

// A Diff is how the answers of two libraries differ.
type Diff struct {
	Old     string   `json:"old"` // versions
	New     string   `json:"new"`
	Asked   int      `json:"asked"`
	Changes []Change `json:"changes"` // the worst first
}

// Compare says which of the questions are answered differently. Those that one side was not
// asked are left out.
func Compare(questions []Asked, old, now *Answers) Diff {
	d := Diff{Old: old.Library, New: now.Library, Changes: []Change{}}
	seen := map[string]bool{}
	for _, q := range questions {
		before, asked := old.said[q.key()]
		after, too := now.said[q.key()]
		if !asked || !too || seen[q.key()] {
			continue
		}
		seen[q.key()] = true
		d.Asked++
		if e := effect(before, after); e != "" {
			d.Changes = append(d.Changes, Change{q.Text, q.ID, e, note(q, before, after), before, after, q.Old, q.New})
		}
	}
	slices.SortStableFunc(d.Changes, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Effects, a.Effect), slices.Index(Effects, b.Effect)),
			cmp.Compare(a.Note.weight(), b.Note.weight()),
			cmp.Compare(a.entry(), b.entry()),
			cmp.Compare(a.Question, b.Question),
		)
	})
	return d
}

// entry is the entry that a change is of: whose question it is, or which answered it.
func (c Change) entry() string { return cmp.Or(c.NewEntry, c.OldEntry, c.Old.Entry, c.New.Entry) }

// Count is how many questions have an effect.
func (d Diff) Count(e Effect) int {
	n := 0
	for _, c := range d.Changes {
		if c.Effect == e {
			n++
		}
	}
	return n
}
