package knowledge

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite golden files")

// today is the day in all tests.
var today = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// TestChecks runs every testdata/check/NAME.txtar: a content folder and, in the
// file "want", what the check NAME finds in it. "NAME--more.txtar" is another
// case of the same check. Files of testdata/base stand in where a case has none.
func TestChecks(t *testing.T) {
	cases, err := filepath.Glob("testdata/check/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	seen := map[string]bool{}
	for _, path := range cases {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			check, _, _ := strings.Cut(name, "--")
			seen[check] = true
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			library, problems, err := Load(folder(t, archive), today)
			if err != nil {
				t.Fatal(err)
			}
			if (library == nil) != (problems.Errors() > 0) {
				t.Errorf("library served: %v, with %d errors", library != nil, problems.Errors())
			}
			golden(t, path, archive, report(problems, check))
		})
	}
	for _, name := range checkNames() {
		if !seen[name] {
			t.Errorf("check %q has no case in testdata/check", name)
		}
	}
	for name := range seen {
		if name != "clean" && !slices.Contains(checkNames(), name) {
			t.Errorf("there is no check %q", name)
		}
	}
}

func checkNames() []string {
	names := slices.Clone(formChecks)
	for _, c := range checks {
		names = append(names, c.name)
	}
	return names
}

// folder is the case's files over those of testdata/base. In a case, \r \xff,
// {line} and {big} stand for what a text file cannot show.
func folder(t *testing.T, a *txtar.Archive) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"references.yaml", "helplines.yaml", "en/depression.md"} {
		data, err := os.ReadFile(filepath.Join("testdata/base", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	for _, f := range a.Files {
		switch {
		case f.Name == "want":
		case strings.TrimSpace(string(f.Data)) == "{none}":
			delete(files, f.Name)
		default:
			text := strings.NewReplacer(`\r`, "\r", `\xff`, "\xff", "{line}", strings.Repeat("word ", maxLineBytes/5), "{big}", strings.Repeat("word ", MaxFile/5+1)).Replace(string(f.Data))
			files[f.Name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return files
}

// report is what a moderator is shown of one check; of "clean", of all of them.
func report(ds Diagnostics, check string) string {
	var b strings.Builder
	for _, d := range ds {
		if d.Check == check || check == "clean" {
			b.WriteString(d.String() + "\n")
			if s := d.Snippet(); s != "" {
				b.WriteString(clip(s, 400) + "\n")
			}
		}
	}
	return b.String()
}

// golden compares with the case's file "want", or rewrites it with -update.
func golden(t *testing.T, path string, a *txtar.Archive, got string) {
	t.Helper()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		if i >= 0 {
			a.Files = slices.Delete(a.Files, i, i+1)
		}
		a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 {
		t.Fatal(`the case has no file "want"; run with -update`)
	}
	if diff := cmp.Diff(string(a.Files[i].Data), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestChecksAreDocumented holds the moderators' page against the list of checks: each has
// a heading, and the example below it is what a case of that check prints.
func TestChecksAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range checkNames() {
		_, section, found := strings.Cut(string(page), "\n#### `"+name+"`\n\n    ")
		if !found {
			t.Errorf("docs/content.md has no heading and example for %q", name)
			continue
		}
		example, _, _ := strings.Cut(section, "\n")
		cases, err := filepath.Glob("testdata/check/" + name + "*.txtar")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(cases, func(path string) bool {
			text, err := os.ReadFile(path)
			return err == nil && strings.Contains(string(text), "\n"+example+"\n")
		}) {
			t.Errorf("docs/content.md shows for %q what no case prints: %s", name, example)
		}
	}
}

// TestKeysAreDocumented does so for the keys of the front matter, which an unknown one is
// told apart from.
func TestKeysAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	template, err := os.ReadFile("content/en/_template.md")
	if err != nil {
		t.Fatal(err)
	}
	front, _, _ := strings.Cut(strings.TrimPrefix(string(template), "---\n"), "\n---\n")
	keys := 0
	for line := range strings.Lines(front) {
		key, _, found := strings.Cut(line, ":")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		keys++
		if !strings.Contains(string(page), "\n### "+key+"\n") {
			t.Errorf("docs/content.md has no heading for %s", key)
		}
	}
	if keys < 10 {
		t.Errorf("only %d keys in the template", keys)
	}
}
