package match

import (
	"strings"
	"sync"

	"github.com/hebb-bot/hebb/knowledge"
)

// An edition is the index of one language.
type edition struct {
	from       *knowledge.Edition
	weights    *[numFeatures]float64
	vocabulary *vocabulary
	entries    []entryTerms
	number     map[*knowledge.Entry]int // an entry's place among them
	asked      map[string]int           // the entry of a phrasing, by its stems
	background model                    // how often each word stands in the library
	topics     *classifier              // what topic a question is about
	facets     *classifier              // what side of it, topics' names left out
	elsewhere  []string                 // messages about something else
	lexicon    *lexicon
	speller    *speller
	candidates *candidates
	bodyLength float32 // mean number of words in an answer
	scratch    sync.Pool
}

// entryTerms is an entry as the ranker sees it.
type entryTerms struct {
	entry     *knowledge.Entry
	questions []vector  // heading and phrasings
	grams     [][]int32 // their character trigrams
	centroid  vector    // mean direction of the questions
	asked     vector    // all words of the questions and the topic's names
	all       vector    // the same and the answer's words
	body      vector    // how often each word stands in the answer
	length    float32   // words in the answer

	question, answer model   // what is asked of the entry, what it says
	topic, facet     *model  // what is asked of its topic, of its facet in all topics
	topicText        *vector // the words of all answers of its topic

	topicClass, facetClass int // its classes in the classifiers

	paragraphs []vector // the words of each paragraph
	named      vector   // the words of the topic's names and of the heading
}

func newEdition(from *knowledge.Edition) (*edition, error) {
	var elsewhere []string
	if strings.HasPrefix(from.Lang, "en") {
		elsewhere = dataLines(elsewhereFile)
	}
	return buildEdition(from, elsewhere)
}

// buildEdition indexes an edition; elsewhere is messages about something else.
func buildEdition(from *knowledge.Edition, elsewhere []string) (*edition, error) {
	isEnglish := strings.HasPrefix(from.Lang, "en")
	ed := &edition{from: from, number: map[*knowledge.Entry]int{}, asked: map[string]int{}, lexicon: newLexicon(from, isEnglish), speller: newSpeller()}
	ed.vocabulary = ed.lexicon.vocabulary
	entries := from.Entries()
	ed.weights = &weights
	if len(entries) == len(from.Topics) {
		ed.weights = &flatWeights
	} else {
		ed.elsewhere = elsewhere // a flat library may be about anything
	}
	ed.learnWords(entries)
	var docs []document
	var asked [][][]word
	for _, e := range entries {
		t, questions, doc := ed.collect(e)
		ed.number[e] = len(ed.entries)
		ed.entries = append(ed.entries, t)
		for _, words := range questions {
			if key := stems(words); key != "" {
				ed.asked[key] = len(ed.entries) - 1
			}
		}
		asked = append(asked, questions)
		docs = append(docs, doc)
		ed.bodyLength += t.length / float32(len(entries))
	}
	elsewhereWords := make([][]word, len(ed.elsewhere))
	for i, text := range ed.elsewhere {
		elsewhereWords[i] = ed.lexicon.words(text)
	}
	ed.vocabulary.weigh(ed.entries)
	for i := range ed.entries {
		ed.entries[i].vectors(asked[i], ed.vocabulary)
	}
	ed.learn(asked, elsewhereWords)
	ed.scratch.New = func() any { return newQuestion(len(ed.vocabulary.ids)) }
	ed.lexicon.frozen = true
	var err error
	ed.candidates, err = newCandidates(docs)
	return ed, err
}

// learnWords tells the speller the words that were written with care: answers,
// names and the lexicon. Phrasings hold typos on purpose and are corrected.
func (ed *edition) learnWords(entries []*knowledge.Entry) {
	for _, e := range entries {
		for _, p := range e.Paragraphs {
			ed.know(ed.lexicon.words(p.Text()))
		}
		for _, name := range names(e) {
			ed.know(ed.lexicon.words(name.Text))
		}
		ed.know(ed.lexicon.words(e.Question.Text))
	}
	for _, p := range ed.lexicon.phrases {
		ed.know(p.words)
		for _, alternative := range p.means {
			ed.know(alternative)
		}
	}
}

// know tells the speller words.
func (ed *edition) know(words []word) {
	for _, w := range words {
		ed.speller.add(w.surface)
	}
}

// names is what an entry's topic is called.
func names(e *knowledge.Entry) []knowledge.Phrase {
	return append([]knowledge.Phrase{e.Topic.Title}, e.Topic.Aliases...)
}

// collect reads an entry's words.
func (ed *edition) collect(e *knowledge.Entry) (t entryTerms, questions [][]word, doc document) {
	t.entry = e
	for _, q := range append([]knowledge.Phrase{e.Question}, e.AlsoAsked...) {
		words := ed.corrected(q.Text)
		questions = append(questions, words)
		t.grams = append(t.grams, trigrams(words))
		doc.Questions += stems(words) + " "
		t.take(words, true)
	}
	t.named.put(questions[0])
	for _, name := range names(e) {
		words := ed.lexicon.words(name.Text)
		doc.Topic += stems(words) + " "
		t.take(words, true)
		t.named.put(words)
	}
	for _, p := range e.Paragraphs {
		words := ed.lexicon.words(p.Text())
		doc.Body += stems(words) + " "
		t.take(words, false)
		var terms vector
		terms.put(words)
		t.paragraphs = append(t.paragraphs, terms)
		for _, w := range words {
			t.body.add(w.term, 1)
		}
		t.length += float32(len(words))
	}
	return t, questions, doc
}

// corrected is the words of a phrasing, its typos mended.
func (ed *edition) corrected(text string) []word {
	words := ed.lexicon.words(text)
	for i, w := range words {
		if to := ed.speller.correct(w.surface); to != w.surface {
			words[i] = ed.lexicon.words(to)[0]
		}
	}
	return words
}

// take adds words to what the entry holds; asked says that they are part of how
// it is asked for.
func (t *entryTerms) take(words []word, asked bool) {
	t.all.put(words)
	if asked {
		t.asked.put(words)
	}
}

// vectors makes the question vectors once idf is known.
func (t *entryTerms) vectors(questions [][]word, v *vocabulary) {
	for _, words := range questions {
		var q vector
		for _, w := range words {
			if !q.has(w.term) {
				q.add(w.term, v.idf[w.term])
			}
		}
		q.measure()
		t.questions = append(t.questions, q)
		for i, id := range q.terms {
			t.centroid.add(id, q.weights[i]/max(q.norm, 1e-6))
		}
	}
	t.centroid.measure()
}
