package main

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/config"
)

// A redaction takes secrets out of what is logged. Nothing that Hebb logs holds one, and tests
// see to that; this is the last net, for the error of a library that quotes what it was given.
type redaction struct{ known *strings.Replacer }

var _ logrus.Hook = redaction{}

// redacted stands in a secret's place.
const redacted = "***"

// shortSecret is what is too short to be told from a word: "hebb" as a password would take the
// name out of every line.
const shortSecret = 8

// redactionOf is for the secrets in settings.
func redactionOf(settings config.Config) redaction {
	var all []string
	for _, s := range []config.Secret{settings.Discord.Token, settings.Content.Git.Token, settings.Content.Git.Key, settings.Store.URL} {
		all = append(all, s.Reveal())
	}
	for line := range strings.SplitSeq(settings.Content.Git.Key.Reveal(), "\n") { // each line of a key, should it be cut up
		if !strings.HasPrefix(line, "-----") {
			all = append(all, strings.TrimSpace(line))
		}
	}
	if u, err := url.Parse(settings.Store.URL.Reveal()); err == nil && u.User != nil {
		password, _ := u.User.Password()
		all = append(all, password)
	}
	var pairs []string
	for _, secret := range all {
		if len(secret) < shortSecret {
			continue
		}
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret), url.UserPassword("", secret).String()[1:], strings.Trim(fmt.Sprintf("%q", secret), `"`)} {
			if !slices.Contains(pairs, form) {
				pairs = append(pairs, form, redacted)
			}
		}
	}
	return redaction{strings.NewReplacer(pairs...)}
}

// Signs of a secret that is none of ours: a header, the password in an address, a bot's token.
var secretForms = regexp.MustCompile(`(?i)\b(?:bot|bearer|basic) [\w.~+/=-]{20,}|://[^\s/@:]*:[^\s/@]+@|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b`)

func (r redaction) text(s string) string {
	return secretForms.ReplaceAllString(r.known.Replace(s), redacted)
}

// Levels implements logrus.Hook.
func (r redaction) Levels() []logrus.Level { return logrus.AllLevels }

// Fire implements logrus.Hook. It changes an entry that is this call's own.
func (r redaction) Fire(e *logrus.Entry) error {
	e.Message = r.text(e.Message)
	clean := make(logrus.Fields, len(e.Data))
	for key, value := range e.Data {
		clean[r.text(key)] = r.value(value)
	}
	e.Data = clean
	return nil
}

// value keeps what no text can be in, and the rest as text only if there is a secret in it.
func (r redaction) value(v any) any {
	var text string
	switch x := v.(type) {
	case nil, bool, int, int64, float64:
		return v
	case string:
		return r.text(x)
	case error:
		text = x.Error()
		if clean := r.text(text); clean != text {
			return errors.New(clean)
		}
		return v
	default:
		text = fmt.Sprint(x)
	}
	if clean := r.text(text); clean != text {
		return clean
	}
	return v
}
