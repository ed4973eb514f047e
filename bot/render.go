package bot

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/responses/wording"
)

// Discord's limits of an embed (research B). Lengths are in characters.
const (
	maxTitle       = 256
	maxDescription = 4096
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxEmbed       = 6000
	maxLabel       = 80
)

// show turns a reply into a message. Of an answer too long for an embed the last
// paragraphs are left out, whole, with the sources that only they cite.
func (b *Bot) show(reply responses.Reply) view {
	w := b.Responder.Wording()
	embed := draw(w, reply)
	for tooLong(embed) && len(reply.Paragraphs) > 1 {
		reply = withoutLast(reply)
		embed = draw(w, reply)
	}
	for tooLong(embed) && len(embed.Fields) > 0 { // the marks in the text still lead to the sources
		embed.Fields = embed.Fields[:len(embed.Fields)-1]
	}
	embed.Description = clip(embed.Description, maxDescription)
	v := view{Payload: newPayload(embed), Private: reply.Private, group: groupOf(reply), kind: countedAs(reply), sure: sureOf(reply)}
	if reply.Kind == responses.Crisis {
		// Some people have embeds switched off; whom to call must not hang on that.
		if p, whole := plain(v.Payload); whole {
			v.Payload = p
		}
		v.Components = append(v.Components, b.furtherRow(reply))
	}
	v.Components = append(v.Components, rows(reply.Choices)...)
	v.Components = append(v.Components, rows(reply.Related)...)
	return v
}

// newPayload is a message of one embed that pings nobody.
func newPayload(embed *discordgo.MessageEmbed) gateway.Payload {
	return gateway.Payload{
		Embeds: []*discordgo.MessageEmbed{embed}, Components: []discordgo.MessageComponent{},
		AllowedMentions: gateway.Mentions{Parse: []string{}},
	}
}

// maxContent is Discord's limit of a message without embeds.
const maxContent = 2000

// plain is a message without its embed: title, text and small print, as much of
// the text as fits, by whole paragraphs, and whether all of it does. The marks in it
// still lead to the sources.
func plain(p gateway.Payload) (out gateway.Payload, whole bool) {
	if len(p.Embeds) == 0 {
		return p, true
	}
	e := p.Embeds[0]
	blocks := strings.Split(e.Description, "\n\n")
	for _, f := range e.Fields {
		if strings.HasPrefix(f.Value, "- ") { // helplines; sources are linked in the text
			blocks = append(blocks, f.Name+"\n"+f.Value)
		}
	}
	foot := e.Footer.Text
	text := "**" + escape(e.Title) + "**"
	whole = true
	for _, b := range blocks {
		if utf8.RuneCountInString(text)+utf8.RuneCountInString(b)+utf8.RuneCountInString(foot)+4 > maxContent {
			whole = false
			break
		}
		text += "\n\n" + b
	}
	p.Content = clip(text+"\n\n"+foot, maxContent)
	p.Embeds = []*discordgo.MessageEmbed{}
	p.Flags |= discordgo.MessageFlagsSuppressEmbeds // no previews of the sources
	return p, whole
}

// behindButton is what a channel sees of a private reply: a neutral line that is
// the same for all of them, and a button that opens it for the asker.
func (b *Bot) behindButton(reply responses.Reply, asker string) view {
	w := b.Responder.Wording()
	verdict := triage.Verdict{Category: reply.Category, Minor: reply.Minor, Language: reply.Language}
	directory := ""
	if reply.Kind == responses.Crisis || reply.Err != nil { // some people will not press a button; and what failed may have been one
		directory = reply.Directory
	}
	_, line := w.Reply("private", wording.Data{Directory: directory})
	p := newPayload(nil)
	p.Embeds = []*discordgo.MessageEmbed{}
	p.Content = clip(line, maxContent)
	p.Flags = discordgo.MessageFlagsSuppressEmbeds // a preview of the directory would tell what it is about
	p.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: w.Label("open"), Style: discordgo.PrimaryButton, CustomID: customID(openSealed, b.seal.seal(verdict, leads(reply), asker))},
	}}}
	return view{Payload: p, group: groupOf(reply), kind: countedPrivate, sure: -1}
}

// leads is the entries that a reply quotes or leads to.
func leads(r responses.Reply) []string {
	var ids []string
	if r.Provenance.Entry != "" {
		ids = append(ids, r.Provenance.Entry)
	}
	for _, l := range append(slices.Clone(r.Choices), r.Related...) {
		ids = append(ids, l.Entry)
	}
	return ids
}

// countedAs is the kind that a reply is counted as: what is private is told apart no further.
func countedAs(r responses.Reply) string {
	if r.Private {
		return countedPrivate
	}
	return string(r.Kind)
}

// sureOf is the confidence of a reply's best entry, negative where nothing was searched.
func sureOf(r responses.Reply) float64 {
	if len(r.Candidates) == 0 {
		return -1
	}
	return r.Confidence
}

// groupOf is all that is logged of a reply: section 6 of the safety policy.
func groupOf(r responses.Reply) string {
	c := r.Category
	switch {
	case r.Kind == responses.Crisis:
		return "risk"
	case strings.HasPrefix(string(c), "advice-"):
		return "advice"
	case c == triage.None || c == triage.EducationalSensitive || c == triage.MinorDisclosure:
		return "info"
	}
	return "other"
}

func draw(w *wording.Wording, r responses.Reply) *discordgo.MessageEmbed {
	blocks := []string{r.Lead}
	for _, p := range r.Paragraphs {
		blocks = append(blocks, paragraph(w, p, r.Sources))
	}
	e := &discordgo.MessageEmbed{
		Title:       clip(r.Title, maxTitle),
		Description: join(blocks), // show sees to its length
		Footer:      &discordgo.MessageEmbedFooter{Text: clip(join([]string{r.Notice, r.Provenance.String()}), maxFooter)},
	}
	e.Fields = append(e.Fields, fields(w.Label("helplines"), each(r.Helplines, func(h responses.Helpline) string { return helpline(w, h) }))...)
	e.Fields = append(e.Fields, fields(w.Label("sources"), each(r.Sources, func(s responses.Source) string { return source(w, s) }))...)
	return e
}

func each[T any](in []T, f func(T) string) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = f(v)
	}
	return out
}

func join(blocks []string) string {
	var kept []string
	for _, b := range blocks {
		if b != "" {
			kept = append(kept, b)
		}
	}
	return strings.Join(kept, "\n\n")
}

// paragraph is a paragraph with its marks as links to the sources.
func paragraph(w *wording.Wording, p responses.Paragraph, sources []responses.Source) string {
	var b strings.Builder
	for _, s := range p.Sentences {
		b.WriteString(s.Gap + escape(s.Text))
		for _, n := range s.Marks {
			fmt.Fprintf(&b, " [[%d]](%s)", n, address(sources[n-1].URL))
		}
		if s.Evidence > knowledge.Established && len(s.Marks) > 0 {
			b.WriteString(" *(" + w.Label(s.Evidence.String()) + ")*")
		}
	}
	return b.String()
}

func source(w *wording.Wording, s responses.Source) string {
	year := s.Year
	if year == "" {
		year = w.Label("no-date")
	}
	return fmt.Sprintf("%d. [%s](%s), %s, %s", s.Number, escape(clip(s.Title, 90)), address(s.URL), escape(clip(s.Publisher, 60)), year)
}

func helpline(w *wording.Wording, h responses.Helpline) string {
	name, ways := h.Line(w.Label)
	parts := strings.Split(ways, "; ")
	for n, way := range parts {
		if !strings.Contains(way, "://") { // an address is followed letter for letter
			parts[n] = escape(way)
		}
	}
	return clip("- **"+escape(name)+"**: "+strings.Join(parts, "; "), maxFieldValue)
}

// fields puts lines into as many fields of a name as they need.
func fields(name string, lines []string) []*discordgo.MessageEmbedField {
	var out []*discordgo.MessageEmbedField
	for _, line := range lines {
		last := len(out) - 1
		if last >= 0 && utf8.RuneCountInString(out[last].Value)+1+utf8.RuneCountInString(line) <= maxFieldValue {
			out[last].Value += "\n" + line
			continue
		}
		out = append(out, &discordgo.MessageEmbedField{Name: name, Value: clip(line, maxFieldValue)})
		name = "\u200b" // a further field of the same list has no heading
	}
	return out
}

// provenanceLine is responses.Provenance as it is shown.
var provenanceLine = regexp.MustCompile(`(?m)^(?:([a-z0-9-]+#[a-z0-9-]+) · )?library (\S+)(?: · hebb (\S+))?`)

// entryIn is the entry that a message of ours quotes, "" for none.
func entryIn(m *discordgo.Message) string { return provenanceIn(m).Entry }

// provenanceIn is what a message of ours was made from, as its small print says.
func provenanceIn(m *discordgo.Message) responses.Provenance {
	texts := []string{m.Content}
	for _, e := range m.Embeds {
		if e != nil && e.Footer != nil {
			texts = append(texts, e.Footer.Text)
		}
	}
	for _, text := range texts {
		if found := provenanceLine.FindStringSubmatch(text); found != nil {
			return responses.Provenance{Entry: found[1], Library: found[2], Build: found[3]}
		}
	}
	return responses.Provenance{}
}

// withoutLast is a reply without its last paragraph and what only that cites.
func withoutLast(r responses.Reply) responses.Reply {
	r.Paragraphs = r.Paragraphs[:len(r.Paragraphs)-1]
	most := 0
	for _, p := range r.Paragraphs {
		for _, s := range p.Sentences {
			for _, n := range s.Marks {
				most = max(most, n) // numbers follow the order of appearance
			}
		}
	}
	r.Sources = r.Sources[:most]
	return r
}

func tooLong(e *discordgo.MessageEmbed) bool {
	return size(e) > maxEmbed || utf8.RuneCountInString(e.Description) > maxDescription || len(e.Fields) > 25
}

func size(e *discordgo.MessageEmbed) int {
	n := utf8.RuneCountInString(e.Title) + utf8.RuneCountInString(e.Description) + utf8.RuneCountInString(e.Footer.Text)
	for _, f := range e.Fields {
		n += utf8.RuneCountInString(f.Name) + utf8.RuneCountInString(f.Value)
	}
	return n
}

// rows is a row of buttons that lead to entries.
func rows(links []responses.Link) []discordgo.MessageComponent {
	var buttons []discordgo.MessageComponent
	for _, l := range links[:min(len(links), maxButtons)] {
		buttons = append(buttons, discordgo.Button{Label: clip(l.Title, maxLabel), Style: discordgo.SecondaryButton, CustomID: customID(pickEntry, l.Entry)})
	}
	if len(buttons) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: buttons}}
}

func menu(id, placeholder string, options []discordgo.SelectMenuOption) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: id, Placeholder: clip(placeholder, 150), Options: options},
	}}
}

var markdown = regexp.MustCompile("([\\\\*_~|`\\[\\]<>])")

// lineStart is what begins a heading, small print or numbered list.
var lineStart = regexp.MustCompile(`(?m)^(?:(#|-#)|(\d+)\.( |$))`)

// escape keeps text of the library from being read as Discord's Markdown.
func escape(text string) string {
	text = markdown.ReplaceAllString(text, `\$1`)
	return lineStart.ReplaceAllStringFunc(text, func(s string) string {
		if s[0] == '#' || s[0] == '-' {
			return `\` + s
		}
		return strings.Replace(s, ".", `\.`, 1)
	})
}

// address is a link's target: what would end it early is encoded.
func address(u string) string {
	if p, err := url.Parse(u); err == nil {
		u = p.String()
	}
	return strings.NewReplacer("(", "%28", ")", "%29", " ", "%20").Replace(u)
}

// clip cuts text to at most n characters.
func clip(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:n-1]), " ") + "…"
}
