package worktree

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// A Pulled is what came of a pull.
type Pulled struct {
	Moved   bool       // other files are served than before
	Refused *Refused   // the remote's newest commit is bad; nil if it is not, or if that was told before
	Kept    []Revision // published here, and not to be put on top of what the remote has: laid aside
	Push    error      // what was published here could not be pushed; nil if there was nothing to push
}

// A Refused is a commit that is not served, and why.
type Refused struct {
	Revision
	Err error
}

// Pull brings what the remote has, and serves it if its files are verified: those of a branch
// that was pushed with force as well, for the remote is the truth. What was published here and
// the remote does not have is put on top of it, file by file unchanged since; what is not is
// kept under refs/hebb/kept. An error means that the remote was not reached; what was served
// before is.
func (r *Repository) Pull(ctx context.Context) (Pulled, error) {
	r.network.Lock()
	defer r.network.Unlock()
	return r.pull(ctx)
}

func (r *Repository) pull(ctx context.Context) (p Pulled, err error) {
	c, err := r.open()
	if err != nil {
		return p, fmt.Errorf("open the clone of the content: %w", err)
	}
	tip, err := c.fetch(ctx, r.remote)
	if err != nil {
		return p, err
	}
	if err := r.take(c, tip, &p); err != nil {
		return p, err
	}
	if r.remote.Push {
		p.Push = r.pushOwn(ctx, c)
	}
	return p, nil
}

// pushOwn pushes what the remote does not have, if anything.
func (r *Repository) pushOwn(ctx context.Context, c clone) error {
	at, err := c.ref(serving)
	if err != nil {
		return err
	}
	if under, err := c.ref(taken); err != nil || at == under {
		return err
	}
	if err := c.push(ctx, r.remote); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return c.move(taken, at)
}

// take serves the remote's newest commit, with our own on top of it.
func (r *Repository) take(c clone, tip plumbing.Hash, p *Pulled) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, err := c.ref(serving)
	if err != nil {
		return err
	}
	under, err := c.ref(taken)
	if err != nil || tip == under || tip == r.refused {
		return err
	}
	if err := r.verified(c, tip); err != nil {
		r.refused = tip
		p.Refused = &Refused{revisionOf(c, tip), err}
		return nil
	}
	next, left, err := r.onTop(c, tip, at, under)
	if err != nil {
		return err
	}
	for _, h := range left {
		if err := c.move(plumbing.ReferenceName(kept+h.String()), h); err != nil {
			return err
		}
		p.Kept = append(p.Kept, revisionOf(c, h))
	}
	// In this order: after a kill in between, the commit served is one of ours on top of one
	// that was taken, and is put on top of the remote's once more.
	if err := c.move(serving, next); err != nil {
		return err
	}
	p.Moved = at != next
	return c.move(taken, tip)
}

// onTop is the remote's commit with our own, those after under up to at, made anew on top of
// it; left is those that cannot be.
func (r *Repository) onTop(c clone, tip, at, under plumbing.Hash) (next plumbing.Hash, left []plumbing.Hash, err error) {
	next = tip
	own, err := between(c, under, at)
	if err != nil {
		return next, nil, err
	}
	known, err := between(c, plumbing.ZeroHash, tip)
	if err != nil {
		return next, nil, err
	}
	for _, h := range own {
		if slices.Contains(known, h) { // pushed by an earlier try of which we did not hear
			continue
		}
		made, err := r.again(c, h, next)
		if err != nil {
			return next, nil, err
		}
		if made.IsZero() || r.verified(c, made) != nil {
			left = append(left, h)
			continue
		}
		next = made
	}
	return next, left, nil
}

// again makes a commit of ours anew on top of another; it is zero if a file that it changed
// is another there.
func (r *Repository) again(c clone, h, on plumbing.Hash) (plumbing.Hash, error) {
	old, err := object.GetCommit(c.Storer, h)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	before := plumbing.ZeroHash
	if len(old.ParentHashes) > 0 {
		before = old.ParentHashes[0]
	}
	paths, err := changed(c, before, h)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	var changes []Change
	for _, path := range paths {
		was, is := hashOrNone(c, before, path), hashOrNone(c, on, path)
		text, err := textAt(c.Storer, h, path)
		if err != nil || was != is && is != plumbing.ComputeHash(plumbing.BlobObject, []byte(text)) {
			return plumbing.ZeroHash, ignoreGone(err)
		}
		changes = append(changes, Change{Path: path, Text: text})
	}
	return commit(c.Storer, on, "", changes, Author{old.Author.Name}, old.Message, old.Author.When)
}

// ignoreGone makes nothing of a file that is not there: we delete none.
func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// hashOrNone is the state of a path in a commit, the zero hash where it is not there.
func hashOrNone(c clone, at plumbing.Hash, path string) plumbing.Hash {
	commit, err := object.GetCommit(c.Storer, at)
	if err != nil {
		return plumbing.ZeroHash
	}
	h, err := hashAt(commit, path)
	if err != nil {
		return plumbing.ZeroHash
	}
	return h
}

// changed is the files that differ between two commits.
func changed(c clone, before, after plumbing.Hash) ([]string, error) {
	var trees [2]*object.Tree
	for n, h := range []plumbing.Hash{before, after} {
		trees[n] = &object.Tree{}
		if h.IsZero() {
			continue
		}
		commit, err := object.GetCommit(c.Storer, h)
		if err != nil {
			return nil, err
		}
		if trees[n], err = commit.Tree(); err != nil {
			return nil, err
		}
	}
	all, err := object.DiffTree(trees[0], trees[1])
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, ch := range all {
		name := ch.To.Name
		if name == "" {
			name = ch.From.Name
		}
		paths = append(paths, name)
	}
	slices.Sort(paths)
	return paths, nil
}

// between is the commits after one, up to another, oldest first, along first parents.
func between(c clone, after, upTo plumbing.Hash) (all []plumbing.Hash, err error) {
	for h := upTo; h != after && !h.IsZero() && len(all) < maxWalk; {
		all = append(all, h)
		commit, err := object.GetCommit(c.Storer, h)
		if err != nil {
			return nil, err
		}
		h = plumbing.ZeroHash
		if len(commit.ParentHashes) > 0 {
			h = commit.ParentHashes[0]
		}
	}
	slices.Reverse(all)
	return all, nil
}

// revisionOf is what a commit says of itself.
func revisionOf(c clone, h plumbing.Hash) Revision {
	r := Revision{ID: h.String()}
	if commit, err := object.GetCommit(c.Storer, h); err == nil {
		first, _, _ := strings.Cut(commit.Message, "\n")
		r.When, r.Author, r.Message = commit.Author.When, oneLine(commit.Author.Name, maxName), oneLine(first, maxMessage)
	}
	return r
}

// pushTime is how long a publishing waits for the remote: a person waits for it.
const pushTime = 20 * time.Second

// pushTries is how often the remote may have moved under a publishing.
const pushTries = 3

// deliver pushes a revision that is served. Where the remote has moved, it is put on top of
// what is there.
func (r *Repository) deliver(ctx context.Context, rev Revision) (Revision, error) {
	if !r.network.TryLock() { // a pull is under way; it pushes, or the next does
		return rev, fmt.Errorf("%w: the remote is being asked", ErrNotPushed)
	}
	defer r.network.Unlock()
	ctx, cancel := context.WithTimeout(ctx, pushTime)
	defer cancel()
	var err error
	for range pushTries {
		var c clone
		if c, err = r.open(); err != nil {
			break
		}
		if err = r.pushOwn(ctx, c); err == nil {
			return rev, nil
		}
		var p Pulled
		if p, err = r.pull(ctx); err != nil {
			break
		}
		if slices.ContainsFunc(p.Kept, func(k Revision) bool { return k.ID == rev.ID }) {
			return Revision{}, fmt.Errorf("publish: the git remote has it otherwise: %w", ErrChanged)
		}
		if p.Moved { // it was made anew
			if now, err := r.History(ctx, "", 1); err == nil && len(now) > 0 && now[0].Message == rev.Message {
				rev.ID = now[0].ID
			}
		}
		if err = p.Push; err == nil {
			return rev, nil
		}
	}
	return rev, fmt.Errorf("%w: %w", ErrNotPushed, err)
}
