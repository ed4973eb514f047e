package triage

import "math/bits"

// signSpace is how many numbers signs are hashed into: many more than are known, so that
// a sign that was never learnt is seldom taken for one that was.
const signSpace = 1 << 21

// knownSigns tells the signs that a model has a row of weights for, and which. Most signs
// of a message are unknown: that shows in a quarter of a megabyte, which stays in the cache.
type knownSigns struct {
	known  []uint64 // a bit for each sign
	before []uint32 // how many known ones are smaller than the first of each 64
	count  int
}

// newKnownSigns is the index of some signs.
func newKnownSigns(signs []sign) *knownSigns {
	k := &knownSigns{make([]uint64, signSpace/64), make([]uint32, signSpace/64), len(signs)}
	for _, s := range signs {
		k.known[s/64] |= 1 << (s % 64)
	}
	before := 0
	for i, known := range k.known {
		k.before[i] = uint32(before)
		before += bits.OnesCount64(known)
	}
	return k
}

// row is the row of a sign, if it is known: how many known signs are smaller.
func (k *knownSigns) row(s sign) (uint32, bool) {
	known, bit := k.known[s/64], uint64(1)<<(s%64)
	if known&bit == 0 {
		return 0, false
	}
	return k.before[s/64] + uint32(bits.OnesCount64(known&(bit-1))), true
}

// each calls f with every known sign, in order.
func (k *knownSigns) each(f func(sign)) {
	for i, known := range k.known {
		for b := known; b != 0; b &= b - 1 {
			f(sign(i*64 + bits.TrailingZeros64(b)))
		}
	}
}
