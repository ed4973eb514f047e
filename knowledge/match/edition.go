package match

import (
	"slices"
	"strings"
	"sync"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/english"
	"github.com/hebb-bot/hebb/knowledge/glossary"
)

// An edition is the index of one language.
type edition struct {
	from       *knowledge.Edition
	weights    *[numFeatures]float64
	curve      *grounds // from what the best rests on to a confidence
	naive      float32  // the share of naive Bayes in the classifiers
	vocabulary *vocabulary
	entries    []*entryTerms
	number     map[*knowledge.Entry]int // an entry's place among them
	asked      map[string]int           // the entry of a phrasing, by its stems
	background []float32                // the share of each word in the library
	topics     *classifier              // what topic a question is about
	scope      *classifier              // whether it is about the library at all
	facets     *classifier              // what side of it, topics' names left out
	lexicon    *lexicon
	hints      hints
	speller    *speller
	candidates *candidates
	bodyLength float32 // mean number of words in an answer
	scratch    sync.Pool
}

// entryTerms is an entry as the ranker sees it.
type entryTerms struct {
	entry     *knowledge.Entry
	number    int
	questions []vector // heading and phrasings
	grams     []uint16 // their character trigrams, those of one after those of the other
	gramEnds  []int32  // where those of each end
	centroid  vector   // mean direction of the questions

	all           set       // the words of the questions, of the topic's names, and of the answer
	asked, said   []float32 // how often each of them stands in the questions, in the answer
	askedN, saidN float32   // how many words these have

	topic, facet *model // what is asked of its topic, of its facet in all topics
	topicText    set    // the words of all answers of its topic

	topicClass, facetClass int // its classes in the classifiers

	paragraphs []set // the words of each paragraph
	named      set   // the words of the topic's names and of the heading
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
	ed := &edition{from: from, number: map[*knowledge.Entry]int{}, asked: map[string]int{}, lexicon: newLexicon(from, isEnglish), speller: newSpeller(), naive: naiveShare}
	ed.vocabulary = ed.lexicon.vocabulary
	entries := from.Entries()
	switch {
	case len(entries) == len(from.Topics):
		ed.weights, ed.curve, ed.naive, elsewhere = &flatWeights, &plainCalibration, flatNaiveShare, nil // it may be about anything
	case len(from.Hints) == 0:
		ed.weights, ed.curve = &plainWeights, &plainCalibration
	default:
		ed.weights, ed.curve = &weights, &calibration
	}
	texts := ed.readTexts(entries, isEnglish)
	none := make([][]word, len(elsewhere))
	for i, text := range elsewhere {
		none[i] = ed.lexicon.words(text)
	}
	ed.readHints(entries)
	ed.lexicon.frozen = true
	var err error
	var indexing sync.WaitGroup
	indexing.Go(func() { ed.candidates, err = newCandidates(texts) })
	if isEnglish {
		indexing.Go(glossary.Load)
	}
	ed.collect(entries, texts)
	ed.learn(texts, none)
	ed.indexHints()
	indexing.Wait()
	ed.scratch.New = func() any { return newQuestion(len(ed.vocabulary.ids)) }
	return ed, err
}

// readTexts parts the entries' texts into words, tells the speller those that were
// written with care, and mends the others.
func (ed *edition) readTexts(entries []*knowledge.Entry, isEnglish bool) []texts {
	all := make([]texts, len(entries))
	for i, e := range entries {
		all[i] = ed.split(e)
		ed.know(all[i].paragraphs)
		ed.know(all[i].names)
		ed.know(all[i].asked[:1])
	}
	if isEnglish {
		ed.knowAsked(all)
	}
	for _, p := range ed.lexicon.phrases {
		ed.know([][]word{p.words})
		ed.know(p.means)
	}
	for i := range all {
		for _, words := range all[i].asked {
			ed.mend(words)
		}
	}
	return all
}

// collect makes the entries' terms and vectors.
func (ed *edition) collect(entries []*knowledge.Entry, from []texts) {
	count, grams := newTally(len(ed.vocabulary.ids)), newGramSet()
	for i, e := range entries {
		ed.number[e] = i
		ed.entries = append(ed.entries, newEntryTerms(e, &from[i], count, grams))
		ed.entries[i].number = i
		for _, words := range from[i].asked {
			if key := stems(words); key != "" {
				ed.asked[key] = i
			}
		}
		ed.bodyLength += ed.entries[i].saidN / float32(len(entries))
	}
	ed.vocabulary.weigh(ed.entries, ed.hints.holders())
	for i := range ed.entries {
		ed.entries[i].vectors(from[i].asked, ed.vocabulary, count)
	}
}

// texts is an entry's words: how it is asked for, its heading first, what its topic is
// called, and what it says.
type texts struct{ asked, names, paragraphs [][]word }

// split parts an entry's texts into words.
func (ed *edition) split(e *knowledge.Entry) (t texts) {
	for _, q := range append([]knowledge.Phrase{e.Question}, e.AlsoAsked...) {
		t.asked = append(t.asked, ed.lexicon.words(q.Text))
	}
	for _, name := range append([]knowledge.Phrase{e.Topic.Title}, e.Topic.Aliases...) {
		t.names = append(t.names, ed.lexicon.words(name.Text))
	}
	for _, p := range e.Paragraphs {
		t.paragraphs = append(t.paragraphs, ed.lexicon.words(p.Text()))
	}
	return t
}

// know tells the speller words that were written with care.
func (ed *edition) know(texts [][]word) {
	for _, words := range texts {
		for _, w := range words {
			ed.speller.add(w.surface)
		}
	}
}

// knowAsked tells the speller the English words of phrasings: these hold typos on
// purpose. They count once each, so that words written with care go first.
func (ed *edition) knowAsked(texts []texts) {
	for _, t := range texts {
		for _, words := range t.asked[1:] {
			for _, w := range words {
				if ed.speller.count[w.surface] == 0 && english.Knows(w.surface) {
					ed.speller.add(w.surface)
				}
			}
		}
	}
}

// mend corrects the typos in a phrasing.
func (ed *edition) mend(words []word) []word {
	for i, w := range words {
		if to := ed.speller.correct(w.surface); to != w.surface {
			words[i] = ed.lexicon.words(to)[0]
		}
	}
	return words
}

// newEntryTerms makes an entry's terms of its words.
func newEntryTerms(e *knowledge.Entry, from *texts, count *tally, seen gramSet) *entryTerms {
	t := &entryTerms{entry: e}
	setOf := func(texts ...[]word) set {
		for _, words := range texts {
			count.addWords(words)
		}
		return count.vector().terms
	}
	var grams []uint16
	for _, words := range from.asked {
		grams = seen.trigrams(words, grams)
		seen.remove(grams)
		t.grams = append(t.grams, grams...)
		t.gramEnds = append(t.gramEnds, int32(len(t.grams)))
	}
	t.named = setOf(slices.Concat(from.names, from.asked[:1])...)
	for _, words := range from.paragraphs {
		t.paragraphs = append(t.paragraphs, setOf(words))
	}
	t.all = setOf(slices.Concat(from.asked, from.names, from.paragraphs)...)
	t.asked, t.askedN = t.counts(from.asked)
	t.said, t.saidN = t.counts(from.paragraphs)
	return t
}

// counts is how often each of the entry's words stands in some texts, and how many words
// these have.
func (t *entryTerms) counts(in [][]word) (counts []float32, n float32) {
	counts = make([]float32, len(t.all))
	for _, words := range in {
		for _, w := range words {
			counts[t.all.place(w.term)]++
		}
		n += float32(len(words))
	}
	return counts, n
}

// vectors makes the question vectors once idf is known.
func (t *entryTerms) vectors(questions [][]word, v *vocabulary, count *tally) {
	for _, words := range questions {
		for _, w := range words {
			if count.weights[w.term] == 0 {
				count.add(w.term, v.idf[w.term])
			}
		}
		t.questions = append(t.questions, count.vector())
	}
	pack(t.questions)
	for _, q := range t.questions {
		for i, id := range q.terms {
			count.add(id, q.weights[i]/max(q.norm, 1e-6))
		}
	}
	t.centroid = count.vector()
}
