package config

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestDescribe(t *testing.T) {
	const golden = "testdata/settings.txt"
	var got bytes.Buffer
	if err := Describe(&got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("-want +got (go test ./config -update rewrites it)\n%s", diff)
	}
}

func TestDescribeFails(t *testing.T) {
	r, w := io.Pipe()
	_ = r.CloseWithError(io.ErrShortWrite)
	if err := Describe(w); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

// TestTable holds rows to what the table's comment asks of them.
func TestTable(t *testing.T) {
	keys, variables := map[string]bool{}, map[string]bool{}
	for _, in := range inputs() {
		name := variable(in.name)
		switch {
		case keys[in.name] || variables[name]:
			t.Errorf("%s: its key or %s is another's", in.name, name)
		case name == ownVariable || in.name != strings.ToLower(in.name) || isSection(in.name):
			t.Errorf("%s: cannot be a key", in.name)
		case in.want == "" || !strings.HasSuffix(in.help, ".") || in.parse == nil:
			t.Errorf("%s: a field is not filled in", in.name)
		case in.secret && in.standard != "":
			t.Errorf("%s: a secret with a default", in.name)
		case !in.parse(new(Config), in.standard):
			t.Errorf("%s: its default is not allowed", in.name)
		}
		keys[in.name], variables[name] = true, true
	}
}
