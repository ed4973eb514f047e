package playground

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// mostProblems is how many problems are told; the errors come first.
const mostProblems = 200

// snippetWidth is how much of a line is shown: what a phone has room for.
const snippetWidth = 60

// A problem is a diagnostic as the page shows it.
type problem struct {
	At       string `json:"at"` // "en/sleep.md:4:11"
	Severity string `json:"severity"`
	Check    string `json:"check"`
	Message  string `json:"message"`
	Snippet  string `json:"snippet"` // the line with a caret below, "" for none
}

// A topicLine is a topic as its file says, served or not.
type topicLine struct {
	ID      string           `json:"id"`
	Lang    string           `json:"lang"`
	Title   string           `json:"title"`
	File    string           `json:"file"`
	Status  knowledge.Status `json:"status"`
	Risk    knowledge.Risk   `json:"risk"`
	Entries []entryLine      `json:"entries"`
}

type entryLine struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Served bool   `json:"served"`
}

// listing is GET /api/content: the topics and entries as the files have them now, and what is
// wrong with them.
func (p *Playground) listing(r *http.Request) (any, error) {
	result, _ := p.read()
	files, err := p.files(r.Context())
	if err != nil {
		return nil, err
	}
	topics, err := topicsIn(files)
	if err != nil {
		return nil, err
	}
	lines := make([]topicLine, 0, len(topics))
	err = p.withLibrary(func(l *knowledge.Library) error {
		q := p.asking("")
		for _, t := range topics {
			lines = append(lines, topicLineOf(t, func(lang, id string) bool { return serves(l, q, lang, id) }))
		}
		return nil
	})
	told := slices.Clone(result.Diagnostics)
	slices.SortStableFunc(told, func(a, b knowledge.Diagnostic) int { return cmp.Compare(b.Severity, a.Severity) })
	return struct {
		Content  any         `json:"content"`
		Embedded bool        `json:"embedded"` // what is served is the library inside the program
		Problems []problem   `json:"problems"`
		Topics   []topicLine `json:"topics"`
	}{summary(result), result.Embedded, problemsOf(told[:min(len(told), mostProblems)]), lines}, err
}

func topicLineOf(t *knowledge.Topic, served func(lang, id string) bool) topicLine {
	line := topicLine{ID: t.ID, Lang: path.Dir(t.Pos.File), Title: cmp.Or(t.Title.Text, t.ID), File: t.Pos.File, Status: t.Status, Risk: t.Risk, Entries: []entryLine{}}
	for _, e := range t.Entries {
		line.Entries = append(line.Entries, entryLine{e.ID, e.Question.Text, served(line.Lang, e.ID)})
	}
	return line
}

// serves reports whether who asks can see an entry of the library.
func serves(l *knowledge.Library, q responses.Question, lang, id string) bool {
	edition := l.Edition(lang)
	if edition == nil {
		return false
	}
	e := edition.Entry(id)
	return e != nil && q.Serves(e, time.Now())
}

func problemsOf(ds knowledge.Diagnostics) []problem {
	out := make([]problem, 0, len(ds))
	for _, d := range ds {
		out = append(out, problem{d.Position.String(), d.Severity.String(), d.Check, d.Message, d.Narrow(snippetWidth).Snippet()})
	}
	return out
}

// files is the content files as they are now.
func (p *Playground) files(ctx context.Context) (fs.FS, error) {
	if p.Options.Bot.Tree == nil {
		return os.DirFS(p.Folder), nil
	}
	files, err := p.Options.Bot.Tree.Files(ctx)
	if err != nil {
		return nil, fmt.Errorf("show the content: %w", err)
	}
	return files, nil
}

// topicsIn is the topics of all languages, whatever their status, as far as they can be read.
func topicsIn(files fs.FS) (topics []*knowledge.Topic, err error) {
	names, err := fs.Glob(files, "*/*.md")
	if err != nil {
		return nil, fmt.Errorf("show the content: %w", err)
	}
	for _, name := range names {
		if strings.ContainsAny(path.Base(name)[:1]+name[:1], "._") {
			continue
		}
		if t := topicIn(files, name); t != nil {
			topics = append(topics, t)
		}
	}
	return topics, nil
}

// topicIn is the topic in a file, nil if there is no such file.
func topicIn(files fs.FS, name string) *knowledge.Topic {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil // it was taken away between two looks
	}
	t, _ := knowledge.ParseTopic(name, data)
	return t
}

// withLibrary uses the library that is served.
func (p *Playground) withLibrary(use func(*knowledge.Library) error) error {
	s := p.Options.Bot.Library.Acquire()
	if s == nil {
		return refusal{"There is no library at the moment."}
	}
	defer s.Release()
	return use(s.Library)
}
