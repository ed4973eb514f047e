package triage

import "github.com/hebb-bot/hebb/knowledge/english"

// shortestSlip is how long a word of the cues must be for one slip to be forgiven in it,
// and shortestDoubled where the slip is a letter doubled.
const (
	shortestSlip    = 5
	shortestDoubled = 4
)

// forgive lets w be written with a slip whatever else that might be.
func (l *lexicon) forgive(w string) { l.forgiven[l.id([]byte(w))] = true }

// slipIn notes the words that may be written with a slip: the longer ones, and those that
// the cues forgive. It is called once all words are known.
func (l *lexicon) slipIn() {
	for i, name := range l.names {
		id := int32(i)
		if !l.forgiven[id] && len(name) < shortestSlip || !isASCIILetters([]byte(name)) {
			continue
		}
		l.slips[name] = append(l.slips[name], id)
		for i := range name {
			if i == 0 || name[i] != name[i-1] {
				less := name[:i] + name[i+1:]
				l.slips[less] = append(l.slips[less], id)
			}
		}
	}
}

// slip returns the word of the cues that w is one slip away from, 0 if there is none: a
// forgiven one; else, where w is no English word, the only one that begins alike. A cue
// needs its other words too, so that a slip is forgiven where more speaks for it.
func (l *lexicon) slip(w, space []byte) int32 {
	if len(w) < shortestDoubled || !isASCIILetters(w) || l.theirs[string(w)] != 0 {
		return 0
	}
	var found int32
	only := true
	look := func(key []byte) (forgiven int32) {
		for _, id := range l.slips[string(key)] {
			switch name := l.names[id]; {
			case !oneSlip(string(w), name) && !oneSlip(name, string(w)):
			case l.forgiven[id]:
				return id
			case name[0] == w[0]:
				only = only && (found == 0 || found == id)
				found = id
			}
		}
		return 0
	}
	if id := look(w); id != 0 {
		return id
	}
	for i := range w {
		if id := look(without(space, w, i)); id != 0 {
			return id
		}
	}
	if english.Knows(string(w)) {
		return 0
	}
	for i := 1; i < len(w); i++ {
		if single := without(space, w, i); w[i] == w[i-1] && len(single) >= shortestDoubled && l.ids[string(single)] != 0 {
			return l.ids[string(single)]
		}
	}
	if !only {
		return 0
	}
	return found
}

// without is w less its letter i.
func without(space, w []byte, i int) []byte { return append(append(space[:0], w[:i]...), w[i+1:]...) }

// oneSlip reports if a becomes b by dropping one letter, changing one or swapping two neighbours.
func oneSlip(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) == len(b)+1:
		return a[i+1:] == b[i:]
	case len(a) != len(b) || i == len(a):
		return false
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
