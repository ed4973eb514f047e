package match

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hebb-bot/hebb/knowledge"
)

func devSet(t *testing.T) (all []labelled) {
	if p := os.Getenv("ZZSET"); p != "" {
		data, _ := os.ReadFile(p)
		for line := range strings.Lines(string(data)) {
			f := strings.Split(strings.TrimSpace(line), "\t")
			all = append(all, labelled{f[2], strings.Split(f[0], "|"), f[1], ""})
		}
		return all
	}
	data, err := os.ReadFile("/work/shared/eval/questions.tsv")
	if err != nil {
		t.Skip()
	}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if n > 0 {
			topics := strings.Split(f[2], "|")
			if f[2] == "none" {
				topics = nil
			}
			all = append(all, labelled{f[1], topics, f[3] + "/" + f[4], ""})
		}
	}
	return all
}

func TestZZ(t *testing.T) {
	e := shipped(t).Edition(knowledge.Fallback)
	if p := os.Getenv("ZZADD"); p != "" {
		share := 100
		fmt.Sscan(os.Getenv("ZZSHARE"), &share)
		e = zzAdd(e, p, share)
	}
	ed := build(t, e)
	defer ed.candidates.close()
	var n, top [8]int
	verbose := os.Getenv("ZZ") != ""
	type pt struct {
		c         float64
		right, in bool
	}
	var pts []pt
	for _, q := range devSet(t) {
		ms, err := ed.search(context.Background(), Query{Text: q.text, Limit: 24})
		if err != nil {
			t.Fatal(err)
		}
		var seen []string
		var c float64
		rank := -1
		for _, m := range ms {
			if c == 0 {
				c = m.Confidence
			}
			if !slices.Contains(seen, m.Entry.Topic.ID) {
				if rank < 0 && slices.Contains(q.topics, m.Entry.Topic.ID) {
					rank = len(seen)
				}
				seen = append(seen, m.Entry.Topic.ID)
			}
		}
		k := 0
		if q.topics == nil {
			k = 1
		} else if strings.HasPrefix(q.style, "non-eng") {
			k = 2
		}
		n[k]++
		if k == 0 {
			for i := 0; i < 8; i++ {
				if rank >= 0 && rank <= i {
					top[i]++
				}
			}
		}
		if k < 2 {
			pts = append(pts, pt{c, rank == 0, q.topics != nil})
		}
		if verbose {
			fmt.Printf("%.2f\t%d\t%s\t%v\t%s\t%v\n", c, rank, q.style, q.topics, q.text, seen[:min(3, len(seen))])
		}
	}
	fmt.Println("n", n, "top-k of in-scope English", top)
	slices.SortFunc(pts, func(a, b pt) int {
		if a.c > b.c {
			return -1
		}
		return 1
	})
	right, wrong, out := 0, 0, 0
	for i, p := range pts {
		if p.right {
			right++
		} else if p.in {
			wrong++
		} else {
			out++
		}
		if i%10 == 9 {
			fmt.Printf("conf>=%.2f answered %d right %d wrong %d oos %d precision %.3f\n", p.c, i+1, right, wrong, out, float64(right)/float64(i+1))
		}
	}
}
