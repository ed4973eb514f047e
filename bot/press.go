package bot

import (
	"strconv"

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
			return b.topicsPage(i.Locale, page)
		}
	case ok && kind == openSealed:
		if v, mine := b.seal.open(value, i.User); mine {
			return b.show(b.Responder.Crisis(v, q)).private()
		}
		return b.show(b.Responder.Support(q)).private() // pressed by somebody else
	}
	return b.show(b.Responder.Entry("", q)).private()
}
