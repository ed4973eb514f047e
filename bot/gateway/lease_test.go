package gateway

import (
	"testing"

	"pgregory.net/rapid"
)

// TestFairShares: however the shards lie, and in whatever order replicas look, they come to
// rest evenly, and none is left over.
func TestFairShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.IntRange(1, 40).Draw(t, "shards")
		names := []string{"a", "b", "c", "d", "e", "f"}[:rapid.IntRange(1, 6).Draw(t, "replicas")]
		held, free := map[string]int{}, of
		for _, name := range names {
			held[name] = rapid.IntRange(0, free).Draw(t, name)
			free -= held[name]
		}
		look := func(me string) (moved bool) {
			n := min(fair(me, held, of)-held[me], free)
			n = max(n, -1) // one is given back at a time
			held[me], free = held[me]+n, free-n
			return n != 0
		}
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 20).Draw(t, "who looks") {
			look(name)
		}
		rounds := 0
		for moved := true; moved; rounds++ {
			moved = false
			for _, name := range names {
				moved = look(name) || moved
			}
		}
		least, most := of, 0
		for _, n := range held {
			least, most = min(least, n), max(most, n)
		}
		if free != 0 || most-least > 1 || rounds > of+2 {
			t.Fatalf("%d shards: %v held and %d free after %d rounds", of, held, free, rounds)
		}
	})
}
