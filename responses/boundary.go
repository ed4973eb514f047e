package responses

import (
	"slices"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses/triage"
)

// general is the side of a topic that a question about one's own case is answered
// with in general, by the ids that entries share across topics. A topic without
// it gives its overview.
var general = map[triage.Category]string{
	triage.AdviceDiagnosis:       "diagnosis",
	triage.AdviceTreatmentChoice: "evidence",
}

// maxGeneral is how many topics a boundary reply leads to: the policy's "up to two
// library articles".
const maxGeneral = 2

// boundary is a reply to somebody who asks for advice on their own case: what the
// library holds on the subject in general, and how to reach a professional.
func (a *answering) boundary() Reply {
	var entries []*knowledge.Entry
	add := func(e *knowledge.Entry) {
		if !slices.Contains(entries, e) {
			entries = append(entries, e)
		}
	}
	if verdict, ms := match.Judge(a.matches); verdict == match.Answer && a.verdict.Category == triage.AdviceTreatmentChoice {
		add(ms[0].Entry) // often the comparison that is asked for
	}
	topics := a.nearTopics()
	for _, t := range topics {
		add(a.side(t, general[a.verdict.Category]))
	}
	for _, t := range topics {
		add(a.entriesOf(t)[0])
	}
	return a.boundaryWith(entries[:min(len(entries), maxGeneral+1)])
}

// boundaryWith quotes the first entry's short answer and leads to the others. On
// a medicine it quotes nothing: next to "can I…" any sentence reads as a verdict.
func (a *answering) boundaryWith(entries []*knowledge.Entry) Reply {
	reply := a.base(Boundary)
	if len(entries) > 0 && a.verdict.Category != triage.AdviceMedication {
		reply = a.quoted(Boundary, entries[0], []int{0})
		entries = entries[1:]
	}
	reply.Related = nil
	for _, e := range entries[:min(len(entries), maxGeneral)] {
		reply.Related = append(reply.Related, link(e))
	}
	a.say(&reply, string(a.verdict.Category))
	a.support(&reply)
	return reply
}

// nearTopics is the topics of the near matches, best first.
func (a *answering) nearTopics() []*knowledge.Topic {
	var out []*knowledge.Topic
	for _, m := range a.matches {
		if t := m.Entry.Topic; m.Near() && !slices.Contains(out, t) && len(out) < maxGeneral {
			out = append(out, t)
		}
	}
	return out
}

// side is a topic's entry of an id, or its overview.
func (a *answering) side(t *knowledge.Topic, id string) *knowledge.Entry {
	entries := a.entriesOf(t)
	for _, e := range entries {
		if e.ID == t.ID+"#"+id {
			return e
		}
	}
	return entries[0]
}
