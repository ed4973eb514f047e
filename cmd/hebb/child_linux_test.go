package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// A child is the program in a process of its own, so that its disk, its memory and its files
// can be taken away from it.
type child struct {
	t    testing.TB
	ctx  context.Context
	sim  *simulator.Simulator
	log  *lockedBuffer
	out  io.Writer // what it prints goes there, to the log if nil
	cmd  *exec.Cmd
	told int // bytes of the log that were waited for already

	general         *simulator.Channel
	alice, bob, mod *simulator.Person
}

// newChild makes a world for it. It does not run yet.
func newChild(t *testing.T) *child {
	t.Helper()
	return childIn(t, time.Minute, simulator.Options{T: t})
}

// childIn makes a world that lasts for some time.
func childIn(t testing.TB, lasts time.Duration, opts simulator.Options) *child {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), lasts)
	t.Cleanup(cancel)
	sim := simulator.New(opts)
	t.Cleanup(func() { sim.Close() })
	home := sim.AddGuild("home")
	return &child{
		t: t, ctx: ctx, sim: sim, log: &lockedBuffer{}, general: home.AddChannel("general"),
		alice: home.AddMember("alice"), bob: home.AddMember("bob"), mod: home.AddMember("mod", simulator.ManageGuild),
	}
}

// start runs it, with settings as variables.
func (c *child) start(environ ...string) {
	c.t.Helper()
	self, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	program := filepath.Join(c.t.TempDir(), "hebb") // see TestMain
	if err := os.Symlink(self, program); err != nil {
		c.t.Fatal(err)
	}
	c.cmd = exec.Command(program, "run")
	c.cmd.Env = append(environ, "HEBB_DISCORD_TOKEN="+c.sim.Token(), "HEBB_DISCORD_API_URL="+c.sim.URL())
	if c.out == nil {
		c.out = c.log
	}
	c.cmd.Stdout, c.cmd.Stderr = c.out, c.out
	before := c.sim.Sent().Events["READY"] // a connection of one that was killed may still be there
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	cmd := c.cmd
	c.t.Cleanup(func() { _ = cmd.Process.Kill() })
	c.until("it is connected", func() bool { return c.sim.Sent().Events["READY"] > before && len(c.sim.Commands(nil)) > 0 })
}

// stop ends it as an operator does.
func (c *child) stop() {
	c.t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Wait(); err != nil {
		c.t.Errorf("it ends with %v; log:\n%s", err, c.log)
	}
}

// until waits for something.
func (c *child) until(what string, so func() bool) {
	c.t.Helper()
	tick := time.NewTicker(time.Millisecond) // some of what is waited for is soon over
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-c.ctx.Done():
			c.t.Fatalf("waited in vain: %s; log:\n%s", what, c.log)
		}
	}
}

// says waits until the log holds all of these, since it was waited for last.
func (c *child) says(all ...string) {
	c.t.Helper()
	c.until(fmt.Sprintf("the log says %q", all), func() bool {
		news := c.log.String()[c.told:]
		for _, want := range all {
			if !strings.Contains(news, want) {
				return false
			}
		}
		return true
	})
	c.told = len(c.log.String())
}

// answers has people ask, one of them in danger, and waits for what they need.
func (c *child) answers() {
	c.t.Helper()
	asked := c.alice.Say(c.general, "<@bot> does therapy change the brain?")
	c.replied(c.general, asked, "Does therapy change the brain?")
	c.helps()
}

// helps has somebody write who is in danger.
func (c *child) helps() {
	c.t.Helper()
	c.replied(c.bob.DMChannel(), c.bob.DM("i want to die"), "findahelpline.com")
}

// replied waits for a reply that says something.
func (c *child) replied(in *simulator.Channel, to *simulator.Message, want string) {
	c.t.Helper()
	var text string
	if _, err := in.Wait(c.ctx, func(all []simulator.Message) bool {
		for _, m := range all {
			if m.Nonce == to.ID {
				text = m.Text()
				return true
			}
		}
		return false
	}); err != nil {
		c.t.Fatalf("no reply: %v; log:\n%s", err, c.log)
	}
	if !strings.Contains(text, want) {
		c.t.Errorf("the reply lacks %q:\n%s", want, text)
	}
}

// asks asks in private, and reads the answer.
func (c *child) asks(who *simulator.Person, question, want string) {
	c.t.Helper()
	if _, err := reads(c.ctx, who.Command(c.general, "ask", simulator.Opt("question", question)), want); err != nil {
		c.t.Error(err)
	}
}

// smallLibrary is a copy of one that is read at once, to be edited.
func smallLibrary(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../responses/testdata/library")); err != nil {
		t.Fatal(err)
	}
	return dir
}

var (
	errNotTold = errors.New("not told so")   // somebody reads something else than they were to
	errTooFast = errors.New("asks too fast") // and is told so
)

// reads waits for a reply that says something.
func reads(ctx context.Context, i *simulator.Interaction, want string) (simulator.Message, error) {
	r, err := i.Response(ctx)
	if err != nil || r.Message == nil {
		return simulator.Message{}, errors.Join(errNotTold, err)
	}
	switch text := r.Message.Text(); {
	case strings.Contains(text, "asking faster than I can answer"):
		return simulator.Message{}, errTooFast
	case !strings.Contains(text, want):
		return simulator.Message{}, fmt.Errorf("%w: %s, want %q", errNotTold, text, want)
	}
	return *r.Message, nil
}

// set changes a setting once, and returns what the moderator is told.
func (c *child) set() string {
	c.t.Helper()
	show := func(i *simulator.Interaction) simulator.Message {
		r, err := i.Response(c.ctx)
		if err != nil || r.Message == nil {
			c.t.Fatalf("%+v, %v; log:\n%s", r, err, c.log)
		}
		return *r.Message
	}
	panel := show(c.mod.Command(c.general, "settings"))
	button := "Show answers to everybody"
	if !strings.Contains(fmt.Sprintf("%+v", panel.Components), button) {
		button = "Show answers to the asker only"
	}
	page := show(c.mod.Press(&panel, button))
	return page.Text()
}

// memory is the program's, in MB: what is resident ("VmRSS"), or the most that ever was ("VmHWM").
func (c *child) memory(which string) float64 {
	c.t.Helper()
	for line := range strings.Lines(c.proc("status")) {
		if fields := strings.Fields(line); fields[0] == which+":" {
			kb, _ := strconv.Atoi(fields[1])
			return float64(kb) / 1024
		}
	}
	c.t.Fatal("no memory is told")
	return 0
}

// processor is the processor's time that the program has used.
func (c *child) processor() time.Duration {
	fields := strings.Fields(c.proc("stat")) // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
	user, _ := strconv.Atoi(fields[13])
	system, _ := strconv.Atoi(fields[14])
	return time.Duration(user+system) * time.Second / 100 // ticks, of which Linux shows 100 a second
}

// proc is what the system tells of it.
func (c *child) proc(name string) string {
	c.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", c.cmd.Process.Pid, name))
	if err != nil {
		c.t.Fatal(errors.Join(err, errors.New(c.log.String())))
	}
	return string(data)
}
