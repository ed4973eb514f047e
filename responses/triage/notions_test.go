package triage

import (
	"strings"
	"testing"
)

// TestNotions: each mistake in a notions file is told with line and column.
func TestNotions(t *testing.T) {
	tests := map[string]string{
		"":                                  "no notions",
		"a:\nx, y":                          "",
		"# only\na: # here\n x ,\n\ty z #,": "",
		"x, y\na:\nz":                       `notions.txt:1:1: "x" belongs to no notion`,
		"a:\nx, y\nb:\nz, y":                `notions.txt:4:4: "y" stands in line 2 already, in "a"`,
		"a:\nx, X":                          `notions.txt:2:4: "x" stands in line 2 already`,
		"a:\nx\na:\ny":                      `notions.txt:3:1: "a:" stands in line 1 already`,
		"a:\nb:\nx":                         `notions.txt:1:1: notion "a" has no words`,
		"a:\nx\nb:":                         `notions.txt:3:1: notion "b" has no words`,
		"a:\nv w x y z":                     `notions.txt:2:1: "v w x y z" has 5 words`,
		"a:\nx,  ,":                         "",
		"a:\nx, -":                          `notions.txt:2:4: "-" holds no word`,
	}
	for file, want := range tests {
		_, err := readNotions(file)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", file, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

// TestMark: the longest phrase wins, and its words have no notion of their own.
func TestMark(t *testing.T) {
	n, err := readNotions("end:\nend, the end\nlife:\nlife, at the end of\nwe:\nwe\nnight:\n3am")
	if err != nil {
		t.Fatal(err)
	}
	names := map[uint32]string{0: "."}
	for m := range members("end: \n life: \n we: \n night:") {
		names[hash(4, []byte(m.notion))] = m.notion
	}
	for text, want := range map[string]string{
		"we see the end of life": "we . end . . life",
		"we, at the end of life": "we life . . . life",
		"The END":                "end .",
		"the life":               ". life",
		"at 4:30, end?":          ". night end .",
		"":                       "",
	} {
		var words []seenWord
		for w := range wordsOf(clean(text)) {
			words = append(words, w)
		}
		n.mark(words)
		var got []string
		for _, w := range words {
			got = append(got, names[w.notion])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
}
