package config

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzLoad reads any file: it never panics, and every mistake is a line of print
// that points into the file.
func FuzzLoad(f *testing.F) {
	for _, test := range mistakeTests {
		if len(test.file) < 4096 {
			f.Add([]byte(test.file))
		}
	}
	f.Add([]byte("\ufeffcontent:\r\n  dir: \"x\\\n y\"\r\n  poll: |+\n\n"))
	f.Add([]byte("country: 'a\n\n  b' # c\nlog: {level: info, \n}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := load(string(data), nil, map[string]string{"ok": bear})
		if err == nil {
			return
		}
		var mistakes Errors
		if !errors.As(err, &mistakes) || len(mistakes) == 0 {
			t.Fatalf("got %v (%T), want Errors", err, err)
		}
		lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
		for _, m := range mistakes {
			if m.Message == unreadable {
				t.Error("the guard was needed")
			}
			if m.File != "hebb.yaml" || m.Check == "" || strings.ContainsAny(m.String(), "\n\r\x1b") {
				t.Errorf("malformed mistake %q", m)
			}
			if m.Line > len(lines) || m.Line > 0 && m.Column > utf8.RuneCountInString(lines[m.Line-1])+1 {
				t.Errorf("%q points out of the file", m)
			}
		}
	})
}
