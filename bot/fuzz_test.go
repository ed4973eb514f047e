package bot

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
)

// quiet is a bot over the test library that sends nothing.
func quiet(f testing.TB) *Bot {
	f.Helper()
	folder := os.DirFS("../responses/testdata/library")
	library, _, err := live.Open(live.Options{Embedded: folder})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(folder)
	if err != nil {
		f.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines})
	if err != nil {
		f.Fatal(err)
	}
	log := logrus.New()
	log.SetOutput(io.Discard)
	return New(Options{Session: counter{sent: func() {}}, Responder: responder, Library: library, Secret: "s", Log: log})
}

// FuzzEvent throws JSON at the bot as events: whatever discordgo makes of it, no
// handler may panic.
func FuzzEvent(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","channel_id":"2","guild_id":"3","content":"<@9> hi","author":{"id":"4"},"mentions":[{"id":"9"}]}`,
		`{"id":"1","channel_id":"2","content":"hi","author":{"id":"4"},"mentions":[null],"referenced_message":{"id":"5","author":null,"embeds":[null]}}`,
		`{"id":"1","token":"t","type":2,"data":{"id":"1","name":"ask","options":[{"name":"question","type":3,"value":"what is depression"}]},"member":{"user":{"id":"4"}}}`,
		`{"id":"1","token":"t","type":2,"data":{"id":"1","name":"ask","options":[{"name":"question","type":4,"value":7}]},"user":{"id":"x"}}`,
		`{"id":"1","token":"t","type":3,"data":{"custom_id":"h1:e:depression#what-is","component_type":2},"user":{"id":"4"}}`,
		`{"id":"1","token":"t","type":4,"data":{"id":"1","name":"depression","options":[{"name":"about","type":3,"value":"c","focused":true}]},"user":{"id":"4"}}`,
		`{"id":"1","token":"t","type":1,"user":{"id":"4"}}`, `{}`, `null`,
	} {
		f.Add([]byte(seed))
	}
	b := quiet(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var m discordgo.Message
		if json.Unmarshal(data, &m) == nil {
			b.OnMessage(&m, "9", gateway.Everybody)
		}
		var i discordgo.Interaction
		if json.Unmarshal(data, &i) == nil {
			b.OnInteraction(&i, gateway.Everybody)
		}
		if n := b.Stats().Panics.Load(); n != 0 {
			t.Fatalf("%d panics", n)
		}
	})
}

// FuzzCustomID presses buttons that nobody made.
func FuzzCustomID(f *testing.F) {
	b := quiet(f)
	for _, id := range []string{"h1:e:depression#what-is", "h1:t:sleep", "h1:p:1", "h1:g:topics:0", "h1:k:ask", "h1:s:" + b.seal.seal(b.Responder.Judge("i want to die"), nil, "42"), "", "::"} {
		f.Add(id, "sleep", "42")
	}
	f.Fuzz(func(t *testing.T, id, value, user string) {
		v := b.pressed(context.Background(), interaction{Interaction: asked, User: user, CustomID: id, Values: []string{value}})
		if !v.Private || v.Content == "" && (len(v.Embeds) != 1 || size(v.Embeds[0]) > maxEmbed) {
			t.Errorf("%+v", v)
		}
	})
}

// FuzzSettings presses on the panel what nobody made, by somebody who may and by somebody
// who may not: what is kept is valid, is this server's, and changes only for who may.
func FuzzSettings(f *testing.F) {
	b := quiet(f)
	memory := &ledger{}
	b.Memory = memory
	b.kept = newSettings(b.alive, memory, b.Log)
	for _, act := range []string{"home", "public:true", "here:true:0", "role", "log", "lines:0:0", "lines:0:none", "channels:1", "hide:0", "entries:0:sleep", "entry:0:sleep", "topics:-1", "", ":::"} {
		for _, value := range []string{"", "sleep", "sleep#mood", "US", "100000000000000077", "*"} {
			f.Add(act, value, "100000000000000001,100000000000000002", true)
		}
	}
	kept := store.Guild{Country: "US", Hidden: []string{"depression"}}
	f.Fuzz(func(t *testing.T, act, value, more string, may bool) {
		memory.set("1", kept)
		memory.set("2", kept)
		in := interaction{Interaction: asked, User: "42", Guild: "1", Channel: "100000000000000009"}
		if may {
			in.Permissions = discordgo.PermissionManageGuild
		}
		if value != "" {
			in.Values = append([]string{value}, strings.Split(more, ",")...)
		}
		if value == "*" {
			in.Values = in.Values[1:]
		}
		in.CustomID = customID(pickSetting, act)
		v := b.handle(context.Background(), in)
		if why := unfit(v); !v.Private || len(why) > 0 {
			t.Errorf("%v: %+v", why, v)
		}
		if g := memory.of("2"); !cmp.Equal(g, kept) {
			t.Errorf("another server's settings: %+v", g)
		}
		g := memory.of("1")
		if !may && !cmp.Equal(g, kept) {
			t.Errorf("changed by somebody who may not: %+v", g)
		}
		for _, id := range append(slices.Clone(g.Quiet), g.ModeratorRole, g.LogChannel) {
			if id != "" && !snowflake.MatchString(id) {
				t.Errorf("%q is kept for an id", id)
			}
		}
		b.withEdition("", func(e *knowledge.Edition) {
			for _, id := range g.Hidden {
				if e.Topic(id) == nil && e.Entry(id) == nil {
					t.Errorf("%q is switched off and is nothing", id)
				}
			}
		})
		if g.Country != "" && !slices.ContainsFunc(b.Responder.Countries(), func(c *knowledge.Country) bool { return c.Code == g.Country }) {
			t.Errorf("%q is kept for a country", g.Country)
		}
	})
}

// FuzzEscape writes text of the library, or of a form, into a message: Discord shows what it
// says, and takes nothing in it for a sign of its own.
func FuzzEscape(f *testing.F) {
	for _, text := range []string{"# a", "1. a", "a\n-# b", "<@1> [a](b) `c` a\\b", "**a** ||b||", "\\\\*a", "@everyone", "\r\n# a", "> a", "12."} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		escaped := escape(text)
		var shown strings.Builder
		for i := 0; i < len(escaped); i++ {
			c := escaped[i]
			switch {
			case c == '\\' && i+1 < len(escaped):
				i++
				c = escaped[i]
			case strings.IndexByte("\\*_~|`[]<>", c) >= 0:
				t.Fatalf("%q: %q stands alone in %q", text, c, escaped)
			}
			shown.WriteByte(c)
		}
		if shown.String() != text {
			t.Fatalf("%q is shown as %q", text, shown.String())
		}
		if m := lineStart.FindString(escaped); m != "" {
			t.Fatalf("%q: a line begins with %q", escaped, m)
		}
	})
}

// TestTextOptionsHaveABound: Discord lets nobody type more into a command than is read.
func TestTextOptionsHaveABound(t *testing.T) {
	n := 0
	var look func(command string, options []*discordgo.ApplicationCommandOption)
	look = func(command string, options []*discordgo.ApplicationCommandOption) {
		for _, o := range options {
			if o.Type == discordgo.ApplicationCommandOptionString {
				n++
				if len(o.Choices) == 0 && (o.MaxLength < 1 || o.MaxLength > maxQuestion) {
					t.Errorf("/%s: %s takes %d characters", command, o.Name, o.MaxLength)
				}
			}
			look(command+" "+o.Name, o.Options)
		}
	}
	for _, c := range quiet(t).wanted() {
		look(c.Name, c.Options)
	}
	if n < 5 {
		t.Errorf("only %d options were looked at", n)
	}
}
