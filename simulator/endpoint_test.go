package simulator_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// A webApp is a bot that takes interactions over HTTP: it checks the signature unless it
// is told not to, and answers with what it is told.
type webApp struct {
	stage
	*httptest.Server
	key      ed25519.PublicKey
	careless atomic.Bool
	answer   atomic.Value            // string: the body; "" is 202
	taken    chan map[string]any     // interactions with a good signature
	hold     atomic.Pointer[barrier] // what a response waits for
}

type barrier struct{ open chan struct{} }

func newWebApp(t *testing.T) *webApp {
	st := newStage(t)
	key, err := hex.DecodeString(st.sim.PublicKey())
	if err != nil || len(key) != ed25519.PublicKeySize {
		t.Fatalf("public key %q", st.sim.PublicKey())
	}
	a := &webApp{stage: st, key: key, taken: make(chan map[string]any, 100)}
	a.answer.Store("")
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Server.Close)
	return a
}

func (a *webApp) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	stamp := r.Header.Get("X-Signature-Timestamp")
	sum, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
	seconds, _ := strconv.ParseInt(stamp, 10, 64)
	good := len(sum) == ed25519.SignatureSize && ed25519.Verify(a.key, append([]byte(stamp), body...), sum)
	off := a.clock.Now().Sub(time.Unix(seconds, 0)).Abs()
	if !a.careless.Load() && (!good || off > time.Minute) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	var i map[string]any
	_ = json.Unmarshal(body, &i)
	answer := a.answer.Load().(string)
	switch {
	case i["type"] == 1.0:
		answer = `{"type":1}`
	case good:
		a.taken <- i
	}
	if h := a.hold.Load(); h != nil {
		select {
		case <-h.open:
		case <-r.Context().Done():
		}
	}
	if answer == "" {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprint(w, answer)
}

func (a *webApp) deliver() {
	a.Helper()
	if err := a.sim.DeliverTo(within(a.T), a.URL); err != nil {
		a.Fatal(err)
	}
}

const helloAnswer = `{"type":4,"data":{"content":"hello"}}`

// TestResponseIsTheFirstAnswer: what is said in the response counts as a callback would,
// and the gateway hears nothing of it.
func TestResponseIsTheFirstAnswer(t *testing.T) {
	a := newWebApp(t)
	gw := dial(t, a.sim)
	gw.identify(a.sim, usualIntents)
	gw.want(0, "GUILD_CREATE")
	a.deliver()
	a.answer.Store(helloAnswer)
	i := a.ask()
	r := must[simulator.Response](t)(i.Response(within(t)))
	if r.Message.Content != "hello" {
		t.Errorf("%+v", r.Message)
	}
	if got := <-a.taken; got["id"] != i.ID() || got["token"] != i.Token() {
		t.Errorf("delivered %v", got)
	}
	// A callback that comes second is refused, but it is no mistake: the bot may want to be sure.
	a.want(a.callback(i, helloAnswer), 400, 40060)
	a.alice.Say(a.general, "<@bot> hi")
	gw.want(0, "MESSAGE_CREATE") // the answer
	gw.want(0, "MESSAGE_CREATE") // and no INTERACTION_CREATE before them
	if n := a.sim.Sent(); n.Responses != 1 || n.Callbacks != 0 || n.Deliveries != 1 || len(a.sim.Failures()) != 0 {
		t.Errorf("%+v, failures %q", n, a.sim.Failures())
	}
	if err := a.sim.DeliverTo(within(t), ""); err != nil {
		t.Fatal(err)
	}
	a.ask()
	gw.want(0, "INTERACTION_CREATE")
}

// TestCallbackAfter202: "the answer comes by a callback".
func TestCallbackAfter202(t *testing.T) {
	a := newWebApp(t)
	a.deliver()
	i := a.ask()
	<-a.taken
	a.want(a.callback(i, helloAnswer), 204, 0)
	a.want(a.callback(i, helloAnswer), 400, 40060)
	if n := a.sim.Sent(); n.Responses != 0 || n.Callbacks != 1 || len(a.sim.Failures()) != 1 {
		t.Errorf("%+v, failures %q", n, a.sim.Failures())
	}
}

// TestBadResponses are held to the same rules as callbacks.
func TestBadResponses(t *testing.T) {
	for name, answer := range map[string]string{
		"too long":       `{"type":4,"data":{"content":"` + n(2001) + `"}}`,
		"wrong type":     `{"type":8,"data":{"choices":[]}}`,
		"PONG":           `{"type":1}`,
		"not JSON":       `hello`,
		"empty":          `{}`,
		"nothing in it":  `{"type":4,"data":{}}`,
		"unknown colour": `{"type":4,"data":{"embeds":[{"title":"t","color":-1}]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			a := newWebApp(t)
			a.deliver()
			a.answer.Store(answer)
			i := a.ask()
			if err := a.sim.Wait(within(t), func() bool { return len(a.sim.Failures()) > 0 }); err != nil {
				t.Fatal(err)
			}
			if a.sim.Sent().Responses != 0 {
				t.Error("the response was taken")
			}
			a.want(a.callback(i, helloAnswer), 204, 0) // there is still time for a good one
		})
	}
}

// TestLateResponse: after 3 seconds the member reads that the application did not
// respond, whatever comes.
func TestLateResponse(t *testing.T) {
	a := newWebApp(t)
	a.deliver()
	a.answer.Store(helloAnswer)
	b := &barrier{make(chan struct{})}
	a.hold.Store(b)
	i := a.ask()
	<-a.taken
	a.clock.Advance(3 * time.Second)
	if _, err := i.Response(within(t)); !errors.Is(err, simulator.ErrNoResponse) {
		t.Errorf("error %v", err)
	}
	close(b.open)
	a.want(a.callback(i, helloAnswer), 404, 10062)
}

// TestEndpointThatDoesNotCheck is not taken, and taken away once it no longer checks.
func TestEndpointThatDoesNotCheck(t *testing.T) {
	a := newWebApp(t)
	a.careless.Store(true)
	if err := a.sim.DeliverTo(within(t), a.URL); err == nil || !strings.Contains(err.Error(), "401") {
		t.Errorf("error %v", err)
	}
	if err := a.sim.DeliverTo(within(t), "http://127.0.0.1:1/interactions"); err == nil {
		t.Error("an endpoint that is not there was taken")
	}
	a.careless.Store(false)
	a.deliver()
	a.answer.Store(helloAnswer)
	for range 5 { // more than one kind of forgery
		for range 5 {
			if _, err := a.ask().Response(within(t)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := a.sim.Sent().Forgeries; n != 5 || len(a.sim.Failures()) != 0 {
		t.Errorf("%d forgeries, failures %q", n, a.sim.Failures())
	}
	a.careless.Store(true)
	for range 5 {
		_, _ = a.ask().Response(within(t))
	}
	if f := a.sim.Failures(); len(f) != 1 || !strings.Contains(f[0], "bad signature") {
		t.Errorf("failures %q", f)
	}
	if text := call(t, a.sim, "GET", "/api/v10/applications/@me", ""); text.status != 200 || !strings.Contains(string(text.body), `"interactions_endpoint_url":null`) {
		t.Errorf("the URL is still there: %s", text.body)
	}
}

// TestFaultsOverHTTP are a clock that is off and a response that is lost.
func TestFaultsOverHTTP(t *testing.T) {
	a := newWebApp(t)
	a.deliver()
	a.answer.Store(helloAnswer)
	skew := a.sim.Fault(simulator.ClockSkew(-10 * time.Minute))
	i := a.ask()
	if err := a.sim.Wait(within(t), func() bool { return skew.Used() == 1 }); err != nil {
		t.Fatal(err)
	}
	a.want(a.callback(i, helloAnswer), 204, 0)
	a.sim.Fault(simulator.ResponseLost)
	i = a.ask()
	<-a.taken
	a.want(a.callback(i, helloAnswer), 204, 0) // Discord knows of no other answer
	if f := a.sim.Failures(); len(f) != 0 {
		t.Errorf("failures %q", f)
	}
}
