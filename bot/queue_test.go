package bot

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
)

func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(1, 1)
		if !q.enter(time.After) {
			t.Fatal("no turn though nobody is there")
		}
		start := time.Now()
		waits := make(chan bool)
		go func() { waits <- q.enter(time.After) }()
		synctest.Wait()
		if q.enter(time.After) || time.Since(start) != 0 {
			t.Error("one too many may wait")
		}
		if <-waits || time.Since(start) != queueTime {
			t.Errorf("who waited got a turn, or an answer after %v", time.Since(start))
		}
		go func() { waits <- q.enter(time.After) }()
		synctest.Wait()
		q.leave()
		if !<-waits {
			t.Error("no turn though one left")
		}
		q.leave()
		if len(q.making)+len(q.waiting) != 0 {
			t.Errorf("%d places are still taken", len(q.making)+len(q.waiting))
		}
	})
}

func TestOutbox(t *testing.T) {
	var o outbox
	channels := mostUnsentOverall / mostUnsent
	for n := range mostUnsentOverall {
		if !o.enter(fmt.Sprint(n % (channels + 1))) {
			t.Fatalf("no room after %d", n)
		}
	}
	if o.enter("another") {
		t.Error("one too many overall")
	}
	o.leave("0")
	for o.enter("another") {
		o.leave("1")
	}
	if o.unsent["another"] != mostUnsent {
		t.Errorf("a channel has room for %d", o.unsent["another"])
	}
	for c, n := range o.unsent {
		for range n {
			o.leave(c)
		}
	}
	if o.all != 0 || len(o.unsent) != 0 {
		t.Errorf("when all is gone %d and %v are left", o.all, o.unsent)
	}
}

// A stuck Session sends nothing, as in a channel whose limit Discord set to minutes.
type stuck struct {
	counter
	waiting atomic.Int64
}

func (s *stuck) Send(ctx context.Context, _ string, _ gateway.Payload, _ bool) error {
	s.waiting.Add(1)
	defer s.waiting.Add(-1)
	<-ctx.Done()
	return ctx.Err()
}

// TestStaleRepliesAreDropped: of 5,000 mentions in a channel that takes no messages a
// few wait, for half a minute; a crisis line waits on.
func TestStaleRepliesAreDropped(t *testing.T) {
	responder, library := testResponder(t)
	synctest.Test(t, func(t *testing.T) {
		session := &stuck{}
		log := logrus.New()
		log.SetOutput(io.Discard)
		allowed := plenty
		allowed.memberIsTold.atOnce = 0 // a line of "busy" would be one more reply
		bot := New(Options{Session: session, Responder: responder, Library: library, Secret: "s", Log: log, allowed: allowed})
		for n := range 5000 {
			go bot.OnMessage(mentionOf(n, "what is depression"), "9", gateway.Everybody)
		}
		synctest.Wait()
		if n := session.waiting.Load(); n != mostUnsent {
			t.Errorf("%d replies wait for one channel", n)
		}
		go bot.OnMessage(mentionOf(5000, "i want to die"), "9", gateway.Everybody)
		synctest.Wait()
		if n := session.waiting.Load(); n != mostUnsent+1 {
			t.Errorf("%d replies wait, the crisis line is not among them", n)
		}
		time.Sleep(worthTime)
		synctest.Wait()
		if n, late, busy := session.waiting.Load(), bot.Stats().Late.Load(), bot.Stats().Busy.Load(); n != 1 || late+busy != 5000 {
			t.Errorf("after %v %d wait, %d came too late, for %d was no room", worthTime, n, late, busy)
		}
		time.Sleep(postTime - worthTime)
		synctest.Wait()
		if n, lost := session.waiting.Load(), bot.Stats().Undelivered.Load(); n != 0 || lost != 1 {
			t.Errorf("after %v %d wait, %d are undelivered", postTime, n, lost)
		}
	})
}

// testResponder is a responder over the library of the tests.
func testResponder(t *testing.T) (*responses.Responder, *live.Current) {
	t.Helper()
	folder := os.DirFS("../responses/testdata/library")
	library, _, err := live.Open(live.Options{Embedded: folder})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(folder)
	if err != nil {
		t.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines, Country: "US"})
	if err != nil {
		t.Fatal(err)
	}
	return responder, library
}
