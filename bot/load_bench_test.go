//go:build unix

package bot

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/simulator"
)

// A timed Session measures from an event to its reply leaving, around the real one.
type timed struct {
	Session
	left func() // a reply is with Discord

	mu   sync.Mutex
	came map[string]time.Time // by the id of a message or an interaction
	took []time.Duration
}

// A timedSink notes when events come.
type timedSink struct {
	gateway.Sink
	*timed
}

func (s *timed) Open(sink gateway.Sink) error { return s.Session.Open(timedSink{sink, s}) }

func (s timedSink) OnMessage(m *discordgo.Message, self string, of gateway.Audience) {
	if m != nil && m.Author != nil && !m.Author.Bot {
		s.comes(m.ID)
	}
	s.Sink.OnMessage(m, self, of)
}

func (s timedSink) OnInteraction(i *discordgo.Interaction, of gateway.Audience) {
	s.comes(i.ID)
	s.Sink.OnInteraction(i, of)
}

func (s *timed) comes(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.came[id] = time.Now()
}

func (s *timed) leaves(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if came, known := s.came[id]; known {
		s.took = append(s.took, time.Since(came))
		delete(s.came, id)
	}
}

func (s *timed) Send(ctx context.Context, channel string, m gateway.Payload, urgent bool) error {
	s.leaves(m.Nonce)
	defer s.left()
	return s.Session.Send(ctx, channel, m, urgent)
}

func (s *timed) Answer(ctx context.Context, i gateway.Interaction, a gateway.Answer) error {
	s.leaves(i.ID)
	defer s.left()
	return s.Session.Answer(ctx, i, a)
}

// onDiscord is the shipped bot on a simulated Discord.
func onDiscord(b *testing.B, opts simulator.Options, allowed allowances, left func()) (*simulator.Simulator, *Bot, *timed) {
	b.Helper()
	opts.IdentifyEvery = -1
	sim := simulator.New(opts)
	b.Cleanup(sim.Close)
	discord, err := gateway.New(gateway.Options{Token: sim.Token(), APIURL: sim.URL()})
	if err != nil {
		b.Fatal(err)
	}
	session := &timed{Session: discord, left: left, came: map[string]time.Time{}}
	bot := shippedWith(b, session, allowed)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- bot.Run(ctx) }()
	b.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			b.Error(err)
		}
	})
	if err := sim.Wait(b.Context(), func() bool { return sim.Connections() > 0 && len(sim.Commands(nil)) > 0 }); err != nil {
		b.Fatal(err)
	}
	return sim, bot, session
}

// report tells the 50th and 99th percentile from event to reply leaving.
func (s *timed) report(b *testing.B) {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(s.took[len(s.took)*p/100].Microseconds())/1e3, fmt.Sprintf("p%d-ms", p))
	}
}

// BenchmarkOnDiscord is interactions and mentions through the real gateway and REST,
// the simulator on the same cores, with so many under way at once: how many a second,
// the processor's time for each, which does not depend on what else the machine does,
// and from event to reply leaving. Run it with -benchtime 1x.
func BenchmarkOnDiscord(b *testing.B) {
	const many = 2000
	for _, atOnce := range []int{1, 32} {
		tokens := make(chan struct{}, atOnce)
		left := func() {
			select {
			case <-tokens:
			default: // the answer to something before
			}
		}
		for kind, ask := range map[string]func(*simulator.Person, *simulator.Channel){
			"interactions": func(p *simulator.Person, c *simulator.Channel) {
				p.Command(c, "ask", simulator.Opt("question", "does therapy change the brain?"))
			},
			"mentions": func(p *simulator.Person, c *simulator.Channel) { p.Say(c, "<@bot> does therapy change the brain?") },
		} {
			b.Run(fmt.Sprintf("%s-%d", kind, atOnce), func(b *testing.B) {
				sim, _, session := onDiscord(b, simulator.Options{}, plenty, left)
				home := sim.AddGuild("home")
				var places []*simulator.Channel
				for n := range 200 {
					places = append(places, home.AddChannel(fmt.Sprint("c", n)))
				}
				alice := home.AddMember("alice")
				used := processor()
				for b.Loop() {
					for n := range many {
						tokens <- struct{}{}
						ask(alice, places[n%len(places)])
					}
					for range atOnce { // until the last is there
						tokens <- struct{}{}
					}
					for range atOnce {
						<-tokens
					}
				}
				b.ReportMetric(float64(many*b.N)/b.Elapsed().Seconds(), "a-second")
				b.ReportMetric(float64((processor()-used).Microseconds())/float64(many*b.N), "cpu-us-each")
				session.report(b)
			})
		}
	}
}

// processor is the processor's time that this program has used.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkFlood is 5,000 mentions by a hundred members in one channel that takes five
// in five seconds, and one crisis at the end of them: how long until the flood is
// dealt with and the crisis line is there, how many goroutines there were at most, and
// what is left of it, with the simulator's own memory in it. Run it with -benchtime 1x.
func BenchmarkFlood(b *testing.B) {
	sim, bot, _ := onDiscord(b, simulator.Options{RateLimit: simulator.Limit{Requests: 5, Per: 5 * time.Second}}, usually, func() {})
	home := sim.AddGuild("home")
	general := home.AddChannel("general")
	var crowd []*simulator.Person
	for n := range 100 {
		crowd = append(crowd, home.AddMember(fmt.Sprint("member-", n)))
	}
	var most atomic.Int64
	go func() {
		for tick := time.NewTicker(time.Millisecond); b.Context().Err() == nil; <-tick.C {
			most.Store(max(most.Load(), int64(runtime.NumGoroutine())))
		}
	}()
	for b.Loop() {
		memory, routines := heap(), runtime.NumGoroutine()
		events := bot.Stats().Events.Load()
		start := time.Now()
		for n := range floodSize {
			crowd[n%len(crowd)].Say(general, "<@bot> does therapy change the brain?")
		}
		said := time.Now()
		dm := crowd[0].DMChannel()
		before := len(dm.Messages())
		crowd[0].DM("i want to die")
		if _, err := dm.Wait(b.Context(), func(all []simulator.Message) bool { return len(all) == before+2 }); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(said).Microseconds())/1e3, "crisis-ms")
		for bot.Stats().Events.Load() < events+floodSize {
			runtime.Gosched()
		}
		b.ReportMetric(time.Since(start).Seconds(), "flood-s")
		b.ReportMetric(float64(most.Load()), "goroutines-at-most")
		b.ReportMetric(float64(runtime.NumGoroutine()-routines), "goroutines-more")
		b.ReportMetric((float64(heap())-float64(memory))/(1<<20), "heap-MB-more")
	}
}
