package bot

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/edit"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// propose checks changes to the library and shows its moderator what is wrong with them, or
// how members will see them, with what can be done: publish, or ask for approval where that
// is needed, or discard. about is the entry or helpline that is shown, "" for none; what is a
// line for the history, such as "depression#what-is: edit".
func (b *Bot) propose(ctx context.Context, i interaction, changes []worktree.Change, about, what string) view {
	if v, cannot := b.cannotEdit(); cannot {
		return v
	}
	d := store.Draft{About: about, What: what}
	for _, c := range changes {
		d.Files = append(d.Files, store.DraftFile{Path: c.Path, Base: c.Base, Text: c.Text})
	}
	return b.keep(ctx, i, d, "", func(d store.Draft, p proposal) view { return b.proposal(ctx, i, d, p) })
}

// proposal shows a draft, as it is with the files of now.
func (b *Bot) proposal(ctx context.Context, i interaction, d store.Draft, p proposal) view {
	c, err := b.desk.Check(ctx, changesOf(d), d.About, true)
	if err != nil {
		b.Log.Errorf("an edit not checked: %v", err)
		return b.again(i, d, p, "library-not-checked")
	}
	if c.Problems.Errors() > 0 {
		return b.problems(i, d, p, c.Problems)
	}
	v := b.preview(i, d, c)
	do := b.button("library-publish", libraryID("publish", b.seal.sealProposal(p)))
	if c.Approvals > 0 {
		do = b.button("library-ask", libraryID("ask", b.seal.sealProposal(p)))
	}
	do.Style = discordgo.SuccessButton
	v.Components = b.draftRow(d, p, do)
	return v
}

// draftRow is what can be done with a draft: what is given, and to edit it again or not at all.
func (b *Bot) draftRow(d store.Draft, p proposal, first ...discordgo.MessageComponent) []discordgo.MessageComponent {
	sealed := b.seal.sealProposal(p)
	if d.Form != "" {
		first = append(first, b.button("library-again", libraryID("again", sealed)))
	}
	return []discordgo.MessageComponent{row(append(first, b.button("library-discard", libraryID("discard", sealed)))...)}
}

// again says why a text cannot stand where it was typed; the button gives it back.
func (b *Bot) again(i interaction, d store.Draft, p proposal, label string) view {
	v := b.note(label)
	v.Embeds = b.by(i)
	v.Components = b.draftRow(d, p)
	return v
}

// by is a small embed that holds the name its owner agreed to, from where the next press
// reads it: it is kept nowhere else.
func (b *Bot) by(i interaction) []*discordgo.MessageEmbed {
	name := i.author().Name
	if name == "" {
		return []*discordgo.MessageEmbed{}
	}
	return []*discordgo.MessageEmbed{{Author: &discordgo.MessageEmbedAuthor{Name: name}, Description: clip(b.Responder.Wording().Label("library-by"), 200)}}
}

// preview is an edit as members will see it, and what else there is to know of it.
func (b *Bot) preview(i interaction, d store.Draft, c desk.Checked) view {
	w := b.Responder.Wording()
	lines := []string{"**" + w.Label("library-preview") + "** " + code(d.What)}
	if c.Short == nil && strings.Contains(d.About, "#") {
		lines = append(lines, w.Label("library-not-served"))
	}
	if told := warnings(d, c.Problems); len(told) > 0 {
		lines = append(lines, clip(w.Label("library-warnings")+"\n"+strings.Join(told, "\n"), 500))
	}
	if c.Answers != "" {
		lines = append(lines, clip(c.Answers, 600))
	}
	switch c.Approvals {
	case 0:
	case 1:
		lines = append(lines, w.Label("library-needs-one"))
	default:
		lines = append(lines, w.Label("library-needs-two"))
	}
	text := strings.Join(lines, "\n\n")
	text += "\n" + codeBlock("diff", c.Lines, max(100, min(900, maxContent-len([]rune(text))-10)))
	v := view{Payload: sentence(text), Private: true, group: "other"}
	v.Embeds = b.by(i)
	v.Embeds = append(v.Embeds, b.asSeen(c, room(v.Embeds))...)
	return v
}

// asSeen is the embeds that members will read: the short answer and the whole one, or as much
// of them as a message has room for.
func (b *Bot) asSeen(c desk.Checked, room int) []*discordgo.MessageEmbed {
	if c.Short == nil {
		return nil
	}
	short := b.show(*c.Short).Embeds
	if len(short) == 0 { // whom to turn to is plain text
		return []*discordgo.MessageEmbed{{Description: clip(b.show(*c.Short).Content, min(room, maxDescription))}}
	}
	if c.Whole != nil && len(c.Whole.Paragraphs) > len(c.Short.Paragraphs) {
		whole := b.show(*c.Whole).Embeds
		switch {
		case size(short[0])+size(whole[0]) <= room:
			return append(short, whole...)
		case size(whole[0]) <= room: // it begins with the short answer
			return whole
		}
	}
	if over := size(short[0]) - room; over > 0 {
		short[0].Description = clip(short[0].Description, max(1, len([]rune(short[0].Description))-over))
	}
	return short
}

// room is how many characters embeds leave in a message for others.
func room(embeds []*discordgo.MessageEmbed) int {
	left := maxEmbed
	for _, e := range embeds {
		left -= len([]rune(e.Author.Name)) + len([]rune(e.Description))
	}
	return left
}

// warnings is a few of the warnings that concern a draft, a line each: those of the entry,
// and what the draft brings about in other files.
func warnings(d store.Draft, all knowledge.Diagnostics) (out []string) {
	for _, p := range all {
		elsewhere := !slices.ContainsFunc(d.Files, func(f store.DraftFile) bool { return f.Path == p.File })
		if len(out) < 3 && (elsewhere || lineOfEntry(d, p) > 0) {
			out = append(out, "- "+code(p.Position.String())+" "+escape(clip(p.Message, 120)))
		}
	}
	return out
}

// code is a stretch of text as it is, on one line.
func code(text string) string { return "`" + strings.ReplaceAll(text, "`", "'") + "`" }

// mostProblems is how many problems are shown.
const mostProblems = 10

// problems shows what is wrong with a draft, the errors first: where in what was typed, and
// where in the file.
func (b *Bot) problems(i interaction, d store.Draft, p proposal, all knowledge.Diagnostics) view {
	w := b.Responder.Wording()
	slices.SortStableFunc(all, func(a, b knowledge.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	e := &discordgo.MessageEmbed{Title: clip(w.Label("library-problems"), maxTitle), Footer: &discordgo.MessageEmbedFooter{Text: clip(w.Label("library-problems-help"), maxFooter)}}
	shown := 0
	for _, problem := range all[:min(len(all), mostProblems)] {
		told := b.problem(d, problem)
		if len([]rune(e.Description))+len([]rune(told)) > maxDescription-100 {
			break
		}
		e.Description += told
		shown++
	}
	if left := len(all) - shown; left > 0 {
		e.Description += fmt.Sprintf("\n%s %d", w.Label("library-problems-more"), left)
	}
	v := view{Payload: newPayload(e), Private: true, group: "other"}
	v.Embeds = append(b.by(i), v.Embeds...)
	v.Components = b.draftRow(d, p)
	return v
}

// problem is one problem, told to who wrote the text.
func (b *Bot) problem(d store.Draft, p knowledge.Diagnostic) string {
	at := code(p.Position.String())
	if line := lineTyped(d, p); line > 0 {
		at = fmt.Sprintf("**%s %d** (%s)", b.Responder.Wording().Label("library-line"), line, at)
	}
	text := fmt.Sprintf("%s %s: %s %s\n", at, p.Severity, escape(clip(p.Message, 300)), code(p.Check))
	if snippet := p.Narrow(60).Snippet(); snippet != "" {
		text += codeBlock("", strings.Split(snippet, "\n"), 400)
	}
	return text + "\n"
}

// lineTyped is the line of what was typed that a problem is on, 0 if it is on none.
func lineTyped(d store.Draft, p knowledge.Diagnostic) int {
	switch s, _ := parseSpot(d.Form); {
	case s.do == addNew && d.Files[0].Base == "" && p.File == s.path: // the whole file was typed
		return p.Line
	case s.do == addNew, s.do == editEntry:
		return lineOfEntry(d, p)
	}
	return 0
}

// lineOfEntry is the line, in the entry that a draft is about, that a problem is on; 0 if it
// is on none.
func lineOfEntry(d store.Draft, p knowledge.Diagnostic) int {
	for _, f := range d.Files {
		if f.Path != p.File {
			continue
		}
		text, from, err := edit.Entry(f.Path, f.Text, d.About)
		if n := p.Line - from + 1; err == nil && n > 0 && n <= 1+strings.Count(text, "\n") {
			return n
		}
	}
	return 0
}

// conflict says that what a draft was made from is no longer there, shows what is there now,
// and gives back what was typed.
func (b *Bot) conflict(files fs.FS, i interaction, d store.Draft, p proposal) view {
	v := b.again(i, d, p, "library-changed")
	s, ok := parseSpot(d.Form)
	if !ok {
		return v
	}
	now, err := s.text(files, b.Responder.Wording())
	if err != nil {
		return b.echoing("library-gone", d.Typed)
	}
	if now != "" && s.do != addNew {
		v.Embeds = append(v.Embeds, &discordgo.MessageEmbed{Title: clip(b.Responder.Wording().Label("library-now"), maxTitle), Description: codeBlock("", strings.Split(now, "\n"), maxDescription)})
		v.Components = b.draftRow(d, p, b.button("library-newest", libraryID("newest", b.seal.sealProposal(p))))
	}
	return v
}
