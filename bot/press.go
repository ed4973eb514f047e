package bot

import (
	"slices"
	"strconv"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// pressed answers a button or a menu, always to the presser alone: the channel has
// its answer already. What the custom id names is looked up anew; one that is
// stale or forged explains itself.
func (b *Bot) pressed(i interaction) view {
	q := responses.Question{Locale: i.Locale}
	kind, value, ok := parseCustomID(i.CustomID)
	if len(i.Values) > 0 {
		value = i.Values[0]
	}
	switch {
	case ok && kind == pickEntry:
		return b.show(b.Responder.Entry(value, q)).private()
	case ok && kind == pickTopic:
		return b.overview(b.Responder.Topic(value, q)).private()
	case ok && kind == turnPage:
		page, err := strconv.Atoi(value)
		if err == nil {
			return b.topicsPage(i.Locale, page, true)
		}
	case ok && kind == openFurther:
		return b.further(value, q).private()
	case ok && kind == pickCountry:
		q.Country = value
		v := b.show(b.Responder.Support(q)).private()
		v.inPlace = true
		return v
	case ok && kind == openSealed:
		if v, hashes, mine := b.seal.open(value, i.User); mine {
			return b.show(b.Responder.Private(v, b.entriesHashed(i.Locale, hashes), q)).private()
		}
		return b.show(b.Responder.Support(q)).private() // pressed by somebody else
	}
	return b.show(b.Responder.Entry("", q)).private()
}

// entriesHashed is the ids of the entries that hashes name, those that are there.
func (b *Bot) entriesHashed(locale string, hashes [2]uint32) []string {
	var ids []string
	b.withEdition(locale, func(e *knowledge.Edition) {
		all := e.Entries()
		for _, h := range hashes {
			if n := slices.IndexFunc(all, func(e *knowledge.Entry) bool { return h != 0 && entryHash(e.ID) == h }); n >= 0 {
				ids = append(ids, all[n].ID)
			}
		}
	})
	return ids
}
