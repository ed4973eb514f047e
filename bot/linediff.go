package bot

import "strings"

// maxDiffed is how many lines of a text are compared; an entry has some thirty.
const maxDiffed = 500

// lineDiff is what changed from one text to another, line by line: "- " for what went, "+ "
// for what came, and "  " for what stayed beside it; "…" stands for what is left out. It is
// the longest common subsequence, found the plain way: entries are short, and a library for
// this would be one more to look after.
func lineDiff(before, after string) []string {
	a, b := linesOf(before), linesOf(after)
	common := make([][]int, len(a)+1) // [i][j]: lines that a[i:] and b[j:] have in common
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var all []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			all = append(all, "  "+a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			all = append(all, "- "+a[i])
			i++
		default:
			all = append(all, "+ "+b[j])
			j++
		}
	}
	return around(all)
}

func linesOf(text string) []string {
	lines := strings.Split(text, "\n")
	return lines[:min(len(lines), maxDiffed)]
}

// around leaves out what stayed, but for the lines next to what changed.
func around(all []string) (out []string) {
	changed := func(n int) bool { return n >= 0 && n < len(all) && all[n][0] != ' ' }
	for n, line := range all {
		switch {
		case changed(n-1) || changed(n) || changed(n+1):
			out = append(out, line)
		case len(out) == 0 || out[len(out)-1] != "…":
			out = append(out, "…")
		}
	}
	return out
}
