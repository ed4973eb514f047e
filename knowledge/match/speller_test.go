package match

import (
	"strings"
	"testing"
)

func TestCorrect(t *testing.T) {
	s := newSpeller()
	for _, w := range []string{"therapy", "depression", "memory", "ect", "electroconvulsive"} {
		s.add(w)
	}
	for typed, want := range map[string]string{
		"therpay": "therapy", "depresion": "depression", "memmory": "memory", "depressoin": "depression", "elektroconvulsiv": "electroconvulsive",
		"ect": "ect", "etc": "etc", "memo": "memo", "cake": "cake", "x2x2": "x2x2", "the": "the",
		strings.Repeat("a", 5000): strings.Repeat("a", 5000), // left alone, at once
	} {
		if got := s.correct(typed); got != want {
			t.Errorf("%.20s: %.20s, want %.20s", typed, got, want)
		}
	}
}
