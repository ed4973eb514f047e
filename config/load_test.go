package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// load runs what Load does after reading, with files for what secrets name.
func load(file string, environ []string, files map[string]string) (Config, error) {
	l := newLoader(func(path string, limit int) ([]byte, error) {
		text, ok := files[path]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}
		return []byte(text[:min(len(text), limit+1)]), nil
	})
	l.file("hebb.yaml", []byte(file))
	l.environment(environ)
	l.secrets()
	l.together()
	return l.result()
}

// config returns the defaults, changed.
func config(change func(*Config)) Config {
	var c Config
	c.Content.Poll = 30 * time.Second
	c.Content.Git.Branch, c.Content.Git.Interval, c.Content.Git.Dir = "main", time.Minute, "hebb-content.git"
	c.Store.Path = "hebb.db"
	c.Discord.Gateway, c.Discord.Shards = true, 1
	c.Log.Level = "info"
	c.Log.Format = "text"
	change(&c)
	return c
}

func TestPrecedence(t *testing.T) {
	secrets := map[string]string{"a.txt": "from-a\n", "b.txt": "from-b\r\n"}
	tests := []struct {
		name, file string
		environ    []string
		change     func(*Config)
	}{
		{"defaults", "", nil, func(*Config) {}},
		{"comments only", "# content:\n---\n", nil, func(*Config) {}},
		{"null document", "~\n", nil, func(*Config) {}},
		{"empty section", "content:\n#  dir: x\n", nil, func(*Config) {}},
		{"nested", "content:\n  dir: lib\n  poll: 5m\n", nil, func(c *Config) {
			c.Content.Dir, c.Content.Poll = "lib", 5*time.Minute
		}},
		{"dotted", "content.dir: lib\ncontent:\n  poll: 1s\n", nil, func(c *Config) {
			c.Content.Dir, c.Content.Poll = "lib", time.Second
		}},
		{"flow, BOM and CRLF", "\ufeff{log: {level: debug,\r\n format: json}}\r\n", nil, func(c *Config) {
			c.Log.Level, c.Log.Format = "debug", "json"
		}},
		{"Norway is no boolean", "country: NO", nil, func(c *Config) { c.Country = "NO" }},
		{"numbers stay as written", "content.dir: 007", nil, func(c *Config) { c.Content.Dir = "007" }},
		{"quoted", `content.dir: "a: b"`, nil, func(c *Config) { c.Content.Dir = "a: b" }},
		{"folded", "content.dir: >-\n  a\n  b\n", nil, func(c *Config) { c.Content.Dir = "a b" }},
		{"variable over file", "log.level: warn\ncountry: GB", []string{"HEBB_LOG_LEVEL=error"}, func(c *Config) {
			c.Log.Level, c.Country = "error", "GB"
		}},
		{"empty variable over file", "country: GB", []string{"HEBB_COUNTRY="}, func(*Config) {}},
		{"last variable counts", "", []string{"HEBB_COUNTRY=GB", "HEBB_COUNTRY=IE"}, func(c *Config) { c.Country = "IE" }},
		{"others' variables", "", []string{"HEBB_CONFIG=x", "PATH=/", "HEBBX=1", "odd", "=C:=C:"}, func(*Config) {}},
		{"value with =", "", []string{"HEBB_CONTENT_DIR=a=b"}, func(c *Config) { c.Content.Dir = "a=b" }},
		{"shards", "discord.shards: 16", nil, func(c *Config) { c.Discord.Shards = 16 }},
		{"as many as Discord recommends, shared", "discord:\n  shards: auto\n  share: on", []string{"HEBB_STORE_URL=postgres://there/hebb"}, func(c *Config) {
			url := "postgres://there/hebb"
			c.Discord.Shards, c.Discord.Share, c.Store.URL = 0, true, Secret{&url}
		}},
		{"HTTP and no gateway", "discord.gateway: off\ninteractions:\n  listen: :8080\n  public_key: " + strings.Repeat("ab", 32), nil, func(c *Config) {
			c.Discord.Gateway, c.Interactions.Listen, c.Interactions.PublicKey = false, ":8080", strings.Repeat("ab", 32)
		}},
		{"secret variable", "", []string{"HEBB_DISCORD_TOKEN=s"}, func(c *Config) { c.Discord.Token = NewSecret("s") }},
		{"secret file", "discord.token_file: a.txt", nil, func(c *Config) { c.Discord.Token = NewSecret("from-a") }},
		{"secret file by variable", "discord.token_file: a.txt", []string{"HEBB_DISCORD_TOKEN_FILE=b.txt"}, func(c *Config) {
			c.Discord.Token = NewSecret("from-b")
		}},
		{"secret file taken back", "discord:\n  token_file: a.txt", []string{"HEBB_DISCORD_TOKEN_FILE=", "HEBB_DISCORD_TOKEN=s"}, func(c *Config) {
			c.Discord.Token = NewSecret("s")
		}},
		{"empty secret variable", "discord.token_file: a.txt", []string{"HEBB_DISCORD_TOKEN="}, func(c *Config) {
			c.Discord.Token = NewSecret("from-a")
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := load(test.file, test.environ, secrets)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(config(test.change), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLoad goes through the real file system.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := write("hebb.yaml", "discord.token_file: "+write("token", "s3cret\n"))

	got, err := Load(path, []string{"HEBB_COUNTRY=IE"})
	if err != nil {
		t.Fatal(err)
	}
	want := config(func(c *Config) { c.Country, c.Discord.Token = "IE", NewSecret("s3cret") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err := Load("", nil); err != nil || !cmp.Equal(got, config(func(*Config) {})) {
		t.Errorf("Load of nothing = %+v, %v; want the defaults", got, err)
	}

	_, err = Load(filepath.Join(dir, "none.yaml"), nil)
	var mistakes Errors
	if !errors.Is(err, fs.ErrNotExist) || errors.As(err, &mistakes) {
		t.Errorf("Load of a missing file: %v; want a wrapped fs.ErrNotExist", err)
	}
	if _, err = Load(dir, nil); err == nil || errors.As(err, &mistakes) {
		t.Errorf("Load of a folder: %v; want an I/O error", err)
	}
	large := write("large.yaml", string(make([]byte, fileLimit+1)))
	if _, err = Load(large, nil); !errors.As(err, &mistakes) {
		t.Errorf("Load of a large file: %v; want Errors", err)
	}
}
