package match

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
)

// TestCalibration asks the library's own phrasings, left out in turn, questions by
// other hands, and the negatives, and holds the constants in weights.go against what
// comes of it. That takes half a minute, so without -learn only one tenth is left out;
// `go test ./knowledge/match -run Calibration -v -learn` gives the figures.
func TestCalibration(t *testing.T) {
	e := shipped(t).Edition(knowledge.Fallback)
	some := 1
	if *learnNow {
		some = folds
	}
	own, other, none := leftOut(t, e, some), byOthers(t, e), negatives(t, e, some)
	fitted := fit(own, other, none)
	t.Logf("fitted: %.1f\nin use: %.1f (constant, score, foreign words, share, scope, held, agreed)", fitted, calibration)

	for _, curve := range []struct {
		name string
		by   grounds
	}{{"in use", calibration}, {"fitted", fitted}} {
		for _, at := range []float64{.4, .5, .6, .7, .8, .9} {
			line := fmt.Sprintf("%s at %.2f", curve.name, at)
			for i, group := range [][]outcome{own, other} {
				n, ok, _ := answered(group, at, &curve.by)
				line += fmt.Sprintf("; %s answered %.1f %%, right %.1f %%", []string{"own", "other hands"}[i], percent(n, len(group)), percent(ok, n))
			}
			n, _, _ := answered(none, at, &curve.by)
			t.Logf("%s; negatives answered %.1f %%", line, percent(n, len(none)))
		}
	}
	n, ok, exact := answered(own, answerAt, &calibration)
	t.Logf("own phrasings left out: %d, answered %.1f %%, right topic %.1f %%, the very entry %.1f %%", len(own), percent(n, len(own)), percent(ok, n), percent(exact, n))
	out, _, _ := answered(none, answerAt, &calibration)
	t.Logf("negatives: %d, answered %.1f %%", len(none), percent(out, len(none)))
	for _, o := range none {
		if o.grounds.by(&calibration) >= answerAt {
			t.Logf("negative answered: %q with %s", o.question, o.best)
		}
	}
	for i := range fitted {
		if *learnNow && math.Abs(fitted[i]-calibration[i]) > 1 {
			t.Errorf("calibration %.1f is stale: the fit says %.1f", calibration, fitted)
			break
		}
	}
	for _, group := range []struct {
		name  string
		hard  bool
		least float64
	}{{"other hands", false, 93}, {"other hands, sideways", true, 80}} {
		some := slices.DeleteFunc(slices.Clone(other), func(o outcome) bool { return o.hard != group.hard })
		n, ok, exact := answered(some, answerAt, &calibration)
		t.Logf("%s: %d, answered %.1f %%, right %.1f %%, the very entry %.1f %%, offered besides %.1f %%", group.name, len(some), percent(n, len(some)), percent(ok, n), percent(exact, n), percent(offeredRight(some), len(some)))
		if p := percent(ok, n); p < group.least {
			t.Errorf("precision when answering %s is %.1f %%", group.name, p)
		}
	}
	if p := percent(out, len(none)); p > 10 {
		t.Errorf("%.1f %% of the negatives are answered", p)
	}
}

// answered counts the outcomes at or above a confidence, those with the right topic
// and those with the very entry.
func answered(all []outcome, at float64, curve *grounds) (n, right, exact int) {
	for _, o := range all {
		if o.grounds.by(curve) >= at {
			n++
			right += btoi(o.right)
			exact += btoi(o.exact)
		}
	}
	return n, right, exact
}

// offeredRight counts those that are not answered but offered a right topic.
func offeredRight(all []outcome) (n int) {
	for _, o := range all {
		n += btoi(o.offered && o.grounds.by(&calibration) < answerAt)
	}
	return n
}

// An outcome is what confidence is read from for a question, and whether the best
// match was right: its topic, and the very entry where that is known.
type outcome struct {
	grounds               grounds
	right, exact, offered bool
	hard                  bool
	question, best        string
}

// folds is in how many parts the phrasings are left out in turn.
const folds = 10

func leftOut(t *testing.T, e *knowledge.Edition, some int) (all []outcome) {
	for fold := range some {
		rest, held := withoutFold(e, fold)
		ed := build(t, rest)
		for question, id := range held {
			topic, _, _ := strings.Cut(id, "#")
			all = append(all, ask(t, ed, question, []string{topic}, id))
		}
		if err := ed.candidates.close(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func byOthers(t *testing.T, e *knowledge.Edition) (all []outcome) {
	ed := build(t, e)
	defer ed.candidates.close()
	for _, q := range otherHands(t) {
		o := ask(t, ed, q.text, q.topics, q.entry)
		o.hard = q.hard
		all = append(all, o)
	}
	return all
}

// withoutFold is an edition without every tenth phrasing, and those phrasings.
func withoutFold(e *knowledge.Edition, fold int) (*knowledge.Edition, map[string]string) {
	rest := &knowledge.Edition{Lang: e.Lang, Lexicon: e.Lexicon, Hints: e.Hints}
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

// negatives asks what is about something else, each tenth left out of what is learnt.
func negatives(t *testing.T, e *knowledge.Edition, some int) (all []outcome) {
	lines := dataLines(elsewhereFile)
	for fold := range some {
		var rest, held []string
		for i, line := range lines {
			if i%folds == fold {
				held = append(held, line)
			} else {
				rest = append(rest, line)
			}
		}
		ed, err := buildEdition(e, rest)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range held {
			all = append(all, ask(t, ed, line, nil, ""))
		}
		if err := ed.candidates.close(); err != nil {
			t.Fatal(err)
		}
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

func ask(t *testing.T, ed *edition, question string, topics []string, id string) outcome {
	t.Helper()
	o := outcome{question: question}
	q := ed.read(Query{Text: question})
	defer ed.release(q)
	if len(q.words) == 0 {
		return o
	}
	proposed, err := ed.propose(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	ranked := ed.order(q, proposed)
	if len(ranked) == 0 {
		return o
	}
	best := ranked[0].terms.entry
	o.grounds, o.best = ed.grounds(q, ranked), best.ID
	o.right, o.exact = slices.Contains(topics, best.Topic.ID), best.ID == id
	if _, ms := Judge(ed.rank(q, proposed, offerFrom, false)); len(ms) > 0 {
		o.offered = slices.ContainsFunc(ms, func(m Match) bool { return slices.Contains(topics, m.Entry.Topic.ID) })
	}
	return o
}

// How much a group weighs in the fit, all of it together: own phrasings flatter, and
// one message in four that a bot is asked is not for it.
const (
	ownShare, otherShare, noneShare = .25, .5, .25
)

// fit finds the logistic curve of the outcomes by Newton's method.
func fit(own, other, none []outcome) (w grounds) {
	for range 30 {
		var gradient grounds
		var hessian [numGrounds][numGrounds]float64
		for i := range hessian {
			gradient[i] = -1e-3 * w[i] // a trace of ridge keeps it solvable
			hessian[i][i] = 1e-3
		}
		for _, group := range []struct {
			share float64
			all   []outcome
		}{{ownShare, own}, {otherShare, other}, {noneShare, none}} {
			weight := 1000 * group.share / float64(len(group.all))
			for _, o := range group.all {
				var z float64
				for i, s := range o.grounds {
					z += w[i] * s
				}
				p := 1 / (1 + math.Exp(-z))
				for i, s := range o.grounds {
					gradient[i] += weight * (float64(btoi(o.right)) - p) * s
					for j, r := range o.grounds {
						hessian[i][j] += weight * p * (1 - p) * s * r
					}
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
func solve(a [numGrounds][numGrounds]float64, b [numGrounds]float64) [numGrounds]float64 {
	for i := range a {
		for j := i + 1; j < numGrounds; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < numGrounds; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	for i := numGrounds - 1; i >= 0; i-- {
		for j := i + 1; j < numGrounds; j++ {
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
