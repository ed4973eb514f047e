package playground

import (
	"embed"
	"html/template"
	"io/fs"
	"net/http"
)

//go:embed web
var web embed.FS

// static is the files of the page.
var static = must(fs.Sub(web, "web"))

// index is the page itself, with a place for the token.
var index = template.Must(template.ParseFS(static, "index.html"))

func (p *Playground) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = index.Execute(w, struct{ Token string }{p.token}) // who no longer listens misses it
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // of what is inside the program
	}
	return v
}
