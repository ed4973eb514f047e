package main

import (
	"context"
	"errors"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/config"
)

// openStore opens what the bot remembers; nil if it cannot be opened. Answers never
// depend on it, so that is no reason not to start.
func (e *engine) openStore(ctx context.Context, settings config.Config) *store.DB {
	if settings.Store.URL.IsSet() {
		db, err := store.OpenPostgres(settings.Store.URL.Reveal(), func(err error) { e.reportTables(settings, err) })
		if err != nil {
			e.log.Errorf("NOTHING IS KEPT: %v. Questions are answered all the same.", err)
			return nil
		}
		return db
	}
	db, err := store.Open(ctx, settings.Store.Path)
	if err != nil {
		e.log.Errorf("NOTHING IS KEPT: %v. Questions are answered all the same, as in servers that set nothing, and what moderators withdrew is served; both come back when the store can be opened at the next start.", err)
		return nil
	}
	return db
}

// reportTables says why a database is not used.
func (e *engine) reportTables(settings config.Config, err error) {
	answers := "Questions are answered all the same."
	if settings.Discord.Share {
		answers = "Without it this replica holds no shard (discord.share): it answers what comes over HTTP."
	}
	if errors.Is(err, store.ErrNewer) {
		e.log.Errorf("NOTHING IS KEPT: %v. %s", err, answers)
		return
	}
	e.log.Errorf("the store's tables are not made: %v; it is tried again. %s", err, answers)
}

// memoryOf is the store as the bot knows it: none at all rather than an empty one.
func memoryOf(db *store.DB) bot.Memory {
	if db == nil {
		return nil
	}
	return db
}

// identifiesOf is the store as the gateway knows it, likewise.
func identifiesOf(db *store.DB) gateway.Identifies {
	if db == nil {
		return nil
	}
	return db
}

// withdrawalsOf is the store as what is withdrawn is kept in, likewise.
func withdrawalsOf(db *store.DB) bot.Withdrawals {
	if db == nil {
		return nil
	}
	return db
}

// closeStore closes it, if there is one.
func (e *engine) closeStore(db *store.DB) {
	if db == nil {
		return
	}
	if err := db.Close(); err != nil {
		e.log.Error(err)
	}
}

// gapsOf is the store as what is missing is counted in, likewise.
func gapsOf(db *store.DB) bot.Gaps {
	if db == nil {
		return nil
	}
	return db
}

// draftsOf is the store as edits wait in, likewise.
func draftsOf(db *store.DB) bot.Drafts {
	if db == nil {
		return nil
	}
	return db
}

// retentionOf is the store as what is old is destroyed in, likewise.
func retentionOf(db *store.DB) bot.Retention {
	if db == nil {
		return nil
	}
	return db
}

// othersOf is the store as other replicas are heard of through, likewise.
func othersOf(db *store.DB) bot.Others {
	if db == nil {
		return nil
	}
	return db
}

// leasesOf is the store as replicas share the gateway by, nil if they do not. Without a store
// each would answer for all of them.
func leasesOf(settings config.Config, db *store.DB) (gateway.Leases, error) {
	switch {
	case !settings.Discord.Share:
		return nil, nil
	case db == nil:
		return nil, errors.New("discord.share is on, and there is no store to agree with other replicas in: mend store.url")
	}
	return db, nil
}
