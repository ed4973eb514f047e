package eval

import "slices"

// Kept says how well a library answers its own questions: right is the entry that the
// question is written at, wrong is another one. Those that it was not asked, and those that
// are not its own, are left out.
func Kept(questions []Asked, a *Answers) (t Tally) {
	for _, q := range questions {
		said, asked := a.said[q.key()]
		if q.New == "" || !asked {
			continue
		}
		t.N++
		switch {
		case said.Entry == q.New:
			t.Right++
		case said.Entry != "":
			t.Wrong++
		case slices.Contains(said.Offered, q.New):
			t.Offered++
		default:
			t.Abstained++
		}
	}
	return t
}
