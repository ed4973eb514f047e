package match

import (
	"context"
	"errors"
	"fmt"
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
	Confidence  float64      // probability that the entry answers the question, 0..1
	Explanation *Explanation // nil unless asked for

	score float64
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

func (ed *edition) search(ctx context.Context, q Query) ([]Match, error) {
	qu := ed.read(q)
	defer ed.release(qu)
	if len(qu.words) == 0 {
		return nil, nil
	}
	proposed, err := ed.candidates.propose(ctx, qu.lookup(), proposals)
	if err != nil {
		return nil, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = 5
	}
	return ed.rank(qu, proposed, limit, q.Explain), nil
}

// An edition is the index of one language.
type edition struct {
	from       *knowledge.Edition
	vocabulary vocabulary
	entries    []entryTerms
	number     map[*knowledge.Entry]int // an entry's place among them
	facets     map[string]*vector       // mean direction of all phrasings of a facet, topics' names left out
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

	paragraphs []vector // the words of each paragraph
	named      vector   // the words of the topic's names and of the heading
}

func newEdition(from *knowledge.Edition) (*edition, error) {
	isEnglish := strings.HasPrefix(from.Lang, "en")
	ed := &edition{from: from, vocabulary: vocabulary{ids: map[string]int32{}}, number: map[*knowledge.Entry]int{}, lexicon: newLexicon(from, isEnglish), speller: newSpeller()}
	entries := from.Entries()
	ed.learnWords(entries)
	var docs []document
	var asked [][][]word
	for _, e := range entries {
		t, questions, doc := ed.collect(e)
		ed.number[e] = len(ed.entries)
		ed.entries = append(ed.entries, t)
		asked = append(asked, questions)
		docs = append(docs, doc)
		ed.bodyLength += t.length / float32(len(entries))
	}
	ed.vocabulary.weigh(ed.entries)
	for i := range ed.entries {
		ed.entries[i].vectors(asked[i], &ed.vocabulary)
	}
	ed.poolFacets(asked)
	ed.scratch.New = func() any { return newQuestion(len(ed.vocabulary.ids)) }
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

// poolFacets makes the vectors of the facets.
func (ed *edition) poolFacets(asked [][][]word) {
	ed.facets = map[string]*vector{}
	for i := range ed.entries {
		name := facetOf(ed.entries[i].entry)
		facet := ed.facets[name]
		if facet == nil {
			facet = &vector{}
			ed.facets[name] = facet
		}
		for _, words := range asked[i] {
			ed.addPhrasing(facet, words)
		}
	}
	for _, facet := range ed.facets {
		facet.measure()
	}
}

// addPhrasing adds the direction of a phrasing without the names of topics.
func (ed *edition) addPhrasing(facet *vector, words []word) {
	var v vector
	for i := 0; i < len(words); {
		p, n := ed.lexicon.find(words[i:])
		if p != nil && len(p.topics) > 0 {
			i += n
			continue
		}
		if id := ed.vocabulary.id(words[i].stem); !v.has(id) {
			v.add(id, ed.vocabulary.idf[id])
		}
		i++
	}
	v.measure()
	for i, id := range v.terms {
		facet.add(id, v.weights[i]/max(v.norm, 1e-6))
	}
}

// facetOf is the side of its topic that an entry speaks of: its id within the
// topic, which topics share ("what-is", "causes", "duration").
func facetOf(e *knowledge.Entry) string {
	_, facet, _ := strings.Cut(e.ID, "#")
	return facet
}
