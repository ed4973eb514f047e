package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// Pages of the panel on what is switched off: topics, and from a topic its questions.

// listed is a part of the library as a menu shows it, by id.
type listed struct{ id, title string }

// topicList is every topic that is served somewhere.
func (p *panel) topicList() (out []listed) {
	p.withEdition(p.in.Locale, func(e *knowledge.Edition) {
		for _, t := range served(e, responses.Question{}) {
			out = append(out, listed{t.ID, t.Title.Text})
		}
	})
	return out
}

// entryList is the questions of a topic, and its title; none where it is gone.
func (p *panel) entryList(topic string) (title string, out []listed) {
	p.withEdition(p.in.Locale, func(e *knowledge.Edition) {
		if t := e.Topic(topic); t != nil && slices.Contains(served(e, responses.Question{}), t) {
			title = t.Title.Text
			for _, en := range t.Entries {
				out = append(out, listed{en.ID, en.Question.Text})
			}
		}
	})
	return title, out
}

// pageOfList is one page of a list.
func pageOfList(all []listed, arg string) (part []listed, page, pages int) {
	pages = max(1, (len(all)+maxOptions-1)/maxOptions)
	page = pageOf(arg, pages)
	return all[page*maxOptions : min(len(all), (page+1)*maxOptions)], page, pages
}

// marks is a menu of a page of a list, in which what is switched off is marked.
func (p *panel) marks(part []listed, id, label string) discordgo.SelectMenu {
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: id, Placeholder: clip(p.w.Label(label), 150), MinValues: new(int), MaxValues: len(part)}
	for _, l := range part {
		menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: clip(l.title, 100), Value: l.id, Default: slices.Contains(p.g.Hidden, l.id)})
	}
	return menu
}

func (p *panel) showTopics(_ context.Context, arg string) view {
	part, page, pages := pageOfList(p.topicList(), arg)
	lines := []string{p.w.Label("settings-topics-text"), "**" + p.w.Label("settings-hidden") + ":** " + p.hidden()}
	if pages > 1 {
		lines = append(lines, fmt.Sprintf("%s %d/%d", p.w.Label("settings-page"), page+1, pages))
	}
	back := p.back(panelID("home"), "topics", page, pages)
	if len(part) == 0 { // the library is gone
		return p.page(lines, back)
	}
	look := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: panelID("entries", 0), Placeholder: clip(p.w.Label("settings-pick-topic"), 150)}
	for _, l := range part {
		look.Options = append(look.Options, discordgo.SelectMenuOption{Label: clip(l.title, 100), Value: l.id})
	}
	return p.page(lines, row(p.marks(part, panelID("hide", page), "settings-pick-topics")), row(look), back)
}

// setTopics switches off what was marked on a page, and on what was not.
func (p *panel) setTopics(ctx context.Context, arg string) view {
	all := p.topicList()
	part, _, _ := pageOfList(all, arg)
	p.mark(ctx, all, part)
	return p.showTopics(ctx, arg)
}

// mark saves what was marked of a part of a list. All that was marked must stand in the
// list: the library may have changed since the menu was made.
func (p *panel) mark(ctx context.Context, all, part []listed) {
	for _, v := range p.in.Values {
		if !slices.ContainsFunc(all, func(l listed) bool { return l.id == v }) {
			p.refuse("settings-unknown")
			return
		}
	}
	var shown []string
	for _, l := range part {
		shown = append(shown, l.id)
	}
	marked := slices.Clone(p.in.Values) // the change may be made when the panel has gone on
	p.change(ctx, func(g *store.Guild) string { return p.put(&g.Hidden, shown, marked) })
}

// showEntries is a page of a topic's questions; arg is the page and the topic, which a menu
// gives as what was selected.
func (p *panel) showEntries(_ context.Context, arg string) view {
	n, topic, _ := strings.Cut(arg, ":")
	if topic == "" && len(p.in.Values) > 0 {
		topic = p.in.Values[0]
	}
	title, all := p.entryList(topic)
	if len(all) == 0 {
		return p.page([]string{p.w.Label("settings-topic-gone")}, p.back(panelID("topics", 0), "topics", 0, 1))
	}
	part, page, pages := pageOfList(all, n)
	lines := []string{"**" + escape(title) + "**", p.w.Label("settings-entries-text")}
	if slices.Contains(p.g.Hidden, topic) {
		lines = append(lines, p.w.Label("settings-topic-off"))
	}
	if pages > 1 {
		lines = append(lines, fmt.Sprintf("%s %d/%d", p.w.Label("settings-page"), page+1, pages))
	}
	at := slices.IndexFunc(p.topicList(), func(l listed) bool { return l.id == topic })
	return p.page(lines,
		row(p.marks(part, panelID("entry", page, topic), "settings-pick-entries")),
		p.back(panelID("topics", at/maxOptions), "entries", page, pages, topic))
}

// setEntries switches off the questions that were marked on a page, and on those that were not.
func (p *panel) setEntries(ctx context.Context, arg string) view {
	n, topic, _ := strings.Cut(arg, ":")
	_, all := p.entryList(topic)
	part, _, _ := pageOfList(all, n)
	if len(all) > 0 {
		p.mark(ctx, all, part)
	}
	p.in.Values = nil // they are entries, not the topic to show
	return p.showEntries(ctx, arg)
}
