package bot

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bwmarrin/discordgo"
	"github.com/sirupsen/logrus"
	"pgregory.net/rapid"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/simulator"
)

// TestAnyLibraryFitsDiscord: whatever a moderator may write and the checks let pass, all
// that is shown of it is within Discord's limits and as Discord's description wants it.
func TestAnyLibraryFitsDiscord(t *testing.T) {
	notForTheRaceDetector(t)
	contract, err := theContract()
	if err != nil {
		t.Fatal(err)
	}
	served := 0
	rapid.Check(t, func(rt *rapid.T) {
		if served == mostLibraries {
			return
		}
		files := anyLibrary(rt)
		library, result, err := live.Open(live.Options{Embedded: files})
		if err != nil || result.Err != nil {
			rt.Skip("the checks do not let it pass:", result.Diagnostics)
		}
		defer library.Close()
		served++
		b := silent(t, library)
		hold := func(what, route string, body any) {
			data, err := json.Marshal(body)
			if err != nil {
				rt.Fatal(err)
			}
			for _, p := range simulator.Problems(route, data, contract) {
				rt.Errorf("%s: %s\n%s", what, p, data)
			}
		}
		hold("the commands", "PUT /applications/{application_id}/commands", b.wanted())
		shows := func(what string, i interaction, v view) {
			hold(what, "POST /interactions/{interaction_id}/{interaction_token}/callback", firstAnswer(v))
			if p, _ := plain(v.Payload); v.Payload.Content == "" {
				hold(what+", plain", "POST /channels/{channel_id}/messages", p)
			}
		}
		asker := interaction{Interaction: asked, User: "42", Guild: "7", Channel: "8", Private: true, Permissions: discordgo.PermissionSendMessages}
		b.withEdition("", func(e *knowledge.Edition) {
			for _, topic := range e.Topics[:min(len(e.Topics), 3)] { // the others differ in nothing
				shows("topic "+topic.ID, asker, b.pressedTopic(t.Context(), asker, topic.ID))
				for _, en := range topic.Entries {
					for name, press := range map[string]func() view{
						"entry":      func() view { return b.pressedEntry(t.Context(), asker, en.ID) },
						"more":       func() view { return b.pressedMore(t.Context(), asker, en.ID) },
						"sources":    func() view { return b.pressedSources(t.Context(), asker, en.ID) },
						"share":      func() view { return b.pressedShare(t.Context(), asker, en.ID) },
						"not helped": func() view { return b.pressedNotHelped(t.Context(), asker, en.ID) },
						"asked": func() view {
							return b.said(t.Context(), message{ID: "1", Guild: "7", Channel: "8", Author: "42", Text: en.Question.Text})
						},
					} {
						shows(name+" "+en.ID, asker, press())
					}
				}
			}
		})
		for page := range 3 {
			shows(fmt.Sprint("topics, page ", page), asker, b.topicsPage(responses.Question{}, page, true))
		}
	})
	if served == 0 {
		t.Error("no library passed the checks: nothing was tried")
	}
}

// mostLibraries is how many libraries are tried in a run: each takes a second.
const mostLibraries = 8

// silent is a bot without a Discord over a library.
func silent(t testing.TB, library *live.Current) *Bot {
	t.Helper()
	helplines, err := knowledge.LoadHelplines(os.DirFS("../responses/testdata/library"))
	if err != nil {
		t.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines, Country: "US", Build: strings.Repeat("b", 40)})
	if err != nil {
		t.Fatal(err)
	}
	log := logrus.New()
	log.SetOutput(io.Discard)
	return New(Options{Session: counter{sent: func() {}}, Responder: responder, Library: library, Memory: &ledger{}, Secret: "s", Log: log})
}

// anyLibrary is content files of any kind that a moderator might write: few and long, many
// and short, in any script, with marks that mean something to Discord.
func anyLibrary(t *rapid.T) fs.FS {
	helplines, err := os.ReadFile("../responses/testdata/library/helplines.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"helplines.yaml": {Data: helplines}}

	var bibliography strings.Builder
	bibliography.WriteString("references:\n")
	sources := rapid.IntRange(1, 40).Draw(t, "sources")
	for n := range sources {
		path := rapid.SampledFrom([]string{"a", "a_(b)", "ä/" + strings.Repeat("long-", 60), "q?x=1&y=[2]", "%20 "}).Draw(t, "path")
		fmt.Fprintf(&bibliography, "  - {id: s%d, title: %q, publisher: %q, URL: %q}\n", n, phrase(t, 200), phrase(t, 120), "https://example.org/"+strings.TrimSpace(path))
	}
	files["references.yaml"] = &fstest.MapFile{Data: []byte(bibliography.String())}

	for n := range rapid.IntRange(1, 60).Draw(t, "topics") {
		id := fmt.Sprintf("t%02d%s", n, strings.Repeat("-x", rapid.IntRange(0, 17).Draw(t, "id")))
		var f strings.Builder
		fmt.Fprintf(&f, "---\ntitle: %q\nsummary: %q\n", phrase(t, 76)+fmt.Sprint(n), phrase(t, 90))
		if rapid.Bool().Draw(t, "has a command") {
			fmt.Fprintf(&f, "command: t%02d\n", n)
		}
		f.WriteString("---\n")
		for e := range rapid.IntRange(1, 8).Draw(t, "entries") {
			fmt.Fprintf(&f, "\n## %s %d %d? {#e%d%s}\n", phrase(t, 80), n, e, e, strings.Repeat("-y", rapid.IntRange(0, 17).Draw(t, "entry id")))
			for range rapid.IntRange(1, 12).Draw(t, "paragraphs") {
				f.WriteString("\n")
				for range rapid.IntRange(1, 4).Draw(t, "sentences") {
					grade := rapid.SampledFrom([]string{"", ", emerging", ", contested"}).Draw(t, "grade")
					fmt.Fprintf(&f, "%s [@s%d%s].\n", phrase(t, 200), rapid.IntRange(0, sources-1).Draw(t, "source"), grade)
				}
			}
		}
		files["en/"+id+".md"] = &fstest.MapFile{Data: []byte(f.String())}
		if len(f.String()) > 20_000 {
			break // one topic as long as this says what many would
		}
	}
	return files
}

// phrase is words of any script, up to so many characters.
func phrase(t *rapid.T, most int) string {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{
		"brain", "a", "is", "change", "über", "мозг", "脳は変わる", "👩🏽‍⚕️", "(so)", "50%", "1", "#", "2)", "Łódź", "ما", "e\u0301", "x_y", "a/b", "&", "it's", "“said”", "stress",
	}), 1, most/3).Draw(t, "words")
	text := "The"
	for _, w := range words {
		if len([]rune(text))+1+len([]rune(w)) > most {
			break
		}
		text += " " + w
	}
	return text
}
