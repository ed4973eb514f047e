// Package wording holds every sentence that Hebb says of itself, as text that
// people who do not program can edit: one folder a language, see en/README.md.
package wording

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"
	"unicode"

	"github.com/goccy/go-yaml"
)

//go:embed en
var files embed.FS

const fallbackLang = "en"

// Data is what a text may be filled in with.
type Data struct {
	Emergency string   // "911", or words such as "your local emergency number"
	Directory string   // web address of a directory of lines
	Poison    string   // phone of the poison line, "" when none may be shown
	Minor     bool     // the asker is under 18
	Topics    []string // titles of the nearest topics
	Checked   string   // a day such as "22 November 2026"
	ReviewBy  string   // the same
	Example   string   // a question that can be asked; filled in if empty
	Sure      string   // how sure the best entry is, such as "0.93"
	Behind    string   // how far the next is behind it, "" where there is none
	AnswerAt  string   // from which on the best answers
	OfferAt   string   // from which on it is offered
}

// A Wording is the sentences of one language. It is immutable and safe for
// concurrent use.
type Wording struct {
	lang      string
	replies   map[string]reply
	labels    map[string]*template.Template
	greetings map[string]bool
	abroad    map[string]Abroad // by language, ISO 639-1
}

// Abroad is a few sentences in a language that there is no folder of. Those of an unknown
// language are empty.
type Abroad struct {
	Help    string // for somebody in danger
	Danger  string // where something physical may be happening
	English string // that replies are in English
	Found   string // what follows is what was found
}

type reply struct{ title, text *template.Template }

// Load reads the wording of a language (BCP 47), or English where there is none
// in it. Every text is filled in once, so that a broken one is found at the start.
func Load(lang string) (*Wording, error) {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if _, err := fs.Stat(files, base); err != nil || base == "" {
		base = fallbackLang
	}
	folder, err := fs.Sub(files, base)
	if err != nil {
		return nil, fmt.Errorf("load wording: %w", err)
	}
	w, err := load(folder)
	if err != nil {
		return nil, fmt.Errorf("load wording %s: %w", base, err)
	}
	w.lang = base
	return w, nil
}

func load(folder fs.FS) (*Wording, error) {
	w := &Wording{replies: map[string]reply{}, labels: map[string]*template.Template{}, greetings: map[string]bool{}}
	for _, name := range []string{"labels.yaml", "moderators.yaml"} {
		if err := w.readLabels(folder, name); err != nil {
			return nil, err
		}
	}
	if err := w.readGreetings(folder); err != nil {
		return nil, err
	}
	if err := w.readAbroad(folder); err != nil {
		return nil, err
	}
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if name == greetingsFile {
			continue
		}
		if err := w.readReply(folder, name); err != nil {
			return nil, err
		}
	}
	if _, ok := w.replies[fallbackReply]; !ok {
		return nil, fmt.Errorf("%s.txt is missing", fallbackReply)
	}
	return w, nil
}

func (w *Wording) readReply(folder fs.FS, name string) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	title, text, ok := strings.Cut(string(data), "\n\n")
	if !ok {
		return fmt.Errorf("%s: want a title, a blank line, and the text", name)
	}
	var r reply
	if r.title, err = compile(name, title); err != nil {
		return err
	}
	// The title's two lines are kept as blank ones, so that an error names the
	// right line.
	if r.text, err = compile(name, "\n\n"+text); err != nil {
		return err
	}
	w.replies[strings.TrimSuffix(path.Base(name), ".txt")] = r
	return nil
}

func (w *Wording) readLabels(folder fs.FS, name string) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	var labels map[string]string
	if err := yaml.UnmarshalWithOptions(data, &labels, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for key, text := range labels {
		if w.labels[key] != nil {
			return fmt.Errorf("%s: %s is in another file already", name, key)
		}
		if w.labels[key], err = compile(name+": "+key, text); err != nil {
			return err
		}
	}
	return nil
}

const greetingsFile = "greetings.txt"

func (w *Wording) readGreetings(folder fs.FS) error {
	data, err := fs.ReadFile(folder, greetingsFile)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			w.greetings[line] = true
		}
	}
	return nil
}

// readAbroad reads what is said in languages that there is no folder of, if anything is.
func (w *Wording) readAbroad(folder fs.FS) error {
	const name = "abroad.yaml"
	data, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(data, &w.abroad, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for language, text := range w.abroad {
		if len(language) != 2 || text.Help == "" || text.Danger == "" || text.English == "" || text.Found == "" {
			return fmt.Errorf("%s: %q: want a language of two letters with texts for help, danger, english and found", name, language)
		}
	}
	return nil
}

// samples are what every text is filled in with at the start: nothing, and everything, so
// that both sides of each {{if}} are tried.
var samples = []Data{{}, {
	Emergency: "E", Directory: "D", Poison: "P", Minor: true, Topics: []string{"T", "U"}, Checked: "C", ReviewBy: "R", Example: "X",
	Sure: "0.5", Behind: "0.1", AnswerAt: "0.6", OfferAt: "0.1",
}}

// compile parses a text and fills it in once with each sample.
func compile(name, text string) (*template.Template, error) {
	t, err := template.New(name).Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	for _, d := range samples {
		if err := t.Execute(new(strings.Builder), d); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Lang is the language of the wording.
func (w *Wording) Lang() string { return w.lang }

// fallbackReply is said where a reply is missing.
const fallbackReply = "fallback"

// Reply is a reply's title and text, filled in. Of a name that does not exist it
// is the fallback, which is always safe to say.
func (w *Wording) Reply(name string, d Data) (title, text string) {
	r, ok := w.replies[name]
	if !ok {
		r = w.replies[fallbackReply]
	}
	if d.Example == "" {
		d.Example = w.Label("example")
	}
	return fill(r.title, d), fill(r.text, d)
}

// Abroad is what is said in another language (ISO 639-1) before the rest of a reply.
func (w *Wording) Abroad(language string) Abroad { return w.abroad[language] }

// Label is a short text; of a key that does not exist it is the key.
func (w *Wording) Label(key string) string { return w.Fill(key, Data{}) }

// Fill is a short text, filled in.
func (w *Wording) Fill(key string, d Data) string {
	t := w.labels[key]
	if t == nil {
		return key
	}
	return fill(t, d)
}

func fill(t *template.Template, d Data) string {
	var b strings.Builder
	// Every text was filled in at the start, and none branches on anything that
	// could fail later; what was written before an error is still worth saying.
	_ = t.Execute(&b, d)
	return strings.TrimSpace(b.String())
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

var noApostrophes = strings.NewReplacer("'", "", "’", "")

// maxGreeting is the most words a greeting has: a longer message says more.
const maxGreeting = 12

// IsGreeting reports whether a message only greets, thanks or asks who this is,
// in one of the lines of greetings.txt or several after one another, or is empty.
func (w *Wording) IsGreeting(message string) bool {
	words := strings.FieldsFunc(strings.ToLower(noApostrophes.Replace(message)), notWord)
	if len(words) == 0 || len(words) > maxGreeting {
		return strings.TrimSpace(message) == ""
	}
	upTo := make([]bool, len(words)+1) // whether the first n words are greetings
	upTo[0] = true
	for n := range words {
		for m := n + 1; upTo[n] && m <= len(words); m++ {
			upTo[m] = upTo[m] || w.greetings[strings.Join(words[n:m], " ")]
		}
	}
	return upTo[len(words)]
}
