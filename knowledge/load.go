package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Files of a content folder that are not topics.
const (
	referencesFile = "references.yaml"
	helplinesFile  = "helplines.yaml"
	lexiconFile    = "synonyms.yaml"
	hintsFile      = "hints.txt"
)

// Load reads a content folder and checks it. Problems are returned as data,
// sorted; with an error among them the library is nil. err says that the folder
// could not be read at all. now decides which reviews are overdue.
//
// A folder without helplines.yaml gives a library whose Helplines are nil.
func Load(fsys fs.FS, now time.Time) (*Library, Diagnostics, error) {
	c := &corpus{now: now, hash: sha256.New(), files: map[string]*file{}, languages: map[string]*languageFiles{}}
	if err := c.read(fsys); err != nil {
		return nil, nil, err
	}
	for _, ck := range checks {
		ck.find(c, func(pos Position, message string) { c.add(pos, ck.severity, ck.name, message) })
	}
	ds := c.diagnostics()
	if ds.Errors() > 0 {
		return nil, ds, nil
	}
	return c.library(), ds, nil
}

// A corpus is a content folder as it was read, before it is a library: topics
// of every status, and the problems found so far.
type corpus struct {
	now  time.Time
	hash interface {
		io.Writer
		Sum([]byte) []byte
	}
	files     map[string]*file
	count     int        // of files that were read
	bytes     int        // in them
	ignored   []Position // files and folders that look like content and are not read
	sources   []*Source
	helplines *Helplines
	languages map[string]*languageFiles
	problems  Diagnostics
}

// languageFiles is what one language folder holds.
type languageFiles struct {
	topics  []*Topic
	lexicon *Lexicon
	hints   []Hints
}

func (c *corpus) read(fsys fs.FS) error {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return fmt.Errorf("read content folder: %w", err)
	}
	if c.sources, err = readOne(c, fsys, referencesFile, MaxFile, parseReferences); err != nil {
		return err
	}
	if c.helplines, err = readOne(c, fsys, helplinesFile, MaxFile, parseHelplines); err != nil {
		return err
	}
	for _, e := range entries {
		if !isLanguage(fsys, e.Name()) {
			c.ignore(".", e)
			continue
		}
		if err := c.readLanguage(fsys, e.Name()); err != nil {
			return err
		}
	}
	if len(c.languages) == 0 {
		c.add(Position{File: ".", Line: 1, Col: 1}, Error, "no-content", `no language folder such as "en" with topics in it`)
	}
	return nil
}

// isLanguage reports whether name is a folder named after a language. The
// folder may be a link, as Kubernetes mounts them.
func isLanguage(fsys fs.FS, name string) bool {
	if isHidden(name) {
		return false
	}
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.IsDir() {
		return false
	}
	_, err = language.Parse(name)
	return err == nil
}

func (c *corpus) readLanguage(fsys fs.FS, lang string) error {
	names, err := fs.ReadDir(fsys, lang)
	if err != nil {
		return fmt.Errorf("read content folder %s: %w", lang, err)
	}
	l := &languageFiles{}
	c.languages[lang] = l
	if l.lexicon, err = readOne(c, fsys, path.Join(lang, lexiconFile), MaxFile, parseLexicon); err != nil {
		return err
	}
	if l.hints, err = readOne(c, fsys, path.Join(lang, hintsFile), maxHintsFile, parseHints); err != nil {
		return err
	}
	for _, n := range names {
		if isHidden(n.Name()) || path.Ext(n.Name()) != ".md" || n.IsDir() {
			c.ignore(lang, n)
			continue
		}
		t, err := readOne(c, fsys, path.Join(lang, n.Name()), MaxFile, parseTopic)
		if err != nil {
			return err
		}
		if t != nil {
			l.topics = append(l.topics, t)
		}
	}
	// What is not served comes last: where two claim one name, the draft is told,
	// and what is served is not held up by it.
	slices.SortStableFunc(l.topics, func(a, b *Topic) int { return btoi(a.Status != Published) - btoi(b.Status != Published) })
	return nil
}

// isHidden reports whether a file is not meant as content.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

// ignore remembers a file or folder that is not read and looks as if it should be.
func (c *corpus) ignore(folder string, e fs.DirEntry) {
	name := path.Join(folder, e.Name())
	kinds := []string{".md", ".markdown", ".yaml", ".yml"}
	switch {
	case isHidden(e.Name()), strings.EqualFold(e.Name(), "readme.md"):
	case name == referencesFile, name == helplinesFile, name == path.Join(folder, lexiconFile), name == path.Join(folder, hintsFile): // read elsewhere
	case e.IsDir(), slices.Contains(kinds, strings.ToLower(path.Ext(name))):
		c.ignored = append(c.ignored, Position{File: name, Line: 1, Col: 1})
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// readOne reads and parses one file of at most some bytes; a missing one gives the zero value.
func readOne[T any](c *corpus, fsys fs.FS, name string, most int64, parse func(*file, func(Position, string, string)) T) (parsed T, err error) {
	info, err := fs.Stat(fsys, name)
	var data []byte
	if err == nil && info.Size() <= most {
		data, err = fs.ReadFile(fsys, name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return parsed, nil
	}
	if err != nil {
		return parsed, fmt.Errorf("read content: %w", err)
	}
	if c.count, c.bytes = c.count+1, c.bytes+len(data); c.count > MaxFiles || c.bytes > MaxBytes {
		return parsed, ErrTooLarge
	}
	fmt.Fprintf(c.hash, "%s %d\n", name, len(data))
	c.hash.Write(data)
	if size := max(info.Size(), int64(len(data))); size > most { // it may have grown since
		c.add(Position{File: name, Line: 1, Col: 1}, Error, "file-too-large", fmt.Sprintf("%d kB: a content file has at most %d kB", size>>10, most>>10))
		return parsed, nil
	}
	report := func(pos Position, check, message string) { c.add(pos, Error, check, message) }
	f := newFile(name, data)
	if !f.bounded(report) { // told without the line, which may be all of the file
		return parsed, nil
	}
	c.files[name] = f
	if i := f.invalid(); i >= 0 {
		c.add(f.at(i, 1), Error, "bad-utf8", "this is not UTF-8 text: save the file as UTF-8")
		return parsed, nil
	}
	f.hidden(report)
	return parse(f, report), nil
}

func (c *corpus) add(pos Position, severity Severity, check, message string) {
	d := Diagnostic{Position: pos, Severity: severity, Check: check, Message: message}
	if f := c.files[pos.File]; f != nil {
		d.Source = f.line(pos.Line)
	}
	c.problems = append(c.problems, d)
}

// diagnostics is every problem, sorted; those of a topic that is not served are
// warnings.
func (c *corpus) diagnostics() Diagnostics {
	unserved := map[string]bool{}
	for t := range c.topics() {
		unserved[t.Pos.File] = t.Status != Published
	}
	for i := range c.problems {
		if unserved[c.problems[i].File] {
			c.problems[i].Severity = Warning
		}
	}
	c.problems.Sort()
	return c.problems
}

// library is what is served of a corpus without errors.
func (c *corpus) library() *Library {
	l := &Library{Version: hex.EncodeToString(c.hash.Sum(nil))[:12], Helplines: c.helplines, sources: map[string]*Source{}}
	for _, s := range c.sources {
		l.sources[s.ID] = s
	}
	for _, lang := range c.sortedLanguages() {
		l.Editions = append(l.Editions, c.edition(lang))
	}
	return l
}

func (c *corpus) edition(lang string) *Edition {
	e := &Edition{Lang: lang, Lexicon: c.languages[lang].lexicon, Hints: c.languages[lang].hints, entries: map[string]*Entry{}}
	if e.Lexicon == nil {
		e.Lexicon = &Lexicon{}
	}
	e.add(c.languages[lang].topics)
	if fallback := c.languages[Fallback]; fallback != nil && lang != Fallback {
		e.add(fallback.topics)
	}
	slices.SortFunc(e.Topics, func(a, b *Topic) int { return strings.Compare(a.ID, b.ID) })
	return e
}

// add takes the published topics, and of a topic that is there already the
// entries that it lacks.
func (e *Edition) add(topics []*Topic) {
	for _, t := range topics {
		if t.Status != Published {
			continue
		}
		own := *t
		own.Entries = nil
		for _, en := range t.Entries {
			if e.entries[en.ID] == nil {
				e.entries[en.ID] = en
				own.Entries = append(own.Entries, en)
			}
		}
		i := slices.IndexFunc(e.Topics, func(have *Topic) bool { return have.ID == t.ID })
		switch {
		case i >= 0:
			e.Topics[i].Entries = append(e.Topics[i].Entries, own.Entries...)
		case len(own.Entries) > 0:
			e.Topics = append(e.Topics, &own)
		}
	}
}

// LoadHelplines reads the helplines of a content folder and nothing else.
func LoadHelplines(fsys fs.FS) (*Helplines, error) {
	c := &corpus{hash: sha256.New(), files: map[string]*file{}}
	h, err := readOne(c, fsys, helplinesFile, MaxFile, parseHelplines)
	switch {
	case err != nil:
		return nil, err
	case len(c.problems) > 0:
		return nil, errors.New(c.problems[0].String())
	case h == nil:
		return nil, fmt.Errorf("read content: %s: %w", helplinesFile, fs.ErrNotExist)
	}
	return h, nil
}
