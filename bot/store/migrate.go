package store

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// The tables, for every engine: what they are made with is SQL that all of them take.
//
//go:embed migrations/*.sql
var tables embed.FS

// migrations brings a database to the newest version.
func migrations(dialect goose.Dialect, db *sql.DB, options ...goose.ProviderOption) (*goose.Provider, error) {
	folder, err := fs.Sub(tables, "migrations")
	if err != nil {
		return nil, fmt.Errorf("read the migrations inside the program: %w", err)
	}
	options = append(options, goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	p, err := goose.NewProvider(dialect, db, folder, options...)
	if err != nil {
		return nil, fmt.Errorf("read the migrations inside the program: %w", err)
	}
	return p, nil
}

// newer is what is wrong with a database that a newer program has made.
func newer(now, newest int64) string {
	return fmt.Sprintf("is of a newer Hebb (version %d, and this one knows %d)", now, newest)
}
