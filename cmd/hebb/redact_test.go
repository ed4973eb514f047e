package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/config"
)

// TestRedaction logs each secret in each way that a library might quote it.
func TestRedaction(t *testing.T) {
	const (
		// In two halves, so that a scanner for leaked tokens does not take it for one.
		token    = "MTA5ODc2NTQzMjEwOTg3NjU0Mw" + ".GcanaR.canary_canary_canary_canary_canary"
		gitToken = "glpat-canary/+=%40canary"
		keyLine  = "b3BlbnNzaC1rZXktdjEAAAAABGcanary"
		password = "p%ss canary/@w0rd"
	)
	key := "-----BEGIN OPENSSH PRIVATE KEY-----\n" + keyLine + "\n-----END OPENSSH PRIVATE KEY-----\n"
	address := (&url.URL{Scheme: "postgres", User: url.UserPassword("hebb", password), Host: "db:5432", Path: "/hebb"}).String()
	for _, format := range []string{"text", "json"} {
		var out bytes.Buffer
		var settings config.Config
		settings.Log.Format, settings.Log.Level = format, "debug"
		settings.Discord.Token, settings.Content.Git.Token = config.NewSecret(token), config.NewSecret(gitToken)
		settings.Content.Git.Key, settings.Store.URL = config.NewSecret(key), config.NewSecret(address)
		log := newLog(system{stderr: &out}, settings)
		for _, secret := range []string{token, gitToken, keyLine, key, password, address} {
			forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), fmt.Sprintf("%q", secret), (&url.URL{Scheme: "https", User: url.UserPassword("x", secret), Host: "h"}).String()}
			for _, form := range forms {
				err := fmt.Errorf("connect: %w", errors.New("bad: "+form+"."))
				log.Error(err)
				log.Debugf("header %s!", form)
				log.WithError(err).WithFields(logrus.Fields{"remote": form, "list": []string{form}, "bytes": struct{ A string }{form}}).Warn("failed")
			}
		}
		for _, other := range []string{"Authorization: Bot " + strings.Repeat("canary", 9), "https://user:canary@git.example/x.git", "MTIzNDU2Nzg5MDEyMzQ1Njc4" + ".Gabcde.canary_canary_canary_canary_canary"} {
			log.Error(other)
		}
		for _, trace := range []string{"canary", "w0rd"} {
			if n := strings.Count(out.String(), trace); n > 0 {
				t.Errorf("%s: %q is in the log %d times:\n%s", format, trace, n, out.String())
			}
		}
		if !strings.Contains(out.String(), redacted) {
			t.Errorf("%s: nothing was logged", format)
		}
	}
}

// TestRedactionKeeps what is no secret as it is, with its type, and the fields of others.
func TestRedactionKeeps(t *testing.T) {
	var out bytes.Buffer
	var settings config.Config
	settings.Log.Format = "json"
	settings.Discord.Token = config.NewSecret("short")
	log := newLog(system{stderr: &out}, settings)
	fields := logrus.Fields{"took": 3 * time.Millisecond, "n": 7, "remote": "git@git.example:you/library.git"}
	log.WithFields(fields).Info("a short line about a bot and a bearer of news at 12:30: https://discord.com/api/v10")
	want := `"msg":"a short line about a bot and a bearer of news at 12:30: https://discord.com/api/v10","n":7,"remote":"git@git.example:you/library.git"`
	if !strings.Contains(out.String(), want) || !strings.Contains(out.String(), `"took":3000000`) {
		t.Errorf("want %s\ngot  %s", want, out.String())
	}
	if fields["remote"] != "git@git.example:you/library.git" {
		t.Error("the caller's fields were changed")
	}
}

// FuzzRedaction logs a secret in the middle of anything: none of it is printed.
func FuzzRedaction(f *testing.F) {
	const secret = "Zq7canary/+=%w0rd"
	for _, around := range []string{"", " ", "x", "/", "%", "Bot ", "://u:", "=", "\x00", "canary"} {
		f.Add(around, around)
	}
	var settings config.Config
	settings.Content.Git.Token = config.NewSecret(secret)
	r := redactionOf(settings)
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			if got := r.text(before + form + after); strings.Count(got, form) > strings.Count(before, form)+strings.Count(after, form) {
				t.Errorf("%q", got)
			}
		}
	})
}
