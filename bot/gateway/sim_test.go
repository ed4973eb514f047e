package gateway

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"github.com/hebb-bot/hebb/simulator"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// theContract is Discord's own description, if TEST_SHARED says where it is: then
// every request of every test is held against it.
var theContract = sync.OnceValues(func() (*simulator.Contract, error) {
	shared := os.Getenv("TEST_SHARED")
	if shared == "" {
		return nil, nil
	}
	return simulator.LoadContract(os.DirFS(filepath.Join(shared, "discord")))
})

// discord starts a simulated Discord, for a test that runs beside others.
func discord(t *testing.T, opts simulator.Options) *simulator.Simulator {
	t.Helper()
	t.Parallel()
	contract, err := theContract()
	if err != nil {
		t.Fatal(err)
	}
	opts.Contract = contract
	if opts.T == nil {
		opts.T = t
	}
	sim := simulator.New(opts)
	t.Cleanup(sim.Close)
	return sim
}

// gatewayTo is a gateway to it that is not open.
func gatewayTo(t *testing.T, sim *simulator.Simulator, opts Options) *Gateway {
	t.Helper()
	opts.Token, opts.APIURL = sim.Token(), sim.URL()
	g, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// tolerant is a simulator.TB for tests in which the gateway is to meet errors.
type tolerant struct{}

func (tolerant) Helper()               {}
func (tolerant) Errorf(string, ...any) {}

// brisk is a pace at which a test need not wait long.
var brisk = Pace{Connect: 5 * time.Second, Quiet: 5 * time.Second, Stable: time.Minute, First: 10 * time.Millisecond, Most: 50 * time.Millisecond, Identify: 10 * time.Millisecond}

// silent is a Sink that does nothing.
type silent struct{}

func (silent) OnReady()                                       {}
func (silent) OnMessage(*discordgo.Message, string, Audience) {}
func (silent) OnInteraction(*discordgo.Interaction, Audience) {}
func (silent) OnGuildGone(string)                             {}

// said is a message to send.
func said(text string) Payload {
	return Payload{Content: text, Embeds: []*discordgo.MessageEmbed{}, Components: []discordgo.MessageComponent{}, AllowedMentions: Mentions{Parse: []string{}}}
}
