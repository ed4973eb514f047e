package bot

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/edit"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// Editing in Discord: /library edit, new and phrasing open a form; what is typed into it is
// kept as a draft, checked, and shown as members would see it (library_propose.go).

// maxField is Discord's limit of a form's field.
const maxField = 4000

// maxName is the longest name that may stand in the history.
const maxName = 32

// Fields of a form.
const (
	fieldText = "text"
	fieldName = "name" // to be shown as the author, left empty by who does not want that
)

// fieldLabels is what the text of a form is called.
var fieldLabels = map[string]string{editEntry: "library-form-entry", editLine: "library-form-line", addNew: "library-form-new", addPhrase: "library-form-phrase"}

// cannotEdit says why nothing can be edited, if so.
func (b *Bot) cannotEdit() (v view, cannot bool) {
	switch {
	case b.desk == nil:
		return b.note("library-no-tree"), true
	case b.Drafts == nil:
		return b.note("library-no-drafts"), true
	}
	return view{}, false
}

// libraryEdit opens the form of an entry or a helpline.
func (b *Bot) libraryEdit(ctx context.Context, i interaction) view {
	return b.openOf(ctx, i, editEntry, i.Options["entry"], "")
}

// pressedLine opens the form of a helpline: a number is replaced as any text is.
func (b *Bot) pressedLine(ctx context.Context, i interaction, id string) view {
	return b.openOf(ctx, i, editEntry, id, "")
}

// libraryPhrasing opens the form for a phrasing of an entry.
func (b *Bot) libraryPhrasing(ctx context.Context, i interaction) view {
	return b.openOf(ctx, i, addPhrase, i.Options["entry"], "")
}

// proposePhrasing opens the form for a phrasing of an entry with one in it already.
func (b *Bot) proposePhrasing(ctx context.Context, i interaction, entry, phrase string) view {
	return b.openOf(ctx, i, addPhrase, entry, phrase)
}

func (b *Bot) openOf(ctx context.Context, i interaction, do, id, typed string) view {
	return b.withFiles(ctx, func(files fs.FS) view {
		s, err := spotOf(files, do, strings.TrimSpace(id), i.Locale)
		if err != nil {
			return b.note("library-no-entry")
		}
		return b.open(files, s, typed, "")
	})
}

// libraryNew opens the form for an entry of a topic, or for a topic that is not there yet.
func (b *Bot) libraryNew(ctx context.Context, i interaction) view {
	topic := strings.TrimSuffix(strings.TrimSpace(i.Options["topic"]), ".md")
	return b.withFiles(ctx, func(files fs.FS) view {
		name := path.Join(knowledge.Fallback, topic+".md")
		for _, lang := range languagesFor(i.Locale) {
			if in := path.Join(lang, topic+".md"); fs.ValidPath(in) {
				if _, err := fs.Stat(files, in); err == nil {
					name = in
					break
				}
			}
		}
		if !newTopic.MatchString(name) || len(name) > maxTopicPath {
			return b.note("library-no-topic-id")
		}
		return b.open(files, spot{addNew, name, ""}, "", "")
	})
}

// withFiles does something with the files as they are now.
func (b *Bot) withFiles(ctx context.Context, do func(fs.FS) view) view {
	if v, cannot := b.cannotEdit(); cannot {
		return v
	}
	files, err := b.Tree.Files(ctx)
	if err != nil {
		b.Log.Errorf("the library's files not read: %v", err)
		return b.note("library-unreadable")
	}
	return do(files)
}

// open opens the form of a spot: with what was typed before, or else with what stands there.
// name is who is to be shown as the author, "" for nobody.
func (b *Bot) open(files fs.FS, s spot, typed, name string) view {
	now, err := s.text(files, b.Responder.Wording())
	if err != nil {
		return b.note("library-no-entry")
	}
	if typed == "" {
		typed = now
	}
	if len([]rune(typed)) > maxField {
		v := b.note("library-too-long")
		v.Content = clip(v.Content+" `"+s.where(files)+"`", maxContent)
		return v
	}
	w := b.Responder.Wording()
	text := discordgo.TextInput{CustomID: fieldText, Label: clip(w.Label(fieldLabels[s.do]), maxFieldLabel), Style: discordgo.TextInputParagraph, Value: typed, Required: true, MaxLength: maxField}
	if s.do == addPhrase {
		text.Style, text.MaxLength = discordgo.TextInputShort, 200
		text.Value = clip(typed, text.MaxLength)
	}
	by := discordgo.TextInput{CustomID: fieldName, Label: clip(w.Label("library-form-name"), maxFieldLabel), Placeholder: clip(w.Label("library-form-nobody"), 100), Style: discordgo.TextInputShort, Value: name, MaxLength: maxName}
	title := s.id
	if title == "" {
		title = s.path
	}
	go b.take("compare", b.warm) // nobody waits for it
	return view{form: &form{CustomID: libraryID("typed", s.do, s.state(now), s.place()), Title: clip(title, maxFieldLabel), Components: []discordgo.MessageComponent{row(text), row(by)}}}
}

// where is a spot's place in the files, for who edits them there.
func (s spot) where(files fs.FS) string {
	text, err := fs.ReadFile(files, s.path)
	if err != nil {
		return s.path
	}
	_, line, _ := edit.Entry(s.path, string(text), s.id)
	return knowledge.Position{File: s.path, Line: max(line, 1), Col: 1}.String()
}

// typedIn takes what was typed into a form: it is kept before anything else is done with
// it, so that nobody has to type it again.
func (b *Bot) typedIn(ctx context.Context, i interaction, arg string) view {
	typed := i.Fields[fieldText]
	v := b.echoing("library-unreadable", typed) // what is said if it comes to nothing
	if cannot, is := b.cannotEdit(); is {
		v.Content = cannot.Content
		return v
	}
	files, err := b.Tree.Files(ctx)
	if err != nil {
		b.Log.Errorf("the library's files not read: %v", err)
		return v
	}
	return b.typedAt(ctx, i, arg, typed, files)
}

// typedAt is typedIn with the files as they are.
func (b *Bot) typedAt(ctx context.Context, i interaction, arg, typed string, files fs.FS) view {
	do, rest, _ := strings.Cut(arg, ":")
	state, place, _ := strings.Cut(rest, ":")
	s, err := spotAt(files, do, place)
	if err != nil {
		return b.echoing("library-gone", typed)
	}
	d := store.Draft{Form: s.String(), Typed: typed, About: s.id, What: s.what(s.id)}
	if now, err := s.text(files, b.Responder.Wording()); err != nil || s.state(now) != state {
		return b.keep(ctx, i, d, typed, func(d store.Draft, p proposal) view { return b.conflict(files, i, d, p) })
	}
	if label := b.unfit(s, typed); label != "" {
		return b.keep(ctx, i, d, typed, func(d store.Draft, p proposal) view { return b.again(i, d, p, label) })
	}
	change, about, err := s.apply(files, typed)
	if err != nil {
		return b.keep(ctx, i, d, typed, func(d store.Draft, p proposal) view { return b.again(i, d, p, refusedEdit(err)) })
	}
	d.About, d.What = about, s.what(about)
	d.Files = []store.DraftFile{{Path: change.Path, Base: change.Base, Text: change.Text}}
	return b.keep(ctx, i, d, typed, func(d store.Draft, p proposal) view { return b.proposal(ctx, i, d, p) })
}

// unfit says why a phrasing would never be matched: triage answers such a question before
// anything is searched.
func (b *Bot) unfit(s spot, typed string) string {
	if s.do != addPhrase {
		return ""
	}
	if c := b.Responder.Judge(typed).Category; c.Risk() || strings.HasPrefix(string(c), "advice-") {
		return "library-phrase-triage"
	}
	return ""
}

// refusedEdit is the label of why a text cannot stand where it was typed.
func refusedEdit(err error) string {
	for _, r := range []struct {
		err   error
		label string
	}{
		{edit.ErrNoEntry, "library-gone"}, {edit.ErrNoHelpline, "library-gone"}, {edit.ErrFrontMatter, "library-edit-front"}, {edit.ErrHeadings, "library-edit-headings"},
		{edit.ErrID, "library-edit-id"}, {edit.ErrOthers, "library-edit-others"}, {edit.ErrPhrase, "library-edit-phrase"}, {edit.ErrAsked, "library-edit-asked"},
		{edit.ErrHelpline, "library-edit-helpline"},
	} {
		if errors.Is(err, r.err) {
			return r.label
		}
	}
	return "library-unreadable"
}

// nameOf is the name that somebody agrees to be shown by, fit for a line of the history.
func nameOf(typed string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune("<>`*_~|\\[]()#@", r) {
			return ' '
		}
		return r
	}, typed)
	return clip(strings.Join(strings.Fields(clean), " "), maxName)
}

// author is who an edit is recorded as being by: the name that stands on the message, to
// which its owner agreed, or nobody.
func (i interaction) author() worktree.Author {
	if i.Fields != nil {
		return worktree.Author{Name: nameOf(i.Fields[fieldName])}
	}
	return worktree.Author{Name: nameOf(i.ShownAs)}
}

// editable suggests entries and, once something is typed, helplines.
func (b *Bot) editable(i interaction, typed string) []choice {
	out := b.entryChoices(i, typed)
	if strings.TrimSpace(typed) != "" {
		out = append(out, b.lineChoices(i, typed)...)
	}
	return out
}

// topicIDs suggests topics. One that is not there yet is typed in full.
func (b *Bot) topicIDs(i interaction, typed string) (out []choice) {
	b.withEdition(i.Locale, func(e *knowledge.Edition) {
		for _, t := range e.Topics {
			if len(t.ID) <= 100 && found(typed, t.ID, t.Title.Text) {
				out = append(out, choice{clip(t.Title.Text+" · "+t.ID, 100), t.ID})
			}
		}
	})
	return out
}

// found reports whether one of the texts holds what was typed.
func found(typed string, texts ...string) bool {
	return strings.Contains(strings.ToLower(strings.Join(texts, "\n")), strings.ToLower(strings.TrimSpace(typed)))
}
