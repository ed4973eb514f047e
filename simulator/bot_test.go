package simulator_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"github.com/hebb-bot/hebb/simulator"
)

func TestMain(m *testing.M) {
	discordgo.Logger = func(int, int, string, ...any) {} // faults make it talk
	goleak.VerifyTestMain(m)
}

// theContract is Discord's description, if TEST_SHARED says where it is; read once.
var theContract = sync.OnceValues(func() (*simulator.Contract, error) {
	shared := os.Getenv("TEST_SHARED")
	if shared == "" {
		return nil, nil
	}
	return simulator.LoadContract(os.DirFS(filepath.Join(shared, "discord")))
})

func contract(t *testing.T) *simulator.Contract {
	t.Helper()
	return must[*simulator.Contract](t)(theContract())
}

// usual are the intents that Hebb asks for.
const usual = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// rewrite sends discordgo's requests to the simulator (A.4).
type rewrite struct {
	to   *url.URL
	base *http.Transport
}

func (r rewrite) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.URL.Scheme, q.URL.Host = r.to.Scheme, r.to.Host
	return r.base.RoundTrip(q)
}

// within gives the test's deadline; nothing should ever come near it.
func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// newSim starts a simulator whose failures fail the test.
func newSim(t *testing.T, o simulator.Options) *simulator.Simulator {
	t.Helper()
	o.T = t
	return lenient(t, o)
}

// lenient starts a simulator for tests of failures.
func lenient(t *testing.T, o simulator.Options) *simulator.Simulator {
	t.Helper()
	sim := simulator.New(o)
	t.Cleanup(sim.Close)
	return sim
}

// newSession is a discordgo session that talks to the simulator, not yet open.
func newSession(t *testing.T, sim *simulator.Simulator, intents discordgo.Intent) *discordgo.Session {
	t.Helper()
	s, err := discordgo.New("Bot " + sim.Token())
	if err != nil {
		t.Fatal(err)
	}
	to, _ := url.Parse(sim.URL())
	base := &http.Transport{}
	t.Cleanup(base.CloseIdleConnections)
	s.Client = &http.Client{Transport: rewrite{to, base}, Timeout: 20 * time.Second}
	s.Identify.Intents = intents
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.SyncEvents = true
	return s
}

// open connects and closes at the end of the test.
func open(t *testing.T, s *discordgo.Session) {
	t.Helper()
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
}

// register registers the commands that the tests use.
func register(t *testing.T, sim *simulator.Simulator, s *discordgo.Session, commands ...*discordgo.ApplicationCommand) {
	t.Helper()
	if _, err := s.ApplicationCommandBulkOverwrite(sim.ApplicationID(), "", commands); err != nil {
		t.Fatal(err)
	}
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// count is a condition on the number of messages.
func count(n int) func([]simulator.Message) bool {
	return func(m []simulator.Message) bool { return len(m) >= n }
}

// respond answers an interaction with a message.
func respond(s *discordgo.Session, i *discordgo.InteractionCreate, kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) error {
	return s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data})
}
