package gateway

import (
	"testing"
	"time"
)

// TestJitterIsFull: anything from nothing to a bound that doubles up to the longest.
func TestJitterIsFull(t *testing.T) {
	const first, most = time.Second, 4 * time.Minute
	for tries, bound := range []time.Duration{first, 2 * first, 4 * first, 8 * first} {
		least, longest := most, time.Duration(0)
		for range 10_000 {
			d := jitter(first, most, tries)
			least, longest = min(least, d), max(longest, d)
		}
		if least > bound/100 || longest < bound*99/100 || longest > bound {
			t.Errorf("try %d: between %v and %v, want 0 to %v", tries, least, longest, bound)
		}
	}
	for _, tries := range []int{8, 100, 1 << 30} {
		if d := jitter(first, most, tries); d < 0 || d > most {
			t.Errorf("try %d: %v", tries, d)
		}
	}
}
