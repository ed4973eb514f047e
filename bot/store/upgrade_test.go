package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite"
)

// TestUpgrade starts on the file of each older Hebb: what it kept is there.
func TestUpgrade(t *testing.T) {
	files, err := fs.Glob(tables, "migrations/*.sql")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d migrations, error %v", len(files), err)
	}
	for version := 1; version < len(files); version++ {
		path := filepath.Join(t.TempDir(), "hebb.db")
		old, err := sql.Open("sqlite", "file:"+path+"?_pragma=application_id(1214603874)")
		if err != nil {
			t.Fatal(err)
		}
		p, err := migrations(goose.DialectSQLite3, old)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.UpTo(t.Context(), int64(version)); err != nil {
			t.Fatal(err)
		}
		set(t, &DB{sql: old}, "10", full)
		if err := old.Close(); err != nil {
			t.Fatal(err)
		}
		d := open(t, path)
		wants(t, d, "10", full)
		if now := versionOf(t, d); now != len(files) {
			t.Errorf("version %d became %d, want %d", version, now, len(files))
		}
	}
}

func versionOf(t *testing.T, d *DB) (version int) {
	t.Helper()
	if err := d.sql.QueryRow(`SELECT MAX(version_id) FROM goose_db_version`).Scan(&version); err != nil {
		t.Fatal(err)
	}
	return version
}

// adds is what a migration may do: make what was not there.
var adds = regexp.MustCompile(`(?is)^(CREATE TABLE|CREATE INDEX|ALTER TABLE \S+ ADD COLUMN .* DEFAULT )`)

// TestMigrationsLeaveWhatIsThere: replicas are replaced one after another, and the older ones
// go on with tables that a newer one has migrated.
func TestMigrationsLeaveWhatIsThere(t *testing.T) {
	comments := regexp.MustCompile(`(?m)--.*$`)
	files, _ := fs.Glob(tables, "migrations/*.sql")
	for _, file := range files {
		text, err := tables.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for statement := range strings.SplitSeq(comments.ReplaceAllString(string(text), ""), ";") {
			if statement = strings.TrimSpace(statement); statement != "" && !adds.MatchString(statement) {
				t.Errorf("%s changes or takes away what a Hebb that still runs may use: %s", file, statement)
			}
		}
	}
}
