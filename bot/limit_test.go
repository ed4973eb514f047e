package bot

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// A watch is a clock that stands still until a test moves it.
type watch struct {
	mu sync.Mutex
	at time.Time
}

func newWatch() *watch { return &watch{at: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)} }

func (w *watch) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

func (w *watch) advance(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(d)
}

// TestNoBucketLetsMoreThrough: whatever is asked, whenever, by whom and where: between
// any two moments nobody and no place gets more than what is allowed at once and what
// comes in between; and one that was left alone gets all of it again.
func TestNoBucketLetsMoreThrough(t *testing.T) {
	notForTheRaceDetector(t)
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 0))
		allowed := allowances{
			member:  allowance{1 + r.IntN(8), time.Duration(1+r.IntN(8000)) * time.Millisecond},
			channel: allowance{1 + r.IntN(12), time.Duration(1+r.IntN(4000)) * time.Millisecond},
			guild:   allowance{1 + r.IntN(60), time.Duration(1+r.IntN(500)) * time.Millisecond},
		}
		clock := newWatch()
		l := newLimits(allowed, clock.now)
		through := map[string][]time.Time{}
		for range 2000 {
			if r.IntN(3) == 0 {
				clock.advance(time.Duration(r.ExpFloat64() * float64(allowed.member.every)))
			}
			m := message{Author: fmt.Sprint("m", r.IntN(5)), Channel: fmt.Sprint("c", r.IntN(3)), Guild: "g"}
			if l.message(m) {
				for _, who := range []string{m.Author, m.Channel, m.Guild} {
					through[who] = append(through[who], clock.now())
				}
			}
		}
		of := map[byte]allowance{'m': allowed.member, 'c': allowed.channel, 'g': allowed.guild}
		for who, times := range through {
			a := of[who[0]]
			for i := range times {
				for j := i + 1; j < len(times); j++ {
					most := float64(a.atOnce) + float64(times[j].Sub(times[i]))/float64(a.every) + 1e-6
					if n := j - i + 1; float64(n) > most {
						t.Fatalf("seed %d: %s got %d in %v, allowed are %.2f (%+v)", seed, who, n, times[j].Sub(times[i]), most, a)
					}
				}
			}
		}
		clock.advance(allowed.member.full())
		for n := range allowed.member.atOnce {
			if !l.interaction(interaction{User: "m0"}) {
				t.Fatalf("seed %d: only %d after a time alone, allowed are %+v", seed, n, allowed.member)
			}
		}
		if l.interaction(interaction{User: "m0"}) {
			t.Fatalf("seed %d: one more than %+v", seed, allowed.member)
		}
	}
}

// TestWhatCountsWhere: a refusal by one bucket takes nothing from the others.
func TestWhatCountsWhere(t *testing.T) {
	clock := newWatch()
	one := allowance{1, time.Hour}
	l := newLimits(allowances{member: allowance{3, time.Hour}, channel: one, guild: allowance{2, time.Hour}, memberIsTold: one, channelIsTold: allowance{2, time.Hour}}, clock.now)
	for n, tt := range []struct {
		what string
		got  bool
		want bool
	}{
		{"a mention", l.message(message{Author: "alice", Channel: "general", Guild: "home"}), true},
		{"one more in that channel", l.message(message{Author: "alice", Channel: "general", Guild: "home"}), false},
		{"by another", l.message(message{Author: "bob", Channel: "general", Guild: "home"}), false},
		{"a command there", l.interaction(interaction{User: "alice", Channel: "general", Guild: "home"}), true},
		{"a command when the server has none left", l.interaction(interaction{User: "alice", Channel: "other", Guild: "home"}), false},
		{"a direct message", l.message(message{Author: "alice", Channel: "dm"}), true},
		{"when the member has none left", l.interaction(interaction{User: "alice"}), false},
		{"another member's", l.interaction(interaction{User: "bob"}), true},
		{"telling alice", l.tell(message{Author: "alice", Channel: "general"}), true},
		{"telling her again", l.tell(message{Author: "alice", Channel: "general"}), false},
		{"telling bob", l.tell(message{Author: "bob", Channel: "general"}), true},
		{"telling a third one there", l.tell(message{Author: "carol", Channel: "general"}), false},
	} {
		if tt.got != tt.want {
			t.Errorf("%d, %s: %v", n, tt.what, tt.got)
		}
	}
}

// TestBucketsAreForgotten: those left alone, and of too many the oldest.
func TestBucketsAreForgotten(t *testing.T) {
	clock := newWatch()
	l := newLimits(usually, clock.now)
	for n := range 3 * mostBuckets {
		l.interaction(interaction{User: fmt.Sprint(n)})
	}
	if n := len(l.member.young) + len(l.member.old); n > 2*mostBuckets {
		t.Errorf("%d buckets are held, more than two generations of %d", n, mostBuckets)
	}
	for range 2 {
		clock.advance(usually.member.full())
		l.interaction(interaction{User: "last"})
	}
	if len(l.member.young) != 1 || len(l.member.old) > 1 { // the one may be in both
		t.Errorf("%d and %d buckets after everybody but one was gone for a minute", len(l.member.young), len(l.member.old))
	}
}
