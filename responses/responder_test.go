package responses

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses/triage"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestMain(m *testing.M) {
	flag.Parse()
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// today is the day in all tests.
var today = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// responder answers from testdata/library on a day.
func responder(t testing.TB, now time.Time) *Responder {
	t.Helper()
	folder := os.DirFS("testdata/library")
	library, _, err := live.Open(live.Options{Embedded: folder, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(library.Close)
	return responderOf(t, library, now)
}

func responderOf(t testing.TB, library *live.Current, now time.Time) *Responder {
	t.Helper()
	helplines, err := knowledge.LoadHelplines(os.DirFS("testdata/library"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(Options{Library: library, Helplines: helplines, Build: "test", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGoldenReplies holds every kind of reply, as JSON, against its golden file:
// testdata/golden/NAME.txtar has the question and the reply. It is the contract
// of docs/json.md; a change here is a change of the contract or of what is said.
func TestGoldenReplies(t *testing.T) {
	cases, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	r := responder(t, today)
	kinds := map[Kind]bool{}
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
			reply := r.Respond(context.Background(), q)
			kinds[reply.Kind] = true
			line, err := reply.JSON(0)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(line, []byte("null")) {
				t.Errorf("a null: %s", line)
			}
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, line, "", "  "); err != nil {
				t.Fatal(err)
			}
			pretty.WriteByte('\n')
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "reply.json", Data: pretty.Bytes()})
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), pretty.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	for _, k := range []Kind{Answer, Choices, NoAnswer, Crisis, Boundary, Sensitive, OutOfScope, Help} {
		if !kinds[k] {
			t.Errorf("no golden reply of kind %s", k)
		}
	}
}

func ask(t *testing.T, r *Responder, q Question) Reply {
	t.Helper()
	reply := r.Respond(context.Background(), q)
	if reply.Err != nil {
		t.Errorf("%q: %v", q.Text, reply.Err)
	}
	return reply
}

// TestEverySentenceHasASource is the promise: what a member reads is the
// library's, with its sources, or one of the fixed texts.
func TestEverySentenceHasASource(t *testing.T) {
	r := responder(t, today)
	s := r.opts.Library.Acquire()
	defer s.Release()
	for _, e := range s.Library.Edition("en").Entries() {
		reply := ask(t, r, Question{Text: e.Question.Text})
		if len(reply.Paragraphs) == 0 {
			continue // expired topics
		}
		for _, p := range reply.Paragraphs {
			from := s.Library.Edition("en").Entry(p.Entry)
			if from == nil || !slices.ContainsFunc(from.Paragraphs, func(k *knowledge.Paragraph) bool { return k.Text() == p.Text }) {
				t.Errorf("%s: not the library's paragraph: %q", p.Entry, p.Text)
			}
			for _, sentence := range p.Sentences {
				for _, c := range sentence.Citations {
					if !slices.ContainsFunc(reply.Sources, func(s Source) bool { return s.ID == c.Source }) {
						t.Errorf("%s: source %s is not listed", p.Entry, c.Source)
					}
				}
				if len(sentence.Citations) == 0 {
					t.Errorf("%s: without a source: %q", p.Entry, sentence.Text)
				}
			}
		}
		if !strings.Contains(reply.Notice, "not medical advice") || reply.Provenance.Library == "" || reply.Provenance.Build == "" {
			t.Errorf("%s: notice %q, provenance %+v", e.ID, reply.Notice, reply.Provenance)
		}
	}
}

// marks draws a paragraph with its marks, for tests.
func marks(p Paragraph) string {
	var b strings.Builder
	for _, s := range p.Sentences {
		b.WriteString(s.Text[:min(8, len(s.Text))])
		for _, n := range s.Marks {
			b.WriteString(" [" + string(rune('0'+n)) + "]")
		}
		if s.Evidence > knowledge.Established {
			b.WriteString(" " + s.Evidence.String())
		}
		b.WriteString("|")
	}
	return b.String()
}

func TestMarks(t *testing.T) {
	r := responder(t, today)
	s := r.opts.Library.Acquire()
	defer s.Release()
	q := quoter{library: s.Library}
	q.quote(s.Library.Edition("en").Entry("depression#what-is"), []int{0, 1, 2})
	q.quote(s.Library.Edition("en").Entry("depression#causes"), []int{0, 1})
	var got []string
	for _, p := range q.paragraphs {
		got = append(got, marks(p))
	}
	want := []string{
		"Depressi|It chang [1]|It can b [2]|",                   // a run of one source has its mark once
		"It often [3]|",                                         // numbered by appearance
		"Signs ma [1]|feeling |losing i [2] emerging|tirednes|", // items have their lead-in's
		"There is [1]|The idea [2] contested|",
		"Genes pl [3]|", // moderate has no mark
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(q.sources) != 3 || q.sources[2].ID != "gov-c" || q.sources[2].Number != 3 {
		t.Errorf("sources: %+v", q.sources)
	}
}

func TestOnlyWhatIsServedIsFound(t *testing.T) {
	r := responder(t, today)
	for _, text := range []string{"what is old news", "what is a draft"} {
		reply := ask(t, r, Question{Text: text})
		if topic := topicOf(reply.Provenance.Entry); topic == "old" || topic == "draft" {
			t.Errorf("%q is answered from %s", text, reply.Provenance.Entry)
		}
		for _, c := range reply.Candidates {
			if c.Topic == "old" || c.Topic == "draft" {
				t.Errorf("%q has candidate %s", text, c.Entry)
			}
		}
	}
	for _, l := range ask(t, r, Question{Text: "what does sleep do for mood"}).Related {
		if topicOf(l.Entry) == "old" {
			t.Errorf("related: %s is no longer served", l.Entry)
		}
	}
}

func TestNotice(t *testing.T) {
	r := responder(t, today)
	for _, tt := range []struct {
		text         string
		want, unlike []string
	}{
		{"what is depression", []string{"not medical advice", "22 November 2026", "No clinician"}, []string{"was due"}},
		{"what does sleep do for mood", []string{"not medical advice", "1 January 2024", "was due on 1 January 2026"}, []string{"No clinician"}},
		{"xyzzy plugh", []string{"not medical advice"}, []string{"No clinician", "was due"}},
	} {
		notice := ask(t, r, Question{Text: tt.text}).Notice
		for _, w := range tt.want {
			if !strings.Contains(notice, w) {
				t.Errorf("%q: notice %q lacks %q", tt.text, notice, w)
			}
		}
		for _, u := range tt.unlike {
			if strings.Contains(notice, u) {
				t.Errorf("%q: notice %q has %q", tt.text, notice, u)
			}
		}
	}
}

func ids(lines []Helpline) string {
	var out []string
	for _, h := range lines {
		out = append(out, h.ID)
	}
	return strings.Join(out, " ")
}

// TestHelplines holds the choice of lines against section 7 of the safety policy.
func TestHelplines(t *testing.T) {
	helplines, err := knowledge.LoadHelplines(os.DirFS("testdata/library"))
	if err != nil {
		t.Fatal(err)
	}
	day := func(n int) time.Time { return helplines.Compiled.AddDate(0, 0, n) }
	self := triage.Verdict{Category: triage.CrisisSelf}
	for _, tt := range []struct {
		name    string
		country string
		verdict triage.Verdict
		now     time.Time
		want    string
		number  string
	}{
		{"one to call and one to text, those for everybody first", "US", self, day(3), "us-emergency us-1 us-3 us-2 world", "911"},
		{"lower case", "us", self, day(3), "us-emergency us-1 us-3 us-2 world", "911"},
		{"no country", "", self, day(3), "world befriend", ""},
		{"unknown country", "XX", self, day(3), "world befriend", ""},
		{"nothing may be shown", "ZZ", self, day(3), "world", ""},
		{"under 18", "US", triage.Verdict{Category: triage.CrisisSelf, Minor: true}, day(3), "us-emergency us-1 us-3 us-7 world", "911"},
		{"under 18, no line for young people", "ZZ", triage.Verdict{Category: triage.CrisisSelf, Minor: true}, day(3), "world intl-child-helpline", ""},
		{"under 18, no country", "", triage.Verdict{Category: triage.MinorDisclosure, Minor: true}, day(3), "world befriend intl-child-helpline", ""},
		{"poison", "US", triage.Verdict{Category: triage.EmergencyMedical}, day(3), "us-emergency us-5 us-1 us-2 world", "911"},
		{"abuse", "US", triage.Verdict{Category: triage.AbuseViolence}, day(3), "us-emergency us-6 us-1 us-2 world tool-a", "911"},
		{"due for a check: directories first", "US", self, day(91), "us-emergency world befriend us-1 us-3 us-2", "911"},
		{"long overdue: directories only", "US", self, day(181), "world befriend", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := reachFor(helplines, tt.country, tt.verdict, tt.now)
			if got := ids(r.lines); got != tt.want {
				t.Errorf("lines %s, want %s", got, tt.want)
			}
			if r.emergency != tt.number || r.directory == "" {
				t.Errorf("emergency %q, directory %q", r.emergency, r.directory)
			}
		})
	}
}

// TestRemark: who tells of a loss or of what they came through, and asks nothing, gets a
// warm line and support, and no article; who asks gets one.
func TestRemark(t *testing.T) {
	r := responder(t, today)
	for text, want := range map[string]string{
		"500 days clean":                                    "Thank you for telling me",
		"my uncle died by suicide last year":                "Thank you for telling me",
		"2 years clean from self harm today":                "Thank you for telling me",
		"my uncle died by suicide, how common is suicide":   "",
		"what are the warning signs of suicide in my class": "",
		"i need facts about self harm for a school poster":  "",
		"i read that talking about suicide makes it worse":  "",
	} {
		reply := r.Respond(t.Context(), Question{Text: text, Country: "US"})
		if got := reply.Title == "Thank you for telling me"; got != (want != "") || reply.Category != triage.EducationalSensitive || len(reply.Helplines) == 0 {
			t.Errorf("%q: %s, %s, %q, %d lines", text, reply.Kind, reply.Category, reply.Title, len(reply.Helplines))
		}
		if want != "" && (len(reply.Paragraphs) > 0 || reply.Private) {
			t.Errorf("%q: %+v", text, reply)
		}
	}
}

// TestWithdraw: a line that was withdrawn is shown nowhere, another takes its place, and
// the directories are never all gone.
func TestWithdraw(t *testing.T) {
	r := responder(t, today)
	shown := func(country string) string {
		return ids(r.Respond(t.Context(), Question{Text: "i want to die", Country: country}).Helplines)
	}
	before := shown("US")
	for _, tt := range []struct {
		ids              []string
		here, everywhere string
	}{
		{[]string{"us-1"}, "us-emergency us-3 us-8 us-2 world", "world befriend"},
		{[]string{"us-1", "world"}, "us-emergency us-3 us-8 us-2 befriend", "befriend"},
		{[]string{"world", "befriend", "nothing"}, "us-emergency us-1 us-3 us-2 world", "world befriend"},
		{nil, before, "world befriend"},
	} {
		r.Withdraw(Operator, tt.ids)
		if got := shown("US"); got != tt.here {
			t.Errorf("without %v: %s, want %s", tt.ids, got, tt.here)
		}
		if got := shown(""); got != tt.everywhere {
			t.Errorf("without %v, no country: %s, want %s", tt.ids, got, tt.everywhere)
		}
	}
	r.Withdraw(Operator, []string{"us-1"})
	if s := r.Support(Question{Country: "US"}); strings.Contains(ids(s.Helplines), "us-1 ") || strings.Contains(s.Lead, "111") {
		t.Errorf("the support screen shows it: %+v", s.Helplines)
	}
}

// TestTwoWithdraw: what one withdrew another neither overwrites nor takes back, in
// whatever order.
func TestTwoWithdraw(t *testing.T) {
	r := responder(t, today)
	for _, by := range [][2]Withdrawer{{Operator, Moderators}, {Moderators, Operator}} {
		shown := func() string { return ids(r.Support(Question{Country: "US"}).Helplines) }
		steps := []struct {
			by   Withdrawer
			ids  []string
			want string
		}{
			{by[0], []string{"us-1"}, "us-emergency us-3 us-8 us-2 world"},
			{by[1], []string{"us-3", "us-1"}, "us-emergency us-8 us-2 world"},
			{by[0], nil, "us-emergency us-8 us-2 world"},
			{by[1], []string{"us-3"}, "us-emergency us-1 us-8 us-2 world"},
			{by[1], nil, "us-emergency us-1 us-3 us-2 world"},
		}
		for n, step := range steps {
			r.Withdraw(step.by, step.ids)
			if got := shown(); got != step.want {
				t.Errorf("%v, step %d: %s, want %s", by, n, got, step.want)
			}
		}
	}
}

// TestSomewhereToTurnTo: whatever is withdrawn, by whomever, a crisis reply leads somewhere.
func TestSomewhereToTurnTo(t *testing.T) {
	fresh, old := responder(t, today), responder(t, today.AddDate(3, 0, 0))
	all, _ := fresh.Helplines()
	var known []string
	for _, l := range all.All() {
		known = append(known, l.ID)
	}
	if len(known) < 10 {
		t.Fatalf("only %d helplines: the test looks at the wrong place", len(known))
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := rapid.SampledFrom([]*Responder{fresh, old}).Draw(rt, "responder")
		subset := rapid.SliceOfDistinct(rapid.SampledFrom(append(known, "us-emergency", "nothing")), rapid.ID[string])
		r.Withdraw(Operator, subset.Draw(rt, "operator"))
		r.Withdraw(Moderators, subset.Draw(rt, "moderators"))
		v := triage.Verdict{Category: rapid.SampledFrom([]triage.Category{triage.EmergencyMedical, triage.MethodSeeking, triage.CrisisSelf, triage.CrisisOther, triage.AbuseViolence}).Draw(rt, "category"), Minor: rapid.Bool().Draw(rt, "minor")}
		q := Question{Country: rapid.SampledFrom([]string{"", "US", "ZZ", "XX"}).Draw(rt, "country")}
		replies := []Reply{r.Private(v, nil, q), r.Support(q)}
		for _, f := range Furthers() {
			replies = append(replies, r.Further(f, q))
		}
		for _, reply := range replies {
			if reply.Kind != Crisis || reply.Directory == "" || !slices.ContainsFunc(reply.Helplines, func(h Helpline) bool { return h.Kind == "directory" && h.URL != "" }) {
				rt.Fatalf("%s: nowhere to turn to: %s", reply.Title, ids(reply.Helplines))
			}
		}
	})
}

// TestWithdrawnEntry is led to by nothing, and says so where it is asked for by name.
func TestWithdrawnEntry(t *testing.T) {
	r := responder(t, today)
	for _, tt := range []struct {
		name              string
		withdrawn, hidden []string
		want              string
	}{
		{"in service", []string{"sleep#mood"}, nil, "What is depression?"},
		{"withdrawn", []string{"depression#what-is"}, nil, "This answer is being checked"},
		{"withdrawn and hidden", []string{"depression#what-is"}, []string{"depression"}, "This answer is being checked"},
		{"hidden", nil, []string{"depression"}, "This is switched off here"},
	} {
		if got := r.Entry("depression#what-is", Question{Withdrawn: tt.withdrawn, Hidden: tt.hidden}); got.Title != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got.Title, tt.want)
		}
	}
	q := Question{Text: "what is depression", Withdrawn: []string{"depression#what-is"}}
	replies := []Reply{r.Respond(t.Context(), q), r.Topic("depression", q), r.Entry("depression#causes", q), r.Entry("sleep#mood", q),
		r.Private(triage.Verdict{Category: triage.AdviceDiagnosis}, []string{"depression#what-is"}, q)}
	for _, reply := range replies {
		links := append(slices.Clone(reply.Choices), reply.Related...)
		if reply.Provenance.Entry == "depression#what-is" || slices.ContainsFunc(links, func(l Link) bool { return l.Entry == "depression#what-is" }) {
			t.Errorf("%s leads to it", reply.Title)
		}
	}
	all := []string{"depression#what-is", "depression#causes", "depression#suicide"}
	if got := r.Topic("depression", Question{Withdrawn: all}); got.Title != "This answer is being checked" {
		t.Errorf("a topic of which all is withdrawn: %q", got.Title)
	}
}

// TestRespondIsTotal breaks what can break: there is always something safe to
// say, and a crisis is noticed all the same.
func TestRespondIsTotal(t *testing.T) {
	gone := responder(t, today)
	gone.opts.Library.Close()
	closedIndex := responder(t, today)
	s := closedIndex.opts.Library.Acquire()
	if err := s.Index.Close(); err != nil {
		t.Fatal(err)
	}
	s.Release()
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, tt := range []struct {
		name string
		r    *Responder
		ctx  context.Context
	}{
		{"the library is gone", gone, context.Background()},
		{"the index is closed", closedIndex, context.Background()},
		{"no time left", responder(t, today), canceled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reply := tt.r.Respond(tt.ctx, Question{Text: "what is depression"})
			if reply.Kind != NoAnswer || reply.Err == nil || len(reply.Helplines) == 0 || !strings.Contains(reply.Lead, "https://world.example") {
				t.Errorf("ordinary question: %+v", reply)
			}
			if strings.Contains(reply.Err.Error(), "depression") {
				t.Errorf("the error holds the question: %v", reply.Err)
			}
			reply = tt.r.Respond(tt.ctx, Question{Text: "i want to die", Country: "US"})
			if reply.Kind != Crisis || len(reply.Helplines) == 0 || !strings.Contains(reply.Lead, "911") {
				t.Errorf("crisis: %+v", reply)
			}
		})
	}
}

func TestAPanicIsNotTheMembers(t *testing.T) {
	r := responder(t, today)
	s := r.opts.Library.Acquire()
	index := s.Index
	s.Index = nil // the search panics
	defer func() { s.Index = index; s.Release() }()
	reply := r.Respond(context.Background(), Question{Text: "what is depression"})
	if reply.Err == nil || strings.Contains(reply.Err.Error(), "depression") || !strings.Contains(reply.Lead, "https://world.example") {
		t.Errorf("%+v", reply)
	}
}

func TestNewRefusesToStartWithoutHelplines(t *testing.T) {
	for _, h := range []*knowledge.Helplines{nil, {}} {
		if _, err := New(Options{Helplines: h}); err == nil {
			t.Errorf("started with %+v", h)
		}
	}
}

func TestFollowUp(t *testing.T) {
	r := responder(t, today)
	with := ask(t, r, Question{Text: "what causes it", About: "depression#what-is"})
	if with.Provenance.Entry != "depression#causes" {
		t.Errorf("with the conversation: %q (%s)", with.Provenance.Entry, with.Kind)
	}
	for _, text := range []string{"is the server down", "what is lithium", "who is donald hebb"} {
		if other := ask(t, r, Question{Text: text, About: "depression#what-is"}); other.Kind == Answer {
			t.Errorf("%q is answered with %s, of the conversation before", text, other.Provenance.Entry)
		}
	}
	own := ask(t, r, Question{Text: "does bad sleep make you forget", About: "depression#what-is"})
	if own.Provenance.Entry != "sleep#memory" {
		t.Errorf("a question with a topic of its own: %q (%s)", own.Provenance.Entry, own.Kind)
	}
}

// FuzzRespond throws anything at the responder.
func FuzzRespond(f *testing.F) {
	for _, s := range []string{"what is depression", "i want to die", "", "\xff\xfe", "<@123> hi", strings.Repeat("why ", 3000), "¿qué?", "{}", "💀", "a\x00b"} {
		f.Add(s, "US", "depression#what-is")
	}
	r := responder(f, today)
	f.Fuzz(func(t *testing.T, text, country, about string) {
		reply := r.Respond(context.Background(), Question{Text: text, Country: country, About: about})
		if reply.Err != nil {
			t.Fatal(reply.Err)
		}
		if reply.Title == "" || reply.Kind == "" || reply.Category == "" || reply.Lead == "" && len(reply.Paragraphs) == 0 {
			t.Errorf("nothing to say: %+v", reply)
		}
		if reply.Kind == Crisis && (len(reply.Helplines) == 0 || len(reply.Paragraphs) > 0 || len(reply.Related) > 0) {
			t.Errorf("a crisis reply with %d lines and %d paragraphs", len(reply.Helplines), len(reply.Paragraphs))
		}
		if _, err := reply.JSON(0); err != nil {
			t.Fatal(err)
		}
	})
}

// TestMinorsAreLedToHelp: whatever somebody under 18 asks, there is somewhere for
// young people to turn to, in every country of the shipped file.
func TestMinorsAreLedToHelp(t *testing.T) {
	helplines, err := knowledge.LoadHelplines(os.DirFS("../knowledge/content"))
	if err != nil {
		t.Fatal(err)
	}
	for code := range helplines.Countries {
		for _, c := range []triage.Category{triage.CrisisSelf, triage.MinorDisclosure, triage.AdviceMedication} {
			lines := reachFor(helplines, code, triage.Verdict{Category: c, Minor: true}, helplines.Compiled).lines
			if !slices.ContainsFunc(lines, func(h Helpline) bool { return h.Kind == "youth" || h.ID == childDirectory }) {
				t.Errorf("%s, %s: nothing for young people in %s", code, c, ids(lines))
			}
		}
	}
	r := responder(t, today)
	reply := ask(t, r, Question{Text: "im 14 should i stop taking my prozac", Country: "US"})
	if reply.Kind != Boundary || !strings.Contains(ids(reply.Helplines), "us-7") || !strings.Contains(reply.Notice, "adult you trust") || !strings.Contains(reply.Notice, "busy") {
		t.Errorf("%s %s %q", reply.Kind, ids(reply.Helplines), reply.Notice)
	}
}

// TestAbroad: somebody in danger who writes in another language reads a few sentences in it
// first, with the directory; nobody else does.
func TestAbroad(t *testing.T) {
	r := responder(t, today)
	for text, want := range map[string]string{"quiero morirme": "Gracias por decirlo", "ich hab gerade alle tabletten genommen": "Ruf jetzt die Notrufnummer"} {
		reply := ask(t, r, Question{Text: text})
		first, _, _ := strings.Cut(reply.Lead, "\n\n")
		if !strings.HasPrefix(first, want) || !strings.HasSuffix(first, reply.Directory) || !strings.Contains(reply.Lead, "I am a bot") {
			t.Errorf("%q: %s", text, reply.Lead)
		}
	}
	if reply := ask(t, r, Question{Text: "i want to die"}); !strings.HasPrefix(reply.Lead, "I am glad you said it") {
		t.Errorf("in English: %s", reply.Lead)
	}
}

// TestHidden: what the place has switched off says so, what is gone says that.
func TestHidden(t *testing.T) {
	r := responder(t, today)
	for _, tt := range []struct {
		hidden []string
		reply  func(q Question) Reply
		want   string
	}{
		{nil, func(q Question) Reply { return r.Entry("depression#what-is", q) }, "What is depression?"},
		{[]string{"depression#what-is"}, func(q Question) Reply { return r.Entry("depression#what-is", q) }, "This is switched off here"},
		{[]string{"depression"}, func(q Question) Reply { return r.Entry("depression#causes", q) }, "This is switched off here"},
		{[]string{"depression"}, func(q Question) Reply { return r.Topic("depression", q) }, "This is switched off here"},
		{[]string{"depression#what-is"}, func(q Question) Reply { return r.Topic("depression", q) }, "What causes depression?"},
		{[]string{"old", "no#such"}, func(q Question) Reply { return r.Topic("old", q) }, "This is no longer here"},
		{[]string{"old", "no#such"}, func(q Question) Reply { return r.Entry("no#such", q) }, "This is no longer here"},
	} {
		if got := tt.reply(Question{Hidden: tt.hidden}).Title; got != tt.want {
			t.Errorf("with %v switched off: %q, want %q", tt.hidden, got, tt.want)
		}
	}
}

// TestSensitiveIsNotTurnedAway: where no entry is near enough to a sensitive question, it
// is led to those of its kind, and to no other.
func TestSensitiveIsNotTurnedAway(t *testing.T) {
	r := responder(t, today)
	for _, text := range []string{"did many newspapers in vienna change how they print suicide", "history of the samaritans and other suicide hotlines in england"} {
		reply := r.Respond(t.Context(), Question{Text: text, Country: "US"})
		var got []string
		for _, c := range reply.Choices {
			got = append(got, c.Entry)
		}
		if reply.Kind != Sensitive || reply.Category != triage.EducationalSensitive || strings.Join(got, " ") != "depression#suicide" || len(reply.Helplines) == 0 {
			t.Errorf("%q: %s, %s, %q leads to %s, %d lines", text, reply.Kind, reply.Category, reply.Title, got, len(reply.Helplines))
		}
	}
}

// TestOthersAreOffered: what was asked harmlessly and may be about a sensitive subject is
// led to the other subjects as well.
func TestOthersAreOffered(t *testing.T) {
	r := shipped(t)
	const text = "which words stay with people for years"
	if v := r.Judge(text); v.Category != triage.None {
		t.Fatalf("%q is %s", text, v.Category)
	}
	reply := r.Respond(t.Context(), Question{Text: text})
	var topics []string
	for _, c := range reply.Choices {
		topic, _, _ := strings.Cut(c.Entry, "#")
		topics = append(topics, topic)
	}
	if reply.Kind != Sensitive || len(reply.Helplines) == 0 || !slices.Contains(topics, "suicide-prevention") || !slices.Contains(topics, "stigma") {
		t.Errorf("%s, %d lines, leads to %s", reply.Kind, len(reply.Helplines), topics)
	}
}
