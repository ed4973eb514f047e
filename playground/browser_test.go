package playground

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// chromium is the browser's program. Without one the test is skipped, unless
// TEST_BROWSER=required; and if TEST_BROWSER=off.
func chromium(t *testing.T) string {
	t.Helper()
	if os.Getenv("TEST_BROWSER") == "off" {
		t.Skip("TEST_BROWSER is off")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "there is no chromium here, so the page was not tried: apt-get install chromium fonts-dejavu-core"
	if os.Getenv("TEST_BROWSER") == "required" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// A page is the playground's page in a browser of its own. Requests that would leave the
// machine and errors on the console fail the test.
type page struct {
	*game
	ctx context.Context

	mu       sync.Mutex
	requests []string
	wrong    []string
	meant    string // what is wrong on purpose says this
}

func browse(t *testing.T, g *game, width, height int64) *page {
	t.Helper()
	opts := []chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(t.TempDir())}
	for flag, value := range map[string]any{
		"headless": true, "no-sandbox": true, "disable-gpu": true, "disable-quic": true, "no-first-run": true, "disable-dev-shm-usage": true,
		"disable-background-networking": true, "disable-component-update": true, "disable-sync": true, "host-resolver-rules": "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
	} {
		opts = append(opts, chromedp.Flag(flag, value))
	}
	alloc, freed := chromedp.NewExecAllocator(t.Context(), opts...)
	// It tells of events that are newer than cdproto; what went wrong it returns.
	ctx, closed := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {}))
	p := &page{game: g, ctx: ctx}
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		closed()
		freed()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, url := range p.requests {
			if !strings.HasPrefix(url, g.url+"/") && !strings.HasPrefix(url, "data:") {
				t.Errorf("a request to %s", url)
			}
		}
		if len(p.requests) < 8 {
			t.Errorf("only %d requests were seen: the test does not see them", len(p.requests))
		}
		for _, text := range p.wrong {
			if p.meant == "" || !strings.Contains(text, p.meant) {
				t.Errorf("the console says: %s", text)
			}
		}
	})
	if err := chromedp.Run(ctx); err != nil { // the browser lives as long as the context of the first run
		t.Fatal(err)
	}
	chromedp.ListenTarget(ctx, p.hear)
	p.do(network.Enable(), cdplog.Enable(), emulation.SetDeviceMetricsOverride(width, height, 1, false),
		chromedp.Navigate(g.url+"/"), chromedp.WaitVisible("#text"))
	p.until("the bot is connected", `document.getElementById("status").textContent.includes("Hebb is connected")`)
	return p
}

func (p *page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		p.wrong = append(p.wrong, e.ExceptionDetails.Error())
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.LevelError || e.Entry.Level == cdplog.LevelWarning {
			p.wrong = append(p.wrong, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// expects that the console tells of an error, soon or late.
func (p *page) expects(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.meant = text
}

func (p *page) do(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		var html string
		_ = chromedp.Run(p.ctx, chromedp.Evaluate(`document.body.innerText`, &html))
		p.t.Fatalf("%v; the page says:\n%s", err, html)
	}
}

// until waits for an expression of the page to be true.
func (p *page) until(what, expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Poll(expression, nil, chromedp.WithPollingInterval(50*time.Millisecond))); err != nil {
		var text string
		_ = chromedp.Run(p.ctx, chromedp.Evaluate(`document.body.innerText`, &text))
		p.t.Fatalf("waiting until %s: %v; the page says:\n%s\nlog:\n%s", what, err, text, p.log)
	}
}

// says waits until the messages say something.
func (p *page) says(text string) {
	p.t.Helper()
	p.until("the channel says "+text, `document.getElementById("log").textContent.includes(`+quoted(text)+`)`)
}

// silent fails if the page says something.
func (p *page) silent(text string) {
	p.t.Helper()
	var said bool
	p.do(chromedp.Evaluate(`document.body.textContent.includes(`+quoted(text)+`)`, &said))
	if said {
		p.t.Errorf("the page says %q", text)
	}
}

func (p *page) say(text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys("#text", text+kb.Enter))
}

// press presses a button by what stands on it.
func (p *page) press(label string) {
	p.t.Helper()
	at := `//*[@id="log"]//button[normalize-space()=` + quoted(label) + `]`
	p.do(chromedp.WaitVisible(at, chromedp.BySearch), chromedp.Click(at, chromedp.BySearch))
}

// choose takes what is suggested, when the list no longer waits for what was typed last: until
// then it may be another list by the time of the click.
func (p *page) choose(beginning string) {
	p.t.Helper()
	p.until(beginning+" is suggested", `[...document.querySelectorAll("[aria-busy=false] > [role=option]")].some(o => o.textContent.startsWith(`+quoted(beginning)+`))`)
	p.do(chromedp.Click(`//*[@aria-busy="false"]/li[starts-with(., `+quoted(beginning)+`)]`, chromedp.BySearch))
}

// be makes the page somebody else's.
func (p *page) be(name string) {
	p.t.Helper()
	p.do(chromedp.Click(`//fieldset[@id="people"]//label[starts-with(normalize-space(), "`+name+`")]`, chromedp.BySearch))
}

func (p *page) enter(channel string) {
	p.t.Helper()
	p.do(chromedp.Click(`//fieldset[@id="channels"]//label[starts-with(normalize-space(), "`+channel+`")]`, chromedp.BySearch))
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }

func TestAskAndPress(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.say("what is depression?")
	p.says("Depression")
	p.press("Sources")
	p.says("Only you can see this")
	p.press("Dismiss message")
	p.until("it is gone", `!document.getElementById("log").textContent.includes("Only you can see this")`)
}

// TestUnheard: as on Discord, a bot without the mention does not hear.
func TestUnheard(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.do(chromedp.Click("#mention"))
	p.say("what is depression?")
	p.says("what is depression?")
	p.enter("Direct message")
	p.say("what is sleep good for?")
	p.says("Hebb")
	p.enter("#general")
	p.says("what is depression?")
	var messages int
	p.do(chromedp.Evaluate(`document.querySelectorAll("discord-message").length`, &messages))
	if messages != 1 {
		t.Errorf("%d messages", messages)
	}
}

func TestAutocomplete(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.do(chromedp.SendKeys("#text", "/as"))
	p.choose("/ask")
	p.do(chromedp.SendKeys(`//form[@id="composer"]//input`, "what causes", chromedp.BySearch))
	p.choose("What causes depression?")
	p.do(chromedp.SendKeys(`//form[@id="composer"]//input`, kb.Enter, chromedp.BySearch))
	p.says("Sam used /ask")
	p.says("Only you can see this")
}

// TestMessageMenu: a message can be answered from its menu, by a command named "answer" in
// the wording.
func TestMessageMenu(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.do(chromedp.Click("#mention"))
	p.say("what is depression?")
	p.says("what is depression?")
	p.do(chromedp.Click(`details.apps summary`), chromedp.Click(`details.apps .menu button`))
	p.says("Only you can see this")
}

// TestCrisis: what somebody in danger is told is private to them.
func TestCrisis(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.say("i want to kill myself")
	p.says("only you will see it")
	p.press("Open")
	p.says("Thank you for telling me")
	p.be("Alex")
	p.says("only you will see it")
	p.silent("Thank you for telling me")
	p.be("Sam")
	p.says("Thank you for telling me")

	p.enter("#questions")
	p.do(chromedp.SendKeys("#text", "/ask"+kb.Enter), chromedp.SendKeys(`//form[@id="composer"]//input`, "i want to die"+kb.Enter, chromedp.BySearch))
	p.says("Thank you for telling me")
	p.be("Alex")
	p.until("nothing is there", `document.querySelector(".empty") !== null`)
	p.silent("Thank you for telling me")
	if log := p.log.String(); strings.Contains(log, "kill") || strings.Contains(log, "i want to die") || strings.Contains(log, "Sam") {
		t.Errorf("the log tells of it:\n%s", log)
	}
}

// TestKeyboard goes from the load of the page to an answer and to one of its buttons
// without a mouse.
func TestKeyboard(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.do(chromedp.KeyEvent(kb.Tab))
	p.until("the first stop is the skip link", `document.activeElement.className == "skip"`)
	p.do(chromedp.KeyEvent(kb.Enter))
	p.until("it leads to the box", `document.activeElement.id == "text"`)
	p.do(chromedp.KeyEvent("what is depression?"), chromedp.KeyEvent(kb.Enter))
	p.until("there is an answer", `document.querySelector("#log .row button") !== null`)
	p.tabTo("a button of the answer", input.ModifierShift, `document.activeElement.textContent == "Sources"`)
	var outline string
	p.do(chromedp.Evaluate(`getComputedStyle(document.activeElement).outlineStyle`, &outline))
	if outline != "solid" {
		t.Errorf("the focus cannot be seen: outline %q", outline)
	}
	p.do(chromedp.KeyEvent(kb.Enter))
	p.says("Only you can see this")

	p.tabTo("the box again", 0, `document.activeElement.id == "text"`)
	p.do(chromedp.KeyEvent("/to"))
	p.until("commands are suggested", `document.getElementById("text").getAttribute("aria-expanded") == "true"`)
	p.do(chromedp.KeyEvent(kb.ArrowDown))
	p.until("one is marked", `document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.textContent.startsWith("/topics")`)
	p.do(chromedp.KeyEvent(kb.Enter))
	p.says("Sam used /topics")

	p.tabTo("the people", input.ModifierShift, `document.activeElement.name == "person"`)
	p.do(chromedp.KeyEvent(kb.ArrowRight))
	p.until("somebody else looks", `document.querySelector("[name=person]:checked").parentElement.textContent.startsWith("Alex") && !document.getElementById("log").textContent.includes("/topics")`)
	p.tabTo("the panels", 0, `document.activeElement.getAttribute("role") == "tab"`)
}

// tabTo presses Tab until the focus is where it should be.
func (p *page) tabTo(what string, modifiers input.Modifier, there string) {
	p.t.Helper()
	for range 40 {
		p.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(modifiers)))
		var ok bool
		p.do(chromedp.Evaluate(there, &ok))
		if ok {
			return
		}
	}
	p.t.Fatalf("the keyboard does not reach %s", what)
}

// operable is the roles of what a person operates: each needs a name to be read out.
var operable = []string{"button", "textbox", "combobox", "radio", "link", "tab", "tabpanel", "listbox", "option", "dialog", "image", "main", "complementary", "log", "radiogroup", "DisclosureTriangle"}

// named fails for each control without a name, and if there is none of a role that should be
// there.
func (p *page) named(t *testing.T, roles ...string) {
	t.Helper()
	seen := map[string]int{}
	type text struct {
		Value any `json:"value"`
	}
	// The tree as it comes: this browser knows words that cdproto does not.
	var tree struct {
		Nodes []struct {
			Ignored bool `json:"ignored"`
			Role    text `json:"role"`
			Name    text `json:"name"`
		} `json:"nodes"`
	}
	p.do(accessibility.Enable(), chromedp.ActionFunc(func(ctx context.Context) error {
		err := cdp.Execute(ctx, accessibility.CommandGetFullAXTree, nil, &tree)
		for _, n := range tree.Nodes {
			role, _ := n.Role.Value.(string)
			if n.Ignored || !slices.Contains(operable, role) {
				continue
			}
			seen[role]++
			if name, _ := n.Name.Value.(string); strings.TrimSpace(name) == "" {
				t.Errorf("a %s has no name", role)
			}
		}
		return err
	}))
	for _, role := range roles {
		if seen[role] == 0 {
			t.Errorf("no %s was seen: %v", role, seen)
		}
	}
}

func TestNames(t *testing.T) {
	p := browse(t, play(t), 390, 844)
	p.named(t, "button", "radio", "tab", "tabpanel", "main", "complementary", "log", "combobox")
	p.say("what is depression?")
	p.until("there is an answer", `document.querySelector("#log .row button") !== null`)
	p.named(t, "link", "image")
	p.be("Robin")
	p.do(chromedp.SendKeys("#text", "/settings"+kb.Enter))
	p.until("there are menus", `document.querySelector("#log select") !== null`)
	p.named(t)
	p.do(chromedp.SendKeys("#text", "/"))
	p.until("commands are suggested", `document.querySelectorAll("[role=option]").length > 3`)
	p.named(t, "listbox", "option")
	var wide bool
	p.do(chromedp.Evaluate(`document.documentElement.scrollWidth > innerWidth`, &wide))
	if wide {
		t.Error("at a phone's width the page scrolls sideways")
	}
}

// TestSettings: a moderator changes a setting by button and by menu; a member is not offered it.
func TestSettings(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.say("/settings")
	p.until("a member is told", `document.getElementById("trouble").textContent.includes("no command /settings")`)
	p.be("Robin")
	p.do(chromedp.SendKeys("#text", kb.Control+"a"+kb.Backspace))
	p.do(chromedp.SendKeys("#text", "/settings"+kb.Enter))
	p.press("Show answers to everybody")
	p.says("everybody sees them")
	p.do(chromedp.Focus(`#log select[aria-label*="role"]`), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	p.says("Moderators: @Moderators")
}

// TestEdit: a moderator changes an entry in a form, sees how it will look, and publishes;
// a member is answered with the new text.
func TestEdit(t *testing.T) {
	g := play(t)
	p := browse(t, g, 1280, 900)
	p.be("Robin")
	p.do(chromedp.SendKeys("#text", "/library edit"+kb.Enter), chromedp.SendKeys(`//form[@id="composer"]//input`, "depression#what-is"+kb.Enter, chromedp.BySearch))
	p.until("the form is open, with the focus in it", `document.getElementById("form").open && document.activeElement.matches("#form textarea")`)
	p.named(t, "dialog", "textbox", "button")
	p.do(chromedp.KeyEvent(kb.Escape))
	p.until("it can be closed", `!document.getElementById("form").open`)
	p.do(chromedp.SendKeys("#text", "/library edit"+kb.Enter), chromedp.SendKeys(`//form[@id="composer"]//input`, "depression#what-is"+kb.Enter, chromedp.BySearch))
	p.until("it is open anew", `document.getElementById("form").open`)
	p.do(chromedp.Evaluate(`{ const t = document.querySelector("#form textarea"); t.value = t.value.replace("a common mood disorder", "a mood disorder that many know") }`, nil),
		chromedp.Click(`//dialog//button[.="Submit"]`, chromedp.BySearch))
	p.says("a mood disorder that many know")
	p.be("Sam")
	p.silent("a mood disorder that many know")
	p.be("Robin")
	_, changed := g.read()
	p.press("Publish")
	p.says("Published")
	select {
	case <-changed:
	case <-time.After(20 * time.Second):
		t.Fatal("the page is not told of what was published")
	}
	p.be("Sam")
	p.say("what is depression?")
	p.says("a mood disorder that many know")
}

// TestScreenshots takes pictures for a person to look at: TEST_SHOTS names a folder.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("TEST_SHOTS")
	if dir == "" {
		t.Skip("TEST_SHOTS names no folder for pictures")
	}
	g := playWith(t, "../knowledge/content")
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"1280", 1280, 900}, {"390", 390, 844}} {
		p := browse(t, g, size.width, size.height)
		shoot := func(name string) {
			for _, theme := range []string{"dark", "light"} {
				var picture []byte
				p.do(chromedp.SetValue("#theme", theme), chromedp.Evaluate(`document.getElementById("theme").dispatchEvent(new Event("change"))`, nil),
					chromedp.Sleep(300*time.Millisecond), chromedp.CaptureScreenshot(&picture))
				if err := os.WriteFile(filepath.Join(dir, name+"-"+size.name+"-"+theme+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		shoot("empty")
		p.say("does therapy actually change the brain?")
		p.says("Therapy may change")
		p.until("buttons", `document.querySelectorAll("#log .row button").length > 0`)
		shoot("answer")
		p.enter("#questions")
		p.say("i want to kill myself")
		p.press("Open")
		p.says("findahelpline")
		p.says("Only you can see this")
		shoot("crisis")
		p.be("Robin")
		p.do(chromedp.SendKeys("#text", "/"))
		p.until("suggestions", `document.querySelectorAll(".suggestions li").length > 5`)
		shoot("commands")
		p.do(chromedp.SendKeys("#text", "settings"+kb.Enter))
		p.until("settings", `document.querySelectorAll("#log select").length > 0`)
		shoot("settings")
	}
}
