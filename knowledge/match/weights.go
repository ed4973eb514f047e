package match

import "math"

// Every number of the matcher stands here, so that they can be read side by side.

// Weights of the features in the score, which is their weighted mean. They were
// learnt on the shipped library's own phrasings, left out in tenths: listwise
// softmax regression (Cao et al. 2007, Learning to Rank), L2 .002, none below
// zero; topQuestions, which then got nothing, keeps a share because it was worth
// .49 of 2.6 on the eleven public sets of the project's research.
var weights = [numFeatures]float64{
	sameFacet:     4.6,
	sameTopic:     3.9,
	bodyBM25:      2.6,
	coverage:      2.4,
	questionCover: 2.0,
	centroid:      1.4,
	bestTrigrams:  1.4,
	topQuestions:  .4,
}

const (
	// proposals is how many entries bleve proposes. The right one was among the
	// first thirty on every set of the research.
	proposals = 30
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

// Boosts of the fields when candidates are looked up: what people ask weighs
// more than what the answer says.
const (
	boostQuestions = 3
	boostTopic     = 3
	boostBody      = 1
)

// Calibration: a logistic curve (Platt 1999, Probabilistic Outputs for Support
// Vector Machines) from the best match's score, whether the question names a
// topic, the share of content words that the whole library does not know, and how
// near the nearest phrasing is by its letters, to the probability that the topic is right. The score alone is a poor judge of
// questions about something else: "why is the sky blue" is asked like many of ours.
//
// Fitted by `go test ./knowledge/match -run Calibration -v` on the library's own
// phrasings, left out in tenths, and testdata/negatives.txt.
var calibration = signs{
	always:    -2.0,
	byScore:   3.0,
	byTopic:   2.1,
	byForeign: -2.3,
	byNearest: 1.5,
}

// Signs are what confidence is read from.
const (
	always = iota
	byScore
	byTopic
	byForeign
	byNearest
	numSigns
)

type signs [numSigns]float64

// confidence is that of a match with a score.
func (x signs) confidence(score float64) float64 {
	x[byScore] = score
	var z float64
	for i, s := range x {
		z += calibration[i] * s
	}
	return 1 / (1 + math.Exp(-z))
}

// Speller.
const (
	minSpell   = 4  // shorter words are not corrected
	maxSpell   = 32 // nor longer ones: what is deleted from a word grows with the square of its length
	longSpell  = 8  // words of this length may have two errors
	maxMessage = 2000
)

// Paragraph choice: how much of what a question says beyond the topic's name a
// paragraph must hold to be quoted, and how many are quoted beside the short
// answer.
const (
	paragraphShare = .34
	maxDetail      = 2
)

// What is said at which confidence: at or above answerAt the entry answers, at or
// above offerAt it is offered ("did you mean"), below there is no answer. Where
// the second is within nearTie of the first's score both are offered: confidence
// tells that the topic is right, not which of its entries was meant.
const (
	answerAt = .72
	offerAt  = .30
	nearTie  = .02
	maxOffer = 3
)
