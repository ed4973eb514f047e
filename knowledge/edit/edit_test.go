package edit

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const path = "en/sleep.md"

const sleep = `---
title: Sleep
summary: What sleep does.
---

## What is sleep? {#what-is}
Also asked:
- sleep meaning

Sleep is rest [@a].

It comes in stages [@a]:
- light
- deep


## Why do we sleep? {#why}

Nobody knows all of it [@a].
`

const why = "## Why do we sleep? {#why}\n\nNobody knows all of it [@a]."

// windows is a text as some editors save it.
func windows(text string) string { return "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n") }

func TestEntry(t *testing.T) {
	for name, text := range map[string]string{"plain": sleep, "windows": windows(sleep), "no last newline": strings.TrimRight(sleep, "\n")} {
		got, line, err := Entry(path, text, "sleep#why")
		if got != why || line != 17 || err != nil {
			t.Errorf("%s: line %d, %v, %q", name, line, err, got)
		}
		if _, _, err := Entry(path, text, "sleep#how"); !errors.Is(err, ErrNoEntry) {
			t.Errorf("%s: an entry that is not there: %v", name, err)
		}
	}
}

func TestReplaceEntry(t *testing.T) {
	const now = "## What is sleep? {#what-is}\n\nSleep is rest for the brain [@a].\nTruly [@a]."
	for name, text := range map[string]string{"plain": sleep, "windows": windows(sleep)} {
		got, err := ReplaceEntry(path, text, "sleep#what-is", "\n"+now+"\n\n")
		if err != nil {
			t.Fatal(name, err)
		}
		was, _, _ := Entry(path, sleep, "sleep#what-is")
		want := strings.Replace(sleep, was, now, 1)
		if name == "windows" {
			want = windows(want)
		}
		if got != want {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, want)
		}
	}
}

// TestRefused is what would change more than it says.
func TestRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		entry string
		want  error
	}{
		"nothing":          {"", ErrHeadings},
		"no heading":       {"Sleep is rest [@a].", ErrHeadings},
		"text before":      {"So:\n\n## What is sleep? {#what-is}\n\nRest [@a].", ErrHeadings},
		"two headings":     {"## What is sleep? {#what-is}\n\nRest [@a].\n\n## More? {#more}\n\nRest [@a].", ErrHeadings},
		"another id":       {"## What is sleep? {#what}\n\nRest [@a].", ErrID},
		"no id":            {"## What is sleep?\n\nRest [@a].", ErrID},
		"front matter":     {"---\nrisk: standard\n---\n\n## What is sleep? {#what-is}\n\nRest [@a].", ErrFrontMatter},
		"an open fence":    {"## What is sleep? {#what-is}\n\n```\nRest [@a].", ErrOthers},
		"an open comment":  {"## What is sleep? {#what-is}\n\n<!-- Rest [@a].", ErrOthers},
		"the other's id":   {"## What is sleep? {#why}\n\nRest [@a].", ErrID},
		"a heading hidden": {"## What is sleep? {#what-is}\n\n```\n## Why do we sleep? {#why}\n```\n\nRest [@a].\n\n## Why? {#why}", ErrHeadings},
	} {
		if got, err := ReplaceEntry(path, sleep, "sleep#what-is", tt.entry); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v\n%s", name, err, tt.want, got)
		}
	}
	// The block of what is also asked ends at a blank line: without one it swallows a heading.
	tight := strings.Replace(sleep, "\n\n\n## Why", "\n## Why", 1)
	if got, err := ReplaceEntry(path, tight, "sleep#what-is", "## What is sleep? {#what-is}\nAlso asked:\n- sleep"); !errors.Is(err, ErrOthers) {
		t.Errorf("swallowed: %v\n%s", err, got)
	}
}

func TestAddEntry(t *testing.T) {
	const entry = "## How long? {#how-long}\n\nHours [@a]."
	for name, tt := range map[string]struct{ text, want string }{
		"plain":            {sleep, sleep + "\n" + entry + "\n"},
		"windows":          {windows(sleep), windows(sleep + "\n" + entry + "\n")},
		"no last newline":  {strings.TrimRight(sleep, "\n"), strings.TrimRight(sleep, "\n") + "\n\n" + entry},
		"blank lines":      {sleep + "\n", sleep + "\n" + entry + "\n"},
		"the first of all": {"---\ntitle: a\n---\n", "---\ntitle: a\n---\n\n" + entry + "\n"},
	} {
		got, id, err := AddEntry(path, tt.text, entry+"\n")
		if got != tt.want || id != "sleep#how-long" || err != nil {
			t.Errorf("%s: %s, %v\n%q\nwant\n%q", name, id, err, got, tt.want)
		}
	}
	if _, _, err := AddEntry(path, sleep, "## A? {#a}\n\n## B? {#b}"); !errors.Is(err, ErrHeadings) {
		t.Errorf("two entries: %v", err)
	}
	if _, _, err := AddEntry(path, "no front matter", entry); !errors.Is(err, ErrOthers) {
		t.Errorf("a file that is no topic: %v", err)
	}
}

func TestAddPhrasing(t *testing.T) {
	for name, tt := range map[string]struct{ id, phrase, was, now string }{
		"to the others": {"sleep#what-is", "  define   sleep ", "- sleep meaning\n", "- sleep meaning\n- define sleep\n"},
		"the first":     {"sleep#why", "sleep why", "{#why}\n", "{#why}\nAlso asked:\n- sleep why\n"},
	} {
		for _, as := range []func(string) string{func(s string) string { return s }, windows} {
			got, err := AddPhrasing(path, as(sleep), tt.id, tt.phrase)
			if want := as(strings.Replace(sleep, tt.was, tt.now, 1)); got != want || err != nil {
				t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want)
			}
		}
	}
	tight := strings.Replace(sleep, "{#why}\n\n", "{#why}\n", 1)
	want := strings.Replace(sleep, "{#why}\n", "{#why}\nAlso asked:\n- sleep why\n", 1)
	if got, err := AddPhrasing(path, tight, "sleep#why", "sleep why"); got != want || err != nil {
		t.Errorf("an answer right under its heading: %v\n%s", err, got)
	}
	for phrase, want := range map[string]error{"": ErrPhrase, " \n ": ErrPhrase, "it [@a]": ErrPhrase, "Sleep  MEANING": ErrAsked, "what is sleep?": ErrAsked} {
		if got, err := AddPhrasing(path, sleep, "sleep#what-is", phrase); !errors.Is(err, want) {
			t.Errorf("%q: %v\n%s", phrase, err, got)
		}
	}
	if _, err := AddPhrasing(path, sleep, "sleep#how", "x"); !errors.Is(err, ErrNoEntry) {
		t.Error(err)
	}
}

// TestOwnLibrary replaces entries of the library that ships: every seventh, which are of all
// topics, because each has its whole file read twice.
func TestOwnLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine reads a large library again and again")
	}
	files, err := filepath.Glob("../content/en/*.md")
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	all := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		f := read(name, text)
		if len(f.entries) != strings.Count(text, "\n## ") {
			t.Errorf("%s: %d entries, %d headings", name, len(f.entries), strings.Count(text, "\n## "))
		}
		for n, e := range f.entries {
			if all++; all%7 != 0 {
				continue
			}
			got, err := ReplaceEntry(name, text, e.ID, f.entry(n)+" More [@nimh-depression].")
			if err != nil || strings.Replace(got, " More [@nimh-depression].", "", 1) != text {
				t.Errorf("%s: %v", e.ID, err)
			}
		}
	}
}

// FuzzEdit throws hostile files and entries at the edits: what is not the entry stays
// letter for letter, and what was put in is found again.
func FuzzEdit(f *testing.F) {
	for _, text := range []string{sleep, windows(sleep), strings.TrimRight(sleep, "\n"), "---\n---\n## a\n## a\n```\n## b", "---\n---\n ## x {#y}\n\r\r\n\t\n## z\n"} {
		for _, entry := range []string{why, "## A? {#why}\r\n\r\nB [@a].", "```", "## a\n\n<!--", "## q {#z}\nAlso asked:\n- b", "x\n## a", "##\n", "## b\n> ## c"} {
			f.Add(text, entry)
		}
	}
	f.Fuzz(func(t *testing.T, text, entry string) {
		was := read(path, text)
		for n, e := range was.entries {
			if was.index(e.ID) != n {
				continue // the second of its id
			}
			found, _, err := Entry(path, text, e.ID)
			if err != nil {
				t.Fatal(err)
			}
			if same, err := ReplaceEntry(path, text, e.ID, found); same != text || err != nil {
				t.Fatalf("replaced by itself: %v\n%q\n%q", err, text, same)
			}
			from, to := was.span(n)
			if now, err := ReplaceEntry(path, text, e.ID, entry); err == nil {
				if !strings.HasPrefix(now, text[:from]) || !strings.HasSuffix(now, text[to:]) || len(now) < from+len(text)-to {
					t.Errorf("more was changed than the entry:\n%q\n%q", text, now)
				}
				if got, _, err := Entry(path, now, e.ID); got != plain(entry) || err != nil {
					t.Errorf("%v: found %q, put in %q", err, got, plain(entry))
				}
			}
			if now, err := AddPhrasing(path, text, e.ID, entry); err == nil {
				if !strings.HasPrefix(now, text[:from]) || !strings.HasSuffix(now, text[to:]) {
					t.Errorf("a phrasing changed more than the entry:\n%q\n%q", text, now)
				}
			}
		}
		if now, id, err := AddEntry(path, text, entry); err == nil {
			if !strings.HasPrefix(now, text) {
				t.Errorf("adding changed what was there:\n%q\n%q", text, now)
			}
			if was.index(id) < 0 {
				if got, _, err := Entry(path, now, id); got != plain(entry) || err != nil {
					t.Errorf("%v: found %q, added %q", err, got, plain(entry))
				}
			}
		}
	})
}
