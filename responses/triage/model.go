package triage

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
	"unicode/utf8"
)

//go:generate go test . -run TestTrain -train

// weightsFile is what examples/*.tsv teach: see train_test.go, which writes it.
//
//go:embed weights.bin
var weightsFile []byte

// A model is a multinomial logistic regression over what is seen in a message: its
// words, pairs of words, and runs of letters, which see through typing
// errors and endings. It finds what no list of cues can hold: danger in words that
// nobody thought of. It is immutable.
type model struct {
	scale   float32
	bias    [len(precedence)]float32
	weights []int8 // a row of categories for each sign, in units of scale
}

const (
	// signSpace is how many numbers signs are hashed into.
	signSpace = 1 << 16
	// wordTimes and pairTimes are how many signs a word and a pair make: they tell more
	// than one of the many runs of letters.
	wordTimes, pairTimes = 3, 2
	// mostSigns bounds the work on a message: twice what the longest on Discord has.
	mostSigns = 1 << 14
)

// modelHeader is the first bytes of weights.bin.
var modelHeader = []byte("hebb triage 1\n")

// readModel reads what writeModel wrote.
func readModel(file []byte) (*model, error) {
	rest, ok := bytes.CutPrefix(file, modelHeader)
	if want := 4*(1+len(precedence)) + signSpace*len(precedence); !ok || len(rest) != want {
		return nil, errors.New("weights.bin is not what this program was written for: run go generate ./responses/triage")
	}
	m := &model{weights: make([]int8, signSpace*len(precedence))}
	number := func() float32 {
		f := math.Float32frombits(binary.LittleEndian.Uint32(rest))
		rest = rest[4:]
		return f
	}
	m.scale = number()
	for k := range m.bias {
		m.bias[k] = number()
	}
	for i, b := range rest {
		m.weights[i] = int8(b)
	}
	return m, nil
}

// A chance is how probable the model holds each category, in the order of precedence.
type chance [len(precedence)]float32

// judge is the chance of each category.
func (m *model) judge(text []byte) chance {
	s := signReader{text: text}
	s.read()
	scores := m.bias
	if len(s.signs) > 0 {
		var sums [len(precedence)]int32
		for _, id := range s.signs {
			row := m.weights[int(id)*len(precedence):][:len(precedence)]
			for k, w := range row {
				sums[k] += int32(w)
			}
		}
		length := m.scale / sqrt(len(s.signs))
		for k, sum := range sums {
			scores[k] += float32(sum) * length
		}
	}
	return softmax(scores)
}

func sqrt(n int) float32 { return float32(math.Sqrt(float64(n))) }

func softmax(scores [len(precedence)]float32) (p chance) {
	best := scores[0]
	for _, s := range scores {
		best = max(best, s)
	}
	var sum float32
	for k, s := range scores {
		p[k] = float32(math.Exp(float64(s - best)))
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// of is the chance of a category.
func (p *chance) of(c Category) float32 { return p[c.rank()] }

// best is the likeliest of the categories from first to last in the precedence, and the
// chance of all of them together.
func (p *chance) best(first, last Category) (Category, float32) {
	best, sum := first.rank(), float32(0)
	for k := first.rank(); k <= last.rank(); k++ {
		sum += p[k]
		if p[k] > p[best] {
			best = k
		}
	}
	return precedence[best], sum
}

// risk is the likeliest of the categories of risk, and the chance of all of them together.
func (p *chance) risk() (Category, float32) { return p.best(EmergencyMedical, AbuseViolence) }

// riskiest is the chance of that of some stretches in which risk is likeliest, none if
// there are none.
func (m *model) riskiest(stretches [][]byte) (worst chance) {
	var most float32
	for _, s := range stretches {
		p := m.judge(s)
		if _, risk := p.risk(); risk > most {
			worst, most = p, risk
		}
	}
	return worst
}

// A signReader lists the signs of clean text, each once.
type signReader struct {
	text  []byte
	signs []int32
	seen  [signSpace / 64]uint64
}

// read goes over the words. In scripts without spaces every character is a word.
func (s *signReader) read() {
	var last, before uint32
	for i := 0; i < len(s.text) && len(s.signs) < mostSigns; {
		if n := markup(s.text[i:]); n > 0 {
			i += n
			continue
		}
		c, size := utf8.DecodeRune(s.text[i:])
		end := i + size
		switch {
		case isSolo(c):
		case isWordRune(c):
			for end < len(s.text) {
				c, size := utf8.DecodeRune(s.text[end:])
				inside := c == '\'' && end+1 < len(s.text) && isWordByte(s.text[end+1])
				if isSolo(c) || !isWordRune(c) && !inside {
					break
				}
				end += size
			}
		case c == '?' || c == '!' || c >= 0x2190: // and emoji
		default:
			i = end
			continue
		}
		word := s.text[i:end]
		h := hash(1, word)
		for again := range uint32(wordTimes) {
			s.see(mix(h, again))
		}
		for again := range uint32(pairTimes) {
			s.see(mix(mix(last, h), again))
		}
		s.see(mix(mix(before, 7), h)) // the word but one before
		if isSolo(c) {
			s.see(mix(mix(before, last), h))
		}
		s.letters(word)
		before, last = last, h
		i = end
	}
	s.see(mix(last, 2)) // what ends the message
}

// lettersOf is how many characters a word may have for its letters to be looked at.
const lettersOf = 40

// letters sees the runs of four and five characters of a word, its ends marked.
func (s *signReader) letters(word []byte) {
	var marked [utf8.UTFMax*lettersOf + 2]byte
	var starts [lettersOf + 3]int // where each character begins, both marks counted
	n, end := 1, copy(marked[:], " ")
	for i := 0; i < len(word); n++ {
		if n > lettersOf {
			return
		}
		_, size := utf8.DecodeRune(word[i:])
		starts[n] = end
		end += copy(marked[end:], word[i:i+size])
		i += size
	}
	starts[n], starts[n+1] = end, end+copy(marked[end:], " ")
	for length := 4; length <= 5; length++ {
		for i := 0; i+length <= n+1; i++ {
			s.see(hash(3, marked[starts[i]:starts[i+length]]))
		}
	}
}

func (s *signReader) see(h uint32) {
	id := h >> 3 % signSpace
	if s.seen[id/64]&(1<<(id%64)) == 0 && len(s.signs) < mostSigns {
		s.seen[id/64] |= 1 << (id % 64)
		s.signs = append(s.signs, int32(id))
	}
}

// hash is FNV-1a.
func hash(seed uint32, text []byte) uint32 {
	h := 2166136261 ^ seed
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	return mix(h, seed)
}

// mix joins two numbers, order minding (the finalizer of MurmurHash3).
func mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b
	h ^= h >> 16
	h *= 0x85EBCA6B
	h ^= h >> 13
	h *= 0xC2B2AE35
	return h ^ h>>16
}
