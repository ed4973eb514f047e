package playground

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// An asker is a request as a browser or somebody else would send it.
type asker struct {
	method, path, host, origin, site, token, body string
}

func (g *game) ask(a asker) (status int, body string, header http.Header) {
	g.t.Helper()
	r, err := http.NewRequestWithContext(g.t.Context(), a.method, g.url+a.path, strings.NewReader(a.body))
	if err != nil {
		g.t.Fatal(err)
	}
	if a.host != "" {
		r.Host = a.host
	}
	for name, value := range map[string]string{"Origin": a.origin, "Sec-Fetch-Site": a.site, "X-Hebb-Token": a.token} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		g.t.Fatal(err)
	}
	defer answer.Body.Close()
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") {
		line, _ := bufio.NewReader(answer.Body).ReadString('\n')
		return answer.StatusCode, line, answer.Header
	}
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return answer.StatusCode, string(data), answer.Header
}

// TestGuard: only the playground's own page, under a name of this machine, gets an answer.
func TestGuard(t *testing.T) {
	g := play(t)
	own, token := g.url, g.token
	sam, general := g.people[0].ID(), g.channels[0].ID()
	say := `{"person":"` + sam + `","channel":"` + general + `","text":"hello"}`
	stream := "/api/stream?person=" + sam + "&channel=" + general
	for name, tt := range map[string]struct {
		asker
		status int
	}{
		"the page":                             {asker{method: "GET", path: "/"}, 200},
		"the page by name":                     {asker{method: "GET", path: "/", host: "localhost:8088"}, 200},
		"the page by IPv6":                     {asker{method: "GET", path: "/", host: "[::1]:8088"}, 200},
		"a name that leads here":               {asker{method: "GET", path: "/", host: "evil.example:8088"}, 421},
		"a name that looks like an address":    {asker{method: "GET", path: "/", host: "127.0.0.1.evil.example"}, 421},
		"another machine's address":            {asker{method: "GET", path: "/", host: "192.0.2.1:8088"}, 421},
		"no file of the program":               {asker{method: "GET", path: "/playground.go"}, 404},
		"a post":                               {asker{method: "POST", path: "/api/say", origin: own, token: token, body: say}, 200},
		"a post of another page":               {asker{method: "POST", path: "/api/say", origin: "http://evil.example", token: token, body: say}, 403},
		"a post of a page at another port":     {asker{method: "POST", path: "/api/say", origin: "http://127.0.0.1:1", token: token, body: say}, 403},
		"a post of a sandboxed page":           {asker{method: "POST", path: "/api/say", origin: "null", token: token, body: say}, 403},
		"a post of no page":                    {asker{method: "POST", path: "/api/say", token: token, body: say}, 403},
		"a post without the token":             {asker{method: "POST", path: "/api/say", origin: own, body: say}, 403},
		"a post with the token in the address": {asker{method: "POST", path: "/api/say?token=" + token, origin: own, body: say}, 403},
		"a post with another run's token":      {asker{method: "POST", path: "/api/say", origin: own, token: newToken(), body: say}, 403},
		"a post by GET":                        {asker{method: "GET", path: "/api/say", token: token}, 404},
		"a post that is too long":              {asker{method: "POST", path: "/api/say", origin: own, token: token, body: `{"text":"` + strings.Repeat("x", maxBody) + `"}`}, 413},
		"a post that is not JSON":              {asker{method: "POST", path: "/api/say", origin: own, token: token, body: "text=hello"}, 400},
		"a post with more than there is":       {asker{method: "POST", path: "/api/say", origin: own, token: token, body: `{"admin":true}`}, 400},
		"the stream":                           {asker{method: "GET", path: stream + "&token=" + token, site: "same-origin"}, 200},
		"the stream, in another page":          {asker{method: "GET", path: stream + "&token=" + token, site: "cross-site"}, 403},
		"the stream, in another page of here":  {asker{method: "GET", path: stream + "&token=" + token, site: "same-site"}, 403},
		"the stream, of another origin":        {asker{method: "GET", path: stream + "&token=" + token, origin: "http://evil.example"}, 403},
		"the stream, without the token":        {asker{method: "GET", path: stream, site: "same-origin"}, 403},
		"the world, without the token":         {asker{method: "GET", path: "/api/world", site: "same-origin"}, 403},
	} {
		t.Run(name, func(t *testing.T) {
			status, body, header := g.ask(tt.asker)
			if status != tt.status {
				t.Errorf("status %d, want %d: %.200s", status, tt.status, body)
			}
			for name := range header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("other pages may read it: %s", name)
				}
			}
			if !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'self'") || header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("no policy: %v", header)
			}
		})
	}
	if log := g.log.String(); strings.Contains(log, "hello") {
		t.Errorf("the log has what was said:\n%s", log)
	}
}

// TestRemote: where other machines are let in, they come by address, not by name.
func TestRemote(t *testing.T) {
	p := &Playground{Options: Options{Remote: true}}
	for host, want := range map[string]bool{"192.0.2.1:8088": true, "[2001:db8::1]:8088": true, "localhost:8088": true, "evil.example:8088": false, "": false} {
		if p.named(host) != want {
			t.Errorf("%q: %v", host, !want)
		}
	}
}

// TestPageHoldsNoSecrets: the page has its own token and nothing of the bot.
func TestPageHoldsNoSecrets(t *testing.T) {
	g := play(t)
	_, page, _ := g.ask(asker{method: "GET", path: "/"})
	_, world, _ := g.ask(asker{method: "GET", path: "/api/world", token: g.token})
	if !strings.Contains(page, g.token) {
		t.Error("the page has no token")
	}
	for _, text := range []string{page, world} {
		if strings.Contains(text, g.sim.Token()) {
			t.Errorf("the bot's token: %s", text)
		}
	}
}

// post is an act as the page does it; its answer, and what the person reads if it is refused.
func (g *game) post(path string, body map[string]any) (answer map[string]any, refused string) {
	g.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		g.t.Fatal(err)
	}
	status, text, _ := g.ask(asker{method: "POST", path: path, origin: g.url, token: g.token, body: string(data)})
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		g.t.Fatalf("%d %s: %v", status, text, err)
	}
	if status != http.StatusOK {
		refused, _ = answer["error"].(string)
		if refused == "" {
			g.t.Fatalf("%d without a word: %s", status, text)
		}
	}
	return answer, refused
}
