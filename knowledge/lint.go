package knowledge

import (
	"fmt"
	"strings"
)

// The warnings: they keep nothing from being served.

func reviewOverdue(c *corpus, report reporter) {
	for t := range c.topics() {
		day := t.ReviewBy.Format(dateLayout)
		switch {
		case t.Expired(c.now):
			report(t.reviewByAt, fmt.Sprintf("the review was due on %s, more than a year ago: the topic is no longer served", day))
		case t.Overdue(c.now):
			report(t.reviewByAt, fmt.Sprintf("the review was due on %s", day))
		}
	}
}

func undated(c *corpus, report reporter) {
	for t := range c.topics() {
		if t.Checked.IsZero() || t.ReviewBy.IsZero() {
			report(t.checkedAt, "no checked or no review_by: readers are told when a text was last held against its sources")
		}
	}
}

// futureDate is an error: replies would name a day on which nothing was checked
// yet, and numbers would not grow stale in time. A day's grace is for time zones.
func futureDate(c *corpus, report reporter) {
	if h := c.helplines; h != nil && h.Age(c.now) < -1 {
		report(Position{File: helplinesFile, Line: 1, Col: 1}, "compiled or checked_by_human is a day to come")
	}
	for t := range c.topics() {
		if t.Checked.After(c.now.AddDate(0, 0, 1)) {
			report(t.checkedAt, fmt.Sprintf("checked is %s, a day to come", t.Checked.Format(dateLayout)))
		}
	}
}

func ignoredFile(c *corpus, report reporter) {
	for _, pos := range c.ignored {
		report(pos, "not read: content is language folders such as en, with NAME.md, synonyms.yaml and hints.txt in them, beside references.yaml and helplines.yaml")
	}
}

func notReviewed(c *corpus, report reporter) {
	for t := range c.topics() {
		if len(t.ReviewedBy) == 0 {
			report(t.reviewedByAt, "not clinically reviewed: reviewed_by is empty, and replies say so")
		}
	}
}

// The reading grade and length that a short answer should keep to.
const (
	maxGrade      = 8
	maxShortWords = 60
	minPhrasings  = 5
)

// readingGrade holds English only: the formula was made for it.
func readingGrade(c *corpus, report reporter) {
	seen := counted{}
	for e := range c.entries() {
		if !strings.HasPrefix(e.Pos.File, Fallback) {
			continue
		}
		if g := e.grade(seen); g > maxGrade {
			report(e.Pos, fmt.Sprintf("reading grade %.1f: above %d; shorter sentences and words help", g, maxGrade))
		}
	}
}

func longShortAnswer(c *corpus, report reporter) {
	for e := range c.entries() {
		if len(e.Paragraphs) == 0 {
			continue
		}
		if n := len(words(e.Short().Text())); n > maxShortWords {
			report(e.Short().Pos, fmt.Sprintf("the short answer has %d words: %d or fewer read well on a phone", n, maxShortWords))
		}
	}
}

func fewPhrasings(c *corpus, report reporter) {
	for e := range c.entries() {
		if n := len(e.AlsoAsked); n < minPhrasings {
			report(e.Pos, fmt.Sprintf(`%d lines under "Also asked:": %d or more, by different people, let members find it`, n, minPhrasings))
		}
	}
}

func noHelplines(c *corpus, report reporter) {
	if c.helplines == nil && c.files[helplinesFile] == nil {
		report(Position{File: helplinesFile, Line: 1, Col: 1}, "the folder has no helplines.yaml: the one inside the program is used")
	}
}

func staleHelplines(c *corpus, report reporter) {
	if h := c.helplines; h != nil && !h.Compiled.IsZero() && h.Stale(c.now) {
		report(Position{File: helplinesFile, Line: 1, Col: 1}, fmt.Sprintf("the numbers were last checked %d days ago: a person must check them again every %d", h.Age(c.now), h.RecheckDays))
	}
}
