package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// tests is the names of all tests and fuzz targets in the tree.
func tests(t *testing.T) map[string]bool {
	t.Helper()
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)[A-Za-z0-9_]+)\(`)
	names := map[string]bool{}
	err := fs.WalkDir(os.DirFS("../.."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(filepath.Join("../..", path))
		for _, m := range declared.FindAllSubmatch(text, -1) {
			names[string(m[1])] = true
		}
		return err
	})
	if err != nil || len(names) < 100 {
		t.Fatalf("%d tests found: %v", len(names), err)
	}
	return names
}

// TestPagesNameTestsThatExist: what a page says that a test shows, a test of that name is there
// to show.
func TestPagesNameTestsThatExist(t *testing.T) {
	named := regexp.MustCompile("`((?:Test|Fuzz|Benchmark)[A-Z][A-Za-z0-9_]*)")
	there := tests(t)
	for page, least := range map[string]int{"security.md": 60, "faults.md": 60, "privacy.md": 5} {
		text, err := os.ReadFile("../../docs/" + page)
		if err != nil {
			t.Fatal(err)
		}
		found := named.FindAllSubmatch(text, -1)
		for _, m := range found {
			if !there[string(m[1])] {
				t.Errorf("docs/%s: there is no %s", page, m[1])
			}
		}
		if len(found) < least {
			t.Errorf("docs/%s: only %d tests are named", page, len(found))
		}
	}
}

// TestWhatIsKeptIsInTheNotice: each table of the store is in the privacy notice, under "What
// is kept", by its name.
func TestWhatIsKeptIsInTheNotice(t *testing.T) {
	text, err := os.ReadFile("../../docs/privacy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, kept, _ := strings.Cut(string(text), "## What is kept")
	kept, _, _ = strings.Cut(kept, "\n## ")
	files, err := filepath.Glob("../../bot/store/migrations/*.sql")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d migrations found: %v", len(files), err)
	}
	created := regexp.MustCompile(`(?i)create table (?:if not exists )?(\w+)`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range created.FindAllSubmatch(text, -1) {
			if !strings.Contains(kept, "`"+string(m[1])+"`") {
				t.Errorf("%s makes the table %s, and docs/privacy.md does not say so", filepath.Base(file), m[1])
			}
		}
	}
}
