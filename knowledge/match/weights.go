package match

import "math"

// Every number of the matcher stands here, so that they can be read side by side.

// Weights of the features in the score, which is their sum, in log-odds. Learnt by
// `go test ./knowledge/match -run Learn -v -learn` on the shipped library's own
// phrasings, left out in tenths, and on questions by other hands.
var weights = [numFeatures]float64{
	centroid:     1.1,
	bestTrigrams: 3.0,
	topQuestions: 1.0,
	coverage:     2.0,
	bodyBM25:     1.3,
	sameTopic:    0.5,
	likelier:     2.1,
	topicClass:   3.7,
	facetClass:   3.2,
	hintedTopic:  1.2,
	hintedEntry:  1.0,
	overview:     2, // by hand: phrasings hardly ever are a topic's name alone
	wordForWord:  5, // by hand: what is learnt from is left out
}

// plainWeights are those of a library without hints, learnt on the shipped one without its.
var plainWeights = [numFeatures]float64{
	centroid:     1.9,
	bestTrigrams: 1.8,
	topQuestions: 1.2,
	coverage:     1.6,
	bodyBM25:     2.2,
	sameTopic:    1.2,
	likelier:     2.6,
	topicClass:   4.6,
	facetClass:   4.1,
	overview:     2, // by hand: phrasings hardly ever are a topic's name alone
	wordForWord:  5, // by hand: what is learnt from is left out
}

// flatWeights are those of a library without topics and facets, each entry a topic
// of its own, as public question sets are.
var flatWeights = [numFeatures]float64{
	centroid:     3.4,
	bestTrigrams: 3.4,
	topQuestions: 2.9,
	coverage:     1.6,
	bodyBM25:     .3,
	sameTopic:    .4,
	likelier:     2.8,
	topicClass:   3.1,
	wordForWord:  5,
}

const (
	// proposals is how many entries bleve proposes. The right one was among the
	// first thirty on every set of the research.
	proposals = 30
	// byClass is how many entries more the classifiers propose.
	byClass = 30
	// scoredInFull is how many of all of them the slower features are told of.
	scoredInFull = 24
	// mostLookup is how many words bleve is asked for at most.
	mostLookup = 4
	// topK is how many of an entry's own questions are averaged.
	topK = 3
	// stopWeight scales stop words down in long messages, where they only add
	// noise; in a short question they tell "what is" from "how is".
	stopWeight = .5
	longWords  = 20
	// unknownShare is the weight of a word the library does not know, as a share
	// of the greatest idf. Without it nonsense around one known word looks right.
	unknownShare = .5
	// expandWeight is the weight of a word that the lexicon adds: below one, so
	// that the member's own words count for more.
	expandWeight = .8
	// bm25K1 and bm25B are the usual constants of Okapi BM25 (Robertson and
	// Zaragoza 2009, The Probabilistic Relevance Framework).
	bm25K1 = 1.2
	bm25B  = .75
	// bm25Scale brings BM25 over the query's self-score to the size of the
	// other features.
	bm25Scale = 1.5
	// followTopic is how many content words a follow-up may have before it is
	// taken to stand on its own.
	followTopic = 8
)

// Shares of the mixture that the words of a question come from.
const (
	mixEntry   = .35
	mixTopic   = .15
	mixFacet   = .10
	mixBody    = .05
	mixLibrary = 1 - mixEntry - mixTopic - mixFacet - mixBody
	// answerWeight is how much a word of an answer counts in the library's model,
	// beside one of a phrasing.
	answerWeight = .2
)

// The classifiers: what letters count beside words, smoothing and share of naive
// Bayes, and the rounds, margin and boldness of what follows it.
const (
	lettersWeight = 1.5
	hintWeight    = .7 // of what a hint says, beside what a phrasing does
	meantWeight   = .7 // of a word that the lexicon adds, beside one of the question's own
	smoothing     = .1
	naiveShare    = .3
	// flatNaiveShare is that of a library in which each entry is a topic of its own: it has
	// few phrasings a class, and counting needs fewer than what follows.
	flatNaiveShare = .5
	rounds         = 3
	// sharedBy is how many topics must share a facet for it to have a class.
	sharedBy = 2
	margin   = 3
	boldness = .3
)

// Boosts of the fields when candidates are looked up: what people ask weighs
// more than what the answer says.
const (
	boostAsked = 3
	boostBody  = 1
)

// Calibration: a logistic curve (Platt 1999, Probabilistic Outputs for Support
// Vector Machines) from what follows to the probability that the topic of the best
// match is right. The score alone is a poor judge of questions about something else:
// "why is the sky blue" is asked like many of ours.
//
// Fitted by `go test ./knowledge/match -run Calibration -v` on the library's own
// phrasings, left out in tenths, on questions by other hands, and on negatives.
var calibration = grounds{
	always:    -6.2,
	byScore:   2.2,
	byForeign: -6.4,
	byShare:   3.3,
	byScope:   1.9,
	byHeld:    0.2,
	byAgreed:  0.8,
}

// plainCalibration is that of a library without hints: it knows fewer words, so that a
// strange one tells less.
var plainCalibration = grounds{always: -6.7, byScore: 2.3, byForeign: -3.6, byShare: 3, byScope: 1.7, byHeld: .5, byAgreed: .9}

// Grounds are what confidence is read from.
const (
	always    = iota
	byScore   // the best match's score
	byForeign // the share of content words that the whole library does not know
	byShare   // the share of all matches that is of the best one's topic
	byScope   // whether it is put like phrasings, 1, or like messages about something else, -1: the classifier's log-odds, squashed
	byHeld    // the share of what it says beyond topics that the best topic holds
	byAgreed  // 1 if the topic is also the likeliest by the classifier of topics alone, or 0
	numGrounds
)

type grounds [numGrounds]float64

// by is the confidence under a curve.
func (x grounds) by(curve *grounds) float64 {
	var z float64
	for i, g := range x {
		z += curve[i] * g
	}
	return 1 / (1 + math.Exp(-z))
}

// Speller.
const (
	minSpell   = 4  // shorter words are not corrected
	maxSpell   = 32 // nor longer ones: what is deleted from a word grows with the square of its length
	longSpell  = 8  // words of this length may have two errors
	maxMessage = 2000
	// mostWords is how many words of a message are looked at.
	mostWords = 200
)

// Paragraph choice: how much of what a question says beyond the topic's name and the
// heading a paragraph must hold to be quoted, and how many are quoted beside the short
// answer. The best is quoted even if it holds less: who asks for more than the heading
// says is told more than the short answer.
const (
	paragraphShare = .25
	maxDetail      = 2
)

// What is said at which confidence: at or above answerAt the entry answers, at or
// above offerAt it is offered ("did you mean") with others that have at least
// offerShare of its confidence; below there is no answer.
const (
	answerAt   = .50
	offerAt    = .08
	offerShare = .15
	maxOffer   = 5
	// nearTie is the share of the first's confidence from which on one of another topic
	// is as good: both are offered.
	nearTie = .96
	// besideAt is the share of the first's confidence from which on the next of the same
	// topic is quoted beside it.
	besideAt = .6
	// offerFrom is how many matches those to choose from are looked for among.
	offerFrom = 10
)
