package bot

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
)

// quiet is a bot over the test library that sends nothing.
func quiet(f *testing.F) *Bot {
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
			b.OnMessage(&m, "9")
		}
		var i discordgo.Interaction
		if json.Unmarshal(data, &i) == nil {
			b.OnInteraction(&i)
		}
		if n := b.Stats().Panics.Load(); n != 0 {
			t.Fatalf("%d panics", n)
		}
	})
}

// FuzzCustomID presses buttons that nobody made.
func FuzzCustomID(f *testing.F) {
	b := quiet(f)
	for _, id := range []string{"h1:e:depression#what-is", "h1:t:sleep", "h1:p:1", "h1:s:" + b.seal.seal(b.Responder.Judge("i want to die"), nil, "42"), "", "::"} {
		f.Add(id, "sleep", "42")
	}
	f.Fuzz(func(t *testing.T, id, value, user string) {
		v := b.pressed(context.Background(), interaction{ID: "1", Token: "t", User: user, CustomID: id, Values: []string{value}})
		if !v.Private || v.Content == "" && (len(v.Embeds) != 1 || size(v.Embeds[0]) > maxEmbed) {
			t.Errorf("%+v", v)
		}
	})
}
