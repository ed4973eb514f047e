package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os/signal"
	"sync"
	"syscall"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/config"
)

// runCommand answers on Discord until it is told to stop.
type runCommand struct {
	Content string `help:"Folder with the content; the library inside the program if left out." type:"path" placeholder:"DIR"`
	Shards  string `help:"Connections to Discord's gateway, each for a part of the servers; auto: as many as Discord recommends. In place of discord.shards." placeholder:"N"`
}

// noToken says, step by step, how to get a token, and how to try Hebb without.
//
//go:embed notoken.txt
var noToken string

// Run connects to Discord and answers until SIGINT or SIGTERM.
func (c *runCommand) Run(sys system, settings config.Config, source settingsSource) error {
	if !settings.Discord.Token.IsSet() {
		return errors.New("run: there is no Discord token.\n\n" + noToken)
	}
	if c.Shards != "" {
		if err := settings.SetShards(c.Shards); err != nil {
			return fmt.Errorf("run: %w", err)
		}
	}
	sys, written := sys.patient()
	defer written()
	e, err := newEngine(sys, settings, c.Content, "")
	if err != nil {
		return err
	}
	defer e.library.Close()
	if err := e.source.recover(); err != nil {
		e.log.Error(err) // answers go on
	}
	db := e.openStore(context.Background(), settings)
	defer e.closeStore(db)

	leases, err := leasesOf(settings, db)
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	var invite sync.Once // not of the log: it is for a person, whatever the level
	session, err := newSession(settings, gateway.Options{
		Token:      settings.Discord.Token.Reveal(),
		APIURL:     settings.Discord.APIURL,
		Identifies: identifiesOf(db),
		OnError:    func(text string) { e.log.Error(text) },
		Shards:     shardsOf(settings),
		Leases:     leases,
		OnHeld:     e.held,
		OnState:    e.seen.Connected,
		OnWait:     e.seen.Waited,
		OnReady: func(application string) {
			invite.Do(func() { fmt.Fprintf(sys.stdout, "Invite Hebb to a server: %s\n", bot.InviteLink(application)) })
			e.log.Info("connected")
		},
	})
	if err != nil {
		return err
	}
	door, err := openDoor(settings, e.log)
	if err != nil {
		return err
	}
	shown, err := e.showStatus(settings)
	if err != nil {
		return err
	}
	defer shown()
	b := bot.New(bot.Options{
		Monitor: e.seen, Session: session, Responder: e.Responder, Library: e.library, Tree: e.source.tree, Secret: settings.Discord.Token.Reveal(), Log: e.log, Door: door,
		Memory: memoryOf(db), Withdrawals: withdrawalsOf(db), Drafts: draftsOf(db), Gaps: gapsOf(db), Retention: retentionOf(db), Others: othersOf(db), HomeGuild: settings.Library.HomeGuild, HomeRole: settings.Library.Role,
	})

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	var watching sync.WaitGroup
	watching.Go(func() { e.watch(ctx, settings, b.Reloaded, b.ContentRefused) }) // a new library may have other topics
	watching.Go(func() { e.watchSettings(ctx, source, settings.Content.Poll) })
	err = b.Run(ctx)
	stop()
	watching.Wait()
	if err == nil {
		e.log.Info("stopped")
	}
	return err
}

// held tells which shards this program answers for.
func (e *engine) held(shards []int, of int) {
	e.seen.Held(shards, of)
	if of > 1 {
		e.log.WithFields(logrus.Fields{"shards": shards, "of": of}).Info("answers for these shards")
	}
}

// shardsOf is how many there are, as the gateway knows it.
func shardsOf(settings config.Config) int {
	if settings.Discord.Shards == 0 {
		return gateway.Recommended
	}
	return settings.Discord.Shards
}

// newSession is how Hebb reaches Discord: connected to the gateway, or by requests alone.
func newSession(settings config.Config, opts gateway.Options) (bot.Session, error) {
	if !settings.Discord.Gateway {
		return gateway.NewREST(opts)
	}
	return gateway.New(opts)
}

// openDoor is where interactions are taken over HTTP; nil if they are not.
func openDoor(settings config.Config, log *logrus.Logger) (*bot.Door, error) {
	if settings.Interactions.Listen == "" {
		return nil, nil
	}
	door, err := bot.Listen(settings.Interactions.Listen, settings.Interactions.PublicKey)
	if err != nil {
		return nil, err
	}
	log.WithField("at", door.URL()).Info("interactions are taken over HTTP")
	return door, nil
}
