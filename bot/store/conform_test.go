package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// conform holds an engine against what the bot relies on. open gives an empty
// database, and ends it with the test.
func conform(t *testing.T, open func(t *testing.T) *DB) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, *DB)
	}{
		{"settings are kept", settingsAreKept},
		{"lists are normal", listsAreNormal},
		{"servers are apart", serversAreApart},
		{"a change that fails changes nothing", failedChange},
		{"a change that panics changes nothing", panickedChange},
		{"bounds", bounds},
		{"any letters", anyLetters},
		{"changes at once", changesAtOnce},
		{"a server is forgotten", forgotten},
		{"tallies", tallies},
		{"tallies at once", talliesAtOnce},
		{"identifies", identifies},
		{"withdrawn", withdrawn},
		{"withdrawn is bounded", withdrawnIsBounded},
		{"gaps", gapsAreShown},
		{"drafts", drafts},
		{"what was kept long enough", expiry},
		{"drafts are bounded", draftsAreBounded},
		{"leases", leases},
		{"a lease runs out", leaseRunsOut},
		{"leases at once", leasesAtOnce},
		{"an ended context", endedContext},
		{"closed", closed},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// full has every field set.
var full = Guild{
	Country: "GB", Public: true, Quiet: []string{"1", "2"}, ModeratorRole: "3", LogChannel: "4",
	Hidden: []string{"depression", "depression#what-is"}, CheckIn: true,
}

// set makes the settings of a server what they should be.
func set(t *testing.T, d *DB, id string, g Guild) {
	t.Helper()
	if _, err := d.ChangeGuild(t.Context(), id, func(old *Guild) { *old = g }); err != nil {
		t.Fatal(err)
	}
}

// wants checks the settings of a server.
func wants(t *testing.T, d *DB, id string, want Guild) {
	t.Helper()
	got, err := d.Guild(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("server %s (-want +got):\n%s", id, diff)
	}
}

func settingsAreKept(t *testing.T, d *DB) {
	wants(t, d, "10", Guild{})
	set(t, d, "10", full)
	wants(t, d, "10", full)
	got, err := d.ChangeGuild(t.Context(), "10", func(g *Guild) {
		if diff := cmp.Diff(full, *g); diff != "" {
			t.Errorf("a change is given (-want +got):\n%s", diff)
		}
		g.Public, g.Country = false, "DE"
		g.Quiet = append(g.Quiet, "5")
	})
	want := full.Clone()
	want.Public, want.Country, want.Quiet = false, "DE", []string{"1", "2", "5"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("changed (-want +got): %v\n%s", err, diff)
	}
	wants(t, d, "10", want)
	set(t, d, "10", Guild{})
	wants(t, d, "10", Guild{})
}

func listsAreNormal(t *testing.T, d *DB) {
	set(t, d, "10", Guild{Quiet: []string{"9", "10", "9"}, Hidden: []string{"b", "a", "b"}})
	wants(t, d, "10", Guild{Quiet: []string{"10", "9"}, Hidden: []string{"a", "b"}})
	set(t, d, "10", Guild{Hidden: []string{"c"}})
	wants(t, d, "10", Guild{Hidden: []string{"c"}})
}

func serversAreApart(t *testing.T, d *DB) {
	set(t, d, "10", full)
	set(t, d, "11", Guild{Country: "FR", Quiet: []string{"1"}})
	wants(t, d, "10", full)
	wants(t, d, "11", Guild{Country: "FR", Quiet: []string{"1"}})
	wants(t, d, "1", Guild{})
}

func failedChange(t *testing.T, d *DB) {
	set(t, d, "10", full)
	_, err := d.ChangeGuild(t.Context(), "10", func(g *Guild) { g.Country, g.LogChannel = "FR", strings.Repeat("9", MaxID+1) })
	if !errors.Is(err, ErrBounds) {
		t.Errorf("error %v", err)
	}
	wants(t, d, "10", full)
}

func panickedChange(t *testing.T, d *DB) {
	set(t, d, "10", full)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, _ = d.ChangeGuild(t.Context(), "10", func(g *Guild) { g.Country = "FR"; panic("at the disco") })
	}()
	wants(t, d, "10", full) // and nobody waits for the transaction
}

func bounds(t *testing.T, d *DB) {
	ctx := t.Context()
	long := strings.Repeat("x", MaxID+1)
	many := make([]string, MaxList+1)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	change := func(id string, to Guild) error {
		_, err := d.ChangeGuild(ctx, id, func(g *Guild) { *g = to })
		return err
	}
	look := func(id string) error { _, err := d.Guild(ctx, id); return err }
	for name, err := range map[string]error{
		"look at no id":       look(""),
		"look at a long id":   look(long),
		"change a long id":    change(long, full),
		"change no id":        change("", full),
		"forget a long id":    d.Forget(ctx, long),
		"a long country":      change("10", Guild{Country: long}),
		"a long role":         change("10", Guild{ModeratorRole: long}),
		"a long channel":      change("10", Guild{Quiet: []string{long}}),
		"an empty channel":    change("10", Guild{Quiet: []string{""}}),
		"a long hidden id":    change("10", Guild{Hidden: []string{long}}),
		"many channels":       change("10", Guild{Quiet: many}),
		"many hidden ids":     change("10", Guild{Hidden: many}),
		"not UTF-8":           change("10", Guild{Hidden: []string{"\xff"}}),
		"NUL":                 change("10", Guild{Hidden: []string{"a\x00b"}}),
		"tally of a long id":  d.Tally(ctx, long, Wrong),
		"tally of no id":      d.Tally(ctx, "", Wrong),
		"tally of no reason":  d.Tally(ctx, "depression", ""),
		"an invented reason":  d.Tally(ctx, "depression", "because I say so"),
		"tally that is NUL":   d.Tally(ctx, "\x00", Wrong),
		"a newline in an id":  change("10\n", full),
		"look at a bad id":    look("\xc3"),
		"forget what is none": d.Forget(ctx, ""),
	} {
		if !errors.Is(err, ErrBounds) {
			t.Errorf("%s: error %v", name, err)
		} else if strings.Contains(err.Error(), "xxx") || strings.Contains(err.Error(), "I say so") {
			t.Errorf("%s: the error quotes what it was given: %v", name, err)
		}
	}
	wants(t, d, "10", Guild{})
	if err := change("10", Guild{Quiet: many[:MaxList], Hidden: append([]string{long[1:]}, many[:MaxList-1]...)}); err != nil {
		t.Errorf("as much as may be: %v", err)
	}
	repeated := slices.Repeat([]string{"1"}, MaxList+1)
	if err := change("10", Guild{Quiet: repeated}); err != nil {
		t.Errorf("repetitions count: %v", err)
	}
}

func anyLetters(t *testing.T, d *DB) {
	odd := `'; DROP TABLE guild; -- "%_` + "`$1 é 猫"
	g := Guild{Country: odd, Quiet: []string{odd}, Hidden: []string{odd}, LogChannel: odd}
	set(t, d, odd, g)
	wants(t, d, odd, g)
	if err := d.Tally(t.Context(), odd, Wrong); err != nil {
		t.Error(err)
	}
}

// changesAtOnce appends a channel from each of a hundred goroutines: none may be lost.
func changesAtOnce(t *testing.T, d *DB) {
	var all sync.WaitGroup
	var want []string
	for i := range 100 {
		channel := fmt.Sprintf("%03d", i)
		want = append(want, channel)
		all.Go(func() {
			if _, err := d.ChangeGuild(t.Context(), "10", func(g *Guild) { g.Quiet = append(g.Quiet, channel) }); err != nil {
				t.Error(err)
			}
		})
		if i%10 == 0 { // and readers among them
			all.Go(func() {
				if _, err := d.Guild(t.Context(), "10"); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	wants(t, d, "10", Guild{Quiet: want})
}

func forgotten(t *testing.T, d *DB) {
	set(t, d, "10", full)
	set(t, d, "11", full)
	for range 2 { // what is gone is gone
		if err := d.Forget(t.Context(), "10"); err != nil {
			t.Fatal(err)
		}
	}
	wants(t, d, "10", Guild{})
	wants(t, d, "11", full)
	for _, table := range []string{"guild_quiet", "guild_hidden"} {
		var left int
		if err := d.sql.QueryRow(`SELECT COUNT(*) FROM `+table+` WHERE guild = $1`, "10").Scan(&left); err != nil || left != 0 {
			t.Errorf("%s holds %d rows of it, error %v", table, left, err)
		}
	}
	set(t, d, "10", Guild{Country: "FR"})
	wants(t, d, "10", Guild{Country: "FR"})
}

func tallies(t *testing.T, d *DB) {
	for _, r := range []Reason{Helped, Helped, Unsafe, NotHelped} {
		if err := d.Tally(t.Context(), "depression#what-is", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Tally(t.Context(), "anxiety#what-is", Wrong); err != nil {
		t.Fatal(err)
	}
	want := map[string]map[Reason]int{"depression#what-is": {Helped: 2, Unsafe: 1, NotHelped: 1}, "anxiety#what-is": {Wrong: 1}}
	got, err := d.Tallies(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("tallies (-want +got): %v\n%s", err, diff)
	}
}

func talliesAtOnce(t *testing.T, d *DB) {
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if err := d.Tally(t.Context(), "depression#what-is", Helped); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got, err := d.Tallies(t.Context())
	if err != nil || got["depression#what-is"][Helped] != 50 {
		t.Errorf("%v, error %v", got, err)
	}
}

func identifies(t *testing.T, d *DB) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.FixedZone("", 3600))
	count := func(since time.Time, want int) {
		t.Helper()
		if got, err := d.Identifies(t.Context(), since); err != nil || got != want {
			t.Errorf("%d identifies since %v, want %d, error %v", got, since, want, err)
		}
	}
	identify := func(at time.Time) {
		t.Helper()
		if err := d.Identified(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
	count(time.Time{}, 0)
	for _, ago := range []time.Duration{25 * time.Hour, 24 * time.Hour, time.Hour, time.Hour} {
		identify(now.Add(-ago))
	}
	count(now.Add(-48*time.Hour), 4)
	count(now.Add(-24*time.Hour), 3)
	count(now.Add(-time.Hour), 2)
	count(now, 0)
	identify(now)
	count(now.Add(-48*time.Hour), 4) // that of 25 hours ago is gone, that of 24 is not
	count(now, 1)
	count(now.Add(time.Millisecond), 0)

	identify(now.AddDate(-50, 0, 0)) // a clock that forgot the year takes nothing away
	count(now.Add(-24*time.Hour), 4)
}

func withdrawn(t *testing.T, d *DB) {
	at := time.Date(2026, 11, 26, 12, 0, 0, 5_000_000, time.UTC)
	entry := Withdrawn{Entry, "depression#what-is", at, Unsafe, "d1"}
	line := Withdrawn{Helpline, "us-1", at.Add(time.Second), Outdated, ""}
	same := Withdrawn{Helpline, entry.ID, at, Other, ""} // of another kind
	is := func(want ...Withdrawn) {
		t.Helper()
		got, err := d.Withdrawn(t.Context())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("withdrawn (-want +got): %v\n%s", err, diff)
		}
	}
	lift := func(w Withdrawn, want bool) {
		t.Helper()
		if got, err := d.Lift(t.Context(), w); got != want || err != nil {
			t.Errorf("lift %v: %v, %v", w, got, err)
		}
	}
	is()
	for _, w := range []Withdrawn{entry, line, same} {
		if err := d.Withdraw(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
	is(line, entry, same)

	again := entry
	again.At, again.Reason, again.Digest = at.Add(time.Hour), Wrong, "d2"
	if err := d.Withdraw(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	is(again, line, same)
	lift(entry, false) // what was reviewed is not what is withdrawn now
	is(again, line, same)
	lift(again, true)
	lift(again, false)
	is(line, same)
}

func withdrawnIsBounded(t *testing.T, d *DB) {
	good := Withdrawn{Kind: Entry, ID: "a", Reason: Wrong}
	for name, change := range map[string]func(*Withdrawn){
		"no kind":       func(w *Withdrawn) { w.Kind = "" },
		"another kind":  func(w *Withdrawn) { w.Kind = "member" },
		"no id":         func(w *Withdrawn) { w.ID = "" },
		"a long id":     func(w *Withdrawn) { w.ID = strings.Repeat("x", MaxID+1) },
		"no reason":     func(w *Withdrawn) { w.Reason = "" },
		"helped":        func(w *Withdrawn) { w.Reason = Helped },
		"a long digest": func(w *Withdrawn) { w.Digest = strings.Repeat("x", MaxID+1) },
		"NUL":           func(w *Withdrawn) { w.ID = "a\x00" },
	} {
		w := good
		change(&w)
		if err := d.Withdraw(t.Context(), w); !errors.Is(err, ErrBounds) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	for n := range MaxList {
		good.ID = fmt.Sprint("e", n)
		if err := d.Withdraw(t.Context(), good); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Withdraw(t.Context(), good); err != nil { // anew, and no more than before
		t.Error(err)
	}
	good.ID = "one-too-many"
	if err := d.Withdraw(t.Context(), good); !errors.Is(err, ErrBounds) {
		t.Errorf("one too many: error %v", err)
	}
	if err := d.Withdraw(t.Context(), Withdrawn{Kind: Helpline, ID: "us-1", Reason: Wrong}); err != nil {
		t.Errorf("helplines have a list of their own: %v", err)
	}
	if all, err := d.Withdrawn(t.Context()); len(all) != MaxList+1 || err != nil {
		t.Errorf("%d are kept, error %v", len(all), err)
	}
}

// gapsAreShown holds each engine to the rules of gaps.go; gaps_test.go looks at the disk.
func gapsAreShown(t *testing.T, d *DB) {
	now := time.UnixMilli(1_796_000_000_000)
	is := func(since time.Time, want ...string) {
		t.Helper()
		all, from, err := d.Gaps(t.Context())
		var got []string
		for _, s := range all {
			got = append(got, fmt.Sprint(s.Words, " ", s.Entry, " ", s.Askers))
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil || !from.Equal(since) {
			t.Errorf("since %v, error %v (-want +got)\n%s", from, err, diff)
		}
	}
	miss := func(asker string, gaps ...Gap) {
		t.Helper()
		if err := d.Missed(t.Context(), now, asker, gaps); err != nil {
			t.Fatal(err)
		}
	}
	is(time.Time{})
	a, b := Gap{Missing, "a", "nasal spray", ""}, Gap{Missing, "b", "dreams", ""}
	offered, picked := Gap{Offered, "c", "worse sleep", ""}, Gap{Picked, "c", "", "x#y"}
	for n := range GapAskers - 1 {
		miss(fmt.Sprint(n), a, b, picked)
		miss(fmt.Sprint(n), a)
	}
	is(now)
	miss("5", a, picked)
	is(now, "nasal spray  5") // enough picked it, and not enough asked with these words
	for n := range GapAskers {
		miss(fmt.Sprint("o", n), offered)
	}
	is(now, "nasal spray  5", "worse sleep x#y 5")
	miss("6", a)
	is(now, "nasal spray  6", "worse sleep x#y 5")
	all, _, _ := d.Gaps(t.Context())
	if err := d.DropGap(t.Context(), all[1].ID); err != nil {
		t.Error(err)
	}
	miss("7", a, picked)
	is(now, "nasal spray  7")
	for name, gaps := range map[string][]Gap{
		"no key": {{Missing, "", "w", ""}}, "no words": {{Missing, "k", "", ""}}, "long words": {{Missing, "k", strings.Repeat("x", MaxID+1), ""}}, "NUL": {{Missing, "k", "\x00", ""}}, "many": make([]Gap, mostGaps+1),
		"no kind": {{"", "k", "w", ""}}, "nothing picked": {{Picked, "k", "", ""}},
	} {
		if err := d.Missed(t.Context(), now, "1", gaps); !errors.Is(err, ErrBounds) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if err := d.Missed(t.Context(), now, "", []Gap{a}); !errors.Is(err, ErrBounds) {
		t.Errorf("no asker: error %v", err)
	}
	if err := d.ExpireGaps(t.Context(), now.Add(GapWindow)); err != nil {
		t.Error(err)
	}
	is(time.Time{})
}

// expiry: what is kept for a time is there to its last moment, and gone in the next.
func expiry(t *testing.T, d *DB) {
	now := time.UnixMilli(1_796_000_000_000)
	for _, err := range []error{
		d.Missed(t.Context(), now, "1", []Gap{{Missing, "a", "nasal spray", ""}}),
		d.KeepDraft(t.Context(), Draft{ID: "1f", What: "w", Created: now, Files: []DraftFile{{"en/a.md", "", "text"}}}),
		d.Identified(t.Context(), now),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	set(t, d, "10", full)
	count := func(table string) (n int) {
		t.Helper()
		if err := d.sql.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM `+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, kept := range []struct {
		time   time.Duration
		tables []string
	}{
		{identifyDay, []string{"identify"}}, {draftTime, []string{"draft", "draft_file"}}, {GapWindow, []string{"gap_key", "gap_asker"}},
	} {
		for _, after := range []time.Duration{-time.Millisecond, time.Millisecond} {
			if err := d.Expire(t.Context(), now.Add(kept.time+after)); err != nil {
				t.Fatal(err)
			}
			for _, table := range kept.tables {
				if there := count(table) > 0; there != (after < 0) {
					t.Errorf("%s after %v: there is %v", table, kept.time+after, there)
				}
			}
		}
	}
	for _, table := range passing {
		if n := count(table); n != 0 {
			t.Errorf("%s holds %d rows for ever", table, n)
		}
	}
	if g, err := d.Guild(t.Context(), "10"); err != nil || g.Country != full.Country {
		t.Errorf("settings went with it: %+v, error %v", g, err)
	}
}

func drafts(t *testing.T, d *DB) {
	now := time.UnixMilli(1_796_000_000_000)
	wants := func(id string, at time.Time, want Draft, wantErr error) {
		t.Helper()
		got, err := d.Draft(t.Context(), id, at)
		if diff := cmp.Diff(want, got); diff != "" || !errors.Is(err, wantErr) {
			t.Errorf("draft %s: %v (-want +got)\n%s", id, err, diff)
		}
	}
	keep := func(draft Draft) {
		t.Helper()
		if err := d.KeepDraft(t.Context(), draft); err != nil {
			t.Fatal(err)
		}
	}
	typed := Draft{ID: "1f", About: "a#b", What: "a#b: edit", Form: "edit", Typed: "## Ä\n\r\n'; --", Created: now, Files: []DraftFile{{"en/b.md", "12", "b"}, {"en/a.md", "", "a\n"}}}
	keep(typed)
	keep(Draft{ID: "2f", Created: now})
	wants("1f", now, typed, nil)
	wants("2f", now, Draft{ID: "2f", Created: now}, nil)
	wants("3f", now, Draft{}, ErrNoDraft)
	wants("", now, Draft{}, ErrNoDraft)
	if err := d.KeepDraft(t.Context(), Draft{ID: "1f", Created: now, Files: []DraftFile{{Text: "forged"}}}); err == nil {
		t.Error("a draft took another's place")
	}
	wants("1f", now.Add(draftTime), typed, nil)
	wants("1f", now.Add(draftTime+time.Millisecond), Draft{}, ErrNoDraft)
	for range 2 { // what is gone is gone
		if err := d.DropDraft(t.Context(), "2f"); err != nil {
			t.Error(err)
		}
	}
	wants("2f", now, Draft{}, ErrNoDraft)
	keep(Draft{ID: "4f", Created: now.Add(draftTime + time.Second)})
	wants("1f", now, Draft{}, ErrNoDraft) // dropped for good
	var left int
	if err := d.sql.QueryRow(`SELECT COUNT(*) FROM draft_file`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d files are left of drafts that are gone, error %v", left, err)
	}
}

func draftsAreBounded(t *testing.T, d *DB) {
	now := time.UnixMilli(1_796_000_000_000)
	for i := range MaxDrafts + 5 {
		if err := d.KeepDraft(t.Context(), Draft{ID: fmt.Sprint(i), Created: now.Add(time.Duration(i) * time.Second)}); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range map[int]error{0: ErrNoDraft, 4: ErrNoDraft, 5: nil, MaxDrafts + 4: nil} {
		if _, err := d.Draft(t.Context(), fmt.Sprint(i), now); !errors.Is(err, want) {
			t.Errorf("draft %d: %v, want %v", i, err, want)
		}
	}
	early := Draft{ID: "early", Created: now.Add(-time.Hour)} // typed just now, by a clock that was set back
	if err := d.KeepDraft(t.Context(), early); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Draft(t.Context(), early.ID, early.Created); err != nil {
		t.Errorf("the draft that was kept just now: %v", err)
	}
	for name, draft := range map[string]Draft{
		"no id":           {},
		"a long id":       {ID: strings.Repeat("x", MaxID+1)},
		"a long line":     {ID: "a", What: strings.Repeat("x", maxDraftLine+1)},
		"a long text":     {ID: "a", Typed: strings.Repeat("x", maxDraft+1)},
		"long together":   {ID: "a", Typed: strings.Repeat("x", maxDraft/2), Files: []DraftFile{{Text: strings.Repeat("x", maxDraft/2+1)}}},
		"no UTF-8":        {ID: "a", Typed: "\xff"},
		"a file no UTF-8": {ID: "a", Files: []DraftFile{{Text: "\xff"}}},
		"NUL":             {ID: "a", Typed: "a\x00b"},
		"a path no UTF-8": {ID: "a", Files: []DraftFile{{Path: "\xff"}}},
	} {
		draft.Created = now
		if err := d.KeepDraft(t.Context(), draft); !errors.Is(err, ErrBounds) || strings.Contains(err.Error(), "xxx") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func endedContext(t *testing.T, d *DB) {
	set(t, d, "10", full)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, guild := d.Guild(ctx, "10")
	_, change := d.ChangeGuild(ctx, "10", func(g *Guild) { *g = Guild{} })
	_, all := d.Tallies(ctx)
	_, count := d.Identifies(ctx, time.Time{})
	_, list := d.Withdrawn(ctx)
	_, lift := d.Lift(ctx, Withdrawn{Kind: Entry, ID: "a"})
	withdraw := d.Withdraw(ctx, Withdrawn{Kind: Entry, ID: "a", Reason: Wrong})
	_, noDraft := d.Draft(ctx, "a", time.Time{})
	gone := []error{guild, change, all, count, list, lift, withdraw, noDraft, d.Forget(ctx, "10"), d.Tally(ctx, "a", Wrong), d.Identified(ctx, time.Now()), d.KeepDraft(ctx, Draft{ID: "a"}), d.DropDraft(ctx, "a"), d.Missed(ctx, time.Now(), "a", []Gap{{Missing, "k", "w", ""}})}
	for i, err := range gone {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("use %d: error %v", i, err)
		}
	}
	wants(t, d, "10", full)

	// Who waits for a change under way waits no longer than his context.
	ctx, cancel = context.WithCancel(t.Context())
	_, err := d.ChangeGuild(t.Context(), "10", func(*Guild) {
		waiting := make(chan error, 1)
		go func() {
			_, err := d.ChangeGuild(ctx, "10", func(g *Guild) { *g = Guild{} })
			waiting <- err
		}()
		cancel()
		if err := <-waiting; !errors.Is(err, context.Canceled) {
			t.Errorf("waiting: error %v", err)
		}
	})
	if err != nil {
		t.Error(err)
	}
	wants(t, d, "10", full)
}

func closed(t *testing.T, d *DB) {
	set(t, d, "10", full)
	for range 2 {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := d.Guild(t.Context(), "10"); err == nil {
		t.Error("a closed store answers")
	}
}
