package bot

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/responses"
)

// ours is the key that calls are signed with here; any seed would do.
var ours = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

// noon is what the clock of every door here says.
var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// newFront is a bot over the test library behind a door, without the network.
func newFront(tb testing.TB, session Session, log io.Writer) front {
	tb.Helper()
	folder := os.DirFS("../responses/testdata/library")
	library, _, err := live.Open(live.Options{Embedded: folder})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(library.Close)
	helplines, err := knowledge.LoadHelplines(folder)
	if err != nil {
		tb.Fatal(err)
	}
	responder, err := responses.New(responses.Options{Library: library, Helplines: helplines, Country: "US"})
	if err != nil {
		tb.Fatal(err)
	}
	logger := logrus.New()
	logger.SetOutput(log)
	logger.SetLevel(logrus.DebugLevel)
	v, err := newVerifier(hex.EncodeToString(ours.Public().(ed25519.PublicKey)))
	if err != nil {
		tb.Fatal(err)
	}
	v.now = func() time.Time { return noon }
	d := &Door{verifier: v}
	return front{d, New(Options{Session: session, Responder: responder, Library: library, Secret: "s", Log: logger, Door: d})}
}

// call is a request as Discord makes it at a time.
func call(body string, at time.Time) *http.Request {
	r := httptest.NewRequest(http.MethodPost, interactionsPath, strings.NewReader(body))
	stamp := strconv.FormatInt(at.Unix(), 10)
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(ours, []byte(stamp+body))))
	return r
}

// askBody is the body of /ask.
func askBody(id int, question string) string {
	return fmt.Sprintf(`{"id":"%d","application_id":"9","token":"t%d","type":2,"guild_id":"2","channel_id":"3","member":{"user":{"id":"4"}},"data":{"id":"5","name":"ask","type":1,"options":[{"name":"question","type":3,"value":%q,"focused":true}]}}`, id, id, question)
}

func (f front) knock(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w
}

const ping = `{"id":"1","application_id":"9","token":"t","type":1,"version":1}`

// TestWhatTheDoorTakes is every kind of call and its status. Nothing that is not signed
// gets further than the door.
func TestWhatTheDoorTakes(t *testing.T) {
	f := newFront(t, counter{sent: func() {}}, io.Discard)
	large := `{"type":1,"x":"` + strings.Repeat("x", maxCall) + `"}`
	changed := func(change func(*http.Request)) *http.Request {
		r := call(ping, noon)
		change(r)
		return r
	}
	header := func(name string, values ...string) *http.Request {
		return changed(func(r *http.Request) { r.Header[name] = values })
	}
	sum := call(ping, noon).Header.Get("X-Signature-Ed25519")
	for name, tt := range map[string]struct {
		call   *http.Request
		status int
	}{
		"PING":                          {call(ping, noon), 200},
		"clock 4 minutes behind":        {call(ping, noon.Add(4*time.Minute)), 200},
		"clock 4 minutes ahead":         {call(ping, noon.Add(-4*time.Minute)), 200},
		"question":                      {call(askBody(1, "what is depression"), noon), 200},
		"other path":                    {changed(func(r *http.Request) { r.URL.Path = "/" }), 404},
		"path below":                    {changed(func(r *http.Request) { r.URL.Path = "/interactions/1" }), 404},
		"unclean path":                  {changed(func(r *http.Request) { r.URL.Path = "//interactions" }), 404},
		"GET":                           {changed(func(r *http.Request) { r.Method = "GET" }), 405},
		"PUT":                           {changed(func(r *http.Request) { r.Method = "PUT" }), 405},
		"no signature":                  {header("X-Signature-Ed25519"), 401},
		"no timestamp":                  {header("X-Signature-Timestamp"), 401},
		"two signatures":                {header("X-Signature-Ed25519", sum, sum), 401},
		"signature that is not hex":     {header("X-Signature-Ed25519", strings.Repeat("zz", 64)), 401},
		"short signature":               {header("X-Signature-Ed25519", sum[2:]), 401},
		"long signature":                {header("X-Signature-Ed25519", sum+"00"), 401},
		"zero signature":                {header("X-Signature-Ed25519", strings.Repeat("00", 64)), 401},
		"timestamp of another moment":   {header("X-Signature-Timestamp", strconv.FormatInt(noon.Unix()+1, 10)), 401},
		"timestamp in words":            {header("X-Signature-Timestamp", "noon"), 401},
		"timestamp beyond all time":     {header("X-Signature-Timestamp", strings.Repeat("9", 30)), 401},
		"other body":                    {changed(func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(ping + " ")) }), 401},
		"6 minutes old":                 {call(ping, noon.Add(-6*time.Minute)), 401},
		"from the future":               {call(ping, noon.Add(6*time.Minute)), 401},
		"too large":                     {call(large, noon), 413},
		"body that breaks off":          {changed(func(r *http.Request) { r.Body = io.NopCloser(io.MultiReader(strings.NewReader("{"), broken{})) }), 400},
		"empty":                         {call("", noon), 400},
		"not JSON":                      {call("hello", noon), 400},
		"JSON of another kind":          {call(`[1]`, noon), 400},
		"null":                          {call(`null`, noon), 400},
		"two in one":                    {call(ping+ping, noon), 400},
		"unknown type":                  {call(`{"id":"1","type":6}`, noon), 400},
		"no type":                       {call(`{"id":"1"}`, noon), 400},
		"type in words":                 {call(`{"id":"1","type":"1"}`, noon), 400},
		"command without data":          {call(`{"id":"2","token":"t","type":2,"user":{"id":"4"}}`, noon), 400},
		"command of nobody":             {call(`{"id":"3","token":"t","type":2,"data":{"name":"ask"}}`, noon), 400},
		"press without a custom id":     {call(`{"id":"4","token":"t","type":3,"data":{},"user":{"id":"4"}}`, noon), 400},
		"components that nobody knows":  {call(`{"id":"5","token":"t","type":3,"message":{"components":[{"type":99}]},"data":{"custom_id":"x"},"user":{"id":"4"}}`, noon), 400},
		"command that is not ours":      {call(`{"id":"6","token":"t","type":2,"data":{"name":"nothing"},"user":{"id":"4"}}`, noon), 200},
		"a button of another version":   {call(`{"id":"7","token":"t","type":3,"data":{"custom_id":"h0:x"},"user":{"id":"4"}}`, noon), 200},
		"a form of another version":     {call(`{"id":"8","token":"t","type":5,"data":{"custom_id":"h0:x","components":[]},"user":{"id":"4"}}`, noon), 200},
		"suggestions for what is typed": {call(strings.Replace(askBody(9, "depr"), `"type":2`, `"type":4`, 1), noon), 200},
	} {
		t.Run(name, func(t *testing.T) {
			w := f.knock(tt.call)
			if w.Code != tt.status {
				t.Errorf("%d %s; want %d", w.Code, w.Body, tt.status)
			}
			if kind := w.Header().Get("Content-Type"); w.Code == 200 && kind != "application/json" {
				t.Errorf("Content-Type %q", kind)
			}
		})
	}
	if got := f.knock(call(ping, noon)).Body.String(); got != `{"type":1}` {
		t.Errorf("PONG is %s", got)
	}
	if n := f.bot.Stats().Panics.Load(); n != 0 {
		t.Errorf("%d panics", n)
	}
}

// broken is a connection that breaks off.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("broken off") }

// TestSignaturesOfOthers: made by OpenSSL 3.0.19 (pkeyutl -sign -rawin) and by Node 20
// (crypto.sign), over the timestamp and the body as they stand.
func TestSignaturesOfOthers(t *testing.T) {
	const body = `{"application_id":"1098765432109876543","id":"1300000000000000001","token":"a-token","type":1,"version":1}`
	const timestamp = "1764167400"
	for name, tt := range map[string]struct{ key, sum string }{
		"OpenSSL": {"32c7ae25c536277aa10fabbd05f697a71e7cf38f5d1048236fc6dc81f675e71e",
			"98791f9a4e19f51642aa1ba3c685431d4596daa7ad2831e8e48efb10116521f0322ae81959b832cf4e12097b9751778e3d825ed091f7365357b3c34a649d6f04"},
		"Node": {"57534b43ba57607c990cde90a7559251eb0c26e26a6a71ab7d30fd45a02522c4",
			"0e406f9ab81e4458c6676436504c31909b1636913bd07d8e12c779e07afbb6b743d852b699f5c0aabb75331b55b9fd49539aef197e98579e0f64e4e9dd871f06"},
	} {
		v, err := newVerifier(tt.key)
		if err != nil {
			t.Fatal(err)
		}
		v.now = func() time.Time { return time.Unix(1764167400, 0) }
		s, ok := signatureOf(http.Header{"X-Signature-Ed25519": {tt.sum}, "X-Signature-Timestamp": {timestamp}})
		if !ok || !v.genuine(s, []byte(body), logrus.New()) {
			t.Errorf("%s: a good signature is refused", name)
		}
		if v.genuine(s, []byte(body+"\n"), logrus.New()) {
			t.Errorf("%s: a signature of another body is taken", name)
		}
	}
}

func TestKeysOfAnotherLength(t *testing.T) {
	good := strings.Repeat("ab", ed25519.PublicKeySize)
	for _, key := range []string{"", "ab", good[2:], good + "ab", "x" + good[1:]} {
		if _, err := Listen("127.0.0.1:0", key); err == nil || !strings.Contains(err.Error(), "developer portal") {
			t.Errorf("%q: %v", key, err)
		}
	}
	if _, err := Listen("127.0.0.1:99999", good); err == nil || !strings.Contains(err.Error(), "listen for interactions") {
		t.Errorf("no such port: %v", err)
	}
}

// TestSkewIsToldOnce, in words, and only of what Discord signed.
func TestSkewIsToldOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		at   time.Duration
		want string
	}{"ahead": {-6 * time.Minute, "6m0s ahead of Discord's"}, "behind": {2 * time.Minute, "2m0s behind Discord's"}} {
		t.Run(name, func(t *testing.T) {
			var log lockedBuffer
			f := newFront(t, counter{sent: func() {}}, &log)
			forged := call(ping, noon.Add(tt.at))
			forged.Header.Set("X-Signature-Ed25519", strings.Repeat("00", 64))
			f.knock(forged)
			f.knock(call(ping, noon.Add(30*time.Second)))
			if log.String() != "" {
				t.Errorf("told too early:\n%s", log.String())
			}
			for range 3 {
				f.knock(call(ping, noon.Add(tt.at)))
			}
			if text := log.String(); strings.Count(text, tt.want) != 1 || !strings.Contains(text, "set it") {
				t.Errorf("it says:\n%s", text)
			}
		})
	}
}

// TestTheSameCallTwice is answered once, and the second time told that it has been.
func TestTheSameCallTwice(t *testing.T) {
	f := newFront(t, counter{sent: func() {}}, io.Discard)
	first, again := f.knock(call(askBody(1, "what is depression"), noon)), f.knock(call(askBody(1, "what is depression"), noon))
	if first.Code != 200 || again.Code != 202 || again.Body.Len() != 0 {
		t.Errorf("%d, then %d %s", first.Code, again.Code, again.Body)
	}
	if n := f.bot.Stats().Dropped.Load(); n != 1 {
		t.Errorf("%d dropped", n)
	}
}

// TestWhatIsRemembered covers the time in which a call would be taken, and is bounded.
func TestWhatIsRemembered(t *testing.T) {
	var c calls
	if c.again("1", noon) || !c.again("1", noon.Add(2*maxSkew)) || !c.again("1", noon.Add(3*maxSkew)) {
		t.Error("forgotten too early, or known too early")
	}
	for n := range 5 * maxIDs {
		c.again(fmt.Sprint(n), noon)
	}
	if n := len(c.newer) + len(c.older); n > 2*maxIDs {
		t.Errorf("%d ids kept", n)
	}
	if last := fmt.Sprint(5*maxIDs - 1); !c.again(last, noon) || !c.again(last, noon.Add(3*maxSkew)) {
		t.Error("the last is forgotten")
	}
}

// answered is a Session that hands over what is sent by REST.
type answered struct {
	counter
	answers chan gateway.Answer
}

func (a answered) Answer(_ context.Context, _ gateway.Interaction, what gateway.Answer) error {
	a.answers <- what
	return nil
}

// TestNobodyWaits: Discord, or the proxy, hung up before the answer was made; or it took
// so long that the response said "by a request". The answer goes by REST.
func TestNobodyWaits(t *testing.T) {
	for _, tt := range []struct {
		name  string
		after func(time.Duration) <-chan time.Time
		hung  bool
	}{
		{"hung up", never(deferAfter), true},
		{"slow", func(d time.Duration) <-chan time.Time {
			if d == answerBy {
				return atOnce(d)(d)
			}
			return nil
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rest := answered{counter: counter{func() {}}, answers: make(chan gateway.Answer, 1)}
			f := newFront(t, rest, io.Discard)
			h := held{f.bot.Responder, make(chan struct{}), make(chan struct{})}
			f.bot.Responder, f.bot.after = h, tt.after
			ctx, hangUp := context.WithCancel(t.Context())
			defer hangUp()
			done := make(chan *httptest.ResponseRecorder)
			go func() { done <- f.knock(call(askBody(1, "what is depression"), noon).WithContext(ctx)) }()
			<-h.asked
			if tt.hung {
				hangUp()
			}
			if w := <-done; !tt.hung && w.Code != http.StatusAccepted || w.Body.Len() != 0 {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			close(h.release)
			if a := <-rest.answers; a.Type != discordgo.InteractionResponseChannelMessageWithSource {
				t.Errorf("by REST: %+v", a)
			}
			f.bot.busy.Wait()
		})
	}
}

// TestAPanicBehindTheDoor is answered with a status and no word of what was said.
func TestAPanicBehindTheDoor(t *testing.T) {
	var log lockedBuffer
	f := newFront(t, counter{sent: func() {}}, &log)
	f.bot.Responder = fragile{f.bot.Responder}
	w := f.knock(call(strings.Replace(askBody(1, "panic"), `"type":2`, `"type":4`, 1), noon))
	if w.Code != http.StatusInternalServerError || strings.Contains(log.String(), "could not judge") {
		t.Errorf("%d; log:\n%s", w.Code, log.String())
	}
	if w := f.knock(call(askBody(2, "panic"), noon)); w.Code != 200 || !strings.Contains(w.Body.String(), "First Line") {
		t.Errorf("a member is left without a word: %d %s", w.Code, w.Body)
	}
}

// TestNothingOfACallIsLogged, whatever comes of it.
func TestNothingOfACallIsLogged(t *testing.T) {
	var log lockedBuffer
	f := newFront(t, counter{sent: func() {}}, &log)
	f.bot.Responder = fragile{f.bot.Responder}
	n := 0
	for _, text := range []string{"what is depression", "i want to die", "panic", "should i stop my sertraline"} {
		for _, kind := range []string{`"type":2`, `"type":4`, `"type":1`, `"type":7`, `"type":"` + canary + `"`} {
			n++
			body := strings.Replace(strings.Replace(askBody(n, text+" "+canary), `"type":2`, kind, 1), `"id":"4"`, `"id":"`+canary+`"`, 1)
			f.knock(call(body, noon))
			f.knock(call(body, noon))                 // again
			f.knock(call(body, noon.Add(-time.Hour))) // an old one
			f.knock(call(body[:len(body)-n], noon))   // cut off
			unsigned := call(body, noon)
			unsigned.Header.Set("X-Signature-Ed25519", canary)
			unsigned.Header.Set("User-Agent", canary)
			f.knock(unsigned)
			elsewhere := call(body, noon)
			elsewhere.URL.Path = "/" + canary
			f.knock(elsewhere)
		}
	}
	f.bot.busy.Wait()
	text := log.String()
	if !strings.Contains(text, "panicked") || !strings.Contains(text, "answered") {
		t.Fatalf("the log is not what it should be:\n%s", text)
	}
	for _, secret := range []string{canary, "sertraline", "depression", "die", "token"} {
		if strings.Contains(text, secret) {
			t.Errorf("the log holds %q:\n%s", secret, text)
		}
	}
}

// TestNotEvenHTTP: what net/http answers by itself, which would log who it was.
func TestNotEvenHTTP(t *testing.T) {
	w := overHTTP(t)
	w.connect()
	for text, want := range map[string]string{
		canary + "\r\n\r\n": "400",
		"POST /interactions HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat(canary, 3000) + "\r\n\r\n": "431",
		"POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n":                      "400",
	} {
		conn, err := net.Dial("tcp", w.bot.Door.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, text)
		status, _ := bufio.NewReader(conn).ReadString('\n')
		if !strings.Contains(status, want) {
			t.Errorf("%.40q: %q; want %s", text, status, want)
		}
		_ = conn.Close()
	}
	w.stop()
	if strings.Contains(w.log.String(), canary) {
		t.Errorf("the log holds what came:\n%s", w.log)
	}
}

// TestOnlyAcceptIsLogged of what net/http would log.
func TestOnlyAcceptIsLogged(t *testing.T) {
	var log lockedBuffer
	f := newFront(t, counter{sent: func() {}}, &log)
	for _, line := range []string{"http: panic serving 192.0.2.1:1: " + canary, "http: Accept error: too many open files " + canary} {
		if n, err := (onlyAccept{f.bot}).Write([]byte(line)); n != len(line) || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	if text := log.String(); strings.Contains(text, canary) || strings.Count(text, "open files") != 1 {
		t.Errorf("it logs:\n%s", text)
	}
}

// FuzzHTTPInteraction knocks with anything: no panic, and nothing is taken that is not
// signed.
func FuzzHTTPInteraction(fz *testing.F) {
	f := newFront(fz, counter{sent: func() {}}, io.Discard)
	for _, body := range []string{
		ping, askBody(1, "what is depression"), askBody(2, "i want to die"), `{"id":"1","token":"t","type":3,"data":{"custom_id":"h1:p:1","component_type":2},"user":{"id":"4"}}`,
		`{"id":"1","token":"t","type":4,"data":{"id":"1","name":"crisis","options":[{"name":"country","type":3,"value":"un","focused":true}]},"user":{"id":"4"}}`,
		`{"id":"1","token":"t","type":5,"data":{"custom_id":"h1:x:","components":[{"type":1,"components":[{"type":4,"custom_id":"a","value":"b"}]}]},"user":{"id":"4"}}`,
		`{"id":"1","token":"t","type":2,"data":{"type":3,"name":"x","target_id":"7","resolved":{"messages":{"7":null}}},"member":{"user":null}}`, `{"type":2,"data":null}`, `null`, "",
	} {
		for _, signed := range []bool{true, false} {
			fz.Add([]byte(body), http.MethodPost, interactionsPath, "00", strconv.FormatInt(noon.Unix(), 10), signed)
		}
	}
	fz.Fuzz(func(t *testing.T, body []byte, method, path, sum, stamp string, signed bool) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Method, r.URL.Path = method, path
		r.Header["X-Signature-Timestamp"] = []string{stamp}
		if signed {
			sum = hex.EncodeToString(ed25519.Sign(ours, append([]byte(stamp), body...)))
		}
		r.Header["X-Signature-Ed25519"] = []string{sum}
		w := f.knock(r)
		f.bot.busy.Wait()
		if n := f.bot.Stats().Panics.Load(); n != 0 {
			t.Fatalf("%d panics", n)
		}
		given, _ := hex.DecodeString(sum)
		genuine := len(given) == ed25519.SignatureSize && ed25519.Verify(ours.Public().(ed25519.PublicKey), append([]byte(stamp), body...), given)
		if w.Code < 300 && (!genuine || method != http.MethodPost || path != interactionsPath) {
			t.Fatalf("taken with %d", w.Code)
		}
	})
}
