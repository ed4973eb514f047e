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

// wake notes the patterns of which everything that they need stands among words. Most cues
// begin with "i" or "my": but for this all of those would be tried.
func (t *tongue) wake(words []word, h *hearing) {
	for i, w := range words {
		for id := range w.ids() {
			t.hear(h, t.waking[key(id)])
		}
		if i > 0 {
			t.hear(h, t.waking[pair(words[i-1].id, w.id)])
		}
	}
}

func (t *tongue) hear(h *hearing, wakers []waker) {
	for _, w := range wakers {
		if all := t.patterns[w.pattern].halves; h.heard[w.pattern] != all {
			if h.heard[w.pattern] |= w.half; h.heard[w.pattern] == all {
				h.awake.add(w.pattern)
			}
		}
	}
}

// want notes the patterns that are worth looking for: the parts of rules of which every
// part may be there, and the signs. Those rules are what may hold, in their order.
func (t *tongue) want(h *hearing) {
	h.awake.each(func(n int32) {
		if t.patterns[n].sign {
			h.wanted.add(n)
		}
		for _, i := range t.ruled[n] {
			if t.rules[i].mayHold(h.awake) {
				h.rules = append(h.rules, i)
			}
		}
	})
	slices.Sort(h.rules)
	for _, i := range h.rules {
		for _, n := range t.rules[i].needs {
			h.wanted.add(n)
		}
		for _, n := range t.rules[i].lacks {
			if h.awake.has(n) {
				h.wanted.add(n)
			}
		}
	}
}

// mayHold reports if everything r needs may be there.
func (r *rule) mayHold(awake set) bool {
	for _, n := range r.needs {
		if !awake.has(n) {
			return false
		}
	}
	return true
}

// ruledBy is the rules that each pattern wakes: every rule is woken by that of the patterns
// it needs which the fewest rules need.
func ruledBy(rules []rule, patterns int) [][]int32 {
	uses := make([]int, patterns)
	for i := range rules {
		for _, n := range rules[i].needs {
			uses[n]++
		}
	}
	ruled := make([][]int32, patterns)
	for i := range rules {
		rarest := slices.MinFunc(rules[i].needs, func(a, b int32) int { return cmp.Compare(uses[a], uses[b]) })
		ruled[rarest] = append(ruled[rarest], int32(i))
	}
	return ruled
}
