package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/hebb-bot/hebb/simulator"
)

// smallDisk mounts a file system of a few MB, and returns its folder.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("no disk of its own can be mounted here (only root can): %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

// TestDiskFull: what a moderator sets is not saved, and they are told so, until there is room
// again; what was set before holds. Nobody else notices. The same disk is read-only at the
// next start.
func TestDiskFull(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	disk := smallDisk(t)
	c := newChild(t)
	environ := []string{"HEBB_STORE_PATH=" + filepath.Join(disk, "hebb.db"), "HEBB_CONTENT_DIR=" + fewTopics(t)}
	c.start(environ...)
	if told := c.set(); !strings.Contains(told, "Saved") {
		t.Fatalf("a disk with room: %s", told)
	}
	filler := filepath.Join(disk, "filler")
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	f.Close()
	c.until("nothing can be saved", func() bool { return strings.Contains(c.set(), "Not saved.") })
	c.says("the store takes nothing any more", "disk is full", "make room")
	c.answers()
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	c.until("it can be saved again", func() bool { return strings.Contains(c.set(), "Saved") })
	c.says("takes what is to be kept again")
	c.answers()
	c.stop()

	if err := unix.Mount("", disk, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	c.start(environ...)
	c.says("NOTHING IS KEPT", "cannot be written")
	c.answers()
	c.stop()
}

// TestDamagedStore: a store whose pages were overwritten is left as it is, and the log says how
// to get an older one back.
func TestDamagedStore(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	c := newChild(t)
	path := filepath.Join(t.TempDir(), "hebb.db")
	environ := []string{"HEBB_STORE_PATH=" + path, "HEBB_CONTENT_DIR=" + fewTopics(t)}
	c.start(environ...)
	c.set()
	c.answers()
	c.stop()

	damaged, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(damaged[2*4096:3*4096], bytes.Repeat([]byte{0xa5}, 4096))
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	c.start(environ...)
	c.says("NOTHING IS KEPT", path+" is damaged", "hebb restore")
	c.answers()
	c.stop()
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, damaged) {
		t.Errorf("the damaged file was changed (%v)", err)
	}
}

// TestLittleMemory: all of the library in less memory than it takes if there is more.
func TestLittleMemory(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	c := newChild(t)
	c.start("HEBB_STORE_PATH=", "GOMEMLIMIT=200MiB")
	c.answers()
	c.stop()
}

// TestContentGone: the folder of the content is away and comes back with another topic.
func TestContentGone(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	c := newChild(t)
	dir := fewTopics(t)
	c.start("HEBB_CONTENT_DIR="+dir, "HEBB_STORE_PATH="+filepath.Join(t.TempDir(), "hebb.db"))
	away := dir + " is away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	c.says("CONTENT NOT TAKEN", "hebb check "+dir)
	c.answers()
	sleep := "---\ntitle: Sleep\nsummary: What sleep is.\ncommand: sleep\n---\n\n## What is sleep? {#what-is}\n\nSleep helps the brain work [@medlineplus-healthysleep].\n"
	if err := os.WriteFile(filepath.Join(away, "en", "sleep.md"), []byte(sleep), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	c.until("the new topic is there", func() bool {
		for _, command := range c.sim.Commands(nil) {
			if command.Name == "sleep" {
				return true
			}
		}
		return false
	})
	c.answers()
	c.stop()
}

// TestNoMoreFiles: a program that may open no further file answers on the connections that it
// has, whoever is in danger first of all, and all is well when it may open some again.
func TestNoMoreFiles(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	c := newChild(t)
	address := freeAddress(t)
	c.start("HEBB_STORE_PATH="+filepath.Join(t.TempDir(), "hebb.db"), "HEBB_CONTENT_DIR="+fewTopics(t), "HEBB_STATUS_LISTEN="+address)
	c.answers()
	pid := c.cmd.Process.Pid
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	var before unix.Rlimit
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, nil, &before); err != nil {
		t.Fatal(err)
	}
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: uint64(len(open)), Max: before.Max}, nil); err != nil {
		t.Fatal(err)
	}
	var asked []*simulator.Message
	for range 20 { // more than there are connections
		asked = append(asked, c.bob.DM("i want to die"))
	}
	c.answers()
	for _, m := range asked {
		c.replied(c.bob.DMChannel(), m, "findahelpline.com")
	}
	asks := func() error {
		var out lockedBuffer
		if code := run([]string{"status"}, system{environ: []string{"HEBB_STATUS_LISTEN=" + address}, stdout: &out, stderr: &out}); code != exitOK {
			return fmt.Errorf("hebb status: %s", out.String())
		}
		return nil
	}
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, &before, nil); err != nil {
		t.Fatal(err)
	}
	c.until("its state can be asked for", func() bool { return asks() == nil })
	c.answers()
	c.stop()
}
