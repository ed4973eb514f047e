//go:build shared

package simulator_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hebb-bot/hebb/simulator"
)

// TestSharedPayloads are the request bodies of shared/discord/payload-cases.json, as
// discordgo serialises them: all verdicts have to be right, those that the OpenAPI
// description misses included, with and without the contract.
func TestSharedPayloads(t *testing.T) {
	shared := os.Getenv("TEST_SHARED")
	if shared == "" {
		t.Fatal("TEST_SHARED says where ../shared is")
	}
	text, err := os.ReadFile(filepath.Join(shared, "discord", "payload-cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []sample
	decode(t, text, &cases)
	if len(cases) != 27 {
		t.Errorf("%d cases", len(cases))
	}
	for name, c := range map[string]struct {
		contract *simulator.Contract
		caught   int32 // of the 16 bad ones, by the description (C)
	}{"own assertions": {nil, 0}, "with the contract": {contract(t), 13}} {
		var caught atomic.Int32
		t.Run(name, func(t *testing.T) {
			for _, sample := range cases {
				t.Run(sample.Name, func(t *testing.T) {
					st := newStageWith(t, simulator.Options{Contract: c.contract})
					if st.judge(sample) {
						caught.Add(1)
					}
				})
			}
		})
		if caught.Load() != c.caught {
			t.Errorf("%s: the description catches %d; want %d", name, caught.Load(), c.caught)
		}
	}
}

// A sample is one of the shared payloads.
type sample struct {
	Name, Method, Path string
	Want               bool
	Body               json.RawMessage
}

// judge checks the verdict on a sample, and reports whether the contract has something
// against it.
func (s stage) judge(c sample) (caught bool) {
	s.Helper()
	a := s.play(c.Method, c.Path, string(c.Body))
	if got := a.status/100 == 2; got != c.Want {
		s.Errorf("accepted = %v: %d %s", got, a.status, a.body)
	}
	if !c.Want && a.code() != 50035 {
		s.Errorf("code %d", a.code())
	}
	for _, v := range s.sim.Violations() {
		caught = caught || v.Side == "request"
		if c.Want || v.Side != "request" {
			s.Error(v)
		}
	}
	return caught
}

var ids = regexp.MustCompile(`\d{18}`)

// play sends a case to where its path means: the ids in it are made up.
func (s stage) play(method, path, body string) restAnswer {
	s.Helper()
	switch {
	case strings.HasSuffix(path, "/commands"):
		return call(s.T, s.sim, method, ids.ReplaceAllString(path, s.sim.ApplicationID()), body)
	case strings.HasSuffix(path, "/messages"):
		m := s.alice.Say(s.general, "hello")
		body = regexp.MustCompile(`"message_id": ?"\d+"`).ReplaceAllString(body, `"message_id":"`+m.ID+`"`)
		body = regexp.MustCompile(`"channel_id": ?"\d+"`).ReplaceAllString(body, `"channel_id":"`+s.general.ID()+`"`)
		return call(s.T, s.sim, method, ids.ReplaceAllString(path, s.general.ID()), body)
	case strings.HasSuffix(path, "/callback"):
		return s.callback(s.interactionFor(body), body)
	}
	i := s.ask()
	s.want(s.callback(i, hello), 204, 0)
	return s.webhook(i, method, "/messages/@original", body)
}

// interactionFor begins the interaction that a callback's type is for.
func (s stage) interactionFor(body string) *simulator.Interaction {
	var b struct{ Type int }
	decode(s.T, []byte(body), &b)
	switch b.Type {
	case 8:
		return s.alice.Autocomplete(s.general, "ask", "about", "x")
	case 6, 7:
		i := s.ask()
		s.want(s.callback(i, `{"type":4,"data":{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"More","custom_id":"more"}]}]}}`), 204, 0)
		return s.alice.Press(new(s.general.Messages()[0]), "More")
	}
	return s.ask()
}
