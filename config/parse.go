package config

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// A parseFunc sets a field of a Config from text, or gives false if the text is
// not allowed. It gives no reason: the row's want has the words.
type parseFunc func(c *Config, text string) bool

// path takes any name a file can have.
func path(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		return !strings.ContainsRune(text, 0)
	}
}

// duration takes a duration in Go's notation that is not below least.
func duration(least time.Duration, field func(*Config) *time.Duration) parseFunc {
	return func(c *Config, text string) bool {
		d, err := time.ParseDuration(text)
		*field(c) = d
		return err == nil && d >= least
	}
}

// oneOf takes exactly the words that are allowed.
func oneOf(allowed []string, field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		return slices.Contains(allowed, text)
	}
}

// onOff takes on or off.
func onOff(field func(*Config) *bool) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text == "on"
		return text == "on" || text == "off"
	}
}

// mostShards is more than the largest bots have.
const mostShards = 10_000

const wantShards = "a number from 1 to 10000, or auto"

// shards takes a number, or auto.
func shards(field func(*Config) *int) parseFunc {
	return func(c *Config, text string) bool {
		n, err := strconv.Atoi(text)
		*field(c) = n
		return text == "auto" || err == nil && n >= 1 && n <= mostShards
	}
}

// SetShards is discord.shards given elsewhere than in the settings.
func (c *Config) SetShards(text string) error {
	if !shards(func(c *Config) *int { return &c.Discord.Shards })(c, text) {
		return fmt.Errorf("the number of shards is %q: want %s", text, wantShards)
	}
	return nil
}

// country takes the code of a country that exists, or nothing. UK is none: it
// would quietly match no helpline, since theirs are filed under GB.
func country(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		if text == "" {
			return true
		}
		r, err := language.ParseRegion(text)
		return err == nil && r.String() == text && r.IsCountry() && r.Canonicalize() == r
	}
}

// word takes visible ASCII. A space or line break would be a "Bot" put before
// the token or a second line in its file, and is better told now than by Discord.
func word(field func(*Config) *Secret) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = NewSecret(text)
		return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
	}
}

// secretText takes any text, of several lines too.
func secretText(field func(*Config) *Secret) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = NewSecret(text)
		return !strings.ContainsRune(text, 0)
	}
}

// notEmpty takes any name but none.
func notEmpty(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		return text != "" && !strings.ContainsRune(text, 0)
	}
}

// below takes a path with slashes that stays below where it starts, or nothing.
func below(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		return text == "" || text != "." && fs.ValidPath(text)
	}
}

// remote takes the address of a git repository, or nothing. Whether a secret stands in it is
// looked at later: a mistake told here would be told with the address.
func remote(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' })
	}
}

// holdsSecret reports whether an address has a password in it, or a name for https, which is
// a token as often as not.
func holdsSecret(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.User == nil {
		return false
	}
	_, secret := u.User.Password()
	return secret || u.Scheme == "http" || u.Scheme == "https"
}

// address takes an http or https address, or nothing.
func address(field func(*Config) *string) func(*Config, string) bool {
	return func(c *Config, text string) bool {
		u, err := url.Parse(text)
		if text != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
			return false
		}
		*field(c) = text
		return true
	}
}

// ids takes ids with commas between, or nothing.
func ids(field func(*Config) *[]string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = nil
		if strings.TrimSpace(text) == "" {
			return true
		}
		for id := range strings.SplitSeq(text, ",") {
			id = strings.TrimSpace(id)
			if !idForm.MatchString(id) {
				return false
			}
			*field(c) = append(*field(c), id)
		}
		return true
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// snowflake takes an id of Discord's, or nothing.
func snowflake(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		return text == "" || snowflakeForm.MatchString(text)
	}
}

var snowflakeForm = regexp.MustCompile(`^[1-9][0-9]{16,19}$`)

// listen takes an address to listen at, or nothing.
func listen(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		if text == "" {
			return true
		}
		_, port, err := net.SplitHostPort(text)
		n, notNumber := strconv.ParseUint(port, 10, 16)
		return err == nil && notNumber == nil && n > 0
	}
}

// publicKey takes an Ed25519 key in hexadecimal, or nothing.
func publicKey(field func(*Config) *string) parseFunc {
	return func(c *Config, text string) bool {
		*field(c) = text
		key, err := hex.DecodeString(text)
		return text == "" || err == nil && len(key) == ed25519.PublicKeySize
	}
}
