package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/simulator"
)

// acting is an interaction of a moderator of the home server with a custom id of any kind,
// as a client that is no client of Discord's may send it.
func (e *editing) acting(who *simulator.Person, id string) interaction {
	return interaction{Interaction: asked, User: who.ID(), Guild: e.homeGuild, Channel: e.room.ID(), CustomID: id, Permissions: int64(simulator.ManageGuild), Private: true}
}

// sends a custom id and returns what is said.
func (e *editing) forged(who *simulator.Person, id string) string {
	return e.bot.pressed(context.Background(), e.acting(who, id)).Content
}

// idOf is the custom id of a button by its label.
func idOf(t *testing.T, m simulator.Message, label string) string {
	t.Helper()
	for _, r := range m.Components {
		for _, c := range r.Components {
			if c.Label == label {
				return c.CustomID
			}
		}
	}
	t.Fatalf("no button %q on:\n%s", label, m.Text())
	return ""
}

// as is a custom id with another act in it.
func as(act, id string) string {
	parts := strings.Split(id, ":")
	parts[2] = act
	return strings.Join(parts, ":")
}

// TestApproval: an edit of a topic of high risk is published by a second moderator, never by
// the one who wrote it.
func TestApproval(t *testing.T) {
	e := newEditing(t)
	e.high("en/depression.md")
	e.connect()
	preview := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	has(t, preview, "one more moderator has to agree")
	if slices.ContainsFunc(preview.Components[0].Components, func(c simulator.Component) bool { return c.Label == "Publish" }) {
		t.Error("one alone can publish it")
	}
	// Whatever the proposer presses or sends, it is not published.
	sealed := idOf(t, preview, "Ask for approval")
	for _, act := range []string{"publish", "approve"} {
		e.forged(e.mod, as(act, sealed))
	}
	has(t, e.press(e.mod, preview, "Ask for approval"), "can see it now")
	asked := e.answered(e.room, 1)
	has(t, asked, "asks for your approval", "Depression shapes mood for weeks.", "+ Depression shapes", "!"+e.mod.ID())
	has(t, e.press(e.mod, asked, "Approve and publish"), "It needs somebody else")
	approve := idOf(t, asked, "Approve and publish")
	for _, act := range []string{"publish", "approve", "again", "newest"} {
		e.forged(e.mod, as(act, approve))
	}
	if got := e.forged(e.second, as("publish", approve)); !strings.Contains(got, "one alone") {
		t.Errorf("published without approval: %s", got)
	}
	for _, bad := range []string{"", "AAAA", approve[:len(approve)-3] + "AAA", strings.Repeat("A", 70)} {
		if got := e.forged(e.second, libraryID("approve", bad)); !strings.Contains(got, "out of date") {
			t.Errorf("forged: %s", got)
		}
	}
	e.serves("a common mood disorder")
	has(t, e.press(e.second, asked, "Approve and publish"), "Published")
	e.serves("Depression shapes mood")
	has(t, e.press(e.third, asked, "Approve and publish"), "not there any more")

	// What was proposed before its topic was of high risk is not published as it was then.
	preview = e.edits(e.mod, "sleep#mood", "Also asked:", "Also Asked:")
	e.high("en/sleep.md")
	told := e.press(e.mod, preview, "Publish")
	has(t, told, "Somebody else changed this meanwhile")
	again := e.form(e.mod.Press(&told, "Edit again"))
	has(t, e.sends(e.mod, again, value(again, "text"), ""), "one more moderator has to agree")
}

// TestTwoApprovals: a helpline's number needs three people.
func TestTwoApprovals(t *testing.T) {
	e := newEditing(t)
	e.connect()
	found, err := e.mod.Autocomplete(e.general, "library edit", "entry", "first line").Choices(e.ctx())
	if err != nil || len(found) != 1 || found[0].Value != "us-1" {
		t.Fatalf("%v, %v", found, err)
	}
	sheet := e.response(e.mod.Command(e.general, "library helpline", simulator.Opt("id", "us-1")))
	m := e.form(e.mod.Press(&sheet, "Replace the number"))
	if !strings.HasPrefix(value(m, "text"), "- {id: us-1, name: First Line") {
		t.Errorf("the form holds %s", value(m, "text"))
	}
	for text, says := range map[string]string{
		"id: us-1":                          "one helpline",
		value(m, "text") + "\n- {id: us-9}": "one helpline",
		strings.Replace(value(m, "text"), "us-1", "us-9", 1): "The id has to stay",
	} {
		told := e.sends(e.mod, m, text, "")
		has(t, told, says)
		if got := value(e.form(e.mod.Press(&told, "Edit again")), "text"); got != text {
			t.Errorf("lost: %q", got)
		}
	}
	preview := e.edits(e.mod, "us-1", `phone: "111"`, `phone: "111222"`)
	has(t, preview, "two more moderators have to agree", "111222")
	has(t, e.press(e.mod, preview, "Ask for approval"), "can see it now")
	first := e.answered(e.room, 1)
	has(t, e.press(e.mod, first, "Approve and publish"), "somebody else")
	has(t, e.press(e.second, first, "Approve and publish"), "One more moderator has to agree")
	second := e.answered(e.room, 2)
	has(t, second, "One moderator agrees", "111222")
	for _, who := range []*simulator.Person{e.mod, e.second} {
		has(t, e.press(who, second, "Approve and publish"), "somebody else")
	}
	// The first button is there still: who agreed already only starts over with it.
	has(t, e.press(e.second, first, "Approve and publish"), "One more moderator has to agree")
	has(t, e.press(e.second, e.answered(e.room, 3), "Approve and publish"), "somebody else")
	if strings.Contains(e.file("helplines.yaml"), "111222") {
		t.Fatal("a number was published by two")
	}
	has(t, e.press(e.third, second, "Approve and publish"), "Published")
	has(t, e.response(e.alice.Command(e.general, "crisis")), "111222")
}

// TestNoChannelForApproval says what is missing, and keeps the edit.
func TestApprovalNeedsAChannel(t *testing.T) {
	e := newEditing(t)
	e.high("en/depression.md")
	if err := e.db.Forget(t.Context(), e.homeGuild); err != nil {
		t.Fatal(err)
	}
	e.connect()
	preview := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	has(t, e.press(e.mod, preview, "Ask for approval"), "picked no channel")
	if got := value(e.form(e.mod.Press(&preview, "Edit again")), "text"); !strings.Contains(got, isShaped) {
		t.Error("lost")
	}
}

// TestOtherServersEditNothing tries each command, form and press as a moderator of another
// server, and as a member of the home server.
func TestOtherServersEditNothing(t *testing.T) {
	e := newEditing(t)
	e.high("en/depression.md")
	away := e.sim.AddGuild("away")
	there := away.AddChannel("there")
	stranger := away.AddMember("stranger", simulator.ManageGuild|simulator.ManageMessages)
	member := e.home.AddMember("helper", simulator.ManageMessages)
	e.connect()
	preview := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	e.press(e.mod, preview, "Ask for approval")
	asked := e.answered(e.room, 1)
	m := e.form(e.mod.Command(e.general, "library edit", simulator.Opt("entry", "depression#what-is")))
	for _, c := range []struct{ command, option string }{{"edit", "entry"}, {"new", "topic"}, {"phrasing", "entry"}} {
		opt := simulator.Opt(c.option, "depression#what-is")
		has(t, e.response(stranger.Command(there, "library "+c.command, opt)), "home server")
		has(t, e.response(member.Command(e.general, "library "+c.command, opt)), "Only moderators")
		if found, err := stranger.Autocomplete(there, "library "+c.command, c.option, "").Choices(e.ctx()); err != nil || len(found) > 0 {
			t.Errorf("suggested: %v, %v", found, err)
		}
	}
	has(t, e.response(member.Press(&asked, "Approve and publish")), "Only moderators")
	approve := idOf(t, asked, "Approve and publish")
	for act, row := range libraryActs {
		if row.who == ofAny {
			continue // a server's own moderators may do those in it
		}
		for name, in := range map[string]interaction{
			"stranger": {User: stranger.ID(), Guild: away.ID(), Permissions: int64(simulator.ManageGuild)},
			"member":   {User: member.ID(), Guild: e.homeGuild},
			"direct":   {User: stranger.ID(), Direct: true},
		} {
			in.ID, in.Token, in.Fields = "1", "t", map[string]string{"text": isShaped}
			for _, in.CustomID = range []string{as(act, approve), libraryID(act), m.CustomID} {
				if v := e.bot.pressed(t.Context(), in); v.form != nil || !strings.Contains(v.Content, "nly") && !strings.Contains(v.Content, "in a server") {
					t.Errorf("%s, %s as %s: %s", act, in.CustomID, name, v.Content)
				}
			}
		}
	}
	if len(e.room.Messages()) != 1 {
		t.Errorf("%d messages for the moderators", len(e.room.Messages()))
	}
	e.serves("a common mood disorder")
}

// TestWholeChange: whoever is asked to approve can read all of it, in messages that fit.
func TestWholeChange(t *testing.T) {
	e := newEditing(t)
	e.connect()
	rapid.Check(t, func(rt *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("ab` é猫")), 0, 900, -1), 1, 12).Draw(rt, "lines")
		for n := range lines {
			lines[n] = "+ " + lines[n]
		}
		parts, ok := e.bot.wholeChange(lines, "a preview")
		if !ok {
			return // nobody is asked
		}
		var told strings.Builder
		for _, p := range parts {
			if n := len([]rune(p.Content)); n > maxContent {
				rt.Fatalf("%d characters", n)
			}
			told.WriteString(p.Content)
		}
		squeeze := func(text string) string {
			return strings.NewReplacer("```", "", "'''", "", "\n", "", " ", "", "diff", "", "`", "").Replace(text)
		}
		all := squeeze(told.String())
		for _, l := range lines {
			for _, word := range strings.Fields(strings.ReplaceAll(l, "`", " ")) {
				if !strings.Contains(all, word) && len(word) < 100 { // a long one may be on two messages
					rt.Fatalf("%q is not told", word)
				}
			}
		}
	})
	if parts, _ := e.bot.wholeChange([]string{"+ short"}, "x\n"+codeBlock("diff", []string{"+ short"}, 900)); len(parts) != 0 {
		t.Errorf("what the preview shows is told twice: %d", len(parts))
	}
	if _, ok := e.bot.wholeChange([]string{strings.Repeat("x", (mostParts+1)*maxPart)}, ""); ok {
		t.Error("more than anybody reads")
	}
}

// TestApproverSeesAll: a long edit is posted whole before the request.
func TestApproverSeesAll(t *testing.T) {
	e := newEditing(t)
	e.high("en/depression.md")
	e.connect()
	var phrasings strings.Builder
	for n := range 60 {
		fmt.Fprintf(&phrasings, "- is it a common thing to feel low in week %d\n", n)
	}
	preview := e.edits(e.mod, "depression#what-is", "Also asked:\n", "Also asked:\n"+phrasings.String())
	e.press(e.mod, preview, "Ask for approval")
	e.wait("the request", func() bool {
		all := e.room.Messages()
		return len(all) > 0 && strings.Contains(all[len(all)-1].Text(), "asks for your approval")
	})
	all := e.room.Messages()
	told := ""
	for _, m := range all[:len(all)-1] {
		told += m.Text()
	}
	if len(all) < 3 || !strings.Contains(told, "low in week 0") || !strings.Contains(told, "low in week 59") {
		t.Errorf("%d messages:\n%s", len(all), told)
	}
}

// TestUnpushed: what the remote does not have yet is served, and that is said.
func TestUnpushed(t *testing.T) {
	e := newEditing(t)
	e.tree = unpushed{e.tree}
	e.connect()
	preview := e.edits(e.mod, "depression#what-is", isCommon, isShaped)
	has(t, e.press(e.mod, preview, "Publish"), "Published", "does not have it yet")
	e.serves("Depression shapes mood for weeks.")
}

// unpushed is a tree whose remote is away.
type unpushed struct{ worktree.Tree }

func (u unpushed) Publish(ctx context.Context, changes []worktree.Change, by worktree.Author, message string) (worktree.Revision, error) {
	r, err := u.Tree.Publish(ctx, changes, by, message)
	return r, errors.Join(err, worktree.ErrNotPushed)
}
