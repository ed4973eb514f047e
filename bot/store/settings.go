package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Guild is the settings of a server, the zero Guild for one that set nothing.
func (d *DB) Guild(ctx context.Context, id string) (Guild, error) {
	if err := checkID("a server's id", id); err != nil {
		return Guild{}, err
	}
	g, err := readGuild(ctx, d.sql, id)
	if err != nil {
		return Guild{}, fmt.Errorf("read the settings of a server: %w", err)
	}
	return g, nil
}

// ChangeGuild changes the settings of a server, and returns them as they are now. Two
// changes at once are made one after the other. Everybody else waits for the change,
// so it must be quick, and must not use the store.
func (d *DB) ChangeGuild(ctx context.Context, id string, change func(*Guild)) (Guild, error) {
	if err := checkID("a server's id", id); err != nil {
		return Guild{}, err
	}
	var g Guild
	err := d.within(ctx, func(tx *sql.Tx) (err error) {
		// Written before it is read: here a second change of the same server waits,
		// in whatever engine, and then reads what the first one left.
		if _, err := tx.ExecContext(ctx, `INSERT INTO guild (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = excluded.id`, id); err != nil {
			return err
		}
		if g, err = readGuild(ctx, tx, id); err != nil {
			return err
		}
		change(&g)
		g = g.Normal()
		if err := g.check(); err != nil {
			return err
		}
		if err := g.write(ctx, tx, id); err != nil {
			return err
		}
		return d.tell(ctx, tx, Change{Settings, id})
	})
	if err != nil {
		return Guild{}, fmt.Errorf("change the settings of a server: %w", err)
	}
	return g, nil
}

// Forget drops all that is kept of a server.
func (d *DB) Forget(ctx context.Context, id string) error {
	if err := checkID("a server's id", id); err != nil {
		return err
	}
	err := d.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM guild WHERE id = $1`, id); err != nil { // its lists go with it
			return err
		}
		return d.tell(ctx, tx, Change{Settings, id})
	})
	if err != nil {
		return fmt.Errorf("forget a server: %w", err)
	}
	return nil
}

// A reader is a database, or a transaction in it.
type reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// readGuild reads a server in one statement, so that no change comes in between.
func readGuild(ctx context.Context, from reader, id string) (g Guild, err error) {
	rows, err := from.QueryContext(ctx, `
		SELECT country, public, moderator_role, log_channel, check_in, list, item
		FROM guild LEFT JOIN (
			SELECT guild, 'quiet' AS list, channel AS item FROM guild_quiet WHERE guild = $1
			UNION ALL
			SELECT guild, 'hidden', id FROM guild_hidden WHERE guild = $1
		) AS lists ON lists.guild = guild.id
		WHERE guild.id = $1`, id)
	if err != nil {
		return Guild{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var list, item sql.NullString
		if err := rows.Scan(&g.Country, &g.Public, &g.ModeratorRole, &g.LogChannel, &g.CheckIn, &list, &item); err != nil {
			return Guild{}, err
		}
		switch list.String {
		case "quiet":
			g.Quiet = append(g.Quiet, item.String)
		case "hidden":
			g.Hidden = append(g.Hidden, item.String)
		}
	}
	return g.Normal(), rows.Err()
}

// check refuses settings that are too long to be kept.
func (g Guild) check() error {
	for _, field := range []struct{ what, text string }{
		{"the country", g.Country}, {"the role's id", g.ModeratorRole}, {"the log channel's id", g.LogChannel},
	} {
		if err := checkText(field.what, field.text); err != nil {
			return err
		}
	}
	if err := checkList("quiet channel", g.Quiet); err != nil {
		return err
	}
	return checkList("hidden id", g.Hidden)
}

// write replaces the settings of a server whose row is there.
func (g Guild) write(ctx context.Context, tx *sql.Tx, id string) error {
	_, err := tx.ExecContext(ctx, `UPDATE guild SET country = $2, public = $3, moderator_role = $4, log_channel = $5, check_in = $6 WHERE id = $1`,
		id, g.Country, g.Public, g.ModeratorRole, g.LogChannel, g.CheckIn)
	if err != nil {
		return err
	}
	if err := replace(ctx, tx, `DELETE FROM guild_quiet WHERE guild = $1`, `INSERT INTO guild_quiet (guild, channel) VALUES ($1, $2)`, id, g.Quiet); err != nil {
		return err
	}
	return replace(ctx, tx, `DELETE FROM guild_hidden WHERE guild = $1`, `INSERT INTO guild_hidden (guild, id) VALUES ($1, $2)`, id, g.Hidden)
}

// replace writes a list anew.
func replace(ctx context.Context, tx *sql.Tx, clear, insert, guild string, items []string) error {
	if _, err := tx.ExecContext(ctx, clear, guild); err != nil {
		return err
	}
	for _, item := range items {
		if _, err := tx.ExecContext(ctx, insert, guild, item); err != nil {
			return err
		}
	}
	return nil
}
