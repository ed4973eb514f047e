package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge/content"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// A source is where the content comes from: the program, a folder, or a git remote.
type source struct {
	name  string                               // for people; "" for the library inside the program
	dir   string                               // the folder, "" for none
	files func(context.Context) (fs.FS, error) // nil for the library inside the program
	tree  worktree.Tree                        // what moderators change; nil where they cannot
	git   *worktree.Repository                 // nil for none
}

// openSource opens what the settings name; folder, from the command line, goes before them.
// A folder that cannot be opened now may be there later: the error is for the log, and the
// source is good to be looked at again.
func openSource(settings config.Config, folder string) (source, error) {
	if folder == "" {
		folder = settings.Content.Dir
	}
	switch git := settings.Content.Git; {
	case folder != "":
		tree, err := worktree.OpenFolder(folder, nil)
		if err != nil {
			return source{name: folder, dir: folder, files: live.Folder(os.DirFS(folder))}, err
		}
		return source{name: folder, dir: folder, files: tree.Files, tree: tree}, nil
	case git.URL != "":
		remote := worktree.Remote{URL: git.URL, Branch: git.Branch, Path: git.Path, Token: git.Token.Reveal(), Key: git.Key.Reveal(), KnownHosts: git.KnownHosts, Push: git.Push}
		r, err := worktree.OpenRepository(git.Dir, remote, func(files fs.FS) error { return live.Verify(files, time.Now()) }, nil)
		if err != nil {
			err = fmt.Errorf("%w; mend it and start Hebb again", err)
			return source{name: git.URL, files: func(context.Context) (fs.FS, error) { return nil, err }}, err
		}
		return source{name: git.URL, files: r.Files, tree: r, git: r}, nil
	}
	return source{}, nil
}

// firstPull bounds the pull at the start where nothing was pulled before. Later ones go on
// beside the answers.
const firstPull = 30 * time.Second

// ready pulls where nothing was pulled yet: a fresh clone is empty. Why it could not is said
// by reading the files.
func (s source) ready() error {
	if s.git == nil {
		return nil
	}
	if _, err := s.git.Files(context.Background()); !errors.Is(err, worktree.ErrNothing) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), firstPull)
	defer cancel()
	p, err := s.git.Pull(ctx)
	if err == nil && p.Refused != nil {
		err = p.Refused.Err
	}
	return err
}

// recover finishes what was begun to be published when the program was killed. Who only reads
// must not: another process may be publishing.
func (s source) recover() error {
	if folder, ok := s.tree.(*worktree.Folder); ok {
		return folder.Recover()
	}
	return nil
}

// folder is the files as they are now, those inside the program where there is no source.
func (s source) folder() (fs.FS, error) {
	if s.files == nil {
		return content.FS, nil
	}
	if err := s.ready(); err != nil {
		return nil, err
	}
	return s.files(context.Background())
}

// watch serves what the source has, whenever it changes, until ctx ends. reloaded is called
// each time that it was taken, refused with what moderators should know.
func (e *engine) watch(ctx context.Context, settings config.Config, reloaded func(), refused func(text string)) {
	taken := func(r live.Result) {
		e.loaded(r)
		if r.Err != nil {
			e.refused(r)
			refused(problems(r.Diagnostics, r.Err))
			return
		}
		e.log.WithFields(logrus.Fields{"library": r.Version, "took": r.Took.Round(time.Millisecond).String()}).Info("content reloaded")
		e.warnOfOldNumbers(time.Now())
		reloaded()
	}
	switch {
	case e.source.git != nil:
		e.library.Pull(ctx, e.source.git, settings.Content.Git.Interval, func(p worktree.Pulled, now *live.Result, err error) { e.pulled(p, now, err, taken, refused) })
	case e.source.dir != "":
		e.library.Watch(ctx, e.source.dir, settings.Content.Poll, taken)
	}
}

// pulled tells what came of a pull: to the log, and to moderators what is theirs to mend.
func (e *engine) pulled(p worktree.Pulled, now *live.Result, err error, taken func(live.Result), refused func(string)) {
	text := ""
	if err != nil {
		text = err.Error()
	} else if p.Push != nil {
		text = p.Push.Error()
	}
	if text != "" && text != e.remoteError { // told once
		e.log.WithField("remote", e.source.name).Errorf("the content's git remote: %s; what was served before is served, and it is tried again", text)
	} else if text == "" && e.remoteError != "" {
		e.log.WithField("remote", e.source.name).Info("the content's git remote works again")
	}
	e.remoteError = text
	if p.Refused != nil {
		found := live.Result{Err: p.Refused.Err}
		var bad *live.Refusal
		if errors.As(p.Refused.Err, &bad) {
			found.Diagnostics = bad.Diagnostics
		}
		s := e.library.Acquire()
		found.Version = s.Library.Version
		s.Release()
		e.loaded(found)
		e.refused(found)
		refused("`" + p.Refused.ID[:12] + "` " + p.Refused.Message + "\n" + problems(found.Diagnostics, found.Err))
	}
	for _, k := range p.Kept {
		e.log.WithFields(logrus.Fields{"commit": k.ID, "ref": "refs/hebb/kept/" + k.ID}).Error("what was published here is not in the git remote, which has the same file otherwise; it is kept in the clone under the ref")
		refused("`" + k.ID[:12] + "` " + k.Message)
	}
	if now != nil {
		taken(*now)
	}
}
