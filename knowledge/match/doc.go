// Package match finds the entries of a library that answer a question, and says
// how sure it is.
//
//	question → words → lexicon, speller → candidates (bleve) → features → score → confidence
//
// bleve proposes about thirty entries; it is a good index and a poor judge. A
// ranker of ours orders them: each feature is one small function in features.go,
// every number stands in weights.go, and the score is calibrated into the
// probability of being right. A match explains itself on request.
//
// An Index is immutable and safe for concurrent use. The package does not log
// and keeps nothing of a question.
package match
