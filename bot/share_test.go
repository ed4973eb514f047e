package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/bot/store/postgrestest"
	"github.com/hebb-bot/hebb/simulator"
)

// A fleet is replicas that share shards, in a world with a server on each of these.
type fleet struct {
	*world
	clock  *simulator.ManualClock // everybody's; nil for the one on the wall
	pace   gateway.Pace
	leases func() gateway.Leases // a replica's own
	shards int
	wanted int // what a replica that joins is told
	places []aPlace
	said   map[string]*question // by message
	spoke  int
	alive  []*mate // those that look at the leases
}

// A question is one that was asked.
type question struct {
	text   string
	member *simulator.Person
	steady bool // when it was asked, all shards were connected and nothing was wrong
}

// A mate is one of the fleet.
type mate struct {
	*fleet
	bot   *Bot
	reach *reach
	stop  func()

	mu     sync.Mutex
	frozen chan struct{} // no timer of it fires until this is closed; nil for not frozen
	held   []int
	known  bool // it knows what it holds
	up     map[int]bool
}

// newFleet makes a world without replicas.
func newFleet(t *testing.T, shards int) *fleet {
	t.Helper()
	clock := simulator.NewManualClock(time.Now())
	w := prepare(t, simulator.Options{Clock: clock, Shards: shards, MaxConcurrency: 2, IdentifyEvery: 5 * time.Second})
	table := &leaseTable{now: clock.Now, rows: map[string]leaseRow{}}
	p := gateway.Usual
	p.First, p.Most = brisk.First, brisk.Most
	p.Identify = 20 * time.Second // the way to Discord takes seconds by this clock
	f := &fleet{world: w, clock: clock, pace: p, leases: func() gateway.Leases { return table }, shards: shards, wanted: gateway.Recommended, said: map[string]*question{}}
	f.places = w.onShards(shards, clock)
	return f
}

// realFleet is newFleet by the clock on the wall, with leases in a database. It goes ten times
// as fast as outside.
func realFleet(t *testing.T, shards int, leases func() gateway.Leases) *fleet {
	t.Helper()
	w := prepare(t, simulator.Options{Shards: shards, MaxConcurrency: 2, IdentifyEvery: 500 * time.Millisecond})
	p := brisk
	p.Identify, p.Lease, p.Renew = 550*time.Millisecond, 2*time.Second, 500*time.Millisecond
	f := &fleet{world: w, pace: p, leases: leases, shards: shards, wanted: gateway.Recommended, said: map[string]*question{}}
	f.places = w.onShards(shards, simulator.NewManualClock(time.Now()))
	return f
}

func (f *fleet) now() time.Time {
	if f.clock == nil {
		return time.Now()
	}
	return f.clock.Now()
}

// join starts one more replica.
func (f *fleet) join() *mate {
	f.t.Helper()
	m := &mate{fleet: f, reach: &reach{Leases: f.leases(), now: f.now, tried: f.now()}, up: map[int]bool{}}
	log := logrus.New()
	log.SetOutput(f.log)
	opts := gateway.Options{
		Token: f.sim.Token(), APIURL: f.sim.URL(), OnError: func(text string) { log.Error(text) }, Pace: f.pace,
		Shards: f.wanted, Leases: m.reach, Now: f.now, After: m.after,
		OnHeld:  func(shards []int, of int) { m.mu.Lock(); m.held, m.known = shards, of > 0; m.mu.Unlock() },
		OnState: func(shard int, up bool) { m.mu.Lock(); m.up[shard] = up; m.mu.Unlock() },
	}
	session, err := gateway.New(opts)
	if err != nil {
		f.t.Fatal(err)
	}
	m.bot = New(Options{Session: session, Responder: f.responder, Library: f.library, Secret: f.sim.Token(), Log: log, allowed: plenty})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- m.bot.Run(ctx) }()
	m.stop = sync.OnceFunc(func() {
		f.alive = slices.DeleteFunc(f.alive, func(other *mate) bool { return other == m })
		cancel()
		if err := <-done; err != nil {
			f.t.Errorf("run: %v", err)
		}
	})
	f.t.Cleanup(func() { m.thaw(); m.stop() })
	f.alive = append(f.alive, m)
	return m
}

// after is a mate's timer.
func (m *mate) after(d time.Duration) <-chan time.Time {
	rings := time.After(d)
	if m.clock != nil {
		rings = m.clock.Reach(m.clock.Now().Add(d))
	}
	out := make(chan time.Time, 1)
	go func() {
		select {
		case at := <-rings:
			m.mu.Lock()
			frozen := m.frozen
			m.mu.Unlock()
			if frozen != nil {
				<-frozen
			}
			out <- at
		case <-m.bot.alive.Done(): // it was stopped
		}
	}()
	return out
}

// freeze makes a mate hang: its clock goes on, and what Discord sends comes in, but it does
// nothing of itself, and nothing comes back from the database.
func (m *mate) freeze() {
	frozen := make(chan struct{})
	m.reach.mu.Lock()
	m.reach.hung = frozen
	m.reach.mu.Unlock()
	m.mu.Lock()
	m.frozen = frozen
	m.mu.Unlock()
	m.lost()
}

// thaw lets it go on.
func (m *mate) thaw() {
	m.mu.Lock()
	frozen := m.frozen
	m.frozen = nil
	m.mu.Unlock()
	m.reach.mu.Lock()
	m.reach.hung, m.reach.cut = nil, false
	m.reach.mu.Unlock()
	if frozen != nil {
		close(frozen)
	}
}

// kill ends a mate without a word: it hears no more, and nobody hears of it.
func (m *mate) kill() {
	m.freeze()
	m.bot.gate.Lock()
	m.bot.closed = true
	m.bot.gate.Unlock()
}

// cut takes the database away from it.
func (m *mate) cut() {
	m.reach.mu.Lock()
	m.reach.cut = true
	m.reach.mu.Unlock()
}

// lost is no longer waited for.
func (m *mate) lost() {
	m.alive = slices.DeleteFunc(m.alive, func(other *mate) bool { return other == m })
}

// has is the shards that it says are its own.
func (m *mate) has() []int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.held)
}

// doubts reports whether it does not know which shards are its own.
func (m *mate) doubts() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return !m.known
}

// serves is how many of them are connected.
func (m *mate) serves() (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, shard := range m.held {
		if m.up[shard] {
			n++
		}
	}
	return n
}

// pass lets a little time pass, in which whoever can looks at the leases.
func (f *fleet) pass(ctx context.Context, tick <-chan time.Time) {
	f.t.Helper()
	if f.clock != nil {
		f.clock.Advance(f.pace.Renew / 6)
	}
	// Somebody whose timer was set late renews late, so nobody is waited for without end.
	for again, most := true, 40; again && most > 0; most-- {
		select {
		case <-tick:
		case <-ctx.Done():
			f.t.Fatalf("waited in vain; log:\n%s", f.log)
		}
		again = f.clock != nil && slices.ContainsFunc(f.alive, func(m *mate) bool {
			m.reach.mu.Lock()
			defer m.reach.mu.Unlock()
			return f.now().Sub(m.reach.tried) >= f.pace.Renew
		})
	}
}

// until waits for something, while people ask; and says how long it took.
func (f *fleet) until(what string, steady bool, so func() bool) time.Duration {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), 2*time.Minute)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	began := f.now()
	for n := 0; !so(); n++ {
		if ctx.Err() != nil {
			f.t.Fatalf("waited in vain for %s; log:\n%s", what, f.log)
		}
		if n%4 == 0 {
			f.ask("<@bot> what is depression", steady)
		}
		f.pass(ctx, tick.C)
	}
	return f.now().Sub(began)
}

// ask says something in the next place, one of them in private.
func (f *fleet) ask(text string, steady bool) (id string) {
	f.spoke++
	n := f.spoke % (len(f.places) + 1)
	if n == len(f.places) {
		m := f.alice.DM(strings.TrimPrefix(text, "<@bot> "))
		f.said[m.ID] = &question{text, f.alice, steady}
		return m.ID
	}
	m := f.places[n].person.Say(f.places[n].channel, text)
	f.said[m.ID] = &question{text, f.places[n].person, steady}
	return m.ID
}

// askAll asks in each place, when all is well, and waits for all the answers.
func (f *fleet) askAll(text string) {
	f.t.Helper()
	for range len(f.places) + 1 {
		f.ask(text, true)
	}
	f.wait("all answers", func() bool {
		got := f.answers()
		for id, q := range f.said {
			if q.steady && got[id] == 0 {
				return false
			}
		}
		return true
	})
}

// answers is how often each message was answered: by every replica, also what Discord took
// for one that it has already.
func (f *fleet) answers() map[string]int {
	f.t.Helper()
	got := map[string]int{}
	for _, r := range f.sim.Requests() {
		if !strings.HasPrefix(r.Route, "POST /channels/") {
			continue
		}
		var sent struct{ Nonce string }
		if err := json.Unmarshal([]byte(r.Body), &sent); err != nil {
			f.t.Fatal(err)
		}
		got[sent.Nonce]++
	}
	return got
}

// shown is how many answers to a message are to be seen.
func (f *fleet) shown(id string) (n int) {
	channels := []*simulator.Channel{f.alice.DMChannel()}
	for _, place := range f.places {
		channels = append(channels, place.channel)
	}
	for _, c := range channels {
		for _, m := range c.Messages() {
			if m.Nonce == id {
				n++
			}
		}
	}
	return n
}

// account ends the fleet: nothing was answered twice, and what was asked while all was well
// was answered. The others are counted. Only of somebody who may be at risk may Discord have
// to refuse a second answer.
func (f *fleet) account() {
	f.t.Helper()
	unanswered, refused := 0, 0
	got := f.answers()
	for id, q := range f.said {
		switch n := got[id]; {
		case n > 1 && q.text == inDanger && f.shown(id) == 1:
			refused++
		case n > 1:
			f.t.Errorf("%q was answered %d times", q.text, n)
		case n == 0 && q.steady:
			f.t.Errorf("%q was not answered, and all was well", q.text)
		case n == 0:
			unanswered++
		}
	}
	if extra := len(got) - (len(f.said) - unanswered); extra != 0 {
		f.t.Errorf("%d answers to what nobody asked", extra)
	}
	f.t.Logf("%d asked, %d of them not answered while replicas changed; %d second answers refused by Discord; %d identifies", len(f.said), unanswered, refused, f.sim.Sent().Identifies)
}

// share waits until shards are connected, so many by each.
func (f *fleet) share(want map[*mate]int) time.Duration {
	f.t.Helper()
	return f.until(fmt.Sprintf("%v", slices.Sorted(maps.Values(want))), false, func() bool {
		for m, n := range want {
			if m.serves() != n || len(m.has()) != n {
				return false
			}
		}
		return true
	})
}

// registrations is how often the commands were written.
func (f *fleet) registrations() (n int) {
	for _, r := range f.sim.Requests() {
		if strings.HasPrefix(r.Route, "PUT ") && strings.HasSuffix(r.Route, "/commands") {
			n++
		}
	}
	return n
}

const inDanger = "<@bot> i want to die"

// TestTwoReplicasShare four shards evenly from the start; a third gets its part; one that
// leaves gives its part back at once. Commands are registered once, and no identify is refused.
func TestTwoReplicasShare(t *testing.T) {
	f := newFleet(t, 4)
	a, b := f.join(), f.join()
	f.share(map[*mate]int{a: 2, b: 2})
	f.wait("the commands", func() bool { return len(f.sim.Commands(nil)) > 0 })
	f.askAll("<@bot> what is depression")
	if n := f.sim.Sent().Identifies; n != 4 {
		t.Errorf("%d identifies for 4 shards", n)
	}

	c := f.join()
	f.until("a third replica's part", false, func() bool { return c.serves() > 0 && a.serves()+b.serves()+c.serves() == 4 })
	f.askAll("<@bot> what is depression")
	a.stop()
	took := f.share(map[*mate]int{b: 2, c: 2})
	t.Logf("the shards of one that left were connected after %v", took)
	f.askAll(inDanger)
	if n := f.registrations(); n != 1 {
		t.Errorf("commands were registered %d times", n)
	}
	if got := f.sim.Sent(); got.Events["READY"] != got.Identifies {
		t.Errorf("%d of %d identifies were refused", got.Identifies-got.Events["READY"], got.Identifies)
	}
	f.account()
}

// faults are the ways to lose a replica.
var faults = map[string]func(*mate){"killed": (*mate).kill, "hung": (*mate).freeze, "cut off": (*mate).cut}

// TestOneOfTwoReplicasIsLost: the other has its shards within 15 s, and nothing is answered
// twice, though the one that hangs still hears all. When it is back, it gets its part again.
func TestOneOfTwoReplicasIsLost(t *testing.T) {
	t.Parallel()
	for name, lose := range faults {
		t.Run(name, func(t *testing.T) { newFleet(t, 4).loseOne(name, lose) })
	}
}

// TestOneOfTwoReplicasIsLostOnPostgres is that with a real database, by its clock.
func TestOneOfTwoReplicasIsLostOnPostgres(t *testing.T) {
	server := postgrestest.Start(t)
	for name, lose := range faults {
		url := server.Database()
		t.Run(name, func(t *testing.T) { realFleet(t, 4, postgres(t, url)).loseOne(name, lose) })
	}
}

func (f *fleet) loseOne(name string, lose func(*mate)) {
	a, b := f.join(), f.join()
	f.share(map[*mate]int{a: 2, b: 2})
	f.askAll("<@bot> what is depression")

	lose(b)
	moved := f.until("its leases", false, func() bool { return len(a.has()) == 4 })
	if f.clock != nil && moved > 15*time.Second {
		f.t.Errorf("its shards moved after %v", moved)
	}
	took := moved + f.share(map[*mate]int{a: 4})
	f.t.Logf("its shards moved after %v, and were connected after %v", moved, took)
	if name != "killed" && f.sim.Connections() != 6 {
		f.t.Errorf("%d connections: the one that is lost should hear all", f.sim.Connections())
	}
	f.askAll("<@bot> what is depression")
	f.askAll(inDanger) // those who ask now are heard
	if name != "killed" {
		b.thaw()
		f.until("an even share", false, func() bool { return a.serves() == 2 && b.serves() == 2 })
		f.askAll(inDanger)
	}
	f.account()
}

// TestTheDatabaseIsGone for longer than a lease: no replica can know whether it is alone in
// this, so all of them leave everybody to the others, but for who may be at risk. They go on
// with it, on the same connections.
func TestTheDatabaseIsGone(t *testing.T) {
	f := newFleet(t, 4)
	a, b := f.join(), f.join()
	f.theDatabaseGoes(func() { a.cut(); b.cut() }, func() { a.thaw(); b.thaw() }, a, b)
}

// TestPostgresIsGone is that with a real server that stops and starts.
func TestPostgresIsGone(t *testing.T) {
	server := postgrestest.Start(t)
	f := realFleet(t, 4, postgres(t, server.Database()))
	f.theDatabaseGoes(server.Stop, server.Start, f.join(), f.join())
}

func (f *fleet) theDatabaseGoes(away, back func(), all ...*mate) {
	even := map[*mate]int{all[0]: 2, all[1]: 2}
	f.share(even)
	f.askAll("<@bot> what is depression")
	away()
	took := f.until("doubt", false, func() bool { return all[0].doubts() && all[1].doubts() })
	if f.clock != nil && took < f.pace.Lease-f.pace.Renew {
		f.t.Errorf("in doubt after %v already", took)
	}
	var left []string // to nobody
	for range len(f.places) + 1 {
		left = append(left, f.ask("<@bot> what is depression", false))
	}
	f.askAll(inDanger)
	later := f.now().Add(2 * f.pace.Lease)
	f.until("two leases' time", false, func() bool { return f.now().After(later) })
	f.askAll(inDanger)
	got := f.answers()
	for _, id := range left {
		if got[id] > 0 {
			f.t.Error("somebody was answered who may have been another's")
		}
	}
	back()
	f.t.Logf("in doubt after %v, and all was well %v after the database was back", took, f.until("no doubt", false, func() bool { return !all[0].doubts() && !all[1].doubts() }))
	f.share(even)
	// By a real clock one may be back a turn before the other, and take its shards for left.
	if n := f.sim.Sent().Identifies; n != f.shards && f.clock != nil {
		f.t.Errorf("%d identifies for %d shards", n, f.shards)
	}
	f.askAll("<@bot> what is depression")
	f.account()
}

// TestAnotherNumberOfShards: who comes later goes along with those who are there, and says so.
func TestAnotherNumberOfShards(t *testing.T) {
	f := newFleet(t, 4)
	a := f.join()
	f.share(map[*mate]int{a: 4})
	f.wanted = 7
	b := f.join()
	f.until("an even share", false, func() bool { return a.serves() == 2 && b.serves() == 2 })
	f.askAll("<@bot> what is depression")
	if !strings.Contains(f.log.String(), "the replicas have 4 shards, and this one was to make 7") {
		t.Errorf("it is not told:\n%s", f.log)
	}
	f.account()
}

// TestAnotherNumberAfterAnOutage: all leases were over, and somebody new made another number of
// shards, who is gone again. Who was there before gives up the shards that it has kept, which are
// those of the old number, and connects anew.
func TestAnotherNumberAfterAnOutage(t *testing.T) {
	f := newFleet(t, 4)
	a := f.join()
	f.share(map[*mate]int{a: 4})
	a.cut()
	over := f.now().Add(3 * f.pace.Lease)
	f.until("the end of all leases", false, func() bool { return f.now().After(over) && a.doubts() })
	if _, ok, err := f.leases().Acquire(t.Context(), "count", "2", 2*f.pace.Lease); !ok || err != nil {
		t.Fatal("the number is still agreed on", err)
	}
	a.thaw()
	f.share(map[*mate]int{a: 2})
	f.askAll("<@bot> what is depression")
	f.askAll(inDanger)
	f.account()
}

// TestFiveReplicas share four shards, one of them a spare. Two are lost at once, and then one
// more; two come back.
func TestFiveReplicas(t *testing.T) {
	f := newFleet(t, 4)
	f.lose(t)
}

// TestFiveReplicasOnPostgres is that with a real database, by its clock.
func TestFiveReplicasOnPostgres(t *testing.T) {
	notForTheRaceDetector(t) // the same again, by a real clock
	server := postgrestest.Start(t)
	url := server.Database()
	realFleet(t, 4, postgres(t, url)).lose(t)
}

// TestFiveReplicasOnSQLite: five programs with one file.
func TestFiveReplicasOnSQLite(t *testing.T) {
	notForTheRaceDetector(t) // the same again, by a real clock
	path := filepath.Join(t.TempDir(), "hebb.db")
	f := realFleet(t, 4, func() gateway.Leases { return opened(t)(store.Open(t.Context(), path)) })
	f.lose(t)
}

// postgres opens a database for each who asks.
func postgres(t *testing.T, url string) func() gateway.Leases {
	return func() gateway.Leases { return opened(t)(store.OpenPostgres(url, func(err error) { t.Error(err) })) }
}

// opened closes a database with the test.
func opened(t *testing.T) func(*store.DB, error) *store.DB {
	return func(db *store.DB, err error) *store.DB {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
}

func (f *fleet) lose(t *testing.T) {
	t.Helper()
	var all []*mate
	for range 5 {
		all = append(all, f.join())
	}
	serving := func() (out []*mate) {
		for _, m := range all {
			if m.serves() > 0 {
				out = append(out, m)
			}
		}
		return out
	}
	served := func(mates ...*mate) func() bool {
		return func() bool {
			n := 0
			for _, m := range mates {
				n += m.serves()
			}
			return n == f.shards
		}
	}
	f.until("four that serve", false, func() bool { return len(serving()) == 4 && served(all...)() })
	f.askAll("<@bot> what is depression")

	lost := serving()[:2]
	lost[0].kill()
	lost[1].freeze()
	rest := slices.DeleteFunc(slices.Clone(all), func(m *mate) bool { return slices.Contains(lost, m) })
	took := f.until("three that serve", false, served(rest...))
	t.Logf("two of five lost: all was connected after %v", took)
	f.askAll(inDanger)

	cut := rest[0]
	cut.cut()
	f.until("its own doubt", false, cut.doubts)
	took = f.until("two that serve", false, served(rest[1:]...))
	t.Logf("one of three cut off: all was connected after %v", took)
	f.askAll(inDanger)

	lost[1].thaw()
	cut.thaw()
	f.until("four that serve again", false, func() bool {
		return lost[1].serves() == 1 && cut.serves() == 1 && rest[1].serves() == 1 && rest[2].serves() == 1
	})
	f.askAll(inDanger)
	f.account()
}
