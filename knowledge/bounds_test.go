package knowledge

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// hostile is a file of what costs parsers most, for each of its kinds.
func hostile(size int) map[string]string {
	front := "---\ntitle: X\nsummary: Y.\n---\n## What?\n\n"
	all := map[string]string{}
	for _, sign := range []string{
		"[", "![", "[a](", "](a)", "[@a", "[@a] ", "*a _", "a**b", "`a", "``a ", "<", "<!--", "a<?", "a<![CDATA[", "&a;", "\\", "(", "A. ", "al. ", "|", "[a]: b\n", ">", "> ", "- ", "1. ", "    ", "\t- ", "## a\n", "## a\nAlso asked:\n- ",
	} {
		all["en/x.md "+sign] = front + strings.Repeat(sign, size/len(sign)-len(front)) + "\n"
	}
	for _, sign := range []string{"[", "{a: ", "- ", "? ", "!a ", "&a ", "*a ", "a: ", "a:\n", "'", "\"", "|\n", "- |\n  a\n", "[a, ", "\n"} {
		all[referencesFile+" "+sign] = strings.Repeat(sign, size/len(sign))
		all["en/"+lexiconFile+" "+sign] = "same:\n" + strings.Repeat(sign, size/len(sign)-6)
	}
	return all
}

// within breaks text so that it stays just within the bounds of a line and a paragraph.
func within(text string) string {
	head, body, _ := strings.Cut(text, "\n\n")
	var b strings.Builder
	b.WriteString(head + "\n\n")
	line, paragraph := 0, 0
	for i := 0; i < len(body) && b.Len() < MaxFile-1; i++ {
		b.WriteByte(body[i])
		line, paragraph = line+1, paragraph+1
		switch {
		case body[i] == '\n':
			line = 0
		case paragraph >= maxParaBytes-8:
			b.WriteString("\n\n")
			line, paragraph = 0, 0
		case line >= maxLineBytes-8:
			b.WriteString("\n")
			line = 0
		}
	}
	return b.String()
}

// TestHostileShapes reads files that were made to keep the parsers busy, as they are and cut
// up so that each stays within the bounds. Without the bounds some of these take minutes. What
// stays within them is tried with an eighth of a file: all of it takes eight times as long.
func TestHostileShapes(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds, and no goroutine of ours")
	}
	part := hostile(MaxFile / 8)
	for name, text := range hostile(MaxFile) {
		for _, text := range []string{text, within(part[name])} {
			file, _, _ := strings.Cut(name, " ")
			start := time.Now()
			_, problems, err := Load(fstest.MapFS{file: {Data: []byte(text)}}, today)
			if err != nil || problems.Errors() == 0 {
				t.Errorf("%q: served, or not read: %v", name, err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%q: %s", name, took)
			}
		}
	}
}

// TestYAMLNests holds the depth of YAML, and that what is usual is below it.
func TestYAMLNests(t *testing.T) {
	for text, bad := range map[string]bool{
		"references: " + strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth):     false,
		"references: " + strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1): true,
		"references: " + strings.Repeat("\n[", maxDepth+1):                                 true,
		strings.Repeat("- ", maxDepth) + "a":                                               false,
		strings.Repeat("- ", maxDepth+1) + "a":                                             true,
		strings.Repeat("- a\n", 100):                                                       false,
	} {
		_, problems, err := Load(fstest.MapFS{referencesFile: {Data: []byte(text)}}, today)
		if deep := strings.Contains(report(problems, "bad-yaml"), "one in another"); err != nil || deep != bad {
			t.Errorf("%.40q: too deep: %t, error %v", text, deep, err)
		}
	}
}

// TestAliasesAreNotResolved: an anchor and what stands for it are refused where they stand,
// so that nine lines cannot become a billion.
func TestAliasesAreNotResolved(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("references:\n- &a0 [x, x, x, x, x, x, x, x, x]\n")
	for n := range 20 {
		fmt.Fprintf(&bomb, "- &a%d [%s*a%d]\n", n+1, strings.Repeat(fmt.Sprintf("*a%d, ", n), 8), n)
	}
	_, problems, err := Load(fstest.MapFS{referencesFile: {Data: []byte(bomb.String())}, "en/x.md": {Data: []byte("---\ntitle: &a X\nsummary: *a\n---\n")}}, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"references.yaml:2:", "references.yaml:22:", "en/x.md:2:", "en/x.md:3:"} {
		if told := report(problems, "wrong-type"); !strings.Contains(told, at) {
			t.Errorf("nothing at %s in\n%s", at, told)
		}
	}
}

// TestTooManyFiles holds the bounds of a folder.
func TestTooManyFiles(t *testing.T) {
	for name, files := range map[string]struct{ n, size int }{"many": {MaxFiles + 1, 0}, "large": {MaxBytes/MaxFile + 1, MaxFile}} {
		folder, text := fstest.MapFS{}, make([]byte, files.size)
		for n := range files.n {
			folder[fmt.Sprintf("en/t%d.md", n)] = &fstest.MapFile{Data: text}
		}
		if _, _, err := Load(folder, today); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLevels(t *testing.T) {
	for line, want := range map[string]int{
		"": 0, "text": 0, "- one": 1, "> a": 1, ">>> a": 3, "> - 1. a": 3, "  -\t* + a": 3, "1) 23. a": 2,
		"-one": 0, "-": 0, "1.": 0, "1.a": 0, "2024 was": 0, "1234567890. a": 0, "a - b": 0, "*bold* - a": 0,
		"    a": 1, "\t\ta": 2, "        - a": 2, "   a": 0,
	} {
		if got := levels(line); got != want {
			t.Errorf("%q: %d levels, want %d", line, got, want)
		}
	}
}
