package playground

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestSlowCallers: who sends a request bit by bit is left, and a stream outlives the bounds of
// a request.
func TestSlowCallers(t *testing.T) {
	g := play(t)
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	const bound = 300 * time.Millisecond
	server := g.server(t.Context(), bound, bound)
	served := make(chan error, 1)
	go func() { served <- server.Serve(at) }()
	defer func() { _ = server.Close(); <-served }()

	stream, err := http.Get("http://" + at.Addr().String() + "/api/stream?token=" + g.token + "&person=" + g.people[0].ID() + "&channel=" + g.channels[0].ID())
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	for name, sent := range map[string]string{
		"headers": "POST /api/say HTTP/1.1\r\nHost: localhost\r\nX-",
		"body":    fmt.Sprintf("POST /api/say HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nX-Hebb-Token: %s\r\nContent-Length: 100\r\n\r\n{", at.Addr(), at.Addr(), g.token),
	} {
		conn, err := net.Dial("tcp", at.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, sent); err != nil {
			t.Fatal(err)
		}
		_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, err := io.ReadAll(conn); err != nil { // it ends when the server closes it
			t.Errorf("%s: the connection is held: %v", name, err)
		}
		_ = conn.Close()
	}
	long := asker{method: "GET", path: "/", token: strings.Repeat("x", 2*maxHeader)}
	if status, _, _ := g.ask(long); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("long headers: %d", status)
	}

	// By now the bounds of a request are over, twice.
	g.people[0].Say(g.channels[0], "still here?")
	for lines := bufio.NewScanner(stream.Body); ; {
		if !lines.Scan() {
			t.Fatalf("the stream ended: %v", lines.Err())
		}
		if strings.Contains(lines.Text(), "still here?") {
			return
		}
	}
}
