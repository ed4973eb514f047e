package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// What is kept may be shared by several replicas of the bot. Each hears of what another
// changes, so that it need not wait until it looks again by itself. Who changes something
// hears of it too.

// A Change is something that is not as it was.
type Change struct {
	What What
	ID   string // of the server, if it is about Settings
}

// What is what changed.
type What string

// What changes.
const (
	Everything  What = "everything" // or nothing: for a while it was not heard
	Settings    What = "settings"   // of a server
	Withdrawals What = "withdrawals"
	Publication What = "publication" // of the library; it is kept elsewhere
)

// text is a change as it is told.
func (c Change) text() string { return string(c.What) + " " + c.ID }

// parseChange is the reverse of text.
func parseChange(text string) Change {
	what, id, _ := strings.Cut(text, " ")
	return Change{What(what), id}
}

// tell tells the replicas of a change, once the transaction that makes it is over, and not if
// it fails.
func (d *DB) tell(ctx context.Context, tx *sql.Tx, c Change) error {
	if d.notify == nil {
		return nil
	}
	return d.notify(ctx, tx, c.text())
}

// Published tells the replicas that the library was published.
func (d *DB) Published(ctx context.Context) error {
	err := d.within(ctx, func(tx *sql.Tx) error { return d.tell(ctx, tx, Change{What: Publication}) })
	if err != nil {
		return fmt.Errorf("tell the other replicas of the library: %w", err)
	}
	return nil
}

// Watch tells what changes, in the same goroutine, until ctx ends; first, and whenever the
// connection was lost, that Everything may have. Where nobody else can use the store it
// returns at once. Not to hear of a change is no error: who watches looks from time to time
// all the same.
func (d *DB) Watch(ctx context.Context, changed func(Change)) {
	if d.listen == nil {
		return
	}
	d.listen(ctx, func(text string) { changed(parseChange(text)) })
}
