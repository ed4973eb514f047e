package match

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/hebb-bot/hebb/knowledge"
)

// An Index is everything needed to match against one library. It is immutable
// and safe for concurrent use; Close it when no search runs any more.
type Index struct {
	editions []*edition
	library  *knowledge.Library
	closing  sync.Once
}

// A Query is a question to be matched.
type Query struct {
	Text    string
	Lang    string // BCP 47; "" is the fallback language
	About   string // the entry the conversation stands on, "" for none
	Limit   int    // most matches wanted; 0 means 5
	Explain bool   // fill in Match.Explanation
}

// A Match is an entry found for a question.
type Match struct {
	Entry       *knowledge.Entry
	Confidence  float64      // how sure that it is what the question is about, 0..1; see weights.go
	Explanation *Explanation // nil unless asked for
}

// Build indexes a library.
func Build(l *knowledge.Library) (*Index, error) {
	ix := &Index{library: l}
	for _, e := range l.Editions {
		ed, err := newEdition(e)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("index %s: %w", e.Lang, err), ix.Close())
		}
		ix.editions = append(ix.editions, ed)
	}
	return ix, nil
}

// Close frees the index. Only the first call does anything.
func (ix *Index) Close() error {
	var errs []error
	ix.closing.Do(func() {
		for _, ed := range ix.editions {
			errs = append(errs, ed.candidates.close())
		}
	})
	return errors.Join(errs...)
}

// edition is the index in the language nearest to lang.
func (ix *Index) edition(lang string) *edition {
	want := ix.library.Edition(lang)
	for _, ed := range ix.editions {
		if ed.from == want {
			return ed
		}
	}
	return nil
}

// Search returns the entries that may answer a question, best first. No match is
// an empty list; an error says that the index could not be searched.
func (ix *Index) Search(ctx context.Context, q Query) ([]Match, error) {
	ed := ix.edition(q.Lang)
	if ed == nil {
		return nil, nil
	}
	return ed.search(ctx, q)
}

// search matches a message as a whole, and if it is long the question in it by itself:
// a story drowns what is asked, and sometimes is what is asked. The surer is kept.
func (ed *edition) search(ctx context.Context, q Query) ([]Match, error) {
	whole, err := ed.match(ctx, q)
	asked := questionIn(q.Text)
	if err != nil || asked == "" {
		return whole, err
	}
	q.Text = asked
	alone, err := ed.match(ctx, q)
	if err == nil && len(alone) > 0 && (len(whole) == 0 || alone[0].Confidence > whole[0].Confidence) {
		return alone, nil
	}
	return whole, err
}

func (ed *edition) match(ctx context.Context, q Query) ([]Match, error) {
	qu := ed.read(q)
	defer ed.release(qu)
	if _, asked := ed.asked[qu.stems]; qu.content() == 0 && !asked {
		return nil, nil // "and then?" speaks of nothing
	}
	proposed, err := ed.propose(ctx, qu)
	if err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 5
	}
	return ed.rank(qu, proposed, limit, q.Explain), nil
}

// propose is the entries to be ranked: those that share words with a question, those
// that are asked in its manner, and the one that has it word for word. None, if the
// library knows no word of it.
func (ed *edition) propose(ctx context.Context, qu *question) ([]int, error) {
	if len(qu.terms) == 0 {
		return nil, nil
	}
	ed.prepare(qu)
	byWords, err := ed.candidates.propose(ctx, ed.lookup(qu), proposals)
	if err != nil {
		return nil, err
	}
	proposed := make([]int, 0, proposals+byClass+1)
	add := func(n int) {
		if !slices.Contains(proposed, n) {
			proposed = append(proposed, n)
		}
	}
	for _, p := range byWords {
		add(p.entry)
	}
	for _, p := range ed.byClass(qu) {
		add(p.entry)
	}
	if n, ok := ed.asked[qu.stems]; ok {
		add(n)
	}
	return proposed, nil
}
