package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// runGit is the real git, as somebody who edits content elsewhere uses it.
func runGit(t testing.TB, dir string, args ...string) {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=Op", "-c", "user.email=op@a.example"}, args...)...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// TestRunWithContentFromGit: a good commit is served, a bad one is not and the home server's
// moderators read where it is wrong; without a network a start serves what was served before.
func TestRunWithContentFromGit(t *testing.T) {
	oneAfterAnother(t)
	sim := simulator.New(simulator.Options{T: t})
	defer sim.Close()
	home := sim.AddGuild("home")
	general, desk := home.AddChannel("general"), home.AddChannel("moderators")
	alice, robin := home.AddMember("alice"), home.AddMember("robin", simulator.ManageGuild)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()

	work, remote, dir := t.TempDir(), filepath.Join(t.TempDir(), "remote.git"), t.TempDir()
	sleep := filepath.Join(work, "library", "en", "sleep.md")
	topic := func(answer string) string {
		return "---\ntitle: Sleep\nsummary: What sleep is.\n---\n\n## What is sleep? {#what-is}\n\n" + answer + "\n"
	}
	if err := os.MkdirAll(filepath.Dir(sleep), 0o755); err != nil {
		t.Fatal(err)
	}
	references := "references:\n  - {id: a, type: webpage, title: A, publisher: P, URL: \"https://a.example\"}\n"
	if err := os.WriteFile(filepath.Join(work, "library", "references.yaml"), []byte(references), 0o644); err != nil {
		t.Fatal(err)
	}
	runGit(t, ".", "init", "-q", "--bare", "-b", "main", remote)
	runGit(t, work, "init", "-q", "-b", "main")
	runGit(t, work, "remote", "add", "origin", remote)
	commit := func(message, answer string) {
		t.Helper()
		if err := os.WriteFile(sleep, []byte(topic(answer)), 0o644); err != nil {
			t.Fatal(err)
		}
		runGit(t, work, "add", ".")
		runGit(t, work, "commit", "-qm", message)
		runGit(t, work, "push", "-q", "origin", "main")
	}
	commit("start", "Sleep is rest [@a].")

	var log lockedBuffer
	environ := []string{
		"HEBB_DISCORD_TOKEN=" + sim.Token(), "HEBB_DISCORD_API_URL=" + sim.URL(), "HEBB_STORE_PATH=" + filepath.Join(dir, "hebb.db"),
		"HEBB_CONTENT_GIT_URL=" + remote, "HEBB_CONTENT_GIT_PATH=library", "HEBB_CONTENT_GIT_DIR=" + filepath.Join(dir, "clone.git"), "HEBB_CONTENT_GIT_INTERVAL=10s",
		"HEBB_LIBRARY_HOME_GUILD=" + home.ID(),
	}
	start := func() chan int {
		done := make(chan int, 1)
		go func() { done <- run([]string{"run"}, system{environ: environ, stdout: &log, stderr: &log}) }()
		if err := sim.Wait(ctx, func() bool { return len(sim.Commands(nil)) > 0 && sim.Connections() > 0 }); err != nil {
			t.Fatalf("%v; log:\n%s", err, log.String())
		}
		return done
	}
	says := func(want string) {
		t.Helper()
		r, err := alice.Command(general, "ask", simulator.Opt("question", "what is sleep?")).Response(ctx)
		if err != nil || r.Message == nil || !strings.Contains(r.Message.Text(), want) {
			t.Errorf("want %q: %+v, error %v; log:\n%s", want, r.Message, err, log.String())
		}
	}
	done := start()
	says("Sleep is rest")
	panel, err := robin.Command(general, "settings").Response(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := robin.Select(panel.Message, "h1:g:log", desk.ID()).Response(ctx); err != nil {
		t.Fatal(err)
	}
	terminate(t, ctx, done)

	commit("a bad one", "Sleep is rest. Nobody said so [@a].")
	done = start() // pulls at once
	told, err := desk.Wait(ctx, func(all []simulator.Message) bool {
		return len(all) > 0 && strings.Contains(all[len(all)-1].Text(), "a bad one")
	})
	if err != nil {
		t.Fatalf("%v; log:\n%s", err, log.String())
	}
	if text := told[len(told)-1].Text(); !strings.Contains(text, "sleep.md:8:1") || !strings.Contains(text, "not served") {
		t.Errorf("moderators read: %s", text)
	}
	says("Sleep is rest")
	terminate(t, ctx, done)

	if err := os.Rename(remote, remote+".away"); err != nil {
		t.Fatal(err)
	}
	done = start()
	says("Sleep is rest")
	terminate(t, ctx, done)
	if !strings.Contains(log.String(), "what was served before is served, and it is tried again") {
		t.Errorf("the log does not tell of the remote:\n%s", log.String())
	}

	var out lockedBuffer
	if code := run([]string{"check"}, system{environ: environ, stdout: &out, stderr: &out}); code != exitOK || !strings.Contains(out.String(), "1 topic") {
		t.Errorf("hebb check ends with %d:\n%s", code, out.String())
	}
}
