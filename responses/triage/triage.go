// Package triage answers one question about a message before anything is searched:
// is this a question to be searched at all?
//
// It sorts a message into one of the categories of the safety policy, with cues
// that people who do not program can read and edit: one text file a category in
// cues/<language>/. It needs no index and no disk, and it cannot fail: any bytes
// give a verdict, in bounded time. It never logs, and a verdict never holds a word
// of what was asked.
//
// # How a message is judged
//
//  1. clean writes a plain copy of the text: one case, no marks, no look-alike
//     letters, no hidden characters (normalise.go).
//  2. read cuts the copy into words the cues know, undoing slang, l33t and
//     spaced-out letters on the way (words.go, spelling.go, leet.go, typos.go).
//  3. scan finds every cue in the words (match.go): those of English, and where the
//     message is not English those of the other languages (tongue.go).
//  4. judge weighs what was found: jokes, other people's words, and which
//     category goes first (judge.go).
//  5. combine adds what the cues are worth to the log-odds of the trained model
//     (combine.go, model.go), which sees words, their letters (signs.go) and what they are
//     akin to (notions.go); learn_test.go trains it. What cues and model agree on in one
//     clause holds, whatever else is said (stretch.go).
//
// # The cue language
//
// One cue a line; a line that begins with a space goes on with the one above; # begins a
// comment. Words match in order, whole, whatever the case.
//
//	i (want|wish) to die      one of several, each of one or more words
//	i [really] want to die    may be there or not
//	i want .. die             up to three words between, never past a sentence end or a {break} word
//	took {number} pills       any number ("12", "200mg")
//	awake at {time}           a time of day ("3am", "10:30"), which is no number
//	do i have {condition}     a list from _lists.txt
//	{condition} ?             a question mark stands there
//	lithium & vomiting        both anywhere in the message
//	kms &! {past}             the second nowhere in the message
//
// A sign at the start of a line changes what the line is:
//
//	! suicide squad           an exclusion: cancels the cues of this file that lie within it
//	? kms                     a cue that a joke or an everyday cause cancels by itself
//	~ bury me                 a cue that also asks for the soft line
//	= i want to die           an example: New refuses to start unless it lands in this category
//
// We chose this over regular expressions because a moderator can read it aloud, and
// because matching whole words makes spelling the business of one place.
package triage

import (
	"fmt"
	"sync"
)

// A Category says what a message needs. The words are those of the safety policy.
type Category string

// The categories in order of precedence: where several fit, the first one wins.
const (
	EmergencyMedical      Category = "emergency-medical"
	MethodSeeking         Category = "method-seeking"
	CrisisSelf            Category = "crisis-self"
	CrisisOther           Category = "crisis-other"
	AbuseViolence         Category = "abuse-violence"
	AdviceMedication      Category = "advice-medication"
	AdviceDiagnosis       Category = "advice-diagnosis"
	AdviceTreatmentChoice Category = "advice-treatment-choice"
	MinorDisclosure       Category = "minor-disclosure"
	EducationalSensitive  Category = "educational-sensitive"
	JailbreakInsult       Category = "jailbreak-insult"
	OutOfScope            Category = "out-of-scope"
	None                  Category = "none"
)

// precedence lists the categories from the one that goes first to None.
var precedence = [...]Category{
	EmergencyMedical, MethodSeeking, CrisisSelf, CrisisOther, AbuseViolence,
	AdviceMedication, AdviceDiagnosis, AdviceTreatmentChoice,
	MinorDisclosure, EducationalSensitive, JailbreakInsult, OutOfScope, None,
}

// Categories returns every category, the one that goes first at the front. The caller owns the slice.
func Categories() []Category { return append([]Category(nil), precedence[:]...) }

// Risk reports whether a reply to c is one of the five that are never rate limited,
// cached, paged or counted per person.
func (c Category) Risk() bool { return c.rank() <= AbuseViolence.rank() }

// advises reports whether c is a wish for advice about somebody's own case.
func (c Category) advises() bool {
	return c == AdviceMedication || c == AdviceDiagnosis || c == AdviceTreatmentChoice
}

// rank is the place of c in the precedence, 0 first.
func (c Category) rank() int {
	for i, other := range precedence {
		if c == other {
			return i
		}
	}
	return len(precedence)
}

// A Verdict is what triage makes of one message.
type Verdict struct {
	Category   Category // exactly one
	Minor      bool     // the writer says or clearly shows they are under 18
	SoftLine   bool     // a joke about dying: add the soft line, and nothing more
	Language   string   // what it is written in, ISO 639-1; "" for English, and where that is not certain
	Remark     bool     // tells of a loss by suicide, or of what the writer came through, and asks nothing
	Confidence float64  // 0..1; of cues set by rule, of the model its probability
	Reasons    []Reason // the cues found, strongest category first; for --explain
}

// A Reason is a cue that was found. It quotes the cue, never the asker.
type Reason struct {
	Category Category
	Cue      string // "en/crisis-self.txt:17: " and how the cue begins
}

// A Classifier sorts messages into categories. It is immutable and safe for concurrent use;
// the zero value is not useful, use New.
type Classifier struct {
	english  *tongue
	others   []*tongue
	speakers speakers // of the others
	signs    signs    // of English
	notions  notions
	model    *model
}

// New is the Classifier of the embedded cues and model. They are compiled, and every
// example in them tried, at the first call: the same one is handed out ever after.
// An error means that the program must not start.
func New() (*Classifier, error) { return embedded() }

var embedded = sync.OnceValues(newClassifier)

func newClassifier() (*Classifier, error) {
	c, err := untrained()
	if err != nil {
		return nil, err
	}
	if c.model, err = readModel(weightsFile); err != nil {
		return nil, fmt.Errorf("read the model of triage: %w", err)
	}
	return c, nil
}

// untrained is a Classifier that has no model yet.
func untrained() (*Classifier, error) {
	c, err := compile(cueFiles)
	if err != nil {
		return nil, fmt.Errorf("compile the cues of triage: %w", err)
	}
	if c.notions, err = readNotions(notionsFile); err != nil {
		return nil, fmt.Errorf("read the notions of triage: %w", err)
	}
	return c, nil
}

// Classify judges text. It is total: any bytes give a verdict.
func (c *Classifier) Classify(text string) Verdict {
	plain := clean(text)
	words := spans(plain)
	v, beside := c.byCues(plain, words)
	if v.Category.Risk() && (len(words) < fewestHeard || len(plain) > longestHeard) {
		return v
	}
	heard := plain
	if beside.quoted {
		heard = unquoted(plain)
	}
	heard = lettered(heard) // each word stays where it is
	r := newReading(heard, c.model.known, c.notions)
	defer r.putBack()
	whole := c.model.judge(r, span{0, len(heard)})
	joined := combine(v, beside, whole, c.model.riskiest(r, stretches(heard, words)))
	for _, kind := range []func(Category) bool{Category.Risk, Category.advises} {
		given := kind(v.Category) && !kind(joined.Category) && joined.Category.rank() > v.Category.rank()
		if given && v.Confidence != sureOfTone && c.agreeOn(kind, plain, r, words) {
			return v
		}
	}
	return joined
}

// byCues is what the cues alone make of clean text, the words of which are given. The cues
// of other languages are asked where a message is not English.
func (c *Classifier) byCues(plain []byte, words []span) (Verdict, aside) {
	main := c.english.listen(c.english.lexicon.read(plain))
	defer c.english.forget(main)
	j := judging{verdict: Verdict{Category: None}, signs: &c.signs, said: main.found, aside: aside{excluded: main.excluded, words: len(words)}}
	j.hear(c.english, main)
	if others := c.english.foreign(plain, words); len(others) > 0 {
		tongues, language := c.spoken(others)
		j.verdict.Language = language
		for _, t := range tongues {
			h := t.listen(t.lexicon.read(plain))
			j.aside.excluded = j.aside.excluded || h.excluded
			j.hear(t, h)
			t.forget(h)
		}
	}
	return j.done(), j.aside
}
