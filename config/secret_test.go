package config

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestSecretPrints(t *testing.T) {
	const hidden = "hunter2"
	formats := []string{"%v", "%+v", "%#v", "%q", "%s", "%x", "%X", "%d", "%10s"}
	for _, set := range []bool{true, false} {
		secret, want := Secret{}, ""
		if set {
			secret, want = NewSecret(hidden), mask
		}
		for _, format := range formats {
			if got := fmt.Sprintf(format, secret); got != want {
				t.Errorf("%s of a secret (set: %t) = %q, want %q", format, set, got, want)
			}
		}
		marshalled, err := json.Marshal(map[string]any{"a": secret, "b": &secret})
		if want := fmt.Sprintf(`{"a":%q,"b":%q}`, want, want); err != nil || string(marshalled) != want {
			t.Errorf("JSON (set: %t) = %s, %v; want %s", set, marshalled, err, want)
		}
		text, err := secret.MarshalText()
		if err != nil || string(text) != want {
			t.Errorf("MarshalText (set: %t) = %q, %v; want %q", set, text, err, want)
		}
		if got := secret.String() + secret.GoString(); got != want+want {
			t.Errorf("String and GoString (set: %t) = %q", set, got)
		}
		if secret.IsSet() != set || (secret.Reveal() == hidden) != set {
			t.Errorf("IsSet, Reveal (set: %t) = %t, %q", set, secret.IsSet(), secret.Reveal())
		}
	}
}

// TestSecretInside prints what holds a secret, also where fmt calls no methods.
func TestSecretInside(t *testing.T) {
	const hidden = "hunter2"
	var cfg Config
	cfg.Discord.Token = NewSecret(hidden)
	type outer struct {
		private Config
		pointer *Config
		list    []Secret
		any     any
	}
	o := outer{cfg, &cfg, []Secret{cfg.Discord.Token}, cfg.Discord.Token}
	for _, format := range []string{"%v", "%+v", "%#v", "%q", "%s", "%x", "%d"} {
		for _, v := range []any{cfg, &cfg, o, &o, o.list} {
			got := fmt.Sprintf(format, v)
			if strings.Contains(got, hidden) || strings.Contains(got, fmt.Sprintf("%x", hidden)) {
				t.Errorf("%s of %T shows the secret: %s", format, v, got)
			}
		}
	}
	marshalled, err := json.Marshal(cfg)
	if err != nil || strings.Contains(string(marshalled), hidden) {
		t.Errorf("JSON of the settings: %s, %v", marshalled, err)
	}
}

func TestSecretEqual(t *testing.T) {
	a, b := NewSecret("x"), NewSecret("x")
	if !a.Equal(b) || a.Equal(NewSecret("y")) || a.Equal(Secret{}) || !NewSecret("").Equal(Secret{}) {
		t.Error("Equal does not compare values")
	}
}
