package wording

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hebb-bot/hebb/knowledge"
)

// full is data for every place that can be filled in.
var full = Data{
	Emergency: "112", Directory: "https://directory.example", Poison: "116 000", Minor: true, Topics: []string{"Depression", "CBT"},
	Checked: "22 November 2026", ReviewBy: "22 November 2028",
}

// mustContain is what the safety policy asks of each reply, section 2, as
// patterns of which every one must be found.
var mustContain = map[string][]string{
	"crisis-self": {
		`thank you for|glad you`, `might act on this now, or have (already )?done something, call 112`, `call, text or chat`, `https://directory\.example`,
		`when you contact a line`, `i am a bot`, `no person is reading`, `cannot call anyone`, `tell one person you trust`,
		`most people who have thoughts of suicide do not die by suicide`,
	},
	"crisis-other": {
		`did right to take (this|it) seriously`, `call 112`, `stay with them, or get someone who can`, `ask them directly`, `listen`, `distance between them and anything dangerous`,
		`help them reach`, `check in`, `asking does not plant the idea`, `help worried friends`, `tell a moderator and report the message in the app`, `not the only one responsible`, `look after yourself`,
	},
	"method-seeking": {
		`i can't help with that`, `might act on this now`, `call 112`, `when you contact a line`, `i am a bot`, `no person is reading`, `cannot call anyone`, `tell one person you trust`, `116 000`,
		`https://directory\.example`,
	},
	"emergency-medical": {
		`^call 112 now`, `emergency room`, `even if you feel fine`, `packet`, `how much, and when`, `do not wait`, `do not be alone`, `116 000`, `on purpose`,
	},
	"abuse-violence": {
		`not your fault`, `good that you said this before acting`, `call 112`, `device that the other person can't see`, `do not pay`, `report it in the app`, `stopncii\.org`, `takeitdown\.ncmec\.org`,
	},
	"advice-medication":       {`can't advise on your own medicine`, `don't change or stop it on your own`, `prescriber or a pharmacist`, `same day`, `call 112 now if`, `note down`},
	"advice-diagnosis":        {`can't tell you whether you have it`, `only an assessment by a qualified person can`, `in an assessment`, `doctor is a good first step`},
	"advice-treatment-choice": {`belongs with you and a professional who knows you`, `three questions`, `to find a professional`},
	"minor-disclosure":        {`school counselor, nurse, doctor or another adult you trust can help`, `https://directory\.example`},
	"educational-sensitive":   {`https://directory\.example`, `112`, `grief`},
	"jailbreak-insult":        {`i answer questions about`, `does therapy change the brain\?`},
	"out-of-scope":            {`i cover`, `does therapy change the brain\?`},
	"no-answer":               {`i don't have a sourced answer`, `depression, cbt`, `doctor`, `https://directory\.example`},
	"choices":                 {`did you mean`},
	"sensitive-choices":       {`thank you`, `nearest that i have`},
	"support":                 {`call 112`, `call, text or chat`, `when you contact a line`, `i am a bot`, `https://directory\.example`},
	"contact":                 {`trained person`, `try another line`, `https://directory\.example`, `call 112`},
	"writing":                 {`trained person`, `https://directory\.example`, `call 112`, `i am a bot`, `no person is reading`},
	"young":                   {`adult you trust`, `https://directory\.example`, `call 112`, `i am a bot`, `no person is reading`},
	"countries":               {`do not keep what you pick`, `https://directory\.example`, `call 112`},
	"remark":                  {`glad you said it`, `has a source`},
	"gone":                    {`ask again`},
	"hidden":                  {`moderators of this server have switched off`, `/crisis`},
	"withdrawn":               {`taken this text back until they have checked it`, `/crisis`},
	"check-in-sent":           {`your name and this channel`, `do not see what you wrote`, `do not wait: call 112`, `https://directory\.example`, `i am a bot`},
	"check-in-failed":         {`did not get through`, `call 112`, `call, text or chat`, `when you contact a line`, `https://directory\.example`, `i am a bot`},
	"private":                 {`only you will see it`, `https://directory\.example`},
	"privacy":                 {`nothing about you`, `no list of who asked what`, `discord`, `ten minutes`, `the server`, `pairs of words`, `only once five people`},
	"help":                    {`make nothing up`, `keep nothing about you`, `does therapy change the brain\?`, `not a doctor`},
	"fallback":                {`i can't answer right now\. if you need support now: https://directory\.example, or your local emergency number\.`},
	"soft-line":               {`if you ever do mean that, support is here: https://directory\.example`},
}

// mustNotContain is what no reply may say.
var mustNotContain = []string{
	`committed suicide`, `(successful|failed|completed) attempt`, `epidemic`, `\baddict`, `\bpsycho\b`, `\bcrazy\b`, `attention.seeking`, `cry for help`, `suffer`, `chose to die`,
	`it gets better`, `i'm here for you`, `i am here for you`, `always be`, `your family`, `just leave`, `talk to (him|her)`, `probably (fine|nothing)`, `sounds like`, `you are suicidal`,
	`\d+ ?(mg|milligrams|days)`, `are you sure`, `drink water`, `vomit`,
}

var labels = []string{
	"not-medical-advice", "checked", "overdue", "not-clinically-reviewed", "sources", "no-date", "related", "emerging", "contested", "helplines",
	"lines-can-be-busy", "emergency", "emergency-unknown", "phone", "text", "chat", "hours", "example", "prompt-hello", "prompt-number",
	"open", "topics", "topics-intro", "more-questions", "pick-topic", "previous", "next",
	"command-ask", "command-ask-question", "command-topics", "command-help", "command-crisis", "command-crisis-country", "command-about",
	"further-contact", "further-writing", "further-countries", "further-someone", "further-young", "get-support", "too-fast", "busy",
	"more", "sources-of", "share", "shared", "delete", "helped", "not-helped", "thanks", "what-was-wrong", "pick-reason",
	"reason-wrong", "reason-outdated", "reason-unclear", "reason-unsafe", "not-counted", "not-here", "not-yours", "not-deleted", "told-unsafe",
	"menu-answer", "command-privacy", "nothing-to-read",
	"command-settings", "settings", "settings-intro", "settings-saved", "settings-not-saved", "settings-unknown", "settings-full", "settings-server-only",
	"settings-no-right", "settings-no-memory", "settings-unreadable", "settings-home", "settings-in-all", "settings-none", "settings-page",
	"settings-country", "settings-operators", "settings-answers", "settings-private", "settings-public", "settings-here", "settings-here-on", "settings-here-off",
	"settings-quiet", "settings-moderators", "settings-moderators-none", "settings-log", "settings-log-none", "settings-hidden", "settings-hidden-topics",
	"settings-hidden-entries", "settings-check-in", "settings-on", "settings-off", "settings-on-no-log", "settings-do-public", "settings-do-private",
	"settings-do-operators", "settings-log-mute", "settings-log-hello", "settings-do-quiet", "settings-do-answer", "settings-do-check-in", "settings-do-no-check-in", "settings-go-country", "settings-go-quiet", "settings-go-topics",
	"settings-back", "settings-pick-role", "settings-pick-log", "settings-pick-quiet", "settings-pick-topics", "settings-pick-topic", "settings-pick-entries",
	"settings-country-text", "settings-quiet-text", "settings-topics-text", "settings-entries-text", "settings-topic-off", "settings-topic-gone",
	"check-in", "check-in-asked",
}

func english(t *testing.T) *Wording {
	t.Helper()
	w, err := Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestRepliesHoldWhatThePolicyAsks(t *testing.T) {
	w := english(t)
	for name := range w.replies {
		if _, known := mustContain[name]; !known {
			t.Errorf("%s.txt: nothing says what it must contain", name)
		}
	}
	for name, patterns := range mustContain {
		if _, ok := w.replies[name]; !ok {
			t.Errorf("%s.txt is missing", name)
			continue
		}
		title, text := w.Reply(name, full)
		said := strings.ToLower(title + "\n" + text)
		for _, p := range patterns {
			if !regexp.MustCompile(p).MatchString(said) {
				t.Errorf("%s does not say %q", name, p)
			}
		}
		for _, p := range mustNotContain {
			if m := regexp.MustCompile(p).FindString(said); m != "" {
				t.Errorf("%s says %q", name, m)
			}
		}
	}
}

func TestRepliesHoldNoNumberOfTheirOwn(t *testing.T) {
	w := english(t)
	for name := range w.replies {
		title, text := w.Reply(name, Data{Emergency: "E", Directory: "D"})
		if m := regexp.MustCompile(`\d{3,}`).FindString(title + text); m != "" {
			t.Errorf("%s holds the number %s", name, m)
		}
	}
}

// The bounds of the safety policy, section 2.
const (
	maxWords = 130
	maxGrade = 6
)

func TestRepliesAreShortAndPlain(t *testing.T) {
	w := english(t)
	for name := range w.replies {
		_, text := w.Reply(name, full)
		if n := len(strings.Fields(text)); n > maxWords {
			t.Errorf("%s has %d words, more than %d", name, n, maxWords)
		}
		if g := knowledge.ReadingGrade(sentences(text), nil); g > maxGrade {
			t.Errorf("%s has reading grade %.1f, above %d", name, g, maxGrade)
		}
	}
}

// TestLinesInPlaceOfAnAnswer: they are read by somebody who waits for one.
func TestLinesInPlaceOfAnAnswer(t *testing.T) {
	w := english(t)
	for _, label := range []string{"too-fast", "busy"} {
		text := w.Label(label)
		if g := knowledge.ReadingGrade(sentences(text), nil); g > maxGrade {
			t.Errorf("%s has reading grade %.1f, above %d", label, g, maxGrade)
		}
		if !strings.Contains(text, "/crisis") {
			t.Errorf("%s does not say where there is support: %s", label, text)
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?:]\s+|\n+(- )?`)

// sentences splits a reply; addresses are not read.
func sentences(text string) []string {
	text = regexp.MustCompile(`https://\S+`).ReplaceAllString(text, "")
	return slices.DeleteFunc(sentenceEnd.Split(text, -1), func(s string) bool { return len(strings.Fields(s)) == 0 })
}

func TestARiskReplyDoesNotBeginWithADisclaimer(t *testing.T) {
	w := english(t)
	for _, name := range []string{"crisis-self", "crisis-other", "method-seeking", "emergency-medical", "abuse-violence"} {
		title, text := w.Reply(name, full)
		first, _, _ := strings.Cut(text, "\n")
		if said := strings.ToLower(title + first); strings.Contains(said, "bot") || strings.Contains(said, "advice") {
			t.Errorf("%s begins with %q", name, first)
		}
		if strings.HasSuffix(text, "?") {
			t.Errorf("%s ends with a question", name)
		}
	}
}

func TestLabels(t *testing.T) {
	w := english(t)
	for _, key := range labels {
		if w.labels[key] == nil {
			t.Errorf("labels.yaml has no %s", key)
		}
	}
	if n := len(w.labels) - len(moderators(t)); n != len(labels) {
		t.Errorf("labels.yaml has %d labels, %d are known to this test", n, len(labels))
	}
	if got := w.Fill("checked", full); !strings.Contains(got, "22 November 2026") {
		t.Errorf("checked: %q", got)
	}
	if got := w.Label("no such label"); got != "no such label" {
		t.Errorf("a missing label says %q", got)
	}
}

func TestAMissingReplyIsTheFallback(t *testing.T) {
	w := english(t)
	title, text := w.Reply("no such reply", full)
	wantTitle, wantText := w.Reply("fallback", full)
	if title != wantTitle || text != wantText {
		t.Errorf("got %q, %q", title, text)
	}
}

func TestLoadFallsBackToEnglish(t *testing.T) {
	for _, lang := range []string{"", "en", "en-GB", "EN", "tlh", "../en", "de-AT"} {
		w, err := Load(lang)
		if err != nil || w.Lang() != "en" {
			t.Errorf("Load(%q): %v", lang, err)
		}
	}
}

func TestABrokenTextIsFoundAtTheStart(t *testing.T) {
	good := fstest.MapFS{}
	for _, name := range []string{"labels.yaml", "moderators.yaml", "greetings.txt", "fallback.txt"} {
		data, err := fs.ReadFile(files, "en/"+name)
		if err != nil {
			t.Fatal(err)
		}
		good[name] = &fstest.MapFile{Data: data}
	}
	if _, err := load(good); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"help.txt", "Title\n\nline one\n{{.Emergncy}}", "help.txt:4"},
		{"help.txt", "Title\n\n{{if}}", "help.txt:3"},
		{"help.txt", "only a title", "blank line"},
		{"labels.yaml", "a: '{{.X}}'", "labels.yaml: a"},
		{"labels.yaml", "a: [", "labels.yaml"},
	} {
		broken := fstest.MapFS{tt.name: {Data: []byte(tt.text)}}
		for name, f := range good {
			if broken[name] == nil {
				broken[name] = f
			}
		}
		if _, err := load(broken); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: %v", tt.name, tt.text, err)
		}
	}
	delete(good, "fallback.txt")
	if _, err := load(good); err == nil {
		t.Error("a wording without a fallback was accepted")
	}
}

func TestIsGreeting(t *testing.T) {
	w := english(t)
	for message, want := range map[string]bool{
		"hi": true, "  Hello!! ": true, "Thank you :)": true, "": true, " \n": true, "who are you?": true,
		"ok thanks": true, "Hi Hebb, what's up?": true, "im 14 hi": true, "hi hi hi hi hi hi hi hi hi hi hi hi hi": false,
		"hi, what is depression": false, "help me i want to die": false, "👍": false, "no": false,
	} {
		if got := w.IsGreeting(message); got != want {
			t.Errorf("%q: %v", message, got)
		}
	}
}

// TestAbroad: in each of the policy's thirty languages there is something for somebody in
// danger to read first, and that replies are in English, and nothing where the language is English or not known.
func TestAbroad(t *testing.T) {
	w := english(t)
	languages := strings.Fields("es pt fr de it nl pl sv no da fi cs hu ro el tr ru uk ar he fa hi bn id tl vi th ja ko zh")
	if len(w.abroad) != len(languages) {
		t.Errorf("%d languages, want %d", len(w.abroad), len(languages))
	}
	for _, l := range languages {
		a := w.Abroad(l)
		if a.Help == "" || a.Danger == "" || a.Help == a.Danger || a.English == "" || a.Found == "" || strings.ContainsAny(a.Help+a.Danger+a.English+a.Found, "!0123456789") {
			t.Errorf("%s: %+v", l, a)
		}
	}
	if w.Abroad("") != (Abroad{}) || w.Abroad("xx") != (Abroad{}) {
		t.Error("an unknown language is told something")
	}
}

// moderators is the keys of moderators.yaml.
func moderators(t *testing.T) (keys []string) {
	t.Helper()
	data, err := os.ReadFile("en/moderators.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^([a-z-]+):`).FindAllStringSubmatch(string(data), -1) {
		keys = append(keys, m[1])
	}
	return keys
}

// TestModeratorsLabels: what the bot names is there. What is there and named nowhere in full
// (the words of subcommands are put together from their names) is found by reading.
func TestModeratorsLabels(t *testing.T) {
	w := english(t)
	files, err := filepath.Glob("../../bot/library*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of the bot: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:Label|note|refuse|button)\("(library-[a-z-]*[a-z])"`).FindAllStringSubmatch(string(text), -1) {
			if w.labels[m[1]] == nil {
				t.Errorf("%s names %s, which moderators.yaml does not have", name, m[1])
			}
		}
	}
}
