package main

import (
	"context"
	"database/sql"
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
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"makestore": makeStore, "ofnewer": ofNewer, "keepsstore": keepsStore, "slim": slimLibrary,
	}})
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

// ofNewer makes a store that of a newer Hebb.
func ofNewer(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`)
	ts.Check(err)
	ts.Check(db.Close())
}

// keepsStore finds what makeStore put into a store.
func keepsStore(ts *testscript.TestScript, _ bool, args []string) {
	db, err := store.Open(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	g, err := db.Guild(context.Background(), "10")
	ts.Check(err)
	if g.Country != "GB" {
		ts.Fatalf("what was kept is gone: %+v", g)
	}
	ts.Check(db.Close())
}
