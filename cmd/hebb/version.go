package main

import (
	"fmt"
	"runtime"
	"time"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
)

// versionCommand prints versions.
type versionCommand struct{}

// Run prints the versions of the program and of the library inside it.
func (c *versionCommand) Run(sys system, _ config.Config) error {
	library, _, err := knowledge.Load(content.FS, time.Now())
	if err != nil {
		return err
	}
	if library == nil {
		return fmt.Errorf("the library inside the program has errors; run \"hebb check\"")
	}
	_, err = fmt.Fprintf(sys.stdout, "hebb %s (%s, %s/%s)\n%s\n", build(), runtime.Version(), runtime.GOOS, runtime.GOARCH, describe(library))
	return err
}
