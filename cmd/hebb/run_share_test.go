package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/store/postgrestest"
	"github.com/hebb-bot/hebb/simulator"
)

// TestRunShares runs the program twice with one database: each answers for half of the shards
// that Discord recommends, and what is asked is answered once.
func TestRunShares(t *testing.T) {
	oneAfterAnother(t)
	server := postgrestest.Start(t)
	sim := simulator.New(simulator.Options{T: t, Shards: 4, MaxConcurrency: 4})
	defer sim.Close()
	home := sim.AddGuild("home")
	general, alice := home.AddChannel("general"), home.AddMember("alice")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()

	var log lockedBuffer
	done := make(chan int, 2)
	url := server.Database()
	var all [][]string
	library := fewTopics(t)
	for range 2 {
		environ := []string{
			"HEBB_DISCORD_TOKEN=" + sim.Token(), "HEBB_DISCORD_API_URL=" + sim.URL(), "HEBB_STORE_URL=" + url,
			"HEBB_DISCORD_SHARE=on", "HEBB_CONTENT_DIR=" + library, "HEBB_STATUS_LISTEN=" + freeAddress(t),
		}
		all = append(all, environ)
		go func() {
			done <- run([]string{"run", "--shards", "auto"}, system{environ: environ, stdout: &log, stderr: &log})
		}()
	}
	if err := sim.Wait(ctx, func() bool { return sim.Connections() == 4 && len(sim.Commands(nil)) > 0 }); err != nil {
		t.Fatalf("%v; log:\n%s", err, log.String())
	}
	for _, environ := range all {
		ready(t, ctx, environ, "2 of 2 shards connected")
	}
	alice.Say(general, "<@bot> does therapy change the brain?")
	if _, err := general.Wait(ctx, func(m []simulator.Message) bool { return len(m) == 2 }); err != nil {
		t.Fatalf("%v; log:\n%s", err, log.String())
	}
	terminate(t, ctx, done)
	if code := <-done; code != 0 {
		t.Errorf("exit code %d", code)
	}
	writes := 0
	for _, r := range sim.Requests() {
		if r.Method == "PUT" {
			writes++
		}
	}
	if got := sim.Sent(); got.Identifies != 4 || got.Messages != 1 || writes != 1 {
		t.Errorf("%d identifies, %d answers, commands written %d times\n%s", got.Identifies, got.Messages, writes, log.String())
	}
}

// ready waits until a running Hebb says so, and what it says.
func ready(t *testing.T, ctx context.Context, environ []string, want string) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var status lockedBuffer
		if run([]string{"status"}, system{environ: environ, stdout: &status, stderr: &status}) == exitOK && strings.Contains(status.String(), want) {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("want %q, and status says %s", want, status.String())
		}
	}
}

// TestShardsAreANumber, or auto: also on the command line, where there is no line to point to.
func TestShardsAreANumber(t *testing.T) {
	for _, shards := range []string{"0", "-1", "many", "10001"} {
		var out lockedBuffer
		code := run([]string{"run", "--shards=" + shards}, system{environ: []string{"HEBB_DISCORD_TOKEN=x"}, stdout: &out, stderr: &out})
		if want := fmt.Sprintf("the number of shards is %q: want a number from 1 to 10000, or auto", shards); code != exitFailed || !strings.Contains(out.String(), want) {
			t.Errorf("exit code %d, and it says %s, want %q", code, out.String(), want)
		}
	}
}
