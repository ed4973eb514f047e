package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/playground"
)

// playgroundCommand is Hebb in the browser, without Discord.
type playgroundCommand struct {
	Content     string `help:"Folder with the content; a copy of the library inside the program if left out." type:"path" placeholder:"DIR"`
	Listen      string `help:"Address of the page." default:"127.0.0.1:8088" placeholder:"HOST:PORT"`
	Questions   string `help:"Labelled questions for the scorecard (TSV: id, text, topics; style, difficulty, origin if known)." type:"existingfile" placeholder:"FILE"`
	AllowRemote bool   `help:"Let other machines use the page, and edit the content, if --listen is an address that they reach."`
}

// Run serves the page until SIGINT or SIGTERM.
func (c *playgroundCommand) Run(sys system, settings config.Config) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	at, err := c.listen(sys)
	if err != nil {
		return err
	}
	defer at.Close()
	if c.Content == "" {
		c.Content = settings.Content.Dir
	}
	if c.Content == "" {
		dir, err := os.MkdirTemp("", "hebb-playground-")
		if err != nil {
			return fmt.Errorf("start the playground: %w", err)
		}
		defer os.RemoveAll(dir)
		if _, err := writeContent(dir); err != nil {
			return err
		}
		c.Content = dir
		fmt.Fprintf(sys.stdout, "The library is a copy in %s: edit it as you like. It is deleted at the end; --content DIR works on a folder of your own.\n", dir)
	}
	return c.serve(ctx, sys, settings, at)
}

// serve wires the playground, top to bottom.
func (c *playgroundCommand) serve(ctx context.Context, sys system, settings config.Config, at net.Listener) error {
	dir, err := filepath.Abs(c.Content)
	if err != nil {
		return fmt.Errorf("start the playground: %w", err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("start the playground: there is no folder %s; \"hebb content %s\" writes one", dir, dir)
	}
	e, err := newEngine(sys, settings, dir, "")
	if err != nil {
		return err
	}
	defer e.library.Close()
	if err := e.source.recover(); err != nil {
		return err
	}
	settings.Store.Path = "" // nothing of a game is kept
	db := e.openStore(ctx, settings)
	defer e.closeStore(db)

	var questions []eval.Question
	if c.Questions != "" {
		if questions, err = read(c.Questions, eval.ReadQuestions); err != nil {
			return err
		}
	}
	p, err := playground.New(playground.Options{
		Bot:    bot.Options{Responder: e.Responder, Library: e.library, Log: e.log, Memory: memoryOf(db), Withdrawals: withdrawalsOf(db), Drafts: draftsOf(db), Gaps: gapsOf(db), Retention: retentionOf(db), Tree: e.source.tree},
		Folder: dir, First: e.last, Remote: c.AllowRemote, Questions: questions, QuestionsFile: filepath.Base(c.Questions),
	})
	if err != nil {
		return err
	}
	if err := settle(ctx, db, p); err != nil {
		e.log.Error(err)
	}
	fmt.Fprintf(sys.stdout, "Hebb's playground: http://%s\nOpen it in a browser; Ctrl-C ends it.\n", at.Addr())
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var watching sync.WaitGroup
	read := func() { p.Reloaded(e.last) }
	watching.Go(func() { e.watch(ctx, settings, read, func(problems string) { read(); p.Refused(problems) }) })
	err = p.Run(ctx, at)
	stop()
	watching.Wait()
	return err
}

// settle sets the playground's server up as its moderators would: what is for them comes to
// their channel.
func settle(ctx context.Context, db *store.DB, p *playground.Playground) error {
	if db == nil {
		return nil
	}
	guild, moderators := p.Home()
	if _, err := db.ChangeGuild(ctx, guild, func(g *store.Guild) { g.LogChannel = moderators }); err != nil {
		return fmt.Errorf("set up the playground's server: %w", err)
	}
	return nil
}

// listen takes the address, if it is this machine's own or others are to be let in.
func (c *playgroundCommand) listen(sys system) (net.Listener, error) {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return nil, fmt.Errorf("start the playground: --listen wants a host and a port such as 127.0.0.1:8088: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		if !c.AllowRemote {
			return nil, errors.New("start the playground: other machines could reach " + c.Listen + ", and everybody who does may edit the content; say --allow-remote if they may")
		}
		fmt.Fprintf(sys.stderr, "hebb: WARNING: other machines can reach the playground at %s. Whoever does sees what is typed and may edit the content.\n", c.Listen)
	}
	at, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return nil, fmt.Errorf("start the playground: %w; --listen names another address", err)
	}
	return at, nil
}
