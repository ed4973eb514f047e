package match

import (
	"cmp"
	"context"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
)

// TestCalibration asks the library's own phrasings, left out in turn, and the
// negatives, and holds the constants in weights.go against what comes of it.
// Run it with -v for the figures.
func TestCalibration(t *testing.T) {
	library := shipped(t)
	outcomes := append(leftOut(t, library), negatives(t, library)...)
	fitted := fit(outcomes)
	t.Logf("fitted: %.1f, in use: %.1f (constant, score, topic, foreign words, nearest)", fitted, calibration)

	var own, right, exact, answered, answeredRight, out, outAnswered int
	for _, o := range outcomes {
		sure := o.signs.confidence(o.signs[byScore]) >= answerAt
		switch {
		case o.negative:
			out++
			if sure {
				t.Logf("negative answered: %q", o.question)
			}
			outAnswered += btoi(sure)
		default:
			own++
			right += btoi(o.right)
			exact += btoi(o.exact)
			answered += btoi(sure)
			answeredRight += btoi(sure && o.right)
		}
	}
	t.Logf("own phrasings: %d, right topic first %.1f %%, the very entry %.1f %%, answered %.1f %%, of these right %.1f %%", own, percent(right, own), percent(exact, own), percent(answered, own), percent(answeredRight, answered))
	t.Logf("negatives: %d, answered %d (%.1f %%)", out, outAnswered, percent(outAnswered, out))

	for _, at := range []float64{.5, .6, .7, .8, .9} {
		var n, ok, neg int
		for _, o := range outcomes {
			if o.signs.confidence(o.signs[byScore]) >= at {
				n += btoi(!o.negative)
				ok += btoi(o.right)
				neg += btoi(o.negative)
			}
		}
		t.Logf("at %.2f: answered %.1f %%, right %.1f %%, negatives answered %.1f %%", at, percent(n, own), percent(ok, n), percent(neg, out))
	}
	for i := range fitted {
		if math.Abs(fitted[i]-calibration[i]) > 1 {
			t.Errorf("calibration %.1f is stale: the fit says %.1f", calibration, fitted)
			break
		}
	}
	if p := percent(answeredRight, answered); p < 93 {
		t.Errorf("precision when answering is %.1f %%", p)
	}
	if p := percent(outAnswered, out); p > 10 {
		t.Errorf("%.1f %% of the negatives are answered", p)
	}
}

// An outcome is the best score for a question, and whether the topic was right:
// that is what the labelled questions tell. Whether the entry was the very one is
// told besides.
type outcome struct {
	signs                  signs
	right, exact, negative bool
	question               string
}

// folds is in how many parts the phrasings are left out in turn.
const folds = 10

func leftOut(t *testing.T, library *knowledge.Library) []outcome {
	var all []outcome
	for fold := range folds {
		rest, held := withoutFold(library.Edition(knowledge.Fallback), fold)
		ed := build(t, rest)
		for question, id := range held {
			all = append(all, ask(t, ed, question, id))
		}
		if err := ed.candidates.close(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// withoutFold is an edition without every tenth phrasing, and those phrasings.
func withoutFold(e *knowledge.Edition, fold int) (*knowledge.Edition, map[string]string) {
	rest := &knowledge.Edition{Lang: e.Lang, Lexicon: e.Lexicon}
	held := map[string]string{}
	n := 0
	for _, topic := range e.Topics {
		own := *topic
		own.Entries = nil
		for _, entry := range topic.Entries {
			kept := *entry
			kept.Topic = &own
			kept.AlsoAsked = nil
			for _, q := range entry.AlsoAsked {
				if n++; n%folds == fold {
					held[q.Text] = entry.ID
				} else {
					kept.AlsoAsked = append(kept.AlsoAsked, q)
				}
			}
			own.Entries = append(own.Entries, &kept)
		}
		rest.Topics = append(rest.Topics, &own)
	}
	return rest, held
}

func negatives(t *testing.T, library *knowledge.Library) []outcome {
	data, err := os.ReadFile("testdata/negatives.txt")
	if err != nil {
		t.Fatal(err)
	}
	ed := build(t, library.Edition(knowledge.Fallback))
	defer ed.candidates.close()
	var all []outcome
	for _, line := range dataLines(string(data)) {
		o := ask(t, ed, line, "")
		o.negative = true
		all = append(all, o)
	}
	return all
}

func build(t *testing.T, e *knowledge.Edition) *edition {
	t.Helper()
	ed, err := newEdition(e)
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

func ask(t *testing.T, ed *edition, question, id string) outcome {
	t.Helper()
	q := ed.read(Query{Text: question})
	defer ed.release(q)
	if len(q.words) == 0 {
		return outcome{}
	}
	proposed, err := ed.candidates.propose(context.Background(), q.lookup(), proposals)
	if err != nil {
		t.Fatal(err)
	}
	var ranked []scored
	for _, i := range proposed {
		ranked = append(ranked, ed.score(q, &ed.entries[i]))
	}
	if len(ranked) == 0 {
		return outcome{}
	}
	slices.SortStableFunc(ranked, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	best := ranked[0]
	x := ed.signs(q, ranked)
	x[byScore] = best.score
	topic, _, _ := strings.Cut(id, "#")
	entry := best.terms.entry
	return outcome{question: question, signs: x, right: entry.Topic.ID == topic, exact: entry.ID == id}
}

// fit finds the logistic curve of the outcomes by Newton's method. Negatives
// weigh as much together as a quarter of the rest: one message in five that a bot
// is asked is not for it.
func fit(outcomes []outcome) (w signs) {
	var positives, negatives float64
	for _, o := range outcomes {
		negatives += float64(btoi(o.negative))
		positives += float64(btoi(!o.negative))
	}
	for range 30 {
		var gradient [numSigns]float64
		var hessian [numSigns][numSigns]float64
		for i := range hessian {
			gradient[i] = -1e-3 * w[i] // a trace of ridge keeps it solvable
			hessian[i][i] = 1e-3
		}
		for _, o := range outcomes {
			weight := 1.0
			if o.negative {
				weight = positives / negatives / 4
			}
			var z float64
			for i, s := range o.signs {
				z += w[i] * s
			}
			p := 1 / (1 + math.Exp(-z))
			for i, s := range o.signs {
				gradient[i] += weight * (float64(btoi(o.right)) - p) * s
				for j, r := range o.signs {
					hessian[i][j] += weight * p * (1 - p) * s * r
				}
			}
		}
		step := solve(hessian, gradient)
		for i := range w {
			w[i] += step[i]
		}
	}
	return w
}

// solve solves a·x = b by Gaussian elimination; a is positive definite.
func solve(a [numSigns][numSigns]float64, b [numSigns]float64) [numSigns]float64 {
	for i := range a {
		for j := i + 1; j < numSigns; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < numSigns; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	for i := numSigns - 1; i >= 0; i-- {
		for j := i + 1; j < numSigns; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
