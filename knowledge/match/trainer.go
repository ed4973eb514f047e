package match

// A trainer learns a classifier. Learning looks at every class of every sign of a phrasing
// again and again and changes two of them each time, so it keeps the weights as a table, in
// blocks: a sign has a block for those classes of which it holds one.
type trainer struct {
	classes  int
	always   []float32
	examples []example // their signs by row
	rows     []int32   // of each sign, none for those that no example has
	width    int       // how many blocks a row may have
	blocks   []int32   // of each row, none where it has none
	weights  [][blockSize]float32
}

// blockSize is how many classes a block is of: in larger ones a sign of few classes has
// mostly zeros to be added up, of smaller ones there are more to be found.
const blockSize = 8

// none is the number of what there is none of: real ones count from 1.
const none = 0

// newClassifier learns from phrasings; classes holds the number of each class, naive is the
// share of naive Bayes.
func newClassifier(examples []example, classes map[string]int, naive float32) *classifier {
	t := newTrainer(examples, len(classes))
	t.naiveBayes(naive)
	t.sharpen()
	cells, starts := t.cells()
	return &classifier{classes, t.always, cells, starts}
}

// newTrainer numbers the examples' signs anew, as they come: those of one example stand
// near each other in memory then.
func newTrainer(examples []example, classes int) *trainer {
	t := &trainer{classes: classes, width: (classes + blockSize - 1) / blockSize, rows: make([]int32, signSpace), examples: make([]example, len(examples))}
	t.always = make([]float32, classes)
	n := 0
	for _, e := range examples {
		n += len(e.signs)
	}
	signs, rows := make([]sign, 0, n), int32(1)
	for i, e := range examples {
		start := len(signs)
		for _, s := range e.signs {
			if t.rows[s.id] == none {
				t.rows[s.id] = rows
				rows++
			}
			signs = append(signs, sign{t.rows[s.id], s.weight})
		}
		t.examples[i] = example{signs[start:], e.class}
	}
	t.blocks = make([]int32, int(rows)*t.width)
	t.weights = make([][blockSize]float32, 1, 2*rows)
	return t
}

// row is the blocks of a row.
func (t *trainer) row(n int32) []int32 { return t.blocks[int(n)*t.width:][:t.width] }

// at is the weight of a row for a class.
func (t *trainer) at(row int32, class int) *float32 {
	block := &t.row(row)[class/blockSize]
	if *block == none {
		*block = int32(len(t.weights))
		t.weights = append(t.weights, [blockSize]float32{})
	}
	return &t.weights[*block][class%blockSize]
}

// naiveBayes sets each weight to the log of how much more the sign belongs to the
// class than to all others, less that of a class it was never seen in; of all that, a share.
func (t *trainer) naiveBayes(share float32) {
	type pair struct {
		row   int32
		class int32
	}
	var seen []pair // each once
	mass := make([]float32, t.classes)
	var all float32
	for _, e := range t.examples {
		for _, s := range e.signs {
			m := t.at(s.id, e.class)
			if *m == 0 {
				seen = append(seen, pair{s.id, int32(e.class)})
			}
			*m += s.weight
			mass[e.class] += s.weight
			all += s.weight
		}
	}
	rows := len(t.blocks) / t.width
	signs := float32(rows - 1)
	if signs == 0 {
		return // phrasings of nothing but topics' names have no facets
	}
	for k, m := range mass {
		t.always[k] = -share * ln((m+smoothing*signs)/(all-m+smoothing*signs))
	}
	totals := make([]float32, rows)
	for _, p := range seen {
		totals[p.row] += *t.at(p.row, int(p.class))
	}
	never := make([]float32, rows)
	for row, total := range totals {
		never[row] = ln(smoothing / (total + smoothing))
	}
	for _, p := range seen {
		m := t.at(p.row, int(p.class))
		*m = share * (ln((*m+smoothing)/(totals[p.row]-*m+smoothing)) - never[p.row])
	}
}

// sharpen goes over the examples in a fixed random order and, where the right class
// does not win by the margin, moves its weights and those of the one in its way.
// Later rounds look only at those that did not win in the one before.
func (t *trainer) sharpen() {
	if t.classes < 2 {
		return
	}
	scores := make([]float32, t.width*blockSize)
	order := t.examples
	random := uint32(1)
	for range rounds {
		for i := len(order) - 1; i > 0; i-- {
			random = random*1664525 + 1013904223 // Numerical Recipes; the same in every build
			j := int(random>>8) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		lost := order[:0]
		for _, e := range order {
			t.score(e.signs, scores)
			rival := -1
			for k, s := range scores[:t.classes] {
				if k != e.class && (rival < 0 || s > scores[rival]) {
					rival = k
				}
			}
			if loss := margin - (scores[e.class] - scores[rival]); loss > 0 {
				lost = append(lost, e)
				step := min(boldness, loss/2) // the signs have length one
				for _, s := range e.signs {
					*t.at(s.id, e.class) += step * s.weight
					*t.at(s.id, rival) -= step * s.weight
				}
			}
		}
		order = lost
	}
}

// score fills in the score of each class, as the classifier's does.
func (t *trainer) score(signs []sign, scores []float32) {
	var sum float32
	for _, s := range signs {
		sum += s.weight
	}
	for k, w := range t.always {
		scores[k] = w * sum
	}
	for _, s := range signs {
		for i, block := range t.row(s.id) {
			if block == none {
				continue
			}
			from, into := &t.weights[block], (*[blockSize]float32)(scores[i*blockSize:])
			for k := 0; k < blockSize; k += 4 { // four at a time: most of the time goes here
				into[k] += s.weight * from[k]
				into[k+1] += s.weight * from[k+1]
				into[k+2] += s.weight * from[k+2]
				into[k+3] += s.weight * from[k+3]
			}
		}
	}
}

// cells is the weights as a classifier has them.
func (t *trainer) cells() (cells []cell, starts []int32) {
	n := 0
	for i := range t.weights {
		for _, w := range &t.weights[i] {
			if w != 0 {
				n++
			}
		}
	}
	cells, starts = make([]cell, 0, n), make([]int32, signSpace+1)
	for sign, row := range t.rows {
		for i, block := range t.row(row) {
			for k, w := range &t.weights[block] {
				if w != 0 {
					cells = append(cells, cell{int32(i*blockSize + k), w})
				}
			}
		}
		starts[sign+1] = int32(len(cells))
	}
	return cells, starts
}
