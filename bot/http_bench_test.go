package bot

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// BenchmarkHTTPInteraction is /ask over HTTP on the loopback, from the request to the
// whole response: the 50th and 99th percentile, how many a second, and what is left of
// them. Every question is another interaction, and signed.
func BenchmarkHTTPInteraction(b *testing.B) {
	for _, clients := range []int{1, 32} {
		b.Run(fmt.Sprintf("%d-at-once", clients), func(b *testing.B) {
			bot := shipped(b, counter{sent: func() {}})
			door, err := Listen("127.0.0.1:0", hex.EncodeToString(ours.Public().(ed25519.PublicKey)))
			if err != nil {
				b.Fatal(err)
			}
			bot.Door = door
			heapBefore, goroutines := heap(), runtime.NumGoroutine()
			_, stop := bot.serve()
			transport := &http.Transport{MaxIdleConnsPerHost: clients}
			ask := func(n int) time.Duration {
				body := []byte(askBody(n, "does therapy change the brain?"))
				stamp := strconv.FormatInt(time.Now().Unix(), 10)
				r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, door.URL(), bytes.NewReader(body))
				if err != nil {
					b.Fatal(err)
				}
				r.Header.Set("X-Signature-Timestamp", stamp)
				r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(ours, append([]byte(stamp), body...))))
				start := time.Now()
				response, err := transport.RoundTrip(r)
				if err != nil {
					b.Error(err)
					return 0
				}
				size, err := io.Copy(io.Discard, response.Body)
				took := time.Since(start)
				_ = response.Body.Close()
				if response.StatusCode != http.StatusOK || size < 500 || err != nil {
					b.Errorf("%d, %d bytes, %v", response.StatusCode, size, err)
				}
				return took
			}
			ask(0) // what is made once
			numbers := make(chan int)
			took := make([][]time.Duration, clients)
			var asking sync.WaitGroup
			for c := range clients {
				asking.Go(func() {
					for n := range numbers {
						took[c] = append(took[c], ask(n))
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
			b.ReportMetric((float64(heap())-float64(heapBefore))/(1<<20), "MB-more")
			b.ReportMetric(float64(runtime.NumGoroutine()-goroutines), "goroutines-more")
		})
	}
}
