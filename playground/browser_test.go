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
	"github.com/chromedp/cdproto/emulation"
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
// HEBB_BROWSER=required.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "there is no chromium here, so the page was not tried: apt-get install chromium fonts-dejavu-core"
	if os.Getenv("HEBB_BROWSER") == "required" {
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
	ctx, closed := chromedp.NewContext(alloc)
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
			t.Errorf("the console says: %s", text)
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

// expected takes back an error of the console that belongs to the test.
func (p *page) expected(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wrong = slices.DeleteFunc(p.wrong, func(s string) bool { return strings.Contains(s, text) })
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

// be makes the page somebody else's.
func (p *page) be(name string) {
	p.t.Helper()
	p.do(chromedp.Click(`//fieldset[@id="people"]//label[starts-with(normalize-space(), "`+name+`")]`, chromedp.BySearch))
}

func (p *page) enter(channel string) {
	p.t.Helper()
	p.do(chromedp.Click(`//fieldset[@id="channels"]//label[normalize-space()="`+channel+`"]`, chromedp.BySearch))
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }

func TestAskAndPress(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.say("what is depression?")
	p.says("Depression")
	p.press("Sources")
	p.says("Only you can see this")
}

// TestScreenshots takes pictures for a person to look at: HEBB_SHOTS names a folder.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("HEBB_SHOTS")
	if dir == "" {
		t.Skip("HEBB_SHOTS names no folder for pictures")
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

var _ = accessibility.Enable
