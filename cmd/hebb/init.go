package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hebb-bot/hebb/config"
)

// settingsFile is read where neither --config nor HEBB_CONFIG names another, so that
// init, doctor and run speak of the same file.
const settingsFile = "hebb.yaml"

// initCommand writes a settings file to begin with.
type initCommand struct {
	File string `arg:"" optional:"" help:"File to write; hebb.yaml if left out. It must not exist." default:"hebb.yaml"`
}

// initNext says what to do after init.
//
//go:embed initnext.txt
var initNext string

// Run writes the file and says what comes next. It reads no settings: there may be none
// yet, or wrong ones.
func (c *initCommand) Run(sys system) error {
	switch err := writeNew(c.File); {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("init: %s exists, and nothing is overwritten; name another file, or move this one away", c.File)
	case err != nil:
		return fmt.Errorf("init: write settings: %w", err)
	}
	program := "hebb"
	if filepath.Clean(c.File) != settingsFile {
		program = "hebb --config " + c.File
	}
	fmt.Fprint(sys.stdout, strings.NewReplacer("{file}", c.File, "{hebb}", program).Replace(initNext))
	return nil
}

// writeNew writes the settings file whole or not at all, for the operator's eyes only.
// Linking, unlike renaming, never takes the place of a file that is there.
func writeNew(name string) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(name), ".hebb-*.yaml") // mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(temporary.Name())) }()
	if err := errors.Join(config.Template(temporary), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Link(temporary.Name(), name)
}
