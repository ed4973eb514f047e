package main

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// freeAddress is one that nobody listens at.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// TestRunOverHTTP runs the program with both doors open, and with the gateway off:
// commands are registered and answered, and with it off nobody connects.
func TestRunOverHTTP(t *testing.T) {
	oneAfterAnother(t)
	for _, gateway := range []string{"on", "off"} {
		t.Run("gateway "+gateway, func(t *testing.T) {
			sim := simulator.New(simulator.Options{T: t})
			defer sim.Close()
			home := sim.AddGuild("home")
			general, alice := home.AddChannel("general"), home.AddMember("alice")
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()

			var log lockedBuffer
			address := freeAddress(t)
			environ := []string{
				"HEBB_DISCORD_TOKEN=" + sim.Token(), "HEBB_DISCORD_API_URL=" + sim.URL(), "HEBB_DISCORD_GATEWAY=" + gateway,
				"HEBB_INTERACTIONS_LISTEN=" + address, "HEBB_INTERACTIONS_PUBLIC_KEY=" + sim.PublicKey(), "HEBB_STORE_PATH=",
			}
			if gateway == "off" { // all of the library is served in the other
				environ = append(environ, "HEBB_CONTENT_DIR="+fewTopics(t))
			}
			done := make(chan int, 1)
			go func() { done <- run([]string{"run"}, system{environ: environ, stdout: &log, stderr: &log}) }()
			if err := sim.Wait(ctx, func() bool { return len(sim.Commands(nil)) > 0 }); err != nil {
				t.Fatalf("%v; log:\n%s", err, log.String())
			}
			if err := sim.DeliverTo(ctx, "http://"+address+"/interactions"); err != nil {
				t.Fatal(err)
			}
			r, err := alice.Command(general, "ask", simulator.Opt("question", "does therapy change the brain?")).Response(ctx)
			if err != nil || r.Message == nil || !strings.Contains(r.Message.Text(), "Does therapy change the brain?") {
				t.Errorf("%+v, %v", r, err)
			}
			if n := sim.Sent(); (n.Identifies > 0) != (gateway == "on") {
				t.Errorf("%+v", n)
			}
			terminate(t, ctx, done)
			out := log.String()
			for _, want := range []string{"client_id=" + sim.ApplicationID(), "interactions are taken over HTTP", address, "stopped"} {
				if !strings.Contains(out, want) {
					t.Errorf("the log lacks %q:\n%s", want, out)
				}
			}
			if strings.Contains(out, "therapy") || strings.Contains(out, alice.ID()) {
				t.Errorf("the log tells of the question:\n%s", out)
			}
		})
	}
}

// TestRunOverHTTPIsToldWhatIsMissing: the variable's name, before anything is done.
func TestRunOverHTTPIsToldWhatIsMissing(t *testing.T) {
	oneAfterAnother(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	for want, environ := range map[string][]string{
		"HEBB_INTERACTIONS_PUBLIC_KEY": {"HEBB_INTERACTIONS_LISTEN=:8080"},
		"HEBB_INTERACTIONS_LISTEN":     {"HEBB_DISCORD_GATEWAY=off"},
		"listen for interactions": {
			"HEBB_INTERACTIONS_LISTEN=" + taken.Addr().String(), "HEBB_INTERACTIONS_PUBLIC_KEY=" + strings.Repeat("ab", 32), "HEBB_STORE_PATH=",
		},
	} {
		var log lockedBuffer
		if code := run([]string{"run"}, system{environ: append(environ, "HEBB_DISCORD_TOKEN=x"), stdout: &log, stderr: &log}); code != exitFailed {
			t.Errorf("%s: exit code %d", want, code)
		}
		if !strings.Contains(log.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, log.String())
		}
	}
}
