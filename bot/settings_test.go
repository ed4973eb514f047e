package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

// A ledger is a Memory that keeps settings and tallies in maps.
type ledger struct {
	mu       sync.Mutex
	guilds   map[string]store.Guild
	tallies  map[string]int // by entry and reason
	unsaved  bool           // nothing can be saved
	unread   bool           // nothing can be read
	attempts int            // to save
}

var errDisk = errors.New("the disk is full")

func (m *ledger) Guild(_ context.Context, id string) (store.Guild, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.unread {
		return store.Guild{}, errDisk
	}
	return m.guilds[id].Clone(), nil
}

func (m *ledger) ChangeGuild(_ context.Context, id string, change func(*store.Guild)) (store.Guild, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.attempts++
	if m.unsaved || m.unread {
		return store.Guild{}, errDisk
	}
	g := m.guilds[id].Clone()
	change(&g)
	if m.guilds == nil {
		m.guilds = map[string]store.Guild{}
	}
	m.guilds[id] = g.Clone()
	return g, nil
}

func (m *ledger) Forget(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.guilds, id)
	return nil
}

func (m *ledger) Tally(_ context.Context, entry string, reason store.Reason) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.unsaved {
		return errDisk
	}
	if m.tallies == nil {
		m.tallies = map[string]int{}
	}
	m.tallies[entry+" "+string(reason)]++
	return nil
}

// tally is how often a reason was counted for an entry.
func (m *ledger) tally(entry string, reason store.Reason) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tallies[entry+" "+string(reason)]
}

// of is what is kept of a server.
func (m *ledger) of(id string) store.Guild {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.guilds[id].Clone()
}

func (m *ledger) set(id string, g store.Guild) {
	_, _ = m.ChangeGuild(context.Background(), id, func(old *store.Guild) { *old = g })
}

// A managed world has a member who may manage the server, and settings.
type managed struct {
	*world
	memory *ledger
	guild  *simulator.Guild
	mod    *simulator.Person
}

func newManaged(t *testing.T) *managed {
	t.Helper()
	return managedTo(t, t)
}

// managedTo is the same with somebody else to hear of failures.
func managedTo(t *testing.T, hears simulator.TB) *managed {
	t.Helper()
	m := &managed{world: prepare(t, simulator.Options{T: hears}), memory: &ledger{}}
	m.guild = m.general.Guild()
	m.mod = m.guild.AddMember("mod", simulator.ManageGuild)
	m.world.memory = m.memory
	return m
}

// set changes the settings of the server as the panel does; before the bot is there, in the
// memory itself.
func (m *managed) set(g store.Guild) {
	m.t.Helper()
	if m.bot == nil {
		m.memory.set(m.guild.ID(), g)
		return
	}
	if _, err := m.bot.kept.ChangeGuild(m.ctx(), m.guild.ID(), func(old *store.Guild) { *old = g }); err != nil {
		m.t.Fatal(err)
	}
}

// open opens the panel.
func (m *managed) open() simulator.Message {
	m.t.Helper()
	return m.response(m.mod.Command(m.general, "settings"))
}

// press presses a button of the panel, or picks from a menu, and returns the page it shows.
func (m *managed) press(on simulator.Message, button string) simulator.Message {
	m.t.Helper()
	return m.inPlace(on, m.mod.Press(&on, button))
}

func (m *managed) pick(on simulator.Message, menu string, values ...string) simulator.Message {
	m.t.Helper()
	return m.inPlace(on, m.mod.Select(&on, menu, values...))
}

func (m *managed) inPlace(on simulator.Message, i *simulator.Interaction) simulator.Message {
	m.t.Helper()
	page := m.response(i)
	if page.ID != on.ID || !page.Ephemeral() {
		m.t.Errorf("a page of the panel is a new message, or everybody sees it:\n%s", page.Text())
	}
	return page
}

// component is a menu or button of a message.
func component(t *testing.T, m simulator.Message, id string) simulator.Component {
	t.Helper()
	for _, r := range m.Components {
		for _, c := range r.Components {
			if c.CustomID == id {
				return c
			}
		}
	}
	t.Fatalf("no component %s on:\n%s", id, m.Text())
	return simulator.Component{}
}

// TestSettings sets each thing, and clears it again.
func TestSettings(t *testing.T) {
	m := newManaged(t)
	staff, log := m.guild.AddRole("staff"), m.guild.AddChannel("log")
	m.connect()
	panel := m.open()
	has(t, panel, "Settings of this server", "**Helplines:** as the person who runs me has set", "only the asker sees them", "I answer here", "**Switched off:** none",
		"**Moderators:** members who can manage the server", "none is picked", "check in\":** off", "!Saved", "!home server")
	holds := func(want store.Guild) {
		t.Helper()
		if diff := cmp.Diff(want, m.memory.of(m.guild.ID())); diff != "" {
			t.Errorf("what is kept (-want +got)\n%s", diff)
		}
	}
	holds(store.Guild{})

	panel = m.press(panel, "Show answers to everybody")
	has(t, panel, "Saved.", "everybody sees them")
	panel = m.press(panel, "Switch check-ins on")
	has(t, panel, "Saved.", "nobody sees it until a channel for moderators is picked")
	panel = m.pick(panel, "h1:g:role", staff.ID())
	has(t, panel, "Saved.", "<@&"+staff.ID()+">")
	panel = m.pick(panel, "h1:g:log", log.ID())
	has(t, panel, "Saved.", "<#"+log.ID()+">", "check in\":** on", "!nobody sees it")
	has(t, m.answered(log, 1), "Messages for moderators will come to this channel.")
	want := store.Guild{Public: true, CheckIn: true, ModeratorRole: staff.ID(), LogChannel: log.ID()}
	holds(want)

	// A panel that was opened before shows what holds.
	has(t, m.press(m.open(), "Show answers to the asker only"), "<@&"+staff.ID()+">", "only the asker sees them")
	panel = m.press(panel, "Switch check-ins off")
	panel = m.pick(panel, "h1:g:role")
	panel = m.pick(panel, "h1:g:log")
	has(t, panel, "Saved.", "members who can manage the server", "none is picked", "only the asker")
	holds(store.Guild{})
}

// TestSettingsOfHelplines: the country that is picked is the one of the next answer.
func TestSettingsOfHelplines(t *testing.T) {
	m := newManaged(t)
	m.connect()
	has(t, m.response(m.alice.Command(m.general, "crisis")), "call 911", "First Line")
	page := m.press(m.open(), "Helplines")
	has(t, page, "Whose helplines do members see first?")
	page = m.pick(page, "h1:g:lines:0:0", "Unverified Land")
	has(t, page, "Saved.", "**Helplines:** Unverified Land")
	has(t, m.response(m.alice.Command(m.general, "crisis")), "your local emergency number", "!First Line", "!call 911")
	has(t, m.response(m.alice.Command(m.general, "crisis", simulator.Opt("country", "US"))), "First Line") // the member's own word wins

	page = m.press(page, "Use the default")
	has(t, page, "Saved.", "as the person who runs me has set")
	has(t, m.response(m.alice.Command(m.general, "crisis")), "First Line")
	has(t, m.press(page, "Back"), "Answers to commands")
}

// TestTheHomeServer is told that it is one, and what is for its moderators comes to its channel.
func TestTheHomeServer(t *testing.T) {
	m := newManaged(t)
	m.homeGuild = m.guild.ID()
	log := m.guild.AddChannel("log")
	m.connect()
	has(t, m.open(), "This is the home server.")
	if err := m.bot.tellHome(m.ctx(), "a word"); err == nil || !strings.Contains(err.Error(), "/settings") {
		t.Errorf("without a channel: %v", err)
	}
	m.set(store.Guild{LogChannel: log.ID()})
	if err := m.bot.tellHome(m.ctx(), "depression#what-is: unsafe, says <@"+m.alice.ID()+"> @everyone"); err != nil {
		t.Error(err)
	}
	has(t, m.answered(log, 1), "depression#what-is: unsafe") // answered fails on a ping
	m.set(store.Guild{LogChannel: "100000000000000001"})
	if err := m.bot.tellHome(m.ctx(), "a word"); err == nil || strings.Contains(err.Error(), "http") {
		t.Errorf("to a channel that is gone: %v", err)
	}
}

// TestSettingsThatCannotBeSaved: the panel says so, and shows what holds.
func TestSettingsThatCannotBeSaved(t *testing.T) {
	m := newManaged(t)
	m.set(store.Guild{Country: "US"})
	m.connect()
	panel := m.open()
	m.memory.mu.Lock()
	m.memory.unsaved = true
	m.memory.mu.Unlock()
	has(t, m.press(panel, "Show answers to everybody"), "Not saved.", "only the asker sees them", "**Helplines:** United States", "!Saved")
	page := m.press(panel, "Topics")
	page = m.pick(page, "h1:g:hide:0", "Sleep")
	has(t, page, "Not saved.", "**Switched off:** none")
	has(t, m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "what is depression"))), "Depression is a common mood disorder.")

	m.memory.mu.Lock()
	m.memory.unread = true
	m.memory.mu.Unlock()
	has(t, m.open(), "I cannot read this server's settings just now.")
	has(t, m.response(m.mod.Press(&page, "Back")), "I cannot read this server's settings just now.")
	has(t, m.response(m.alice.Command(m.general, "ask", simulator.Opt("question", "i want to die"))), "call 911")
	if got := m.memory.of(m.guild.ID()); !cmp.Equal(got, store.Guild{Country: "US"}) {
		t.Errorf("what is kept: %+v", got)
	}
}

// TestSettingsWithoutAPlace: a bot that keeps nothing says so.
func TestSettingsWithoutAPlace(t *testing.T) {
	w := prepare(t, simulator.Options{})
	mod := w.general.Guild().AddMember("mod", simulator.ManageGuild)
	w.connect()
	has(t, w.response(mod.Command(w.general, "settings")), "I have no place to keep settings.", "store.path")
}

// decode reads an interaction as it comes from Discord.
func decode(t *testing.T, data []byte) *discordgo.Interaction {
	t.Helper()
	var i discordgo.Interaction
	if err := json.Unmarshal(data, &i); err != nil {
		t.Fatal(err)
	}
	return &i
}

// hanging is a memory that answers only when it is no longer waited for.
type hanging struct{ Memory }

func (hanging) Guild(ctx context.Context, _ string) (store.Guild, error) {
	<-ctx.Done()
	return store.Guild{}, ctx.Err()
}
