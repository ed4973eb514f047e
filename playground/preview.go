package playground

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// A preview is an entry as members see it, and what moderators look at besides.
type preview struct {
	Entry     string           `json:"entry"`
	Title     string           `json:"title"`
	At        string           `json:"at"` // file and line
	Status    knowledge.Status `json:"status"`
	Risk      knowledge.Risk   `json:"risk"`
	ReviewBy  string           `json:"review_by"` // "" if nobody has said
	AlsoAsked []string         `json:"also_asked"`
	Problems  []problem        `json:"problems"`
	Served    bool             `json:"served"`

	// What follows is of the version that is served.
	Version string          `json:"version"`
	Short   json.RawMessage `json:"short,omitempty"`
	Whole   json.RawMessage `json:"whole,omitempty"` // if it says more than the short answer
	Grade   float64         `json:"grade"`
	Words   int             `json:"words"`
	Sources []cited         `json:"sources"`
}

type cited struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Year      string `json:"year"`
	URL       string `json:"url"`
}

// preview is GET /api/preview: one entry.
func (p *Playground) preview(r *http.Request) (any, error) {
	id, lang := r.URL.Query().Get("entry"), r.URL.Query().Get("lang")
	if lang == "" {
		lang = knowledge.Fallback
	}
	files, err := p.files(r.Context())
	if err != nil {
		return nil, err
	}
	v := preview{Entry: id, AlsoAsked: []string{}, Problems: []problem{}, Sources: []cited{}}
	written := p.written(files, &v, lang)
	err = p.withLibrary(func(l *knowledge.Library) error {
		v.Version = l.Version
		var e *knowledge.Entry
		if edition := l.Edition(lang); edition != nil {
			e = edition.Entry(id)
		}
		switch {
		case e == nil && !written:
			return refusal{"There is no such entry."}
		case e == nil:
			return nil
		}
		v.Grade, v.Words = math.Round(e.Grade()*10)/10, e.Words()
		if v.Served = serves(l, p.asking(""), lang, id); !v.Served {
			return nil
		}
		return p.asSeen(&v, lang)
	})
	return v, err
}

// written fills in what the files say of an entry, and reports whether they have it.
func (p *Playground) written(files fs.FS, v *preview, lang string) bool {
	topic, _, _ := strings.Cut(v.Entry, "#")
	name := path.Join(lang, topic+".md")
	if !fs.ValidPath(name) || strings.Count(name, "/") != 1 {
		return false
	}
	t := topicIn(files, name)
	if t == nil {
		return false
	}
	n := slices.IndexFunc(t.Entries, func(e *knowledge.Entry) bool { return e.ID == v.Entry })
	if n < 0 {
		return false
	}
	e, end := t.Entries[n], math.MaxInt
	if n+1 < len(t.Entries) {
		end = t.Entries[n+1].Pos.Line
	}
	v.Title, v.At, v.Status, v.Risk = e.Question.Text, e.Pos.String(), t.Status, t.Risk
	if !t.ReviewBy.IsZero() {
		v.ReviewBy = t.ReviewBy.Format(time.DateOnly)
	}
	for _, phrase := range e.AlsoAsked {
		v.AlsoAsked = append(v.AlsoAsked, phrase.Text)
	}
	result, _ := p.read()
	for _, d := range result.Diagnostics {
		if d.File == name && d.Line >= e.Pos.Line && d.Line < end {
			v.Problems = append(v.Problems, problemsOf(knowledge.Diagnostics{d})...)
		}
	}
	return true
}

// asSeen fills in an entry as members see it.
func (p *Playground) asSeen(v *preview, lang string) (err error) {
	q := p.asking("")
	q.Locale = lang
	r := p.Options.Bot.Responder
	short, whole := r.Short(v.Entry, q), r.Entry(v.Entry, q)
	if err := errors.Join(short.Err, whole.Err); err != nil {
		return err
	}
	if v.Short, err = p.bot.Message(short); err != nil {
		return err
	}
	if len(whole.Paragraphs) > len(short.Paragraphs) {
		if v.Whole, err = p.bot.Message(whole); err != nil {
			return err
		}
	}
	v.Sources = sourcesOf(whole)
	if v.Title == "" {
		v.Title = whole.Title
	}
	return nil
}

func sourcesOf(r responses.Reply) []cited {
	out := []cited{}
	for _, s := range r.Sources {
		out = append(out, cited{s.ID, s.Title, s.Publisher, s.Year, s.URL})
	}
	return out
}
