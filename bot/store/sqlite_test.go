package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open opens a store that ends with the test.
func open(t *testing.T, path string) *DB {
	t.Helper()
	d, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func TestSQLite(t *testing.T) {
	conform(t, func(t *testing.T) *DB { return open(t, filepath.Join(t.TempDir(), "hebb.db")) })
}

func TestInMemory(t *testing.T) {
	conform(t, func(t *testing.T) *DB { return open(t, "") })
}

// TestNothingOfAPerson reads the columns of the schema. Whoever adds one adds it here,
// and does not if it tells of a person: who asked, what was asked, who pressed what.
func TestNothingOfAPerson(t *testing.T) {
	want := []string{
		"draft.id", "draft.about", "draft.what", "draft.form", "draft.typed", "draft.created",
		"draft_file.draft", "draft_file.place", "draft_file.path", "draft_file.base", "draft_file.text",
		"gap_asker.gap", "gap_asker.asker", // hashes, under a key that is destroyed
		"gap_key.id", "gap_key.secret", "gap_key.since",
		"gap_term.gap", "gap_term.kind", "gap_term.words", "gap_term.entry", "gap_term.offered", "gap_term.dropped", // words that five people asked for
		"goose_db_version.id", "goose_db_version.version_id", "goose_db_version.is_applied", "goose_db_version.tstamp",
		"guild.id", "guild.country", "guild.public", "guild.moderator_role", "guild.log_channel", "guild.check_in",
		"guild_hidden.guild", "guild_hidden.id",
		"guild_quiet.guild", "guild_quiet.channel",
		"identify.at",
		"lease.name", "lease.holder", "lease.token", "lease.expires", // of programs
		"sqlite_sequence.name", "sqlite_sequence.seq", // goose numbers its rows
		"tally.entry", "tally.reason", "tally.count",
		"withdrawn.kind", "withdrawn.id", "withdrawn.at", "withdrawn.reason", "withdrawn.digest",
	}
	rows, err := open(t, "").sql.Query(`SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type IN ('table', 'view') ORDER BY t.name, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			t.Fatal(err)
		}
		got = append(got, column)
	}
	if diff := cmp.Diff(want, got); diff != "" || rows.Err() != nil {
		t.Errorf("columns (-want +got): %v\n%s", rows.Err(), diff)
	}
}

func TestRestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd ?#%41&name", "hebb.db")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	d := open(t, path)
	set(t, d, "10", full)
	if err := d.Tally(t.Context(), "depression#what-is", Unsafe); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	if err := d.Identified(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	d = open(t, path)
	wants(t, d, "10", full)
	if n, err := d.Identifies(t.Context(), now.Add(-time.Second)); n != 1 || err != nil {
		t.Errorf("%d identifies, error %v", n, err)
	}
	if all, err := d.Tallies(t.Context()); all["depression#what-is"][Unsafe] != 1 || err != nil {
		t.Errorf("tallies %v, error %v", all, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("others may read it: mode %o", mode)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "hebb.db") {
			t.Errorf("left behind: %s", e.Name())
		}
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, error %v", e.Name(), info.Mode(), err)
		}
	}
}

func TestPragmas(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "hebb.db"))
	for pragma, want := range map[string]string{"journal_mode": "wal", "busy_timeout": "5000", "foreign_keys": "1", "synchronous": "2", "application_id": "1214603874"} {
		var got string
		if err := d.sql.QueryRow(`PRAGMA ` + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, error %v", pragma, got, err)
		}
	}
}

// TestFull is a disk without room: the error says so, what is there can be read, and
// with room again it can be changed again.
func TestFull(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "hebb.db"))
	set(t, d, "10", full)
	pages := func(n string) {
		t.Helper()
		if _, err := d.sql.Exec(`PRAGMA max_page_count = ` + n); err != nil {
			t.Fatal(err)
		}
	}
	pages("1") // as many as there are
	var many []string
	for i := range MaxList {
		many = append(many, strings.Repeat("9", 80)+string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	_, err := d.ChangeGuild(t.Context(), "10", func(g *Guild) { g.Hidden = many })
	if err == nil || !strings.Contains(err.Error(), "full") {
		t.Fatalf("error %v", err)
	}
	if text := sqliteRefusal("hebb.db", err).Error(); !strings.Contains(text, "make room") {
		t.Error(text)
	}
	wants(t, d, "10", full)
	pages("1000000")
	set(t, d, "10", Guild{Hidden: many})
}

// TestHeld is a file that another program writes to for longer than anybody waits.
func TestHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hebb.db")
	holder, d := open(t, path), open(t, path)
	set(t, d, "10", full)
	tx, err := holder.sql.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, d, "10", full) // reading goes on
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := d.ChangeGuild(ctx, "10", func(g *Guild) { *g = Guild{} }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	set(t, d, "10", Guild{Country: "FR"})
	wants(t, holder, "10", Guild{Country: "FR"})
}

// TestTakenAway is a file that somebody takes away while it is in use: no empty one comes
// in its place, which would hide that it is gone.
func TestTakenAway(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hebb.db")
	d := open(t, path)
	set(t, d, "10", full)
	d.sql.SetMaxIdleConns(-1) // the next use connects anew
	wants(t, d, "10", full)
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+end, path+".away"+end); err != nil && end == "" {
			t.Fatal(err)
		}
	}
	if _, err := d.Guild(t.Context(), "10"); err == nil {
		t.Error("it can be read still")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("another file is in its place")
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	wants(t, d, "10", full)
}

// BenchmarkOpen is the start with the settings of ten thousand servers, check included.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "hebb.db")
	d, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := d.sql.Exec(`PRAGMA synchronous = off`); err != nil { // of the preparation alone
		b.Fatal(err)
	}
	for i := range 10_000 {
		if _, err := d.ChangeGuild(b.Context(), strconv.Itoa(1575522808321015808+i), func(g *Guild) { *g = full }); err != nil {
			b.Fatal(err)
		}
	}
	for {
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
		if !b.Loop() {
			break
		}
		if d, err = Open(b.Context(), path); err != nil {
			b.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB")
}
