package bot

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/simulator"
)

// An editing world has a library in a folder, and moderators of the home server.
type editing struct {
	*world
	dir                string
	db                 *store.DB
	home               *simulator.Guild
	room               *simulator.Channel // the channel for moderators
	mod, second, third *simulator.Person
}

func newEditing(t *testing.T, hears ...simulator.TB) *editing {
	t.Helper()
	opts := simulator.Options{}
	for _, h := range hears {
		opts.T = h
	}
	e := &editing{world: prepare(t, opts), dir: t.TempDir()}
	if err := os.CopyFS(e.dir, os.DirFS("../responses/testdata/library")); err != nil {
		t.Fatal(err)
	}
	tree, err := worktree.OpenFolder(e.dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.use(os.DirFS(e.dir))
	e.db = openStore(t, "")
	e.memory, e.drafts, e.tree = e.db, e.db, tree
	e.home = e.general.Guild()
	e.homeGuild = e.home.ID()
	e.room = e.home.AddChannel("moderators")
	both := simulator.ManageGuild | simulator.ManageMessages
	e.mod, e.second, e.third = e.home.AddMember("mod", both), e.home.AddMember("second", both), e.home.AddMember("third", both)
	if _, err := e.db.ChangeGuild(t.Context(), e.homeGuild, func(g *store.Guild) { g.LogChannel = e.room.ID() }); err != nil {
		t.Fatal(err)
	}
	return e
}

// file is what a file of the library says.
func (e *editing) file(name string) string {
	e.t.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, name))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

// high makes a topic one of high risk.
func (e *editing) high(name string) {
	e.t.Helper()
	text := strings.Replace(e.file(name), "risk: standard\n", "", 1)
	text = strings.Replace(text, "---\n", "---\nrisk: high\n", 1)
	if err := os.WriteFile(filepath.Join(e.dir, name), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// form waits for the form that an act opens.
func (e *editing) form(i *simulator.Interaction) *simulator.Modal {
	e.t.Helper()
	r, err := i.First(e.ctx())
	if err != nil || r.Modal == nil {
		e.t.Fatalf("no form: %v %+v; %v; log:\n%s", err, r.Message, i.Err(), e.log)
	}
	return r.Modal
}

// value is what stands in a field of a form.
func value(m *simulator.Modal, field string) string {
	for _, c := range m.Components {
		if c.Components[0].CustomID == field {
			return c.Components[0].Value
		}
	}
	return "there is no field " + field
}

// edits opens an entry's form and sends it with a stretch of its text replaced.
func (e *editing) edits(who *simulator.Person, entry, from, to string) simulator.Message {
	e.t.Helper()
	m := e.form(who.Command(e.general, "library edit", simulator.Opt("entry", entry)))
	if !strings.Contains(value(m, "text"), from) {
		e.t.Fatalf("%s does not say %q:\n%s", entry, from, value(m, "text"))
	}
	return e.sends(who, m, strings.Replace(value(m, "text"), from, to, 1), "")
}

func (e *editing) sends(who *simulator.Person, m *simulator.Modal, text, name string) simulator.Message {
	e.t.Helper()
	return e.alone(e.response(who.Submit(m, map[string]string{"text": text, "name": name})))
}

// press presses a button for the presser alone to see what comes of it.
func (e *editing) press(who *simulator.Person, on simulator.Message, button string) simulator.Message {
	e.t.Helper()
	return e.alone(e.response(who.Press(&on, button)))
}

func (e *editing) alone(m simulator.Message) simulator.Message {
	e.t.Helper()
	if !m.Ephemeral() {
		e.t.Errorf("others see it:\n%s", m.Text())
	}
	return m
}

// serves asks as a member does.
func (e *editing) serves(wants ...string) {
	e.t.Helper()
	has(e.t, e.response(e.alice.Command(e.general, "ask", simulator.Opt("question", "What is depression?"))), wants...)
}

const (
	isCommon = "Depression is a common mood disorder [@gov-a]."
	isShaped = "Depression shapes mood for weeks [@gov-a]."
)

// TestEdit goes from an entry to its new answer.
func TestEdit(t *testing.T) {
	e := newEditing(t)
	e.connect()
	found, err := e.mod.Autocomplete(e.general, "library edit", "entry", "what is depr").Choices(e.ctx())
	if err != nil || len(found) != 1 || found[0].Value != "depression#what-is" {
		t.Fatalf("%v, %v", found, err)
	}
	preview := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	has(t, preview, "how members will see it", "depression#what-is: edit", "Depression shapes mood for weeks.", "aches or stomach trouble", "- Depression is a common", "+ Depression shapes", "!approval", "questions asked: ", "read differently: ")
	e.serves("a common mood disorder")
	has(t, e.press(e.mod, preview, "Publish"), "Published", "depression#what-is: edit")
	e.serves("Depression shapes mood for weeks.", "!a common mood disorder")
	has(t, e.answered(e.room, 1), "The library was changed:", "depression#what-is: edit", "!"+e.mod.Name())
	history, err := e.tree.History(t.Context(), "en/depression.md", 1)
	if err != nil || len(history) != 1 || history[0].Author != "moderator" || history[0].Message != "depression#what-is: edit" {
		t.Errorf("history %+v, %v", history, err)
	}

	preview = e.edits(e.mod, "depression#what-is", isShaped, isCommon)
	has(t, e.press(e.mod, preview, "Discard"), "Discarded")
	e.serves("Depression shapes mood for weeks.")
}

// TestAuthor is a name that stands in the history, because its owner wrote it there.
func TestAuthor(t *testing.T) {
	e := newEditing(t)
	e.connect()
	m := e.form(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#what-is")))
	preview := e.sends(e.mod, m, strings.Replace(value(m, "text"), isCommon, isShaped, 1), " Dr  <b>Who @everyone")
	has(t, preview, "public history")
	if got := value(e.form(e.mod.Press(&preview, "Edit again")), "name"); got != "Dr b Who everyone" {
		t.Errorf("the name is %q in the form", got)
	}
	has(t, e.press(e.mod, preview, "Publish"), "Published")
	has(t, e.answered(e.room, 1), "Dr b Who everyone")
	history, err := e.tree.History(t.Context(), "", 1)
	if err != nil || len(history) != 1 || history[0].Author != "Dr b Who everyone" {
		t.Errorf("history %+v, %v", history, err)
	}
	if strings.Contains(e.log.String(), "Who") {
		t.Error("the name is in the log")
	}
}

// TestDiagnostics: what is wrong is told with its place, and what was typed is not lost.
func TestDiagnostics(t *testing.T) {
	e := newEditing(t)
	e.connect()
	for name, tt := range map[string]struct{ from, to, says string }{
		"no source":       {isCommon, "Depression is common.", "**Line 7** (`en/depression.md:20:1`) error"},
		"unknown source":  {isCommon, "Depression is common [@gov-z].", "`unknown-source`"},
		"another id":      {"{#what-is}", "{#what}", "The id has to stay"},
		"two entries":     {isCommon, isCommon + "\n\n## Another? {#other}\n\nYes [@gov-a].", "no other ## in it"},
		"an open comment": {isCommon, "<!-- " + isCommon, "opened and not closed"},
	} {
		t.Run(name, func(t *testing.T) {
			told := e.edits(e.mod, "depression#what-is", tt.from, tt.to)
			has(t, told, tt.says)
			again := e.form(e.mod.Press(&told, "Edit again"))
			if !strings.Contains(value(again, "text"), tt.to) {
				t.Errorf("what was typed is lost:\n%s", value(again, "text"))
			}
		})
	}
	if e.file("en/depression.md") != e.original("en/depression.md") {
		t.Error("a bad edit was written")
	}
	// The same form sent with a good text leads on.
	told := e.edits(e.mod, "depression#what-is", isCommon, "Depression is common.")
	again := e.form(e.mod.Press(&told, "Edit again"))
	preview := e.sends(e.mod, again, strings.Replace(value(again, "text"), "Depression is common.", isShaped, 1), "")
	has(t, e.press(e.mod, preview, "Publish"), "Published")
	e.serves("Depression shapes mood")
}

func (e *editing) original(name string) string {
	data, err := os.ReadFile(filepath.Join("../responses/testdata/library", name))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

// TestTwoEditOneEntry: the second learns of the first, and loses nothing.
func TestTwoEditOneEntry(t *testing.T) {
	e := newEditing(t)
	e.connect()
	late := e.form(e.second.Command(e.general, "library edit", simulator.Opt("entry", "depression#what-is")))
	text := value(late, "text")
	first := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	const other = "Depression is known to many [@gov-a]."
	waits := e.edits(e.second, "depression#what-is", isCommon, other) // previewed before the first is published
	has(t, e.press(e.mod, first, "Publish"), "Published")

	told := e.press(e.second, waits, "Publish")
	has(t, told, "Somebody else changed this meanwhile", "Depression shapes mood for weeks")
	e.serves("shapes mood")
	if again := value(e.form(e.second.Press(&told, "Edit again")), "text"); !strings.Contains(again, other) {
		t.Errorf("lost:\n%s", again)
	}
	newest := e.form(e.second.Press(&told, "Start from what is there now"))
	if got := value(newest, "text"); !strings.Contains(got, isShaped) {
		t.Errorf("not the newest:\n%s", got)
	}
	// A form that was open all the time.
	told = e.sends(e.second, late, strings.Replace(text, isCommon, other, 1), "")
	has(t, told, "Somebody else changed this meanwhile", "Depression shapes mood for weeks")
	again := e.form(e.second.Press(&told, "Edit again"))
	preview := e.sends(e.second, again, value(again, "text"), "")
	has(t, e.press(e.second, preview, "Publish"), "Published")
	e.serves("known to many")
	// Another entry of the same file is no conflict for an open form.
	cause := e.form(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#causes")))
	preview = e.edits(e.second, "depression#what-is", other, isShaped)
	has(t, e.press(e.second, preview, "Publish"), "Published")
	preview = e.sends(e.mod, cause, strings.Replace(value(cause, "text"), "There is no single cause", "No single cause is known", 1), "")
	has(t, e.press(e.mod, preview, "Publish"), "Published")
	e.serves("shapes mood")
}

// TestRestart publishes with another bot than the one that showed the preview.
func TestRestartBetweenPreviewAndPublish(t *testing.T) {
	e := newEditing(t)
	e.connect()
	preview := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	e.stop()
	e.connect()
	has(t, e.press(e.mod, preview, "Publish"), "Published")
	e.serves("shapes mood")
}

// TestNew adds an entry to a topic, and begins a topic.
func TestNew(t *testing.T) {
	e := newEditing(t)
	e.connect()
	m := e.form(e.mod.Command(e.general, "library new", simulator.Opt("topic", "depression")))
	if !strings.HasPrefix(value(m, "text"), "## ") {
		t.Errorf("the form holds\n%s", value(m, "text"))
	}
	preview := e.sends(e.mod, m, "## How long does depression last? {#how-long}\n\nIt differs from person to person [@gov-a].", "")
	has(t, preview, "depression#how-long: new", "It differs from person to person.")
	has(t, e.press(e.mod, preview, "Publish"), "Published")
	has(t, e.response(e.alice.Command(e.general, "ask", simulator.Opt("question", "How long does depression last?"))), "It differs from person")

	m = e.form(e.mod.Command(e.general, "library new", simulator.Opt("topic", "calm")))
	if !strings.HasPrefix(value(m, "text"), "---\ntitle:") || !strings.Contains(value(m, "text"), "\n## ") {
		t.Errorf("the form holds\n%s", value(m, "text"))
	}
	told := e.sends(e.mod, m, value(m, "text"), "") // as it came
	has(t, told, "how members will see it", "Members will not see it yet")
	preview = e.sends(e.mod, m, "---\ntitle: Calm\nsummary: Being calm.\ncommand: calm\n---\n\n## What is calm? {#what-is}\n\nCalm is quiet [@gov-a].", "")
	has(t, preview, "calm#what-is: new", "Calm is quiet.", "one more moderator has to agree")
	has(t, e.press(e.mod, preview, "Ask for approval"), "can see it now")
	has(t, e.press(e.second, e.answered(e.room, 2), "Approve and publish"), "Published")
	has(t, e.response(e.alice.Command(e.general, "ask", simulator.Opt("question", "What is calm?"))), "Calm is quiet.")
	e.wait("the new topic's command", func() bool {
		for _, c := range e.sim.Commands(nil) {
			if c.Name == "calm" {
				return true
			}
		}
		return false
	})
	for _, bad := range []string{"../x", "a/b", "Depression", strings.Repeat("a-", 40) + "a"} {
		has(t, e.response(e.mod.Command(e.general, "library new", simulator.Opt("topic", bad))), "cannot be a topic's id")
	}
}

// TestPhrasing adds one, and refuses what would never be matched.
func TestPhrasing(t *testing.T) {
	e := newEditing(t)
	e.connect()
	phrase := func(text string) simulator.Message {
		t.Helper()
		return e.sends(e.mod, e.form(e.mod.Command(e.general, "library phrasing", simulator.Opt("entry", "sleep#mood"))), text, "")
	}
	has(t, phrase("i want to die"), "never searched for", "!Publish")
	has(t, phrase("should i stop my sertraline"), "never searched for")
	e.serves("a common mood disorder")
	preview := phrase("why do humans slumber")
	has(t, preview, "sleep#mood: phrasing", "+ - why do humans slumber")
	has(t, e.press(e.mod, preview, "Publish"), "Published")
	if !strings.Contains(e.file("en/sleep.md"), "- why do humans slumber\n") {
		t.Error(e.file("en/sleep.md"))
	}
	told := phrase("Why do humans  slumber")
	has(t, told, "has that phrasing already")
	if got := value(e.form(e.mod.Press(&told, "Edit again")), "text"); got != "Why do humans  slumber" {
		t.Errorf("lost: %q", got)
	}
}

// TestNothingToEdit says what is missing.
func TestNothingToEdit(t *testing.T) {
	e := newEditing(t)
	drafts := e.drafts
	e.tree = nil
	e.connect()
	for _, c := range []struct{ command, option string }{{"edit", "entry"}, {"new", "topic"}, {"phrasing", "entry"}} {
		has(t, e.response(e.mod.Command(e.general, "library "+c.command, simulator.Opt(c.option, "depression#what-is"))), "content.dir", "content.git")
	}
	e.stop()
	tree, err := worktree.OpenFolder(e.dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.tree, e.drafts = tree, nil
	e.connect()
	has(t, e.response(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#what-is"))), "store.path")
	e.stop()
	e.drafts = drafts
	e.connect()
	has(t, e.response(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#nothing"))), "nothing of that name")
	m := e.form(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#what-is")))
	if err := e.db.Close(); err != nil {
		t.Fatal(err)
	}
	has(t, e.sends(e.mod, m, "my words", ""), "could not be kept", "my words")
}

// A torn tree can be read and not written.
type torn struct{ worktree.Tree }

func (torn) Publish(context.Context, []worktree.Change, worktree.Author, string) (worktree.Revision, error) {
	return worktree.Revision{}, errDisk
}

// TestNothingOfAnEditorIsKept looks for who proposed, who agreed and what was typed in the
// log, and for the two people in the store.
func TestNothingOfAnEditorIsKept(t *testing.T) {
	e := newEditing(t)
	e.high("en/depression.md")
	path := filepath.Join(t.TempDir(), "hebb.db")
	db := openStore(t, path)
	if _, err := db.ChangeGuild(t.Context(), e.homeGuild, func(g *store.Guild) { g.LogChannel = e.room.ID() }); err != nil {
		t.Fatal(err)
	}
	e.memory, e.drafts, e.tree = db, db, torn{e.tree}
	e.connect()
	m := e.form(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#what-is")))
	const name = "Zoë Qq"
	e.sends(e.mod, m, "no heading "+canary, name)
	e.sends(e.mod, m, strings.Replace(value(m, "text"), isCommon, canary+".", 1), name)
	preview := e.sends(e.mod, m, strings.Replace(value(m, "text"), isCommon, canary+" [@gov-a].", 1), name)
	e.press(e.mod, preview, "Ask for approval")
	asked := e.answered(e.room, 1)
	has(t, e.press(e.second, asked, "Approve and publish"), "Your text is kept")
	has(t, e.press(e.third, asked, "Approve and publish"), "Your text is kept") // and can be tried again
	e.stop()
	if !strings.Contains(e.log.String(), "an edit not published") {
		t.Error("nothing failed")
	}
	if strings.Contains(e.log.String(), canary) {
		t.Errorf("the log holds what was typed:\n%s", e.log)
	}
	kept := ""
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kept += string(data)
	}
	if !strings.Contains(kept, canary+" [@gov-a]") {
		t.Error("the draft is not there: the test looks at the wrong place")
	}
	for _, who := range []string{e.mod.ID(), e.second.ID(), name} {
		if strings.Contains(kept, who) || strings.Contains(e.log.String(), who) {
			t.Errorf("%s is kept", who)
		}
	}
}
