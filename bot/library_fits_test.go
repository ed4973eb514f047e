package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/hebb-bot/hebb/bot/desk"
	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/knowledge/worktree"
	"github.com/hebb-bot/hebb/simulator"
)

// A still is a Tree that is looked at only.
type still struct{ fs.FS }

var errStill = errors.New("this tree is looked at only")

func (s still) Files(context.Context) (fs.FS, error) { return s.FS, nil }

func (still) Publish(context.Context, []worktree.Change, worktree.Author, string) (worktree.Revision, error) {
	return worktree.Revision{}, errStill
}

func (still) History(context.Context, string, int) ([]worktree.Revision, error) { return nil, errStill }

func (still) At(context.Context, string, string) (string, error) { return "", errStill }

// TestAnyEditFitsDiscord: whatever stands in the library, and whatever is typed, the forms,
// previews and problems are within Discord's limits.
func TestAnyEditFitsDiscord(t *testing.T) {
	notForTheRaceDetector(t)
	contract, err := theContract()
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	rapid.Check(t, func(rt *rapid.T) {
		if tried == mostLibraries/2 { // each has many edits
			return
		}
		files := anyLibrary(rt)
		library, result, err := live.Open(live.Options{Embedded: files})
		if err != nil || result.Err != nil {
			rt.Skip("the checks do not let it pass:", result.Diagnostics)
		}
		defer library.Close()
		tried++
		b := silent(t, library)
		b.Tree, b.Drafts = still{files}, openStore(t, "")
		b.desk = desk.New(desk.Options{Tree: b.Tree, Library: library, Over: b.Responder.Over, Judge: b.Responder.Judge, Compare: func(context.Context, desk.Served, desk.Served) string { return phrase(rt, 3000) }})

		shows := func(what string, v view) {
			data, err := json.Marshal(firstAnswer(v))
			if err != nil {
				rt.Fatal(err)
			}
			for _, p := range simulator.Problems("POST /interactions/{interaction_id}/{interaction_token}/callback", data, contract) {
				rt.Errorf("%s: %s\n%s", what, p, data)
			}
		}
		who := interaction{Interaction: asked, User: "42", Guild: "7", Channel: "8", Private: true, Options: map[string]string{}}
		typed := interaction{Interaction: asked, User: "42", Guild: "7", Channel: "8", Fields: map[string]string{fieldName: phrase(rt, 90)}}
		s := library.Acquire()
		defer s.Release()
		entries := s.Library.Edition("en").Entries()
		for _, name := range []string{"", phrase(rt, 20)} {
			for _, suggested := range append(b.editable(who, name), b.topicIDs(who, name)...) {
				if suggested.Name == "" || len([]rune(suggested.Name)) > 100 || len([]rune(suggested.Value)) > 100 {
					rt.Errorf("suggested: %+v", suggested)
				}
			}
		}
		for _, en := range entries[:min(len(entries), 3)] {
			who.Options["entry"], who.Options["topic"] = en.ID, en.Topic.ID
			opened := b.libraryEdit(t.Context(), who)
			shows("the form of "+en.ID, opened)
			shows("a phrasing of "+en.ID, b.proposePhrasing(t.Context(), who, en.ID, phrase(rt, 400)))
			shows("new in "+en.Topic.ID, b.libraryNew(t.Context(), who))
			if opened.form == nil {
				continue
			}
			_, value, _ := parseCustomID(opened.form.CustomID)
			_, arg, _ := strings.Cut(value, ":")
			for name, text := range map[string]string{
				"an edit":    fmt.Sprintf("## %s? {#%s}\n\n%s [@s0].\n", phrase(rt, 60), en.ID[strings.Index(en.ID, "#")+1:], phrase(rt, 3000)),
				"an error":   fmt.Sprintf("## %s? {#%s}\n\n%s\n", phrase(rt, 60), en.ID[strings.Index(en.ID, "#")+1:], strings.Repeat(phrase(rt, 300)+".\n\n", 12)),
				"a bad text": strings.Repeat("`*_<@1> ", 400),
			} {
				typed.Fields[fieldText] = text
				shows(name+" of "+en.ID, b.typedIn(t.Context(), typed, arg))
			}
			typed.Fields[fieldText] = strings.Repeat("x", maxField)
			shows("a conflict on "+en.ID, b.typedIn(t.Context(), typed, editEntry+":0000000000000000:"+spot{editEntry, en.Pos.File, en.ID}.place()))
			shows("what is gone", b.typedIn(t.Context(), typed, editEntry+":0:1"))
			text, _ := fs.ReadFile(files, en.Pos.File)
			for name, change := range map[string]worktree.Change{
				"as it was":    {Path: en.Pos.File, Base: worktree.Digest(string(text)), Text: string(text)},
				"other lines":  {Path: en.Pos.File, Base: worktree.Digest(string(text)), Text: strings.ReplaceAll(string(text), "brain", "mind")},
				"helplines":    {Path: helplinesPath, Text: "x: y\n"},
				"nothing left": {Path: en.Pos.File, Text: ""},
			} {
				shows(name+" of "+en.ID, b.propose(t.Context(), typed, []worktree.Change{change}, en.ID, en.ID+": restore"))
			}
		}
	})
	if tried == 0 {
		t.Error("no library passed the checks: nothing was tried")
	}
}

// TestProposalSeal: what names who counts is read only where it was sealed, as what it was.
func TestProposalSeal(t *testing.T) {
	s, other := newSealer("a"), newSealer("b")
	p := proposal{draft: 1<<63 + 5, by: 1575522808321015808, agreed: 7}
	sealed := s.sealProposal(p)
	if got, ok := s.openProposal(sealed); got != p || !ok {
		t.Errorf("%+v %v", got, ok)
	}
	if again := s.sealProposal(p); again == sealed {
		t.Error("the same twice: who proposed it can be told by comparing")
	}
	if len(libraryID("discard", sealed)) > 100 || len(libraryID("approve", sealed)) > 100 {
		t.Error("too long for a custom id")
	}
	if _, ok := other.openProposal(sealed); ok {
		t.Error("opened with another key")
	}
	if _, _, ok := s.open(sealed, "1575522808321015808"); ok {
		t.Error("taken for a private reply")
	}
	for _, bad := range []string{"", "!", sealed[1:], sealed + "AAAA", sealed[:len(sealed)-1] + "!"} {
		if _, ok := s.openProposal(bad); ok {
			t.Errorf("opened %q", bad)
		}
	}
	if got := (proposal{draft: 5}).id(); got != "0000000000000005" {
		t.Error(got)
	}
	if got := proposed(store.Draft{ID: "00000000000000ff"}, interaction{User: "nobody"}); got != (proposal{draft: 255}) {
		t.Errorf("%+v", got)
	}
}
