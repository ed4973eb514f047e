package gateway

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// MaxAnswer is the most bytes of an answer of Discord's that are read. The channels of a
// large server take one megabyte.
const MaxAnswer = 8 << 20

// Transport is the way to Discord: "" for discord.com, or else what stands at an address
// in its place.
func Transport(apiURL string) (http.RoundTripper, error) {
	if apiURL == "" {
		return http.DefaultTransport, nil
	}
	base, err := url.Parse(apiURL)
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("discord.api_url %q is not a web address", apiURL)
	}
	return elsewhere{base, http.DefaultTransport}, nil
}

// small reads no more of an answer than Discord can have to say: discordgo reads all of it.
type small struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t small) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(r)
	if err == nil {
		answer.Body = http.MaxBytesReader(nil, answer.Body, MaxAnswer)
	}
	return answer, err
}

// elsewhere sends requests for Discord to another server.
type elsewhere struct {
	base *url.URL
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = t.base.Scheme, t.base.Host
	r.URL.Path = strings.TrimSuffix(t.base.Path, "/") + r.URL.Path
	r.URL.RawPath = ""
	r.Host = t.base.Host
	return t.next.RoundTrip(r)
}
