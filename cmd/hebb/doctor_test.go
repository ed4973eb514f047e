package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/simulator"
)

// A patient is a machine and an application to be looked at. A case spoils it.
type patient struct {
	options simulator.Options
	environ map[string]string
	file    string // text of the settings file, "" for none
	ahead   time.Duration
	dir     string // a folder of its own

	sim  *simulator.Simulator
	home *simulator.Guild
}

// theDay is when the golden outputs were looked at.
var theDay = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// doctorCases are golden outputs: testdata/doctor/NAME.txt. Each may spoil the patient
// before Discord is there, and after.
var doctorCases = []struct {
	name          string
	before, after func(*patient)
	code          error
}{
	{name: "well"},
	{name: "no-token", before: func(p *patient) { delete(p.environ, "HEBB_DISCORD_TOKEN") }, code: errProblems},
	{name: "wrong-token", after: func(p *patient) { p.environ["HEBB_DISCORD_TOKEN"] = "wrong-and-secret" }, code: errProblems},
	{name: "content-from-git", before: func(p *patient) {
		delete(p.environ, "HEBB_CONTENT_DIR")
		p.environ["HEBB_CONTENT_GIT_URL"] = filepath.Join(p.dir, "none.git")
	}, code: errProblems},
	{name: "server-down", after: func(p *patient) { p.sim.Close() }, code: errProblems},
	{name: "server-ill", after: func(p *patient) {
		p.sim.Fault(simulator.ServerError(502), simulator.On("/applications/@me"))
		p.sim.Fault(simulator.RateLimit("user", time.Minute), simulator.On("/gateway/bot"))
		p.sim.Fault(simulator.ServerError(500), simulator.On("/roles"))
	}, code: errProblems},
	{name: "clock-skew", after: func(p *patient) { p.ahead = 10 * time.Minute }},
	{name: "clock-behind", after: func(p *patient) { p.ahead = -7 * time.Second }},
	{name: "privileged-intents", before: func(p *patient) {
		p.options.Privileged = simulator.IntentMessageContent | simulator.IntentGuildMembers
	}},
	{name: "missing-permissions", after: func(p *patient) {
		p.home.AddChannel("plain").Deny(p.home.Everyone(), simulator.EmbedLinks)
		p.home.AddChannel("staff").Deny(p.home.Everyone(), simulator.ViewChannel)
		p.home.AddForum("forum").Deny(p.sim.Bot(), simulator.SendMessagesInThreads)
		mute := p.sim.AddGuild("mute \x1b[31mred")
		mute.SetEveryone(simulator.ViewChannel, simulator.ReadMessageHistory)
		mute.AddChannel("a")
		mute.AddChannel("b")
	}, code: errProblems},
	{name: "no-server", after: func(p *patient) { p.home.RemoveBot() }},
	{name: "another-home", after: func(p *patient) { p.environ["HEBB_LIBRARY_HOME_GUILD"] = "1098765432109876543" }, code: errProblems},
	{name: "helplines-unchecked", before: func(p *patient) { p.writeHelplines("null") }},
	{name: "helplines-stale", before: func(p *patient) { p.ahead = 100 * 24 * time.Hour }, code: errProblems},
	{name: "helplines-expired", before: func(p *patient) { p.ahead = 2 * 365 * 24 * time.Hour }, code: errProblems},
	{name: "library-overdue", before: func(p *patient) { p.writeTopic("2026-10-01") }},
	{name: "library-expired", before: func(p *patient) { p.writeTopic("2025-10-01") }, code: errProblems},
	{name: "bad-content", before: func(p *patient) {
		p.write("library/en/bad.md", "no front matter\n")
		delete(p.environ, "HEBB_DISCORD_TOKEN") // or the library inside is indexed, for its commands
	}, code: errProblems},
	{name: "no-content", before: func(p *patient) {
		p.environ["HEBB_CONTENT_DIR"] = filepath.Join(p.dir, "nowhere")
		delete(p.environ, "HEBB_DISCORD_TOKEN")
	}, code: errProblems},
	{name: "store-without-folder", before: func(p *patient) { p.environ["HEBB_STORE_PATH"] = filepath.Join(p.dir, "nowhere", "hebb.db") }, code: errProblems},
	{name: "store-is-something-else", before: func(p *patient) {
		p.write("hebb.db", "a letter to my aunt, which nobody may overwrite")
	}, code: errProblems},
	{name: "store-off", before: func(p *patient) { p.environ["HEBB_STORE_PATH"] = "" }},
	{name: "settings-with-mistakes", before: func(p *patient) { p.file = "contnet: {dir: x}\nlog: {level: loud}\n" }, code: errProblems},
	{name: "interactions-go-elsewhere", before: func(p *patient) {
		p.options.Application.InteractionsURL = "https://bot.example/"
	}, code: errProblems},
	{name: "interactions-key", before: func(p *patient) {
		p.environ["HEBB_INTERACTIONS_LISTEN"] = ":8443"
		p.environ["HEBB_INTERACTIONS_PUBLIC_KEY"] = strings.Repeat("ab", 32)
	}, code: errProblems},
	{name: "interactions-not-sent", before: func(p *patient) {
		p.environ["HEBB_INTERACTIONS_LISTEN"] = ":8443"
		p.environ["HEBB_INTERACTIONS_PUBLIC_KEY"] = strings.Repeat("00", 32)
		p.options.Application.PublicKey = strings.Repeat("00", 32)
	}},
	{name: "code-grant", before: func(p *patient) { p.options.Application.CodeGrant = true }, code: errProblems},
	{name: "too-few-shards", before: func(p *patient) { p.options.Shards = 3 }},
	{name: "shards-as-recommended", before: func(p *patient) { p.options.Shards, p.environ["HEBB_DISCORD_SHARDS"] = 3, "auto" }},
	{name: "servers-only", before: func(p *patient) { p.options.Application.ServersOnly = true }},
}

func newPatient(t *testing.T) *patient {
	p := &patient{dir: t.TempDir()}
	p.environ = map[string]string{
		"HEBB_CONTENT_DIR":   filepath.Join(p.dir, "library"),
		"HEBB_STORE_PATH":    filepath.Join(p.dir, "hebb.db"),
		"HEBB_DISCORD_TOKEN": "to be set",
	}
	p.write("library/references.yaml", "references:\n  - {id: a, title: A, publisher: A, URL: \"https://a.example\"}\n")
	p.writeTopic("2028-11-20")
	p.writeHelplines(`"2026-11-20"`)
	return p
}

func (p *patient) writeTopic(reviewBy string) {
	p.write("library/en/sleep.md", "---\ntitle: Sleep\nsummary: What sleep is.\ncommand: sleep\nchecked: 2025-09-20\nreview_by: "+reviewBy+"\n---\n\n## What is sleep? {#what-is}\n\nSleep is rest [@a].\n")
}

// writeHelplines gives the library helplines that a person checked on a day, or null.
func (p *patient) writeHelplines(checked string) {
	p.write("library/helplines.yaml", "schema: 1\ncompiled: \"2026-11-20\"\nchecked_by_human: "+checked+"\nrecheck_days: 90\nshow_rule: {verified: true, confidence: [high]}\nunknown_country: [world]\ndirectories:\n  - {id: world, name: World, url: \"https://world.example\", verified: true, confidence: high}\n")
}

func (p *patient) write(name, text string) {
	path := filepath.Join(p.dir, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		panic(err)
	}
}

// connect starts the patient's Discord, at the time of the patient's machine.
func (p *patient) connect(t *testing.T) {
	p.options.Clock = simulator.NewManualClock(theDay.Add(p.ahead))
	p.sim = simulator.New(p.options)
	t.Cleanup(p.sim.Close)
	p.home = p.sim.AddGuild("home")
	p.home.AddChannel("general")
	p.environ["HEBB_DISCORD_API_URL"] = p.sim.URL()
	if _, set := p.environ["HEBB_DISCORD_TOKEN"]; set {
		p.environ["HEBB_DISCORD_TOKEN"] = p.sim.Token()
	}
}

// examine runs the doctor.
func (p *patient) examine(t *testing.T, out io.Writer, asJSON bool) error {
	t.Helper()
	var environ []string
	for name, value := range p.environ {
		environ = append(environ, name+"="+value)
	}
	file := ""
	if p.file != "" {
		p.write("hebb.yaml", p.file)
		file = filepath.Join(p.dir, "hebb.yaml")
	}
	c := &doctorCommand{JSON: asJSON, now: func() time.Time { return theDay.Add(p.ahead) }, wait: time.Minute}
	source := func() (config.Config, error) { return config.Load(file, environ) }
	return c.Run(system{environ: environ, stdout: out, stderr: out}, settingsPath(file), source)
}

// passing is what changes with the library inside the program, or with its commands.
var passing = []struct {
	form *regexp.Regexp
	as   string
}{
	{regexp.MustCompile(`library [0-9a-f]{12} with [^;]*`), "library VERSION with TOPICS"},
	{regexp.MustCompile(`the [0-9]+ commands of this version; absent: .*\. hebb run`), "the N commands of this version; absent: NAMES. hebb run"},
	{regexp.MustCompile(`(?m)^.*(library age .*[0-9]{2} topics, last held|helplines .*never checked by a person; 9 days).*$`), "(of the library inside the program)"},
}

// steady replaces what differs from one run to the next.
func (p *patient) steady(text string) string {
	text = strings.NewReplacer(p.dir, "DIR", p.sim.ApplicationID(), "APPLICATION", strings.TrimPrefix(p.sim.URL(), "http://"), "DISCORD").Replace(text)
	for _, c := range passing {
		text = c.form.ReplaceAllString(text, c.as)
	}
	return text
}

func TestDoctor(t *testing.T) {
	oneAfterAnother(t)
	for _, c := range doctorCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newPatient(t)
			if c.before != nil {
				c.before(p)
			}
			p.connect(t)
			if c.after != nil {
				c.after(p)
			}
			var out bytes.Buffer
			if err := p.examine(t, &out, false); !errors.Is(err, c.code) {
				t.Errorf("error %v; want %v", err, c.code)
			}
			golden := filepath.Join("testdata", "doctor", c.name+".txt")
			got := p.steady(out.String())
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got (go test ./cmd/hebb -run TestDoctor -update rewrites it)\n%s", diff)
			}
			p.untouched(t, out.String())
		})
	}
}

// untouched checks that the doctor printed no secret, and changed nothing on Discord or
// in the patient's folder.
func (p *patient) untouched(t *testing.T, out string) {
	t.Helper()
	for _, secret := range []string{p.sim.Token(), p.environ["HEBB_DISCORD_TOKEN"]} {
		if secret != "" && strings.Contains(out, secret) {
			t.Error("it prints the token")
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Error("it prints what a terminal would obey")
	}
	for _, r := range p.sim.Requests() {
		if r.Method != "GET" {
			t.Errorf("%s %s: the doctor changes nothing", r.Method, r.Path)
		}
	}
	left, err := os.ReadDir(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		if n := f.Name(); n != "hebb.yaml" && n != "library" && n != "hebb.db" {
			t.Errorf("it left %s behind", n)
		}
	}
	if text, err := os.ReadFile(filepath.Join(p.dir, "hebb.db")); err == nil && !strings.HasPrefix(string(text), "a letter") {
		t.Errorf("it wrote into the store: %q", text)
	}
}

// TestDoctorJSON is the same findings as data.
func TestDoctorJSON(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	p := newPatient(t)
	p.connect(t)
	p.home.AddChannel("plain").Deny(p.home.Everyone(), simulator.EmbedLinks)
	var out bytes.Buffer
	if err := p.examine(t, &out, true); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Problems, Warnings int
		Findings           []finding
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	checks := map[string][]finding{}
	for _, f := range got.Findings {
		checks[f.Check] = append(checks[f.Check], f)
	}
	for _, c := range doctorChecks {
		if len(checks[c.name]) == 0 {
			t.Errorf("nothing of %s", c.name)
		}
	}
	if n := countState(got.Findings, warning); got.Problems != 0 || got.Warnings != n || n == 0 {
		t.Errorf("%d problems, %d warnings, in truth %d", got.Problems, got.Warnings, n)
	}
	f := checks["permissions"]
	if len(f) != 1 || f[0].State != warning || !strings.Contains(f[0].Found, "#plain") || f[0].Do == "" {
		t.Errorf("permissions: %+v", f)
	}
}

// TestDoctorManyServers: only some are looked into, and it says so.
func TestDoctorManyServers(t *testing.T) {
	t.Parallel()
	p := newPatient(t)
	p.connect(t)
	for range mostServers + 4 {
		p.sim.AddGuild("another").AddChannel("general")
	}
	var out bytes.Buffer
	if err := p.examine(t, &out, false); err != nil {
		t.Fatalf("%v:\n%s", err, out.String())
	}
	for _, want := range []string{"in 25: home, another", "and 17 more", "20 channels of 20 servers", "5 further servers not looked into"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it lacks %q:\n%s", want, out.String())
		}
	}
	if n := len(p.sim.Requests()); n > 3*mostServers+8 {
		t.Errorf("%d requests", n)
	}
}

// TestDoctorCannotWrite: that is no finding but a failure.
func TestDoctorCannotWrite(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	_ = r.CloseWithError(io.ErrShortWrite)
	p := newPatient(t)
	p.connect(t)
	if err := p.examine(t, w, false); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
}

// TestStoreNotWritable: a file that is there, in a folder where nothing may be written.
func TestStoreNotWritable(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "hebb.db")
	if err := errors.Join(os.WriteFile(path, []byte("SQLite format 3\x00"), 0o600), os.Chmod(dir, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if err := tryStore(t.Context(), path); err == nil {
		t.Error("SQLite could not keep its journal there")
	}
}

// TestStoreThatIsThere: the real store, and a file that is none and stays as it is.
func TestStoreThatIsThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "hebb.db")
	if err := tryStore(t.Context(), path); err != nil {
		t.Errorf("none yet: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the doctor made the store")
	}
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), tryStore(t.Context(), path)); err != nil {
		t.Errorf("a good one: %v", err)
	}
	notes := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(notes, []byte("something else altogether"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := tryStore(t.Context(), notes); err == nil || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("another file: %v", err)
	}
	if left, err := os.ReadFile(notes); err != nil || string(left) != "something else altogether" {
		t.Errorf("it holds %q now, %v", left, err)
	}
}

// TestUndone holds the page about safety to the list that the doctor prints.
func TestUndone(t *testing.T) {
	page, err := os.ReadFile("../../docs/safety.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(page), "## What only people can do, and nobody has done yet\n")
	if !found {
		t.Fatal("docs/safety.md has no such section")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var bullets, want []string
	for line := range strings.Lines(section) {
		if item, ok := strings.CutPrefix(line, "- "); ok {
			bullets = append(bullets, item)
		}
	}
	for line := range strings.Lines(undone) {
		line = strings.TrimSpace(line)
		want = append(want, upper(line[:1])+line[1:]+".\n")
	}
	if diff := cmp.Diff(want, bullets); diff != "" || len(want) == 0 {
		t.Errorf("-undone.txt +docs/safety.md\n%s", diff)
	}
}
