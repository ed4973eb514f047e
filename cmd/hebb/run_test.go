package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// TestRun runs the program against a simulated Discord: it connects, prints the
// invite link, answers, registers the topics of a library that changed, and stops
// at SIGTERM.
func TestRun(t *testing.T) {
	sim := simulator.New(simulator.Options{T: t})
	defer sim.Close()
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()

	var log lockedBuffer
	dir := fewTopics(t)
	kept := filepath.Join(t.TempDir(), "hebb.db")
	environ := []string{"HEBB_DISCORD_TOKEN=" + sim.Token(), "HEBB_DISCORD_API_URL=" + sim.URL(), "HEBB_CONTENT_DIR=" + dir, "HEBB_STORE_PATH=" + kept, "HEBB_STATUS_LISTEN=" + freeAddress(t)}
	done := make(chan int, 1)
	go func() { done <- run([]string{"run"}, system{environ: environ, stdout: &log, stderr: &log}) }()
	registered := func(name string) bool {
		for _, c := range sim.Commands(nil) {
			if c.Name == name {
				return true
			}
		}
		return false
	}
	if err := sim.Wait(ctx, func() bool { return registered("depression") }); err != nil {
		t.Fatalf("%v; log:\n%s", err, log.String())
	}
	alice.Say(general, "<@bot> does therapy change the brain?")
	seen, err := general.Wait(ctx, func(m []simulator.Message) bool { return len(m) == 2 })
	if err != nil {
		t.Fatalf("%v; log:\n%s", err, log.String())
	}
	if text := seen[1].Text(); !strings.Contains(text, "Does therapy change the brain?") {
		t.Errorf("answer: %s", text)
	}

	sleep := "---\ntitle: Sleep\nsummary: What sleep is.\ncommand: sleep\n---\n\n## What is sleep? {#what-is}\n\nSleep helps the brain work [@medlineplus-healthysleep].\n"
	if err := os.WriteFile(filepath.Join(dir, "en", "sleep.md"), []byte(sleep), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := sim.Wait(ctx, func() bool { return registered("sleep") }); err != nil {
		t.Errorf("the new topic has no command: %v; log:\n%s", err, log.String())
	}

	var status lockedBuffer
	if code := run([]string{"status"}, system{environ: environ, stdout: &status, stderr: &status}); code != exitOK || !strings.HasPrefix(status.String(), "ready: library ") || !strings.HasSuffix(status.String(), "1 of 1 shards connected\n") {
		t.Errorf("hebb status ends with %d and says %s", code, status.String())
	}

	terminate(t, ctx, done)
	if code := run([]string{"status"}, system{environ: environ, stdout: &status, stderr: &status}); code != exitFailed || !strings.Contains(status.String(), "Does Hebb run here") {
		t.Errorf("after the end hebb status ends with %d and says %s", code, status.String())
	}
	out := log.String()
	for _, want := range []string{"https://discord.com/oauth2/authorize?client_id=" + sim.ApplicationID(), "permissions=", "stopped"} {
		if !strings.Contains(out, want) {
			t.Errorf("the log lacks %q:\n%s", want, out)
		}
	}
	for _, never := range []string{sim.Token(), "therapy", alice.ID()} {
		if strings.Contains(out, never) {
			t.Errorf("the log holds %q:\n%s", never, out)
		}
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the store: %v", err)
	}
	if _, err := os.Stat(kept + "-wal"); err == nil {
		t.Error("the store was not closed")
	}
	if _, err := os.Stat("hebb.db"); err == nil {
		t.Error("a test left a store in the folder of the sources")
	}
}

// TestRunWithoutAStore has a file in the place of the store that is none: the log says
// what to do, the file is left alone, and people are answered.
func TestRunWithoutAStore(t *testing.T) {
	oneAfterAnother(t)
	sim := simulator.New(simulator.Options{T: t})
	defer sim.Close()
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	const letter = "a letter, and no database"
	notes := filepath.Join(t.TempDir(), "notes")
	if err := os.WriteFile(notes, []byte(letter), 0o644); err != nil {
		t.Fatal(err)
	}

	var log lockedBuffer
	environ := []string{"HEBB_DISCORD_TOKEN=" + sim.Token(), "HEBB_DISCORD_API_URL=" + sim.URL(), "HEBB_STORE_PATH=" + notes, "HEBB_CONTENT_DIR=" + fewTopics(t)}
	done := make(chan int, 1)
	go func() { done <- run([]string{"run"}, system{environ: environ, stdout: &log, stderr: &log}) }()
	if err := sim.Wait(ctx, func() bool { return len(sim.Commands(nil)) > 0 }); err != nil {
		t.Fatalf("%v; log:\n%s", err, log.String())
	}
	r, err := alice.Command(general, "crisis").Response(ctx)
	if err != nil || r.Message == nil || !strings.Contains(r.Message.Text(), "Support") {
		t.Errorf("the reply: %+v, error %v", r, err)
	}
	terminate(t, ctx, done)
	for _, want := range []string{"NOTHING IS KEPT", notes + " is not a SQLite database", "move it away", "store.path"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log.String())
		}
	}
	if content, err := os.ReadFile(notes); string(content) != letter {
		t.Errorf("the file holds %q, error %v", content, err)
	}
}

func TestRunIsToldThatTheTokenIsWrong(t *testing.T) {
	oneAfterAnother(t)
	sim := simulator.New(simulator.Options{})
	defer sim.Close()
	var log lockedBuffer
	environ := []string{"HEBB_DISCORD_TOKEN=wrong", "HEBB_DISCORD_API_URL=" + sim.URL(), "HEBB_STORE_PATH=", "HEBB_CONTENT_DIR=" + fewTopics(t)}
	if code := run([]string{"run"}, system{environ: environ, stdout: &log, stderr: &log}); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if out := log.String(); !strings.Contains(out, "token") || strings.Contains(out, "wrong") {
		t.Errorf("it says:\n%s", out)
	}
}

// terminate stops a run as an operator does, and waits until it ends well.
func terminate(t *testing.T, ctx context.Context, done <-chan int) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case code := <-done:
		if code != 0 {
			t.Errorf("exit code %d", code)
		}
	case <-ctx.Done():
		t.Fatal("it did not stop")
	}
}
