package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
)

// What can be looked at without Discord, but for the store (doctor_store.go).

func (e *examination) lookAtSettings() []finding {
	from := "no settings file: defaults and variables"
	if e.file != "" {
		from = string(e.file) + " and variables"
	}
	settings, err := e.source()
	var mistakes config.Errors
	switch {
	case err == nil:
		e.settings = &settings
		if e.file == "" {
			return one(well, from, "hebb init writes a file to begin with")
		}
		return one(well, from+", without a mistake", "")
	case errors.As(err, &mistakes):
		var out []finding
		for _, m := range mistakes {
			out = append(out, one(problem, m.String(), "mend it; hebb --help lists all settings")...)
		}
		return out
	case errors.Is(err, fs.ErrNotExist):
		return one(problem, from+": "+err.Error(), fmt.Sprintf("hebb init %s writes one", e.file))
	default:
		return one(problem, from+": "+err.Error(), "let Hebb read the file, or name another with --config")
	}
}

func (e *examination) lookAtContent() []finding {
	dir := e.settings.Content.Dir
	where, again := "the library inside the program", "hebb check"
	if dir != "" {
		where, again = dir, "hebb check "+dir
	}
	folder, err := folderOr(dir)
	if git := e.settings.Content.Git.URL; git != "" {
		dir, where = git, git
		folder, err = e.remoteFiles()
	}
	var library *knowledge.Library
	var found knowledge.Diagnostics
	if err == nil {
		library, found, err = knowledge.Load(folder, e.now())
	}
	if library == nil && dir != "" { // as run does
		e.library, _, _ = knowledge.Load(content.FS, e.now())
	} else {
		e.library = library
	}
	warnings := len(found) - found.Errors()
	switch {
	case err != nil:
		mend := "mend content.dir"
		if e.settings.Content.Git.URL != "" {
			mend = "see that content.git.url, branch and path are right, and that content.git.token or content.git.key lets Hebb read it"
		}
		return one(problem, err.Error()+"; the library inside the program is served", mend)
	case library == nil:
		return one(problem, fmt.Sprintf("%s has %s; the library inside the program is served", where, count(found.Errors(), "error")), again+" prints them, with their lines")
	case warnings > 0:
		return one(warning, fmt.Sprintf("%s: %s; %s", where, describe(library), count(warnings, "warning")), again+" prints them")
	}
	return one(well, where+": "+describe(library), "")
}

// remoteFiles pulls the content's git remote into a clone that is thrown away, so that the one
// that is served from is not touched. Whether Hebb may push is seen at the first publishing.
func (e *examination) remoteFiles() (fs.FS, error) {
	clone, err := os.MkdirTemp("", "hebb-doctor-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(clone) }() // the files are read into memory
	settings := *e.settings
	settings.Content.Git.Dir = filepath.Join(clone, "content.git")
	from, err := openSource(settings, "")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(e, firstPull)
	defer cancel()
	p, err := from.git.Pull(ctx)
	if err != nil {
		return nil, err
	}
	if p.Refused != nil {
		return nil, fmt.Errorf("its newest commit %s: %w", p.Refused.ID[:12], p.Refused.Err)
	}
	return from.files(ctx)
}

// day is a date as content files write it.
func day(t time.Time) string { return t.Format(time.DateOnly) }

func (e *examination) lookAtLibraryAge() []finding {
	now := e.now()
	var overdue, expired, undated, reviewed, topics int
	var first, last time.Time // when a topic was last held against its sources
	for _, edition := range e.library.Editions {
		for _, t := range edition.Topics {
			topics++
			switch {
			case t.Expired(now):
				expired++
			case t.Overdue(now):
				overdue++
			}
			if len(t.ReviewedBy) > 0 {
				reviewed++
			}
			if t.Checked.IsZero() {
				undated++
				continue
			}
			if first.IsZero() || t.Checked.Before(first) {
				first = t.Checked
			}
			if t.Checked.After(last) {
				last = t.Checked
			}
		}
	}
	found := fmt.Sprintf("%s, last held against their sources from %s to %s; %d reviewed by an expert", count(topics, "topic"), day(first), day(last), reviewed)
	const do = "hold them against their sources, then set checked and review_by (docs/content.md)"
	switch {
	case expired > 0:
		return one(problem, fmt.Sprintf("%s; %d more than a year overdue for review and no longer served, %d overdue", found, expired, overdue), do)
	case overdue > 0:
		return one(warning, fmt.Sprintf("%s; %d overdue for review", found, overdue), do)
	case undated > 0:
		return one(warning, fmt.Sprintf("%s; %d without a date", found, undated), do)
	}
	return one(well, found+"; none overdue", "")
}

func (e *examination) lookAtHelplines() []finding {
	h := e.library.Helplines
	if h == nil {
		var err error
		if h, err = embeddedHelplines(); err != nil {
			return one(problem, err.Error(), "please report it")
		}
	}
	now := e.now()
	checked := "never checked by a person"
	if !h.CheckedByHuman.IsZero() {
		checked = "checked by a person on " + day(h.CheckedByHuman)
	}
	found := fmt.Sprintf("collected on %s, %s; %d days old, and to be checked every %d", day(h.Compiled), checked, h.Age(now), h.RecheckDays)
	const do = "check every line against its service's own page, then set checked_by_human in helplines.yaml"
	switch {
	case h.Expired(now):
		return one(problem, found+"; members are shown directories only", do)
	case h.Stale(now):
		return one(problem, found+"; members are shown directories first", do)
	case h.CheckedByHuman.IsZero():
		return one(warning, found, do)
	}
	return one(well, found, "")
}

// undone is what only people can do, and nobody has done yet, one a line. A test holds
// docs/safety.md to the same list.
//
//go:embed undone.txt
var undone string

func (e *examination) lookAtPeople() []finding {
	var out []finding
	for line := range strings.Lines(undone) {
		out = append(out, one(warning, "not done yet: "+strings.TrimSpace(line), "only people can; see docs/safety.md")...)
	}
	return out
}
