package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge/match"
)

// searchCommand prints ranked entries. It leaves triage out: it is for those who
// write content and measure matching.
type searchCommand struct {
	Question []string `arg:"" optional:"" help:"The question."`

	JSON    bool   `help:"Print JSON." name:"json"`
	Batch   bool   `help:"Read questions from standard input, one a line, and print JSON, one a line."`
	K       int    `help:"Most entries printed." short:"k" default:"5"`
	Content string `help:"Folder with the content." type:"path" placeholder:"DIR"`
	Locale  string `help:"Language, such as en-GB." placeholder:"LANG"`
	Explain bool   `help:"Say how each score comes about."`
}

type wireMatches struct {
	Question   string      `json:"question"`
	Matches    []wireMatch `json:"matches"`
	TookMicros int64       `json:"took_us"`
}

type wireMatch struct {
	Entry      string  `json:"entry"`
	Topic      string  `json:"topic"`
	Confidence float64 `json:"confidence"`
}

// Run searches for the question, or for each line of standard input.
func (c *searchCommand) Run(sys system, settings config.Config) error {
	if len(c.Question) == 0 && !c.Batch {
		return fmt.Errorf("search: no question; give one, or --batch to read them from standard input")
	}
	if c.K < 1 || c.K > 30 {
		return fmt.Errorf("search: -k is %d: want 1 to 30", c.K)
	}
	e, err := newEngine(sys, settings, c.Content, "")
	if err != nil {
		return err
	}
	defer e.library.Close()
	if c.Batch {
		return eachLine(sys, func(line string, _ int, out io.Writer) error { return c.json(e, line, out) })
	}
	question := strings.Join(c.Question, " ")
	if c.JSON {
		return c.json(e, question, sys.stdout)
	}
	matches, _, err := c.search(e, question)
	if err != nil {
		return err
	}
	for _, m := range matches {
		fmt.Fprintf(sys.stdout, "%.2f  %-32s %s\n", math.Floor(m.Confidence*100)/100, // what is not certain must not look so
			m.Entry.ID, m.Entry.Question.Text)
		if m.Explanation != nil {
			for _, f := range m.Explanation.Features {
				fmt.Fprintf(sys.stdout, "      %.2f × %.2f  %s\n", f.Value, f.Weight, f.Name)
			}
			fmt.Fprint(sys.stdout, m.Explanation.String())
		}
	}
	if len(matches) == 0 {
		fmt.Fprintln(sys.stdout, "no match")
	}
	return nil
}

func (c *searchCommand) search(e *engine, question string) ([]match.Match, time.Duration, error) {
	s := e.library.Acquire()
	defer s.Release()
	start := time.Now()
	matches, err := s.Index.Search(context.Background(), match.Query{Text: question, Lang: c.Locale, Limit: c.K, Explain: c.Explain})
	return matches, time.Since(start), err
}

func (c *searchCommand) json(e *engine, question string, out io.Writer) error {
	matches, took, err := c.search(e, question)
	if err != nil {
		return err
	}
	w := wireMatches{Question: question, Matches: []wireMatch{}, TookMicros: took.Microseconds()}
	for _, m := range matches {
		w.Matches = append(w.Matches, wireMatch{m.Entry.ID, m.Entry.Topic.ID, float64(int64(m.Confidence*1e4+.5)) / 1e4})
	}
	line, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("write matches: %w", err)
	}
	_, err = fmt.Fprintf(out, "%s\n", line)
	return err
}
