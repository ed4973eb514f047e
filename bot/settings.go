package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses/wording"
)

// The panel of a server's settings, for members who may manage it. Each button and menu
// changes one setting, which is saved at once, and the panel then shows what holds. It is
// one message all along: each page takes the place of the one before.

// A panel is one press on it, or the command that opens it.
type panel struct {
	*Bot
	in   interaction
	w    *wording.Wording
	g    store.Guild // what holds
	note string      // what came of the press, "" where nothing was to be changed
}

// panelActs is what each button and menu does: change a setting and show a page, or only
// show one. To add a setting, add its field to store.Guild, its line to panel.home, a
// button or menu, and a row here. A custom id is "h1:g:ACT:ARGUMENT".
var panelActs map[string]func(p *panel, ctx context.Context, arg string) view

func init() { // a variable would refer to itself through its handlers
	panelActs = map[string]func(*panel, context.Context, string) view{
		"home":     (*panel).showHome,
		"public":   (*panel).setPublic,
		"check-in": (*panel).setCheckIn,
		"role":     (*panel).setRole,
		"log":      (*panel).setLog,
		"country":  (*panel).showCountry,
		"lines":    (*panel).setCountry,
		"quiet":    (*panel).showQuiet,
		"here":     (*panel).setHere,
		"channels": (*panel).setQuiet,
		"topics":   (*panel).showTopics,
		"hide":     (*panel).setTopics,
		"entries":  (*panel).showEntries,
		"entry":    (*panel).setEntries,
	}
}

// settings opens the panel.
func (b *Bot) settings(ctx context.Context, i interaction) view {
	v := b.onPanel(ctx, i, "home", "")
	v.inPlace = false
	return v
}

// pressedSetting is a press on the panel. In a menu the value is what was selected, so the
// act is read from the custom id itself.
func (b *Bot) pressedSetting(ctx context.Context, i interaction, _ string) view {
	_, value, _ := parseCustomID(i.CustomID)
	act, arg, _ := strings.Cut(value, ":")
	return b.onPanel(ctx, i, act, arg)
}

// onPanel does an act for somebody who may.
func (b *Bot) onPanel(ctx context.Context, i interaction, act, arg string) view {
	w := b.Responder.Wording()
	do := panelActs[act]
	switch {
	case do == nil:
		return b.stale(i)
	case i.Guild == "":
		return refusal(w.Label("settings-server-only"))
	case !i.manages():
		return refusal(w.Label("settings-no-right"))
	case b.Memory == nil:
		return refusal(w.Label("settings-no-memory"))
	}
	p := &panel{Bot: b, in: i, w: w}
	if !p.recall(ctx) {
		return refusal(w.Label("settings-unreadable"))
	}
	v := do(p, ctx, arg)
	v.Private, v.group, v.inPlace = true, "other", true
	return v
}

// saveTime is how long the panel waits for the database. A reply that takes more than
// deferAfter is a message of its own; it says the same.
const saveTime = 3 * time.Second

// recall reads what holds; false if it cannot be read.
func (p *panel) recall(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	g, err := p.kept.read(ctx, p.in.Guild)
	if err != nil {
		p.Log.Errorf("settings of a server not read: %v", err)
		return false
	}
	p.g = g
	return true
}

// change saves a change. It is given what holds at that moment, and returns "" or the label
// of why nothing is to be changed.
func (p *panel) change(ctx context.Context, change func(*store.Guild) string) {
	saving, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	refused := ""
	g, err := p.kept.ChangeGuild(saving, p.in.Guild, func(g *store.Guild) {
		next := g.Clone()
		if refused = change(&next); refused == "" {
			*g = next.Normal()
		}
	})
	switch {
	case err != nil:
		p.Log.Errorf("settings of a server not saved: %v", err)
		p.note = "settings-not-saved"
		p.recall(ctx) // it may have been written all the same
	case refused != "":
		p.g, p.note = g, refused
	default:
		p.g, p.note = g, "settings-saved"
	}
}

// refuse leaves everything as it is and says why.
func (p *panel) refuse(label string) { p.note = label }

// page is a page of the panel: what came of the press, what there is to know, and the
// buttons and menus.
func (p *panel) page(lines []string, rows ...discordgo.MessageComponent) view {
	if p.note != "" {
		lines = append([]string{"**" + p.w.Label(p.note) + "**"}, lines...)
	}
	return view{Payload: withRows(newPayload(&discordgo.MessageEmbed{
		Title:       p.w.Label("settings"),
		Description: clip(strings.Join(lines, "\n\n"), maxDescription),
		Footer:      &discordgo.MessageEmbedFooter{Text: p.w.Label("settings-intro")},
	}), rows)}
}

func withRows(m gateway.Payload, rows []discordgo.MessageComponent) gateway.Payload {
	m.Components = append(m.Components, rows...)
	return m
}

// panelID is the custom id of an act.
func panelID(act string, args ...any) string {
	for _, a := range args {
		act += ":" + fmt.Sprint(a)
	}
	return customID(pickSetting, act)
}

func row(components ...discordgo.MessageComponent) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: components}
}

// button is a button with one of the labels.
func (b *Bot) button(label, id string) discordgo.Button {
	return discordgo.Button{Label: clip(b.Responder.Wording().Label(label), maxLabel), Style: discordgo.SecondaryButton, CustomID: id}
}

// back is the button to the page before, with those that turn pages where there are many.
// turn is the act that shows a page; more is what else it needs to know.
func (p *panel) back(to string, turn string, page, pages int, more ...any) discordgo.MessageComponent {
	buttons := []discordgo.MessageComponent{p.button("settings-back", to)}
	if pages > 1 {
		previous := p.button("previous", panelID(turn, append([]any{page - 1}, more...)...))
		next := p.button("next", panelID(turn, append([]any{page + 1}, more...)...))
		previous.Disabled, next.Disabled = page == 0, page == pages-1
		buttons = append(buttons, previous, next)
	}
	return row(buttons...)
}

// pageOf reads a page's number, and moves one that is out of bounds into them.
func pageOf(arg string, pages int) int {
	n, _ := strconv.Atoi(arg) // what is no number is the first page
	return min(max(n, 0), pages-1)
}

// refusal is one sentence for the presser alone.
func refusal(text string) view {
	return view{Payload: sentence(text), Private: true, group: "other"}
}

// sentence is a message of plain text.
func sentence(text string) gateway.Payload {
	p := newPayload(nil)
	p.Embeds, p.Content = []*discordgo.MessageEmbed{}, clip(text, maxContent)
	return p
}
