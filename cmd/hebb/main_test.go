package main

import (
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hebb": func() { os.Exit(run(os.Args[1:], system{os.Environ(), os.Stdin, os.Stdout, os.Stderr})) },
	})
}

// TestScripts runs the program as a person types it: one file a story in
// testdata/script.
func TestScripts(t *testing.T) {
	if raceDetector {
		t.Skip("each command is a process of its own: the race detector sees nothing between them, and each takes ten times as long to start")
	}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true})
}
