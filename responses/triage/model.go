package triage

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

//go:generate go test . -run TestTrain -train

// weightsFile is what examples/*.tsv teach: see train_test.go, which writes it.
//
//go:embed weights.bin
var weightsFile []byte

// A model is a multinomial logistic regression over what is seen in a message: its
// words, pairs of words, notions, and runs of letters, which see through typing errors and
// endings. It finds what no list of cues can hold: danger in words that nobody thought of.
// It is immutable.
type model struct {
	bias  [len(precedence)]float32
	known *knownSigns
	rows  []row // of each known sign, in units of grain
}

// A row is the weights of a sign, a byte a category, each more by zero than it is: so none
// is below nothing, and eight are added at once.
type row [2]uint64

const zero = 128

func (r *row) set(k int, weight int8) {
	at := 8 * (k % 8)
	r[k/8] = r[k/8]&^(0xFF<<at) | uint64(uint8(int(weight)+zero))<<at
}

func (r *row) weight(k int) int8 { return int8(int(uint8(r[k/8]>>(8*(k%8)))) - zero) }

const (
	// grain is what weights are rounded to. Finer grains found no more, and coarse ones
	// pack well.
	grain = .6
	// mostSigns bounds the work on a message: twice what the longest on Discord has.
	mostSigns = 1 << 14
)

// modelHeader is the first bytes of weights.bin.
var modelHeader = []byte("hebb triage 2\n")

// errWeights is of a file that another program wrote.
var errWeights = errors.New("weights.bin is not what this program was written for: run go generate ./responses/triage")

// readModel reads what writeModel wrote: the header, and packed with deflate the biases, a
// gap for each known sign, and the weights, a byte each, category after category.
func readModel(file []byte) (*model, error) {
	packed, ok := bytes.CutPrefix(file, modelHeader)
	if !ok {
		return nil, errWeights
	}
	rest, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	const biases = 4 * len(precedence)
	if err != nil || len(rest) < biases || (len(rest)-biases)%(1+len(precedence)) != 0 {
		return nil, errWeights
	}
	m := &model{}
	for k := range m.bias {
		m.bias[k] = math.Float32frombits(binary.LittleEndian.Uint32(rest[4*k:]))
	}
	rest = rest[biases:]
	m.rows = make([]row, len(rest)/(1+len(precedence)))
	signs := make([]sign, 0, len(m.rows))
	next := 0
	for _, gap := range rest[:len(m.rows)] {
		next += int(gap)
		signs = append(signs, sign(next))
	}
	if next >= signSpace {
		return nil, errWeights
	}
	m.known = newKnownSigns(signs)
	for i, b := range rest[len(m.rows):] {
		m.rows[i%len(m.rows)].set(i/len(m.rows), int8(b))
	}
	return m, nil
}

// A chance is how probable the model holds each category, in the order of precedence.
type chance [len(precedence)]float32

// judge is the chance of each category of a stretch of what was read.
func (m *model) judge(r *reading, s span) chance {
	signs := r.signsOf(s)
	scores := m.bias
	if len(signs) > 0 {
		unit := grain / length(signs)
		for k, sum := range m.add(signs) {
			scores[k] += float32(sum) * unit
		}
	}
	return softmax(scores)
}

// length is how long signs are as a vector: a long message says no more than a short one.
func length(signs []heard) float32 {
	n := uint32(0)
	for _, s := range signs {
		n += s.times
	}
	return float32(math.Sqrt(float64(n)))
}

// add adds the rows of signs up: of four categories at a time, in 16 bits each, which hold
// that of 256 rows.
func (m *model) add(signs []heard) (sums [len(precedence)]int32) {
	const lanes, most = 0x00FF00FF00FF00FF, 256
	for len(signs) > 0 {
		some := signs[:min(len(signs), most)]
		signs = signs[len(some):]
		var even, odd row
		for _, s := range some {
			r := &m.rows[s.row]
			even[0] += r[0] & lanes
			odd[0] += r[0] >> 8 & lanes
			even[1] += r[1] & lanes
			odd[1] += r[1] >> 8 & lanes
		}
		for k := range sums {
			four := even[k/8]
			if k%2 == 1 {
				four = odd[k/8]
			}
			sums[k] += int32(uint16(four>>(k%8/2*16))) - int32(zero*len(some))
		}
	}
	return sums
}

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

// share is the chance of all categories of a kind together.
func (p *chance) share(kind func(Category) bool) (sum float32) {
	for k, c := range precedence {
		if kind(c) {
			sum += p[k]
		}
	}
	return sum
}

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
func (m *model) riskiest(r *reading, stretches []span) (worst chance) {
	var most float32
	for _, s := range stretches {
		p := m.judge(r, s)
		if _, risk := p.risk(); risk > most {
			worst, most = p, risk
		}
	}
	return worst
}
