package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// What is missing in the library is learnt without people. Of a question that nothing
// answers, pairs of its words are counted, under hashes: what the words are is kept from the
// moment on at which the fifth person asked for them, and not before. Who asked is a hash
// that differs from pair to pair, so that no two can be led back to one person. The key of
// all hashes lives for thirty days; then it is destroyed, and all it stands for with it.

const (
	// GapAskers is how many different people must have asked before words are kept and
	// shown: k of k-anonymity (Sweeney 2002).
	GapAskers = 5
	// GapWindow is how long the key lives.
	GapWindow = 30 * 24 * time.Hour
	// mostGapRows bounds what is kept in a window.
	mostGapRows = 100_000
	// mostGaps bounds what one question adds.
	mostGaps = 32
)

// A Gap is something that people ask for. What it is about must hold no name or number.
type Gap struct {
	Kind  GapKind
	Key   string // the same for everybody who asks for it
	Words string // as it is shown; of a Picked gap those of the Offered one with the same key
	Entry string // that was picked; of a Picked gap alone
}

// A GapKind is what is counted.
type GapKind string

// The kinds.
const (
	Missing GapKind = "missing" // words of a question that nothing answers
	Offered GapKind = "offered" // words of a question for which several entries were offered
	Picked  GapKind = "picked"  // one of them was picked
)

// A Shown gap is one that enough people asked for.
type Shown struct {
	ID     string // 32 hexadecimal digits; another one in the next window
	Words  string
	Entry  string // that was picked for these words; "" where nothing answers them
	Askers int    // different ones, at least GapAskers
}

// Missed counts gaps for somebody who asked at a time. The id of the asker is not kept.
func (d *DB) Missed(ctx context.Context, at time.Time, asker string, gaps []Gap) error {
	if err := checkID("an asker's id", asker); err != nil {
		return err
	}
	if len(gaps) > mostGaps {
		return fmt.Errorf("%w: %d gaps at once, at most %d", ErrBounds, len(gaps), mostGaps)
	}
	for _, g := range gaps {
		if err := g.check(); err != nil {
			return err
		}
	}
	if err := d.ExpireGaps(ctx, at); err != nil {
		return err
	}
	err := d.within(ctx, func(tx *sql.Tx) error {
		key, err := gapKey(ctx, tx, at)
		if err != nil {
			return err
		}
		for _, g := range gaps {
			if err := g.count(ctx, tx, key, asker); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count what is missing: %w", err)
	}
	return nil
}

// check refuses what is no gap.
func (g Gap) check() error {
	needed := map[string]string{"a gap's key": g.Key, "a gap's words": g.Words}
	switch g.Kind {
	case Missing, Offered:
	case Picked:
		needed["a gap's words"] = g.Key // it has none
		needed["a gap's entry"] = g.Entry
	default:
		return fmt.Errorf("%w: that is no kind of gap", ErrBounds)
	}
	for what, text := range needed {
		if err := checkID(what, text); err != nil {
			return err
		}
	}
	return nil
}

// count adds one asker, and keeps the words once there are enough.
func (g Gap) count(ctx context.Context, tx *sql.Tx, key []byte, asker string) error {
	id := g.id(key)
	var rows, askers int
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM gap_asker`).Scan(&rows); err != nil {
		return err
	}
	if rows < mostGapRows {
		_, err := tx.ExecContext(ctx, `INSERT INTO gap_asker (gap, asker) VALUES ($1, $2) ON CONFLICT (gap, asker) DO NOTHING`, id, keyed(key, "asker", id, asker))
		if err != nil {
			return err
		}
	}
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM gap_asker WHERE gap = $1`, id).Scan(&askers); err != nil || askers < GapAskers {
		return err
	}
	words, offered := g.Words, ""
	if g.Kind == Picked {
		words, offered = "", Gap{Kind: Offered, Key: g.Key}.id(key)
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO gap_term (gap, kind, words, entry, offered) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (gap) DO NOTHING`, id, string(g.Kind), words, g.Entry, offered)
	return err
}

// id names a gap under a key.
func (g Gap) id(key []byte) string { return keyed(key, "gap", string(g.Kind), g.Key, g.Entry) }

// keyed is a hash under a key, HMAC-SHA-256 (RFC 2104) cut to 16 bytes, in hexadecimal. The
// parts are told apart by their lengths.
func keyed(key []byte, parts ...string) string {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// gapKey is the key of the window, a new one at its beginning. Its row is written in any case:
// who counts at the same time waits here, in whatever engine, or two could each be the fifth
// asker without knowing.
func gapKey(ctx context.Context, tx *sql.Tx, at time.Time) ([]byte, error) {
	fresh := make([]byte, sha256.Size)
	rand.Read(fresh) // never fails, see its documentation
	_, err := tx.ExecContext(ctx, `INSERT INTO gap_key (id, secret, since) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET id = excluded.id`, hex.EncodeToString(fresh), at.UnixMilli())
	if err != nil {
		return nil, err
	}
	var text string
	if err := tx.QueryRowContext(ctx, `SELECT secret FROM gap_key`).Scan(&text); err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(text)
	if err != nil || len(key) != sha256.Size {
		return nil, errors.New("the key of the hashes is damaged")
	}
	return key, nil
}

// ExpireGaps destroys the window that is over, if it is: its key, its hashes and its words.
func (d *DB) ExpireGaps(ctx context.Context, now time.Time) error {
	since, err := d.gapsSince(ctx)
	if err == nil && (since.IsZero() || now.Sub(since) < GapWindow) {
		return nil
	}
	if err == nil {
		err = d.within(ctx, func(tx *sql.Tx) error {
			for _, table := range []string{"gap_key", "gap_asker", "gap_term"} {
				if _, err := tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err == nil {
		err = d.scrub(ctx)
	}
	if err != nil {
		return fmt.Errorf("destroy what was counted in the last thirty days: %w", err)
	}
	return nil
}

// gapsSince is when the window began, zero if nothing was counted yet.
func (d *DB) gapsSince(ctx context.Context) (time.Time, error) {
	var ms int64
	err := d.sql.QueryRowContext(ctx, `SELECT since FROM gap_key`).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return time.UnixMilli(ms), err
}

// Gaps is what at least GapAskers people asked for, most of them first, and since when that
// is counted; zero if nothing was yet.
func (d *DB) Gaps(ctx context.Context) (all []Shown, since time.Time, err error) {
	if since, err = d.gapsSince(ctx); err == nil {
		all, err = d.gaps(ctx)
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read what is missing: %w", err)
	}
	return all, since, nil
}

func (d *DB) gaps(ctx context.Context) (all []Shown, err error) {
	rows, err := d.sql.QueryContext(ctx, `
		SELECT term.gap, COALESCE(said.words, term.words), term.entry, COUNT(asker)
		FROM gap_term AS term
		JOIN gap_asker ON gap_asker.gap = term.gap
		LEFT JOIN gap_term AS said ON said.gap = term.offered
		WHERE NOT term.dropped AND (term.kind = 'missing' OR said.words IS NOT NULL)
		GROUP BY term.gap, term.words, said.words, term.entry`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s Shown
		if err := rows.Scan(&s.ID, &s.Words, &s.Entry, &s.Askers); err != nil {
			return nil, err
		}
		if s.Askers >= GapAskers {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b Shown) int {
		if a.Askers != b.Askers {
			return b.Askers - a.Askers
		}
		return strings.Compare(a.Words+a.Entry, b.Words+b.Entry)
	})
	return all, rows.Err()
}

// DropGap hides a shown gap until the window is over.
func (d *DB) DropGap(ctx context.Context, id string) error {
	if err := checkID("a gap's id", id); err != nil {
		return err
	}
	if _, err := d.sql.ExecContext(ctx, `UPDATE gap_term SET dropped = TRUE WHERE gap = $1`, id); err != nil {
		return fmt.Errorf("hide what is missing: %w", err)
	}
	return nil
}
