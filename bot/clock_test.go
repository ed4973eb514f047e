package bot

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/simulator"
)

// A wallClock goes on by itself and is set, as a machine's is. Its times have no monotonic
// reading, so that whatever compares two of them sees each jump: Go's own are kinder.
type wallClock struct{ off atomic.Int64 }

func (c *wallClock) now() time.Time { return time.Now().Round(0).Add(time.Duration(c.off.Load())) }

// set sets it so much off the true time.
func (c *wallClock) set(off time.Duration) { c.off.Store(int64(off)) }

// pass lets time go by.
func (c *wallClock) pass(d time.Duration) { c.off.Add(int64(d)) }

// TestTheClockJumps sets the clock of the machine on or back while the bot runs, and right again.
// Each time who may be at risk is answered, also who has asked too fast; limits let everybody
// in again and still hold; conversations and the buttons and drafts of before go on; nothing that
// is kept is lost; and a new session is made.
func TestTheClockJumps(t *testing.T) {
	for _, tt := range []struct {
		name string
		by   time.Duration
		late bool // too late for what is kept for a week, or checked every few months
	}{
		{"a day on", 24 * time.Hour, false},
		{"a day back", -24 * time.Hour, false},
		{"to 1970", -time.Since(time.Unix(0, 0)), false},
		{"a year on", 365 * 24 * time.Hour, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := newJumping(t)
			j.connect()
			shown := j.response(j.bob.Command(j.general, "ask", simulator.Opt("question", "what is depression?")))
			draft := j.edits(j.mod, "depression#what-is", isCommon, isShaped)
			j.keeps()
			j.asksTooFast(j.alice)

			for n, off := range []time.Duration{tt.by, 0} {
				j.clock.set(off)
				j.expire()
				lines := "call 911"
				if tt.late && n == 0 {
					lines = "World Directory" // numbers that nobody checked for so long are not given
				}
				j.helps(j.alice, "who asked too fast", lines)
				j.helps(j.home.AddMember(fmt.Sprint("new ", n)), "who is new", lines)
				has(t, j.response(j.bob.Press(&shown, "Sources")), "Sources")

				j.asksTooFast(j.alice)
				j.clock.pass(usually.member.every) // she may ask again
				has(t, j.response(j.alice.Command(j.general, "ask", simulator.Opt("question", "what is depression?"))), "mood", "!faster")
				has(t, j.response(j.alice.Command(j.general, "ask", simulator.Opt("question", "I want to kill myself"))), lines)
				talker := j.home.AddMember(fmt.Sprint("talker ", n))
				j.response(talker.Command(j.general, "ask", simulator.Opt("question", "what is depression?")))
				has(t, j.response(talker.Command(j.general, "ask", simulator.Opt("question", "why do people get it"))), "There is no single cause.")
				j.loseSession()
				j.wait("another session", func() bool { return j.sim.Connections() > 0 })
				j.holds()
			}
			if tt.late {
				has(t, j.press(j.mod, draft, "Publish"), "!Published")
			} else {
				has(t, j.press(j.mod, draft, "Publish"), "Published")
				j.clock.pass(usually.member.full())
				j.serves("shapes mood")
			}
			for line := range strings.Lines(j.log.String()) {
				if strings.Contains(line, "level=error") && !strings.Contains(line, "session is no longer valid") { // that was our doing
					t.Errorf("the log says %s", line)
				}
			}
		})
	}
}

// A jumping world is an editing one by a clock that is set.
type jumping struct {
	*editing
	clock *wallClock
	hour  chan time.Time // an hour is over, for what is destroyed
}

func newJumping(t *testing.T) *jumping {
	t.Helper()
	j := &jumping{editing: newEditing(t), clock: &wallClock{}, hour: make(chan time.Time)}
	tree, err := worktree.OpenFolder(j.dir, j.clock.now)
	if err != nil {
		t.Fatal(err)
	}
	helplines, err := knowledge.LoadHelplines(os.DirFS(j.dir))
	if err != nil {
		t.Fatal(err)
	}
	j.responder, err = responses.New(responses.Options{Library: j.library, Helplines: helplines, Country: "US", Build: "test", Now: j.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	j.tree, j.retention, j.now, j.allowed, j.pace = tree, j.db, j.clock.now, usually, brisk
	j.after = func(d time.Duration) <-chan time.Time {
		if d == retentionPause {
			return j.hour
		}
		return time.After(d)
	}
	j.gateway = func(o *gateway.Options) { o.Now, o.Identifies = j.clock.now, j.db }
	return j
}

// expire lets an hour's destroying be done: the second one begins when the first is over.
func (j *jumping) expire() {
	for range 2 {
		select {
		case j.hour <- time.Time{}:
		case <-j.ctx().Done():
			j.t.Error("nothing is destroyed")
		}
	}
}

// asksTooFast asks until it is told so, which comes after some eight.
func (j *jumping) asksTooFast(who *simulator.Person) {
	j.t.Helper()
	for range usually.member.atOnce + 2 {
		m := j.response(who.Command(j.general, "ask", simulator.Opt("question", "what is depression?")))
		if strings.Contains(m.Text(), "asking faster") {
			return
		}
	}
	j.t.Error("no limit holds")
}

// helps has somebody say that they are at risk.
func (j *jumping) helps(who *simulator.Person, what, lines string) {
	j.t.Helper()
	m := j.response(who.Command(j.general, "ask", simulator.Opt("question", "I want to kill myself")))
	if !strings.Contains(m.Text(), lines) {
		j.t.Errorf("somebody at risk %s reads:\n%s", what, m.Text())
	}
}

// keeps keeps something of the server, and holds sees that it is there.
func (j *jumping) keeps() {
	j.t.Helper()
	if _, err := j.bot.kept.ChangeGuild(j.ctx(), j.homeGuild, func(g *store.Guild) { g.CheckIn = true }); err != nil {
		j.t.Fatal(err)
	}
}

func (j *jumping) holds() {
	j.t.Helper()
	if g, err := j.db.Guild(j.ctx(), j.homeGuild); err != nil || !g.CheckIn || g.LogChannel != j.room.ID() {
		j.t.Errorf("kept is %+v, error %v", g, err)
	}
}
