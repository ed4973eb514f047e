package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoSecretIsPrinted runs commands with every secret set, in variables and in files, at the
// most talkative level, so that each fails in its own way over a server that is not there.
func TestNoSecretIsPrinted(t *testing.T) {
	oneAfterAnother(t)
	const (
		token    = "MTA5ODc2NTQzMjEwOTg3NjU0Mw" + ".Gcanar.canary_canary_canary_canary_canary" // in halves, for scanners
		gitToken = "glpat-canary-canary"
		key      = "-----BEGIN OPENSSH PRIVATE KEY-----\nY2FuYXJ5Y2FuYXJ5Y2FuYXJ5\n-----END OPENSSH PRIVATE KEY-----"
		address  = "postgres://hebb:canary%2Fpass@127.0.0.1:1/hebb?connect_timeout=1"
	)
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	nobody := "http://127.0.0.1:1"
	git := []string{"HEBB_CONTENT_GIT_DIR=" + filepath.Join(dir, "clone.git")}
	inVariables := append(git, "HEBB_DISCORD_TOKEN="+token, "HEBB_DISCORD_API_URL="+nobody, "HEBB_CONTENT_GIT_URL=https://127.0.0.1:1/x.git", "HEBB_CONTENT_GIT_TOKEN="+gitToken, "HEBB_STORE_URL="+address, "HEBB_STORE_PATH=", "HEBB_LOG_LEVEL=debug")
	inFiles := append(git, "HEBB_DISCORD_TOKEN_FILE="+file("token", token), "HEBB_DISCORD_API_URL="+nobody, "HEBB_CONTENT_GIT_URL=ssh://git@127.0.0.1:1/x.git", "HEBB_CONTENT_GIT_KEY_FILE="+file("key", key), "HEBB_STORE_URL_FILE="+file("url", address), "HEBB_STORE_PATH=", "HEBB_LOG_LEVEL=debug")
	mistaken := []string{"HEBB_DISCORD_TOKEN=two words canary", "HEBB_CONTENT_GIT_TOKEN=canary canary", "HEBB_STORE_URL=canary canary", "HEBB_DISCORD_TOKEN_FILE=canary.txt"}
	for _, tt := range []struct {
		args    []string
		environ []string
	}{
		{[]string{"doctor"}, inVariables},
		{[]string{"doctor", "--json"}, inFiles},
		{[]string{"backup", filepath.Join(dir, "b.tar")}, inVariables},
		{[]string{"restore", filepath.Join(dir, "b.tar")}, inFiles},
		{[]string{"status"}, inVariables},
		{[]string{"--help"}, inVariables},
		{[]string{"init"}, inVariables},
		{[]string{"doctor"}, mistaken},
		{[]string{"run"}, mistaken},
		{[]string{"run"}, append(inFiles, "HEBB_DISCORD_GATEWAY=off")},
	} {
		t.Run(strings.Join(tt.args[:1], " "), func(t *testing.T) {
			t.Chdir(dir)
			var out bytes.Buffer
			run(tt.args, system{environ: tt.environ, stdin: strings.NewReader(""), stdout: &out, stderr: &out})
			for _, trace := range []string{"canary", "Y2FuYXJ5", "MTA5ODc2"} {
				if strings.Contains(strings.ReplaceAll(out.String(), "canary.txt", ""), trace) {
					t.Errorf("%q is printed:\n%s", trace, out.String())
				}
			}
			if out.Len() == 0 {
				t.Error("nothing was printed")
			}
		})
	}
}
