package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// TestReloadUnderLoad asks 200 questions a second while a content file is broken
// and mended: no question fails, the log says where the mistake is, and the
// mended file serves. Run it with -v for the times.
func TestReloadUnderLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	var log lockedBuffer
	if code := run([]string{"content", dir}, system{stdout: io.Discard, stderr: &log}); code != 0 {
		t.Fatal(log.String())
	}
	if raceDetector { // under it reading and learning take ten times as long: two topics do
		if err := slim(filepath.Join(dir, "en"), "depression", "tms"); err != nil {
			t.Fatal(err)
		}
	}
	questions, ask := io.Pipe()
	answers, replies := io.Pipe()
	done := make(chan int)
	go func() {
		done <- run([]string{"ask", "--batch", "--content", dir}, system{stdin: questions, stdout: replies, stderr: &log})
		replies.Close()
	}()

	// Replies arrive in order; the library's version in each tells which answered.
	versions := make(chan string, 1<<16)
	go func() {
		defer close(versions)
		lines := bufio.NewScanner(answers)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var r struct {
				Kind, Entry string
				Provenance  struct{ Library string }
			}
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil || r.Kind != "answer" || r.Entry != "tms#what-is" {
				t.Errorf("a question failed: %s", lines.Text())
			}
			versions <- r.Provenance.Library
		}
	}()
	asked := 0
	tick := time.NewTicker(time.Second / 200)
	defer tick.Stop()
	next := func() string { // one question and its reply
		<-tick.C
		asked++
		if _, err := io.WriteString(ask, "what is tms\n"); err != nil {
			t.Fatal(err)
		}
		return <-versions
	}
	until := func(what string, ok func(version string) bool) time.Duration {
		t.Helper()
		start := time.Now()
		for !ok(next()) {
			if time.Since(start) > 20*time.Second {
				t.Fatalf("%s: not within 20 s; log:\n%s", what, log.String())
			}
		}
		return time.Since(start)
	}

	first := next()
	file := filepath.Join(dir, "en", "depression.md")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(strings.Replace(string(good), "## What is depression?", "Stray text.\n\n## What is depression?", 1))
	took := until("the log tells the mistake", func(version string) bool {
		if version != first {
			t.Fatalf("version %s served a broken file", version)
		}
		out := log.String() // the second is written after the first
		return strings.Contains(out, "en/depression.md:14:1: error: text before the first") && strings.Contains(out, "CONTENT NOT TAKEN")
	})
	t.Logf("told in the log after %v", took.Round(time.Millisecond))
	write(string(good) + "\n")
	took = until("the mended file serves", func(version string) bool { return version != first })
	t.Logf("mended file served after %v; %d questions asked, none failed", took.Round(time.Millisecond), asked)

	ask.Close()
	if code := <-done; code != 0 {
		t.Errorf("exit code %d: %s", code, log.String())
	}
	if strings.Contains(log.String(), "what is tms") {
		t.Error("the log holds a question")
	}
}

// slim leaves a folder of topics some of them, which then lead to no others.
func slim(dir string, keep ...string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	related := regexp.MustCompile(`(?m)^related: .*$`)
	for _, file := range files {
		if !slices.Contains(keep, strings.TrimSuffix(filepath.Base(file), ".md")) {
			if err := os.Remove(file); err != nil {
				return err
			}
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, related.ReplaceAll(text, []byte("related: []")), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fewTopics is a content folder with what tests ask for, neuroplasticity and depression: to start
// with all of the library takes long.
func fewTopics(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "library")
	if _, err := writeContent(dir); err != nil {
		t.Fatal(err)
	}
	if err := slim(filepath.Join(dir, "en"), "neuroplasticity", "depression"); err != nil {
		t.Fatal(err)
	}
	return dir
}
