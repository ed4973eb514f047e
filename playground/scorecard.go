package playground

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
)

// Bounds of the scorecard. A page waits for it.
const (
	mostOwn     = 2000 // lines of the library that are asked
	mostChanges = 100  // changed answers that are told
	mostMisses  = 200
	longestRun  = 2 * time.Minute
	askedAtOnce = 2
)

// scoring is how far the scorecard is. One is made at a time.
type scoring struct {
	turn      sync.Mutex
	asked, of atomic.Int64
}

// A scorecard is how well the library answers its own lines, and a file of questions; and
// what has become of its answers since the playground was started.
type scorecard struct {
	Version string     `json:"version"`
	Lines   int        `json:"lines"` // of its own, of which some are asked
	Own     card       `json:"own"`
	Change  *change    `json:"change"` // null if it is the version from the start
	File    *questions `json:"file"`   // null without a file
}

// A card is a tally, and what follows from it.
type card struct {
	eval.Tally
	Precision float64 `json:"precision"`
}

func cardOf(t eval.Tally) card { return card{t, t.Precision()} }

// A change is how answers differ from those of the version from the start.
type change struct {
	Since   string            `json:"since"`
	Asked   int               `json:"asked"`
	Effects []effect          `json:"effects"` // how often each occurs, the worst first
	Changes []eval.Change     `json:"changes"`
	Left    int               `json:"left"` // of changes that are not told
	Notes   map[string]string `json:"notes"`
}

type effect struct {
	Effect eval.Effect `json:"effect"`
	Label  string      `json:"label"`
	Count  int         `json:"count"`
}

// questions is what came of a file of labelled questions.
type questions struct {
	Name string `json:"name"`
	card
	By     map[string]map[string]card `json:"by"`
	Curve  []eval.Threshold           `json:"curve"`
	Misses []eval.Miss                `json:"misses"`
	Left   int                        `json:"left"` // of misses that are not told
}

// progress is GET /api/scorecard: how far the one is that is being made.
func (p *Playground) progress(*http.Request) (any, error) {
	of := p.scoring.of.Load()
	return map[string]int64{"asked": min(p.scoring.asked.Load(), of), "of": of}, nil // some are asked twice
}

// score is POST /api/scorecard: it takes some seconds, and stops when the page hangs up.
func (p *Playground) score(r *http.Request) (any, error) {
	if !p.scoring.turn.TryLock() {
		return nil, refusal{"A scorecard is being made already."}
	}
	defer p.scoring.turn.Unlock()
	_, _ = io.Copy(io.Discard, r.Body) // hanging up is noticed only after the body
	ctx, cancel := context.WithTimeout(r.Context(), longestRun)
	defer cancel()
	card, err := p.makeScorecard(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, refusal{"That took too long. Close what else keeps this machine busy, and try again."}
	}
	return card, err
}

// makeScorecard asks the library as it is now, whatever is published meanwhile, and the one
// from the start.
func (p *Playground) makeScorecard(ctx context.Context) (out scorecard, err error) {
	now, start := hold(p.Options.Bot.Library), hold(p.start)
	defer now.Close()
	defer start.Close()
	if now.library == nil || start.library == nil {
		return out, refusal{"There is no library at the moment."}
	}
	all := eval.Own(start.library, now.library)
	lines := sample(all, mostOwn, func(q eval.Asked) bool { return edited(start.library, now.library, q) })
	out.Version, out.Lines = now.library.Version, len(all)
	changed := start.library.Version != now.library.Version
	p.scoring.begin(len(lines), changed, len(p.Questions))

	answers, err := eval.Ask(ctx, p.counting(now), lines, nil, askedAtOnce)
	if err != nil {
		return out, err
	}
	out.Own = cardOf(eval.Kept(lines, answers))
	if changed {
		before, err := eval.Ask(ctx, p.counting(start), lines, nil, askedAtOnce)
		if err != nil {
			return out, err
		}
		out.Change = p.changeOf(eval.Compare(lines, before, answers))
	}
	if len(p.Questions) > 0 {
		out.File = fileOf(p.QuestionsFile, eval.Questions(ctx, p.counting(now), p.Questions))
	}
	return out, ctx.Err()
}

// A held library stays as it is until it is closed.
type held struct {
	*live.Current
	library *knowledge.Library // nil if there is none any more
}

func hold(c *live.Current) held {
	h := c.Held()
	if h == nil {
		return held{&live.Current{}, nil}
	}
	s := h.Acquire()
	defer s.Release()
	return held{h, s.Library}
}

// begin sets the number of questions that are going to be asked.
func (s *scoring) begin(lines int, changed bool, questions int) {
	if changed {
		lines *= 2
	}
	s.asked.Store(0)
	s.of.Store(int64(lines + questions))
}

// counting is the bot's responder over a library, which counts what it is asked.
func (p *Playground) counting(library held) eval.Responder {
	return counter{p.Options.Bot.Responder.Over(library.Current), &p.scoring.asked}
}

type counter struct {
	eval.Responder
	asked *atomic.Int64
}

func (c counter) Respond(ctx context.Context, q responses.Question) responses.Reply {
	c.asked.Add(1)
	return c.Responder.Respond(ctx, q)
}

// sample is at most n of the questions, the same ones each time: all that matter, as far as
// there is room, and of the others every so many.
func sample(all []eval.Asked, n int, matters func(eval.Asked) bool) []eval.Asked {
	var first, rest []eval.Asked
	for _, q := range all {
		if matters(q) && len(first) < n {
			first = append(first, q)
		} else {
			rest = append(rest, q)
		}
	}
	room := min(n-len(first), len(rest))
	for i := range room {
		first = append(first, rest[i*len(rest)/room])
	}
	return first
}

// edited reports whether a question, or the text of the entry that it is written at, is
// another than it was.
func edited(old, now *knowledge.Library, q eval.Asked) bool {
	if q.Old != q.New {
		return true
	}
	text := func(l *knowledge.Library) (out []string) {
		if e := l.Edition(q.Locale); e != nil && e.Entry(q.New) != nil {
			for _, p := range e.Entry(q.New).Paragraphs {
				out = append(out, p.Text())
			}
		}
		return out
	}
	return old != now && !slices.Equal(text(old), text(now))
}

func (p *Playground) changeOf(d eval.Diff) *change {
	w := p.Options.Bot.Responder.Wording()
	c := &change{Since: d.Old, Asked: d.Asked, Effects: []effect{}, Changes: d.Changes, Notes: map[string]string{}}
	for _, e := range eval.Effects {
		c.Effects = append(c.Effects, effect{e, w.Label("library-diff-" + string(e)), d.Count(e)})
	}
	if c.Left = len(d.Changes) - mostChanges; c.Left > 0 {
		c.Changes = d.Changes[:mostChanges]
	}
	c.Left = max(0, c.Left)
	for _, ch := range c.Changes {
		if ch.Note != eval.NoNote {
			c.Notes[string(ch.Note)] = w.Label("library-diff-" + string(ch.Note))
		}
	}
	return c
}

func fileOf(name string, r eval.Report) *questions {
	q := &questions{Name: name, card: cardOf(r.Tally), By: map[string]map[string]card{}, Curve: r.Curve(), Misses: r.Misses, Left: max(0, len(r.Misses)-mostMisses)}
	q.Misses = append([]eval.Miss{}, r.Misses[:min(len(r.Misses), mostMisses)]...)
	for group, values := range r.By {
		q.By[group] = map[string]card{}
		for value, t := range values {
			q.By[group][value] = cardOf(t)
		}
	}
	return q
}
