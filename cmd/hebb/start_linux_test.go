package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// BenchmarkStart is how long the program takes from its beginning: to say that it is ready, to
// answer a first command, and to end where it ends by itself; and how much of the processor's time
// it uses until then. Run it with -benchtime 5x.
func BenchmarkStart(b *testing.B) {
	b.Run("run", func(b *testing.B) {
		address := freeAddress(b)
		c := childIn(b, time.Hour, simulator.Options{T: b, IdentifyEvery: -1})
		environ := []string{"HEBB_STORE_PATH=" + filepath.Join(b.TempDir(), "hebb.db"), "HEBB_STATUS_LISTEN=" + address}
		var ready, answered, used time.Duration
		for b.Loop() {
			began := time.Now()
			c.start(environ...)
			c.until("it is ready", func() bool { return isReady(address) })
			ready += time.Since(began)
			c.asks(c.alice, "does therapy change the brain?", "Does therapy change the brain?")
			answered += time.Since(began)
			used += c.processor()
			c.stop()
		}
		b.ReportMetric(ready.Seconds()/float64(b.N), "ready-s")
		b.ReportMetric(answered.Seconds()/float64(b.N), "answered-s")
		b.ReportMetric(used.Seconds()/float64(b.N), "cpu-s")
	})
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for name, args := range map[string][]string{"ask": {"ask", "does therapy change the brain?"}, "help": {"--help"}} {
		b.Run(name, func(b *testing.B) {
			var used time.Duration
			for b.Loop() {
				cmd := exec.Command(self, args...)
				cmd.Args[0], cmd.Env, cmd.Dir = "hebb", []string{}, b.TempDir() // see TestMain
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			}
			b.ReportMetric(used.Seconds()/float64(b.N), "cpu-s")
		})
	}
}

// isReady reports whether a program says at an address that it is.
func isReady(address string) bool {
	r, err := http.Get("http://" + address + "/readyz")
	if err != nil {
		return false
	}
	defer r.Body.Close()
	_, _ = io.Copy(io.Discard, r.Body)
	return r.StatusCode == http.StatusOK
}

// BenchmarkIdle is the memory of a program in whose servers nobody talks, after one question,
// and while its content changes. Run it with -benchtime 1x.
func BenchmarkIdle(b *testing.B) {
	for _, limit := range []string{"GOGC=100", "GOMEMLIMIT=400MiB", "GOGC=20"} { // Go's default; deploy/; little more than what is in use
		for _, n := range []struct{ shards, guilds int }{{1, 0}, {1, 2_500}, {4, 0}, {4, 10_000}} {
			b.Run(fmt.Sprintf("%s/%d-shards/%d-servers", limit, n.shards, n.guilds), func(b *testing.B) {
				for b.Loop() {
					s := newSoak(b, time.Hour, n.shards, n.guilds, limit)
					s.until("all servers are told", func() bool { return s.sim.Sent().Events["GUILD_CREATE"] > n.guilds })
					s.asks(s.alice, "does therapy change the brain?", "Does therapy change the brain?")
					b.ReportMetric(s.memory("VmRSS"), "rss-MB")
					s.stop()
				}
			})
		}
		b.Run(limit+"/reload", func(b *testing.B) {
			for b.Loop() {
				reload(b, limit)
			}
		})
	}
}

// reload changes the content of a running program three times.
func reload(b *testing.B, limit string) {
	dir := filepath.Join(b.TempDir(), "library")
	if _, err := writeContent(dir); err != nil {
		b.Fatal(err)
	}
	c := childIn(b, time.Hour, simulator.Options{T: b})
	c.start(limit, "HEBB_STORE_PATH=", "HEBB_CONTENT_DIR="+dir)
	began := time.Now()
	for range 3 {
		f, err := os.OpenFile(filepath.Join(dir, "en", "sleep.md"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.WriteString("\n"); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		c.says("content reloaded")
	}
	b.ReportMetric(time.Since(began).Seconds()/3, "reload-s")
	b.ReportMetric(c.memory("VmHWM"), "most-MB")
	c.stop()
}
