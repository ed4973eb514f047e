package match

import (
	"slices"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
)

// TestTerms: a word that only a hint holds may be somebody's name, and is no term.
func TestTerms(t *testing.T) {
	topic := &knowledge.Topic{ID: "tms", Title: knowledge.Phrase{Text: "Magnetic stimulation"}}
	entry := &knowledge.Entry{ID: "tms#what-is", Topic: topic, Question: knowledge.Phrase{Text: "What does a coil do?"}}
	other := &knowledge.Entry{ID: "tms#safety", Topic: topic, Question: knowledge.Phrase{Text: "Is a coil safe?"}}
	topic.Entries = []*knowledge.Entry{entry, other}
	hints := []knowledge.Hints{{To: knowledge.Phrase{Text: "tms"}, Expressions: []string{"zzyzx", "doctor qwerty zorblax"}}}
	l := &knowledge.Library{Editions: []*knowledge.Edition{{Lang: "en", Topics: []*knowledge.Topic{topic}, Lexicon: &knowledge.Lexicon{}, Hints: hints}}}
	ix, err := Build(l)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	var got []string
	for _, term := range ix.Terms(Query{Text: "zorblax zzyzx coil", Lang: "en"}) {
		got = append(got, term.Word)
	}
	if want := []string{"coil"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
