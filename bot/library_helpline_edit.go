package bot

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/knowledge/edit"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

const (
	helplinesFile = "helplines.yaml"
	lineField     = "line"
)

// pressedLine opens a form with a helpline's text, and proposes what was typed into it. The
// form's custom id holds which text it was opened with: what somebody else changed meanwhile
// is not overwritten.
func (b *Bot) pressedLine(ctx context.Context, i interaction, arg string) view {
	if b.Tree == nil {
		return b.note("library-no-tree")
	}
	file, err := b.newest(ctx, helplinesFile)
	if err != nil {
		return b.treeFailed(err)
	}
	if i.Fields == nil {
		return b.lineForm(file, arg)
	}
	digest, id, _ := strings.Cut(arg, ":")
	change, label := replacing(file, digest, id, i.Fields[lineField])
	if label != "" {
		return b.note(label)
	}
	return b.propose(ctx, i, []worktree.Change{change}, "", id+": replace")
}

// replacing is the change that gives a helpline another text, or the label of why there is
// none; digest begins that of the text that the form was opened with.
func replacing(file, digest, id, text string) (change worktree.Change, label string) {
	before, err := edit.Helpline(file, id)
	switch {
	case err != nil:
		return change, "library-helpline-gone"
	case worktree.Digest(before)[:shortID] != digest:
		return change, "library-line-changed"
	}
	after, err := edit.ReplaceHelpline(file, id, text)
	switch {
	case errors.Is(err, edit.ErrHelpline):
		return change, "library-line-form"
	case err != nil:
		return change, "library-line-others"
	case after == file:
		return change, "library-line-same"
	}
	return worktree.Change{Path: helplinesFile, Base: worktree.Digest(file), Text: after}, ""
}

// lineForm is the form with a helpline's text.
func (b *Bot) lineForm(file, id string) view {
	text, err := edit.Helpline(file, id)
	switch {
	case err != nil:
		return b.note("library-helpline-gone")
	case utf8.RuneCountInString(text) > maxField:
		return b.note("library-line-long")
	}
	w := b.Responder.Wording()
	field := discordgo.TextInput{CustomID: lineField, Label: clip(w.Label("library-line-text"), maxFieldLabel), Style: discordgo.TextInputParagraph, Value: text, Required: true, MaxLength: maxField}
	return view{form: &form{
		CustomID: libraryID("line", worktree.Digest(text)[:shortID], id), Title: clip(w.Label("library-helpline-replace"), maxFieldLabel),
		Components: []discordgo.MessageComponent{row(field)},
	}}
}
