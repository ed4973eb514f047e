package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// onDisk reports whether a text stands anywhere in the files of a database.
func onDisk(t interface{ Fatal(...any) }, path, text string) bool {
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(text)) {
			return true
		}
	}
	return false
}

// TestGapsProperty: whoever asks what, how often, and when, nothing is shown and no word is
// anywhere on the disk before five different people asked for it in one window; from then on
// it is shown, with as many as there were; and when the window is over all of it is gone.
func TestGapsProperty(t *testing.T) {
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		path := filepath.Join(dir, fmt.Sprint(round), "hebb.db")
		if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
			rt.Fatal(err)
		}
		d, err := Open(t.Context(), path)
		if err != nil {
			rt.Fatal(err)
		}
		defer d.Close()
		now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
		var since time.Time
		askers := map[int]map[int]bool{} // of a gap, in this window
		gapOf := func(n int) Gap {
			return Gap{Kind: Missing, Key: fmt.Sprintf("key-%d-of-a-gap", n), Words: fmt.Sprintf("words-%d-of-a-gap", n)}
		}
		for range rapid.IntRange(1, 60).Draw(rt, "questions") {
			now = now.Add(rapid.SampledFrom([]time.Duration{0, time.Minute, 24 * time.Hour, 10 * 24 * time.Hour, GapWindow}).Draw(rt, "later"))
			if !since.IsZero() && now.Sub(since) >= GapWindow {
				since, askers = time.Time{}, map[int]map[int]bool{}
			}
			if since.IsZero() {
				since = now
			}
			who := rapid.IntRange(1, 7).Draw(rt, "who")
			var gaps []Gap
			for range rapid.IntRange(1, 2).Draw(rt, "gaps") {
				n := rapid.IntRange(1, 3).Draw(rt, "what")
				gaps = append(gaps, gapOf(n))
				if askers[n] == nil {
					askers[n] = map[int]bool{}
				}
				askers[n][who] = true
			}
			if err := d.Missed(t.Context(), now, fmt.Sprintf("user-%d", who), gaps); err != nil {
				rt.Fatal(err)
			}
			shown, from, err := d.Gaps(t.Context())
			if err != nil || !from.Equal(since) {
				rt.Fatalf("since %v, want %v, error %v", from, since, err)
			}
			got := map[string]int{}
			for _, s := range shown {
				got[s.Words] = s.Askers
			}
			for n := 1; n <= 3; n++ {
				want := len(askers[n])
				if want < GapAskers {
					want = 0
				}
				if got[gapOf(n).Words] != want {
					rt.Fatalf("gap %d: shown with %d askers, want %d", n, got[gapOf(n).Words], want)
				}
				if onDisk(t, path, gapOf(n).Words) && want == 0 {
					rt.Fatalf("gap %d: its words are on the disk with %d askers", n, len(askers[n]))
				}
				if onDisk(t, path, gapOf(n).Key) {
					rt.Fatalf("gap %d: its key is on the disk", n)
				}
			}
			for n := 1; n <= 7; n++ {
				if onDisk(t, path, fmt.Sprintf("user-%d", n)) {
					rt.Fatalf("the asker %d is on the disk", n)
				}
			}
		}
	})
}

// all is every text in the three tables.
func gapTexts(t *testing.T, d *DB) (all []string) {
	t.Helper()
	for _, query := range []string{`SELECT secret, secret FROM gap_key`, `SELECT gap, asker FROM gap_asker`, `SELECT gap, words FROM gap_term`} {
		rows, err := d.sql.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var a, b string
			if err := rows.Scan(&a, &b); err != nil {
				t.Fatal(err)
			}
			all = append(all, a, b)
		}
		_ = rows.Close()
	}
	return all
}

// TestGapsAreDestroyed: when the window is over, nothing of it is in the tables or anywhere
// on the disk, and the same people and words have other hashes in the next.
func TestGapsAreDestroyed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hebb.db")
	d := open(t, path)
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	ask := func() {
		t.Helper()
		for n := range 6 {
			if err := d.Missed(t.Context(), now, fmt.Sprint("user-", n), []Gap{{Missing, "k", "nasal spray", ""}, {Offered, "p", "worse sleep", ""}, {Picked, "p", "", "sleep#what-is"}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	ask()
	before := gapTexts(t, d)
	if len(before) < 20 {
		t.Fatalf("only %d texts", len(before))
	}
	if err := d.ExpireGaps(t.Context(), now.Add(GapWindow-time.Minute)); err != nil || len(gapTexts(t, d)) != len(before) {
		t.Errorf("destroyed too early; error %v", err)
	}
	if err := d.ExpireGaps(t.Context(), now.Add(GapWindow)); err != nil {
		t.Fatal(err)
	}
	if left := gapTexts(t, d); len(left) != 0 {
		t.Errorf("left in the tables: %q", left)
	}
	for _, text := range before {
		if text != "" && onDisk(t, path, text) {
			t.Errorf("still on the disk: %s", text)
		}
	}
	now = now.Add(GapWindow)
	ask()
	again := strings.Join(gapTexts(t, d), " ")
	for _, text := range before {
		if text != "" && text != "nasal spray" && text != "worse sleep" && strings.Contains(again, text) {
			t.Errorf("the same hash in the next window: %s", text)
		}
	}
}

func TestGapHashesOfOnePersonCannotBeLinked(t *testing.T) {
	d := open(t, "")
	if err := d.Missed(t.Context(), time.Now(), "somebody", []Gap{{Missing, "a", "a", ""}, {Missing, "b", "b", ""}, {Picked, "a", "", "x#y"}}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, text := range gapTexts(t, d)[2:] {
		if seen[text] {
			t.Errorf("%s stands twice", text)
		}
		seen[text] = true
	}
	if len(seen) != 6 {
		t.Errorf("%d hashes, want 6", len(seen))
	}
}

// TestGapHashesAreBounded: what is full counts nobody more and keeps no more words, and those
// who are counted stay so.
func TestGapHashesAreBounded(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "hebb.db"))
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	miss := func(key string, askers int) {
		t.Helper()
		for n := range askers {
			if err := d.Missed(t.Context(), now, fmt.Sprint("user-", n), []Gap{{Missing, key, "words of " + key, ""}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	miss("early", GapAskers)
	// All that there is room for but one.
	if _, err := d.sql.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) INSERT INTO gap_asker (gap, asker) SELECT 'another', i FROM n`, mostGapRows-GapAskers-1); err != nil {
		t.Fatal(err)
	}
	miss("late", GapAskers+1)
	var rows, late int
	if err := d.sql.QueryRow(`SELECT COUNT(*) FROM gap_asker`).Scan(&rows); err != nil || rows != mostGapRows {
		t.Errorf("%d hashes are kept, want %d; error %v", rows, mostGapRows, err)
	}
	if err := d.sql.QueryRow(`SELECT COUNT(*) FROM gap_term WHERE words = 'words of late'`).Scan(&late); err != nil || late != 0 {
		t.Errorf("the words of what is not counted are kept; error %v", err)
	}
	if shown, _, err := d.Gaps(t.Context()); err != nil || len(shown) != 1 || shown[0].Words != "words of early" || shown[0].Askers != GapAskers {
		t.Errorf("shown are %+v; error %v", shown, err)
	}
}
