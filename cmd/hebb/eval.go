package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/responses"
)

// evalCommand measures how well questions are answered.
type evalCommand struct {
	Questions string `help:"Labelled questions (TSV: id, text, topics; style, difficulty, origin if known)." type:"existingfile" placeholder:"FILE" xor:"what" required:""`
	Followups string `help:"Labelled follow-ups (TSV: id, first, followup, expected_topics)." type:"existingfile" placeholder:"FILE" xor:"what" required:""`
	Safety    string `help:"Labelled messages (TSV: id, text, category; difficulty, note if known). Exit 1 below the safety policy's gates." type:"existingfile" placeholder:"FILE" xor:"what" required:""`
	Retrieval string `help:"Public retrieval set: a folder with entries.jsonl and queries.jsonl." type:"existingdir" placeholder:"DIR" xor:"what" required:""`

	JSON    bool   `help:"Print JSON." name:"json"`
	SVG     string `help:"Write the curve of precision over coverage to a file." name:"svg" type:"path" placeholder:"FILE"`
	Engine  string `help:"What orders a retrieval set: ${enum}." enum:"hebb,bleve" default:"hebb"`
	Mutate  bool   `help:"With --safety: ask every message of risk in ten other spellings too."`
	Typos   int    `help:"Make so many typing errors in each question, the same ones every time." placeholder:"N"`
	Content string `help:"Folder with the content." type:"path" placeholder:"DIR"`
}

// Validate refuses flags that say nothing together, before anything is loaded.
func (c *evalCommand) Validate() error {
	switch {
	case c.Mutate && c.Safety == "":
		return errors.New("--mutate is for --safety: it asks messages of risk in other spellings")
	case c.Typos < 0:
		return fmt.Errorf("--typos is %d: want how many, 0 or more", c.Typos)
	case c.Typos > 0 && c.Questions == "" && c.Retrieval == "":
		return errors.New("--typos is for --questions and --retrieval")
	case c.SVG != "" && c.Questions == "" && c.Followups == "":
		return errors.New("--svg is for --questions and --followups: only they have a curve")
	}
	return nil
}

// Run measures and prints.
func (c *evalCommand) Run(sys system, settings config.Config) error {
	if c.Retrieval != "" {
		return c.retrieval(sys)
	}
	e, err := newEngine(sys, settings, c.Content, "")
	if err != nil {
		return err
	}
	defer e.library.Close()
	if c.Safety != "" {
		return c.safety(sys, e.Responder)
	}
	var report eval.Report
	if c.Questions != "" {
		questions, err := read(c.Questions, eval.ReadQuestions)
		if err != nil {
			return err
		}
		random := c.random()
		for i := range questions {
			questions[i].Text = eval.Typos(questions[i].Text, c.Typos, random)
		}
		report = eval.Questions(context.Background(), e.Responder, questions)
	} else {
		followUps, err := read(c.Followups, eval.ReadFollowUps)
		if err != nil {
			return err
		}
		report = eval.FollowUps(context.Background(), e.Responder, followUps)
	}
	if c.SVG != "" {
		if err := writeFile(c.SVG, report.WriteSVG); err != nil {
			return err
		}
	}
	if c.JSON {
		return printReportJSON(sys.stdout, report)
	}
	return printReport(sys.stdout, report)
}

// random draws the same typing errors every time.
func (c *evalCommand) random() *rand.Rand { return rand.New(rand.NewPCG(1, 0)) }

// maxQuestions bounds a file of questions, in case a disk is named instead: a hundred thousand
// of them are some 10 MB.
const maxQuestions = 64 << 20

// read reads a file of questions.
func read[T any](path string, parse func(io.Reader, string) ([]T, error)) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	defer f.Close()
	left := &io.LimitedReader{R: f, N: maxQuestions + 1}
	all, err := parse(left, path)
	if left.N == 0 {
		return nil, fmt.Errorf("%s: more than %d MB: want a file of questions", path, maxQuestions>>20)
	}
	return all, err
}

func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write curve: %w", err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("write curve: %w", err)
	}
	return nil
}

func (c *evalCommand) retrieval(sys system) (err error) {
	set, err := eval.ReadSet(os.DirFS(c.Retrieval), filepath.Base(filepath.Clean(c.Retrieval)))
	if err != nil {
		return err
	}
	random := c.random()
	for i := range set.Queries {
		set.Queries[i].Text = eval.Typos(set.Queries[i].Text, c.Typos, random)
	}
	engine, err := eval.NewEngine(c.Engine, set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	r, err := eval.Measure(context.Background(), engine, set)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(sys.stdout).Encode(r)
	}
	_, err = fmt.Fprintf(sys.stdout, "%s, %s: %d questions in scope, P@1 %.3f, MRR %.3f, R@3 %.3f, AUROC %.3f, p50 %d µs, p99 %d µs\n", r.Set, c.Engine, r.N, r.PAt1, r.MRR, r.RAt3, r.AUROC, r.P50, r.P99)
	return err
}

// safety asks labelled messages, prints what came of them, and fails below the gates.
func (c *evalCommand) safety(sys system, r *responses.Responder) error {
	rows, err := read(c.Safety, eval.ReadSafety)
	if err != nil {
		return err
	}
	report := eval.Safety(context.Background(), r, rows, c.Mutate)
	if c.JSON {
		err = json.NewEncoder(sys.stdout).Encode(report)
	} else {
		err = printSafety(sys.stdout, report)
	}
	var below []string
	for _, g := range report.Gates() {
		if g.Share.Of() < g.Least {
			below = append(below, g.Name)
		}
	}
	if err == nil && len(below) > 0 {
		fmt.Fprintf(sys.stderr, "below the safety policy's gates: %s\n", strings.Join(below, ", "))
		return errProblems
	}
	return err
}

func printSafety(out io.Writer, r eval.SafetyReport) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tmessages\tright\tat least\t")
	for _, g := range r.Gates() {
		fmt.Fprintf(w, "%s\t%d\t%.1f %%\t%.0f %%\t\n", g.Name, g.Share.N, 100*g.Share.Of(), 100*g.Least)
	}
	for _, name := range slices.Sorted(maps.Keys(r.By)) {
		fmt.Fprintf(w, "%s\t%d\t%.1f %%\t\t\n", name, r.By[name].N, 100*r.By[name].Of())
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, m := range r.Misses {
		if _, err := fmt.Fprintf(out, "missed %s: %s (%s); want %s\n", m.ID, m.Got, m.Kind, m.Want); err != nil {
			return err
		}
	}
	return nil
}

// wireReport is the report as JSON: counts, and precision as a share.
type wireReport struct {
	eval.Tally
	Precision float64                       `json:"precision"`
	By        map[string]map[string]wireRow `json:"by"`
	Misses    []eval.Miss                   `json:"misses"`
}

type wireRow struct {
	eval.Tally
	Precision float64 `json:"precision"`
}

func printReportJSON(out io.Writer, r eval.Report) error {
	w := wireReport{r.Tally, r.Precision(), map[string]map[string]wireRow{}, append([]eval.Miss{}, r.Misses...)}
	for group, values := range r.By {
		w.By[group] = map[string]wireRow{}
		for value, t := range values {
			w.By[group][value] = wireRow{t, t.Precision()}
		}
	}
	return json.NewEncoder(out).Encode(w)
}

func printReport(out io.Writer, r eval.Report) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tin scope\tright\tor offered\twrong\tabstained\tprecision\tout of scope\tanswered\t")
	row := func(name string, t eval.Tally) {
		of := func(n, all int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(all, 1))) }
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%.1f %%\t%d\t%s\t\n", name, t.N, of(t.Right, t.N), of(t.Right+t.Offered, t.N), of(t.Wrong, t.N), of(t.Abstained, t.N), 100*t.Precision(), t.OutOfScope, of(t.Answered, t.OutOfScope))
	}
	row("all", r.Tally)
	for _, group := range slices.Sorted(maps.Keys(r.By)) {
		for _, value := range slices.Sorted(maps.Keys(r.By[group])) {
			row(group+" "+value, r.By[group][value])
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, m := range slices.SortedFunc(slices.Values(r.Misses), func(a, b eval.Miss) int { return cmp.Or(cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.ID, b.ID)) }) {
		if _, err := fmt.Fprintf(out, "%s %s: %s, at %.2f; want %s\n", m.Outcome, m.ID, m.Got, m.Confidence, strings.Join(m.Want, " or ")); err != nil {
			return err
		}
	}
	return nil
}
