package responses

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/glossary"
	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/responses/wording"
)

// found is a reply made of what the search found.
func (a *answering) found(kind Kind) Reply {
	var reply Reply
	verdict, ms := match.Judge(a.matches)
	asked := kind == Sensitive
	// What is asked harmlessly and leads to a sensitive subject ends with whom to turn to as well.
	for _, m := range ms {
		if a.verdict.Category == triage.None && m.Entry.Topic.Risk == knowledge.High {
			a.sensitive(m.Entry)
		}
	}
	if a.verdict.Category == triage.EducationalSensitive {
		kind = Sensitive
	}
	both := a.snapshot.Index.Both(a.query(), a.matches)
	switch {
	case verdict == match.Answer || both != nil && a.serves(both):
		reply = a.entry(kind, both)
	case verdict == match.Offer:
		reply = a.offer(kind, "choices", a.alike(asked, ms))
	default:
		reply = a.nothing(kind)
	}
	if kind == Sensitive && a.verdict.Remark { // somebody tells of a loss, or of what they came through
		reply = a.fixed(Sensitive, "remark")
	}
	a.inTheirWords(&reply)
	a.support(&reply)
	return reply
}

// offer is a reply that leads to what may be meant.
func (a *answering) offer(kind Kind, text string, ms []match.Match) Reply {
	reply := a.base(Choices)
	if kind == Sensitive {
		reply.Kind = Sensitive
	}
	a.say(&reply, text)
	for _, m := range ms {
		reply.Choices = append(reply.Choices, link(m.Entry))
	}
	return reply
}

// nothing is the reply where no match is near enough. A sensitive question is not turned
// away, section 2 of the policy: it is led to the nearest of its kind among all that was
// found, however far.
func (a *answering) nothing(kind Kind) Reply {
	if kind == Sensitive && slices.ContainsFunc(a.matches, a.isSensitive) {
		near := a.alike(true, a.matches)
		return a.offer(kind, "sensitive-choices", near[:min(len(near), maxCandidates)])
	}
	reply := a.base(NoAnswer)
	a.say(&reply, "no-answer")
	return reply
}

// alike is those of some matches that are about a sensitive subject, if one was asked
// about and any are.
func (a *answering) alike(asked bool, ms []match.Match) []match.Match {
	if !asked || !slices.ContainsFunc(ms, a.isSensitive) {
		return ms
	}
	return slices.DeleteFunc(slices.Clone(ms), func(m match.Match) bool { return !a.isSensitive(m) })
}

// isSensitive reports whether a match is about a sensitive subject.
func (a *answering) isSensitive(m match.Match) bool { return a.sensitiveQuestion(m.Entry) }

// inTheirWords tells a member who asked in another language that replies are in English.
func (a *answering) inTheirWords(reply *Reply) {
	language := glossary.Read(a.q.Text).Language
	abroad := a.wording().Abroad(language)
	if abroad.English == "" {
		return
	}
	line := abroad.English
	if reply.Kind != NoAnswer {
		line += " " + abroad.Found
	}
	if reply.Lead != "" {
		line += "\n\n" + reply.Lead
	}
	reply.Lead, reply.Language = line, language
}

// query is the question as it is matched.
func (a *answering) query() match.Query {
	return match.Query{Text: a.q.Text, Lang: a.q.Locale, About: a.q.About}
}

// entry is a reply that quotes the entry that matches best: the short answer and what
// else the question asks about; and beside it a second, nil if it is yet to be found.
func (a *answering) entry(kind Kind, second *knowledge.Entry) Reply {
	e, q := a.matches[0].Entry, a.query()
	if second == nil {
		second = a.snapshot.Index.Second(q, e)
	}
	if second == nil {
		second = match.Beside(a.matches)
	}
	if second != nil && !a.serves(second) {
		second = nil
	}
	return a.quotedWith(kind, e, a.snapshot.Index.Paragraphs(e, q), second)
}

// quoted is a reply that quotes paragraphs of an entry.
func (a *answering) quoted(kind Kind, e *knowledge.Entry, paragraphs []int) Reply {
	return a.quotedWith(kind, e, paragraphs, nil)
}

// quotedWith quotes a second entry's short answer besides, for a question about two
// topics, or one that two entries may answer; nil for none.
func (a *answering) quotedWith(kind Kind, e *knowledge.Entry, paragraphs []int, second *knowledge.Entry) Reply {
	reply := a.base(kind)
	reply.Title = e.Question.Text
	q := quoter{library: a.snapshot.Library}
	q.quote(e, paragraphs)
	if second != nil {
		q.quote(second, []int{0})
		reply.Title += " " + second.Question.Text
	}
	reply.Paragraphs, reply.Sources = q.paragraphs, q.sources
	reply.Provenance.Entry = e.ID
	reply.More = len(paragraphs) < len(e.Paragraphs)
	reply.Related = a.related(e, second)
	reply.Notice = a.notice(e.Topic)
	return reply
}

// support adds whom to turn to where the category or the asker's age asks for it.
func (a *answering) support(reply *Reply) {
	var text triage.Category
	switch {
	case a.verdict.Category == triage.EducationalSensitive:
		text, reply.Helplines = triage.EducationalSensitive, a.reach.lines
	case a.verdict.Minor:
		text, reply.Helplines = triage.MinorDisclosure, youth(a.reach.lines)
	default:
		return
	}
	_, line := a.wording().Reply(string(text), a.data())
	reply.Notice = joinNotice(joinNotice(line, a.wording().Label("lines-can-be-busy")), reply.Notice)
}

// youth is the lines for young people, with the emergency number and directories.
func youth(lines []Helpline) []Helpline {
	return slices.DeleteFunc(slices.Clone(lines), func(h Helpline) bool {
		return h.Kind != "youth" && h.Kind != "emergency" && h.Kind != "directory"
	})
}

// maxRelated is how many other entries a reply leads to.
const maxRelated = 3

// related is entries to read next, those quoted left out: the next best matches, then
// the rest of the topic, then the first entries of the topics it names.
func (a *answering) related(e *knowledge.Entry, quoted ...*knowledge.Entry) []Link {
	var out []Link
	for n := range a.nearby(e.Topic) {
		if l := link(n); n != e && !slices.Contains(quoted, n) && !slices.Contains(out, l) {
			if out = append(out, l); len(out) == maxRelated {
				break
			}
		}
	}
	return out
}

// nearby is what related chooses from.
func (a *answering) nearby(topic *knowledge.Topic) iter.Seq[*knowledge.Entry] {
	return func(yield func(*knowledge.Entry) bool) {
		for _, m := range a.matches {
			if m.Near() && !yield(m.Entry) {
				return
			}
		}
		for _, e := range topic.Entries {
			if a.serves(e) && !yield(e) {
				return
			}
		}
		edition := a.edition()
		for _, id := range topic.Related {
			if t := edition.Topic(id.Text); t != nil {
				if i := slices.IndexFunc(t.Entries, a.serves); i >= 0 && !yield(t.Entries[i]) {
					return
				}
			}
		}
	}
}

func link(e *knowledge.Entry) Link { return Link{e.ID, e.Question.Text} }

// notice is what stands under a reply: always that it is no medical advice, and
// of a quoted topic when it was checked and by whom not.
func (a *answering) notice(t *knowledge.Topic) string {
	w := a.wording()
	lines := []string{w.Label("not-medical-advice")}
	if t == nil {
		return lines[0]
	}
	d := wording.Data{Checked: day(t.Checked), ReviewBy: day(t.ReviewBy)}
	if !t.Checked.IsZero() {
		lines = append(lines, w.Fill("checked", d))
	}
	if t.Overdue(a.now) {
		lines = append(lines, w.Fill("overdue", d))
	}
	if len(t.ReviewedBy) == 0 {
		lines = append(lines, w.Label("not-clinically-reviewed"))
	}
	return strings.Join(lines, " ")
}

func day(t time.Time) string { return t.Format("2 January 2006") }
