package triage

import (
	"bytes"
	"slices"
	"testing"
)

// TestReadModel: what is written is read, and nothing else.
func TestReadModel(t *testing.T) {
	want := &model{known: newKnownSigns([]sign{0, 7, 64, 200}), rows: make([]row, 4)}
	want.bias[3] = -1.5
	for i := range want.rows {
		for k := range precedence {
			want.rows[i].set(k, int8(10*i-k))
		}
	}
	file := want.write(t)
	got, err := readModel(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.bias != want.bias || !slices.Equal(got.rows, want.rows) || !slices.Equal(got.known.known, want.known.known) {
		t.Error("not read as it was written")
	}
	for _, bad := range [][]byte{nil, modelHeader, file[:len(file)-1], bytes.Replace(file, []byte("triage 2"), []byte("triage 1"), 1)} {
		if _, err := readModel(bad); err == nil {
			t.Errorf("%d bytes that no model is were read", len(bad))
		}
	}
}

// TestKnownSigns: a sign's row is how many known ones are smaller.
func TestKnownSigns(t *testing.T) {
	signs := []sign{3, 63, 64, 1000, signSpace - 1}
	k := newKnownSigns(signs)
	for i, s := range signs {
		if row, ok := k.row(s); !ok || row != uint32(i) {
			t.Errorf("row of %d is %d, %v", s, row, ok)
		}
	}
	for _, s := range []sign{0, 62, 65, signSpace - 2} {
		if _, ok := k.row(s); ok {
			t.Errorf("%d is known", s)
		}
	}
}
