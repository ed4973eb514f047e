package playground

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/simulator"
)

// TestRefusals: what Discord's client would not let a person do is refused with a sentence.
func TestRefusals(t *testing.T) {
	g := play(t)
	sam, robin, general, private := g.people[0].ID(), g.people[2].ID(), g.channels[0].ID(), g.channels[2].ID()
	for name, tt := range map[string]struct {
		path string
		body map[string]any
		want string
	}{
		"nobody":                      {"/api/say", map[string]any{"person": "1", "channel": general, "text": "x"}, "nobody of that id"},
		"nowhere":                     {"/api/say", map[string]any{"person": sam, "channel": "1", "text": "x"}, "no such channel"},
		"nothing":                     {"/api/say", map[string]any{"person": sam, "channel": general, "text": " "}, "empty"},
		"where a member may not look": {"/api/say", map[string]any{"person": sam, "channel": private, "text": "x"}, "no permission"},
		"a reply to nothing":          {"/api/say", map[string]any{"person": sam, "channel": general, "text": "x", "reply": "1"}, "no longer there"},
		"an unknown command":          {"/api/command", map[string]any{"person": sam, "channel": general, "name": "nothing"}, "not registered"},
		"a moderator's command":       {"/api/command", map[string]any{"person": sam, "channel": general, "name": "settings"}, "other permissions"},
		"a server's command":          {"/api/command", map[string]any{"person": robin, "channel": direct, "name": "settings"}, "not available here"},
		"no option":                   {"/api/command", map[string]any{"person": sam, "channel": general, "name": "ask"}, "required"},
		"no message":                  {"/api/press", map[string]any{"person": sam, "channel": general, "message": "1", "button": "x"}, "no longer there"},
		"no message to select in":     {"/api/select", map[string]any{"person": sam, "channel": general, "menu": "x"}, "no longer there"},
		"no message for the menu":     {"/api/menu", map[string]any{"person": sam, "channel": general, "name": "x"}, "no longer there"},
		"no message to dismiss":       {"/api/dismiss", map[string]any{"person": sam, "channel": general}, "no longer there"},
		"no form":                     {"/api/submit", map[string]any{"person": sam, "channel": general, "form": "1"}, "no longer open"},
		"no autocomplete":             {"/api/autocomplete", map[string]any{"person": sam, "channel": general, "name": "help", "option": "x", "typed": "y"}, "autocomplete"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, refused := g.post(tt.path, tt.body); !strings.Contains(refused, tt.want) {
				t.Errorf("refused with %q, want %q", refused, tt.want)
			}
		})
	}
}

// TestOnlyTheirs: a person's stream has what they see, and nothing else.
func TestOnlyTheirs(t *testing.T) {
	g := play(t)
	sam, alex, general := g.people[0], g.people[1], g.channels[0]
	if _, refused := g.post("/api/command", map[string]any{"person": sam.ID(), "channel": general.ID(), "name": "ask", "options": map[string]string{"question": "i want to die"}}); refused != "" {
		t.Fatal(refused)
	}
	g.wait(func() bool { return len(sam.Sees(general)) == 1 && !sees(sam, general)[0].Loading() })
	seen := g.view(sam.Person, general).Messages
	if len(seen) != 1 || seen[0].Used != "/ask" || !seen[0].Ephemeral() {
		t.Fatalf("the asker sees %+v", seen)
	}
	if other := g.view(alex.Person, general).Messages; len(other) != 0 {
		t.Errorf("somebody else sees %+v", other)
	}
	for path, body := range map[string]map[string]any{
		"/api/dismiss": {"person": alex.ID(), "channel": general.ID(), "message": seen[0].ID},
		"/api/press":   {"person": alex.ID(), "channel": general.ID(), "message": seen[0].ID, "button": "x"},
	} {
		if _, refused := g.post(path, body); !strings.Contains(refused, "no longer there") {
			t.Errorf("%s: somebody else is refused with %q", path, refused)
		}
	}
	if _, refused := g.post("/api/dismiss", map[string]any{"person": sam.ID(), "channel": general.ID(), "message": seen[0].ID}); refused != "" {
		t.Error(refused)
	}
	if seen := g.view(sam.Person, general).Messages; len(seen) != 0 {
		t.Errorf("after dismissing: %+v", seen)
	}
}

func sees(m member, c *simulator.Channel) []simulator.Message { return m.Sees(c) }

// TestReloaded: what is read of files that were changed is told, whether or not they are served.
func TestReloaded(t *testing.T) {
	g := play(t)
	good, err := os.ReadFile(filepath.Join(g.folder, "en/sleep.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, changed := g.read()
	g.write("en/sleep.md", "---\ntitle: \n")
	<-changed
	result, changed := g.read()
	if result.Err == nil || result.Diagnostics.Errors() == 0 {
		t.Fatalf("a broken file is taken: %+v", result)
	}
	g.write("en/sleep.md", string(good)+"\n")
	<-changed
	if result, _ = g.read(); result.Err != nil {
		t.Fatalf("the mended file is refused: %v", result.Err)
	}
}
