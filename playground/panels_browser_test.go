package playground

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/hebb-bot/hebb/bot/store"
)

// open shows a panel.
func (p *page) open(id string) {
	p.t.Helper()
	p.do(chromedp.Click("#tab-"+id), chromedp.WaitVisible("#panel-"+id))
}

// tells waits until a panel says something.
func (p *page) tells(id, text string) {
	p.t.Helper()
	p.until("the panel says "+text, `document.getElementById("panel-`+id+`").textContent.includes(`+quoted(text)+`)`)
}

// hit presses a button in a panel.
func (p *page) hit(id, label string) {
	p.t.Helper()
	at := `//*[@id="panel-` + id + `"]//button[normalize-space()=` + quoted(label) + `]`
	p.do(chromedp.WaitVisible(at, chromedp.BySearch), chromedp.Click(at, chromedp.BySearch))
}

func TestWhyPanel(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.open("why")
	p.tells("why", "Ask something")
	p.say("what is depression?")
	p.tells("why", "depression#what-is")
	p.tells("why", "An ordinary question")
	p.tells("why", "answers")
	p.until("thresholds are on the bars", `document.querySelectorAll("#panel-why tbody tr:first-child .mark").length == 2`)
	p.until("where the words were found", `document.querySelector("#panel-why .words").textContent.includes("in question")`)

	p.say("how do volcanoes form?")
	p.until("the new question is explained", `document.getElementById("why-question").value == "how do volcanoes form?"`)
	p.until("the first is gone", `!document.querySelector("#panel-why tbody tr:first-child")?.textContent.includes("answers")`)

	p.do(chromedp.SetValue("#why-question", "i want to kill myself"))
	p.hit("why", "Explain")
	p.tells("why", "crisis-self")

	p.be("Alex")
	p.tells("why", "Ask something")
	// The channel may show what Robin asked there; the panel explains what Alex asked.
	p.until("nothing of another's question is in the panel", `!document.getElementById("panel-why").textContent.includes("volcanoes") && document.getElementById("why-question").value == ""`)
	if log := p.log.String(); strings.Contains(log, "volcano") || strings.Contains(log, "kill") {
		t.Errorf("the log tells what was asked:\n%s", log)
	}
}

// TestBreakAndMend: a bad edit is told with its place, and the old answer stands; the mended
// file is served.
func TestBreakAndMend(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.open("content")
	p.tells("content", "is served.")
	p.edit("en/sleep.md", "\n---\n\n", "\nunheard: of\n---\n\n")
	p.tells("content", "the version before is")
	p.until("the place, the line and a caret", `(t => /en\/sleep\.md:\d+:\d+/.test(t) && t.includes("unheard") && t.includes("^"))(document.querySelector("#panel-content .problems").textContent)`)
	p.until("the status says so", `document.getElementById("status").textContent.includes("1 mistake")`)
	p.say("what is sleep good for?")
	p.until("the old answer", `document.querySelectorAll("discord-message").length == 2`)

	p.edit("en/sleep.md", "\nunheard: of\n", "\n")
	p.tells("content", "0 errors")
	p.edit("en/depression.md", "There is no single cause [@gov-a].", "Several things together cause it [@gov-a].")
	p.until("another version is served", `document.getElementById("status").textContent.includes("`+p.version()[:8]+`")`)
	p.say("what causes depression?")
	p.says("Several things together cause it")
}

// version is of the library that is served.
func (g *game) version() string {
	r, _ := g.read()
	return r.Version
}

func TestContentAndPreview(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.open("content")
	p.tells("content", "4 of 4 topics")
	p.until("what is not served is marked", `[...document.querySelectorAll("#panel-content summary .badge")].some(b => b.textContent == "draft")`)
	p.do(chromedp.SendKeys("#content-filter", "causes"))
	p.tells("content", "1 of 4 topics, 1 entry")
	p.hit("content", "What causes depression?")
	p.until("the entry is shown and has the focus", `document.activeElement.tagName == "H2" && document.activeElement.textContent == "What causes depression?"`)
	p.tells("preview", "There is no single cause")
	p.tells("preview", "en/depression.md:")
	p.tells("preview", "Reading grade")
	p.tells("preview", "Page C")
	p.until("nothing can be pressed in it", `document.querySelectorAll("#panel-preview discord-message button").length == 0`)
	p.edit("en/depression.md", "There is no single cause [@gov-a].", "Several things together cause it [@gov-a].")
	p.tells("preview", "Several things together cause it")

	p.do(chromedp.SetValue("#preview-entry", "draft#what-is"))
	p.hit("preview", "Show")
	p.tells("preview", "status “draft”")
	p.do(chromedp.SetValue("#preview-entry", "no#thing"))
	p.expects("400")
	p.hit("preview", "Show")
	p.tells("preview", "There is no such entry")
}

// TestEditPreviewPublish: a moderator's edit, in the channel, and what it does everywhere.
func TestEditPreviewPublish(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.open("content")
	p.tells("content", "is served.")
	old := p.version()
	p.be("Robin")
	p.do(chromedp.SendKeys("#text", "/library edit"+kb.Enter), chromedp.SendKeys(`//form[@id="composer"]//input`, "depression#causes", chromedp.BySearch),
		chromedp.SendKeys(`//form[@id="composer"]//input`, kb.Enter+kb.Enter, chromedp.BySearch))
	p.until("the form holds the text", `document.querySelector("dialog textarea")?.value.includes("no single cause")`)
	p.do(chromedp.Evaluate(`{ const t = document.querySelector("dialog textarea"); t.value = t.value.replace("There is no single cause", "Several things together cause it") }`, nil),
		chromedp.Click(`dialog .button.primary`))
	p.says("Several things together cause it")
	p.press("Publish")
	p.until("the panel shows another version", `document.querySelector("#panel-content .banner").textContent.includes("is served") && !document.querySelector("#panel-content .banner").textContent.includes("`+old[:8]+`")`)
	p.be("Sam")
	p.say("what causes depression?")
	p.says("Several things together cause it")
}

func TestScorecardPanel(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.open("scorecard")
	p.hit("scorecard", "Make the scorecard")
	p.tells("scorecard", "Done:")
	p.tells("scorecard", "Questions of questions.tsv")
	p.until("there is a curve", `document.querySelectorAll("#panel-scorecard .plot .dot").length > 10`)
	p.tells("scorecard", "this is the version from the start")
	p.edit("en/depression.md", "There is no single cause [@gov-a].", "Several things together cause it [@gov-a].")
	p.hit("scorecard", "Make the scorecard")
	p.tells("scorecard", "read differently")
	p.tells("scorecard", "What causes depression?")
}

func TestInsightsPanel(t *testing.T) {
	g := play(t)
	g.miss(4, store.Gap{Kind: store.Missing, Key: "few", Words: "hidden words"})
	g.miss(12, store.Gap{Kind: store.Missing, Key: "enough", Words: "ketamine nasal"})
	p := browse(t, g, 1280, 900)
	p.open("insights")
	p.tells("insights", "ketamine, nasal")
	p.tells("insights", "at least 10")
	p.tells("insights", "no longer served")
	p.until("there is a plot", `document.querySelector("#panel-insights .plot") !== null`)
	p.silent("hidden words")
	g.miss(5, store.Gap{Kind: store.Missing, Key: "few", Words: "hidden words"})
	p.hit("insights", "Look again")
	p.tells("insights", "hidden")
	p.until("the focus stays", `document.activeElement.textContent == "Look again"`)
}

// TestPanelsByKeyboard goes through the tabs with the arrows, into a panel and from there to an
// entry, without a mouse; the focus outlives a change of the files.
func TestPanelsByKeyboard(t *testing.T) {
	p := browse(t, play(t), 1280, 900)
	p.do(chromedp.Focus("#text"))
	p.tabTo("the tabs", 0, `document.activeElement.id == "tab-about"`)
	for _, id := range []string{"why", "content", "preview", "scorecard", "insights", "about", "why", "content"} {
		p.do(chromedp.KeyEvent(kb.ArrowRight))
		p.until("tab "+id, `document.activeElement.id == "tab-`+id+`" && !document.getElementById("panel-`+id+`").hidden && document.querySelectorAll(".panel:not([hidden])").length == 1`)
	}
	p.tells("content", "4 of 4 topics")
	p.tabTo("a topic", 0, `document.activeElement.tagName == "SUMMARY" && document.activeElement.textContent.startsWith("Sleep")`)
	p.edit("en/sleep.md", "title: Sleep", "title: Sleep and rest")
	p.tells("content", "Sleep and rest")
	p.until("the focus stays", `document.activeElement.tagName == "SUMMARY" && document.activeElement.textContent.startsWith("Sleep and rest")`)
	p.do(chromedp.KeyEvent(kb.Enter))
	p.tabTo("an entry", 0, `document.activeElement.className == "linkish"`)
	p.do(chromedp.KeyEvent(kb.Enter))
	p.until("it is previewed", `document.activeElement.tagName == "H2" && !document.getElementById("panel-preview").hidden && document.querySelector("#panel-preview discord-message") !== null`)
	p.tabTo("the tabs again", input.ModifierShift, `document.activeElement.id == "tab-preview"`)
}

// TestPanelsOnAPhone: each panel has names for what is operated, and nothing scrolls sideways.
func TestPanelsOnAPhone(t *testing.T) {
	g := play(t)
	g.miss(12, store.Gap{Kind: store.Missing, Key: "enough", Words: "ketamine nasal"})
	p := browse(t, g, 390, 844)
	p.say("what is depression?")
	p.until("there is an answer", `document.querySelector("#log .row button") !== null`)
	for _, look := range []struct{ id, text string }{{"why", "depression#what-is"}, {"content", "4 of 4"}, {"preview", ""}, {"scorecard", ""}, {"insights", "ketamine"}} {
		p.open(look.id)
		p.tells(look.id, look.text)
		switch look.id {
		case "preview":
			p.do(chromedp.SetValue("#preview-entry", "depression#what-is"))
			p.hit("preview", "Show")
			p.tells("preview", "common mood disorder")
		case "scorecard":
			p.hit("scorecard", "Make the scorecard")
			p.tells("scorecard", "Done:")
		}
		p.named(t, "tab", "tabpanel", "button")
		var wide int
		p.do(chromedp.Evaluate(`Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll(".panel:not([hidden])")].map(e => e.scrollWidth - e.clientWidth))`, &wide))
		if wide > 0 {
			t.Errorf("%s scrolls sideways by %d", look.id, wide)
		}
	}
}

// TestPanelScreenshots takes pictures of the panels for a person to look at.
func TestPanelScreenshots(t *testing.T) {
	dir := os.Getenv("TEST_SHOTS")
	if dir == "" {
		t.Skip("TEST_SHOTS names no folder for pictures")
	}
	g := playWith(t, "../knowledge/content")
	g.miss(60, store.Gap{Kind: store.Missing, Key: "a", Words: "ketamine nasal"})
	g.miss(12, store.Gap{Kind: store.Missing, Key: "b", Words: "ketamine spray"})
	g.miss(25, store.Gap{Kind: store.Missing, Key: "c", Words: "polyvagal theory"})
	g.miss(6, store.Gap{Kind: store.Offered, Key: "d", Words: "brain change talk"})
	g.miss(6, store.Gap{Kind: store.Picked, Key: "d", Entry: "neuroplasticity#therapy"})
	for topic, date := range map[string]string{"grief": "2026-12-20", "adhd": "2026-12-22", "tms": "2026-10-01", "cbt": "2025-02-01"} {
		g.edit("en/"+topic+".md", "checked: 2026-11-25\nreview_by: 2028-11-25", "checked: 2024-01-01\nreview_by: "+date)
	}
	for _, entry := range []string{"depression#what-is", "panic-attacks#what-is"} {
		for n := range 9 {
			if err := g.kept.Tally(t.Context(), entry, []store.Reason{store.Helped, store.Helped, store.NotHelped, store.Unclear}[n%4]); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"1280", 1280, 900}, {"390", 390, 844}} {
		p := browse(t, g, size.width, size.height)
		p.do(emulation.SetScrollbarsHidden(true))
		shoot := func(panel, name string) {
			// As high as the panel is, up to a bound, so that all of it is seen.
			var height int64
			p.do(chromedp.Evaluate(`(e => Math.ceil(Math.min(9000, (innerWidth > 760 ? e.getBoundingClientRect().top + e.scrollHeight : document.documentElement.scrollHeight) + 8)))(document.getElementById("panel-`+panel+`"))`, &height))
			p.do(emulation.SetDeviceMetricsOverride(size.width, max(size.height, height), 1, false))
			for _, theme := range []string{"dark", "light"} {
				var picture []byte
				p.do(chromedp.SetValue("#theme", theme), chromedp.Evaluate(`document.getElementById("theme").dispatchEvent(new Event("change"))`, nil),
					chromedp.Sleep(300*time.Millisecond), chromedp.Screenshot("#panels", &picture, chromedp.NodeVisible))
				if err := os.WriteFile(filepath.Join(dir, "panel-"+name+"-"+size.name+"-"+theme+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p.do(emulation.SetDeviceMetricsOverride(size.width, size.height, 1, false))
		}
		p.open("why")
		p.say("does therapy actually change the brain?")
		p.tells("why", "Entries that were considered")
		shoot("why", "why")
		p.do(chromedp.SetValue("#why-question", "i want to kill myself"))
		p.hit("why", "Explain")
		p.tells("why", "crisis-self")
		shoot("why", "why-risk")
		p.open("content")
		p.tells("content", "topics")
		shoot("content", "content")
		p.do(chromedp.SetValue("#content-filter", "therapy"), chromedp.Evaluate(`document.getElementById("content-filter").dispatchEvent(new Event("input"))`, nil))
		p.edit("en/sleep.md", "[@parut", "[@xparut")
		p.tells("content", "until the errors are mended")
		shoot("content", "content-broken")
		p.edit("en/sleep.md", "[@xparut", "[@parut")
		p.tells("content", "0 errors")
		p.open("preview")
		p.do(chromedp.SetValue("#preview-entry", "panic-attacks#what-is"))
		p.hit("preview", "Show")
		p.tells("preview", "Reading grade")
		shoot("preview", "preview")
		p.open("scorecard")
		p.hit("scorecard", "Make the scorecard")
		p.tells("scorecard", "Done:")
		shoot("scorecard", "scorecard")
		p.open("insights")
		p.tells("insights", "polyvagal")
		shoot("insights", "insights")
	}
}
