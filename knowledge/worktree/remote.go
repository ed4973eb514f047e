package worktree

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/plumbing/transport/http"
	"github.com/go-git/go-git/v5/plumbing/transport/ssh"
)

// A Remote is where a Repository's files come from.
type Remote struct {
	URL        string // https://…, ssh://…, git@host:path, file://… or a path; without a password in it
	Branch     string
	Path       string // the content folder in the repository, "" for its root
	Token      string // for https, "" for none
	Key        string // a private key for ssh in PEM, "" for none
	KnownHosts string // a file with the host keys of ssh servers, "" for the usual ones
	Push       bool   // what is published is pushed

	room int64 // bytes that the clone may take; maxClone but in tests
}

// networkTime bounds one use of the remote. A library is some megabytes.
const networkTime = 2 * time.Minute

// check refuses what cannot be meant.
func (r Remote) check() error {
	if u, err := url.Parse(r.URL); err == nil && u.User != nil {
		if _, has := u.User.Password(); has || u.Scheme == "http" || u.Scheme == "https" {
			return errors.New("the address holds a name or a password: name the token in content.git.token instead")
		}
	}
	if strings.HasPrefix(r.URL, "http://") && r.Token != "" {
		return errors.New("a token is not sent over http: use an https address")
	}
	if err := plumbing.NewBranchReferenceName(r.Branch).Validate(); err != nil {
		return fmt.Errorf("branch %q: %w", r.Branch, err)
	}
	return nil
}

// auth is how Hebb shows who it is.
func (r Remote) auth() (transport.AuthMethod, error) {
	switch {
	case r.Token != "":
		return &http.BasicAuth{Username: "x-access-token", Password: r.Token}, nil // the name that GitHub wants; others take any
	case r.Key != "":
		keys, err := ssh.NewPublicKeys("git", []byte(r.Key), "")
		if err != nil {
			return nil, errors.New("content.git.key cannot be read: want a private key in PEM without a passphrase")
		}
		if r.KnownHosts != "" {
			if keys.HostKeyCallback, err = ssh.NewKnownHostsCallback(r.KnownHosts); err != nil {
				return nil, fmt.Errorf("read content.git.known_hosts: %w", err)
			}
		}
		return keys, nil
	}
	return nil, nil
}

// config is the remote as go-git knows it: nothing of it is written to the clone's settings.
func (r Remote) config() *config.RemoteConfig {
	return &config.RemoteConfig{Name: "origin", URLs: []string{r.URL}}
}

// fetch brings what the branch has, and returns its newest commit.
func (c clone) fetch(ctx context.Context, r Remote) (plumbing.Hash, error) {
	auth, err := r.auth()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	ctx, cancel := context.WithTimeout(ctx, networkTime)
	defer cancel()
	spec := config.RefSpec(fmt.Sprintf("+refs/heads/%s:%s", r.Branch, theirs))
	store, err := boundedStore(c.Storer, r.room)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	err = git.NewRemote(store, r.config()).FetchContext(ctx, &git.FetchOptions{RemoteName: "origin", RefSpecs: []config.RefSpec{spec}, Tags: git.NoTags, Auth: auth, Force: true})
	if err != nil && !errors.Is(err, git.NoErrAlreadyUpToDate) {
		return plumbing.ZeroHash, fmt.Errorf("fetch the content's branch %q: %w", r.Branch, err)
	}
	return c.ref(theirs)
}

// push gives the remote what is served.
func (c clone) push(ctx context.Context, r Remote) error {
	auth, err := r.auth()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, networkTime)
	defer cancel()
	spec := config.RefSpec(fmt.Sprintf("%s:refs/heads/%s", serving, r.Branch))
	err = git.NewRemote(c.Storer, r.config()).PushContext(ctx, &git.PushOptions{RemoteName: "origin", RefSpecs: []config.RefSpec{spec}, Auth: auth})
	if err != nil && !errors.Is(err, git.NoErrAlreadyUpToDate) {
		return fmt.Errorf("push to the content's branch %q: %w", r.Branch, err)
	}
	return nil
}
