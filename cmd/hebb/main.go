// Hebb answers questions about mental health and the brain from a library of
// text that was written, sourced and checked beforehand.
//
// This is the program: each command is a field of the cli type below and a file
// of its own. Nothing here decides what is said; see package responses.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"github.com/hebb-bot/hebb/config"
)

func main() {
	os.Exit(run(os.Args[1:], system{os.Environ(), os.Stdin, os.Stdout, os.Stderr}))
}

// system is what the program has of the world, so that a test can hand it another.
type system struct {
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// settingsSource reads the settings anew.
type settingsSource func() (config.Config, error)

// cli is every command. To add one, write its type in a file of its own with a
// Run method, and a field here.
type cli struct {
	Config string `help:"File with settings (YAML); hebb.yaml where Hebb is started, if there is one." type:"path" placeholder:"FILE" env:"HEBB_CONFIG"`

	Init       initCommand       `cmd:"" help:"Write a settings file to begin with."`
	Doctor     doctorCommand     `cmd:"" help:"Say what is set up well, what is not, and what to do about it."`
	Run        runCommand        `cmd:"" help:"Answer on Discord."`
	Status     statusCommand     `cmd:"" help:"Ask a running Hebb whether it answers questions, and what is wrong if not."`
	Playground playgroundCommand `cmd:"" help:"Try Hebb in the browser, without Discord."`
	Ask        askCommand        `cmd:"" help:"Ask a question and print the reply."`
	Search     searchCommand     `cmd:"" help:"Print the entries that match a question, without triage."`
	Check      checkCommand      `cmd:"" help:"Check a content folder and print what is wrong with it."`
	Eval       evalCommand       `cmd:"" help:"Measure how well labelled questions are answered."`
	Diff       diffCommand       `cmd:"" help:"Say which questions are answered differently because of an edit."`
	Backup     backupCommand     `cmd:"" help:"Copy what Hebb keeps to a file, while it runs or not."`
	Restore    restoreCommand    `cmd:"" help:"Put back what a backup holds; overwrites nothing."`
	Content    contentCommand    `cmd:"" help:"Write the library inside the program to a folder, to be edited."`
	Version    versionCommand    `cmd:"" help:"Print the versions of the program and its library."`
}

// Exit codes. Problems that were found are told apart from a program that could
// not do its work.
const (
	exitOK       = 0
	exitProblems = 1
	exitFailed   = 2
)

// errProblems ends a command that has printed what it found.
var errProblems = errors.New("problems found")

// run is the program from its arguments to its exit code.
func run(args []string, sys system) (code int) {
	exit := -1
	var c cli
	parser, err := kong.New(&c,
		kong.Name("hebb"),
		kong.Description("Answers questions about mental health and the brain, with sources. Not medical advice."),
		kong.Writers(sys.stdout, sys.stderr),
		kong.Exit(func(code int) { exit = code }),
		kong.Help(help),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return failed(sys, err)
	}
	ctx, err := parser.Parse(args)
	if exit >= 0 { // --help was printed
		return exit
	}
	if err != nil {
		return failed(sys, fmt.Errorf("%w\nRun \"hebb --help\" for what can be said", err))
	}
	file := c.settings()
	source := settingsSource(func() (config.Config, error) { return config.Load(string(file), sys.environ) })
	// Read when a command asks for them: init and doctor work without, or with mistakes.
	if err := ctx.BindSingletonProvider((func() (config.Config, error))(source)); err != nil {
		return failed(sys, err)
	}
	switch err := ctx.Run(sys, file, source); {
	case errors.Is(err, errProblems):
		return exitProblems
	case err != nil:
		return failed(sys, err)
	}
	return exitOK
}

// settingsPath is the file that settings are read from, "" for none.
type settingsPath string

// settings finds the settings file.
func (c *cli) settings() settingsPath {
	if c.Config == "" {
		if _, err := os.Stat(settingsFile); err == nil {
			return settingsFile
		}
	}
	return settingsPath(c.Config)
}

func failed(sys system, err error) int {
	fmt.Fprintln(sys.stderr, "hebb:", err)
	return exitFailed
}

// help prints kong's help, and for the program as a whole its settings.
func help(options kong.HelpOptions, ctx *kong.Context) error {
	if err := kong.DefaultHelpPrinter(options, ctx); err != nil {
		return err
	}
	if ctx.Selected() != nil {
		return nil
	}
	if _, err := fmt.Fprint(ctx.Stdout, "\nSettings, in the file named by --config or as variables:\n\n"); err != nil {
		return err
	}
	return config.Describe(ctx.Stdout)
}
