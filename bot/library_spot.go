package bot

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/edit"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses/wording"
)

// A spot is a place in the library's files that a form is about, and what is done to it.
type spot struct {
	do   string // one of those below
	path string
	id   string // of the entry or helpline, "" where there is none yet
}

// What a form does.
const (
	editEntry = "entry"  // give an entry another text
	editLine  = "line"   // give a helpline another text
	addNew    = "new"    // add an entry to a topic, or begin a topic
	addPhrase = "phrase" // add a phrasing to an entry
)

const helplinesPath = "helplines.yaml"

// errNoSpot says that nothing in the files is called so.
var errNoSpot = errors.New("nothing in the library's files is called so")

// String is the spot as a draft keeps it; parseSpot reads it back.
func (s spot) String() string { return s.do + " " + s.path + " " + s.id }

func parseSpot(text string) (s spot, ok bool) {
	parts := strings.Split(text, " ")
	if len(parts) != 3 {
		return spot{}, false
	}
	return spot{parts[0], parts[1], parts[2]}, true
}

// place names a spot in a custom id: an entry by a hash, because its id may be too long.
func (s spot) place() string {
	switch s.do {
	case editEntry, addPhrase:
		return worktree.Digest(s.path + " " + s.id)[:16]
	case editLine:
		return s.id
	}
	return s.path
}

// spotAt finds the spot that a custom id names.
func spotAt(files fs.FS, do, place string) (spot, error) {
	switch do {
	case editLine:
		return spot{do, helplinesPath, place}, nil
	case addNew:
		if !newTopic.MatchString(place) {
			return spot{}, errNoSpot
		}
		return spot{do, place, ""}, nil
	case editEntry, addPhrase:
		topics, err := fs.Glob(files, "*/*.md")
		if err != nil {
			return spot{}, err
		}
		for _, name := range topics {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return spot{}, err
			}
			t, _ := knowledge.ParseTopic(name, text)
			for _, e := range t.Entries {
				if s := (spot{do, name, e.ID}); s.place() == place {
					return s, nil
				}
			}
		}
	}
	return spot{}, errNoSpot
}

// newTopic is the file of a topic, no longer than a custom id has room for.
var newTopic = regexp.MustCompile(`^[A-Za-z-]{2,12}/[a-z0-9]+(?:-[a-z0-9]+)*\.md$`)

const maxTopicPath = 60

// spotOf finds the entry or helpline of an id, in the files of a language or else of the
// fallback, as answers are found.
func spotOf(files fs.FS, do, id, locale string) (spot, error) {
	topic, _, isEntry := strings.Cut(id, "#")
	if !isEntry && do == editEntry {
		text, err := fs.ReadFile(files, helplinesPath)
		if err == nil {
			_, err = edit.Helpline(string(text), id)
		}
		if err != nil || len(id) > maxTopicPath {
			return spot{}, errNoSpot
		}
		return spot{editLine, helplinesPath, id}, nil
	}
	for _, lang := range languagesFor(locale) {
		name := path.Join(lang, topic+".md")
		if !fs.ValidPath(name) {
			break
		}
		if text, err := fs.ReadFile(files, name); err == nil {
			if _, _, err := edit.Entry(name, string(text), id); err == nil {
				return spot{do, name, id}, nil
			}
		}
	}
	return spot{}, errNoSpot
}

// languagesFor is the folders that an entry is looked for in, for a language (BCP 47).
func languagesFor(locale string) []string {
	base, _, _ := strings.Cut(locale, "-")
	out := []string{locale, base, knowledge.Fallback}
	return slices.DeleteFunc(out, func(lang string) bool { return lang == "" })
}

// text is what stands at a spot now; for something new, how it may be begun.
func (s spot) text(files fs.FS, w *wording.Wording) (string, error) {
	now, err := fs.ReadFile(files, s.path)
	switch {
	case s.do == addNew && err == nil:
		return w.Label("library-template-entry"), nil
	case s.do == addNew && errors.Is(err, fs.ErrNotExist):
		front, err := fs.ReadFile(files, path.Join(path.Dir(s.path), "_template.md"))
		if err != nil {
			front = []byte(w.Label("library-template-topic"))
		}
		return frontMatter(string(front)) + "\n" + w.Label("library-template-entry"), nil
	case err != nil:
		return "", err
	case s.do == editLine:
		return edit.Helpline(string(now), s.id)
	case s.do == addPhrase:
		return "", nil
	}
	text, _, err := edit.Entry(s.path, string(now), s.id)
	return text, err
}

// frontMatter is the head of a topic file, without the lines that only explain it.
func frontMatter(text string) string {
	var out strings.Builder
	marks := 0
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "")) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		out.WriteString(line)
		if strings.TrimRight(line, " \n") == "---" {
			marks++
		}
		if marks == 2 {
			break
		}
	}
	return out.String()
}

// state is a sign for what stands at a spot, by which a form knows later whether somebody
// else has changed it. What is added needs none: it is added to whatever is there.
func (s spot) state(now string) string {
	if s.do == addNew || s.do == addPhrase {
		return ""
	}
	return worktree.Digest(now)[:16]
}

// apply is the change of a file that what was typed at a spot makes, and the entry or
// helpline that it is about. The error is one of package edit's, or says that a file could
// not be read.
func (s spot) apply(files fs.FS, typed string) (c worktree.Change, about string, err error) {
	data, err := fs.ReadFile(files, s.path)
	now := string(data)
	c, about = worktree.Change{Path: s.path, Base: worktree.Digest(now)}, s.id
	switch {
	case s.do == addNew && errors.Is(err, fs.ErrNotExist):
		c.Base, c.Text = "", strings.TrimRight(strings.ReplaceAll(typed, "\r", ""), "\n ")+"\n"
		if t, _ := knowledge.ParseTopic(s.path, []byte(c.Text)); len(t.Entries) > 0 {
			about = t.Entries[0].ID
		}
		return c, about, nil
	case err != nil:
	case s.do == addNew:
		c.Text, about, err = edit.AddEntry(s.path, now, typed)
	case s.do == editLine:
		c.Text, err = edit.ReplaceHelpline(now, s.id, typed)
	case s.do == addPhrase:
		c.Text, err = edit.AddPhrasing(s.path, now, s.id, typed)
	default:
		c.Text, err = edit.ReplaceEntry(s.path, now, s.id, typed)
	}
	return c, about, err
}

// what is the line for the history.
func (s spot) what(about string) string {
	if about == "" {
		about = s.path
	}
	return about + ": " + map[string]string{editEntry: "edit", editLine: "edit", addNew: "new", addPhrase: "phrasing"}[s.do]
}
