package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCopy copies a store that is open and written to: what is kept is in the copy, and what
// is kept for a time only is not in its bytes.
func TestCopy(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "hebb.db"), filepath.Join(folder, "copy.db")
	d := open(t, from)
	set(t, d, "10", full)
	now := time.Now()
	if err := d.KeepDraft(t.Context(), Draft{ID: "draft-canary", Typed: "typed-canary", Created: now, Files: []DraftFile{{Path: "en/x.md", Text: "text-canary"}}}); err != nil {
		t.Fatal(err)
	}
	for _, asker := range []string{"1", "2", "3", "4", "5", "6"} {
		if err := d.Missed(t.Context(), now, asker, []Gap{{Kind: Missing, Key: "key", Words: "words-canary"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Identified(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if err := Copy(t.Context(), from, to); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, canary := range []string{"draft-canary", "typed-canary", "text-canary", "words-canary"} {
		if bytes.Contains(data, []byte(canary)) {
			t.Errorf("%s is in the copy", canary)
		}
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, error %v: others can read it", info.Mode(), err)
	}
	c := open(t, to)
	got, err := c.Guild(t.Context(), "10")
	if err != nil {
		t.Fatal(err)
	}
	want, err := d.Guild(t.Context(), "10")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n, err := c.Identifies(t.Context(), time.Time{}); err != nil || n != 0 {
		t.Errorf("%d identifies, error %v", n, err)
	}
	if n, err := d.Identifies(t.Context(), time.Time{}); err != nil || n != 1 {
		t.Errorf("the store itself has %d identifies, error %v", n, err)
	}
	if err := Copy(t.Context(), from, to); err == nil {
		t.Error("a copy was overwritten")
	}
}

// TestCopyRefuses leaves what is no store as it is, and makes nothing.
func TestCopyRefuses(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "other")
	if err := os.WriteFile(other, []byte("a diary"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{other, filepath.Join(folder, "missing.db")} {
		if err := Copy(t.Context(), from, filepath.Join(folder, "copy.db")); err == nil {
			t.Errorf("%s was copied", from)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "copy.db")); err == nil {
		t.Error("a copy was made")
	}
}

// TestPassing has every table in one of two lists: what a backup holds, and what it does not.
func TestPassing(t *testing.T) {
	lasting := []string{"goose_db_version", "guild", "guild_hidden", "guild_quiet", "sqlite_sequence", "tally", "withdrawn"}
	rows, err := open(t, "").sql.Query(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		all = append(all, name)
	}
	want := slices.Sorted(slices.Values(append(lasting, passing...)))
	if diff := cmp.Diff(want, all); diff != "" || rows.Err() != nil {
		t.Errorf("tables (-want +got): %v\n%s", rows.Err(), diff)
	}
}
