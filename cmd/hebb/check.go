package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
)

// checkCommand checks a content folder with the same code that loads it.
type checkCommand struct {
	Dir    string `arg:"" optional:"" help:"Content folder; content.dir if left out, or else the library inside the program." type:"path"`
	Format string `help:"How to print problems: ${enum}." enum:"text,json,github" default:"text"`

	Sources bool `help:"Print every sentence beside its sources instead, for a reviewer." xor:"report"`
	Stats   bool `help:"Print what each topic holds instead: entries, words, reading grade, citations." xor:"report"`
}

// Run prints every problem, and fails if one of them is an error.
func (c *checkCommand) Run(sys system, settings config.Config) error {
	dir := c.Dir
	if dir == "" {
		dir = settings.Content.Dir
	}
	folder, err := folderOr(dir)
	if dir == "" {
		from, openErr := openSource(settings, "")
		if openErr != nil {
			return openErr
		}
		folder, err = from.folder()
	}
	if err != nil {
		return err
	}
	library, problems, err := knowledge.Load(folder, time.Now())
	if err != nil {
		return err
	}
	switch {
	case library == nil:
	case c.Sources:
		return printSources(sys.stdout, library)
	case c.Stats:
		return printStats(sys.stdout, library)
	default:
		found, err := checkMatching(library)
		if err != nil {
			return err
		}
		problems = append(problems, found...)
		problems.Sort()
	}
	if err := c.print(sys.stdout, problems, dir); err != nil {
		return fmt.Errorf("write problems: %w", err)
	}
	if c.Format == "text" {
		fmt.Fprintln(sys.stdout, summary(library, problems))
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// checkMatching finds phrasings that do not lead to their own entry.
func checkMatching(l *knowledge.Library) (knowledge.Diagnostics, error) {
	index, err := match.Build(l)
	if err != nil {
		return nil, err
	}
	found, err := index.Check(context.Background())
	return found, errors.Join(err, index.Close())
}

func (c *checkCommand) print(out io.Writer, problems knowledge.Diagnostics, dir string) error {
	switch c.Format {
	case "json":
		return printJSON(out, problems)
	case "github":
		return printGitHub(out, problems, dir)
	}
	for _, d := range problems {
		if _, err := fmt.Fprintln(out, d); err != nil {
			return err
		}
		if snippet := d.Snippet(); snippet != "" {
			fmt.Fprintln(out, snippet)
		}
	}
	return nil
}

func printJSON(out io.Writer, problems knowledge.Diagnostics) error {
	type wire struct {
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity string `json:"severity"`
		Check    string `json:"check"`
		Message  string `json:"message"`
	}
	list := []wire{}
	for _, d := range problems {
		list = append(list, wire{d.File, d.Line, d.Col, d.Severity.String(), d.Check, d.Message})
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(list)
}

// escapeGitHub hides what ends a workflow command's value; see
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
var escapeGitHub = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

// printGitHub prints annotations for a pull request; paths are the repository's.
func printGitHub(out io.Writer, problems knowledge.Diagnostics, dir string) error {
	prefix := strings.TrimSuffix(dir, "/")
	if prefix != "" {
		prefix += "/"
	}
	for _, d := range problems {
		if _, err := fmt.Fprintf(out, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", d.Severity, prefix+d.File, d.Line, d.Col, d.Check, escapeGitHub.Replace(d.Message)); err != nil {
			return err
		}
	}
	return nil
}

func summary(l *knowledge.Library, problems knowledge.Diagnostics) string {
	found := fmt.Sprintf("%s, %s", count(problems.Errors(), "error"), count(len(problems)-problems.Errors(), "warning"))
	if l == nil {
		return found + "; this version would not be served"
	}
	return found + "; " + describe(l)
}

// describe says how much a library holds.
func describe(l *knowledge.Library) string {
	topics, entries := map[string]bool{}, map[string]bool{} // by id: languages share them
	for _, e := range l.Editions {
		for _, entry := range e.Entries() {
			topics[entry.Topic.ID], entries[entry.ID] = true, true
		}
	}
	text := fmt.Sprintf("library %s with %s, %s, %s", l.Version, count(len(topics), "topic"), countOf(len(entries), "entry", "entries"), count(l.Sources(), "source"))
	if n := len(l.Editions); n > 1 {
		text += fmt.Sprintf(", %d languages", n)
	}
	return text
}

func count(n int, one string) string { return countOf(n, one, one+"s") }

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
