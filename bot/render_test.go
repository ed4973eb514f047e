package bot

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
	"github.com/hebb-bot/hebb/responses/wording"
)

// wordsOnly is a responder of which only the wording is asked.
type wordsOnly struct {
	Responder
	words *wording.Wording
}

func (w wordsOnly) Wording() *wording.Wording { return w.words }

func painter(t *testing.T) *Bot {
	t.Helper()
	words, err := wording.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return New(Options{Session: counter{}, Responder: wordsOnly{words: words}, Secret: "s"})
}

// long is a reply of paragraphs with a number of sources each.
func long(paragraphs, length, sources int) responses.Reply {
	var r responses.Reply
	r.Title = strings.Repeat("t", 100)
	r.Notice = strings.Repeat("n", 300)
	r.Provenance = responses.Provenance{Entry: "a#b", Library: "0", Build: "0"}
	for p := range paragraphs {
		s := responses.Sentence{Sentence: knowledge.Sentence{Text: fmt.Sprintf("<%d>", p) + strings.Repeat("word ", length/5)}}
		for range sources {
			n := len(r.Sources) + 1
			r.Sources = append(r.Sources, responses.Source{Number: n, Source: &knowledge.Source{ID: fmt.Sprint(n), Title: strings.Repeat("title ", 40), Publisher: "P", URL: "https://example.org/" + strings.Repeat("x", 80)}})
			s.Marks = append(s.Marks, n)
		}
		r.Paragraphs = append(r.Paragraphs, responses.Paragraph{Sentences: []responses.Sentence{s}})
	}
	return r
}

// TestEverythingFits: whatever the reply, the message is within Discord's limits,
// and what is shown of the text is whole paragraphs.
func TestEverythingFits(t *testing.T) {
	b := painter(t)
	for _, r := range []responses.Reply{long(1, 100, 1), long(3, 1900, 1), long(6, 1900, 4), long(1, 1200, 30), long(1, 1200, 12), long(12, 400, 3)} {
		v := b.show(r)
		e := v.Embeds[0]
		if size(e) > maxEmbed || utf8.RuneCountInString(e.Description) > maxDescription || len(e.Fields) > 25 {
			t.Errorf("%d characters, description %d, %d fields", size(e), utf8.RuneCountInString(e.Description), len(e.Fields))
		}
		for _, f := range e.Fields {
			if utf8.RuneCountInString(f.Value) > maxFieldValue {
				t.Errorf("a field of %d characters", utf8.RuneCountInString(f.Value))
			}
		}
		if len(r.Sources) < 20 && strings.Contains(e.Description, "…") {
			t.Errorf("text is cut: %s", e.Description[len(e.Description)-100:])
		}
		p, _ := plain(v.Payload)
		if n := utf8.RuneCountInString(p.Content); n > maxContent || n == 0 {
			t.Errorf("%d characters of content", n)
		}
	}
}

// TestCrisisRepliesNeedNoEmbed: in every country, whom to call stands in the
// message itself, whole.
func TestCrisisRepliesNeedNoEmbed(t *testing.T) {
	notForTheRaceDetector(t)
	library, _, err := live.Open(live.Options{Embedded: content.FS})
	if err != nil {
		t.Fatal(err)
	}
	defer library.Close()
	helplines, err := knowledge.LoadHelplines(content.FS)
	if err != nil {
		t.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines})
	if err != nil {
		t.Fatal(err)
	}
	b := New(Options{Responder: responder, Secret: "s"})
	languages := []string{"", "fr", "tl", "it", "tr"} // English, and the longest of the others
	for country := range helplines.Countries {
		for _, c := range triage.Categories() {
			for n := range 2 * len(languages) {
				minor, language := n%2 == 1, languages[n/2]
				reply := responder.Private(triage.Verdict{Category: c, Minor: minor, Language: language}, nil, responses.Question{Country: country})
				if reply.Kind != responses.Crisis {
					continue
				}
				v := b.show(reply)
				if len(v.Embeds) > 0 || utf8.RuneCountInString(v.Content) > maxContent || !strings.Contains(v.Content, reply.Directory) {
					t.Errorf("%s in %s: %d embeds, %d characters", c, country, len(v.Embeds), utf8.RuneCountInString(v.Content))
				}
				for _, h := range reply.Helplines {
					if !strings.Contains(v.Content, escape(h.Name)) {
						t.Errorf("%s in %s: %s is missing", c, country, h.ID)
					}
				}
			}
		}
	}
}

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"12.5% of people":      "12.5% of people",
		"1. first":             `1\. first`,
		"# not a heading":      `\# not a heading`,
		"*bold* _it_ ~x~ |s|":  `\*bold\* \_it\_ \~x\~ \|s\|`,
		"<@1> [a](b) `c` a\\b": `\<@1\> \[a\](b) \` + "`c\\`" + ` a\\b`,
		"plain words, 3 of 10": "plain words, 3 of 10",
	} {
		if got := escape(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
