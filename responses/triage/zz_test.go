package triage

import (
"os"
"testing"
)

func TestZZ(t *testing.T) {
	m := trainModel(examples(t))
	_ = m
	if err := os.WriteFile("weights.bin", m.write(), 0o644); err != nil { t.Fatal(err) }
}
