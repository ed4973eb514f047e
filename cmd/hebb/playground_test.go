package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestPlayground starts the playground as a newcomer does, without a folder or a token: it
// prints its address, serves the page there, and leaves nothing behind at SIGTERM.
func TestPlayground(t *testing.T) {
	oneAfterAnother(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var out lockedBuffer
	done := make(chan int, 1)
	go func() {
		done <- run([]string{"playground", "--listen", "127.0.0.1:0"}, system{stdout: &out, stderr: &out})
	}()

	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	url := ""
	for tick := time.NewTicker(20 * time.Millisecond); url == ""; url = address.FindString(out.String()) {
		select {
		case code := <-done:
			t.Fatalf("it ended with %d:\n%s", code, out.String())
		case <-ctx.Done():
			t.Fatalf("it does not start:\n%s", out.String())
		case <-tick.C:
		}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if page, err := io.ReadAll(answer.Body); err != nil || !strings.Contains(string(page), "Hebb's playground") {
		t.Errorf("the page: %v %.200s", err, page)
	}
	if copies, _ := os.ReadDir(temp); len(copies) != 1 {
		t.Errorf("%d folders for the copy of the library", len(copies))
	}
	terminate(t, ctx, done)
	if left, _ := os.ReadDir(temp); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Stat("hebb.db"); err == nil {
		t.Error("the playground keeps a store")
	}
}
