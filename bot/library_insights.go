package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
)

// /library insights: what is missing, how people ask, what they think, and what is due, a page
// each. Only moderators of the home server see it: it is of all servers together.

// insightPages is the pages, in the order of their buttons.
var insightPages = []struct {
	name string
	show func(b *Bot, in Insights) []string
}{
	{"missing", (*Bot).missingPage},
	{"phrasings", (*Bot).phrasingsPage},
	{"feedback", (*Bot).feedbackPage},
	{"due", (*Bot).duePage},
}

// mostLines is how many lines a page shows; what comes first matters most.
const mostLines = 20

func (b *Bot) insights(ctx context.Context, i interaction) view {
	return b.insightsPage(ctx, i, "missing")
}

// insightsPage is one page; arg is its name and, of phrasings, which one is shown.
func (b *Bot) insightsPage(ctx context.Context, i interaction, arg string) view {
	w := b.Responder.Wording()
	in, err := b.Insights(ctx)
	if err != nil {
		b.Log.Errorf("insights not read: %v", err)
		return refusal(w.Label("library-insights-unreadable"))
	}
	name, at, _ := strings.Cut(arg, ":")
	var lines []string
	var tabs []discordgo.MessageComponent
	for _, p := range insightPages {
		tab := b.button("library-insights-"+p.name, libraryID("insights", p.name))
		if p.name == name {
			tab.Disabled, lines = true, p.show(b, in)
		}
		tabs = append(tabs, tab)
	}
	rows := []discordgo.MessageComponent{row(tabs...)}
	if name == "phrasings" && len(in.Phrasings) > 0 {
		n, _ := strconv.Atoi(at) // what is no number is the first
		n = min(max(n, 0), len(in.Phrasings)-1)
		lines = append(lines, b.phrasingLine(in.Phrasings[n], n, len(in.Phrasings)))
		rows = append(rows, b.phrasingButtons(in.Phrasings[n], n, len(in.Phrasings)))
	}
	v := view{Payload: withRows(newPayload(&discordgo.MessageEmbed{
		Title:       w.Label("library-insights-title"),
		Description: clip(strings.Join(lines, "\n"), maxDescription),
		Footer:      &discordgo.MessageEmbedFooter{Text: w.Label("library-insights-footer")},
	}), rows)}
	v.inPlace = i.CustomID != ""
	return v
}

// few is the first lines, and a remark on how many more there are.
func few(lines []string) []string {
	if len(lines) <= mostLines {
		return lines
	}
	return append(lines[:mostLines:mostLines], fmt.Sprintf("… +%d", len(lines)-mostLines))
}

func (b *Bot) missingPage(in Insights) []string {
	w := b.Responder.Wording()
	lines := []string{w.Label("library-insights-missing-text"), ""}
	if in.Since.IsZero() || len(in.Missing) == 0 {
		return append(lines, w.Label("library-insights-nothing"))
	}
	var list []string
	for _, m := range in.Missing {
		line := "- " + escape(m.String())
		if m.Near != "" {
			line += " · " + w.Label("library-insights-near") + " `" + m.Near + "`"
		}
		list = append(list, line)
	}
	lines = append(lines, few(list)...)
	return append(lines, "", w.Label("library-insights-until")+" "+in.Until.Format(time.DateOnly))
}

func (b *Bot) phrasingsPage(in Insights) []string {
	w := b.Responder.Wording()
	lines := []string{w.Label("library-insights-phrasings-text"), ""}
	if len(in.Phrasings) == 0 {
		return append(lines, w.Label("library-insights-nothing"))
	}
	return lines
}

func (b *Bot) phrasingLine(p Phrasing, n, of int) string {
	return fmt.Sprintf("%d/%d: **%s** → `%s` (%d+)", n+1, of, escape(p.Words), p.Entry, p.Askers)
}

// phrasingButtons is what can be done with a suggested phrasing.
func (b *Bot) phrasingButtons(p Phrasing, n, of int) discordgo.MessageComponent {
	next := b.button("next", libraryID("insights", "phrasings", strconv.Itoa((n+1)%of)))
	next.Disabled = of == 1
	return row(
		b.button("library-insights-use", libraryID("use-phrasing", p.ID)),
		b.button("library-insights-drop", libraryID("drop-phrasing", p.ID)),
		next,
	)
}

// usePhrasing opens the form for a phrasing that was suggested. A form must open at once, so
// only what is counted is read, and not all insights.
func (b *Bot) usePhrasing(ctx context.Context, i interaction, id string) view {
	var shown []store.Shown
	if b.Gaps == nil {
		return refusal(b.Responder.Wording().Label("library-unknown"))
	}
	err := b.useStore(reading, func(ctx context.Context) (err error) {
		shown, _, err = b.Gaps.Gaps(ctx)
		return err
	})
	if err != nil {
		return refusal(b.Responder.Wording().Label("library-insights-unreadable")) // it was logged
	}
	for _, p := range phrasings(shown) {
		if p.ID == id {
			return b.proposePhrasing(ctx, i, p.Entry, p.Words)
		}
	}
	return refusal(b.Responder.Wording().Label("library-unknown"))
}

// dropPhrasing hides a phrasing that is of no use, and shows the next.
func (b *Bot) dropPhrasing(ctx context.Context, i interaction, id string) view {
	if b.Gaps == nil {
		return refusal(b.Responder.Wording().Label("library-unknown"))
	}
	if err := b.Gaps.DropGap(ctx, id); err != nil {
		b.Log.Errorf("a suggested phrasing is not hidden: %v", err)
		return refusal(b.Responder.Wording().Label("library-insights-unreadable"))
	}
	return b.insightsPage(ctx, i, "phrasings")
}

func (b *Bot) feedbackPage(in Insights) []string {
	w := b.Responder.Wording()
	lines := []string{w.Label("library-insights-feedback-text"), ""}
	if len(in.Feedback) == 0 {
		return append(lines, w.Label("library-insights-nothing"))
	}
	var list []string
	for _, f := range in.Feedback {
		var counts []string
		for _, r := range append([]store.Reason{store.Helped, store.NotHelped}, reasons...) {
			if n := f.Counts[r]; n > 0 {
				counts = append(counts, fmt.Sprintf("%s %d", w.Label("library-insights-"+string(r)), n))
			}
		}
		list = append(list, "- `"+f.Entry+"`: "+strings.Join(counts, ", "))
	}
	return append(lines, few(list)...)
}

func (b *Bot) duePage(in Insights) []string {
	w := b.Responder.Wording()
	lines := []string{
		w.Label("library-insights-due-text"), "",
		fmt.Sprintf("- %s %d/%d", w.Label("library-insights-reviewed"), in.Reviewed, in.Topics),
		fmt.Sprintf("- %s %d/%d", w.Label("library-insights-helplines"), in.Helplines.Days, in.Helplines.Recheck),
	}
	var list []string
	for _, d := range in.Due {
		line := "- `" + d.Topic + "`: " + w.Label("library-insights-"+string(d.State))
		if !d.ReviewBy.IsZero() {
			line += ", " + d.ReviewBy.Format(time.DateOnly)
		}
		list = append(list, line)
	}
	return append(lines, few(list)...)
}
