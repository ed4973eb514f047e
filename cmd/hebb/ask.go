package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/responses"
)

// askCommand asks as a member would: triage first, then the library.
type askCommand struct {
	Question []string `arg:"" optional:"" help:"The question. Without one: a prompt."`

	JSON    bool   `help:"Print the reply as JSON (docs/json.md)." name:"json"`
	Batch   bool   `help:"Read questions from standard input, one a line, and print one JSON reply a line." xor:"question"`
	Content string `help:"Folder with the content; the library inside the program if left out." type:"path" placeholder:"DIR"`
	Country string `help:"Country for the helplines, such as GB." placeholder:"CC"`
	Locale  string `help:"Language of the reply, such as en-GB." placeholder:"LANG"`
	About   string `help:"Entry that the question follows up, such as depression#what-is." placeholder:"ENTRY"`
	Explain bool   `help:"Say why this is the answer."`
}

var countryLetters = regexp.MustCompile(`^(?:[A-Za-z]{2})?$`)

// Validate refuses flags that contradict each other, before anything is loaded.
func (c *askCommand) Validate() error {
	switch {
	case c.Batch && len(c.Question) > 0:
		return errors.New("--batch reads the questions from standard input: leave the one on the command line out")
	case c.JSON && !c.Batch && len(c.Question) == 0:
		return errors.New("--json needs a question, or --batch to read them from standard input")
	case !countryLetters.MatchString(c.Country):
		return fmt.Errorf("--country is %q: want two letters, such as US or GB", c.Country)
	}
	return nil
}

// Run answers the question, the questions of standard input, or a person at a
// prompt.
func (c *askCommand) Run(sys system, settings config.Config) error {
	e, err := newEngine(sys, settings, c.Content, c.Country)
	if err != nil {
		return err
	}
	defer e.library.Close()
	if c.About != "" && !e.has(c.About, c.Locale) {
		return fmt.Errorf("--about is %q: the library has no such entry; `hebb search` prints their ids", c.About)
	}
	if len(c.Question) > 0 {
		return c.one(sys, e, strings.Join(c.Question, " "))
	}
	ctx, stop := context.WithCancel(context.Background())
	watching := make(chan struct{})
	if e.source.git != nil { // whoever runs Hebb pulls
		close(watching)
	} else {
		go func() { defer close(watching); e.watch(ctx, settings, func() {}, func(string) {}) }()
	}
	defer func() { stop(); <-watching }()
	if c.Batch {
		return c.batch(sys, e)
	}
	return c.prompt(sys, e)
}

func (c *askCommand) question(text string) responses.Question {
	return responses.Question{Text: text, Country: c.Country, Locale: c.Locale, About: c.About, Explain: c.Explain}
}

func (c *askCommand) one(sys system, e *engine, text string) error {
	start := time.Now()
	reply := e.answer(c.question(text))
	if c.JSON {
		fmt.Fprint(sys.stderr, newPrinter(sys, e.Wording()).explain(reply)) // standard output is for the reply alone
		line, err := reply.JSON(time.Since(start).Microseconds())
		if err != nil {
			return fmt.Errorf("write reply: %w", err)
		}
		_, err = fmt.Fprintln(sys.stdout, string(line))
		return err
	}
	return newPrinter(sys, e.Wording()).reply(reply)
}

// answer responds and logs what went wrong, if anything did.
func (e *engine) answer(q responses.Question) responses.Reply {
	reply := e.Respond(context.Background(), q)
	if reply.Err != nil {
		e.log.Error(reply.Err)
	}
	return reply
}

// maxLine is the longest line of a batch, in bytes. Discord's longest message is
// 4000 characters.
const maxLine = 1 << 20

// batch answers each line of standard input on a line of its own.
func (c *askCommand) batch(sys system, e *engine) error {
	return eachLine(sys, func(line string, n int, out io.Writer) error {
		line = strings.TrimPrefix(line, "\ufeff") // Windows programs begin a file with it
		q := c.question(line)
		if strings.HasPrefix(strings.TrimSpace(line), "{") {
			if err := readQuestion(line, &q); err != nil {
				// No text in the log: it is somebody's question.
				e.log.Warnf("line %d begins with { but is not a question as JSON; it is taken as text", n)
			}
		}
		start := time.Now()
		reply := e.answer(q)
		fmt.Fprint(sys.stderr, newPrinter(sys, e.Wording()).explain(reply)) // standard output is for the replies alone
		json, err := reply.JSON(time.Since(start).Microseconds())
		if err != nil {
			return fmt.Errorf("write reply to line %d: %w", n, err)
		}
		_, err = fmt.Fprintf(out, "%s\n", json)
		return err
	})
}

// readQuestion reads {"question": …, "country": …, "locale": …, "about": …}; what
// is left out keeps the value of the flags.
func readQuestion(line string, q *responses.Question) error {
	var in struct{ Question, Country, Locale, About *string }
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		return err
	}
	if in.Question == nil {
		return fmt.Errorf("no question")
	}
	for _, f := range []struct {
		from *string
		to   *string
	}{{in.Question, &q.Text}, {in.Country, &q.Country}, {in.Locale, &q.Locale}, {in.About, &q.About}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	return nil
}

// eachLine calls f with every line of standard input. Output is flushed whenever
// no further line waits, so that a program at the other end can talk with us.
func eachLine(sys system, f func(line string, n int, out io.Writer) error) error {
	in := bufio.NewReaderSize(sys.stdin, 64<<10)
	out := bufio.NewWriter(sys.stdout)
	for n := 1; ; n++ {
		line, err := readLine(in)
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return fmt.Errorf("read line %d: %w", n, err)
		}
		if err := f(line, n, out); err != nil {
			return err
		}
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return fmt.Errorf("write: %w", err)
			}
		}
	}
}

// readLine reads one line without its end; of a longer one than maxLine the rest
// is dropped.
func readLine(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, more, err := in.ReadLine()
		if err != nil {
			return "", err
		}
		if b.Len()+len(part) <= maxLine {
			b.Write(part)
		}
		if !more {
			return b.String(), nil
		}
	}
}

// prompt talks with a person: a question a line, a number for one of the entries
// offered, an empty line or end of input to leave.
func (c *askCommand) prompt(sys system, e *engine) error {
	p := newPrinter(sys, e.Wording())
	fmt.Fprintln(sys.stdout, p.dim(e.Wording().Label("prompt-hello")))
	in := bufio.NewReader(sys.stdin)
	about := c.About
	var offered []responses.Link
	for {
		fmt.Fprint(sys.stdout, "\n> ")
		line, err := readLine(in)
		if err == io.EOF || err == nil && strings.TrimSpace(line) == "" {
			fmt.Fprintln(sys.stdout)
			return nil
		}
		if err != nil {
			return fmt.Errorf("read question: %w", err)
		}
		q := c.question(line)
		q.About = about
		var reply responses.Reply
		switch n, err := strconv.Atoi(strings.TrimSpace(line)); {
		case err == nil && n >= 1 && n <= len(offered):
			reply = e.Entry(offered[n-1].Entry, q)
		case err == nil && len(offered) > 0:
			fmt.Fprintln(sys.stdout, p.dim(e.Wording().Label("prompt-number")))
			continue
		default:
			reply = e.answer(q)
		}
		if err := p.reply(reply); err != nil {
			return err
		}
		offered = append(reply.Choices, reply.Related...)
		if reply.Provenance.Entry != "" {
			about = reply.Provenance.Entry
		}
	}
}
