package triage

import "slices"

// A key is a word, or two words one after the other.
type key int64

func pair(first, second int32) key { return key(first)<<32 | key(second) }

// A need is keys one of which must stand somewhere, and in how many cues they do.
type need struct {
	keys []key
	uses int
}

func (n one) needs(u *uses) need { return need{[]key{key(n)}, u.of(key(n))} }

func (n phrase) needs(u *uses) need {
	var rarest need
	for i, id := range n {
		k := key(id)
		if i > 0 && id != numberID && n[i-1] != numberID {
			k = pair(n[i-1], id)
		}
		if uses := u.of(k); i == 0 || uses < rarest.uses {
			rarest = need{rarest.keys[:0], uses}
			rarest.keys = append(rarest.keys, k)
		}
	}
	return rarest
}

func (n seq) needs(u *uses) need {
	first, _ := n.rarest(u)
	return first
}

// rarest is the two of the needs of its items that stand in the fewest cues.
func (n seq) rarest(u *uses) (first, second need) {
	for _, item := range n {
		switch its := item.needs(u); {
		case its.keys == nil:
		case first.keys == nil || its.uses < first.uses:
			first, second = its, first
		case second.keys == nil || its.uses < second.uses:
			second = its
		}
	}
	return first, second
}

func (n *choice) needs(u *uses) need {
	if n.need.keys != nil {
		return n.need
	}
	keys := make([]key, 0, len(n.words)+len(n.others))
	for _, id := range n.words {
		keys = append(keys, key(id))
	}
	for _, option := range n.others {
		keys = append(keys, option.needs(u).keys...)
	}
	slices.Sort(keys)
	n.need.keys = slices.Compact(keys)
	for _, k := range n.need.keys {
		n.need.uses += u.of(k)
	}
	return n.need
}

func (maybe) needs(*uses) need { return need{} }
func (gap) needs(*uses) need   { return need{} }

// A waker is a pattern and the half of what it needs that has been heard.
type waker struct {
	pattern int32
	half    uint8
}

// halves is what must stand where root is found: one of the keys of each, where there are
// two, else of the one.
func halves(root node, u *uses) []need {
	if n, ok := root.(seq); ok {
		if first, second := n.rarest(u); second.keys != nil {
			return []need{first, second}
		}
	}
	return []need{root.needs(u)}
}

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
