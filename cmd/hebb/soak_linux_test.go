package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// A soak is the program in a process of its own, with many servers on several shards, in which
// people talk. Most of what is said is not for the bot, as in any server.
type soak struct {
	*child
	places []place
	turn   int // of whoever acts next
}

// A place is a server's only channel and member.
type place struct {
	channel *simulator.Channel
	person  *simulator.Person
}

func newSoak(t testing.TB, lasts time.Duration, shards, guilds int, environ ...string) *soak {
	t.Helper()
	s := &soak{child: childIn(t, lasts, simulator.Options{T: t, Shards: shards, MaxConcurrency: shards, IdentifyEvery: -1})}
	for n := range guilds {
		g := s.sim.AddGuild("server")
		s.places = append(s.places, place{g.AddChannel("general"), g.AddMember(fmt.Sprint("member-", n))})
	}
	s.start(append(environ, "HEBB_STORE_PATH="+filepath.Join(t.TempDir(), "hebb.db"), "HEBB_DISCORD_SHARDS=auto", "HEBB_LOG_LEVEL=warn")...)
	s.until("all shards are connected", func() bool { return s.sim.Connections() == shards })
	return s
}

// questions are some of those that come, answered and not.
var questions = []string{
	"does therapy change the brain?", "what is depression", "how long does ect take", "is it my fault i have anxeity",
	"can you fix my python code", "whats the capital of france", "do antidepressants work", "how do i help my sister, she hears voices",
}

// An act is something that one person did, and how to see what came of it.
type act struct {
	said   *simulator.Message
	in     *simulator.Channel
	used   *simulator.Interaction
	danger bool
}

// act has the next person do something: of 200, 170 talk among themselves, 4 ask by mention
// and 1 is in danger; the others use commands. No more mentions than that, as all of them
// together may send 50 messages a second.
func (s *soak) act() (a act, ok bool) {
	s.turn++
	p := s.places[s.turn*7919%len(s.places)]
	text := questions[s.turn%len(questions)]
	switch n := s.turn % 200; {
	case n < 170:
		p.person.Say(p.channel, "so who is coming on friday?")
		return act{}, false
	case n < 174:
		return act{said: p.person.Say(p.channel, "<@bot> "+text), in: p.channel}, true
	case n == 174:
		return act{said: p.person.DM("i want to die"), in: p.person.DMChannel(), danger: true}, true
	case n < 180:
		return act{used: p.person.Command(p.channel, "crisis"), danger: true}, true
	case n < 188:
		return act{used: p.person.Autocomplete(p.channel, "ask", "question", text[:4])}, true
	case n < 194:
		return act{used: p.person.Command(p.channel, "depression")}, true
	}
	return act{used: p.person.Command(p.channel, "ask", simulator.Opt("question", text))}, true
}

// Outcomes are what came of a load.
type outcomes struct {
	events, lost, inDangerLost int
	took, inDanger             []time.Duration // from a message to the reply to it, as Discord has them
	lasted                     time.Duration
	used                       time.Duration // of the processor, by the program
}

// load lets so many events a second come, for a while, and waits for all replies.
func (s *soak) load(rate int, lasts time.Duration) (r outcomes) {
	s.t.Helper()
	const beat = 10 * time.Millisecond
	var acts []act
	before, start := s.processor(), time.Now()
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for time.Since(start) < lasts {
		<-tick.C
		for due := int(time.Since(start).Seconds() * float64(rate)); r.events < due; r.events++ {
			if a, asks := s.act(); asks {
				acts = append(acts, a)
			}
		}
	}
	r.lasted = time.Since(start)
	ctx, cancel := context.WithTimeout(s.ctx, 20*time.Second)
	defer cancel()
	for _, a := range acts {
		took, err := a.outcome(ctx)
		switch {
		case err != nil && a.danger:
			r.inDangerLost++
		case err != nil:
			r.lost++
		case a.said != nil && a.danger:
			r.inDanger = append(r.inDanger, took)
		case a.said != nil:
			r.took = append(r.took, took)
		}
	}
	r.used = s.processor() - before
	return r
}

// outcome waits for the reply, and is how long it took where that is known.
func (a act) outcome(ctx context.Context) (took time.Duration, err error) {
	if a.used != nil {
		_, err := a.used.First(ctx)
		return 0, err
	}
	all, err := a.in.Wait(ctx, func(all []simulator.Message) bool { return reply(all, a.said.ID) >= 0 })
	if err != nil {
		return 0, err
	}
	return all[reply(all, a.said.ID)].Timestamp.Sub(a.said.Timestamp), nil
}

// reply is the place of the reply to a message, -1 for none.
func reply(all []simulator.Message, to string) int {
	return slices.IndexFunc(all, func(m simulator.Message) bool { return m.Nonce == to })
}

// TestSoak is the benchmark below, smaller: nothing is lost.
func TestSoak(t *testing.T) {
	oneAfterAnother(t)
	s := newSoak(t, time.Minute, 4, 200)
	if r := s.load(400, 2*time.Second); r.lost+r.inDangerLost > 0 || len(r.took) == 0 || len(r.inDanger) == 0 {
		t.Errorf("of %d events %d got no answer, and %d of people in danger; %d and %d did; log:\n%s", r.events, r.lost, r.inDangerLost, len(r.took), len(r.inDanger), s.log)
	}
	s.stop()
}

// BenchmarkSoak is four shards of 2,500 servers each, the simulator on the same cores. Each rate
// lasts ten seconds, or TEST_SOAK (such as 10m). Run it with -benchtime 1x -timeout 60m.
func BenchmarkSoak(b *testing.B) {
	lasts := 10 * time.Second
	if text := os.Getenv("TEST_SOAK"); text != "" {
		var err error
		if lasts, err = time.ParseDuration(text); err != nil {
			b.Fatal(err)
		}
	}
	s := newSoak(b, time.Hour, 4, 10_000)
	for _, rate := range []int{100, 500, 1000, 2000, 4000} {
		b.Run(fmt.Sprint(rate), func(b *testing.B) {
			for b.Loop() {
				r := s.load(rate, lasts)
				b.ReportMetric(float64(r.events)/r.lasted.Seconds(), "events/s")
				for name, took := range map[string][]time.Duration{"": r.took, "danger-": r.inDanger} {
					slices.Sort(took)
					for _, p := range []int{50, 99} {
						b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1e3, fmt.Sprintf("%sp%d-ms", name, p))
					}
				}
				b.ReportMetric(float64(r.lost), "lost")
				b.ReportMetric(float64(r.inDangerLost), "danger-lost")
				b.ReportMetric(float64(r.used.Microseconds())/float64(r.events), "cpu-us/event")
				b.ReportMetric(s.memory("VmRSS"), "rss-MB")
			}
		})
	}
	s.stop()
}
