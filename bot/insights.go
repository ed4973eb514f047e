package bot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
)

// Insights is what the moderators of the library see of it: what is missing, what members
// think of it, what is due. Nothing in it is of one person.
type Insights struct {
	Askers    int        `json:"askers"` // how many different people it takes for something to be shown
	Since     time.Time  `json:"since"`  // when counting began; zero if nothing was counted yet
	Until     time.Time  `json:"until"`  // when all that was counted is destroyed
	Missing   []Missing  `json:"missing"`
	Phrasings []Phrasing `json:"phrasings"`
	Feedback  []Feedback `json:"feedback"`
	Due       []Due      `json:"due"`
	Topics    int        `json:"topics"`
	Reviewed  int        `json:"reviewed"` // topics that a clinician answers for
	Helplines struct {
		Days    int `json:"days"`    // since they were checked
		Recheck int `json:"recheck"` // after how many they must be
	} `json:"helplines"`
}

// Missing is something that people ask for and the library does not answer.
type Missing struct {
	Word   string   `json:"word"`
	With   []string `json:"with"`   // words that were asked together with it, the most frequent first
	Askers int      `json:"askers"` // at least so many: 5, 10, 20 …
	Near   string   `json:"near"`   // the topic that is nearest, "" for none
}

// A Phrasing is how people ask for an entry that was not sure enough to be shown at once.
type Phrasing struct {
	ID     string `json:"id"`
	Words  string `json:"words"`
	Entry  string `json:"entry"`
	Askers int    `json:"askers"` // at least so many
}

// Feedback is what members said of an entry.
type Feedback struct {
	Entry  string               `json:"entry"`
	Counts map[store.Reason]int `json:"counts"`
}

// A Due topic was to be reviewed, or soon is.
type Due struct {
	Topic    string    `json:"topic"`
	ReviewBy time.Time `json:"review_by"`
	State    DueState  `json:"state"`
}

// A DueState is how late it is.
type DueState string

// The states.
const (
	DueSoon    DueState = "soon"    // within sixty days
	DueNow     DueState = "overdue" // replies say so
	DueExpired DueState = "expired" // it is no longer served
	DueUndated DueState = "undated" // nobody has said when
)

const (
	mostNear = 50 // of what is missing, for which the nearest topic is looked for
	dueSoon  = 60 * 24 * time.Hour
	leastSay = 5 // votes before an entry is listed, unless somebody finds it unsafe
)

// Insights looks at what is known now.
func (b *Bot) Insights(ctx context.Context) (Insights, error) {
	in := Insights{Askers: store.GapAskers, Missing: []Missing{}, Phrasings: []Phrasing{}, Feedback: []Feedback{}, Due: []Due{}}
	if b.Gaps != nil {
		var shown []store.Shown
		var since time.Time
		var tallies map[string]map[store.Reason]int
		err := b.useStore(reading, func(ctx context.Context) (err error) {
			if shown, since, err = b.Gaps.Gaps(ctx); err == nil {
				tallies, err = b.Gaps.Tallies(ctx)
			}
			return err
		})
		if err != nil {
			return in, err
		}
		if !since.IsZero() {
			in.Since, in.Until = since, since.Add(store.GapWindow)
		}
		in.Missing, in.Phrasings = missing(shown), phrasings(shown)
		in.Feedback = feedback(tallies)
	}
	s := b.Library.Acquire()
	if s == nil {
		return in, nil
	}
	defer s.Release()
	for n, m := range in.Missing[:min(len(in.Missing), mostNear)] {
		in.Missing[n].Near = nearest(ctx, s.Index, m)
	}
	in.look(s.Library, b.now())
	return in, nil
}

// missing groups pairs of words by the word that most people used.
func missing(shown []store.Shown) []Missing {
	type pair struct {
		words  []string
		askers int
	}
	var left []pair
	for _, s := range shown {
		if s.Entry == "" {
			left = append(left, pair{strings.Fields(s.Words), s.Askers})
		}
	}
	out := []Missing{}
	for len(left) > 0 {
		weight := map[string]int{}
		for _, p := range left {
			for _, w := range p.words {
				weight[w] += p.askers
			}
		}
		hub := slices.SortedFunc(maps.Keys(weight), func(a, b string) int {
			return cmp.Or(weight[b]-weight[a], strings.Compare(a, b))
		})[0]
		m := Missing{Word: hub, With: []string{}}
		rest := left[:0]
		for _, p := range left { // the most frequent come first
			if !slices.Contains(p.words, hub) {
				rest = append(rest, p)
				continue
			}
			m.Askers = max(m.Askers, band(p.askers))
			for _, w := range p.words {
				if w != hub {
					m.With = append(m.With, w)
				}
			}
		}
		left, out = rest, append(out, m)
	}
	return out
}

// band is a number that tells less: at least so many.
func band(n int) int {
	last := store.GapAskers
	for _, b := range []int{10, 20, 50, 100, 200, 500, 1000} {
		if n >= b {
			last = b
		}
	}
	return last
}

func phrasings(shown []store.Shown) []Phrasing {
	out := []Phrasing{}
	for _, s := range shown {
		if s.Entry != "" {
			out = append(out, Phrasing{s.ID, s.Words, s.Entry, band(s.Askers)})
		}
	}
	return out
}

// feedback is the entries with enough to say of, the worst first.
func feedback(tallies map[string]map[store.Reason]int) []Feedback {
	bad := func(c map[store.Reason]int) int {
		return 10*c[store.Unsafe] + 3*c[store.Wrong] + 2*c[store.Outdated] + c[store.Unclear] + c[store.NotHelped] - c[store.Helped]
	}
	out := []Feedback{}
	for entry, counts := range tallies {
		if counts[store.Unsafe] > 0 || counts[store.Helped]+counts[store.NotHelped] >= leastSay {
			out = append(out, Feedback{entry, counts})
		}
	}
	slices.SortFunc(out, func(a, b Feedback) int {
		return cmp.Or(bad(b.Counts)-bad(a.Counts), strings.Compare(a.Entry, b.Entry))
	})
	return out
}

// nearest is the topic that comes nearest to what is missing, "" if none does.
func nearest(ctx context.Context, index *match.Index, m Missing) string {
	found, err := index.Search(ctx, match.Query{Text: m.Word + " " + strings.Join(m.With, " "), Limit: 1})
	if err != nil || len(found) == 0 {
		return ""
	}
	return found[0].Entry.Topic.ID
}

// look takes down what is due in the library.
func (in *Insights) look(l *knowledge.Library, now time.Time) {
	in.Helplines.Days, in.Helplines.Recheck = l.Helplines.Age(now), l.Helplines.RecheckDays
	e := l.Edition("")
	if e == nil {
		return
	}
	in.Topics = len(e.Topics)
	for _, t := range e.Topics {
		if len(t.ReviewedBy) > 0 {
			in.Reviewed++
		}
		var state DueState
		switch {
		case t.ReviewBy.IsZero():
			state = DueUndated
		case t.Expired(now):
			state = DueExpired
		case t.Overdue(now):
			state = DueNow
		case t.Overdue(now.Add(dueSoon)):
			state = DueSoon
		default:
			continue
		}
		in.Due = append(in.Due, Due{t.ID, t.ReviewBy, state})
	}
	slices.SortFunc(in.Due, func(a, b Due) int { return cmp.Or(a.ReviewBy.Compare(b.ReviewBy), strings.Compare(a.Topic, b.Topic)) })
}

// String is a line of what is missing: "ketamine: nasal, spray (10+)".
func (m Missing) String() string {
	text := m.Word
	if len(m.With) > 0 {
		text += ": " + strings.Join(m.With, ", ")
	}
	return fmt.Sprintf("%s (%d+)", text, m.Askers)
}
