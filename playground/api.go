package playground

import (
	"encoding/json"
	"errors"
	"net/http"
)

// maxBody is the longest body of a request. A form has at most 5 fields of 4000 characters.
const maxBody = 256 << 10

// A route is one request of the page.
type route struct {
	pattern string
	handle  func(p *Playground, r *http.Request) (any, error)
}

// routes is what the page can ask for. To add a row, write its handler in a file of its own
// and a line in doc.go.
var routes = []route{
	{"GET /api/world", (*Playground).describe},
	{"POST /api/say", act((*Playground).say)},
	{"POST /api/command", act((*Playground).command)},
	{"POST /api/autocomplete", act((*Playground).autocomplete)},
	{"POST /api/menu", actOn((*Playground).menu)},
	{"POST /api/press", actOn((*Playground).press)},
	{"POST /api/select", actOn((*Playground).pick)},
	{"POST /api/submit", act((*Playground).submit)},
	{"POST /api/dismiss", actOn((*Playground).dismiss)},
	{"POST /api/why", act((*Playground).why)},
	{"GET /api/content", (*Playground).listing},
	{"GET /api/preview", (*Playground).preview},
	{"GET /api/scorecard", (*Playground).progress},
	{"POST /api/scorecard", (*Playground).score},
	{"GET /api/insights", (*Playground).insights},
}

// handler is the whole of the server.
func (p *Playground) handler() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range routes {
		mux.Handle(rt.pattern, p.api(rt.handle))
	}
	mux.HandleFunc("GET /api/stream", p.stream)
	mux.HandleFunc("GET /{$}", p.page)
	mux.Handle("GET /", http.FileServerFS(static))
	return p.guarded(p.recovered(mux))
}

// recovered tells of a panic, not of its text: that may hold what was asked.
func (p *Playground) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				p.Options.Bot.Log.WithField("path", r.URL.Path).Errorf("a handler of the playground panicked (%T)", v)
				fail(w, errors.New("panic"))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// A refusal is an error whose text is for the person.
type refusal struct{ text string }

func (r refusal) Error() string { return r.text }

// api answers one request with JSON.
func (p *Playground) api(handle func(*Playground, *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		answer, err := handle(p, r)
		if err != nil {
			fail(w, err)
			return
		}
		write(w, http.StatusOK, answer)
	})
}

// fail says what went wrong. What is no refusal is not for the person.
func fail(w http.ResponseWriter, err error) {
	var told refusal
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		write(w, http.StatusRequestEntityTooLarge, map[string]string{"error": "That is too long."})
	case errors.As(err, &told):
		write(w, http.StatusBadRequest, map[string]string{"error": told.text})
	default:
		write(w, http.StatusInternalServerError, map[string]string{"error": "That did not work."})
	}
}

func write(w http.ResponseWriter, status int, answer any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer) // who no longer listens misses it
}

// describe is GET /api/world.
func (p *Playground) describe(*http.Request) (any, error) {
	type named struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		Note string `json:"note,omitempty"`
	}
	answer := struct {
		Server   string  `json:"server"`
		Bot      named   `json:"bot"`
		People   []named `json:"people"`
		Channels []named `json:"channels"`
		Roles    []named `json:"roles"`
		Folder   string  `json:"folder"`
		Writable bool    `json:"writable"`
	}{Server: p.guild.Name(), Bot: named{ID: p.sim.BotID(), Name: "Hebb"}, Folder: p.Folder, Writable: p.Options.Bot.Tree != nil}
	answer.Roles = []named{{ID: p.mods.ID(), Name: "Moderators"}}
	for _, m := range p.people {
		answer.People = append(answer.People, named{m.ID(), m.Name(), m.note})
	}
	for _, c := range p.channels {
		note := ""
		if c.Name() == "moderators" {
			note = "theirs alone"
		}
		answer.Channels = append(answer.Channels, named{c.ID(), c.Name(), note})
	}
	answer.Channels = append(answer.Channels, named{ID: direct, Name: "direct message"})
	return answer, nil
}
