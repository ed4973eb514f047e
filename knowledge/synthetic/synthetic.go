// Package synthetic makes libraries of any size, the same for the same seed, and
// questions for them: what speed and memory are measured on. Nothing in them means
// anything, but they are shaped like real ones: topics times facets, a vocabulary of
// which few words are common (Zipf), phrasings that share their words with a sixth of
// the library.
package synthetic

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing/fstest"
)

// What a library is like.
const (
	facets     = 12 // entries a topic
	phrasings  = 11 // an entry
	sentences  = 3  // an answer, at least; at most 8
	vocabulary = 20_000
	ofTopic    = 30 // words of its own
	ofFacet    = 6
)

// A Maker draws a library and questions for it. It is not safe for concurrent use.
type Maker struct {
	random *rand.Rand
	zipf   *rand.Zipf
	topics [][]string // the words of each, its name first
	facets [][]string
}

// New returns what makes a library of so many entries, rounded up to whole topics.
func New(entries int, seed uint64) *Maker {
	random := rand.New(rand.NewPCG(seed, 0))
	m := &Maker{random: random, zipf: rand.NewZipf(random, 1.1, 8, vocabulary-1)}
	for range (entries + facets - 1) / facets {
		m.topics = append(m.topics, m.words(ofTopic))
	}
	for range facets {
		m.facets = append(m.facets, m.words(ofFacet))
	}
	return m
}

// words draws words at random, all as likely.
func (m *Maker) words(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = word(m.random.Uint64N(vocabulary) + 100)
	}
	return out
}

// word is the nth word of the language: syllables.
func word(n uint64) string {
	const first, second = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for n++; n > 0; n /= uint64(len(first) * len(second)) {
		s := n % uint64(len(first)*len(second))
		b.WriteByte(first[s/uint64(len(second))])
		b.WriteByte(second[s%uint64(len(second))])
	}
	return b.String() + "n"
}

func pick(random *rand.Rand, words []string) string { return words[random.IntN(len(words))] }

// ask draws a way to ask about a facet of a topic.
func (m *Maker) ask(topic, facet int) string {
	starts := []string{"what is", "how does", "why do people", "is it", "can somebody", "tell me about", "when does", "who gets"}
	out := []string{pick(m.random, starts), pick(m.random, m.facets[facet]), pick(m.random, m.facets[facet]), m.topics[topic][0]}
	for range 1 + m.random.IntN(4) {
		out = append(out, pick(m.random, m.topics[topic]), word(m.zipf.Uint64()))
	}
	return strings.Join(out, " ")
}

// Questions draws so many questions of the kind that the library answers.
func (m *Maker) Questions(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = m.ask(m.random.IntN(len(m.topics)), m.random.IntN(facets))
	}
	return out
}

// Library draws a library, as a content folder. The helplines are those of folder,
// which no library goes without.
func (m *Maker) Library(folder fs.FS) (fs.FS, error) {
	helplines, err := fs.ReadFile(folder, "helplines.yaml")
	if err != nil {
		return nil, fmt.Errorf("make a synthetic library: %w", err)
	}
	out := fstest.MapFS{
		"helplines.yaml":  {Data: helplines},
		"references.yaml": {Data: []byte("references:\n  - {id: nobody, type: webpage, title: \"Nothing\", publisher: \"Nobody\", URL: \"https://example.org/nothing\", genre: government}\n")},
	}
	for topic, words := range m.topics {
		id := fmt.Sprintf("topic-%06d", topic)
		out["en/"+id+".md"] = &fstest.MapFile{Data: []byte(m.topic(topic, words[0]))}
	}
	return out, nil
}

// topic draws the file of a topic.
func (m *Maker) topic(topic int, name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s %d\nsummary: Nothing at all.\naliases: []\nrelated: []\nstatus: published\nrisk: standard\nchecked: 2026-01-01\nreview_by: 2099-01-01\nreviewed_by: []\n---\n", name, topic)
	for facet, words := range m.facets {
		fmt.Fprintf(&b, "\n## What is %s %s of topic %d? {#%s-%d}\nAlso asked:\n", words[0], words[1], topic, words[0], facet)
		for range phrasings {
			fmt.Fprintf(&b, "- %s\n", m.ask(topic, facet))
		}
		b.WriteString("\n")
		for i := range sentences + m.random.IntN(6) {
			if i > 0 && i%2 == 0 {
				b.WriteString("\n") // a paragraph
			}
			fmt.Fprintf(&b, "%s [@nobody].\n", m.sentence(topic, facet))
		}
	}
	return b.String()
}

func (m *Maker) sentence(topic, facet int) string {
	out := []string{"It", pick(m.random, m.topics[topic]), pick(m.random, m.facets[facet])}
	for range 8 {
		out = append(out, word(m.zipf.Uint64()))
	}
	return strings.Join(out, " ")
}
