package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/eval"
)

// TestQuestionsHaveABound: a file that is none of questions is not read to its end.
func TestQuestionsHaveABound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "q.tsv")
	row := "1\t" + strings.Repeat("x", 1000) + "\tcbt\n"
	text := "id\ttext\ttopics\n" + strings.Repeat(row, 100)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if all, err := read(path, eval.ReadQuestions); err != nil || len(all) != 100 {
		t.Fatalf("%d questions, error %v", len(all), err)
	}
	if err := os.WriteFile(path, []byte(text+strings.Repeat(row, maxQuestions/len(row))), 0o600); err != nil {
		t.Fatal(err)
	}
	if all, err := read(path, eval.ReadQuestions); err == nil || !strings.Contains(err.Error(), "q.tsv: more than 64 MB") || len(all) > 0 {
		t.Errorf("%d questions, error %v", len(all), err)
	}
}
