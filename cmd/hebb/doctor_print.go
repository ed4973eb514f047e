package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// text prints a finding as it is found: some take a moment. What was not looked at is
// told at the end.
func (c *doctorCommand) text(out io.Writer, f finding) error {
	if f.State == skipped {
		return nil
	}
	line := fmt.Sprintf("%-8s %-13s %s", f.State, f.Check, f.Found)
	if f.Do != "" {
		line += ". " + upper(f.Do)
	}
	_, err := fmt.Fprintln(out, line)
	return err
}

// end prints the sum, and how to get a token to who has none; or all of it as JSON.
func (c *doctorCommand) end(out io.Writer, e *examination, all []finding) error {
	problems, warnings := countState(all, problem), countState(all, warning)
	if c.JSON {
		w := json.NewEncoder(out)
		w.SetEscapeHTML(false)
		w.SetIndent("", "  ")
		return w.Encode(struct {
			Problems int       `json:"problems"`
			Warnings int       `json:"warnings"`
			Findings []finding `json:"findings"`
		}{problems, warnings, all})
	}
	_, err := fmt.Fprintf(out, "%s\n%s, %s\n", notLookedAt(all), count(problems, "problem"), count(warnings, "warning"))
	if err == nil && e.settings != nil && !e.settings.Discord.Token.IsSet() {
		_, err = fmt.Fprint(out, "\n"+noToken)
	}
	return err
}

// notLookedAt is the checks that were skipped, one line for each reason.
func notLookedAt(all []finding) string {
	var reasons []string
	checks := map[string][]string{}
	for _, f := range all {
		if f.State != skipped {
			continue
		}
		if checks[f.Found] == nil {
			reasons = append(reasons, f.Found)
		}
		checks[f.Found] = append(checks[f.Found], f.Check)
	}
	var b strings.Builder
	for _, r := range reasons {
		fmt.Fprintf(&b, "%-8s %s: %s\n", skipped, strings.Join(checks[r], ", "), r)
	}
	return b.String()
}

func countState(all []finding, state string) (n int) {
	for _, f := range all {
		if f.State == state {
			n++
		}
	}
	return n
}

// upper begins a sentence; a command or setting stays as it is typed.
func upper(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if word == "hebb" || strings.ContainsAny(word, "._:/\"") {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// maxName is how much of a name that others chose is printed.
const maxName = 64 // a public key is as long

// name is a name that others chose, without anything for a terminal to obey.
func name(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '\ufffd'
		}
		return r
	}, text)
	if r := []rune(text); len(r) > maxName {
		text = string(r[:maxName]) + "…"
	}
	return text
}

// maxNames is how many names stand in one line.
const maxNames = 8

// names lists names that others chose, each after a sign such as "#" or "/".
func names(sign string, all []string) string {
	var shown []string
	for _, n := range all[:min(len(all), maxNames)] {
		shown = append(shown, sign+name(n))
	}
	text := strings.Join(shown, ", ")
	if more := len(all) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
