package responses

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestWhy holds explanations against golden files: testdata/why/NAME.txtar has the
// question, and why it is answered as it is, in words and as JSON.
func TestWhy(t *testing.T) {
	cases, err := filepath.Glob("testdata/why/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	r := responder(t, today)
	outcomes := map[Outcome]bool{}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var q Question
			if err := json.Unmarshal(archive.Files[0].Data, &q); err != nil {
				t.Fatal(err)
			}
			q.Explain = true
			why := r.Respond(context.Background(), q).Why()
			outcomes[why.Outcome] = true
			data, err := json.MarshalIndent(why, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got := []txtar.File{archive.Files[0], {Name: "text", Data: []byte(text(why.Parts(r.Wording())))}, {Name: "json", Data: append(data, '\n')}}
			if *update {
				archive.Files = got
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(archive.Files, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	for _, o := range []Outcome{Answered, Offered, Nothing, Unsure, Support, Advice, Remark, Aside, Provoked, Greeted} {
		if !outcomes[o] {
			t.Errorf("no case for %s", o)
		}
	}
}

func text(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strings.Join(append([]string{p.Title}, p.Lines...), "\n") + "\n")
	}
	return b.String()
}

// TestWhyOfNothingAsked: of a reply that was not to be explained the kind is known alone,
// and lists are still lists.
func TestWhyOfNothingAsked(t *testing.T) {
	r := responder(t, today)
	data, err := json.Marshal(r.Respond(context.Background(), Question{Text: "what is depression"}).Why())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "null") || !strings.Contains(string(data), `"outcome":"answered"`) {
		t.Errorf("%s", data)
	}
}

// TestWhyWithoutALibrary: what failed is said to have failed.
func TestWhyWithoutALibrary(t *testing.T) {
	r := responder(t, today)
	r.opts.Library.Close()
	why := r.Respond(context.Background(), Question{Text: "what is depression", Explain: true}).Why()
	if why.Outcome != Failed || len(why.Candidates) > 0 {
		t.Errorf("%+v", why)
	}
}

// TestWhyChangesNoAnswer: who asks why is answered like anybody.
func TestWhyChangesNoAnswer(t *testing.T) {
	r := responder(t, today)
	for _, text := range []string{"what is depression", "sleep", "which planet has rings", "what is old news", "fix my python code", "i want to die", "do i have depression"} {
		q := Question{Text: text, Hidden: []string{"sleep#mood"}}
		plain := r.Respond(context.Background(), q)
		q.Explain = true
		explained := r.Respond(context.Background(), q)
		if explained.Explanation == nil {
			t.Errorf("%q is not explained", text)
		}
		explained.Explanation = nil
		a, _ := plain.JSON(0)
		b, _ := explained.JSON(0)
		if !slices.Equal(a, b) {
			t.Errorf("%q:\n%s\n%s", text, a, b)
		}
	}
}
