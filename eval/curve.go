package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A point is a question: how sure the matcher was of its best candidate, whether
// that is right, and whether the question is in scope.
type point struct {
	confidence     float64
	right, inScope bool
}

// A Threshold is what would come of answering at or above a confidence.
type Threshold struct {
	At         float64 `json:"at"`
	Coverage   float64 `json:"coverage"`     // share of the questions in scope that are answered
	Precision  float64 `json:"precision"`    // share of the answers that are right
	OutOfScope float64 `json:"out_of_scope"` // share of the questions out of scope that are answered
}

// Curve is precision over coverage at every twentieth of confidence.
func (r Report) Curve() []Threshold {
	var out []Threshold
	for at := .05; at < 1; at += .05 {
		var in, answered, right, outside, wrongly int
		for _, p := range r.points {
			sure := p.confidence >= at
			if p.inScope {
				in++
			} else {
				outside++
			}
			if sure {
				answered++
				if p.right {
					right++
				}
				if !p.inScope {
					wrongly++
				}
			}
		}
		out = append(out, Threshold{at, share(answered-wrongly, in), share(right, answered), share(wrongly, outside)})
	}
	return out
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// WriteSVG draws the curve: precision from 0.5 up against coverage, a dot a
// threshold, its confidence beside every fourth.
func (r Report) WriteSVG(w io.Writer) error {
	const width, height, margin = 640, 420, 56
	x := func(v float64) float64 { return margin + v*(width-2*margin) }
	y := func(v float64) float64 { return height - margin - (max(v, .5)-.5)/.5*(height-2*margin) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">`+"\n", width, height)
	fmt.Fprintf(&b, "<title>Precision of answers over the share of questions answered</title>\n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", width, height)
	for v := 0.0; v <= 1.001; v += .25 {
		fmt.Fprintf(&b, `<line x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f" stroke="#ddd"/><text x="%.0f" y="%.0f" text-anchor="middle">%.0f %%</text>`+"\n", x(v), x(v), y(.5), y(1), x(v), y(.5)+20, 100*v)
	}
	for v := .5; v <= 1.001; v += .1 {
		fmt.Fprintf(&b, `<line x1="%.0f" x2="%.0f" y1="%.0f" y2="%.0f" stroke="#ddd"/><text x="%.0f" y="%.0f" text-anchor="end">%.0f %%</text>`+"\n", x(0), x(1), y(v), y(v), x(0)-8, y(v)+4, 100*v)
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">questions in scope that are answered</text>`+"\n", width/2, height-12)
	fmt.Fprintf(&b, `<text x="16" y="%d" text-anchor="middle" transform="rotate(-90 16 %d)">answers that are right</text>`+"\n", height/2, height/2)
	var line []string
	curve := r.Curve()
	for _, t := range curve {
		line = append(line, fmt.Sprintf("%.1f,%.1f", x(t.Coverage), y(t.Precision)))
	}
	fmt.Fprintf(&b, `<polyline points="%s" fill="none" stroke="#1f5fa8" stroke-width="2"/>`+"\n", strings.Join(line, " "))
	for i, t := range curve {
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3" fill="#1f5fa8"/>`+"\n", x(t.Coverage), y(t.Precision))
		if i%4 == 3 {
			fmt.Fprintf(&b, `<text x="%.1f" y="%.1f">at %.2f</text>`+"\n", x(t.Coverage)+6, y(t.Precision)-6, t.At)
		}
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// auroc is the probability that a question in scope is surer than one out of it
// (the area under the ROC curve); ties count half.
func auroc(points []point) float64 {
	sorted := slices.SortedFunc(slices.Values(points), func(a, b point) int { return cmp.Compare(a.confidence, b.confidence) })
	var in, out int
	var wins float64
	for i := 0; i < len(sorted); {
		j, inHere, outHere := i, 0, 0
		for ; j < len(sorted) && sorted[j].confidence == sorted[i].confidence; j++ {
			if sorted[j].inScope {
				inHere++
			} else {
				outHere++
			}
		}
		wins += float64(inHere) * (float64(out) + float64(outHere)/2)
		in += inHere
		out += outHere
		i = j
	}
	if in == 0 || out == 0 {
		return 0
	}
	return wins / float64(in) / float64(out)
}
