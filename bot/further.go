package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// furtherRow is the buttons below a crisis reply. Each opens more for the presser alone;
// the reply itself is never behind one. A button knows the country that the reply was
// for, and nothing else.
func (b *Bot) furtherRow(reply responses.Reply) discordgo.MessageComponent {
	w := b.Responder.Wording()
	var buttons []discordgo.MessageComponent
	for _, f := range responses.Furthers() {
		buttons = append(buttons, discordgo.Button{
			Label: clip(w.Label("further-"+string(f)), maxLabel), Style: discordgo.SecondaryButton,
			CustomID: customID(openFurther, string(f)+":"+countryOf(reply)),
		})
	}
	return discordgo.ActionsRow{Components: buttons}
}

// countryOf is the code of the country whose lines a reply lists, "" for none.
func countryOf(reply responses.Reply) string {
	for _, h := range reply.Helplines {
		if h.Country != "" {
			return h.Country
		}
	}
	return ""
}

// further answers one of the buttons; value is what it is for and the country.
func (b *Bot) further(value string, q responses.Question) view {
	name, country, _ := strings.Cut(value, ":")
	q.Country = country
	f := responses.Further(name)
	v := b.show(b.Responder.Further(f, q))
	if f == responses.Countries {
		v.Components = countryMenus(b.Responder.Countries(), func(n int) string { return customID(pickCountry, fmt.Sprint(n)) })
	}
	return v
}

// countryMenus is countries to pick from, in as many menus as they need; id is the custom
// id of each.
func countryMenus(countries []*knowledge.Country, id func(n int) string) []discordgo.MessageComponent {
	var out []discordgo.MessageComponent
	for part := range slices.Chunk(countries, maxOptions) {
		if len(out) == maxRows {
			break
		}
		var options []discordgo.SelectMenuOption
		for _, c := range part {
			options = append(options, discordgo.SelectMenuOption{Label: clip(c.Name, 100), Value: c.Code})
		}
		out = append(out, menu(id(len(out)), options[0].Label+" – "+options[len(options)-1].Label, options))
	}
	return out
}

// maxRows is Discord's limit of rows of buttons and menus below a message.
const maxRows = 5

// crisis is the support screen, for the country that is given.
func (b *Bot) crisis(_ context.Context, i interaction) view {
	q := b.question(i)
	if country := i.Options["country"]; country != "" {
		q.Country = country
	}
	return b.show(b.Responder.Support(q)).private()
}

// countrySuggestions is the countries whose name or code begins with what was typed, and
// then those that hold it.
func countrySuggestions(all []*knowledge.Country, typed string) []choice {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var first, rest []choice
	for _, c := range all {
		name := strings.ToLower(c.Name)
		switch {
		case strings.HasPrefix(name, typed), strings.EqualFold(c.Code, typed):
			first = append(first, choice{clip(c.Name, 100), c.Code})
		case strings.Contains(name, typed):
			rest = append(rest, choice{clip(c.Name, 100), c.Code})
		}
	}
	return append(first, rest...)
}
