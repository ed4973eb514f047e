package playground

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/sirupsen/logrus"
	"go.uber.org/goleak"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/eval"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/responses"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// A game is a playground that runs, on a copy of the small library that tests of the
// replies use.
type game struct {
	*Playground
	t      *testing.T
	folder string
	url    string
	log    *lockedBuffer
	kept   *store.DB
}

// labelled is a file of questions for the scorecard.
var labelled = []eval.Question{
	{ID: "1", Text: "what is depression", Topics: []string{"depression"}, Groups: map[string]string{"style": "plain"}},
	{ID: "2", Text: "what is depression", Topics: []string{"sleep"}, Groups: map[string]string{"style": "plain"}},
	{ID: "3", Text: "how do i bake bread", Topics: []string{eval.None}},
}

func play(t *testing.T) *game {
	t.Helper()
	return playWith(t, "../responses/testdata/library")
}

func playWith(t *testing.T, content string) *game {
	t.Helper()
	g := &game{t: t, folder: t.TempDir(), log: &lockedBuffer{}}
	source := os.DirFS(content)
	if err := os.CopyFS(g.folder, source); err != nil {
		t.Fatal(err)
	}
	tree, err := worktree.OpenFolder(g.folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	library, first, err := live.Open(live.Options{Files: tree.Files})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(source)
	if err != nil {
		t.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines, Country: "US", Build: "test"})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := store.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	g.kept = kept
	log := logrus.New()
	log.SetOutput(g.log)
	log.SetLevel(logrus.DebugLevel)
	g.Playground, err = New(Options{
		Bot:    bot.Options{Responder: responder, Library: library, Log: log, Tree: tree, Memory: kept, Withdrawals: kept, Drafts: kept, Gaps: kept, Retention: kept},
		Folder: g.folder, First: first, QuestionsFile: "questions.tsv", Questions: labelled,
	})
	if err != nil {
		t.Fatal(err)
	}
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g.url = "http://" + at.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 2)
	go func() { library.Watch(ctx, g.folder, time.Second, g.Reloaded); done <- nil }()
	go func() { done <- g.Run(ctx, at) }()
	t.Cleanup(func() {
		cancel()
		for range 2 {
			if err := <-done; err != nil {
				t.Errorf("run: %v", err)
			}
		}
	})
	g.wait(func() bool { return len(g.sim.Commands(nil)) > 0 })
	return g
}

// wait waits for something of the simulator.
func (g *game) wait(ok func() bool) {
	g.t.Helper()
	ctx, cancel := context.WithTimeout(g.t.Context(), 30*time.Second)
	defer cancel()
	if err := g.sim.Wait(ctx, ok); err != nil {
		g.t.Fatalf("%v; log:\n%s", err, g.log)
	}
}

func (g *game) write(path, text string) {
	g.t.Helper()
	if err := os.WriteFile(filepath.Join(g.folder, path), []byte(text), 0o644); err != nil {
		g.t.Fatal(err)
	}
}
