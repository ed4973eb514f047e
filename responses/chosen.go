package responses

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses/triage"
)

// Replies to what was chosen from a menu rather than asked in words: there is no
// text to triage. The question's text is not looked at.

// Entry is the reply to an entry chosen by its id: the whole of it.
func (r *Responder) Entry(id string, q Question) Reply {
	return r.chosen(id, q, func(a *answering, e *knowledge.Entry) Reply {
		return a.quoted(Answer, e, all(e))
	})
}

// Short is the reply to an entry chosen by its id: its short answer.
func (r *Responder) Short(id string, q Question) Reply {
	return r.chosen(id, q, func(a *answering, e *knowledge.Entry) Reply {
		return a.quoted(Answer, e, []int{0})
	})
}

// Sources is all that an entry is based on: its sources, without its text.
func (r *Responder) Sources(id string, q Question) Reply {
	return r.chosen(id, q, func(a *answering, e *knowledge.Entry) Reply {
		reply := a.quoted(Answer, e, all(e))
		reply.Paragraphs, reply.Related = nil, nil
		reply.Lead = a.wording().Label("sources-of")
		return reply
	})
}

// all is the numbers of an entry's paragraphs.
func all(e *knowledge.Entry) []int {
	numbers := make([]int, len(e.Paragraphs))
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

// chosen makes the reply to an entry that was chosen, if it is still served.
func (r *Responder) chosen(id string, q Question, make func(*answering, *knowledge.Entry) Reply) Reply {
	return r.choose(q, func(a *answering) Reply {
		if a.snapshot == nil {
			return a.fallback(errNoLibrary)
		}
		e := a.edition().Entry(id)
		if e == nil {
			return a.missing()
		}
		if !a.serves(e) {
			return a.missing(e)
		}
		a.sensitive(e)
		reply := make(a, e)
		a.support(&reply)
		return reply
	})
}

// sensitive has a chosen entry that is about a sensitive subject end as an answer to its
// question would: with whom to turn to.
func (a *answering) sensitive(e *knowledge.Entry) {
	if a.sensitiveQuestion(e) {
		a.verdict.Category = triage.EducationalSensitive
		a.reach = reachFor(a.helplines, a.q.Country, a.verdict, a.now)
	}
}

// sensitiveQuestion reports whether an entry is about a sensitive subject: whether its
// question would be taken for one.
func (a *answering) sensitiveQuestion(e *knowledge.Entry) bool {
	return a.triage.Classify(e.Question.Text).Category == triage.EducationalSensitive
}

// Topic is the overview of a topic: its first entry's short answer, and links to
// all its other entries.
func (r *Responder) Topic(id string, q Question) Reply {
	return r.choose(q, func(a *answering) Reply {
		if a.snapshot == nil {
			return a.fallback(errNoLibrary)
		}
		t := a.edition().Topic(id)
		if t == nil {
			return a.missing()
		}
		if !a.servesTopic(t) {
			return a.missing(t.Entries...)
		}
		entries := a.entriesOf(t)
		a.sensitive(entries[0])
		reply := a.quoted(Answer, entries[0], []int{0})
		a.support(&reply)
		reply.Related = nil
		for _, e := range entries[1:] {
			reply.Related = append(reply.Related, link(e))
		}
		return reply
	})
}

// missing says why nothing of some entries is shown: they are withdrawn, the place that the
// question comes from has switched them off, or they are gone.
func (a *answering) missing(entries ...*knowledge.Entry) Reply {
	why := func(because Because) bool {
		return slices.ContainsFunc(entries, func(e *knowledge.Entry) bool { return a.q.unserved(e, a.now) == because })
	}
	switch {
	case why(Withdrawn):
		return a.fixed(NoAnswer, "withdrawn")
	case why(Hidden):
		return a.fixed(NoAnswer, "hidden")
	}
	return a.fixed(NoAnswer, "gone")
}

// Help says what Hebb is and how to ask.
func (r *Responder) Help(q Question) Reply {
	return r.choose(q, func(a *answering) Reply { return a.help() })
}

// Privacy says what is kept of whom.
func (r *Responder) Privacy(q Question) Reply {
	return r.choose(q, func(a *answering) Reply { return a.fixed(Help, "privacy") })
}

// Support is whom to turn to, for anybody who asks for it without saying why.
func (r *Responder) Support(q Question) Reply {
	return r.choose(q, func(a *answering) Reply { return a.crisisAs("support") })
}

// CheckIn is what somebody reads who asked a moderator to check in: that it was sent, or
// that it could not be; and whom to turn to in either case.
func (r *Responder) CheckIn(sent bool, q Question) Reply {
	text := "check-in-failed"
	if sent {
		text = "check-in-sent"
	}
	return r.choose(q, func(a *answering) Reply { return a.crisisAs(text) })
}

// A Further is what somebody may want to know after a reply that says whom to turn to.
type Further string

// What there is to know further. The words are those of the fixed texts.
const (
	Contact   Further = "contact"   // what happens when one contacts a line
	Writing   Further = "writing"   // lines to text or chat with instead of calling
	Countries Further = "countries" // lines in another country
	Someone   Further = "someone"   // what to do for somebody else
	Young     Further = "young"     // lines for young people
)

// Furthers is all of them, in the order they are offered in.
func Furthers() []Further { return []Further{Contact, Writing, Countries, Someone, Young} }

// Further is the reply to one of them; to what is none, whom to turn to.
func (r *Responder) Further(f Further, q Question) Reply {
	return r.choose(q, func(a *answering) Reply {
		a.verdict.Minor = f == Young
		if f == Someone {
			a.verdict.Category = triage.CrisisOther
		}
		a.reach = reachFor(a.helplines, a.q.Country, a.verdict, a.now)
		switch f {
		case Someone:
			return a.crisis()
		case Writing:
			a.reach = reachOf(a.helplines, a.q.Country, a.verdict, a.now, canWrite)
		case Young:
			a.reach.lines = youth(a.reach.lines)
		case Contact, Countries:
		default:
			return a.crisisAs("support")
		}
		return a.crisisAs(string(f))
	})
}

// Countries is the countries that helplines are known in, by name.
func (r *Responder) Countries() []*knowledge.Country {
	a, release := r.begin(Question{})
	defer release()
	return slices.SortedFunc(maps.Values(a.helplines.Countries), func(a, b *knowledge.Country) int { return strings.Compare(a.Name, b.Name) })
}

// Private is the reply to a message that was judged before: where a private reply
// opens at the press of a button. entries are those that the reply led to then, by
// id; of them, those that are still there are led to again.
func (r *Responder) Private(v triage.Verdict, entries []string, q Question) Reply {
	return r.choose(q, func(a *answering) Reply {
		a.verdict = v
		a.reach = reachFor(a.helplines, a.q.Country, v, a.now)
		if kinds[v.Category] == Crisis {
			return a.crisis()
		}
		if a.snapshot == nil {
			return a.fallback(errNoLibrary)
		}
		var found []*knowledge.Entry
		for _, id := range entries {
			if e := a.edition().Entry(id); e != nil && a.serves(e) {
				found = append(found, e)
			}
		}
		if v.Category == triage.None { // the reply had failed: no other without a category is private
			return a.fallback(nil)
		}
		if kinds[v.Category] == Boundary {
			return a.boundaryWith(found)
		}
		reply := a.fixed(NoAnswer, "no-answer")
		if len(found) > 0 {
			reply = a.quoted(Answer, found[0], []int{0})
		}
		a.support(&reply)
		return reply
	})
}

var errNoLibrary = errors.New("respond: no library")

// choose makes a reply without triage or search.
func (r *Responder) choose(q Question, make func(*answering) Reply) (reply Reply) {
	a, release := r.begin(q)
	defer release()
	a.q.Text = ""
	a.verdict = triage.Verdict{Category: triage.None}
	a.reach = reachFor(a.helplines, a.q.Country, a.verdict, a.now)
	defer func() { reply.Named = a.reach.named(reply) }()
	defer a.rescue(&reply)
	return make(a)
}

func (a *answering) edition() *knowledge.Edition { return a.snapshot.Library.Edition(a.q.Locale) }
