package match

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/hebb-bot/hebb/knowledge"
)

// Checks are the names of what Check reports, each a warning.
var Checks = []string{"leads-elsewhere", "near-duplicate"}

// Check finds the phrasings that do not find their own entry, and those that say
// the same as one of another entry. What is told is of each language's own folder.
func (ix *Index) Check(ctx context.Context) (knowledge.Diagnostics, error) {
	var found knowledge.Diagnostics
	for _, ed := range ix.editions {
		found = append(found, ed.nearDuplicates()...)
		elsewhere, err := ed.leadElsewhere(ctx)
		if err != nil {
			return nil, err
		}
		found = append(found, elsewhere...)
	}
	return found, nil
}

// ownOf is how an entry is asked for, if it stands in its own language's folder.
func (ed *edition) ownOf(e *knowledge.Entry) []knowledge.Phrase {
	if !strings.HasPrefix(e.Pos.File, ed.from.Lang+"/") {
		return nil
	}
	return append([]knowledge.Phrase{e.Question}, e.AlsoAsked...)
}

// nearDuplicates finds phrasings of two entries that differ in stop words, word
// forms, typing errors or order only.
func (ed *edition) nearDuplicates() knowledge.Diagnostics {
	type asked struct {
		entry *knowledge.Entry
		at    knowledge.Position
	}
	first := map[string]asked{}
	var found knowledge.Diagnostics
	for i := range ed.entries {
		e := ed.entries[i].entry
		for _, q := range ed.ownOf(e) {
			sign := ed.signature(q.Text)
			if sign == "" {
				continue
			}
			have, taken := first[sign]
			if !taken {
				first[sign] = asked{e, q.Pos}
			} else if have.entry != e {
				found = append(found, warn(q, "near-duplicate", fmt.Sprintf("%q says the same as a line of %q (%s)", q.Text, have.entry.ID, have.at)))
			}
		}
	}
	return found
}

// minSignature is how many words two phrasings must share to be the same.
const minSignature = 3

// signature is what two phrasings that say the same have in common: the stems of
// their words but for stop words, in one order.
func (ed *edition) signature(text string) string {
	var stems []string
	for _, w := range ed.mend(ed.lexicon.words(text)) {
		if !w.stop {
			stems = append(stems, w.stem)
		}
	}
	slices.Sort(stems)
	stems = slices.Compact(stems)
	if len(stems) < minSignature {
		return "" // "what is CBT" and "what do you do in CBT" differ in what is left out
	}
	return strings.Join(stems, " ")
}

// leadElsewhere asks every phrasing and tells those that another entry answers
// better.
func (ed *edition) leadElsewhere(ctx context.Context) (knowledge.Diagnostics, error) {
	found := make([]knowledge.Diagnostics, len(ed.entries))
	asking, ctx := errgroup.WithContext(ctx) // twenty thousand questions take a core some twenty seconds
	asking.SetLimit(runtime.GOMAXPROCS(0))
	for i := range ed.entries {
		asking.Go(func() (err error) {
			found[i], err = ed.leadFrom(ctx, ed.entries[i].entry)
			return err
		})
	}
	err := asking.Wait()
	return slices.Concat(found...), err
}

// leadFrom is leadElsewhere for the phrasings of one entry.
func (ed *edition) leadFrom(ctx context.Context, e *knowledge.Entry) (found knowledge.Diagnostics, err error) {
	for _, q := range ed.ownOf(e) {
		ms, err := ed.search(ctx, Query{Text: q.Text, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(ms) == 0 {
			found = append(found, warn(q, "leads-elsewhere", fmt.Sprintf("%q finds nothing", q.Text)))
		} else if other := ms[0].Entry; other != e {
			found = append(found, warn(q, "leads-elsewhere", fmt.Sprintf("%q finds %q, not this entry: put it there, or say it in other words", q.Text, other.ID)))
		}
	}
	return found, nil
}

// warn makes a diagnostic of a phrasing.
func warn(q knowledge.Phrase, check, message string) knowledge.Diagnostic {
	pos := q.Pos
	return knowledge.Diagnostic{Position: pos, Severity: knowledge.Warning, Check: check, Message: message, Source: strings.Repeat(" ", max(0, pos.Col-1)) + q.Text}
}
