package simulator_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/hebb-bot/hebb/simulator"
)

// A client is the barest gateway client, for what discordgo would hide or take a
// second over.
type client struct {
	t  *testing.T
	ws *websocket.Conn
}

// frame is a payload of the gateway.
type frame struct {
	Op int             `json:"op"`
	T  string          `json:"t"`
	S  int64           `json:"s"`
	D  json.RawMessage `json:"d"`
}

func dial(t *testing.T, sim *simulator.Simulator) *client {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(strings.Replace(sim.URL(), "http", "ws", 1)+"/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	_ = ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	return &client{t, ws}
}

func (c *client) send(op int, d any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": d}); err != nil {
		c.t.Fatal(err)
	}
}

// identify greets and returns READY.
func (c *client) identify(sim *simulator.Simulator, intents simulator.Intents, shard ...int) frame {
	c.t.Helper()
	c.want(10, "")
	d := map[string]any{"token": sim.Token(), "intents": intents, "properties": map[string]any{}}
	if len(shard) == 2 {
		d["shard"] = shard
	}
	c.send(2, d)
	return c.want(0, "READY")
}

func (c *client) resume(sim *simulator.Simulator, ready frame, seq int64) {
	c.t.Helper()
	var d struct {
		SessionID string `json:"session_id"`
	}
	_ = json.Unmarshal(ready.D, &d)
	c.want(10, "")
	c.send(6, map[string]any{"token": sim.Token(), "session_id": d.SessionID, "seq": seq})
}

func (c *client) read() (frame, error) {
	kind, text, err := c.ws.ReadMessage()
	if err != nil {
		return frame{}, err
	}
	var r io.Reader = bytes.NewReader(text)
	if kind == websocket.BinaryMessage {
		if r, err = zlib.NewReader(r); err != nil {
			return frame{}, err
		}
	}
	var f frame
	return f, json.NewDecoder(r).Decode(&f)
}

// want reads the next frame, which has to be this one.
func (c *client) want(op int, event string) frame {
	c.t.Helper()
	f, err := c.read()
	if err != nil || f.Op != op || f.T != event {
		c.t.Fatalf("got op %d %q, %v; want op %d %q", f.Op, f.T, err, op, event)
	}
	return f
}

// wantClose reads until the connection ends and checks the code.
func (c *client) wantClose(code int) {
	c.t.Helper()
	for {
		_, err := c.read()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) && code == websocket.CloseAbnormalClosure {
			return
		}
		if closed == nil || closed.Code != code {
			c.t.Fatalf("ended with %v; want close %d", err, code)
		}
		return
	}
}

// A restAnswer is what REST said.
type restAnswer struct {
	status int
	body   string
	header http.Header
}

func (a restAnswer) code() int {
	var e struct{ Code int }
	_ = json.Unmarshal([]byte(a.body), &e)
	return e.Code
}

// call makes one REST request with the bot's token.
func call(t *testing.T, sim *simulator.Simulator, method, path, body string) restAnswer {
	t.Helper()
	return callWith(t, sim, "Bot "+sim.Token(), method, path, body)
}

func callWith(t *testing.T, sim *simulator.Simulator, token, method, path, body string) restAnswer {
	t.Helper()
	a, err := try(sim, token, method, path, body)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func try(sim *simulator.Simulator, token, method, path, body string) (restAnswer, error) {
	r, err := http.NewRequest(method, sim.URL()+path, strings.NewReader(body))
	if err != nil {
		return restAnswer{}, err
	}
	if token != "" {
		r.Header.Set("Authorization", token)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	transport := &http.Transport{DisableKeepAlives: true}
	resp, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		return restAnswer{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return restAnswer{resp.StatusCode, string(b), resp.Header}, err
}

func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}
