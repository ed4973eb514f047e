package match

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hebb-bot/hebb/knowledge"
)

// An Index is everything needed to match against one library. It is immutable
// and safe for concurrent use; Close it when no search runs any more.
type Index struct {
	editions []*edition
	library  *knowledge.Library
	closing  sync.Once
}

// A Query is a question to be matched.
type Query struct {
	Text    string
	Lang    string // BCP 47; "" is the fallback language
	About   string // the entry the conversation stands on, "" for none
	Limit   int    // most matches wanted; 0 means 5
	Explain bool   // fill in Match.Explanation
}

// A Match is an entry found for a question.
type Match struct {
	Entry       *knowledge.Entry
	Confidence  float64      // how sure that it is what the question is about, 0..1; see weights.go
	Explanation *Explanation // nil unless asked for
}

// Build indexes a library.
func Build(l *knowledge.Library) (*Index, error) {
	ix := &Index{library: l}
	for _, e := range l.Editions {
		ed, err := newEdition(e)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("index %s: %w", e.Lang, err), ix.Close())
		}
		ix.editions = append(ix.editions, ed)
	}
	return ix, nil
}

// Close frees the index. Only the first call does anything.
func (ix *Index) Close() error {
	var errs []error
	ix.closing.Do(func() {
		for _, ed := range ix.editions {
			errs = append(errs, ed.candidates.close())
		}
	})
	return errors.Join(errs...)
}

// edition is the index in the language nearest to lang.
func (ix *Index) edition(lang string) *edition {
	want := ix.library.Edition(lang)
	for _, ed := range ix.editions {
		if ed.from == want {
			return ed
		}
	}
	return nil
}

// Search returns the entries that may answer a question, best first. No match is
// an empty list; an error says that the index could not be searched.
func (ix *Index) Search(ctx context.Context, q Query) ([]Match, error) {
	ed := ix.edition(q.Lang)
	if ed == nil {
		return nil, nil
	}
	return ed.search(ctx, q)
}

// search matches a message as a whole, and if it is long the question in it by itself:
// a story drowns what is asked, and sometimes is what is asked. The surer is kept.
func (ed *edition) search(ctx context.Context, q Query) ([]Match, error) {
	whole, err := ed.match(ctx, q)
	asked := questionIn(q.Text)
	if err != nil || asked == "" {
		return whole, err
	}
	q.Text = asked
	alone, err := ed.match(ctx, q)
	if err == nil && len(alone) > 0 && (len(whole) == 0 || alone[0].Confidence > whole[0].Confidence) {
		return alone, nil
	}
	return whole, err
}

func (ed *edition) match(ctx context.Context, q Query) ([]Match, error) {
	qu := ed.read(q)
	defer ed.release(qu)
	if len(qu.words) == 0 {
		return nil, nil
	}
	proposed, err := ed.propose(ctx, qu)
	if err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 5
	}
	return ed.rank(qu, proposed, limit, q.Explain), nil
}

// propose is the entries that share words with a question: those that say what it
// is about, and if these are few, any ("I want one", "what is it").
func (ed *edition) propose(ctx context.Context, qu *question) ([]int, error) {
	proposed, err := ed.candidates.propose(ctx, qu.lookup(), proposals)
	if n, ok := ed.asked[qu.stems]; ok && !slices.Contains(proposed, n) {
		proposed = append(proposed, n)
	}
	if err != nil || len(proposed) >= proposals {
		return proposed, err
	}
	more, err := ed.candidates.propose(ctx, stems(qu.words), proposals)
	for _, n := range more {
		if len(proposed) < proposals && !slices.Contains(proposed, n) {
			proposed = append(proposed, n)
		}
	}
	return proposed, err
}

// An edition is the index of one language.
type edition struct {
	from       *knowledge.Edition
	weights    *[numFeatures]float64
	vocabulary vocabulary
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
	ed := &edition{from: from, vocabulary: vocabulary{ids: map[string]int32{}}, number: map[*knowledge.Entry]int{}, asked: map[string]int{}, lexicon: newLexicon(from, isEnglish), speller: newSpeller()}
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
	ed.vocabulary.weigh(ed.entries)
	for i := range ed.entries {
		ed.entries[i].vectors(asked[i], &ed.vocabulary)
	}
	ed.learn(asked)
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
		t.take(words, &ed.vocabulary, true)
	}
	t.named.put(questions[0], &ed.vocabulary)
	for _, name := range names(e) {
		words := ed.lexicon.words(name.Text)
		doc.Topic += stems(words) + " "
		t.take(words, &ed.vocabulary, true)
		t.named.put(words, &ed.vocabulary)
	}
	for _, p := range e.Paragraphs {
		words := ed.lexicon.words(p.Text())
		doc.Body += stems(words) + " "
		t.take(words, &ed.vocabulary, false)
		var terms vector
		terms.put(words, &ed.vocabulary)
		t.paragraphs = append(t.paragraphs, terms)
		for _, w := range words {
			t.body.add(ed.vocabulary.id(w.stem), 1)
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
func (t *entryTerms) take(words []word, v *vocabulary, asked bool) {
	t.all.put(words, v)
	if asked {
		t.asked.put(words, v)
	}
}

// vectors makes the question vectors once idf is known.
func (t *entryTerms) vectors(questions [][]word, v *vocabulary) {
	for _, words := range questions {
		var q vector
		for _, w := range words {
			if id := v.id(w.stem); !q.has(id) {
				q.add(id, v.idf[id])
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

// learn makes the language models and the classifiers from the words of all
// phrasings.
func (ed *edition) learn(asked [][][]word) {
	topics, facets, texts := map[string]*model{}, map[string]*model{}, map[string]*vector{}
	at := func(in map[string]*model, name string) *model {
		if in[name] == nil {
			in[name] = &model{}
		}
		return in[name]
	}
	for i := range ed.entries {
		t := &ed.entries[i]
		t.topic, t.facet = at(topics, t.entry.Topic.ID), at(facets, facetOf(t.entry))
		if texts[t.entry.Topic.ID] == nil {
			texts[t.entry.Topic.ID] = &vector{}
		}
		t.topicText = texts[t.entry.Topic.ID]
		for j, id := range t.body.terms {
			t.topicText.add(id, 1)
			t.answer.add(id, t.body.weights[j])
			ed.background.add(id, t.body.weights[j]*answerWeight)
		}
		for _, words := range asked[i] {
			for _, w := range words {
				id := ed.vocabulary.id(w.stem)
				for _, m := range []*model{&t.question, t.topic, t.facet, &ed.background} {
					m.add(id, 1)
				}
			}
		}
	}
	phrasings := 0
	for _, questions := range asked {
		phrasings += len(questions)
	}
	var elsewhere [][]word
	// Of a small library no more than it has phrasings: else all would be elsewhere.
	step := max(1, len(ed.elsewhere)/max(1, phrasings))
	for i := 0; i < len(ed.elsewhere); i += step {
		elsewhere = append(elsewhere, ed.lexicon.words(ed.elsewhere[i]))
	}
	whole := func(words []word) []word { return words }
	var learning sync.WaitGroup // they take half of the time that it takes to build an index
	learning.Go(func() {
		ed.topics = ed.classify(asked, func(e *knowledge.Entry) string { return e.Topic.ID }, whole, elsewhere)
	})
	learning.Go(func() { ed.facets = ed.classify(asked, ed.sharedFacets(), ed.masked, nil) })
	learning.Wait()
}

// sharedFacets names an entry's facet if enough topics share it, and none otherwise:
// what stands in one topic only teaches nothing about the others.
func (ed *edition) sharedFacets() func(*knowledge.Entry) string {
	topics := map[string]int{}
	for i := range ed.entries {
		topics[facetOf(ed.entries[i].entry)]++
	}
	return func(e *knowledge.Entry) string {
		if f := facetOf(e); topics[f] >= sharedBy {
			return f
		}
		return noClass
	}
}

// classify learns to tell the entries' classes apart by what read makes of their
// phrasings, and from what belongs to none of them.
func (ed *edition) classify(asked [][][]word, class func(*knowledge.Entry) string, read func([]word) []word, none [][]word) *classifier {
	classes := map[string]int{noClass: 0}
	var examples []example
	for _, words := range none {
		examples = append(examples, example{ed.signs(words, nil), classes[noClass]})
	}
	for i := range ed.entries {
		name := class(ed.entries[i].entry)
		if _, known := classes[name]; !known {
			classes[name] = len(classes)
		}
		for _, words := range asked[i] {
			examples = append(examples, example{ed.signs(read(words), nil), classes[name]})
		}
	}
	return newClassifier(examples, classes)
}

// masked is words without the names of topics.
func (ed *edition) masked(words []word) []word {
	out := make([]word, 0, len(words))
	for i := 0; i < len(words); {
		p, n := ed.lexicon.find(words[i:])
		if p != nil && len(p.topics) > 0 {
			i += n
			continue
		}
		out = append(out, words[i])
		i++
	}
	return out
}

// facetOf is the side of its topic that an entry speaks of: its id within the
// topic, which topics share ("what-is", "causes", "duration").
func facetOf(e *knowledge.Entry) string {
	_, facet, _ := strings.Cut(e.ID, "#")
	return facet
}
