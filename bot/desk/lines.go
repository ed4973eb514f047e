package desk

import (
	"io/fs"
	"strings"

	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// lines is what changes in the files: "- " before a line that goes, "+ " before one that comes.
func lines(files fs.FS, changes []worktree.Change) (out []string) {
	for _, c := range changes {
		was, _ := text(files, c.Path)
		out = append(out, difference(split(was), split(c.Text))...)
	}
	return out
}

// Difference is what changes from one text to another, line by line: "- " before a line that
// goes, "+ " before one that comes.
func Difference(before, after string) []string { return difference(split(before), split(after)) }

func split(text string) []string {
	text = strings.TrimRight(strings.ReplaceAll(text, "\r", ""), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// mostCells bounds the table that two texts are compared in. Of longer ones all that is
// between the first change and the last is told.
const mostCells = 1 << 20

// difference is the lines that go from a text, and those that come, in order.
func difference(a, b []string) (out []string) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	kept := common(a, b)
	for len(a)+len(b) > 0 {
		switch {
		case len(a) > 0 && (len(kept) == 0 || a[0] != kept[0]):
			out, a = append(out, "- "+a[0]), a[1:]
		case len(b) > 0 && (len(kept) == 0 || b[0] != kept[0]):
			out, b = append(out, "+ "+b[0]), b[1:]
		default:
			a, b, kept = a[1:], b[1:], kept[1:]
		}
	}
	return out
}

// common is the longest list of lines that stand in both, in order; none of texts too long
// to be compared.
func common(a, b []string) (out []string) {
	width := len(b) + 1
	if (len(a)+1)*width > mostCells {
		return nil
	}
	longest := make([]int, (len(a)+1)*width) // from line i of a and line j of b on
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			longest[i*width+j] = max(longest[(i+1)*width+j], longest[i*width+j+1])
			if a[i] == b[j] {
				longest[i*width+j] = longest[(i+1)*width+j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out, i, j = append(out, a[i]), i+1, j+1
		case longest[(i+1)*width+j] >= longest[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}
