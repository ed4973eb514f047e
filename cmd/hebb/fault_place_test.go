package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/hebb-bot/hebb/simulator"
)

// A place is a Discord with a server in it, for a Hebb in a process of its own.
type place struct {
	sim     *simulator.Simulator
	home    *simulator.Guild
	general *simulator.Channel
	library string // its folder
	environ []string
}

// newPlace makes one, and a small library for the Hebb in it.
func newPlace(t *testing.T, settings ...string) *place {
	t.Helper()
	p := &place{sim: simulator.New(simulator.Options{IdentifyEvery: -1})}
	t.Cleanup(p.sim.Close)
	p.home = p.sim.AddGuild("home")
	p.general = p.home.AddChannel("general")
	p.library = t.TempDir()
	if err := os.CopyFS(p.library, os.DirFS("../../responses/testdata/library")); err != nil {
		t.Fatal(err)
	}
	p.environ = append([]string{"HEBB_DISCORD_TOKEN=" + p.sim.Token(), "HEBB_DISCORD_API_URL=" + p.sim.URL(), "HEBB_CONTENT_DIR=" + p.library}, settings...)
	return p
}

// start runs the program in a process of its own, and waits until it is connected. Its output
// goes where change says; whoever starts it ends it.
func (p *place) start(t *testing.T, ctx context.Context, change func(*exec.Cmd)) *exec.Cmd {
	t.Helper()
	ready := p.sim.Sent().Events["READY"]
	hebb := exec.CommandContext(ctx, "hebb", "run") // see TestMain
	hebb.Env = append(os.Environ(), p.environ...)
	change(hebb)
	if err := hebb.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = hebb.Process.Kill() })
	if err := p.sim.Wait(ctx, func() bool { return p.sim.Sent().Events["READY"] > ready && len(p.sim.Commands(nil)) > 0 }); err != nil {
		t.Fatalf("it does not connect: %v", err)
	}
	return hebb
}

// says asks, and checks what comes.
func (p *place) says(t *testing.T, ctx context.Context, who *simulator.Person, question, want string) {
	t.Helper()
	r, err := who.Command(p.general, "ask", simulator.Opt("question", question)).Response(ctx)
	if err != nil || r.Message == nil || !strings.Contains(r.Message.Text(), want) {
		t.Errorf("want %q, got %+v, error %v", want, r.Message, err)
	}
}

// ends stops the program as an operator does.
func ends(t *testing.T, hebb *exec.Cmd) {
	t.Helper()
	if err := hebb.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := hebb.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
}
