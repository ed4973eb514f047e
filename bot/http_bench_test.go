package bot

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkHTTPInteraction is interactions over HTTP on the loopback, from the request to
// the whole response: the 50th and 99th percentile, how many a second, and what is left
// of them. Every one is another interaction, and signed. A PING is the door alone, /help
// the way through the bot, /ask all of it.
func BenchmarkHTTPInteraction(b *testing.B) {
	bodies := map[string]func(n int) string{
		"PING": func(int) string { return ping },
		"help": func(n int) string { return strings.Replace(askBody(n, ""), `"name":"ask"`, `"name":"help"`, 1) },
		"ask":  func(n int) string { return askBody(n, "does therapy change the brain?") },
	}
	for _, what := range []string{"PING", "help", "ask"} {
		for _, clients := range []int{1, 32} {
			b.Run(fmt.Sprintf("%s/%d-at-once", what, clients), func(b *testing.B) { knockMany(b, clients, bodies[what]) })
		}
	}
}

func knockMany(b *testing.B, clients int, body func(n int) string) {
	bot := shipped(b, counter{sent: func() {}})
	door, err := Listen("127.0.0.1:0", hex.EncodeToString(ours.Public().(ed25519.PublicKey)))
	if err != nil {
		b.Fatal(err)
	}
	bot.Door = door
	before, goroutines := heap(), runtime.NumGoroutine()
	_, stop := bot.serve()
	transport := &http.Transport{MaxIdleConnsPerHost: clients}
	if _, err := knock(transport, door.URL(), body(0)); err != nil { // what is made once
		b.Fatal(err)
	}
	numbers := make(chan int)
	took := make([][]time.Duration, clients)
	var asking sync.WaitGroup
	for c := range clients {
		asking.Go(func() {
			for n := range numbers {
				d, err := knock(transport, door.URL(), body(n))
				if err != nil {
					b.Error(err)
				}
				took[c] = append(took[c], d)
			}
		})
	}
	b.ResetTimer()
	for n := range b.N {
		numbers <- n + 1
	}
	close(numbers)
	asking.Wait()
	b.StopTimer()
	transport.CloseIdleConnections()
	all := slices.Concat(took...)
	slices.Sort(all)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(all[len(all)*p/100].Nanoseconds())/1e6, fmt.Sprintf("p%d-ms", p))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
	all, took = nil, nil
	stop()
	bot.busy.Wait()
	b.ReportMetric((float64(heap())-float64(before))/(1<<20), "MB-more")
	b.ReportMetric(float64(runtime.NumGoroutine()-goroutines), "goroutines-more")
	runtime.KeepAlive(bot)
}

// knock makes one signed call, and reports how long its response took.
func knock(transport *http.Transport, url, body string) (time.Duration, error) {
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, err
	}
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(ours, []byte(stamp+body))))
	start := time.Now()
	response, err := transport.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, response.Body)
	took := time.Since(start)
	if response.StatusCode != http.StatusOK {
		err = errors.Join(err, fmt.Errorf("status %d", response.StatusCode))
	}
	return took, errors.Join(err, response.Body.Close())
}
