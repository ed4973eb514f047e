package bot

import (
	"context"
	"slices"
	"strconv"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// presses is what each kind of custom id does. To add a kind, name it in customid.go,
// write its handler beside what shows the button, and add a row here.
var presses map[string]func(b *Bot, ctx context.Context, i interaction, value string) view

func init() { // a variable would refer to itself through its handlers
	presses = map[string]func(*Bot, context.Context, interaction, string) view{
		pickEntry:   (*Bot).pressedEntry,
		pickTopic:   (*Bot).pressedTopic,
		pickOffered: (*Bot).pressedOffered,
		turnPage:    (*Bot).pressedPage,
		openFurther: (*Bot).pressedFurther,
		pickCountry: (*Bot).pressedCountry,
		openSealed:  (*Bot).pressedSealed,

		openMore:     (*Bot).pressedMore,
		openSources:  (*Bot).pressedSources,
		shareEntry:   (*Bot).pressedShare,
		sayHelped:    (*Bot).pressedHelped,
		sayNotHelped: (*Bot).pressedNotHelped,
		sayReason:    (*Bot).pressedReason,
		deleteAnswer: (*Bot).pressedDelete,
		pickSetting:  (*Bot).pressedSetting,
		askCheckIn:   (*Bot).pressedCheckIn,
		onLibrary:    (*Bot).pressedLibrary,
	}
}

// pressed answers a button, a menu or a form, always to the presser alone unless its
// handler says otherwise: the channel has its answer already. What the custom id names
// is looked up anew, and what the presser may is checked anew; an id that is stale or
// forged explains itself.
func (b *Bot) pressed(ctx context.Context, i interaction) view {
	kind, value, ok := parseCustomID(i.CustomID)
	if len(i.Values) > 0 {
		value = i.Values[0]
	}
	if press := presses[kind]; ok && press != nil {
		v := press(b, ctx, i, value)
		v.inPlace = v.inPlace && i.Private // what others read is not taken from them
		return v
	}
	return b.stale(i)
}

// stale says that a button no longer does anything.
func (b *Bot) stale(i interaction) view {
	return b.show(b.Responder.Entry("", b.question(i))).private()
}

func (b *Bot) pressedEntry(_ context.Context, i interaction, entry string) view {
	return b.answerAlone(i, b.Responder.Entry(entry, b.question(i)))
}

func (b *Bot) pressedTopic(_ context.Context, i interaction, topic string) view {
	return b.overview(b.Responder.Topic(topic, b.question(i)), func(r responses.Reply) view { return b.answerAlone(i, r) })
}

func (b *Bot) pressedPage(_ context.Context, i interaction, page string) view {
	n, err := strconv.Atoi(page)
	if err != nil {
		return b.stale(i)
	}
	return b.topicsPage(b.question(i), n, true)
}

func (b *Bot) pressedFurther(_ context.Context, i interaction, value string) view {
	return b.further(value, b.question(i)).private()
}

func (b *Bot) pressedCountry(_ context.Context, i interaction, country string) view {
	q := b.question(i)
	q.Country = country
	v := b.show(b.Responder.Support(q)).private()
	v.inPlace = true
	return v
}

func (b *Bot) pressedSealed(_ context.Context, i interaction, sealed string) view {
	q := b.question(i)
	if v, hashes, mine := b.seal.open(sealed, i.User); mine {
		return b.answerAlone(i, b.Responder.Private(v, b.entriesHashed(q, hashes), q))
	}
	return b.show(b.Responder.Support(q)).private() // pressed by somebody else
}

// entriesHashed is the ids of the entries that hashes name, those that are there.
func (b *Bot) entriesHashed(q responses.Question, hashes [2]uint32) []string {
	var ids []string
	b.withEdition(q.Locale, func(e *knowledge.Edition) {
		all := e.Entries()
		for _, h := range hashes {
			if n := slices.IndexFunc(all, func(e *knowledge.Entry) bool { return h != 0 && entryHash(e.ID) == h }); n >= 0 {
				ids = append(ids, all[n].ID)
			}
		}
	})
	return ids
}
