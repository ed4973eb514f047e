package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// make writes a file, and gives its path.
func file(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hebb.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// healthy is the bytes of a store with something in it.
func healthy(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hebb.db")
	d := open(t, path)
	for _, id := range []string{"10", "11", "12"} {
		set(t, d, id, full)
	}
	return closedFile(t, d, path)
}

func closedFile(t *testing.T, d *DB, path string) []byte {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestRefused is what cannot be opened. The error names the file, says what is wrong
// and what to do; the file is as it was.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name string
		path func(t *testing.T) string
		says string
		do   string
	}{
		{"garbage", func(t *testing.T) string { return file(t, bytes.Repeat([]byte("garbage "), 4096)) }, "is not a SQLite database", "move it away"},
		{"a little garbage", func(t *testing.T) string { return file(t, []byte("x")) }, "is not a SQLite database", "move it away"},
		{"zeros", func(t *testing.T) string { return file(t, make([]byte, 8192)) }, "is not a SQLite database", "move it away"},
		{"a header alone", func(t *testing.T) string { return file(t, healthy(t)[:sqliteHeader]) }, "is damaged", "hebb restore"},
		{"half a file", func(t *testing.T) string { b := healthy(t); return file(t, b[:len(b)/2]) }, "is damaged", "hebb restore"},
		{"without its last page", func(t *testing.T) string { b := healthy(t); return file(t, b[:len(b)-4096]) }, "is damaged", "hebb restore"},
		{"a page overwritten", func(t *testing.T) string {
			b := healthy(t)
			copy(b[2*4096:3*4096], bytes.Repeat([]byte{0xa5}, 4096))
			return file(t, b)
		}, "is damaged", "hebb restore"},
		{"of another program", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "hebb.db")
			other, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer other.Close()
			if _, err := other.Exec(`CREATE TABLE guild (id TEXT, owner TEXT)`); err != nil {
				t.Fatal(err)
			}
			return path
		}, "is the database of another program", "move it away"},
		{"of a newer Hebb", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "hebb.db")
			d := open(t, path)
			if _, err := d.sql.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, TRUE)`); err != nil {
				t.Fatal(err)
			}
			return file(t, closedFile(t, d, path))
		}, "is of a newer Hebb (version 999", "run that Hebb or a newer one"},
		{"a folder", func(t *testing.T) string { return t.TempDir() }, "cannot be written", "choose another store.path"},
		{"no file", func(*testing.T) string { return os.DevNull }, "is not a file", "choose another store.path"},
		{"in no folder", func(t *testing.T) string { return filepath.Join(t.TempDir(), "gone", "hebb.db") }, "cannot be written", "choose another store.path"},
		{"in a file", func(t *testing.T) string { return filepath.Join(file(t, nil), "hebb.db") }, "cannot be written", "choose another store.path"},
		{"in a folder that takes no file", func(*testing.T) string { return "/proc/hebb.db" }, "cannot be written", "choose another store.path"},
		{"read-only", func(t *testing.T) string {
			if os.Geteuid() == 0 {
				t.Skip("root may write to everything")
			}
			path := file(t, healthy(t))
			if err := os.Chmod(path, 0o400); err != nil {
				t.Fatal(err)
			}
			return path
		}, "cannot be written", "let the user that Hebb runs as write"},
		// The file may be written, and its folder takes none beside it.
		{"without room for its journal", func(t *testing.T) string {
			path := file(t, healthy(t))
			if err := os.Mkdir(path+"-wal", 0o755); err != nil {
				t.Fatal(err)
			}
			return path
		}, "cannot be written", "let the user that Hebb runs as write"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := tt.path(t)
			before, _ := os.ReadFile(path)
			d, err := Open(t.Context(), path)
			if err == nil {
				_ = d.Close()
				t.Fatal("it opens")
			}
			for _, want := range []string{path, tt.says, tt.do} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error does not say %q:\n%v", want, err)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than a sentence:\n%v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

// TestEmptyFile is a store that was killed before it wrote anything.
func TestEmptyFile(t *testing.T) {
	path := file(t, nil)
	set(t, open(t, path), "10", full)
}

func TestOpenIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, file(t, healthy(t))); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "move") {
		t.Errorf("error %v", err)
	}
}
