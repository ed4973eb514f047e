package main

import (
	"cmp"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/hebb-bot/hebb/"

// floors is the order of the rooms: each may import those after it, not those
// before. See docs/decisions/2026-11-25-rooms.md.
var floors = []string{"cmd/hebb", "playground", "bot", "bot/desk", "eval", "responses", "knowledge/live", "knowledge/match", "knowledge/edit", "knowledge/worktree", "knowledge"}

// aside is rooms off that line, and who may import them.
var aside = map[string][]string{
	"config":             {"cmd/hebb"},
	"monitor":            {"cmd/hebb"},
	"simulator":          {"playground", "cmd/hebb", "bot"},
	"bot/gateway":        {"bot", "playground", "cmd/hebb"},
	"bot/store":          {"bot", "bot/gateway", "cmd/hebb"},
	"responses/triage":   {"responses", "eval", "bot", "bot/desk", "cmd/hebb"},
	"responses/wording":  {"responses", "bot", "playground", "cmd/hebb"},
	"knowledge/content":  {"cmd/hebb", "knowledge/live"},
	"knowledge/english":  {"knowledge/match", "knowledge/glossary", "responses/triage"},
	"knowledge/glossary": {"knowledge/match", "responses"},

	"bot/store/postgrestest": nil, // tests alone
}

// outside is libraries that only some rooms may know.
var outside = map[string][]string{
	"github.com/bwmarrin/discordgo":   {"bot", "bot/gateway"},
	"github.com/gorilla/websocket":    {"bot/gateway", "simulator"},
	"github.com/blevesearch/bleve/v2": {"knowledge/match"},
	"github.com/alecthomas/kong":      {"cmd/hebb"},
	"github.com/fsnotify/fsnotify":    {"knowledge/live"},
	"github.com/yuin/goldmark":        {"knowledge"},
	"github.com/sirupsen/logrus":      {"cmd/hebb", "bot"},
	"github.com/charmbracelet/x/ansi": {"cmd/hebb"},
	"github.com/agnivade/levenshtein": {"knowledge"},
	"github.com/go-git/go-git":        {"knowledge/worktree"},
	"modernc.org/sqlite":              {"bot/store"},
	"github.com/pressly/goose":        {"bot/store"},
	"github.com/jackc/pgx":            {"bot/store", "bot/store/postgrestest"},
	"github.com/prometheus":           {"monitor"},
}

// TestImports keeps the rooms apart, outside of tests.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 5 {
		t.Fatalf("only %d packages: the test looks at the wrong place", len(lines))
	}
	for _, line := range lines {
		fields := strings.Fields(line)
		room := strings.TrimPrefix(fields[0], module)
		for _, imported := range fields[1:] {
			if why := forbidden(room, imported); why != "" {
				t.Errorf("%s imports %s: %s", room, imported, why)
			}
		}
	}
}

// forbidden says why a room may not import a package, or "".
func forbidden(room, imported string) string {
	own, ok := strings.CutPrefix(imported, module)
	if !ok {
		for library, who := range outside {
			if strings.HasPrefix(imported, library) && !slices.Contains(who, room) {
				return "only " + strings.Join(who, ", ") + " may know this library"
			}
		}
		return ""
	}
	if who, ok := aside[own]; ok {
		if slices.Contains(who, room) {
			return ""
		}
		return "only " + cmp.Or(strings.Join(who, ", "), "tests") + " may"
	}
	from, to := slices.Index(floors, room), slices.Index(floors, own)
	switch {
	case to < 0:
		return "the room is not on the plan (imports_test.go)"
	case from < 0:
		return "rooms aside import none of ours"
	case from >= to:
		return "imports go one way: " + strings.Join(floors, " → ")
	}
	return ""
}

func TestForbidden(t *testing.T) {
	for _, tt := range []struct {
		room, imported string
		bad            bool
	}{
		{"cmd/hebb", module + "responses", false},
		{"responses", module + "knowledge/match", false},
		{"responses", module + "responses/triage", false},
		{"knowledge", module + "knowledge/match", true},
		{"knowledge/match", module + "responses", true},
		{"responses", module + "config", true},
		{"simulator", module + "knowledge", true},
		{"responses/triage", module + "knowledge", true},
		{"bot", module + "bot/gateway", false},
		{"bot/gateway", module + "bot", true},
		{"bot/gateway", module + "responses", true},
		{"bot/gateway", "github.com/sirupsen/logrus", true},
		{"bot", "github.com/alecthomas/kong", true},
		{"bot", module + "bot/store/postgrestest", true},
		{"bot", "github.com/jackc/pgx/v5", true},
		{"responses", "github.com/bwmarrin/discordgo", true},
		{"responses", "github.com/sirupsen/logrus", true},
		{"knowledge/match", "github.com/blevesearch/bleve/v2/mapping", false},
		{"knowledge", module + "util", true},
	} {
		if got := forbidden(tt.room, tt.imported); (got != "") != tt.bad {
			t.Errorf("%s imports %s: %q", tt.room, tt.imported, got)
		}
	}
}
