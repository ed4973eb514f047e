package live

import (
	"context"
	"io/fs"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// A Refusal is the error of files that have errors.
type Refusal struct{ Diagnostics knowledge.Diagnostics }

func (r *Refusal) Error() string { return errDiagnostics.Error() }

// Verify reports why files may not be served, a Refusal if it is their text.
func Verify(files fs.FS, now time.Time) error {
	library, problems, err := knowledge.Load(files, now)
	if err == nil && library == nil {
		err = &Refusal{problems}
	}
	return err
}

// mostPause bounds the pause between two tries of a remote that is not there, in intervals.
const mostPause = 16

// Pull serves what a git remote has, looking every interval, until ctx ends. What came of
// each look that changed something or failed is told, in the same goroutine; taken is nil
// unless other files were to be served.
func (c *Current) Pull(ctx context.Context, r *worktree.Repository, interval time.Duration, told func(p worktree.Pulled, taken *Result, err error)) {
	pause := interval
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-c.soon:
		}
		p, err := r.Pull(ctx)
		if ctx.Err() != nil {
			return
		}
		if pause = min(2*pause, mostPause*interval); err == nil {
			pause = interval
		}
		var taken *Result
		if p.Moved || c.changed() { // also by a publishing that the remote does not have yet
			now := c.Reload()
			taken = &now
		}
		if err != nil || taken != nil || p.Refused != nil || len(p.Kept) > 0 || p.Push != nil {
			told(p, taken, err)
		}
		timer.Reset(pause)
	}
}
