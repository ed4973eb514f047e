package config

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func template(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := Template(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// loadText loads settings that stand in a file with some text.
func loadText(t *testing.T, text string) (Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hebb.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path, nil)
}

func TestTemplateGolden(t *testing.T) {
	const golden = "testdata/template.yaml"
	got := template(t)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got (go test ./config -update rewrites it)\n%s", diff)
	}
}

// TestTemplateMeansNothing: as it is written, and with every setting or only one of them
// uncommented, the file loads and gives the defaults.
func TestTemplateMeansNothing(t *testing.T) {
	defaults, err := Load("", nil)
	if err != nil {
		t.Fatal(err)
	}
	same := func(what, text string) {
		t.Helper()
		got, err := loadText(t, text)
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if diff := cmp.Diff(defaults, got); diff != "" {
			t.Errorf("%s: -default +got\n%s", what, diff)
		}
	}
	text := template(t)
	same("as written", text)

	lines := strings.Split(text, "\n")
	var all []string
	for i, line := range lines {
		if !strings.HasPrefix(line, "#") || strings.HasPrefix(line, "# ") {
			continue
		}
		bare := line[1:]
		all = append(all, bare)
		one := append([]string{}, lines...)
		one[i] = bare
		same(bare, strings.Join(one, "\n"))
	}
	same("all uncommented", strings.Join(all, "\n"))
	if len(all) != len(settings) {
		t.Errorf("%d settings in the file, %d in the table", len(all), len(settings))
	}
}

// TestTemplateIsRead: an uncommented line with another value is taken, so that the test
// above does not pass for want of anybody reading the lines.
func TestTemplateIsRead(t *testing.T) {
	text := strings.NewReplacer("#country: \"\"", "country: GB", "#log.level: info", "log.level: debug").Replace(template(t))
	got, err := loadText(t, text)
	if err != nil || got.Country != "GB" || got.Log.Level != "debug" {
		t.Errorf("country %q, level %q, %v", got.Country, got.Log.Level, err)
	}
}

func TestTemplateFails(t *testing.T) {
	r, w := io.Pipe()
	_ = r.CloseWithError(io.ErrShortWrite)
	if err := Template(w); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v, want the writer's error", err)
	}
}
