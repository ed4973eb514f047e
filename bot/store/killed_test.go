package store

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// childOf names, in the variable of a child process, the file that it writes to.
const childOf = "HEBB_TEST_STORE"

// TestChild is no test of its own: it is what runs in a child process. It writes until
// it is killed, and tells of each write once it was acknowledged.
func TestChild(t *testing.T) {
	path := os.Getenv(childOf)
	if path == "" {
		t.Skip("runs in a child process")
	}
	d, err := Open(t.Context(), path)
	if err != nil {
		fmt.Println("refused", err)
		return
	}
	for i := 0; ; i++ {
		g, err := d.ChangeGuild(t.Context(), "10", func(g *Guild) { g.LogChannel, g.Quiet = fmt.Sprint(i), append(g.Quiet, fmt.Sprint(i%MaxList)) })
		if err != nil {
			fmt.Println("refused", err)
			return
		}
		fmt.Println("wrote", g.LogChannel)
	}
}

// start runs a child process that writes to a file, and gives what it tells.
func start(t *testing.T, path string) (child *exec.Cmd, told *bufio.Scanner) {
	t.Helper()
	child = exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.v")
	child.Env = append(os.Environ(), childOf+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	return child, bufio.NewScanner(out)
}

// TestKilled kills a process that writes, again and again: what was acknowledged is
// there, and the file is whole.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hebb.db")
	for round := range 3 {
		child, told := start(t, path)
		last, writes := -1, 0
		for told.Scan() {
			if strings.HasPrefix(told.Text(), "refused") {
				t.Error(told.Text())
			}
			if n, ok := strings.CutPrefix(told.Text(), "wrote "); ok {
				last, _ = strconv.Atoi(n)
				if writes++; writes == 20 {
					_ = child.Process.Kill() // what is in the pipe is read still
				}
			}
		}
		_ = child.Wait()
		if writes < 20 {
			t.Fatalf("round %d: only %d writes", round, writes)
		}
		d := open(t, path)
		var whole string
		if err := d.sql.QueryRow(`PRAGMA integrity_check`).Scan(&whole); err != nil || whole != "ok" {
			t.Errorf("round %d: %s, error %v", round, whole, err)
		}
		g, err := d.Guild(t.Context(), "10")
		if err != nil {
			t.Fatal(err)
		}
		kept, _ := strconv.Atoi(g.LogChannel)
		if kept != last && kept != last+1 { // the last one may not have come to tell
			t.Errorf("round %d: %d was acknowledged, %d is there", round, last, kept)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKilledAtTheStart kills processes while they make the file.
func TestKilledAtTheStart(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "hebb.db")
		child, told := start(t, path)
		for told.Scan() { // the test's own first line: the store opens now
			_ = child.Process.Kill()
		}
		_ = child.Wait()
		set(t, open(t, path), "10", full)
	}
}

// TestTwoStart is two processes that make the file at once, as when a container takes
// another's place.
func TestTwoStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hebb.db")
	var all sync.WaitGroup
	for range 3 {
		child, told := start(t, path)
		all.Go(func() {
			wrote := false
			for told.Scan() {
				if strings.HasPrefix(told.Text(), "refused") {
					t.Error(told.Text())
				}
				if !wrote && bytes.HasPrefix(told.Bytes(), []byte("wrote")) {
					wrote = true
					_ = child.Process.Kill()
				}
			}
			_ = child.Wait()
			if !wrote {
				t.Error("one of them wrote nothing")
			}
		})
	}
	all.Wait()
}
