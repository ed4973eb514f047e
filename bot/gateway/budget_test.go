package gateway

import (
	"testing"
	"time"
)

// TestTheBudgetForgets: a day later everything is free again.
func TestTheBudgetForgets(t *testing.T) {
	now := time.Now()
	b := &budget{now: func() time.Time { return now }, tell: func(string) {}}
	for b.spend() == nil {
	}
	if n := len(b.mine); n != 900 {
		t.Errorf("%d were allowed", n)
	}
	now = now.Add(day + time.Minute)
	if pause, err := b.pause(); pause != 0 || err != nil {
		t.Errorf("a day later: %v, %v", pause, err)
	}
}
