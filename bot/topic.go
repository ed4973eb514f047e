package bot

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
)

// topic answers a topic's own command: an entry picked from autocomplete, a
// question in the member's own words, or without either the overview.
func (b *Bot) topic(ctx context.Context, i interaction) view {
	q := b.question(i)
	about := strings.TrimSpace(i.Options["about"])
	id := b.commandTopic(i.Command)
	switch {
	case id == "": // a command of a library that was replaced
		return b.show(b.Responder.Topic("", q)).private()
	case b.wantsSupport(about):
		return b.crisis(ctx, i)
	case about == "":
		return b.overview(b.Responder.Topic(id, q), func(r responses.Reply) view { return b.answerTo(i, r) })
	case entryID.MatchString(about): // picked from the suggestions
		return b.answerTo(i, b.Responder.Entry(about, q))
	}
	hidden := false
	b.withEdition(q.Locale, func(e *knowledge.Edition) {
		if t := e.Topic(id); t != nil {
			q.About = t.Entries[0].ID
			hidden = !slices.Contains(served(e, q), t)
		}
	})
	q.Text = about
	reply := b.respond(ctx, q)
	if hidden && reply.Category == triage.None && reply.Err == nil { // what other topics say was not asked for; safety stands before it
		reply = b.Responder.Topic(id, q)
	}
	return b.answerTo(i, reply)
}

var entryID = regexp.MustCompile(`^[a-z0-9-]+#[a-z0-9-]+$`)

// overview shows a topic's first entry with buttons for the others, and a menu if
// there are many.
func (b *Bot) overview(reply responses.Reply, show func(responses.Reply) view) view {
	links := reply.Related
	reply.Related = nil
	v := show(reply)
	v.Components = append(v.Components, rows(links)...)
	if len(links) > maxButtons {
		v.Components = append(v.Components, menu(customID(pickEntry, "menu"), b.Responder.Wording().Label("more-questions"), entryOptions(links)))
	}
	return v
}

// maxButtons is how many entries are buttons; the rest are in a menu.
const maxButtons = 5

func entryOptions(links []responses.Link) []discordgo.SelectMenuOption {
	var out []discordgo.SelectMenuOption
	for _, l := range links[:min(len(links), maxOptions)] {
		out = append(out, discordgo.SelectMenuOption{Label: clip(l.Title, 100), Value: l.Entry})
	}
	return out
}

func (b *Bot) topics(_ context.Context, i interaction) view {
	return b.topicsPage(b.question(i), 0, false)
}

// maxOptions is Discord's limit of options in a menu.
const maxOptions = 25

// topicsPage lists topics with a menu to pick one; in place of the page before if
// it was turned to.
func (b *Bot) topicsPage(q responses.Question, page int, inPlace bool) view {
	w := b.Responder.Wording()
	var lines []string
	var options []discordgo.SelectMenuOption
	pages := 1
	b.withEdition(q.Locale, func(e *knowledge.Edition) {
		topics := served(e, q)
		pages = max(1, (len(topics)+maxOptions-1)/maxOptions)
		page = min(max(page, 0), pages-1)
		for _, t := range topics[page*maxOptions : min(len(topics), (page+1)*maxOptions)] {
			lines = append(lines, "- **"+escape(t.Title.Text)+"**: "+escape(t.Summary.Text))
			options = append(options, discordgo.SelectMenuOption{Label: clip(t.Title.Text, 100), Value: t.ID, Description: clip(t.Summary.Text, 100)})
		}
	})
	embed := &discordgo.MessageEmbed{
		Title:       w.Label("topics"),
		Description: clip(w.Label("topics-intro")+"\n"+strings.Join(lines, "\n"), maxDescription),
		Footer:      &discordgo.MessageEmbedFooter{Text: w.Label("not-medical-advice")},
	}
	v := view{Payload: newPayload(embed), Private: true, group: "info", inPlace: inPlace}
	if len(options) > 0 {
		v.Components = append(v.Components, menu(customID(pickTopic, "menu"), w.Label("pick-topic"), options))
	}
	if pages > 1 {
		v.Components = append(v.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: w.Label("previous"), Style: discordgo.SecondaryButton, CustomID: customID(turnPage, strconv.Itoa(page-1)), Disabled: page == 0},
			discordgo.Button{Label: w.Label("next"), Style: discordgo.SecondaryButton, CustomID: customID(turnPage, strconv.Itoa(page+1)), Disabled: page == pages-1},
		}})
	}
	return v
}
