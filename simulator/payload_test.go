package simulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/simulator"
)

// n is a text of n letters.
func n(count int) string { return strings.Repeat("a", count) }

// items repeats an item, with %d for its number.
func items(count int, item string) string {
	var all []string
	for i := range count {
		all = append(all, strings.ReplaceAll(item, "%d", fmt.Sprint(i)))
	}
	return strings.Join(all, ",")
}

func embeds(inner string) string { return `{"embeds":[{` + inner + `}]}` }

func rows(inner string) string { return `{"content":"x","components":[` + inner + `]}` }

func row(inner string) string { return rows(`{"type":1,"components":[` + inner + `]}`) }

func v2(inner string) string { return `{"flags":32768,"components":[` + inner + `]}` }

const (
	button  = `{"type":2,"style":1,"label":"l","custom_id":"c%d"}`
	display = `{"type":10,"content":"t"}`
)

// messagePayloads are bodies of Create Message. want is a path and code in the tree of
// errors, "" for a payload in order.
var messagePayloads = []struct{ name, body, want string }{
	{"content 2000", `{"content":"` + n(2000) + `"}`, ""},
	{"content 2001", `{"content":"` + n(2001) + `"}`, "content BASE_TYPE_MAX_LENGTH"},
	{"content 2000 wide letters", `{"content":"` + strings.Repeat("ü", 2000) + `"}`, ""},
	{"content trimmed", `{"content":"` + n(2000) + `   "}`, ""},
	{"content not text", `{"content":5}`, "content STRING_TYPE_CONVERT"},
	{"a list", `[]`, " DICT_TYPE_CONVERT"},
	{"discordgo's nulls", `{"content":"x","embeds":null,"components":null,"sticker_ids":null,"allowed_mentions":{"parse":null,"replied_user":false}}`, ""},
	{"title 256", embeds(`"title":"` + n(256) + `"`), ""},
	{"title 257", embeds(`"title":"` + n(257) + `"`), "embeds.0.title BASE_TYPE_MAX_LENGTH"},
	{"description 4097", embeds(`"description":"` + n(4097) + `"`), "embeds.0.description BASE_TYPE_MAX_LENGTH"},
	{"25 fields", embeds(`"fields":[` + items(25, `{"name":"n","value":"v"}`) + `]`), ""},
	{"26 fields", embeds(`"fields":[` + items(26, `{"name":"n","value":"v"}`) + `]`), "embeds.0.fields BASE_TYPE_MAX_LENGTH"},
	{"field without value", embeds(`"fields":[{"name":"n","value":""}]`), "embeds.0.fields.0.value BASE_TYPE_REQUIRED"},
	{"field name 257", embeds(`"fields":[{"name":"` + n(257) + `","value":"v"}]`), "embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH"},
	{"field value 1025", embeds(`"fields":[{"name":"n","value":"` + n(1025) + `"}]`), "embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH"},
	{"footer 2049", embeds(`"title":"t","footer":{"text":"` + n(2049) + `"}`), "embeds.0.footer.text BASE_TYPE_MAX_LENGTH"},
	{"author 257", embeds(`"author":{"name":"` + n(257) + `"}`), "embeds.0.author.name BASE_TYPE_BAD_LENGTH"},
	{"color", embeds(`"title":"t","color":16777216`), "embeds.0.color NUMBER_TYPE_MAX"},
	{"empty embed", `{"content":"x","embeds":[{}]}`, "embeds.0.description BASE_TYPE_REQUIRED"},
	{"embed url", embeds(`"title":"t","url":"ftp://example.org"`), "embeds.0.url URL_TYPE_INVALID_SCHEME"},
	{"embed url without scheme", embeds(`"title":"t","url":"example"`), "embeds.0.url URL_TYPE_INVALID_URL"},
	{"11 embeds", `{"embeds":[` + items(11, `{"title":"t"}`) + `]}`, "embeds BASE_TYPE_MAX_LENGTH"},
	{"6000 in two embeds", `{"embeds":[{"description":"` + n(4000) + `"},{"description":"` + n(2000) + `"}]}`, ""},
	{"6001 in two embeds", `{"embeds":[{"description":"` + n(4000) + `"},{"description":"` + n(1990) + `","footer":{"text":"` + n(11) + `"}}]}`, "embeds MAX_EMBED_SIZE_EXCEEDED"},
	{"mentions exclusive", `{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}`, "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
	{"mentions of what", `{"content":"x","allowed_mentions":{"parse":["all"]}}`, "allowed_mentions.parse.0 BASE_TYPE_CHOICES"},
	{"ephemeral in a channel", `{"content":"x","flags":64}`, "flags MESSAGE_FLAGS_INVALID"},
	{"reply to a word", `{"content":"x","message_reference":{"message_id":"that"}}`, "message_reference.message_id NUMBER_TYPE_COERCE"},

	{"5 buttons", row(items(5, button)), ""},
	{"6 buttons", row(items(6, button)), "components.0.components BASE_TYPE_BAD_LENGTH"},
	{"select beside a button", row(items(1, button) + `,{"type":5,"custom_id":"who"}`), "components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
	{"6 rows", rows(items(6, `{"type":1,"components":[`+button+`]}`)), "components BASE_TYPE_MAX_LENGTH"},
	{"empty row", row(""), "components.0.components BASE_TYPE_BAD_LENGTH"},
	{"button outside a row", rows(items(1, button)), "components.0.type UNION_TYPE_CHOICES"},
	{"version 2 without the flag", rows(display), "components.0.type UNION_TYPE_CHOICES"},
	{"custom_id 100", row(`{"type":2,"style":1,"label":"l","custom_id":"` + n(100) + `"}`), ""},
	{"custom_id 101", row(`{"type":2,"style":1,"label":"l","custom_id":"` + n(101) + `"}`), "components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH"},
	{"custom_id twice", rows(items(2, `{"type":1,"components":[{"type":2,"style":1,"label":"l","custom_id":"c"}]}`)), "components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"},
	{"no custom_id", row(`{"type":2,"style":1,"label":"l"}`), "components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"},
	{"label 81", row(`{"type":2,"style":1,"label":"` + n(81) + `","custom_id":"c"}`), "components.0.components.0.label BASE_TYPE_MAX_LENGTH"},
	{"nothing on it", row(`{"type":2,"style":1,"custom_id":"c"}`), "components.0.components.0.label BUTTON_COMPONENT_LABEL_REQUIRED"},
	{"emoji on it", row(`{"type":2,"style":1,"custom_id":"c","emoji":{"name":"🧠"}}`), ""},
	{"link", row(`{"type":2,"style":5,"label":"l","url":"https://example.org"}`), ""},
	{"link without address", row(`{"type":2,"style":5,"label":"l"}`), "components.0.components.0.url BASE_TYPE_REQUIRED"},
	{"link with custom_id", row(`{"type":2,"style":5,"label":"l","url":"https://example.org","custom_id":"c"}`), "components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
	{"link of 513", row(`{"type":2,"style":5,"label":"l","url":"https://example.org/` + n(493) + `"}`), "components.0.components.0.url BASE_TYPE_MAX_LENGTH"},
	{"25 options", row(`{"type":3,"custom_id":"s","options":[` + items(25, `{"label":"l","value":"v%d"}`) + `]}`), ""},
	{"26 options", row(`{"type":3,"custom_id":"s","options":[` + items(26, `{"label":"l","value":"v%d"}`) + `]}`), "components.0.components.0.options BASE_TYPE_BAD_LENGTH"},
	{"no options", row(`{"type":3,"custom_id":"s"}`), "components.0.components.0.options BASE_TYPE_REQUIRED"},
	{"one value twice", row(`{"type":3,"custom_id":"s","options":[` + items(2, `{"label":"l","value":"v"}`) + `]}`), "components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
	{"option label 101", row(`{"type":3,"custom_id":"s","options":[{"label":"` + n(101) + `","value":"v"}]}`), "components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH"},
	{"placeholder 151", row(`{"type":5,"custom_id":"s","placeholder":"` + n(151) + `"}`), "components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH"},
	{"min above max", row(`{"type":5,"custom_id":"s","min_values":2}`), "components.0.components.0.min_values COMPONENT_SELECT_MIN_VALUES_EXCEEDS_MAX"},

	{"version 2", v2(display), ""},
	{"version 2 with content", `{"content":"x",` + v2(display)[1:], "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	{"version 2 with embeds", `{"embeds":[{"title":"t"}],` + v2(display)[1:], "embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
	{"40 in all", v2(`{"type":17,"components":[` + items(39, display) + `]}`), ""},
	{"41 in all", v2(`{"type":17,"components":[` + items(40, display) + `]}`), "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
	{"4001 letters in all", v2(`{"type":10,"content":"` + n(2000) + `"},{"type":10,"content":"` + n(2001) + `"}`), "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
	{"gallery, thumbnail and file", v2(`{"type":12,"items":[{"media":{"url":"https://example.org/a.png"}}]},{"type":9,"components":[` + display + `],"accessory":{"type":11,"media":{"url":"https://example.org/a.png"}}},{"type":13,"file":{"url":"attachment://a.txt"}},{"type":14}`), ""},
	{"section without accessory", v2(`{"type":9,"components":[` + display + `]}`), "components.0.accessory BASE_TYPE_REQUIRED"},
	{"4 texts in a section", v2(`{"type":9,"components":[` + items(4, display) + `],"accessory":{"type":11,"media":{"url":"https://example.org/a.png"}}}`), "components.0.components BASE_TYPE_BAD_LENGTH"},
	{"container in a container", v2(`{"type":17,"components":[{"type":17,"components":[` + display + `]}]}`), "components.0.components.0.type UNION_TYPE_CHOICES"},
	{"custom_id twice, in a section", v2(items(2, `{"type":9,"components":[`+display+`],"accessory":{"type":2,"style":1,"label":"l","custom_id":"c"}}`)), "components.1.accessory.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"},
}

func TestMessagePayloads(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{Contract: contract(t)})
	general := sim.AddGuild("home").AddChannel("general")
	dial(t, sim).identify(sim, usualIntents)
	defer noViolations(t, sim)
	for _, c := range messagePayloads {
		t.Run(c.name, func(t *testing.T) {
			verdict(t, call(t, sim, "POST", "/api/v10/channels/"+general.ID()+"/messages", c.body), c.want)
		})
	}
}

// command is a command with an option inside.
func command(option string) string {
	return `[{"name":"c","description":"d","options":[` + option + `]}]`
}

func option(more string) string {
	return command(`{"type":3,"name":"o","description":"d",` + more + `}`)
}

var commandPayloads = []struct{ name, body, want string }{
	{"name 32", `[{"name":"` + n(32) + `","description":"d"}]`, ""},
	{"name 33", `[{"name":"` + n(33) + `","description":"d"}]`, "0.name BASE_TYPE_BAD_LENGTH"},
	{"name with a space", `[{"name":"bad name","description":"d"}]`, "0.name APPLICATION_COMMAND_INVALID_NAME"},
	{"name with a capital", `[{"name":"Bad","description":"d"}]`, "0.name APPLICATION_COMMAND_INVALID_NAME"},
	{"name in Devanagari, Thai and Japanese", `[{"name":"हिन्दी","description":"d"},{"name":"ไทย","description":"d"},{"name":"脳","description":"d"}]`, ""},
	{"menu entry", `[{"name":"Answer with Hebb","type":3}]`, ""},
	{"menu entry with a description", `[{"name":"Answer","type":3,"description":"d"}]`, "0.description BASE_TYPE_MAX_LENGTH"},
	{"no name", `[{"description":"d"}]`, "0.name BASE_TYPE_REQUIRED"},
	{"no description", `[{"name":"c"}]`, "0.description BASE_TYPE_REQUIRED"},
	{"description 101", `[{"name":"c","description":"` + n(101) + `"}]`, "0.description BASE_TYPE_BAD_LENGTH"},
	{"one name twice", `[{"name":"c","description":"d"},{"name":"c","description":"d"}]`, "1.name APPLICATION_COMMANDS_DUPLICATE_NAME"},
	{"one name for two types", `[{"name":"c","description":"d"},{"name":"c","type":3}]`, ""},
	{"unknown locale", `[{"name":"c","description":"d","name_localizations":{"xx":"c"}}]`, "0.name_localizations.xx ENUM_TYPE_COERCE"},
	{"translation with a capital", `[{"name":"c","description":"d","name_localizations":{"de":"Thema"}}]`, "0.name_localizations.de APPLICATION_COMMAND_INVALID_NAME"},
	{"permissions as text and number", `[{"name":"a","description":"d","default_member_permissions":"32"},{"name":"b","description":"d","default_member_permissions":32}]`, ""},
	{"context 3", `[{"name":"c","description":"d","contexts":[3]}]`, "0.contexts.0 BASE_TYPE_CHOICES"},
	{"25 options", command(items(25, `{"type":3,"name":"o%d","description":"d"}`)), ""},
	{"26 options", command(items(26, `{"type":3,"name":"o%d","description":"d"}`)), "0.options BASE_TYPE_MAX_LENGTH"},
	{"one option twice", command(items(2, `{"type":3,"name":"o","description":"d"}`)), "0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"},
	{"required after optional", command(`{"type":3,"name":"a","description":"d"},{"type":3,"name":"b","description":"d","required":true}`), "0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
	{"option type 12", command(`{"type":12,"name":"a","description":"d"}`), "0.options.0.type UNION_TYPE_CHOICES"},
	{"25 choices", option(`"choices":[` + items(25, `{"name":"n%d","value":"v%d"}`) + `]`), ""},
	{"26 choices", option(`"choices":[` + items(26, `{"name":"n%d","value":"v%d"}`) + `]`), "0.options.0.choices BASE_TYPE_MAX_LENGTH"},
	{"choice value 101", option(`"choices":[{"name":"n","value":"` + n(101) + `"}]`), "0.options.0.choices.0.value BASE_TYPE_MAX_LENGTH"},
	{"choice of the wrong type", option(`"choices":[{"name":"n","value":1}]`), "0.options.0.choices.0.value STRING_TYPE_CONVERT"},
	{"choices and autocomplete", option(`"autocomplete":true,"choices":[{"name":"n","value":"v"}]`), "0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE"},
	{"subcommand beside a value", command(`{"type":1,"name":"a","description":"d"},{"type":3,"name":"b","description":"d"}`), "0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
	{"subcommand in a subcommand", command(`{"type":1,"name":"a","description":"d","options":[{"type":1,"name":"b","description":"d"}]}`), "0.options.0.options.0.type UNION_TYPE_CHOICES"},
	{"8000 in all", command(items(19, `{"type":3,"name":"oo%d","description":"`+n(100)+`","choices":[`+items(3, `{"name":"`+n(50)+`","value":"`+n(50)+`"}`)+`]}`)), ""},
	{"more than 8000 in all", command(items(24, `{"type":3,"name":"oo%d","description":"`+n(100)+`","choices":[`+items(3, `{"name":"`+n(50)+`","value":"`+n(50)+`"}`)+`]}`)), "0 APPLICATION_COMMAND_TOO_LARGE"},
}

func TestCommandPayloads(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{Contract: contract(t)})
	defer noViolations(t, sim)
	for _, c := range commandPayloads {
		t.Run(c.name, func(t *testing.T) { verdict(t, putCommands(t, sim, c.body), c.want) })
	}
}

func reply(kind int, data string) string { return fmt.Sprintf(`{"type":%d,"data":{%s}}`, kind, data) }

func modal(inner string) string {
	return reply(9, `"custom_id":"m","title":"t","components":[`+inner+`]`)
}

func inputs(more string) string {
	return modal(`{"type":1,"components":[{"type":4,"custom_id":"i","style":1,"label":"l"` + more + `}]}`)
}

var callbackPayloads = []struct{ name, body, want string }{
	{"embed title 257", reply(4, embeds(`"title":"` + n(257) + `"`)[1:len(embeds(`"title":"`+n(257)+`"`))-1]), "data.embeds.0.title BASE_TYPE_MAX_LENGTH"},
	{"ephemeral", reply(4, `"content":"x","flags":64`), ""},
	{"crossposted", reply(4, `"content":"x","flags":1`), "data.flags MESSAGE_FLAGS_INVALID"},
	{"type 99", `{"type":99}`, "type BASE_TYPE_CHOICES"},
	{"no type", `{}`, "type BASE_TYPE_REQUIRED"},
	{"message without data", `{"type":4}`, "data BASE_TYPE_REQUIRED"},
	{"deferral", reply(5, `"tts":false,"content":"","components":null,"embeds":null,"flags":64`), ""},
	{"deferral into version 2", reply(5, `"flags":32768`), "data.flags MESSAGE_FLAGS_INVALID"},
	{"form", inputs(""), ""},
	{"form title 46", reply(9, `"custom_id":"m","title":"`+n(46)+`","components":[]`), "data.title BASE_TYPE_BAD_LENGTH"},
	{"form custom_id 101", reply(9, `"custom_id":"`+n(101)+`","title":"t","components":[]`), "data.custom_id BASE_TYPE_BAD_LENGTH"},
	{"empty form", modal(""), "data.components BASE_TYPE_BAD_LENGTH"},
	{"6 fields", modal(items(6, `{"type":1,"components":[{"type":4,"custom_id":"i%d","style":1,"label":"l"}]}`)), "data.components BASE_TYPE_BAD_LENGTH"},
	{"field label 46", modal(`{"type":18,"label":"` + n(46) + `","component":{"type":4,"custom_id":"i","style":1}}`), "data.components.0.label BASE_TYPE_BAD_LENGTH"},
	{"field without label", modal(`{"type":1,"components":[{"type":4,"custom_id":"i","style":1}]}`), "data.components.0.components.0.label BASE_TYPE_REQUIRED"},
	{"field max_length", inputs(`,"max_length":4001`), "data.components.0.components.0.max_length NUMBER_TYPE_MAX"},
	{"field placeholder 101", inputs(`,"placeholder":"` + n(101) + `"`), "data.components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH"},
	{"button in a form", modal(`{"type":1,"components":[{"type":2,"style":1,"label":"l","custom_id":"c"}]}`), "data.components.0.components.0.type UNION_TYPE_CHOICES"},
	{"one field twice", modal(items(2, `{"type":1,"components":[{"type":4,"custom_id":"i","style":1,"label":"l"}]}`)), "data.components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED"},
}

func TestCallbackPayloads(t *testing.T) {
	st := newStage(t)
	defer noViolations(t, st.sim)
	for _, c := range callbackPayloads {
		t.Run(c.name, func(t *testing.T) { st.T = t; verdict(t, st.callback(st.ask(), c.body), c.want) })
	}
	for name, c := range map[string]struct{ body, want string }{
		"25":              {reply(8, `"choices":[`+items(25, `{"name":"n","value":"v%d"}`)+`]`), ""},
		"26":              {reply(8, `"choices":[`+items(26, `{"name":"n","value":"v%d"}`)+`]`), "data.choices BASE_TYPE_MAX_LENGTH"},
		"name 101":        {reply(8, `"choices":[{"name":"`+n(101)+`","value":"v"}]`), "data.choices.0.name BASE_TYPE_BAD_LENGTH"},
		"value 101":       {reply(8, `"choices":[{"name":"n","value":"`+n(101)+`"}]`), "data.choices.0.value BASE_TYPE_MAX_LENGTH"},
		"name is missing": {reply(8, `"choices":[{"value":"v"}]`), "data.choices.0.name BASE_TYPE_REQUIRED"},
		"list is missing": {reply(8, ``), "data.choices BASE_TYPE_REQUIRED"},
	} {
		i := st.alice.Autocomplete(st.general, "ask", "about", "x")
		t.Run("suggestions "+name, func(t *testing.T) { st.T = t; verdict(t, st.callback(i, c.body), c.want) })
	}
}

// verdict checks an answer: in order, or 50035 with this one leaf in the tree.
func verdict(t *testing.T, a restAnswer, want string) {
	t.Helper()
	if want == "" {
		if a.status/100 != 2 {
			t.Errorf("got %d %s", a.status, a.body)
		}
		return
	}
	at, code, _ := strings.Cut(want, " ")
	var body struct {
		Code    int
		Message string
		Errors  map[string]any
	}
	decode(t, []byte(a.body), &body)
	if a.status != 400 || body.Code != 50035 || body.Message != "Invalid Form Body" {
		t.Fatalf("got %d %s; want %s", a.status, a.body, want)
	}
	node := any(body.Errors)
	if at != "" {
		for _, key := range strings.Split(at, ".") {
			inner, _ := node.(map[string]any)
			node = inner[key]
		}
	}
	leaf, _ := node.(map[string]any)
	errors, _ := leaf["_errors"].([]any)
	for _, e := range errors {
		if e.(map[string]any)["code"] == code {
			return
		}
	}
	t.Errorf("no %s in %s", want, a.body)
}

// TestMisspeltKeys pass, as with Discord, and are told (README, gap 7).
func TestMisspeltKeys(t *testing.T) {
	t.Parallel()
	sim := lenient(t, simulator.Options{})
	general := sim.AddGuild("home").AddChannel("general")
	a := call(t, sim, "POST", "/api/v10/channels/"+general.ID()+"/messages", `{"content":"x","embed":{},"embeds":[{"title":"t","colour":5}]}`)
	if a.status != 200 || len(sim.Violations()) != 2 || !strings.Contains(sim.Violations()[0].String(), "unknown key embed") {
		t.Error(a, sim.Violations())
	}
}

// noViolations checks what the simulator itself sent; requests are wrong on purpose.
func noViolations(t *testing.T, sim *simulator.Simulator) {
	t.Helper()
	for _, v := range sim.Violations() {
		if v.Side != "request" {
			t.Error(v)
		}
	}
}
