package config

import (
	"encoding/json"
	"fmt"
	"io"
)

// mask is what a secret prints as.
const mask = "***"

// A Secret is a text that prints as ***, or as nothing when it is unset, in
// whatever way it is printed, because configuration gets logged. Its zero value
// is unset. Compare two with Equal.
type Secret struct {
	// A pointer, because fmt calls no methods on what it finds in an unexported
	// field: there it prints an address, where it would print a string.
	value *string
}

// NewSecret keeps a value secret; "" gives an unset one.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{&value}
}

// Reveal returns the value itself, or "" when unset. Let its result go nowhere
// but to whom it is meant for.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsSet says whether there is a value.
func (s Secret) IsSet() bool { return s.value != nil }

// Equal says whether two secrets have the same value.
func (s Secret) Equal(other Secret) bool { return s.Reveal() == other.Reveal() }

// String returns *** or "".
func (s Secret) String() string {
	if s.value == nil {
		return ""
	}
	return mask
}

// GoString returns *** or "", for %#v.
func (s Secret) GoString() string { return s.String() }

// Format writes *** or nothing, whatever the verb and its flags.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText returns *** or nothing.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON returns "***" or "".
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

var (
	_ fmt.Formatter  = Secret{}
	_ fmt.GoStringer = Secret{}
	_ json.Marshaler = Secret{}
)
