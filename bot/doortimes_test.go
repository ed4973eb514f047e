package bot

import (
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A hall is a listener to which one comes without a network, so that a test's clock counts.
type hall struct {
	comers chan net.Conn
	closed chan struct{}
}

func (h hall) Accept() (net.Conn, error) {
	select {
	case c := <-h.comers:
		return c, nil
	case <-h.closed:
		return nil, net.ErrClosed
	}
}

func (h hall) Close() error {
	close(h.closed)
	return nil
}

func (h hall) Addr() net.Addr { return &net.TCPAddr{} }

// TestTimesOfTheDoor: who sends headers or a body too slowly is left, as is who sends nothing
// more; who sends in time is answered.
func TestTimesOfTheDoor(t *testing.T) {
	f := newFront(t, counter{sent: func() {}}, io.Discard)
	call := "POST /interactions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nX-Signature-Ed25519: " + strings.Repeat("00", 64) + "\r\nX-Signature-Timestamp: 1\r\n\r\n"
	for _, tt := range []struct {
		name, text string
		status     string // that is answered, none if empty
		after      time.Duration
	}{
		{"no headers", "", "", 5 * time.Second},
		{"half of the headers", "POST /interactions HTTP/1.1\r\nHost:", "", 5 * time.Second},
		{"half of the body", call + strings.Repeat("x", 50), "400", 10 * time.Second},
		{"all of it, and nothing more", call + strings.Repeat("x", 100), "401", 2 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := hall{make(chan net.Conn), make(chan struct{})}
				f.listener = h
				_, stop := f.bot.serve()
				defer stop()
				ours, theirs := net.Pipe()
				defer ours.Close()
				began := time.Now()
				h.comers <- theirs
				if _, err := io.WriteString(ours, tt.text); err != nil {
					t.Fatal(err)
				}
				said, err := io.ReadAll(ours) // until the door closes it
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took != tt.after {
					t.Errorf("closed after %s, want %s", took, tt.after)
				}
				status, _, _ := strings.Cut(string(said), "\r\n")
				if tt.status == "" && status != "" || !strings.Contains(status, tt.status) {
					t.Errorf("it answers %q, want %q", status, tt.status)
				}
			})
		})
	}
}
