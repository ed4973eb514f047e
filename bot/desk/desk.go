// Package desk is where an edit of the library lies until it is published: what is wrong
// with it, how members would see it, what else it changes, and who has to agree. It knows
// nothing of Discord.
package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
)

// A Desk checks and publishes edits, one at a time: each builds an index, which takes a
// second of the processor and memory that is let go of at the end. Make one with New; it is
// safe for concurrent use.
type Desk struct {
	Options
	turn chan struct{}
}

// Options make a Desk.
type Options struct {
	Tree    worktree.Tree
	Library *live.Current                                // what is served: Publish reloads it
	Over    func(*live.Current) *responses.Responder     // what would be said if that were served
	Judge   func(text string) triage.Verdict             // what a text needs; see package triage
	Now     func() time.Time                             // the clock; nil means time.Now
	Compare func(context.Context, Served, Served) string // how answers change from one to the other, "" for nothing to say; nil is never asked
}

// Served is a library and what answers from it.
type Served struct {
	*live.Current
	*responses.Responder
}

// New makes a Desk.
func New(opts Options) *Desk {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Desk{Options: opts, turn: make(chan struct{}, 1)}
}

// Why an edit is not published.
var (
	ErrProblems  = errors.New("the edit has errors")
	ErrUnchanged = errors.New("the edit changes nothing")
	ErrApproval  = errors.New("the edit needs more people to agree")
)

// A Checked is what there is to know of an edit before it is published.
type Checked struct {
	// Problems is what is wrong with the changed files, and what the edit makes wrong in
	// others. If there are errors, it is not published; if they are all of before and
	// elsewhere, they are told all the same.
	Problems knowledge.Diagnostics
	// Approvals is how many moderators have to agree besides the one who proposes it.
	Approvals int
	// Short and Whole are what members will read of the entry that it is about: its short
	// answer, and all of it. They are nil with errors, and for an entry that is not served.
	// Of a helpline Short is the reply that lists it.
	Short, Whole *responses.Reply
	// Answers says how the answers to the library's own questions change.
	Answers string
	// Lines is what changes in the files, line by line.
	Lines []string
}

// Check looks at an edit. about is the entry, or the helpline, that it is about, "" for none;
// compare asks the library's own questions as well. An error says that it could not be looked at.
func (d *Desk) Check(ctx context.Context, changes []worktree.Change, about string, compare bool) (Checked, error) {
	if err := d.enter(ctx); err != nil {
		return Checked{}, err
	}
	left := false
	leave := func() {
		if !left {
			left = true
			d.leave()
		}
	}
	defer leave()
	files, err := d.Tree.Files(ctx)
	if err != nil {
		return Checked{}, fmt.Errorf("check an edit: %w", err)
	}
	c := Checked{Lines: lines(files, changes)}
	c.Approvals = d.approvals(files, changes, c.Lines)
	tried, r := d.Library.Try(over(files, changes))
	if tried != nil {
		defer tried.Close()
	} else if r.Diagnostics.Errors() == 0 {
		return Checked{}, fmt.Errorf("check an edit: %w", r.Err)
	}
	if c.Problems, err = d.problems(files, changes, r.Diagnostics); err != nil {
		return Checked{}, err
	}
	if tried != nil {
		responder := d.Over(tried)
		c.preview(tried, responder, about, changes)
		leave() // comparing takes long, and nobody else's edit waits for it
		if compare && d.Compare != nil {
			c.Answers = d.Compare(ctx, Served{d.Library, d.Over(d.Library)}, Served{tried, responder})
		}
	}
	return c, nil
}

// enter waits for a turn.
func (d *Desk) enter(ctx context.Context) error {
	select {
	case d.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for another edit: %w", ctx.Err())
	}
}

func (d *Desk) leave() { <-d.turn }

// problems is what is told of what is wrong. Where what is wrong elsewhere was so before, it
// is no concern of the edit, unless that alone keeps it from being published.
func (d *Desk) problems(files fs.FS, changes []worktree.Change, now knowledge.Diagnostics) (knowledge.Diagnostics, error) {
	_, before, err := knowledge.Load(files, d.Now())
	if err != nil {
		return nil, fmt.Errorf("check an edit: %w", err)
	}
	known := map[string]int{}
	for _, p := range before {
		known[saying(p)]++
	}
	var told knowledge.Diagnostics
	for _, p := range now {
		changed := slices.ContainsFunc(changes, func(c worktree.Change) bool { return c.Path == p.File })
		if old := known[saying(p)] > 0; old && !changed {
			known[saying(p)]--
			continue
		}
		told = append(told, p)
	}
	if now.Errors() > 0 && told.Errors() == 0 {
		return now, nil
	}
	return told, nil
}

// saying is a problem without its line, which moves when something is written above it.
func saying(p knowledge.Diagnostic) string {
	return strings.Join([]string{p.File, p.Check, p.Message, p.Source}, "\n")
}

// preview fills in what members will read.
func (c *Checked) preview(tried *live.Current, r *responses.Responder, about string, changes []worktree.Change) {
	q := responses.Question{Locale: languageOf(changes)}
	s := tried.Acquire()
	defer s.Release()
	if strings.Contains(about, "#") {
		if s.Library.Edition(q.Locale).Entry(about) == nil {
			return
		}
		short, whole := r.Short(about, q), r.Entry(about, q)
		c.Short, c.Whole = &short, &whole
		return
	}
	for code, country := range s.Library.Helplines.Countries {
		if slices.ContainsFunc(country.Lines, func(l *knowledge.Helpline) bool { return l.ID == about }) {
			q.Country = code
			short := r.Support(q)
			c.Short = &short
			return
		}
	}
}

// languageOf is the language of the first topic that is changed, "" for none.
func languageOf(changes []worktree.Change) string {
	for _, c := range changes {
		if lang := path.Dir(c.Path); lang != "." {
			return lang
		}
	}
	return ""
}

// A Published is an edit that is in the files.
type Published struct {
	worktree.Revision
	// Version is that of the library that is served now.
	Version string
	// Unrecorded says that the files could be written but not be recorded in the history.
	Unrecorded bool
	// Unpushed says that the git remote does not have it yet; it is served all the same.
	Unpushed bool
	// Err is why what was published is not served; nil if it is.
	Err error
}

// Publish checks an edit anew, on the files as they are now, and publishes and serves it.
// agreed is how many moderators agree besides the one who proposed it. It fails with
// worktree.ErrChanged if a file is no longer what the edit was made from, and with one of
// the errors of this package.
func (d *Desk) Publish(ctx context.Context, changes []worktree.Change, agreed int, by worktree.Author, message string) (Published, error) {
	if err := d.enter(ctx); err != nil {
		return Published{}, err
	}
	defer d.leave()
	files, err := d.Tree.Files(ctx)
	if err != nil {
		return Published{}, fmt.Errorf("publish an edit: %w", err)
	}
	if err := d.mayPublish(files, changes, agreed); err != nil {
		return Published{}, err
	}
	var p Published
	p.Revision, err = d.Tree.Publish(ctx, changes, by, message)
	p.Unrecorded, p.Unpushed = errors.Is(err, worktree.ErrNotRecorded), errors.Is(err, worktree.ErrNotPushed)
	if !worktree.Published(err) {
		return Published{}, fmt.Errorf("publish an edit: %w", err)
	}
	r := d.Library.Reload()
	p.Version, p.Err = r.Version, r.Err
	return p, nil
}

// mayPublish says why an edit is not published, if so.
func (d *Desk) mayPublish(files fs.FS, changes []worktree.Change, agreed int) error {
	same, changed := true, false
	for _, c := range changes {
		now, there := text(files, c.Path)
		changed = changed || there && worktree.Digest(now) != c.Base || !there && c.Base != ""
		same = same && there && now == c.Text
	}
	switch {
	case same: // also where it was published already, and that was not heard of
		return ErrUnchanged
	case changed:
		return fmt.Errorf("publish an edit: %w", worktree.ErrChanged)
	}
	if agreed < d.approvals(files, changes, lines(files, changes)) {
		return ErrApproval
	}
	_, problems, err := knowledge.Load(over(files, changes), d.Now())
	switch {
	case err != nil:
		return fmt.Errorf("publish an edit: %w", err)
	case problems.Errors() > 0:
		return ErrProblems
	}
	return nil
}

// text is what a file says, and whether it is there.
func text(files fs.FS, name string) (string, bool) {
	data, err := fs.ReadFile(files, name)
	return string(data), err == nil
}
