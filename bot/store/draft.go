package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// A Draft is an edit of the library that is not published yet. It is never changed: who
// edits it again makes another. By whom it is, it does not say.
type Draft struct {
	ID      string
	About   string // the entry or helpline that is shown, "" for none
	What    string // a line for the history
	Form    string // the form that it was typed into, "" for none
	Typed   string // what was typed into it
	Files   []DraftFile
	Created time.Time
}

// A DraftFile is the new text of one file.
type DraftFile struct {
	Path string
	Base string // digest of the text that it was made from, "" for a new file
	Text string
}

// Bounds of drafts. When there are too many, the oldest make room: what was typed just now
// is worth more than what nobody came back to.
const (
	MaxDrafts    = 200
	maxDraft     = 2 << 20 // bytes of one, all its texts together
	maxDraftLine = 400     // bytes of what is one line
	draftTime    = 7 * 24 * time.Hour
)

// ErrNoDraft says that a draft is not there: published, discarded, or too old.
var ErrNoDraft = errors.New("there is no such draft")

// KeepDraft keeps a draft, and drops those that are too old or too many.
func (d *DB) KeepDraft(ctx context.Context, draft Draft) error {
	if err := draft.check(); err != nil {
		return err
	}
	err := d.within(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO draft (id, about, what, form, typed, created) VALUES ($1, $2, $3, $4, $5, $6)`,
			draft.ID, draft.About, draft.What, draft.Form, draft.Typed, draft.Created.UnixMilli())
		if err != nil {
			return err
		}
		for n, f := range draft.Files {
			if _, err := tx.ExecContext(ctx, `INSERT INTO draft_file (draft, place, path, base, text) VALUES ($1, $2, $3, $4, $5)`, draft.ID, n, f.Path, f.Base, f.Text); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM draft WHERE created < $1`, draft.Created.Add(-draftTime).UnixMilli()); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM draft WHERE id NOT IN (SELECT id FROM draft ORDER BY id = $1 DESC, created DESC, id LIMIT $2)`, draft.ID, MaxDrafts) // this one stays, whatever the clock says
		return err
	})
	if err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	return nil
}

// check refuses what is too long to be kept.
func (draft Draft) check() error {
	if err := checkID("a draft's id", draft.ID); err != nil {
		return err
	}
	lines, texts := []string{draft.About, draft.What, draft.Form}, []string{draft.Typed}
	for _, f := range draft.Files {
		lines, texts = append(lines, f.Path, f.Base), append(texts, f.Text)
	}
	total := 0
	for _, line := range lines {
		if len(line) > maxDraftLine {
			return fmt.Errorf("%w: a line of a draft has %d bytes, and at most %d are kept", ErrBounds, len(line), maxDraftLine)
		}
	}
	for _, text := range append(texts, lines...) {
		if total += len(text); total > maxDraft {
			return fmt.Errorf("%w: a draft has more than %d bytes", ErrBounds, maxDraft)
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return fmt.Errorf("%w: a draft is not UTF-8", ErrBounds)
		}
	}
	return nil
}

// Draft is a draft that is not too old at now.
func (d *DB) Draft(ctx context.Context, id string, now time.Time) (Draft, error) {
	draft, err := d.draft(ctx, id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && draft.Created.Before(now.Add(-draftTime)) {
		return Draft{}, ErrNoDraft
	}
	if err != nil {
		return Draft{}, fmt.Errorf("read a draft: %w", err)
	}
	return draft, nil
}

// draft reads a draft in one statement, so that none is read in part.
func (d *DB) draft(ctx context.Context, id string) (Draft, error) {
	rows, err := d.sql.QueryContext(ctx, `
		SELECT id, about, what, form, typed, created, path, base, text
		FROM draft LEFT JOIN draft_file ON draft_file.draft = draft.id
		WHERE id = $1 ORDER BY place`, id)
	if err != nil {
		return Draft{}, err
	}
	defer rows.Close()
	var draft Draft
	for rows.Next() {
		var created int64
		var path, base, text sql.NullString
		if err := rows.Scan(&draft.ID, &draft.About, &draft.What, &draft.Form, &draft.Typed, &created, &path, &base, &text); err != nil {
			return Draft{}, err
		}
		draft.Created = time.UnixMilli(created)
		if path.Valid {
			draft.Files = append(draft.Files, DraftFile{path.String, base.String, text.String})
		}
	}
	if err := rows.Err(); err != nil {
		return Draft{}, err
	}
	if draft.ID == "" {
		return Draft{}, sql.ErrNoRows
	}
	return draft, nil
}

// DropDraft drops a draft, if it is there.
func (d *DB) DropDraft(ctx context.Context, id string) error {
	if _, err := d.sql.ExecContext(ctx, `DELETE FROM draft WHERE id = $1`, id); err != nil { // its files go with it
		return fmt.Errorf("drop a draft: %w", err)
	}
	return nil
}
