package main

import (
	"bufio"
	"strings"
	"testing"
)

// TestLongLines: of a line without an end no more is kept than is read, and the next one is whole.
func TestLongLines(t *testing.T) {
	in := bufio.NewReader(strings.NewReader(strings.Repeat("x", 3*maxLine) + "\nwhat is cbt\n"))
	if line, err := readLine(in); len(line) > maxLine || len(line) < maxLine/2 || err != nil {
		t.Errorf("%d bytes, error %v", len(line), err)
	}
	if line, err := readLine(in); line != "what is cbt" || err != nil {
		t.Errorf("then %q, error %v", line, err)
	}
}
