package triage

import (
	"cmp"
	"slices"
)

// A key is a word, or two words one after the other.
type key int64

func pair(first, second int32) key { return key(first)<<32 | key(second) }

func (n one) needs(map[key]int) []key { return []key{key(n)} }

func (n phrase) needs(uses map[key]int) []key {
	var rarest key
	for i, id := range n {
		k := key(id)
		if i > 0 && id != numberID && n[i-1] != numberID {
			k = pair(n[i-1], id)
		}
		if i == 0 || uses[k] < uses[rarest] {
			rarest = k
		}
	}
	return []key{rarest}
}

func (n seq) needs(uses map[key]int) []key {
	if all := n.rarest(uses); len(all) > 0 {
		return all[0]
	}
	return nil
}

// rarest is the needs of its items, those that stand in the fewest cues first.
func (n seq) rarest(uses map[key]int) (all [][]key) {
	for _, item := range n {
		if keys := item.needs(uses); keys != nil {
			all = append(all, keys)
		}
	}
	common := func(keys []key) (sum int) {
		for _, k := range keys {
			sum += uses[k]
		}
		return sum
	}
	slices.SortStableFunc(all, func(a, b []key) int { return cmp.Compare(common(a), common(b)) })
	return all
}

// A waker is a pattern and the half of what it needs that has been heard.
type waker struct {
	pattern int32
	half    uint8
}

// halves is what must stand where root is found: one of the keys of each, where there are
// two, else of the one.
func halves(root node, uses map[key]int) [][]key {
	if n, ok := root.(seq); ok {
		all := n.rarest(uses)
		return all[:min(len(all), 2)]
	}
	return [][]key{root.needs(uses)}
}

func (n *choice) needs(uses map[key]int) []key {
	if n.need == nil {
		n.words.each(func(id int32) { n.need = append(n.need, key(id)) })
		for _, option := range n.others {
			n.need = append(n.need, option.needs(uses)...)
		}
		slices.Sort(n.need)
		n.need = slices.Compact(n.need)
	}
	return n.need
}

func (maybe) needs(map[key]int) []key { return nil }
func (gap) needs(map[key]int) []key   { return nil }

// wake tells of each pattern which halves of what it needs stand among words. Most cues
// begin with "i" or "my": but for this all of those would be tried.
func (t *tongue) wake(words []word) (heard []uint8) {
	heard = make([]uint8, len(t.patterns))
	hear := func(k key) {
		for _, w := range t.waking[k] {
			heard[w.pattern] |= w.half
		}
	}
	for i, w := range words {
		for _, id := range w.ids() {
			hear(key(id))
		}
		if i > 0 {
			hear(pair(words[i-1].id, w.id))
		}
	}
	return heard
}

// wanted tells the patterns that are worth looking for: the parts of rules of which every
// part may be there, and the signs.
func (t *tongue) wanted(heard []uint8) []bool {
	wanted := make([]bool, len(t.patterns))
	for n := range t.patterns {
		wanted[n] = t.patterns[n].sign && heard[n] == t.patterns[n].halves
	}
	for i := range t.rules {
		r := &t.rules[i]
		if slices.ContainsFunc(r.needs, func(n int32) bool { return heard[n] != t.patterns[n].halves }) {
			continue
		}
		for _, n := range r.needs {
			wanted[n] = true
		}
		for _, n := range r.lacks {
			wanted[n] = heard[n] == t.patterns[n].halves
		}
	}
	return wanted
}
