package bot

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/simulator"
)

// A counter is a Session that sends nothing and tells that it would have.
type counter struct {
	sent func()
}

func (c counter) Open(gateway.Sink) error                                   { return nil }
func (c counter) Close() error                                              { return nil }
func (c counter) Lost() <-chan error                                        { return nil }
func (c counter) Leads() bool                                               { return true }
func (c counter) Send(context.Context, string, gateway.Payload, bool) error { c.sent(); return nil }
func (c counter) Answer(context.Context, gateway.Interaction, gateway.Answer) error {
	c.sent()
	return nil
}
func (c counter) Delete(context.Context, gateway.Interaction) error { c.sent(); return nil }
func (c counter) Edit(context.Context, gateway.Interaction, gateway.Payload) error {
	c.sent()
	return nil
}
func (c counter) Commands(context.Context) ([]*discordgo.ApplicationCommand, error) {
	return nil, nil
}
func (c counter) Overwrite(context.Context, []*discordgo.ApplicationCommand) error { return nil }

// shipped is a bot over the library in the program.
func shipped(b testing.TB, session Session) *Bot { return shippedWith(b, session, plenty) }

func shippedWith(b testing.TB, session Session, allowed allowances) *Bot {
	b.Helper()
	library, _, err := live.Open(live.Options{Embedded: content.FS})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(content.FS)
	if err != nil {
		b.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines})
	if err != nil {
		b.Fatal(err)
	}
	log := logrus.New()
	log.SetOutput(io.Discard)
	return New(Options{Session: session, Responder: responder, Library: library, Secret: "s", Log: log, allowed: allowed})
}

// mention is an event as it comes from the gateway.
func mention(n int) *discordgo.Message { return mentionOf(n, "does therapy change the brain?") }

func mentionOf(n int, text string) *discordgo.Message {
	return &discordgo.Message{
		ID: fmt.Sprint(n), ChannelID: "1", GuildID: "2", Content: "<@9> " + text,
		Author: &discordgo.User{ID: "3", Username: "x"}, Mentions: []*discordgo.User{{ID: "9"}},
	}
}

// BenchmarkMention is from the event to the reply leaving, without the network:
// the 50th and 99th percentile on one core. Run it with -cpu 1.
func BenchmarkMention(b *testing.B) {
	bot := shipped(b, counter{sent: func() {}})
	var took []time.Duration
	n := 0
	for b.Loop() {
		n++
		m := mention(n)
		start := time.Now()
		bot.OnMessage(m, "9", gateway.Everybody)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Nanoseconds())/1e3, fmt.Sprintf("p%d-us", p))
	}
}

// BenchmarkBurst is 1,000 mentions at once: until the last reply leaves, and the
// 99th percentile of one's wait.
func BenchmarkBurst(b *testing.B) {
	const burst = 1000
	n := 0
	for b.Loop() {
		b.StopTimer()
		var mu sync.Mutex
		var took []time.Duration
		var start time.Time
		var replies sync.WaitGroup
		replies.Add(burst)
		bot := shipped(b, counter{sent: func() {
			mu.Lock()
			took = append(took, time.Since(start))
			mu.Unlock()
			replies.Done()
		}})
		events := make([]*discordgo.Message, burst)
		for i := range events {
			n++
			events[i] = mention(n)
		}
		b.StartTimer()
		start = time.Now()
		for _, m := range events {
			go bot.OnMessage(m, "9", gateway.Everybody)
		}
		replies.Wait()
		slices.Sort(took)
		b.ReportMetric(float64(took[burst*99/100].Microseconds())/1e3, "p99-ms")
	}
}

// BenchmarkBurstOnDiscord is the same through discordgo and a simulated Discord
// with its limit of five messages in five seconds: five members in each of 200
// channels.
func BenchmarkBurstOnDiscord(b *testing.B) {
	const channels, each = 200, 5
	for b.Loop() {
		b.StopTimer()
		sim := simulator.New(simulator.Options{RateLimit: simulator.Limit{Requests: each, Per: 5 * time.Second}, IdentifyEvery: -1})
		home := sim.AddGuild("home")
		alice := home.AddMember("alice")
		session, err := gateway.New(gateway.Options{Token: sim.Token(), APIURL: sim.URL()})
		if err != nil {
			b.Fatal(err)
		}
		bot := shipped(b, session)
		ctx, cancel := context.WithCancel(b.Context())
		done := make(chan error, 1)
		go func() { done <- bot.Run(ctx) }()
		var places []*simulator.Channel
		for n := range channels {
			places = append(places, home.AddChannel(fmt.Sprintf("c%d", n)))
		}
		if err := sim.Wait(ctx, func() bool { return sim.Connections() > 0 && len(sim.Commands(nil)) > 0 }); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for range each {
			for _, c := range places {
				alice.Say(c, "<@bot> does therapy change the brain?")
			}
		}
		if err := sim.Wait(ctx, func() bool { return sim.Sent().Messages >= channels*each }); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		b.ReportMetric(float64(sim.Sent().Invalid), "refused")
		cancel()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		sim.Close()
		b.StartTimer()
	}
}

// BenchmarkMemory is the heap after 100,000 interactions through discordgo, less
// the heap after 10,000: what an interaction leaves behind, in memory and in goroutines.
// Run it with -benchtime 1x.
func BenchmarkMemory(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	session, err := gateway.New(gateway.Options{Token: "t", APIURL: server.URL})
	if err != nil {
		b.Fatal(err)
	}
	bot := shipped(b, session)
	var id atomic.Int64
	interact := func(times int) {
		var all sync.WaitGroup
		atOnce := make(places, 64)
		for range times {
			n := id.Add(1)
			atOnce <- struct{}{}
			all.Go(func() {
				defer atOnce.leave()
				bot.OnInteraction(&discordgo.Interaction{
					ID: fmt.Sprint(n), AppID: "1", Token: fmt.Sprintf("token-%d", n), Type: discordgo.InteractionApplicationCommand, GuildID: "2",
					Member: &discordgo.Member{User: &discordgo.User{ID: fmt.Sprint(n)}},
					Data:   discordgo.ApplicationCommandInteractionData{Name: "ask", Options: []*discordgo.ApplicationCommandInteractionDataOption{{Name: "question", Type: discordgo.ApplicationCommandOptionString, Value: "what is ect"}}},
				}, gateway.Everybody)
			})
		}
		all.Wait()
	}
	for b.Loop() {
		interact(10_000)
		before, routines := heap(), runtime.NumGoroutine()
		start := time.Now()
		interact(100_000)
		b.ReportMetric(100_000/time.Since(start).Seconds(), "a-second")
		after := heap()
		b.ReportMetric((float64(after)-float64(before))/100_000, "B/interaction-kept")
		b.ReportMetric(float64(runtime.NumGoroutine()-routines), "goroutines-kept")
		b.ReportMetric(float64(after)/(1<<20), "heap-MB")
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
