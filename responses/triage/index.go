package triage

import (
	"cmp"
	"math"
	"slices"
)

// A uses is how often a word, or two one after the other, stand in cues.
type uses struct {
	words []int32
	pairs map[key]int
}

func (u *uses) count(ids []int32) {
	for i, id := range ids {
		if more := int(id) + 1 - len(u.words); more > 0 {
			u.words = append(u.words, make([]int32, more)...)
		}
		u.words[id]++
		if i > 0 {
			u.pairs[pair(ids[i-1], id)]++
		}
	}
}

func (u *uses) of(k key) int {
	switch {
	case k > key(math.MaxInt32):
		return u.pairs[k]
	case int(k) < len(u.words):
		return int(u.words[k])
	}
	return 0
}

// index notes under each word the patterns that can begin with it and those that need it,
// and under each pattern the rules that it wakes.
func (t *tongue) index() {
	var exclusions, cues grouping[int32]
	var needs grouping[waker]
	places := map[key]int32{}
	var first []int32
	for i := range t.patterns {
		p, n := &t.patterns[i], int32(i)
		begin := &cues
		if p.excludes {
			begin = &exclusions
		}
		first = p.root.begin(first[:0])
		for _, id := range sorted(first) {
			begin.add(id, n)
		}
		for half, need := range halves(p.root, &t.lexicon.uses) {
			p.halves |= 1 << half
			for _, k := range need.keys {
				place, known := places[k]
				if !known {
					place = int32(len(places))
					places[k] = place
				}
				needs.add(place, waker{n, 1 << half})
			}
		}
	}
	words := len(t.lexicon.names)
	t.exclusions, t.cues = sparseOf(exclusions.table(words)), sparseOf(cues.table(words))
	wakers := needs.table(len(places))
	t.waking = make(map[key][]waker, len(places))
	for k, place := range places {
		t.waking[k] = wakers[place]
	}
	t.ruled = ruledBy(t.rules, len(t.patterns))
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
	var ruled grouping[int32]
	for i := range rules {
		ruled.add(slices.MinFunc(rules[i].needs, func(a, b int32) int { return cmp.Compare(uses[a], uses[b]) }), int32(i))
	}
	return ruled.table(patterns)
}

// A grouping is values each of which belongs to a numbered group.
type grouping[T any] struct {
	groups []int32
	values []T
}

func (g *grouping[T]) add(group int32, value T) {
	g.groups, g.values = append(g.groups, group), append(g.values, value)
}

// table is the values of each of n groups, in the order they were added. All lie in one
// piece of memory: there are many, and most are short.
func (g *grouping[T]) table(n int) [][]T {
	ends := make([]int, n+1)
	for _, group := range g.groups {
		ends[group+1]++
	}
	for i := range n {
		ends[i+1] += ends[i]
	}
	room, table := make([]T, len(g.values)), make([][]T, n)
	for i := range table {
		table[i] = room[ends[i]:ends[i]:ends[i+1]]
	}
	for i, group := range g.groups {
		table[group] = append(table[group], g.values[i])
	}
	return table
}

// sparseOf is the sets that hold the numbers of each list, which rise.
func sparseOf(lists [][]int32) []sparse {
	most := 0
	for _, list := range lists {
		most += len(list)
	}
	out, room := make([]sparse, len(lists)), make(sparse, most)
	for i, list := range lists {
		out[i] = room[:0:len(list)]
		for _, n := range list {
			out[i].add(n)
		}
		room = room[len(out[i]):]
	}
	return out
}
