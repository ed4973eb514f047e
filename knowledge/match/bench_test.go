package match

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/synthetic"
)

// BenchmarkBuild indexes the shipped library and larger ones, and reports how much
// memory an index holds.
func BenchmarkBuild(b *testing.B) {
	b.Run("shipped", func(b *testing.B) { benchmarkBuild(b, shipped(b)) })
	for _, entries := range sizes {
		b.Run(fmt.Sprint(entries), func(b *testing.B) {
			l, _ := grid(b, entries)
			benchmarkBuild(b, l)
		})
	}
}

func benchmarkBuild(b *testing.B, l *knowledge.Library) {
	b.ReportAllocs()
	before := heap()
	var ix *Index
	for b.Loop() {
		if ix != nil {
			ix.Close()
		}
		var err error
		if ix, err = Build(l); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(heap()-before)/1e6, "MB-held")
	ix.Close()
}

// BenchmarkSearch looks questions up in libraries of several sizes. Run it with -cpu 1.
func BenchmarkSearch(b *testing.B) {
	for _, entries := range sizes {
		b.Run(fmt.Sprint(entries), func(b *testing.B) {
			l, questions := grid(b, entries)
			ix, err := Build(l)
			if err != nil {
				b.Fatal(err)
			}
			defer ix.Close()
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := ix.Search(b.Context(), Query{Text: questions[len(took)%len(questions)]}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			for _, p := range []int{50, 99} {
				b.ReportMetric(float64(took[len(took)*p/100].Nanoseconds())/1e3, fmt.Sprintf("p%d-us", p))
			}
		})
	}
}

// sizes are how many entries libraries have: with HEBB_LARGE=1 a hundred thousand, which
// takes a quarter of an hour and 12 GB.
var sizes = func() []int {
	if os.Getenv("HEBB_LARGE") != "" {
		return []int{100_000}
	}
	return []int{1_000, 10_000}
}()

// grid is a synthetic library and questions for it.
func grid(b *testing.B, entries int) (*knowledge.Library, []string) {
	b.Helper()
	maker := synthetic.New(entries, 1)
	folder, err := maker.Library(os.DirFS("../content"))
	if err != nil {
		b.Fatal(err)
	}
	l, ds, err := knowledge.Load(folder, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil || l == nil {
		b.Fatalf("load: %v, %v", err, ds[:min(len(ds), 3)])
	}
	return l, maker.Questions(5000)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
