package playground

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"strings"
)

// policy lets the page load what came with it, and nothing else.
const policy = "default-src 'self'; img-src 'self' data:; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

func newToken() string { return rand.Text() }

// guarded lets in the page that came from here, and no other. Other sites' pages run in the
// same browser: they can send requests to this machine, under a name of their own that leads
// to it, too.
func (p *Playground) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !p.named(r.Host):
			http.Error(w, "the playground is not known by that name", http.StatusMisdirectedRequest)
		case strings.HasPrefix(r.URL.Path, "/api/") && !(p.ownPage(r) && p.hasToken(r)):
			http.Error(w, "only the playground's own page may ask", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// named reports whether a Host is the machine's own. A name on the net can be made to lead
// here by whoever owns it; an address cannot.
func (p *Playground) named(host string) bool {
	name := host
	if n, _, err := net.SplitHostPort(host); err == nil {
		name = n
	}
	if name == "localhost" {
		return true
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return ip != nil && (p.Remote || ip.IsLoopback())
}

// ownPage reports whether a request is from the page at this address. A browser says so
// with each POST; with a GET only by Sec-Fetch-Site.
func (p *Playground) ownPage(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" || r.Method != http.MethodGet {
		return origin == "http://"+r.Host
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin"
}

func (p *Playground) hasToken(r *http.Request) bool {
	token := r.Header.Get("X-Hebb-Token")
	if token == "" && r.Method == http.MethodGet {
		token = r.URL.Query().Get("token")
	}
	return subtle.ConstantTimeCompare([]byte(token), []byte(p.token)) == 1
}
