package eval

import "testing"

func TestKept(t *testing.T) {
	said := map[string]Said{
		"\nright":     {Entry: "a#a"},
		"\nwrong":     {Entry: "a#b"},
		"\noffered":   {Offered: []string{"a#b", "a#a"}},
		"\nothers":    {Offered: []string{"a#b"}},
		"\nnothing":   {},
		"\nnot its":   {Entry: "a#a"},
		"\nnot asked": {Entry: "a#a"},
	}
	var questions []Asked
	for _, text := range []string{"right", "wrong", "offered", "others", "nothing", "unknown"} {
		questions = append(questions, Asked{Text: text, New: "a#a"})
	}
	questions = append(questions, Asked{Text: "not its", Old: "a#a"})
	want := Tally{N: 5, Right: 1, Wrong: 1, Offered: 1, Abstained: 2}
	if got := Kept(questions, &Answers{said: said}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
