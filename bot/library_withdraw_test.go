package bot

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/simulator"
)

// A homely world has a home server with two moderators and a channel for them, and another
// server with a moderator and a member of its own.
type homely struct {
	*managed
	db          *failingPound
	log         *simulator.Channel // of the home server
	mod2        *simulator.Person  // of the home server
	away        *simulator.Guild
	there       *simulator.Channel
	eve, member *simulator.Person // who moderates there, and who does not
}

// failingPound is the real store, which can be told to fail.
type failingPound struct {
	Withdrawals
	down atomic.Bool
}

func (f *failingPound) Withdrawn(ctx context.Context) ([]store.Withdrawn, error) {
	if f.down.Load() {
		return nil, errDisk
	}
	return f.Withdrawals.Withdrawn(ctx)
}

func (f *failingPound) Withdraw(ctx context.Context, w store.Withdrawn) error {
	if f.down.Load() {
		return errDisk
	}
	return f.Withdrawals.Withdraw(ctx, w)
}

func (f *failingPound) Lift(ctx context.Context, w store.Withdrawn) (bool, error) {
	if f.down.Load() {
		return false, errDisk
	}
	return f.Withdrawals.Lift(ctx, w)
}

func newHomely(t *testing.T) *homely {
	t.Helper()
	h := &homely{managed: newManaged(t)}
	h.homeGuild = h.guild.ID()
	h.mod = h.guild.AddMember("editor", simulator.ManageGuild, simulator.ManageMessages)
	h.mod2 = h.guild.AddMember("second", simulator.ManageGuild, simulator.ManageMessages)
	h.log = h.guild.AddChannel("log")
	h.away = h.sim.AddGuild("away")
	h.there = h.away.AddChannel("there")
	h.eve = h.away.AddMember("eve", simulator.ManageGuild, simulator.ManageMessages)
	h.member = h.away.AddMember("member")
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "hebb.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	h.db = &failingPound{Withdrawals: db}
	h.pulled = h.db
	h.memory.set(h.guild.ID(), store.Guild{LogChannel: h.log.ID()})
	return h
}

func (h *homely) ask(text string) simulator.Message {
	h.t.Helper()
	return h.response(h.member.Command(h.there, "ask", simulator.Opt("question", text)))
}

// withdraws has a moderator of the home server withdraw an entry everywhere.
func (h *homely) withdraws(who *simulator.Person, entry string) {
	h.t.Helper()
	sheet := h.response(who.Command(h.general, "library withdraw", simulator.Opt("entry", entry)))
	done := h.response(who.Select(&sheet, "h1:l:withdraw:"+entry, "it could harm somebody"))
	has(h.t, done, "Withdrawn.")
}

const (
	moodDisorder = "Depression is a common mood disorder."
	beingChecked = "taken this text back until they have checked it"
)

// TestWithdrawEverywhere: one press in the home server, and no door of another server leads
// to the entry any more; what was pressed before says why.
func TestWithdrawEverywhere(t *testing.T) {
	h := newHomely(t)
	h.connect()
	stale := h.ask("what is depression")
	has(t, stale, moodDisorder)
	topic := h.response(h.member.Command(h.there, "depression"))
	other := h.ask("what causes depression")
	h.member.Say(h.there, "<@bot> what is depression")
	public := h.answered(h.there, 1)
	has(t, public, moodDisorder)

	sheet := h.response(h.mod.Command(h.general, "library withdraw", simulator.Opt("entry", "depression#what-is")))
	has(t, sheet, "What is depression?", "nobody on any server will see this answer until it was reviewed")
	has(t, h.ask("what is depression"), moodDisorder) // not before the press that confirms it
	done := h.inPlace(sheet, h.mod.Select(&sheet, "h1:l:withdraw:depression#what-is", "it could harm somebody"))
	has(t, done, "Withdrawn.")
	told := h.answered(h.log, 1)
	has(t, told, "depression#what-is", "it could harm somebody", "!"+h.mod.ID(), "!"+h.mod.Name())

	has(t, h.ask("what is depression"), "!"+moodDisorder)
	has(t, h.ask("is it about sleep or feeling low"), "!"+moodDisorder)
	has(t, h.response(h.member.Command(h.there, "depression")), "!"+moodDisorder, "There is no single cause")
	has(t, h.response(h.member.Command(h.there, "depression", simulator.Opt("about", "depression#what-is"))), beingChecked)
	has(t, h.response(h.member.Press(&stale, "More")), beingChecked)
	has(t, h.response(h.member.Press(&public, "More")), beingChecked)
	h.member.Say(h.there, "<@bot> what is depression")
	has(t, h.answered(h.there, 2), "!"+moodDisorder)
	has(t, h.response(h.member.Command(h.member.DMChannel(), "ask", simulator.Opt("question", "what is depression"))), "!"+moodDisorder)
	for _, m := range []simulator.Message{h.ask("what causes depression"), h.response(h.member.Command(h.there, "depression")), h.ask("do i have depression")} {
		for _, r := range m.Components {
			if slices.ContainsFunc(r.Components, func(c simulator.Component) bool { return c.Label == "What is depression?" }) {
				t.Errorf("a button leads to it:\n%s", m.Text())
			}
		}
	}
	has(t, h.response(h.member.Press(&other, "What is depression?")), beingChecked)
	has(t, h.response(h.member.Press(&topic, "What causes depression?")), "There is no single cause")
	for _, command := range [][2]string{{"ask", "question"}, {"depression", "about"}} {
		choices, err := h.member.Autocomplete(h.there, command[0], command[1], "what is depression").Choices(h.ctx())
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(choices, func(c simulator.Choice) bool { return c.Name == "What is depression?" }) {
			t.Errorf("/%s suggests it", command[0])
		}
	}
	if strings.Contains(h.world.log.String(), h.mod.ID()) {
		t.Error("the log names who withdrew it")
	}
	has(t, h.response(h.eve.Command(h.there, "library withdraw", simulator.Opt("entry", "depression#what-is"))), "Withdrawn since", "it could harm somebody")

	// All of a topic: its command is there, and says so.
	h.withdraws(h.mod, "depression#causes")
	h.withdraws(h.mod, "depression#suicide")
	has(t, h.response(h.member.Command(h.there, "depression")), beingChecked)
	has(t, h.response(h.member.Command(h.there, "topics")), "**Sleep**", "!**Depression**")
	has(t, h.ask("i want to die"), "call 911", "First Line")
}

// TestWithdrawDoors: the button below one's own answer, and the menu of a public one.
func TestWithdrawDoors(t *testing.T) {
	h := newHomely(t)
	h.connect()
	answer := h.response(h.mod.Command(h.general, "ask", simulator.Opt("question", "what is depression")))
	sheet := h.response(h.mod.Press(&answer, "Withdraw this entry"))
	has(t, sheet, "nobody on any server", "`depression#what-is`")
	if !sheet.Ephemeral() {
		t.Error("everybody sees the sheet")
	}
	for _, r := range h.ask("what is depression").Components {
		if slices.ContainsFunc(r.Components, func(c simulator.Component) bool { return strings.Contains(c.CustomID, "h1:l:") }) {
			t.Error("a member has a button for moderators")
		}
	}
	for _, r := range h.response(h.mod.Command(h.general, "ask", simulator.Opt("question", "i want to die"))).Components {
		if slices.ContainsFunc(r.Components, func(c simulator.Component) bool { return strings.Contains(c.CustomID, "h1:l:pull") }) {
			t.Error("a crisis reply can be withdrawn")
		}
	}

	h.bob.Say(h.general, "<@bot> what is depression")
	public := h.answered(h.general, 1)
	has(t, h.response(h.mod.ContextMenu(&public, "Withdraw this entry")), "nobody on any server", "`depression#what-is`")
	for _, c := range h.sim.Commands(nil) {
		if c.Name == "Withdraw this entry" && (c.DefaultMemberPermissions == nil || string(*c.DefaultMemberPermissions) != simulator.ManageMessages.String() || !slices.Equal(c.Contexts, []int{0})) {
			t.Errorf("whom the menu is shown to: %v in %v", c.DefaultMemberPermissions, c.Contexts)
		}
	}
	if v := h.bot.menuWithdraw(t.Context(), interaction{User: h.bob.ID(), Guild: h.guild.ID(), Target: &message{From: responses.Provenance{Entry: "depression#what-is", Library: "x"}}}); !strings.Contains(v.Content, "Only moderators") {
		t.Errorf("a member's client sends it all the same: %+v", v)
	}
	word := h.bob.Say(h.general, "I read that depression#what-is · library abc")
	has(t, h.response(h.mod.ContextMenu(word, "Withdraw this entry")), "not one of my answers")
	h.bob.Say(h.general, "<@bot>")
	second := h.answered(h.general, 2)
	has(t, h.response(h.mod.ContextMenu(&second, "Withdraw this entry")), "quotes nothing from the library")
	has(t, h.response(h.mod.Command(h.general, "library withdraw", simulator.Opt("entry", "no-such#entry"))), "no such entry")
	if all := h.bot.pulled.list(); len(all) > 0 {
		t.Errorf("withdrawn without the press that confirms: %v", all)
	}
}

// TestWithdrawHere: a moderator of any server withdraws there, and only there.
func TestWithdrawHere(t *testing.T) {
	h := newHomely(t)
	h.connect()
	sheet := h.response(h.eve.Command(h.there, "library withdraw", simulator.Opt("entry", "depression#what-is")))
	has(t, sheet, "In this server only", "!any server")
	done := h.inPlace(sheet, h.eve.Press(&sheet, "Only in this server"))
	has(t, done, "Done.", "/settings")
	has(t, h.ask("what is depression"), "!"+moodDisorder)
	has(t, h.response(h.alice.Command(h.general, "ask", simulator.Opt("question", "what is depression"))), moodDisorder)
	if got := h.memory.of(h.away.ID()); !cmp.Equal(got, store.Guild{Hidden: []string{"depression#what-is"}}) {
		t.Errorf("kept: %+v", got)
	}
	has(t, h.response(h.eve.Command(h.there, "library withdraw", simulator.Opt("entry", "depression#what-is"))), "switched off in this server")
	has(t, h.response(h.eve.Press(&done, "Show it here again")), "again")
	has(t, h.ask("what is depression"), moodDisorder)

	// So may one of the home server.
	sheet = h.response(h.mod.Command(h.general, "library withdraw", simulator.Opt("entry", "depression#what-is")))
	h.response(h.mod.Press(&sheet, "Only in this server"))
	has(t, h.response(h.alice.Command(h.general, "ask", simulator.Opt("question", "what is depression"))), "!"+moodDisorder)
	has(t, h.ask("what is depression"), moodDisorder)
	if n := len(h.bot.pulled.list()); n != 0 {
		t.Errorf("%d are withdrawn everywhere", n)
	}
	h.memory.mu.Lock()
	h.memory.unsaved = true
	h.memory.mu.Unlock()
	sheet = h.response(h.eve.Command(h.there, "library withdraw", simulator.Opt("entry", "depression#causes")))
	has(t, h.response(h.eve.Press(&sheet, "Only in this server")), "Not saved.")
}

// TestAwayMayNot: whatever a moderator of another server types, presses or sends, nothing of
// what all servers see changes; nor does it for a member of the home server.
func TestAwayMayNot(t *testing.T) {
	h := newHomely(t)
	h.connect()
	h.withdraws(h.mod, "depression#what-is")
	p := h.bot.pulled.list()[0]
	before := h.bot.pulled.list()
	eve := interaction{Interaction: asked, User: h.eve.ID(), Guild: h.away.ID(), Channel: h.there.ID(), Permissions: int64(simulator.Administrator)}
	direct, alice := eve, eve
	direct.Guild = ""
	alice.User, alice.Guild, alice.Permissions = h.alice.ID(), h.guild.ID(), int64(simulator.SendMessages|simulator.ManageMessages)
	for _, in := range []interaction{eve, direct, alice} {
		for act := range libraryActs {
			if libraryActs[act].who != ofHome {
				continue
			}
			for _, arg := range []string{"", "0", "depression#causes", "us-1", h.bot.pulledMark(p), h.bot.seal.hideFor(h.mod2.ID(), h.bot.pulledMark(p))} {
				for _, values := range [][]string{nil, {"wrong"}, {h.bot.pulledMark(p)}} {
					press := in
					press.CustomID, press.Values = libraryID(act, arg), values
					press.Fields = map[string]string{"text": "x", "line": "x"}
					v := h.bot.pressed(t.Context(), press)
					if !v.Private || len(v.Components) > 0 || !strings.Contains(v.Content, "nly moderators") && !strings.Contains(v.Content, "in a server only") {
						t.Errorf("%s %q in %q: %+v", act, arg, in.Guild, v)
					}
				}
			}
		}
		for _, sub := range librarySubs {
			if sub.who != ofHome {
				continue
			}
			command := in
			command.Command, command.Sub, command.Options = "library", sub.name, map[string]string{sub.option: "us-1"}
			if v := h.bot.handled(t.Context(), command); !v.Private || !strings.Contains(v.Content, "nly moderators") && !strings.Contains(v.Content, "in a server only") {
				t.Errorf("/library %s in %q: %+v", sub.name, in.Guild, v)
			}
			if out := h.bot.librarySuggestions(command, ""); out != nil {
				t.Errorf("/library %s in %q suggests %v", sub.name, in.Guild, out)
			}
		}
	}
	if diff := cmp.Diff(before, h.bot.pulled.list()); diff != "" {
		t.Errorf("what is withdrawn changed:\n%s", diff)
	}
}

// TestLiftTakesTwo: what stands as it stood is served again when two moderators want it.
func TestLiftTakesTwo(t *testing.T) {
	h := newHomely(t)
	h.connect()
	has(t, h.response(h.mod.Command(h.general, "library review")), "Nothing is withdrawn.")
	h.withdraws(h.mod, "depression#what-is")
	h.answered(h.log, 1) // moderators are told beside what follows
	list := h.response(h.mod.Command(h.general, "library review"))
	has(t, list, "`depression#what-is`", "Withdrawn since", "it could harm somebody", "!changed")
	shown := h.response(h.mod.Select(&list, "h1:l:pulled", "depression#what-is"))
	has(t, shown, moodDisorder, "a second moderator must agree")
	waits := h.response(h.mod.Press(&shown, "Reviewed: serve it again"))
	has(t, waits, "I have asked in the channel for moderators")
	asked := h.answered(h.log, 2)
	has(t, asked, "depression#what-is", "!"+h.mod.ID())
	has(t, h.response(h.mod.Press(&asked, "Confirm: serve it again")), "It takes somebody else")
	has(t, h.ask("what is depression"), "!"+moodDisorder)
	has(t, h.response(h.mod2.Press(&asked, "Confirm: serve it again")), "It is served again.")
	has(t, h.ask("what is depression"), moodDisorder)
	has(t, h.answered(h.log, 3), "served again", "depression#what-is")
	has(t, h.response(h.mod2.Press(&asked, "Confirm: serve it again")), "changed meanwhile")

	// Withdrawn anew, neither an old button nor an old confirmation lifts it.
	h.withdraws(h.mod, "depression#what-is")
	has(t, h.response(h.mod2.Press(&asked, "Confirm: serve it again")), "changed meanwhile")
	has(t, h.response(h.mod.Press(&shown, "Reviewed: serve it again")), "changed meanwhile")
	forged := interaction{Interaction: gateway.Interaction{ID: "9", Token: "t"}, User: h.mod2.ID(), Guild: h.guild.ID(), Channel: h.log.ID(), Permissions: int64(simulator.ManageGuild)}
	for _, sealed := range []string{"", "AAAA", strings.Repeat("A", 70), h.bot.seal.mark("x"), h.bot.pulledMark(h.bot.pulled.list()[0])} {
		forged.CustomID = libraryID("second", sealed)
		if v := h.bot.pressed(t.Context(), forged); !strings.Contains(v.Content, "out of date") {
			t.Errorf("%q: %+v", sealed, v)
		}
	}
	has(t, h.ask("what is depression"), "!"+moodDisorder)
}

// TestLiftOfAChangedText takes one, and that of what is gone takes two.
func TestLiftOfAChangedText(t *testing.T) {
	h := newHomely(t)
	h.connect()
	at := time.UnixMilli(1_800_000_000_000).UTC()
	for _, w := range []store.Withdrawn{
		{Kind: store.Entry, ID: "depression#what-is", At: at, Reason: store.Wrong, Digest: "of another text"},
		{Kind: store.Entry, ID: "sleep#mood", At: at, Reason: store.Unsafe, Digest: "of another text"},
		{Kind: store.Entry, ID: "gone#what-is", At: at, Reason: store.Other, Digest: "of a text that is gone"},
	} {
		if err := h.bot.pulled.withdraw(h.ctx(), w); err != nil {
			t.Fatal(err)
		}
	}
	list := h.response(h.mod.Command(h.general, "library review"))
	has(t, list, "Its text has changed since.", "`gone#what-is`", "It is not in the library now.")
	shown := h.response(h.mod.Select(&list, "h1:l:pulled", "depression#what-is"))
	has(t, h.response(h.mod.Press(&shown, "Reviewed: serve it again")), "It is served again.")
	has(t, h.ask("what is depression"), moodDisorder)
	for _, two := range []string{"sleep#mood", "gone#what-is"} { // what could harm, and what nobody can look at
		shown = h.response(h.mod.Select(&list, "h1:l:pulled", two))
		has(t, h.response(h.mod.Press(&shown, "Reviewed: serve it again")), "a second moderator must agree")
	}
	shown = h.response(h.mod.Select(&list, "h1:l:pulled", "gone#what-is"))
	has(t, h.response(h.mod.Press(&shown, "Reviewed: serve it again")), "a second moderator must agree")

	h.set(store.Guild{}) // no channel to ask in
	has(t, h.response(h.mod.Press(&shown, "Reviewed: serve it again")), "no channel to ask in")
}

// TestWithdrawnAfterARestart: another bot over the same store serves nothing of it.
func TestWithdrawnAfterARestart(t *testing.T) {
	h := newHomely(t)
	h.connect()
	h.withdraws(h.mod, "depression#what-is")
	sheet := h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "us-1")))
	h.response(h.mod.Select(&sheet, "h1:l:no-line:us-1", "it is wrong"))
	h.stop()
	h.responder.(*responses.Responder).Withdraw(responses.Moderators, nil)
	h.connect()
	has(t, h.ask("what is depression"), "!"+moodDisorder)
	has(t, h.response(h.member.Command(h.there, "crisis")), "!First Line", "Support Line")
}

// TestHelplineWithdrawn: gone at once, beside what the operator withdrew, and the last
// directory stays.
func TestHelplineWithdrawn(t *testing.T) {
	h := newHomely(t)
	h.connect()
	r := h.responder.(*responses.Responder)
	r.Withdraw(responses.Operator, []string{"us-3", "befriend"})
	crisis := func() simulator.Message { return h.response(h.member.Command(h.there, "crisis")) }
	has(t, crisis(), "First Line", "!Support Line", "World Directory")

	choices, err := h.mod.Autocomplete(h.general, "library helpline", "id", "united states").Choices(h.ctx())
	if err != nil || len(choices) != 8 || choices[0].Name != "United States: First Line" {
		t.Errorf("suggested: %v, %v", choices, err)
	}
	sheet := h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "us-1")))
	has(t, sheet, "First Line", "111", "United States", "`us-1`")
	has(t, h.inPlace(sheet, h.mod.Select(&sheet, "h1:l:no-line:us-1", "it is wrong")), "Withdrawn.")
	has(t, h.answered(h.log, 1), "us-1", "it is wrong")
	has(t, crisis(), "!First Line", "!Support Line", "Another Line", "World Directory")
	r.Withdraw(responses.Operator, []string{"befriend"}) // the settings are read again
	has(t, crisis(), "!First Line", "Support Line")

	last := h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "world")))
	has(t, last, "This is the last directory")
	press := interaction{Interaction: asked, User: h.mod.ID(), Guild: h.guild.ID(), Permissions: int64(simulator.ManageGuild), CustomID: libraryID("no-line", "world"), Values: []string{"wrong"}}
	if v := h.bot.pressed(t.Context(), press); !strings.Contains(v.Content, "the last directory") {
		t.Errorf("it was withdrawn: %+v", v)
	}
	has(t, h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "us-4"))), "not shown to anybody")
	has(t, h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "no-such"))), "no such helpline")

	sheet = h.response(h.mod.Command(h.general, "library helpline", simulator.Opt("id", "us-1")))
	has(t, sheet, "Withdrawn since")
	h.response(h.mod.Press(&sheet, "Reviewed: serve it again"))
	asked := h.answered(h.log, 2)
	has(t, h.response(h.mod2.Press(&asked, "Confirm: serve it again")), "It is served again.")
	has(t, crisis(), "First Line")
}

// TestWithdrawalsThatCannotBeKept: the moderator is told, and answers go on.
func TestWithdrawalsThatCannotBeKept(t *testing.T) {
	h := newHomely(t)
	h.db.down.Store(true)
	h.connect()
	if !strings.Contains(h.world.log.String(), "WHAT IS WITHDRAWN CANNOT BE READ") {
		t.Errorf("it is not told of:\n%s", h.world.log)
	}
	has(t, h.ask("what is depression"), moodDisorder)
	sheet := h.response(h.mod.Command(h.general, "library withdraw", simulator.Opt("entry", "depression#what-is")))
	has(t, h.response(h.mod.Select(&sheet, "h1:l:withdraw:depression#what-is", "it is wrong")), "Not withdrawn")
	has(t, h.ask("what is depression"), moodDisorder)

	h.db.down.Store(false)
	h.withdraws(h.mod, "depression#what-is")
	h.db.down.Store(true)
	has(t, h.ask("what is depression"), "!"+moodDisorder)
	list := h.response(h.mod.Command(h.general, "library review"))
	has(t, list, "`depression#what-is`")

	nowhere := newWorldWithout(t)
	has(t, nowhere, "no place to keep what is withdrawn")
}

// newWorldWithout is what a moderator reads where nothing is kept.
func newWorldWithout(t *testing.T) simulator.Message {
	t.Helper()
	w := alone(t, simulator.Options{})
	w.homeGuild = w.general.Guild().ID()
	mod := w.general.Guild().AddMember("mod", simulator.ManageGuild, simulator.ManageMessages)
	w.connect()
	return w.response(mod.Command(w.general, "library withdraw", simulator.Opt("entry", "depression#what-is")))
}

// A pound is withdrawals in a list.
type pound struct {
	all   atomic.Pointer[[]store.Withdrawn]
	looks atomic.Int64
	fails atomic.Bool
	hangs atomic.Bool
}

func (p *pound) Withdrawn(ctx context.Context) ([]store.Withdrawn, error) {
	p.looks.Add(1)
	if p.hangs.Load() {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if p.fails.Load() {
		return nil, errDisk
	}
	if all := p.all.Load(); all != nil {
		return *all, nil
	}
	return nil, nil
}

func (p *pound) Withdraw(context.Context, store.Withdrawn) error     { return errDisk }
func (p *pound) Lift(context.Context, store.Withdrawn) (bool, error) { return false, nil }

// TestTheListIsLookedAtAgain: each minute; after a failure, of a start or of a change, soon.
func TestTheListIsLookedAtAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		log, p := &lockedBuffer{}, &pound{}
		logger := logrus.New()
		logger.SetOutput(log)
		var helplines []string
		q := &quarantine{store: p, kept: newSettings(ctx, nil, logger), log: logger, using: make(chan struct{}, 1), soon: make(chan struct{}, 1),
			tell: func(ids []string) { helplines = ids }}
		is := func(looks int64, entries ...string) {
			t.Helper()
			synctest.Wait()
			if got := q.entries(); !slices.Equal(got, entries) {
				t.Errorf("entries %v, want %v", got, entries)
			}
			if got := p.looks.Load(); got != looks {
				t.Errorf("%d looks, want %d", got, looks)
			}
		}
		p.hangs.Store(true)
		start := time.Now()
		q.start(ctx)
		if took := time.Since(start); took > lookTime {
			t.Errorf("the start waits %v for it", took)
		}
		is(1)
		p.hangs.Store(false)
		p.all.Store(&[]store.Withdrawn{{Kind: store.Entry, ID: "a"}, {Kind: store.Helpline, ID: "l"}})
		time.Sleep(againIn)
		is(2, "a")
		if !slices.Equal(helplines, []string{"l"}) {
			t.Errorf("helplines %v", helplines)
		}
		p.all.Store(&[]store.Withdrawn{{Kind: store.Entry, ID: "b"}}) // by another process
		time.Sleep(freshFor - time.Nanosecond)
		is(2, "a")
		time.Sleep(time.Nanosecond)
		is(3, "b")
		p.fails.Store(true)
		time.Sleep(freshFor)
		is(4, "b") // the last known list
		p.fails.Store(false)
		time.Sleep(againIn)
		is(5, "b")
		if err := q.withdraw(ctx, store.Withdrawn{}); !errors.Is(err, errDisk) { // it may have been made all the same
			t.Error(err)
		}
		is(6, "b")
		if made, err := q.lift(ctx, store.Withdrawn{Kind: store.Entry, ID: "b"}); made || err != nil { // somebody else was first
			t.Error(made, err)
		}
		is(7, "b")
		for text, n := range map[string]int{"CANNOT BE READ": 2, "can be read again": 2} {
			if got := strings.Count(log.String(), text); got != n {
				t.Errorf("%q is told %d times, want %d:\n%s", text, got, n, log)
			}
		}
		cancel()
	})
}

// TestForSecond: what is sealed for a second moderator is read back, and nothing else is.
func TestForSecond(t *testing.T) {
	s, other := newSealer("a"), newSealer("b")
	sealed := s.hideFor("123456789012345678", "mark")
	if user, mark, ok := s.hidden(sealed); !ok || user != "123456789012345678" || mark != "mark" {
		t.Errorf("%q, %q, %v", user, mark, ok)
	}
	if sealed == s.hideFor("123456789012345678", "mark") {
		t.Error("two of the same look alike")
	}
	_, _, opened := s.open(sealed, "123456789012345678")
	_, _, byOther := other.hidden(sealed)
	_, _, cut := s.hidden(sealed[:len(sealed)-2])
	if opened || byOther || cut {
		t.Error("it opens for another purpose, with another key, or cut")
	}
}
