package bot

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/simulator"
)

var update = flag.Bool("update", false, "rewrite golden files")

// links is Markdown's: their text is shown.
var links = regexp.MustCompile(`\[(\[?[^\[\]]+\]?)\]\(https?://[^)]*\)`)

// TestRepliesAsMembersSeeThem writes every kind of reply as text, as a member sees it, and
// holds it against docs/replies.md. A change there is a change of what people read.
func TestRepliesAsMembersSeeThem(t *testing.T) {
	w, _ := keeping(t, store.Guild{})
	var out strings.Builder
	out.WriteString(`# What members see

Every kind of reply, as the simulator shows it, from the small library of the tests
(` + "`responses/testdata/library`" + `). Written by ` + "`go test ./bot -run RepliesAsMembers -update`" + `.
A button is in brackets, a link's address is left out.
`)
	show := func(heading string, m simulator.Message) {
		fmt.Fprintf(&out, "\n## %s\n\n```text\n%s```\n", heading, seen(m))
	}
	ask := func(text string) simulator.Message {
		return w.response(w.alice.Command(w.general, "ask", simulator.Opt("question", text)))
	}
	answer := ask("what is depression")
	show("/ask: an answer", answer)
	show("Sources", w.response(w.alice.Press(&answer, "Sources")))
	show("Share to channel", w.response(w.alice.Press(&answer, "Share to channel")))
	show("More, in place of the answer", w.response(w.alice.Press(&answer, "More")))
	w.alice.Say(w.general, "<@bot> what is depression?")
	public := w.answered(w.general, 2)
	show("An answer to a mention", public)
	show("It did not help", w.response(w.bob.Press(&public, "It did not help")))
	unsure := w.bob.Command(w.general, "ask", simulator.Opt("question", "is it about sleep or feeling low"))
	show("Did you mean", w.response(unsure))
	for _, q := range []struct{ heading, text string }{
		{"No answer", "what is a kidney transplant like"},
		{"Not about mental health", "what cream for eczema"},
		{"In Spanish", "¿qué es la depresión?"},
		{"A greeting", "hello"},
		{"Advice on a medicine", "should i stop taking my sertraline"},
		{"A diagnosis", "do i have depression"},
		{"A choice of treatment", "should i do cbt or dbt"},
		{"A sensitive subject", "how common is suicide in depression"},
		{"Under 18", "im 14, what is depression"},
		{"An insult", "you're useless"},
		{"Danger", "i want to die"},
		{"Worry about somebody else", "my friend says he wants to die"},
		{"Asking for a method", "painless way to go"},
		{"An emergency", "i took all my meds an hour ago"},
		{"Abuse", "my dad hits me when he drinks"},
		{"Danger, in Spanish", "quiero morirme"},
	} {
		show(q.heading, ask(q.text))
	}
	w.bob.Say(w.general, "<@bot> i want to die")
	line := w.answered(w.general, 3)
	show("Danger in a channel: what all see", line)
	show("The same button pressed by another member", w.response(w.alice.Press(&line, "Open")))
	danger := ask("i want to die")
	for _, b := range []string{"What happens if I contact them", "Text instead of calling", "I'm in another country", "I'm asking for someone else", "Lines for young people"} {
		show("After a crisis reply: "+b, w.response(w.alice.Press(&danger, b)))
	}
	for _, c := range []string{"depression", "topics", "help", "privacy", "crisis"} {
		show("/"+c, w.response(w.alice.Command(w.general, c)))
	}

	const golden = "../docs/replies.md"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("docs/replies.md (-) and what is seen (+) differ:\n%s", diff)
	}
}

// seen is a message as text: what stands in it from top to bottom, as a screen reader has it.
func seen(m simulator.Message) string {
	var b strings.Builder
	line := func(text string) {
		if text != "" {
			b.WriteString(links.ReplaceAllString(text, "$1") + "\n")
		}
	}
	if m.Ephemeral() {
		line("(only you can see this)")
	}
	line(m.Content)
	for _, e := range m.Embeds {
		line(strings.ToUpper(e.Title))
		line(e.Description)
		for _, f := range e.Fields {
			line("\n" + strings.TrimSpace(strings.Trim(f.Name, "\u200b")) + "\n" + f.Value)
		}
		if e.Footer != nil {
			line("\n" + e.Footer.Text)
		}
	}
	for _, row := range m.Components {
		var parts []string
		for _, c := range row.Components {
			if len(c.Options) == 0 {
				parts = append(parts, "["+c.Label+"]")
				continue
			}
			menu := "[menu: " + c.Placeholder
			for _, o := range c.Options {
				menu += " / " + o.Label
			}
			parts = append(parts, menu+"]")
		}
		line(strings.Join(parts, " "))
	}
	return b.String()
}
