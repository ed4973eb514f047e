package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// passing is what is kept for a time only, by table, in the order in which rows may be
// deleted. A backup is without it: what was promised to be gone would be in there still.
var passing = []string{"gap_key", "gap_asker", "gap_term", "draft_file", "draft", "identify", "lease"}

// Expire destroys what was kept long enough: what is missing after GapWindow, drafts after
// a week, identifies after a day. What is newer, or of a clock that was wrong, stays.
func (d *DB) Expire(ctx context.Context, now time.Time) error {
	if err := d.ExpireGaps(ctx, now); err != nil {
		return err
	}
	gone := int64(0)
	err := d.within(ctx, func(tx *sql.Tx) error {
		for _, old := range []struct {
			statement string
			kept      time.Duration
		}{
			{`DELETE FROM draft WHERE created < $1`, draftTime}, // its files go with it
			{`DELETE FROM identify WHERE at < $1`, identifyDay},
		} {
			result, err := tx.ExecContext(ctx, old.statement, now.Add(-old.kept).UnixMilli())
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			gone += n
		}
		return nil
	})
	if err == nil && gone > 0 {
		err = d.scrub(ctx)
	}
	if err != nil {
		return fmt.Errorf("destroy what was kept long enough: %w", err)
	}
	return nil
}
