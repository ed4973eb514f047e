// Package config reads every setting Hebb has, once, and hands them on as
// plain values.
//
// A setting comes from its default, from one YAML file, or from a variable of
// the environment; the variable wins over the file, the file over the default.
// Keys may be nested or dotted:
//
//	content:
//	  poll: 5m
//	log.level: debug
//
// The variable of log.level is HEBB_LOG_LEVEL. A variable that is set but empty
// stands for the empty text, as "" does in the file.
//
// Reading is strict: an unknown key is a mistake, a secret in the file is a
// mistake, and so are YAML's anchors, aliases, merge keys, tags and directives,
// which settings have no use for. All mistakes are told at once.
package config

import (
	"fmt"
	"time"
)

// Config is every setting, read once. Its zero value has no defaults in it: get
// one from [Load].
type Config struct {
	// Content is where the library comes from.
	Content struct {
		Dir  string        // folder of content files; "" is the library inside the binary
		Poll time.Duration // pause between two looks at Dir where no notices come
		Git  Git           // a remote, in place of Dir
	}

	// Country is the ISO 3166-1 alpha-2 code, in upper case, of the country whose
	// helplines are shown when a question names none; "" is unknown.
	Country string

	// Helplines is what the operator changes about them without a release.
	Helplines struct {
		Withdrawn []string // ids of those that are not shown
	}

	// Library is who may change what all servers see.
	Library struct {
		HomeGuild string // id of the server whose moderators they are; "" for none
		Role      string // id of their role in it; "" for those who may manage the server
	}

	// Store is where the settings of servers are kept.
	Store struct {
		Path string // of a SQLite file; "" keeps nothing
		URL  Secret // of a PostgreSQL database, in place of the file: there is a password in it
	}

	// Interactions is the second way in: Discord calls, rather than being listened to.
	Interactions struct {
		Listen    string // host:port to listen at; "" for not at all
		PublicKey string // the application's key, in hexadecimal
	}

	// Status is how the program is seen from outside.
	Status struct {
		Listen string // host:port of /metrics, /healthz and /readyz; "" for nowhere
	}

	// Log is what is logged, and how.
	Log struct {
		Level  string // debug, info, warn or error
		Format string // text or json
	}

	// Discord is how Hebb reaches Discord.
	Discord struct {
		Token   Secret // the bot's token; unset when Discord is not used
		APIURL  string // where the REST API is; empty: discord.com
		Gateway bool   // whether it is listened to; without, only interactions over HTTP are answered
		Shards  int    // connections to it; 0 for as many as Discord recommends
		Share   bool   // whether they are shared with other replicas, by the store
	}
}

// Git is a remote that the library is pulled from.
type Git struct {
	URL        string // "" for none
	Branch     string
	Path       string        // the content folder in it, "" for its root
	Interval   time.Duration // pause between two pulls
	Token      Secret        // for https
	Key        Secret        // a private key for ssh
	KnownHosts string        // a file with the host keys of ssh servers, "" for the usual ones
	Push       bool          // what moderators publish is pushed
	Dir        string        // where the clone is kept
}

// settings is the one list of settings: reading, checking and the help text all
// go through it.
//
// To add a setting, add its field to Config and its row here, in the order the
// help text shall have; "go test ./config -update" then rewrites the golden help
// text. A row needs
//   - key: words of lower case with dots between sections; the variable's name
//     follows from it, and it cannot also be a section;
//   - standard: the default, written as in the file; none for a secret;
//   - want: what is allowed, with its unit and an example, to follow "want";
//   - help: one sentence on what the setting does;
//   - secret: true if nobody may see it: it then comes from its variable or from
//     a file that key_file names, and never stands in the settings file;
//   - parse: sets the field, or gives false for a text that is not what want says.
var settings = []setting{
	{
		key:   "content.dir",
		want:  "the path of a folder, or nothing",
		help:  "The folder Hebb reads its content files from; empty: the library inside the binary.",
		parse: path(func(c *Config) *string { return &c.Content.Dir }),
	},
	{
		key:      "content.poll",
		standard: "30s",
		want:     "a duration of at least 1s, such as 30s or 5m",
		help:     "How often the folder is looked at where the file system sends no notices.",
		parse:    duration(time.Second, func(c *Config) *time.Duration { return &c.Content.Poll }),
	},
	{
		key:   "content.git.url",
		want:  "the address of a git repository without a password in it, such as https://git.example/library.git, or nothing",
		help:  "A git remote that the content is pulled from, in place of content.dir; empty: none.",
		parse: remote(func(c *Config) *string { return &c.Content.Git.URL }),
	},
	{
		key:      "content.git.branch",
		standard: "main",
		want:     "the name of a branch",
		help:     "The branch that is served.",
		parse:    notEmpty(func(c *Config) *string { return &c.Content.Git.Branch }),
	},
	{
		key:   "content.git.path",
		want:  "a folder in the repository, such as knowledge/content, or nothing",
		help:  "Where the content is in the repository; empty: at its root.",
		parse: below(func(c *Config) *string { return &c.Content.Git.Path }),
	},
	{
		key:      "content.git.interval",
		standard: "1m",
		want:     "a duration of at least 10s, such as 1m or 1h",
		help:     "How often the remote is asked for something new.",
		parse:    duration(10*time.Second, func(c *Config) *time.Duration { return &c.Content.Git.Interval }),
	},
	{
		key:    "content.git.token",
		want:   "the token alone, in one word",
		help:   "The token for an https remote that asks for one.",
		secret: true,
		parse:  word(func(c *Config) *Secret { return &c.Content.Git.Token }),
	},
	{
		key:    "content.git.key",
		want:   "a private key in PEM, without a passphrase",
		help:   "The deploy key for an ssh remote.",
		secret: true,
		parse:  secretText(func(c *Config) *Secret { return &c.Content.Git.Key }),
	},
	{
		key:   "content.git.known_hosts",
		want:  "the path of a file, or nothing",
		help:  "The host keys of ssh servers; empty: those of whoever runs Hebb, ~/.ssh/known_hosts.",
		parse: path(func(c *Config) *string { return &c.Content.Git.KnownHosts }),
	},
	{
		key:      "content.git.push",
		standard: "off",
		want:     "on or off",
		help:     "Whether what moderators publish in Discord is pushed to the remote.",
		parse:    onOff(func(c *Config) *bool { return &c.Content.Git.Push }),
	},
	{
		key:      "content.git.dir",
		standard: "hebb-content.git",
		want:     "the path of a folder",
		help:     "The folder that keeps the clone, so that a start without a network serves what was served before.",
		parse:    notEmpty(func(c *Config) *string { return &c.Content.Git.Dir }),
	},
	{
		key:   "country",
		want:  "an ISO 3166-1 country code in upper case, such as GB, or nothing",
		help:  "The country whose helplines are shown when a question names none; empty: unknown.",
		parse: country(func(c *Config) *string { return &c.Country }),
	},
	{
		key:   "helplines.withdrawn",
		want:  "ids of helplines.yaml with commas between, such as \"us-1, eu-116123\", or nothing",
		help:  "Helplines that are not shown, as when a number has gone wrong; read again when the file changes.",
		parse: ids(func(c *Config) *[]string { return &c.Helplines.Withdrawn }),
	},
	{
		key:   "library.home_guild",
		want:  "the id of a server, such as 1098765432109876543, or nothing",
		help:  "The server whose moderators look after the library for all servers; empty: nobody does on Discord.",
		parse: snowflake(func(c *Config) *string { return &c.Library.HomeGuild }),
	},
	{
		key:   "library.role",
		want:  "the id of a role of that server, such as 1098765432109876543, or nothing",
		help:  "The role of those moderators; empty: members of the home server who may manage it.",
		parse: snowflake(func(c *Config) *string { return &c.Library.Role }),
	},
	{
		key:      "store.path",
		standard: "hebb.db",
		want:     "the path of a file, or nothing",
		help:     "The SQLite file that keeps the settings of servers; empty: they are lost when Hebb stops.",
		parse:    path(func(c *Config) *string { return &c.Store.Path }),
	},
	{
		key:    "store.url",
		want:   "the address of a PostgreSQL database, such as postgres://user:password@host:5432/hebb, in one word",
		help:   "A PostgreSQL database in place of the file, for several machines.",
		secret: true,
		parse:  word(func(c *Config) *Secret { return &c.Store.URL }),
	},
	{
		key:   "interactions.listen",
		want:  "a host and port such as :8443 or 127.0.0.1:8080, or nothing",
		help:  "Where Discord's interactions are taken over HTTP, behind a proxy with TLS; empty: nowhere.",
		parse: listen(func(c *Config) *string { return &c.Interactions.Listen }),
	},
	{
		key:   "interactions.public_key",
		want:  "64 hexadecimal digits, as the developer portal shows the application's public key, or nothing",
		help:  "The key that Discord signs interactions over HTTP with; needed with interactions.listen.",
		parse: publicKey(func(c *Config) *string { return &c.Interactions.PublicKey }),
	},
	{
		key:   "status.listen",
		want:  "a host and port such as 127.0.0.1:8091 or :8091, or nothing",
		help:  "Where /metrics, /healthz and /readyz are shown over HTTP, for \"hebb status\" and for what watches Hebb; empty: nowhere.",
		parse: listen(func(c *Config) *string { return &c.Status.Listen }),
	},
	{
		key:      "log.level",
		standard: "info",
		want:     "debug, info, warn or error",
		help:     "The least important kind of message that is logged.",
		parse:    oneOf([]string{"debug", "info", "warn", "error"}, func(c *Config) *string { return &c.Log.Level }),
	},
	{
		key:      "log.format",
		standard: "text",
		want:     "text or json",
		help:     "How a message is written: text for people, json for programs.",
		parse:    oneOf([]string{"text", "json"}, func(c *Config) *string { return &c.Log.Format }),
	},
	{
		key:    "discord.token",
		want:   "the token alone, in one word, as Discord's developer portal shows it",
		help:   "The token the bot signs in to Discord with.",
		secret: true,
		parse:  word(func(c *Config) *Secret { return &c.Discord.Token }),
	},
	{
		key:   "discord.api_url",
		want:  "a web address such as http://localhost:8080, or nothing",
		help:  "Where Discord's REST API is: a proxy, another server or a simulator; empty: discord.com.",
		parse: address(func(c *Config) *string { return &c.Discord.APIURL }),
	},
	{
		key:      "discord.gateway",
		standard: "on",
		want:     "on or off",
		help:     "Whether Hebb connects to Discord's gateway; off: it answers only what comes over HTTP, no mentions, and any number can run side by side.",
		parse:    onOff(func(c *Config) *bool { return &c.Discord.Gateway }),
	},
	{
		key:      "discord.shards",
		standard: "1",
		want:     wantShards,
		help:     "How many connections to the gateway there are, each for a part of the servers; auto: as many as Discord recommends.",
		parse:    shards(func(c *Config) *int { return &c.Discord.Shards }),
	},
	{
		key:      "discord.share",
		standard: "off",
		want:     "on or off",
		help:     "Whether those connections are shared with other replicas of Hebb that have the same store.url, each of which takes some.",
		parse:    onOff(func(c *Config) *bool { return &c.Discord.Share }),
	},
}

// Load reads the settings from the file at path, or from no file if path is "",
// and from environ, which is as [os.Environ] gives it. The variable HEBB_CONFIG
// is left to the caller, who knows which file is meant.
//
// Relative paths, here and in the settings, start at the working directory. The
// error is an [Errors] with every mistake found, or another error if the file
// could not be read.
func Load(path string, environ []string) (Config, error) {
	l := newLoader(readFile)
	if path != "" {
		data, err := readFile(path, fileLimit)
		if err != nil {
			return Config{}, fmt.Errorf("read settings: %w", err)
		}
		l.file(path, data)
	}
	l.environment(environ)
	l.secrets()
	l.together()
	return l.result()
}
