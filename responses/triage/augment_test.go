package triage

import (
	"slices"
	"strings"
)

// What an example counts that is made of another, and what a line of the library does:
// they are many, and easy.
const (
	libraryWeight = .95
	heldWeight    = 6  // of a message that tests hold us to
	stretchWeight = .3 // of a piece of a calm message
	slipWeight    = .5 // of a message with typing errors put in
	storyWeight   = .5 // of a message at the end of a story
	akinWeight    = .5 // of a message in other words
)

// augmented is the examples, and what is made of them.
func augmented(all []labelledText) []labelledText {
	return slices.Concat(withStories(withSlips(withStretches(all))), inOtherWords(all))
}

// withStretches adds to each calm message its stretches, which are calm too. Which of those
// of a message of risk is the risky one nobody has said.
func withStretches(all []labelledText) []labelledText {
	out := slices.Clone(all)
	for _, e := range all {
		if plain := clean(e.text); !e.category.Risk() {
			for _, s := range stretches(plain, spans(plain)) {
				e.text, e.weight = string(plain[s.from:s.to]), min(e.weight, stretchWeight)
				out = append(out, e)
			}
		}
	}
	return out
}

// openings are calm stories that a message may come at the end of.
var openings = []string{
	"had a long shift at the bakery today, then picked up the kids, made soup and sorted the laundry while my mum told me about her new curtains. ",
	"so we moved the sofa on saturday, my brother helped, we got pizza after and fell asleep in front of some film, sunday was just errands and the dog park. ",
	"Our team changed offices last month and I have been setting up desks and cables all week; the canteen is better and the commute is shorter. ",
	"i was gonna write earlier but had class till four and then practice and then my cousin came over to show me his new bike and we fixed the chain. ",
	"the weather finally got better here so i planted tomatoes, cleaned the balcony, answered some old emails and called my aunt who is visiting in june. ",
	"new semester started, three lectures on mondays, the bus is always late and my roommate keeps burning the rice but the library is warm at least. ",
}

// storyEvery is which English message is learnt at the end of a story as well.
const storyEvery = 4

// withStories adds to some messages their like at the end of a calm story, which changes
// nothing about what they are.
func withStories(all []labelledText) []labelledText {
	out := slices.Clone(all)
	n := 0
	for _, e := range all {
		if e.language != "en" || e.weight < 1 {
			continue
		}
		if n++; n%storyEvery == 0 {
			e.text, e.weight = openings[n/storyEvery%len(openings)]+e.text, storyWeight
			out = append(out, e)
		}
	}
	return out
}

// withSlips adds to each message its like with two typing errors: a letter left out, and
// two changed about. People in distress type badly.
func withSlips(all []labelledText) []labelledText {
	random := lcg(7)
	out := slices.Clone(all)
	for _, e := range all {
		letters := []rune(e.text)
		if e.weight < 1 || len(letters) < 12 {
			continue
		}
		i := random.below(len(letters) - 1)
		letters[i], letters[i+1] = letters[i+1], letters[i]
		i = random.below(len(letters))
		e.text, e.weight = string(slices.Delete(letters, i, i+1)), slipWeight
		out = append(out, e)
	}
	return out
}

// akinShare is how many of the words that belong to a notion give way to another of it.
const akinShare = .6

// inOtherWords is each English message once more with many of its words changed for others
// of the same notion: so the letters of a word that stands in no example are learnt too.
// What comes out is seldom good English, and means much the same.
func inOtherWords(all []labelledText) (out []labelledText) {
	notion, akin := map[string]string{}, map[string][]string{}
	for m := range members(notionsFile) {
		if text := string(clean(m.text)); text != "" {
			notion[text] = m.notion
			akin[m.notion] = append(akin[m.notion], text)
		}
	}
	random := lcg(5)
	for _, e := range all {
		if e.language != "en" || e.weight < 1 {
			continue
		}
		text := clean(e.text)
		var b strings.Builder
		at := 0
		for w := range wordsOf(text) {
			others := akin[notion[string(text[w.from:w.to])]]
			if others == nil || random.share() > akinShare {
				continue
			}
			b.Write(text[at:w.from])
			b.WriteString(others[random.below(len(others))])
			at = w.to
		}
		b.Write(text[at:])
		e.text, e.weight = b.String(), akinWeight
		out = append(out, e)
	}
	return out
}

// An lcg is random numbers that are the same each time (the constants of Numerical Recipes).
type lcg uint32

func (r *lcg) next() uint32 {
	*r = *r*1664525 + 1013904223
	return uint32(*r) >> 8 // the low bits are hardly random
}

func (r *lcg) below(n int) int { return int(r.next()) % n }

// share is a number from 0 to 1.
func (r *lcg) share() float64 { return float64(r.next()) / (1 << 24) }
