package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/hebb-bot/hebb/knowledge"
)

// printSources prints every sentence with the sources it is tied to, for a person
// who holds one against the other.
func printSources(out io.Writer, l *knowledge.Library) error {
	for _, edition := range l.Editions {
		for _, e := range edition.Entries() {
			if _, err := fmt.Fprintf(out, "%s  %s\n\n", e.ID, e.Question.Text); err != nil {
				return err
			}
			for _, p := range e.Paragraphs {
				for _, s := range p.Sentences {
					printSentence(out, l, s)
				}
			}
		}
	}
	return nil
}

func printSentence(out io.Writer, l *knowledge.Library, s knowledge.Sentence) {
	item := ""
	if s.Item {
		item = "- "
	}
	fmt.Fprintf(out, "%s\n  %s%s\n", s.Pos, item, s.Text)
	for _, c := range s.Citations {
		source := l.Source(c.Source)
		year := source.Year
		if year == "" {
			year = "no date"
		}
		fmt.Fprintf(out, "    [%s, %s] %s %s, %s. %s\n", c.Source, c.Certainty, source.Title, source.Publisher, year, source.URL)
	}
	fmt.Fprintln(out)
}

// A tally is what one topic holds.
type tally struct {
	entries, phrasings, words, sentences, citations, sources int
	grades                                                   []float64
}

func tallyOf(entries []*knowledge.Entry) tally {
	var n tally
	sources := map[string]bool{}
	for _, e := range entries {
		n.entries++
		n.phrasings += len(e.AlsoAsked)
		n.words += e.Words()
		n.grades = append(n.grades, e.Grade())
		for _, p := range e.Paragraphs {
			for _, s := range p.Sentences {
				n.sentences++
				n.citations += len(s.Citations)
				for _, c := range s.Citations {
					sources[c.Source] = true
				}
			}
		}
	}
	n.sources = len(sources)
	return n
}

// printStats prints what each topic holds, and all of them together.
func printStats(out io.Writer, l *knowledge.Library) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "topic\tentries\tphrasings\twords\tsentences\tcitations\tsources\tgrade (median)\tgrade (highest)\t")
	row := func(name string, n tally) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.1f\t%.1f\t\n", name, n.entries, n.phrasings, n.words, n.sentences, n.citations, n.sources, median(n.grades), slices.Max(n.grades))
	}
	for _, edition := range l.Editions {
		for _, t := range edition.Topics {
			row(edition.Lang+"/"+t.ID, tallyOf(t.Entries))
		}
		row(fmt.Sprintf("%s: %s", edition.Lang, count(len(edition.Topics), "topic")), tallyOf(edition.Entries()))
		fmt.Fprintf(w, "%s: %s in the lexicon\t\n", edition.Lang, count(edition.Lexicon.Groups(), "group"))
	}
	return w.Flush()
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return (sorted[n/2-1] + sorted[n/2]) / 2
}
