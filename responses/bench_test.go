package responses

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
	"github.com/hebb-bot/hebb/knowledge/live"
)

// shipped answers from the library in the program.
func shipped(b testing.TB) *Responder {
	b.Helper()
	library, _, err := live.Open(live.Options{Embedded: content.FS})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(content.FS)
	if err != nil {
		b.Fatal(err)
	}
	r, err := New(Options{Library: library, Helplines: helplines})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// BenchmarkRespond answers the library's own phrasings on one core, and reports
// the 50th and 99th percentile of a reply besides the mean.
// Run it with -cpu 1 -benchmem.
func BenchmarkRespond(b *testing.B) {
	r := shipped(b)
	s := r.opts.Library.Acquire()
	defer s.Release()
	var questions []string
	for _, e := range s.Library.Edition("en").Entries() {
		for _, q := range e.AlsoAsked {
			questions = append(questions, q.Text)
		}
	}
	b.ReportAllocs()
	var took []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		r.Respond(context.Background(), Question{Text: questions[i%len(questions)]})
		took = append(took, time.Since(start))
		i++
	}
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Nanoseconds())/1e3, fmt.Sprintf("p%d-us", p))
	}
}

// BenchmarkCrisis answers somebody in danger: no search.
func BenchmarkCrisis(b *testing.B) {
	r := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		r.Respond(context.Background(), Question{Text: "i want to die", Country: "US"})
	}
}

// BenchmarkOpen is from nothing to ready: parse, check, index, triage, wording.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		shipped(b)
	}
}

// BenchmarkReload is what an edit costs.
func BenchmarkReload(b *testing.B) {
	r := shipped(b)
	for b.Loop() {
		if result := r.opts.Library.Reload(); result.Err != nil {
			b.Fatal(result.Err)
		}
	}
}
