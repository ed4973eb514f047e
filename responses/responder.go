package responses

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/glossary"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/responses/wording"
)

// searchTime bounds a search. A reply that cannot be found in this time is not
// worth waiting for: members then get an honest fallback.
const searchTime = 500 * time.Millisecond

// Options make a Responder.
type Options struct {
	Library   *live.Current
	Helplines *knowledge.Helplines // used where the library has none, and when it is gone
	Country   string               // for questions that name none, "" if unknown
	Build     string               // the program's version, for provenance
	Now       func() time.Time     // the clock; nil means time.Now
}

// A Responder answers questions. It is safe for concurrent use.
type Responder struct {
	opts   Options
	triage *triage.Classifier
	words  *wording.Wording

	withdrawing sync.Mutex
	withdrawnBy map[Withdrawer][]string
	withdrawn   atomic.Pointer[[]string] // ids of helplines that are not shown, by whomever
	reachable   atomic.Pointer[reachable]
}

// New makes a Responder. It fails if the safety data are not fit for use.
func New(opts Options) (*Responder, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Helplines == nil || len(opts.Helplines.Directories) == 0 {
		return nil, errors.New("start responder: no helplines to show in a crisis")
	}
	classifier, err := triage.New()
	if err != nil {
		return nil, fmt.Errorf("start responder: load triage: %w", err)
	}
	words, err := wording.Load(knowledge.Fallback)
	if err != nil {
		return nil, fmt.Errorf("start responder: load wording: %w", err)
	}
	return &Responder{opts: opts, triage: classifier, words: words, withdrawnBy: map[Withdrawer][]string{}}, nil
}

// Wording is the sentences of the bot's own, for those who show a reply.
func (r *Responder) Wording() *wording.Wording { return r.words }

// Over is the same responder over another library: what it would say if that were served.
func (r *Responder) Over(library *live.Current) *Responder {
	r.withdrawing.Lock()
	defer r.withdrawing.Unlock()
	over := &Responder{opts: r.opts, triage: r.triage, words: r.words, withdrawnBy: maps.Clone(r.withdrawnBy)}
	over.opts.Library = library
	over.withdrawn.Store(r.withdrawn.Load())
	return over
}

// Judge says what a text needs, without answering it.
//
// Danger is told by the text as it stands, in any language. What is calm in another
// language is told apart by its reading in English, which triage knows far better; that may
// not raise an alarm, since word by word "how to live" and "not to live" are near.
func (r *Responder) Judge(text string) triage.Verdict {
	v := r.triage.Classify(text)
	if v.Category.Risk() || v.Category == triage.MinorDisclosure || v.Category == triage.EducationalSensitive {
		return v
	}
	reading := glossary.Read(text)
	if reading.Language == "" {
		return v
	}
	if inEnglish := r.triage.Classify(reading.English); !inEnglish.Category.Risk() {
		v.Category, v.Confidence, v.Reasons = inEnglish.Category, inEnglish.Confidence, inEnglish.Reasons
	}
	return v
}

// Respond answers a question. It is total: it always returns something safe to
// say, and tells the operator in Reply.Err what went wrong.
func (r *Responder) Respond(ctx context.Context, q Question) (reply Reply) {
	a, release := r.begin(q)
	defer release()
	defer func() { reply.Named = a.reach.named(reply) }()
	defer a.rescue(&reply)
	return a.answer(ctx)
}

// begin takes hold of what a reply is made from; release lets go of it.
func (r *Responder) begin(q Question) (a *answering, release func()) {
	a = &answering{Responder: r, q: q, now: r.opts.Now(), helplines: r.opts.Helplines}
	if q.Country == "" {
		a.q.Country = r.opts.Country
	}
	s := r.opts.Library.Acquire()
	release = func() {}
	if s != nil {
		a.snapshot, release = s, s.Release
		a.helplines = r.helplinesOf(s)
	}
	a.helplines = r.left(a.helplines)
	return a, release
}

// rescue turns a panic into the fallback reply. The panic's own text may hold
// words of the question: it is not kept.
func (a *answering) rescue(reply *Reply) {
	if p := recover(); p != nil {
		*reply = a.fallback(errors.New("respond: panic"))
	}
}

// answering is the making of one reply.
type answering struct {
	*Responder
	q         Question
	now       time.Time
	snapshot  *live.Snapshot // nil when the library is gone
	helplines *knowledge.Helplines
	verdict   triage.Verdict
	reach     reach
	matches   []match.Match // best first; nil if nothing was searched
	looked    []match.Match // all that was found, served or not; for Explain
}

// kinds is what a category's reply is, before the search has its say.
var kinds = map[triage.Category]Kind{
	triage.EmergencyMedical: Crisis, triage.MethodSeeking: Crisis, triage.CrisisSelf: Crisis, triage.CrisisOther: Crisis, triage.AbuseViolence: Crisis,
	triage.AdviceMedication: Boundary, triage.AdviceDiagnosis: Boundary, triage.AdviceTreatmentChoice: Boundary,
	triage.EducationalSensitive: Sensitive,
	triage.JailbreakInsult:      OutOfScope, triage.OutOfScope: OutOfScope,
	triage.MinorDisclosure: Answer, triage.None: Answer,
}

// private is the categories that the safety policy answers in private.
var private = map[triage.Category]bool{
	triage.EmergencyMedical: true, triage.MethodSeeking: true, triage.CrisisSelf: true, triage.CrisisOther: true, triage.AbuseViolence: true,
	triage.AdviceMedication: true, triage.AdviceDiagnosis: true, triage.AdviceTreatmentChoice: true, triage.MinorDisclosure: true,
}

func (a *answering) answer(ctx context.Context) Reply {
	a.verdict = a.Judge(a.q.Text)
	if a.q.Theirs {
		a.verdict = ofAnother(a.verdict)
	}
	a.reach = reachFor(a.helplines, a.q.Country, a.verdict, a.now)
	reply := a.judged(ctx)
	if a.verdict.SoftLine && reply.Kind != Crisis {
		_, line := a.wording().Reply("soft-line", a.data())
		reply.Notice = joinNotice(reply.Notice, line)
	}
	return reply
}

// ofAnother is what somebody needs who asks about another person's words: section 6 of
// the policy. Nothing is said to their writer.
func ofAnother(v triage.Verdict) triage.Verdict {
	v.Minor, v.SoftLine, v.Remark = false, false, false
	switch {
	case v.Category.Risk():
		v.Category = triage.CrisisOther
	case v.Category == triage.MinorDisclosure:
		v.Category = triage.None
	}
	return v
}

// judged is the reply that the verdict and the search lead to.
func (a *answering) judged(ctx context.Context) Reply {
	switch kind := kinds[a.verdict.Category]; kind {
	case Crisis:
		return a.crisis()
	case OutOfScope:
		if a.verdict.Category == triage.OutOfScope && !a.verdict.SoftLine && a.answers(ctx) {
			a.verdict.Category = triage.None
			return a.found(Answer)
		}
		return a.fixed(OutOfScope, string(a.verdict.Category))
	default:
		if a.wording().IsGreeting(a.q.Text) {
			return a.help()
		}
		if err := a.search(ctx); err != nil {
			return a.fallback(err)
		}
		if kind == Boundary {
			return a.boundary()
		}
		return a.found(kind)
	}
}

// answers reports whether the library answers what triage takes for something else: it
// knows its own questions best. A figure of speech is no question.
func (a *answering) answers(ctx context.Context) bool {
	if err := a.search(ctx); err == nil {
		if verdict, _ := match.Judge(a.matches); verdict == match.Answer {
			return true
		}
	}
	a.matches = nil
	return false
}

func (a *answering) wording() *wording.Wording { return a.words }

// base is a reply with what every reply has.
func (a *answering) base(kind Kind) Reply {
	reply := Reply{Question: a.q.Text, Kind: kind, Category: a.verdict.Category, Private: private[a.verdict.Category] || kind == Crisis, Minor: a.verdict.Minor, Language: a.verdict.Language, Directory: a.reach.directory}
	reply.Provenance.Build = a.opts.Build
	if a.verdict.Category != triage.JailbreakInsult { // the policy wants one calm line, nothing else
		reply.Notice = a.notice(nil)
	}
	if a.snapshot != nil {
		reply.Provenance.Library = a.snapshot.Library.Version
	}
	for _, m := range a.matches[:min(len(a.matches), maxCandidates)] {
		reply.Candidates = append(reply.Candidates, Candidate{m.Entry.ID, m.Entry.Topic.ID, m.Confidence})
	}
	if len(a.matches) > 0 {
		reply.Confidence = a.matches[0].Confidence
	}
	if a.q.Explain {
		reply.Explanation = a.explanation()
	}
	return reply
}

// say fills in one of the fixed texts.
func (a *answering) say(reply *Reply, name string) {
	reply.Title, reply.Lead = a.wording().Reply(name, a.data())
}

func (a *answering) data() wording.Data {
	d := wording.Data{Emergency: a.reach.emergency, Directory: a.reach.directory, Poison: a.reach.poison, Minor: a.verdict.Minor}
	if d.Emergency == "" {
		d.Emergency = a.wording().Label("emergency-unknown")
	}
	for _, m := range a.matches {
		if title := m.Entry.Topic.Title.Text; !slices.Contains(d.Topics, title) && len(d.Topics) < 3 {
			d.Topics = append(d.Topics, title)
		}
	}
	return d
}

// fixed is a reply of nothing but a fixed text.
func (a *answering) fixed(kind Kind, text string) Reply {
	reply := a.base(kind)
	a.say(&reply, text)
	return reply
}

// help says what Hebb is and how to ask.
func (a *answering) help() Reply {
	reply := a.fixed(Help, "help")
	a.support(&reply)
	return reply
}

// crisis is a reply to somebody in danger: nothing of the library, and whom to
// turn to.
func (a *answering) crisis() Reply { return a.crisisAs(string(a.verdict.Category)) }

func (a *answering) crisisAs(text string) Reply {
	reply := a.fixed(Crisis, text)
	abroad := a.wording().Abroad(a.verdict.Language)
	line := abroad.Help
	if a.verdict.Category == triage.EmergencyMedical {
		line = abroad.Danger
	}
	if line != "" {
		if a.reach.directory != "" {
			line += "\n" + a.reach.directory
		}
		reply.Lead = line + "\n\n" + reply.Lead
	}
	reply.Helplines = a.reach.lines
	reply.Notice = joinNotice(a.wording().Label("lines-can-be-busy"), reply.Notice)
	return reply
}

// fallback is what is said when answering failed: section 1.7 of the policy.
func (a *answering) fallback(err error) Reply {
	a.matches = nil
	if a.reach.directory == "" {
		a.reach = reachFor(a.helplines, a.q.Country, a.verdict, a.now)
	}
	reply := a.fixed(NoAnswer, "fallback")
	reply.Category, reply.Notice = triage.None, "" // the policy fixes every word
	reply.Helplines = a.reach.lines
	reply.Err = err
	return reply
}

// search finds the entries that may answer, of those that are served.
func (a *answering) search(ctx context.Context) error {
	if a.snapshot == nil {
		return errors.New("respond: no library")
	}
	ctx, cancel := context.WithTimeout(ctx, searchTime)
	defer cancel()
	ms, err := a.snapshot.Index.Search(ctx, match.Query{Text: a.q.Text, Lang: a.q.Locale, About: a.q.About, Limit: searched, Explain: a.q.Explain})
	if err != nil {
		return fmt.Errorf("respond: %w", err)
	}
	if a.q.Explain {
		a.looked = slices.Clone(ms)
	}
	a.matches = slices.DeleteFunc(ms, func(m match.Match) bool { return !a.serves(m.Entry) })
	return nil
}

// searched is how many matches a reply is chosen from, maxCandidates how many of
// them it names.
const (
	searched      = 10
	maxCandidates = 5
)
