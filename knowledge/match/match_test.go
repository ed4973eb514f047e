package match

import (
	"os"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
)

// shipped is the library in the program.
func shipped(t testing.TB) *knowledge.Library {
	t.Helper()
	l, ds, err := knowledge.Load(os.DirFS("../content"), time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil || l == nil {
		t.Fatalf("load: %v, %v", err, ds)
	}
	return l
}
