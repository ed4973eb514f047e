package worktree

import (
	"fmt"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/storage/memory"
)

// TestHistoryIsBounded: what was changed longer ago than the last commits that are looked at
// is not listed, and nothing else is left out.
func TestHistoryIsBounded(t *testing.T) {
	s := memory.NewStorage()
	var last plumbing.Hash
	record := func(path string, n int) {
		t.Helper()
		var err error
		text := fmt.Sprintln("version", n)
		if last, err = commit(s, last, "", []Change{{Path: path, Text: text}}, Author{Name: "Ada"}, text, clock()); err != nil {
			t.Fatal(err)
		}
	}
	listed := func(path string) []Revision {
		t.Helper()
		all, err := history(s, last, path, 2*maxWalk)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	record("en/old.md", 0)
	for n := range maxWalk - 1 {
		record("en/new.md", n)
	}
	if all := listed("en/old.md"); len(all) != 1 || all[0].Message != "version 0" {
		t.Errorf("of %d commits the first is listed as %v", maxWalk, all)
	}
	record("en/new.md", maxWalk)
	if all := listed("en/old.md"); len(all) != 0 {
		t.Errorf("past %d commits %v is listed", maxWalk, all)
	}
	if all := listed("en/new.md"); len(all) != maxWalk || all[0].Message != fmt.Sprint("version ", maxWalk) {
		t.Errorf("%d of its %d commits are listed", len(all), maxWalk)
	}
}
