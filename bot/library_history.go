package bot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/edit"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// What an entry said before, and how it comes back: as an edit like any other, through the
// checks, the preview and the approvals.

// libraryHistory lists the versions of an entry's file, newest first. It also answers
// /library restore, which is asked for by those who know what they look for.
func (b *Bot) libraryHistory(ctx context.Context, i interaction) view {
	id := strings.TrimSpace(i.Options["entry"])
	if b.Tree == nil {
		return b.note("library-no-tree")
	}
	if !entryID.MatchString(id) {
		return b.note("library-entry-gone")
	}
	w := b.Responder.Wording()
	revisions, err := b.revisions(ctx, b.fileOf(id))
	switch {
	case err != nil:
		return b.treeFailed(err)
	case len(revisions) == 0:
		return b.note("library-history-none")
	}
	var options []discordgo.SelectMenuOption
	for _, r := range revisions {
		options = append(options, discordgo.SelectMenuOption{Label: clip(oneLine(r.Message, r.ID), 100), Value: r.ID, Description: clip(r.When.UTC().Format("2 January 2006, 15:04 UTC")+" · "+oneLine(r.Author, "?"), 100)})
	}
	return b.sheet("library-history-title", []string{"`" + id + "`", w.Label("library-history-text")}, menu(libraryID("version", id), w.Label("library-history-pick"), options))
}

// oneLine is a text without line breaks, or another where it is empty: Discord refuses a
// blank label.
func oneLine(text, otherwise string) string {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return otherwise
	}
	return text
}

// revisions is the newest versions of a file, as many as a menu holds.
func (b *Bot) revisions(ctx context.Context, path string) ([]worktree.Revision, error) {
	all, err := b.Tree.History(ctx, path, maxOptions)
	if err != nil {
		return nil, fmt.Errorf("read the history of %s: %w", path, err)
	}
	return all[:min(len(all), maxOptions)], nil
}

// treeFailed says that the files cannot be read, and logs why.
func (b *Bot) treeFailed(err error) view {
	b.Log.Errorf("the library's files: %v", err)
	return b.note("library-tree-failed")
}

// fileOf is the file that an entry stands in, or stood in before it was taken out.
func (b *Bot) fileOf(id string) string {
	topic, _, _ := strings.Cut(id, "#")
	path := knowledge.Fallback + "/" + topic + ".md"
	b.withEdition("", func(e *knowledge.Edition) {
		if en := e.Entry(id); en != nil {
			path = en.Pos.File
		}
	})
	return path
}

// A version is an entry as it was after a revision, and as it is now.
type version struct {
	worktree.Revision
	id, path  string
	then, now string // "" where the file had, or has, no such entry
	file      string // the newest text of the file
}

// version reads the version of an entry that is named by the id of a revision, or the
// beginning of it; ok is false if it is none of those that are listed.
func (b *Bot) version(ctx context.Context, id, revision string) (v version, ok bool, err error) {
	v = version{id: id, path: b.fileOf(id)}
	revisions, err := b.revisions(ctx, v.path)
	if err != nil {
		return v, false, err
	}
	named := slices.DeleteFunc(revisions, func(r worktree.Revision) bool { return revision == "" || !strings.HasPrefix(r.ID, revision) })
	if len(named) != 1 {
		return v, false, nil
	}
	v.Revision = named[0]
	before, err := b.Tree.At(ctx, v.ID, v.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return v, false, fmt.Errorf("read %s as it was: %w", v.path, err)
	}
	if v.file, err = b.newest(ctx, v.path); err != nil {
		return v, false, err
	}
	v.then, v.now = entryOf(v.path, before, id), entryOf(v.path, v.file, id)
	return v, true, nil
}

// newest is the newest text of a file, "" if there is none.
func (b *Bot) newest(ctx context.Context, path string) (string, error) {
	files, err := b.Tree.Files(ctx)
	if err != nil {
		return "", fmt.Errorf("read the newest files: %w", err)
	}
	text, err := fs.ReadFile(files, path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return string(text), nil
}

// entryOf is the text of an entry in a file, "" if there is none.
func entryOf(path, text, id string) string {
	entry, _, err := edit.Entry(path, text, id)
	if err != nil { // it is not there
		return ""
	}
	return entry
}

// pressedVersion shows what an entry said then, and what changed since.
func (b *Bot) pressedVersion(ctx context.Context, i interaction, id string) view {
	if b.Tree == nil {
		return b.note("library-no-tree")
	}
	if len(i.Values) != 1 || !entryID.MatchString(id) {
		return b.note("library-unknown")
	}
	v, ok, err := b.version(ctx, id, i.Values[0])
	switch {
	case err != nil:
		return b.treeFailed(err)
	case !ok:
		return b.note("library-unknown")
	}
	w := b.Responder.Wording()
	lines := []string{"`" + id + "`", fmt.Sprintf("<t:%d:f>, %s: %s", v.When.Unix(), escape(oneLine(v.Author, "?")), escape(oneLine(v.Message, v.ID)))}
	if v.then == "" {
		return b.sheet("library-history-title", append(lines, w.Label("library-version-none")))
	}
	lines = append(lines, codeBlock("md", strings.Split(v.then, "\n"), maxCode))
	if v.then == v.now {
		return b.sheet("library-history-title", append(lines, w.Label("library-version-same")))
	}
	lines = append(lines, w.Label("library-version-since"), codeBlock("diff", desk.Difference(v.then, v.now), maxCode))
	return b.sheet("library-history-title", lines, row(b.button("library-restore-this", libraryID("back", v.ID[:min(len(v.ID), shortID)], id))))
}

// shortID is how much of a revision's id a custom id has room for.
const shortID = 8

// maxCode is how much of a text is shown as it stands: two of them have room in a message.
const maxCode = 1700

// pressedBack proposes that an entry say again what it said then.
func (b *Bot) pressedBack(ctx context.Context, i interaction, arg string) view {
	if b.Tree == nil {
		return b.note("library-no-tree")
	}
	revision, id, _ := strings.Cut(arg, ":")
	change, label, err := b.restoring(ctx, id, revision)
	switch {
	case err != nil:
		return b.treeFailed(err)
	case label != "":
		return b.note(label)
	}
	return b.propose(ctx, i, []worktree.Change{change}, id, id+": restore")
}

// restoring is the change that has an entry say what it said after a revision, and the rest
// of its file what it says now; or the label of why there is none.
func (b *Bot) restoring(ctx context.Context, id, revision string) (change worktree.Change, label string, err error) {
	if len(revision) < shortID || !entryID.MatchString(id) {
		return change, "library-unknown", nil
	}
	v, ok, err := b.version(ctx, id, revision)
	switch {
	case err != nil:
		return change, "", err
	case !ok || v.then == "" || v.file == "":
		return change, "library-unknown", nil
	case v.then == v.now:
		return change, "library-version-same", nil
	}
	text, err := v.restored()
	if err != nil {
		b.Log.Errorf("%s cannot be put back into %s: %v", id, v.path, err)
		return change, "library-restore-failed", nil
	}
	return worktree.Change{Path: v.path, Base: worktree.Digest(v.file), Text: text}, "", nil
}

// restored is the newest file with the entry as it was, at the end where it was taken out.
func (v version) restored() (string, error) {
	if v.now != "" {
		return edit.ReplaceEntry(v.path, v.file, v.id, v.then)
	}
	text, id, err := edit.AddEntry(v.path, v.file, v.then)
	if err == nil && id != v.id {
		err = fmt.Errorf("it became %s", id)
	}
	return text, err
}
