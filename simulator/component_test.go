package simulator_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/simulator"
)

const manyComponents = `{"content":"x","components":[
 {"type":1,"components":[{"type":2,"style":1,"label":"More","custom_id":"more"},{"type":2,"style":2,"label":"Off","custom_id":"off","disabled":true},
   {"type":2,"style":5,"label":"Read","url":"https://example.org"}]},
 {"type":1,"components":[{"type":3,"custom_id":"topic","max_values":2,"options":[{"label":"Sleep","value":"s"},{"label":"Food","value":"f"},{"label":"Work","value":"w"}]}]},
 {"type":1,"components":[{"type":5,"custom_id":"who"}]},
 {"type":1,"components":[{"type":6,"custom_id":"role"}]},
 {"type":1,"components":[{"type":8,"custom_id":"where","min_values":0}]}]}`

// TestComponents is what a person can do with a message's components.
func TestComponents(t *testing.T) {
	st := newStage(t)
	gw := dial(t, st.sim)
	gw.identify(st.sim, 0)
	st.want(call(t, st.sim, "POST", "/api/v10/channels/"+st.general.ID()+"/messages", manyComponents), 200, 0)
	m := new(st.general.Messages()[0])
	theirs := st.bob.Say(st.general, "mine")
	role := st.general.Guild().AddRole("readers")
	for _, c := range []struct {
		name string
		do   func() *simulator.Interaction
		want string // the values, or the error
		ok   bool
	}{
		{"by label", func() *simulator.Interaction { return st.alice.Press(m, "More") }, "", true},
		{"by custom_id", func() *simulator.Interaction { return st.alice.Press(m, "more") }, "", true},
		{"disabled", func() *simulator.Interaction { return st.alice.Press(m, "Off") }, "disabled", false},
		{"link", func() *simulator.Interaction { return st.alice.Press(m, "Read") }, "link", false},
		{"no such button", func() *simulator.Interaction { return st.alice.Press(m, "Less") }, `"More" "Off" "Read"`, false},
		{"no components", func() *simulator.Interaction { return st.alice.Press(theirs, "More") }, "no such button", false},
		{"one", func() *simulator.Interaction { return st.alice.Select(m, "topic", "s") }, "s", true},
		{"two, by label", func() *simulator.Interaction { return st.alice.Select(m, "topic", "Food", "Work") }, "f w", true},
		{"none", func() *simulator.Interaction { return st.alice.Select(m, "topic") }, "between 1 and 2", false},
		{"too many", func() *simulator.Interaction { return st.alice.Select(m, "topic", "s", "f", "w") }, "between 1 and 2", false},
		{"twice", func() *simulator.Interaction { return st.alice.Select(m, "topic", "s", "Sleep") }, "cannot be picked", false},
		{"not there", func() *simulator.Interaction { return st.alice.Select(m, "topic", "z") }, "cannot be picked", false},
		{"no such menu", func() *simulator.Interaction { return st.alice.Select(m, "topics", "s") }, "no such menu", false},
		{"a person", func() *simulator.Interaction { return st.alice.Select(m, "who", st.bob.ID()) }, st.bob.ID(), true},
		{"not a person", func() *simulator.Interaction { return st.alice.Select(m, "who", role.ID()) }, "cannot be picked", false},
		{"a role", func() *simulator.Interaction { return st.alice.Select(m, "role", role.ID()) }, role.ID(), true},
		{"a channel", func() *simulator.Interaction { return st.alice.Select(m, "where", st.general.ID()) }, st.general.ID(), true},
		{"no channel", func() *simulator.Interaction { return st.alice.Select(m, "where") }, "", true},
	} {
		i := c.do()
		if (i.Err() == nil) != c.ok || !c.ok && !strings.Contains(i.Err().Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, i.Err(), c.want)
		}
		if !c.ok {
			continue
		}
		e := interactionOf(t, gw.want(0, "INTERACTION_CREATE"))
		if got := strings.Join(e.Data.Values, " "); got != c.want || e.Message.ID != m.ID || e.Member.User.ID != st.alice.ID() {
			t.Errorf("%s: values %q; want %q", c.name, got, c.want)
		}
	}
	for _, v := range st.sim.Violations() {
		t.Error(v)
	}
}

const form = `{"type":9,"data":{"custom_id":"m","title":"T","components":[
 {"type":10,"content":"Please be kind."},
 {"type":1,"components":[{"type":4,"custom_id":"short","style":1,"label":"Short","min_length":2,"max_length":4}]},
 {"type":18,"label":"Long","component":{"type":4,"custom_id":"long","style":2,"required":false,"value":"as before"}},
 {"type":18,"label":"Pick","component":{"type":3,"custom_id":"pick","required":false,"options":[{"label":"A","value":"a"}]}}]}}`

// TestModal is what a person can fill in, and how it arrives.
func TestModal(t *testing.T) {
	st := newStage(t)
	ctx := within(t)
	gw := dial(t, st.sim)
	gw.identify(st.sim, 0)
	i := st.ask()
	gw.want(0, "INTERACTION_CREATE")
	st.want(st.callback(i, form), 204, 0)
	r := must[simulator.Response](t)(i.Response(ctx))
	for want, fields := range map[string]map[string]string{
		`"short" is required`: {},
		"too few or too many": {"short": "a"},
		`no field "other"`:    {"short": "abc", "other": "x"},
	} {
		if err := st.alice.Submit(r.Modal, fields).Err(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v; want %q", fields, err, want)
		}
	}
	if st.bob.Submit(r.Modal, nil).Err() == nil || st.alice.Submit(nil, nil).Err() == nil {
		t.Error("submitted a form that is not open")
	}
	if err := st.alice.Submit(r.Modal, map[string]string{"short": "abc", "pick": "a"}).Err(); err != nil {
		t.Fatal(err)
	}
	e := interactionOf(t, gw.want(0, "INTERACTION_CREATE"))
	got := map[string]any{}
	for _, c := range e.Data.Components {
		for _, field := range append(c.Components, c.Component) {
			if field.CustomID != "" {
				got[field.CustomID] = field.Value + strings.Join(field.Values, ",")
			}
		}
	}
	if diff := cmp.Diff(map[string]any{"short": "abc", "long": "as before", "pick": "a"}, got); diff != "" || e.Data.CustomID != "m" {
		t.Error(diff)
	}
	for _, v := range st.sim.Violations() {
		t.Error(v)
	}
}

// TestComponentsV2: the flag stays, and content cannot come back.
func TestComponentsV2(t *testing.T) {
	st := newStage(t)
	i := st.ask()
	st.want(st.callback(i, `{"type":5}`), 204, 0)
	v2 := `{"flags":32768,"components":[{"type":17,"accent_color":5,"components":[{"type":10,"content":"# Title"},{"type":14},
	  {"type":9,"components":[{"type":10,"content":"text"}],"accessory":{"type":2,"style":1,"label":"More","custom_id":"more"}}]},
	  {"type":12,"items":[{"media":{"url":"https://example.org/a.png"}}]}]}`
	st.want(st.webhook(i, "PATCH", "/messages/@original", v2), 200, 0)
	m := new(st.general.Messages()[0])
	if m.Text() != "# Title\ntext" || m.Flags&simulator.FlagComponentsV2 == 0 {
		t.Errorf("text %q, flags %b", m.Text(), m.Flags)
	}
	if err := st.alice.Press(m, "More").Err(); err != nil {
		t.Error(err)
	}
	st.want(st.webhook(i, "PATCH", "/messages/@original", `{"content":"back"}`), 400, 50035)
	st.want(st.webhook(i, "PATCH", "/messages/@original", `{"components":[{"type":10,"content":"without the flag"}]}`), 200, 0)
	old := st.ask()
	st.want(st.callback(old, hello), 204, 0)
	st.want(st.webhook(old, "PATCH", "/messages/@original", `{"components":[{"type":10,"content":"without the flag"}]}`), 400, 50035)
	st.want(st.webhook(old, "PATCH", "/messages/@original", `{"content":"x","flags":64}`), 400, 50035)
}

// interaction is what tests look at in an interaction's event.
type interaction struct {
	Data struct {
		CustomID   string `json:"custom_id"`
		Values     []string
		Components []struct {
			Components []field
			Component  field
		}
	}
	Message discordMessage
	Member  struct{ User struct{ ID string } }
}

type field struct {
	CustomID string `json:"custom_id"`
	Value    string
	Values   []string
}

func interactionOf(t *testing.T, f frame) (i interaction) {
	t.Helper()
	decode(t, f.D, &i)
	return i
}
