//go:build shared

package simulator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestContractIsStrict: the checks that keep the simulator honest do see mistakes.
func TestContractIsStrict(t *testing.T) {
	c, err := LoadContract(os.DirFS(filepath.Join(os.Getenv("TEST_SHARED"), "discord")))
	if err != nil {
		t.Fatal(err)
	}
	for name, problems := range map[string][]string{
		"/author":         c.event("MESSAGE_CREATE", []byte(`{"id":"1"}`)),
		"app_permissions": c.event("INTERACTION_CREATE", []byte(`{"type":3,"app_permissions":5}`)),
		"chat":            c.event("INTERACTION_CREATE", []byte(`{"type":2,"data":{"type":1}}`)),
		"global":          c.response("GET", "/gateway", 429, []byte(`{}`)),
		"status 201":      c.response("GET", "/gateway", 201, nil),
		"url":             c.response("GET", "/gateway", 200, []byte(`{}`)),
		"message":         c.response("GET", "/gateway", 404, []byte(`{"code":0}`)),
		"content":         c.request("POST", "/channels/{channel_id}/messages", object{"content": 5}),
	} {
		if len(problems) == 0 {
			t.Errorf("%s: nothing found", name)
		}
		t.Log(name, problems)
	}
	if p := c.event("INTERACTION_CREATE", []byte(`{"type":2,"data":{"type":3}}`)); p != nil {
		t.Errorf("there is no schema for context menus: %v", p)
	}
	if p := c.response("GET", "/gateway", 500, nil); p != nil {
		t.Errorf("nothing is promised of a 500: %v", p)
	}
	if _, err := LoadContract(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "read contract") {
		t.Error(err)
	}
}
