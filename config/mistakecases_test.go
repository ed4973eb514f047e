package config

import "strings"

// mistakeTests is every mistake there is, and a few together. To add one, add a
// row with the exact text wanted.
var mistakeTests = []struct {
	name, file string
	environ    []string
	want       []string
}{
	// Values.
	{"duration", "content:\n  poll: soon\n", nil, []string{
		`hebb.yaml:2:9: error: content.poll is "soon": want a duration of at least 1s, such as 30s or 5m [content.poll]`,
	}},
	{"duration without unit", "content.poll: 30", nil, []string{
		`hebb.yaml:1:15: error: content.poll is "30": want a duration of at least 1s, such as 30s or 5m [content.poll]`,
	}},
	{"duration too short", "content.poll: 999ms", nil, []string{
		`hebb.yaml:1:15: error: content.poll is "999ms": want a duration of at least 1s, such as 30s or 5m [content.poll]`,
	}},
	{"empty duration", `content.poll: ""`, nil, []string{
		`hebb.yaml:1:15: error: content.poll is "": want a duration of at least 1s, such as 30s or 5m [content.poll]`,
	}},
	{"path", `content.dir: "a\0b"`, nil, []string{
		`hebb.yaml:1:14: error: content.dir is "a\x00b": want the path of a folder, or nothing [content.dir]`,
	}},
	{"country in lower case", "country: gb", nil, []string{
		`hebb.yaml:1:10: error: country is "gb": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"country by habit", "country: UK", nil, []string{
		`hebb.yaml:1:10: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"country by number", "country: 826", nil, []string{
		`hebb.yaml:1:10: error: country is "826": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"helplines that are no ids", "helplines.withdrawn: us-1; us-2", nil, []string{
		`hebb.yaml:1:22: error: helplines.withdrawn is "us-1; us-2": want ids of helplines.yaml with commas between, such as "us-1, eu-116123", or nothing [helplines.withdrawn]`,
	}},
	{"id of a server", "library.home_guild: home", nil, []string{
		`hebb.yaml:1:21: error: library.home_guild is "home": want the id of a server, such as 1098765432109876543, or nothing [library.home_guild]`,
	}},
	{"id of a role", "library.role: 0123", nil, []string{
		`hebb.yaml:1:15: error: library.role is "0123": want the id of a role of that server, such as 1098765432109876543, or nothing [library.role]`,
	}},
	{"a git remote with a password", "content.git.url: https://me:s3cret@git.example/x.git", nil, []string{
		`hebb.yaml:1:18: error: content.git.url holds a name or a password, and those do not stand in settings: leave it out, and use HEBB_CONTENT_GIT_TOKEN or content.git.token_file [content.git.url]`,
	}},
	{"two places for what is kept", "store:\n  path: x.db\n", []string{"HEBB_STORE_URL=postgres://me:s3cret@db/hebb"}, []string{
		`hebb.yaml:2:9: error: store.path and store.url (HEBB_STORE_URL) are both set: what is kept is in one of them [store.path]`,
	}},
	{"two places for content", "content:\n  dir: lib\n  git.url: https://git.example/x.git\n", nil, []string{
		`hebb.yaml:3:12: error: content.git.url and content.dir (HEBB_CONTENT_DIR) are both set: the content comes from one of them [content.git.url]`,
	}},
	{"a git folder outside", "content.git: {path: ../x, interval: 1s, branch: \"\", push: maybe}", nil, []string{
		`hebb.yaml:1:21: error: content.git.path is "../x": want a folder in the repository, such as knowledge/content, or nothing [content.git.path]`,
		`hebb.yaml:1:37: error: content.git.interval is "1s": want a duration of at least 10s, such as 1m or 1h [content.git.interval]`,
		`hebb.yaml:1:49: error: content.git.branch is "": want the name of a branch [content.git.branch]`,
		`hebb.yaml:1:59: error: content.git.push is "maybe": want on or off [content.git.push]`,
	}},
	{"address to listen at", "interactions.listen: 8080", nil, []string{
		`hebb.yaml:1:22: error: interactions.listen is "8080": want a host and port such as :8443 or 127.0.0.1:8080, or nothing [interactions.listen]`,
	}},
	{"listening without a key", "interactions:\n  listen: :8080\n", nil, []string{
		`hebb.yaml:2:11: error: interactions.listen needs interactions.public_key (HEBB_INTERACTIONS_PUBLIC_KEY) as well: the developer portal shows it under "General Information" [interactions.public_key]`,
	}},
	{"listening without a key, by a variable", "", []string{"HEBB_INTERACTIONS_LISTEN=:8080", "HEBB_INTERACTIONS_PUBLIC_KEY="}, []string{
		`HEBB_INTERACTIONS_LISTEN: error: interactions.listen needs interactions.public_key (HEBB_INTERACTIONS_PUBLIC_KEY) as well: the developer portal shows it under "General Information" [interactions.public_key]`,
	}},
	{"no way in at all", "discord.gateway: off", nil, []string{
		`hebb.yaml:1:18: error: discord.gateway is off and interactions.listen (HEBB_INTERACTIONS_LISTEN) is empty: nothing would be heard from Discord [interactions.listen]`,
	}},
	{"no shards", "discord.shards: 0", nil, []string{
		`hebb.yaml:1:17: error: discord.shards is "0": want a number from 1 to 10000, or auto [discord.shards]`,
	}},
	{"shards shared nowhere", "discord.share: on", nil, []string{
		`hebb.yaml:1:16: error: discord.share needs store.url (HEBB_STORE_URL) as well: replicas agree there on who answers for what [discord.share]`,
	}},
	{"gateway by another word", "discord.gateway: false", nil, []string{
		`hebb.yaml:1:18: error: discord.gateway is "false": want on or off [discord.gateway]`,
	}},
	{"short public key", "interactions.public_key: ab12", nil, []string{
		`hebb.yaml:1:26: error: interactions.public_key is "ab12": want 64 hexadecimal digits, as the developer portal shows the application's public key, or nothing [interactions.public_key]`,
	}},
	{"level", "log.level: Debug", nil, []string{
		`hebb.yaml:1:12: error: log.level is "Debug": want debug, info, warn or error [log.level]`,
	}},
	{"format", "log.format: xml", nil, []string{
		`hebb.yaml:1:13: error: log.format is "xml": want text or json [log.format]`,
	}},
	{"long value", "log.level: " + strings.Repeat("é", 70), nil, []string{
		`hebb.yaml:1:12: error: log.level is "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…": want debug, info, warn or error [log.level]`,
	}},
	{"block value", "log:\n  level: |\n    debug\n    info\n", nil, []string{
		`hebb.yaml:2:10: error: log.level is "debug\ninfo\n": want debug, info, warn or error [log.level]`,
	}},
	{"no value", "log:\n  level:\n  format: ~\n", nil, []string{
		`hebb.yaml:2:3: error: log.level has no value: want debug, info, warn or error [log.level]`,
		`hebb.yaml:3:3: error: log.format has no value: want text or json [log.format]`,
	}},
	{"list for text", "log.level: [debug]\ncontent:\n  dir:\n    - x\n", nil, []string{
		`hebb.yaml:1:12: error: log.level is a list: want debug, info, warn or error [log.level]`,
		`hebb.yaml:4:5: error: content.dir is a list: want the path of a folder, or nothing [content.dir]`,
	}},
	{"section for text", "log.level: {a: b}\ncontent:\n  dir:\n    é: x\n", nil, []string{
		`hebb.yaml:1:12: error: log.level is a section: want debug, info, warn or error [log.level]`,
		`hebb.yaml:4:5: error: content.dir is a section: want the path of a folder, or nothing [content.dir]`,
	}},

	// Keys.
	{"unknown key", "content:\n  pol: 5m\n", nil, []string{
		`hebb.yaml:2:3: error: no setting is called "content.pol": did you mean content.poll? [unknown-key]`,
	}},
	{"unknown section", "contnet:\n  poll: 5m\n", nil, []string{
		`hebb.yaml:1:1: error: no setting is called "contnet": did you mean content? [unknown-key]`,
	}},
	{"section left out", "poll: 5m", nil, []string{
		`hebb.yaml:1:1: error: no setting is called "poll": did you mean content.poll? [unknown-key]`,
	}},
	{"section too many", "content:\n  country: GB\n", nil, []string{
		`hebb.yaml:2:3: error: no setting is called "content.country": did you mean country? [unknown-key]`,
	}},
	{"case", "Log:\n  Level: info\nlog: {Level: info}\n", []string{"HEBB_log_level=info"}, []string{
		`hebb.yaml:1:1: error: no setting is called "Log": did you mean log? [unknown-key]`,
		`hebb.yaml:3:7: error: no setting is called "log.Level": did you mean log.level? [unknown-key]`,
		`HEBB_log_level: error: no setting has this variable: did you mean HEBB_LOG_LEVEL? [unknown-variable]`,
	}},
	{"no guess", "zzz: 1\ncontent.zzzzzzzz: 1\ndiscord: {zzzzzzzzz: 1}", nil, []string{
		`hebb.yaml:1:1: error: no setting is called "zzz": want content, country, helplines, library, store, interactions, status, log or discord [unknown-key]`,
		`hebb.yaml:2:1: error: no setting is called "content.zzzzzzzz": want content, country, helplines, library, store, interactions, status, log or discord [unknown-key]`,
		`hebb.yaml:3:11: error: no setting is called "discord.zzzzzzzzz": want discord.token, discord.token_file, discord.api_url, discord.gateway, discord.shards or discord.share [unknown-key]`,
	}},
	{"odd key", "\"a\\nb\\u202e\": 1\n12: 1\n", nil, []string{
		`hebb.yaml:1:1: error: no setting is called "a\nb\u202e": want content, country, helplines, library, store, interactions, status, log or discord [unknown-key]`,
		`hebb.yaml:2:1: error: no setting is called "12": want content, country, helplines, library, store, interactions, status, log or discord [unknown-key]`,
	}},
	{"duplicate", "log.level: info\nlog:\n  level: warn\nlog.level: [x]\n", nil, []string{
		`hebb.yaml:3:3: error: log.level is given twice, first at hebb.yaml:1:1 [log.level]`,
		`hebb.yaml:4:1: error: log.level is given twice, first at hebb.yaml:1:1 [log.level]`,
	}},
	{"duplicate section", "log: {level: info}\nlog: {format: xml}", nil, []string{
		`hebb.yaml:2:1: error: log is given twice, first at hebb.yaml:1:1 [log]`,
		`hebb.yaml:2:15: error: log.format is "xml": want text or json [log.format]`,
	}},
	{"section as text", "content: x\nlog: [y]\n", nil, []string{
		`hebb.yaml:1:10: error: content is a single value: want a section with content.dir, content.poll or content.git [content]`,
		`hebb.yaml:2:6: error: log is a list: want a section with log.level or log.format [log]`,
	}},

	// The form of the file.
	{"list", "\n- a\n", nil, []string{
		`hebb.yaml:2:1: error: the file is a list: want settings, such as "country: GB" [yaml]`,
	}},
	{"text", bear, nil, []string{
		`hebb.yaml:1:1: error: the file is a single value: want settings, such as "country: GB" [yaml]`,
	}},
	{"syntax", "log:\n  level: [debug\n", nil, []string{
		`hebb.yaml:2:10: error: this is not valid YAML: sequence end token ']' not found [yaml]`,
	}},
	{"syntax after a wide letter", "content: {dir: 日本, poll: @}\n", nil, []string{
		`hebb.yaml:1:26: error: this is not valid YAML: '@' is a reserved character [yaml]`,
	}},
	{"tab", "log:\n\tlevel: debug\n", nil, []string{
		`hebb.yaml:2:1: error: this is not valid YAML: found character '\t' that cannot start any token [yaml]`,
	}},
	{"two documents", "log.level: info\n---\nlog.format: xml\n", nil, []string{
		`hebb.yaml:3:1: error: a second document begins here: want one [yaml]`,
	}},
	{"anchor and alias", "log: &l {level: loud}\ncontent: *l\n", nil, []string{
		`hebb.yaml:1:6: error: anchors (&) are not allowed: write the value alone [yaml]`,
		`hebb.yaml:1:17: error: log.level is "loud": want debug, info, warn or error [log.level]`,
		`hebb.yaml:2:10: error: aliases (*) are not allowed: write the value out [yaml]`,
	}},
	{"anchor without value", "country: &x\n", nil, []string{
		`hebb.yaml:1:10: error: anchors (&) are not allowed: write the value alone [yaml]`,
	}},
	{"anchor on the document", "&x\ncountry: UK\n", nil, []string{
		`hebb.yaml:1:1: error: anchors (&) are not allowed: write the value alone [yaml]`,
		`hebb.yaml:2:10: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"merge key", "log:\n  <<: {level: info}\n", nil, []string{
		`hebb.yaml:2:3: error: merge keys (<<) are not allowed: write the settings out [yaml]`,
	}},
	{"tag", "country: !!str UK\n", nil, []string{
		`hebb.yaml:1:10: error: tags (!) are not allowed: write the value alone [yaml]`,
		`hebb.yaml:1:15: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"directive", "%YAML 1.2\n---\ncountry: UK\n", nil, []string{
		`hebb.yaml:1:1: error: directives (%) are not allowed: leave it out [yaml]`,
		`hebb.yaml:3:10: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"complex key", "? country\n: UK\n", nil, []string{
		`hebb.yaml:1:1: error: complex keys (?) are not allowed: write the key, a colon and the value [yaml]`,
	}},
	{"not UTF-8", "country: GB\n# é\xff\n", nil, []string{
		`hebb.yaml:2:4: error: the file is not in UTF-8 from here on [yaml]`,
	}},
	{"control character", "country: GB\r\n# \x1b[31m\n", nil, []string{
		`hebb.yaml:2:3: error: a control character (U+001B) stands here: want text [yaml]`,
	}},
	{"old line break", "country: GB\rlog.level: info\r", nil, []string{
		`hebb.yaml:1:12: error: a control character (U+000D) stands here: want text [yaml]`,
	}},
	{"too large", "# " + strings.Repeat("x", fileLimit), nil, []string{
		`hebb.yaml: error: the file is larger than 1 MiB [yaml]`,
	}},
	{"too long", strings.Repeat("\n", lineLimit), nil, []string{
		`hebb.yaml: error: the file is longer than 10000 lines [yaml]`,
	}},
	{"too deep", strings.Repeat("[", tokenLimit+1), nil, []string{
		`hebb.yaml: error: the file has too many parts: want at most 10000 keys, values and signs [yaml]`,
	}},

	// The environment.
	{"variable's value", "", []string{"HEBB_CONTENT_POLL=soon", "HEBB_COUNTRY=UK"}, []string{
		`HEBB_CONTENT_POLL: error: content.poll is "soon": want a duration of at least 1s, such as 30s or 5m [content.poll]`,
		`HEBB_COUNTRY: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
	}},
	{"unknown variable", "", []string{"HEBB_CONTENT_POL=5m", "HEBB_TOKEN=" + bear, "HEBB_ZZZ=1", "HEBB_=1"}, []string{
		`HEBB_: error: no setting has this variable [unknown-variable]`,
		`HEBB_CONTENT_POL: error: no setting has this variable: did you mean HEBB_CONTENT_POLL? [unknown-variable]`,
		`HEBB_TOKEN: error: no setting has this variable: did you mean HEBB_DISCORD_TOKEN? [unknown-variable]`,
		`HEBB_ZZZ: error: no setting has this variable [unknown-variable]`,
	}},

	// Secrets.
	{"secret in the file", "discord:\n  token: " + bear, nil, []string{
		`hebb.yaml:2:3: error: discord.token is a secret, and not to be written in this file: use HEBB_DISCORD_TOKEN or discord.token_file [discord.token]`,
	}},
	{"secret in the file, oddly", "discord.token: {" + bear + ": [" + bear + "]}", nil, []string{
		`hebb.yaml:1:1: error: discord.token is a secret, and not to be written in this file: use HEBB_DISCORD_TOKEN or discord.token_file [discord.token]`,
	}},
	{"secret as a section", "discord: " + bear, nil, []string{
		`hebb.yaml:1:10: error: discord is a single value: want a section with discord.token, discord.token_file, discord.api_url, discord.gateway, discord.shards or discord.share [discord]`,
	}},
	{"secret under a misspelt key", "discord:\n  tokn: " + bear, nil, []string{
		`hebb.yaml:2:3: error: no setting is called "discord.tokn": did you mean HEBB_DISCORD_TOKEN or discord.token_file? [unknown-key]`,
	}},
	{"secret in bad syntax", "discord:\n  token: '" + bear, nil, []string{
		`hebb.yaml:2:10: error: this is not valid YAML: could not find end character of single-quoted text [yaml]`,
	}},
	{"secret of two words", "", []string{"HEBB_DISCORD_TOKEN=Bot " + bear}, []string{
		`HEBB_DISCORD_TOKEN: error: discord.token is not usable: want the token alone, in one word, as Discord's developer portal shows it [discord.token]`,
	}},
	{"secret for a file's name", "", []string{"HEBB_DISCORD_TOKEN_FILE=" + bear}, []string{
		`HEBB_DISCORD_TOKEN_FILE: error: discord.token_file names a file that cannot be read: file does not exist [discord.token_file]`,
	}},
	{"secret's file missing", "discord:\n  token_file: none", nil, []string{
		`hebb.yaml:2:15: error: discord.token_file names a file that cannot be read: file does not exist [discord.token_file]`,
	}},
	{"secret's file empty", "discord.token_file: empty", nil, []string{
		`hebb.yaml:1:21: error: discord.token_file names an empty file: want the secret and nothing else [discord.token_file]`,
	}},
	{"secret's file large", "discord.token_file: large", nil, []string{
		`hebb.yaml:1:21: error: discord.token_file names a file larger than 64 KiB: want the secret and nothing else [discord.token_file]`,
	}},
	{"secret's file of two lines", "discord.token_file: two", nil, []string{
		`hebb.yaml:1:21: error: discord.token is not usable: want the token alone, in one word, as Discord's developer portal shows it [discord.token]`,
	}},
	{"secret's file a list", "discord.token_file: [ok]", nil, []string{
		`hebb.yaml:1:21: error: discord.token_file is a list: want the path of a file [discord.token_file]`,
	}},
	{"secret given twice", "discord:\n  token_file: ok", []string{"HEBB_DISCORD_TOKEN=" + bear}, []string{
		`HEBB_DISCORD_TOKEN: error: discord.token is given by hebb.yaml:2:15 too: keep one [discord.token]`,
	}},
	{"secret given twice by variables", "", []string{"HEBB_DISCORD_TOKEN=" + bear, "HEBB_DISCORD_TOKEN_FILE=ok"}, []string{
		`HEBB_DISCORD_TOKEN: error: discord.token is given by HEBB_DISCORD_TOKEN_FILE too: keep one [discord.token]`,
	}},

	// All of it at once, in order.
	{"everything", "log.level: loud\nzzz: 1\ncountry: UK\ndiscord.token_file: none\n", []string{
		"HEBB_LOG_LEVEL=soft", "HEBB_CONTENT_POLL=never", "HEBB_ZZZ=1",
	}, []string{
		`hebb.yaml:1:12: error: log.level is "loud": want debug, info, warn or error [log.level]`,
		`hebb.yaml:2:1: error: no setting is called "zzz": want content, country, helplines, library, store, interactions, status, log or discord [unknown-key]`,
		`hebb.yaml:3:10: error: country is "UK": want an ISO 3166-1 country code in upper case, such as GB, or nothing [country]`,
		`hebb.yaml:4:21: error: discord.token_file names a file that cannot be read: file does not exist [discord.token_file]`,
		`HEBB_CONTENT_POLL: error: content.poll is "never": want a duration of at least 1s, such as 30s or 5m [content.poll]`,
		`HEBB_LOG_LEVEL: error: log.level is "soft": want debug, info, warn or error [log.level]`,
		`HEBB_ZZZ: error: no setting has this variable [unknown-variable]`,
	}},
}
