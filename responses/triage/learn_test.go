package triage

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// Training: stochastic gradient descent on the log-loss with some ridge, over the
// examples in a fixed random order, the step falling; weights averaged over the last
// half (Polyak and Juditsky 1992).
const (
	epochs    = 20
	step      = 3
	ridge     = 2e-6
	calmShare = 3

	// leftOut is the share of a message's signs that are left out each time it is learnt:
	// then no sign can rely on others that new messages will not have (Wager, Wang and
	// Liang 2013, "Dropout training as adaptive regularization").
	leftOut = .2
	// fewest is how many examples a sign must stand in to be learnt.
	fewest = 2
	// mostRows is how many signs are kept, those that tell most: what fits into 1 MB.
	mostRows = 160_000
)

const categories = len(precedence)

// A lesson is an example to learn from.
type lesson struct {
	signs    []uint32
	pull     []float32 // of each sign, the whole a vector of length 1 but for telling
	category int
	count    float32 // beside other examples
}

// trainModel is the model that examples teach. The same ones give the same, to the bit.
func trainModel(t testing.TB, all []labelledText) *model {
	lessons, times := study(t, all)
	pull := telling(lessons)
	for s, n := range times {
		pull[s] *= float32(math.Sqrt(float64(n)))
	}
	for _, l := range lessons {
		for i, s := range l.signs {
			l.pull[i] *= pull[s]
		}
	}
	weights, bias := descend(lessons)
	mass := make([]float64, signSpace)
	for _, l := range lessons {
		for i, s := range l.signs {
			mass[s] += float64(l.pull[i]) * float64(l.pull[i])
		}
	}
	return modelOf(weights, bias, pull, mass)
}

// study reads the examples. Signs that too few of them have are not looked at. times is
// how much each sign tells, by its kind.
func study(t testing.TB, all []labelledText) (lessons []lesson, times []uint32) {
	n, err := readNotions(notionsFile)
	if err != nil {
		t.Fatal(err)
	}
	every := make([]sign, signSpace)
	for i := range every {
		every[i] = sign(i)
	}
	known := newKnownSigns(every)
	times = make([]uint32, signSpace)
	in := make([]int, signSpace) // in how many examples, what is made of them not counted
	examples := augmented(all)
	counts := weighed(examples)
	heards := make([][]heard, len(examples))
	for i, e := range examples {
		text := clean(e.text)
		r := newReading(text, known, n)
		heards[i] = slices.Clone(r.signsOf(span{0, len(text)}))
		r.putBack()
		if i < len(all) {
			for _, h := range heards[i] {
				in[h.row]++
				times[h.row] = max(times[h.row], h.times)
			}
		}
	}
	lessons = make([]lesson, len(examples))
	for i, e := range examples {
		signs := slices.DeleteFunc(heards[i], func(h heard) bool { return in[h.row] < fewest })
		l := lesson{make([]uint32, len(signs)), make([]float32, len(signs)), e.category.rank(), float32(counts[i])}
		for j, h := range signs {
			l.signs[j], l.pull[j] = h.row, 1/length(signs)
		}
		lessons[i] = l
	}
	return lessons, times
}

// telling is how much the pull of each sign is raised or lowered for how well it parts the
// categories, 1 on the whole: the root of the information that it gives about them, its
// counts smoothed. Wang and Manning (2012, "Baselines and bigrams") do so with the ratio of
// two classes; this is the same of many.
func telling(lessons []lesson) []float32 {
	const smooth = .1 * float64(categories)
	counts := make([][categories]float64, signSpace)
	var shares [categories]float64
	sum := 0.0
	for _, l := range lessons {
		shares[l.category] += float64(l.count)
		sum += float64(l.count)
		for _, s := range l.signs {
			counts[s][l.category] += float64(l.count)
		}
	}
	out := make([]float32, signSpace)
	var all, mass float64
	for s := range counts {
		n := 0.0
		for _, c := range counts[s] {
			n += c
		}
		if n == 0 {
			continue
		}
		information := 0.0
		for k, c := range counts[s] {
			share := shares[k] / sum
			p := (c + smooth*share) / (n + smooth)
			information += p * math.Log(p/share)
		}
		tells := math.Sqrt(max(information, 1e-3))
		out[s] = float32(tells)
		all += tells * n
		mass += n
	}
	for s := range out {
		out[s] *= float32(mass / all)
	}
	return out
}

// descend is the weights of every sign that fit the lessons best.
func descend(lessons []lesson) (mean [][categories]float32, bias [categories]float32) {
	weights := make([][categories]float32, signSpace)
	mean = make([][categories]float32, signSpace)
	var now [categories]float32 // bias
	order := make([]int, len(lessons))
	for i := range order {
		order[i] = i
	}
	shuffle, leave := lcg(1), lcg(12345)
	averaged := float32(0)
	var kept []int
	for epoch := range epochs {
		for i := len(order) - 1; i > 0; i-- {
			j := shuffle.below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for _, n := range order {
			l := &lessons[n]
			kept = kept[:0]
			scores := now
			for i, s := range l.signs {
				if leave.share() < leftOut {
					continue
				}
				kept = append(kept, i)
				for k, w := range weights[s] {
					scores[k] += l.pull[i] * w
				}
			}
			slope := slopeOf(softmax(scores), l.category)
			rate := step / (1 + float32(epoch)/3) * l.count
			for _, i := range kept {
				row := &weights[l.signs[i]]
				for k := range row {
					row[k] -= rate * (l.pull[i]*slope[k] + ridge*row[k])
				}
			}
			for k := range now {
				now[k] -= rate * slope[k]
			}
		}
		if epoch >= epochs/2 {
			averaged++
			for s := range weights {
				for k, w := range weights[s] {
					mean[s][k] += w
				}
			}
			for k, w := range now {
				bias[k] += w
			}
		}
	}
	for s := range mean {
		for k := range mean[s] {
			mean[s][k] /= averaged
		}
	}
	for k := range bias {
		bias[k] /= averaged
	}
	return mean, bias
}

// slopeOf is the slope of what is made small, by the score of each category: the mean of two
// log-losses, that of the category and that of risk or none, which matters most.
func slopeOf(p chance, category int) (slope [categories]float32) {
	_, risk := p.risk()
	risky := float32(0)
	if precedence[category].Risk() {
		risky = 1
	}
	wrong := (risk - risky) / max(risk*(1-risk), 1e-4)
	for k := range slope {
		of := -risk * p[k]
		if precedence[k].Risk() {
			of += p[k]
		}
		slope[k] = (p[k] + wrong*of) / 2
	}
	slope[category] -= .5
	return slope
}

// modelOf keeps the rows that tell most, by their weights and how often they are seen, and
// rounds them.
func modelOf(weights [][categories]float32, bias [categories]float32, pull []float32, mass []float64) *model {
	var signs []sign
	for s := range weights {
		if mass[s] > 0 {
			signs = append(signs, sign(s))
		}
	}
	tells := func(s sign) float64 {
		sum := 0.0
		for _, w := range weights[s] {
			sum += float64(w) * float64(w)
		}
		return sum * mass[s]
	}
	slices.SortStableFunc(signs, func(a, b sign) int { return cmp.Compare(tells(b), tells(a)) })
	signs = signs[:min(len(signs), mostRows)]
	slices.Sort(signs)
	m := &model{bias: bias, known: newKnownSigns(signs), rows: make([]row, len(signs))}
	for i, s := range signs {
		for k, w := range weights[s] {
			rounded := math.Round(float64(w * pull[s] * (1 - leftOut) / grain)) // no sign is left out now
			m.rows[i].set(k, int8(max(-math.MaxInt8, min(rounded, math.MaxInt8))))
		}
	}
	return m
}

// weighed is how much each example counts: more in a rare category, and so that in
// every language calm messages count calmShare times as much as risk together.
func weighed(all []labelledText) []float64 {
	var ofCategory [len(precedence)]float64
	type group struct {
		language string
		risk     bool
	}
	ofGroup := map[group]float64{}
	for _, e := range all {
		ofCategory[e.category.rank()] += e.weight
	}
	counts := make([]float64, len(all))
	for i, e := range all {
		counts[i] = e.weight / math.Sqrt(ofCategory[e.category.rank()])
		ofGroup[group{e.language, e.category.Risk()}] += counts[i]
	}
	var sum float64
	for i, e := range all {
		if risk := ofGroup[group{e.language, true}]; !e.category.Risk() {
			counts[i] *= calmShare * risk / ofGroup[group{e.language, false}]
		}
		sum += counts[i]
	}
	for i := range counts {
		counts[i] *= float64(len(all)) / sum
	}
	return counts
}

// write writes what readModel reads.
func (m *model) write(t testing.TB) []byte {
	var out []byte
	for _, f := range m.bias {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(f))
	}
	last := sign(0)
	m.known.each(func(s sign) {
		if s-last > math.MaxUint8 {
			t.Fatal("so few signs are known that a gap between them fits into no byte")
		}
		out = append(out, byte(s-last))
		last = s
	})
	for k := range precedence {
		for i := range m.rows {
			out = append(out, byte(m.rows[i].weight(k)))
		}
	}
	var file bytes.Buffer
	file.Write(modelHeader)
	w, err := flate.NewWriter(&file, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(out); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
