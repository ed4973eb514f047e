package main

import (
	"context"
	"fmt"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
)

// diffCommand says what an edit does to the answers.
type diffCommand struct {
	Old string `arg:"" help:"Content folder before the edit, or \"embedded\" for the library inside the program."`
	New string `arg:"" help:"Content folder after the edit, or \"embedded\"."`

	Questions  string `help:"Questions to ask besides the libraries' own (TSV: text, and id if known)." type:"existingfile" placeholder:"FILE"`
	Format     string `help:"How to print the differences: ${enum}." enum:"text,json,markdown" default:"text"`
	FailOnLost bool   `help:"Exit 1 if a question lost its answer."`
}

// maxRows is how many lines the tables of a pull request's comment have together.
const maxRows = 100

// Run asks both libraries all questions and prints what is answered differently. It fails
// if one of them has errors, and if asked to, on a lost answer.
func (c *diffCommand) Run(sys system) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	old, err := c.open(sys, c.Old)
	if err != nil {
		return err
	}
	defer old.library.Close()
	now, err := c.open(sys, c.New)
	if err != nil {
		return err
	}
	defer now.library.Close()
	diff, err := c.compare(ctx, old, now)
	if err != nil {
		return err
	}
	if err := c.print(sys, diff, now.Wording().Label); err != nil {
		return fmt.Errorf("write differences: %w", err)
	}
	if c.FailOnLost && diff.Count(eval.Lost) > 0 {
		return errProblems
	}
	return nil
}

// compare asks both libraries.
func (c *diffCommand) compare(ctx context.Context, old, now *side) (d eval.Diff, err error) {
	questions := eval.Own(old.content, now.content)
	if c.Questions != "" {
		more, err := read(c.Questions, eval.ReadAsked)
		if err != nil {
			return d, err
		}
		questions = eval.With(questions, more)
	}
	before, err := eval.Ask(ctx, old, questions, nil, runtime.GOMAXPROCS(0))
	if err != nil {
		return d, err
	}
	after, err := eval.Ask(ctx, now, questions, before, runtime.GOMAXPROCS(0)) // of the same library nothing is asked twice
	if err != nil {
		return d, err
	}
	return eval.Compare(questions, before, after), nil
}

func (c *diffCommand) print(sys system, d eval.Diff, label func(string) string) error {
	switch c.Format {
	case "json":
		return d.JSON(sys.stdout)
	case "markdown":
		return d.Markdown(sys.stdout, label, maxRows)
	}
	return d.Text(sys.stdout, label)
}

// A side is one of the two libraries, and what answers from it.
type side struct {
	*responses.Responder
	library *live.Current
	content *knowledge.Library
}

// embedded names the library inside the program.
const embedded = "embedded"

// open loads a side. Errors in its content are printed.
func (c *diffCommand) open(sys system, dir string) (*side, error) {
	opts := live.Options{Embedded: content.FS}
	if dir != embedded {
		folder, err := folderOr(dir)
		if err != nil {
			return nil, err
		}
		opts.Files = live.Folder(folder)
	}
	library, result := live.Try(opts)
	switch {
	case result.Diagnostics.Errors() > 0:
		return nil, c.refuse(sys, dir, result.Diagnostics)
	case result.Err != nil:
		return nil, fmt.Errorf("open %s: %w", dir, result.Err)
	}
	helplines, err := embeddedHelplines()
	if err != nil {
		return nil, err
	}
	r, err := responses.New(responses.Options{Library: library, Helplines: helplines, Build: build()})
	if err != nil {
		return nil, err
	}
	s := library.Acquire()
	defer s.Release()
	return &side{r, library, s.Library}, nil
}

// refuse prints why a folder would not be served.
func (c *diffCommand) refuse(sys system, dir string, problems knowledge.Diagnostics) error {
	if c.Format == "json" {
		if err := printJSON(sys.stdout, problems); err != nil {
			return fmt.Errorf("write problems: %w", err)
		}
		return errProblems
	}
	if c.Format == "markdown" { // for a comment: fenced, so that what it quotes is no markup
		fmt.Fprintln(sys.stdout, "~~~~~~text")
		defer fmt.Fprintln(sys.stdout, "~~~~~~")
	}
	fmt.Fprintf(sys.stdout, "%s has errors and would not be served:\n", dir)
	for _, d := range problems {
		if d.Severity == knowledge.Error {
			fmt.Fprintln(sys.stdout, d)
		}
	}
	return errProblems
}
