package bot

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
)

// What is missing in the library, learnt from questions that it does not answer. A question
// is reduced to pairs of its words, which are counted under hashes until enough people have
// asked for them; see store/gaps.go. It happens after the reply, in a queue of its own that
// drops what it has no room for: no answer waits for it, and none is another because of it.
// Questions about a person's own case, at risk or under 18 are never among them.

// Gaps keeps what is missing. The real one is in package store.
type Gaps interface {
	// Missed counts gaps for somebody; who, and what words below a number of people, is
	// kept under hashes alone.
	Missed(ctx context.Context, at time.Time, asker string, gaps []store.Gap) error
	// Gaps is what enough people asked for, and since when that is counted.
	Gaps(ctx context.Context) ([]store.Shown, time.Time, error)
	// DropGap hides one of them.
	DropGap(ctx context.Context, id string) error
	// Tallies is the count of each reason that members gave, for each entry.
	Tallies(ctx context.Context) (map[string]map[store.Reason]int, error)
}

var _ Gaps = (*store.DB)(nil)

// Bounds of counting.
const (
	mostNoticed  = 256    // questions that wait to be counted
	noticedADay  = 20     // questions of one member that are
	mostNoticing = 10_000 // members whose questions are counted in a day
	hashLength   = 22     // characters of a mark
)

// What is noticed waits to be counted: a question of which nobody has taken the words yet, or
// gaps.
type noticed struct {
	place
	text, locale string
	gaps         []store.Gap
}

// gapCount is the queue, and how much each member added today, under marks that cannot be
// read and are forgotten the next day.
type gapCount struct {
	queue chan noticed

	mu    sync.Mutex
	day   time.Time
	today map[string]int
}

// allows counts a question for a member, and reports whether that is one of those that count.
func (c *gapCount) allows(mark string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if day := now.Truncate(24 * time.Hour); !day.Equal(c.day) || c.today == nil {
		c.day, c.today = day, map[string]int{}
	}
	if _, known := c.today[mark]; !known && len(c.today) >= mostNoticing {
		return false
	}
	c.today[mark]++
	return c.today[mark] <= noticedADay
}

// notice puts a question that was not answered into the queue. Where entries were offered
// instead, their buttons carry a hash of its words, so that what is picked can be counted for
// them and nothing of them is kept meanwhile.
func (b *Bot) notice(p place, q responses.Question, r responses.Reply, v view) view {
	if b.Gaps == nil || q.Theirs || r.Private || r.Minor || r.Err != nil || r.Category != triage.None || b.guild(p.guild).IsQuiet(p.channel) {
		return v
	}
	switch r.Kind {
	case responses.NoAnswer:
		b.enqueue(noticed{place: p, text: q.Text, locale: q.Locale})
	case responses.Choices:
		if g, ok := b.offered(q); ok {
			v.Components = withHash(v.Components, g.Key)
			b.enqueue(noticed{place: p, gaps: []store.Gap{g}})
		}
	}
	return v
}

// offered is the gap of a question for which entries are offered.
func (b *Bot) offered(q responses.Question) (store.Gap, bool) {
	terms := b.termsOf(q.Text, q.Locale)
	if len(terms) == 0 {
		return store.Gap{}, false
	}
	g := gapOf(store.Offered, terms)
	g.Key = b.seal.mark("gap " + g.Key)
	return g, true
}

// withHash puts a hash into the custom ids of buttons that lead to entries, where it fits.
func withHash(rows []discordgo.MessageComponent, hash string) []discordgo.MessageComponent {
	out := make([]discordgo.MessageComponent, len(rows))
	for n, r := range rows {
		out[n] = r
		row, ok := r.(discordgo.ActionsRow)
		if !ok {
			continue
		}
		row.Components = slices.Clone(row.Components)
		for m, c := range row.Components {
			button, ok := c.(discordgo.Button)
			entry, picks := strings.CutPrefix(button.CustomID, customID(pickEntry, ""))
			if id := customID(pickOffered, hash+":"+entry); ok && picks && len(id) <= maxCustomID {
				button.CustomID = id
				row.Components[m] = button
			}
		}
		out[n] = row
	}
	return out
}

// pressedOffered shows one of the entries that were offered for a question, and counts that
// it was picked for its words.
func (b *Bot) pressedOffered(_ context.Context, i interaction, value string) view {
	hash, entry, _ := strings.Cut(value, ":")
	reply := b.Responder.Entry(entry, b.question(i))
	if b.Gaps != nil && len(hash) == hashLength && reply.Provenance.Entry == entry {
		b.enqueue(noticed{place: i.place(), gaps: []store.Gap{{Kind: store.Picked, Key: hash, Entry: entry}}})
	}
	return b.answerAlone(i, reply)
}

func (b *Bot) enqueue(n noticed) {
	select {
	case b.gapCount.queue <- n:
	default: // what is missing often will come again
	}
}

// countGaps works the queue off until the bot stops.
func (b *Bot) countGaps() {
	if b.Gaps == nil {
		return
	}
	for {
		select {
		case <-b.ctx.Done():
			return
		case n := <-b.gapCount.queue:
			b.take("gap", func() { b.count(n) })
		}
	}
}

// count counts what was noticed.
func (b *Bot) count(n noticed) {
	asker := b.seal.mark("gap asker " + n.user)
	if n.gaps == nil {
		n.gaps = pairs(b.termsOf(n.text, n.locale))
		for i := range n.gaps {
			n.gaps[i].Key = b.seal.mark("gap " + n.gaps[i].Key)
		}
	}
	if len(n.gaps) == 0 || !b.gapCount.allows(asker, b.now()) {
		return
	}
	_ = b.useStore(writing, func(ctx context.Context) error { return b.Gaps.Missed(ctx, b.now(), asker, n.gaps) }) // told where it fails
}

// termsOf is what a question is about; nothing of one that is about a person.
func (b *Bot) termsOf(text, locale string) []match.Term {
	if v := b.Responder.Judge(text); v.Category != triage.None || v.SoftLine || v.Minor {
		return nil
	}
	s := b.Library.Acquire()
	if s == nil {
		return nil
	}
	defer s.Release()
	return s.Index.Terms(match.Query{Text: text, Lang: locale})
}

// pairs is what is counted of a question: each two of its terms, or its only one.
func pairs(terms []match.Term) (gaps []store.Gap) {
	for i, a := range terms {
		for _, b := range terms[i+1:] {
			gaps = append(gaps, gapOf(store.Missing, []match.Term{a, b}))
		}
	}
	if len(terms) == 1 {
		gaps = append(gaps, gapOf(store.Missing, terms))
	}
	return gaps
}

// gapOf is a gap of terms. The order in which they were asked does not matter.
func gapOf(kind store.GapKind, terms []match.Term) store.Gap {
	var stems, words []string
	for _, t := range terms {
		stems, words = append(stems, t.Stem), append(words, t.Word)
	}
	slices.Sort(stems)
	text := strings.Join(words, " ")
	return store.Gap{Kind: kind, Key: strings.Join(stems, " "), Words: text[:min(len(text), store.MaxID)]}
}
