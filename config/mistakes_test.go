package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bear is in every secret given below, and may be in no message.
const bear = "bEaR"

func TestMistakes(t *testing.T) {
	secrets := map[string]string{
		"ok": bear, "empty": "\r\n", "two": bear + "\n" + bear, "large": strings.Repeat(bear, secretLimit),
	}
	for _, test := range mistakeTests {
		t.Run(test.name, func(t *testing.T) {
			cfg, err := load(test.file, test.environ, secrets)
			var mistakes Errors
			if !errors.As(err, &mistakes) {
				t.Fatalf("got error %v (%T), want Errors", err, err)
			}
			if !cmp.Equal(cfg, Config{}) {
				t.Errorf("got settings too: %+v", cfg)
			}
			if diff := cmp.Diff(strings.Split(err.Error(), "\n"), test.want); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
			if strings.Contains(err.Error(), bear) {
				t.Errorf("a secret is quoted: %v", err)
			}
		})
	}
}

// TestGuard has the reading of a file panic half-way.
func TestGuard(t *testing.T) {
	old := settings
	defer func() { settings = old }()
	settings = append([]setting{{key: "boom", parse: func(_ *Config, text string) bool {
		return text == "" || text[9] == 0
	}}}, old...)

	_, err := load("country: UK\nboom: x\n", []string{"HEBB_ZZZ=1"}, nil)
	want := `hebb.yaml: error: this is not YAML that Hebb can read [yaml]
hebb.yaml:1:10: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]
HEBB_ZZZ: error: no setting has this variable [unknown-variable]`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// TestEverySecret gives another row of the table what Discord's token has.
func TestEverySecret(t *testing.T) {
	old := settings
	defer func() { settings = old }()
	settings = append([]setting{{
		key: "store.pass-word", want: "a word", help: "Help.", secret: true,
		parse: word(func(c *Config) *Secret { return &c.Discord.Token }),
	}}, old...)

	for _, given := range [][2]string{
		{"", "HEBB_STORE_PASS_WORD=" + bear},
		{"store: {pass-word_file: ok}", "A=B"},
		{"", "HEBB_STORE_PASS_WORD_FILE=ok"},
	} {
		cfg, err := load(given[0], given[1:], map[string]string{"ok": bear})
		if err != nil || cfg.Discord.Token.Reveal() != bear {
			t.Errorf("%q: %v", given, err)
		}
	}
	_, err := load("store.pass-word: "+bear, nil, nil)
	want := "hebb.yaml:1:1: error: store.pass-word is a secret, and not to be written in this file: " +
		"use HEBB_STORE_PASS_WORD or store.pass-word_file [store.pass-word]"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
