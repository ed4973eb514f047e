package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// Copy writes what a SQLite file keeps at one moment to a new file, for a backup. Hebb may
// be running on it, and an older one too: its tables are not changed. What is kept for a time only
// is left out.
func Copy(ctx context.Context, from, to string) error {
	if err := ours(from); err != nil {
		return err
	}
	// For the owner's eyes from its first byte on.
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("copy the store: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("copy the store: %w", err)
	}
	if err := onFile(from, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, `VACUUM INTO $1`, to)
		return err
	}); err != nil {
		return sqliteRefusal(from, err)
	}
	if err := onFile(to, func(db *sql.DB) error { return forget(ctx, db) }); err != nil {
		return fmt.Errorf("copy the store: %w", err)
	}
	return nil
}

// forget takes what is kept for a time only out of a copy, so that no trace is in its file.
func forget(ctx context.Context, db *sql.DB) error {
	for _, table := range passing {
		var there int
		if err := db.QueryRowContext(ctx, `SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1`, table).Scan(&there); err != nil {
			return err
		}
		if there == 0 { // of an older Hebb
			continue
		}
		if _, err := db.ExecContext(ctx, `DELETE FROM `+table); err != nil {
			return err
		}
	}
	_, err := db.ExecContext(ctx, `VACUUM`)
	return err
}

// onFile uses a SQLite file as it is. One that may not be written to can be read all the same;
// for one that may, SQLite takes its -wal and -shm away when nobody else uses it.
func onFile(path string, use func(*sql.DB) error) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	options := url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(full)}).String()+"?"+options.Encode())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(use(db), db.Close())
}

// ours refuses a file that is not there or not a store, without touching it.
func ours(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return refusal(path, "is not there", "run this where Hebb runs, with its settings", nil)
	}
	if err != nil {
		return refusal(path, "cannot be read", "run this as the user that Hebb runs as", err)
	}
	defer f.Close()
	header := make([]byte, sqliteHeader)
	if _, err := io.ReadFull(f, header); err != nil || !bytes.HasPrefix(header, []byte(sqliteMagic)) || binary.BigEndian.Uint32(header[sqliteOwnerAt:]) != sqliteOwner {
		return refusal(path, "is not a database of Hebb's", "look at store.path", nil)
	}
	return nil
}
