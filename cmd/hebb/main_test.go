package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/hebb-bot/hebb/bot/store"
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
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, Cmds: map[string]func(*testscript.TestScript, bool, []string){"makestore": makeStore, "slim": slimLibrary}})
}

// slimLibrary has the commands that follow use a library of some topics, and not all: to start
// with all of them takes seconds.
func slimLibrary(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs("slim")
	_, err := writeContent(dir)
	ts.Check(err)
	ts.Check(slim(filepath.Join(dir, "en"), args...))
	ts.Setenv("HEBB_CONTENT_DIR", dir)
}

// makeStore makes a store with something in it, as a Hebb that ran has.
func makeStore(ts *testscript.TestScript, _ bool, args []string) {
	db, err := store.Open(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.ChangeGuild(context.Background(), "10", func(g *store.Guild) { g.Country = "GB" })
	ts.Check(err)
	ts.Check(db.Close())
}
