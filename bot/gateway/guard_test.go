package gateway

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestGuardUnderTLS counts as Discord would be met: below TLS, where only the size
// of what is written tells a heartbeat from an identify.
func TestGuardUnderTLS(t *testing.T) {
	certificate := httptest.NewTLSServer(nil)
	defer certificate.Close()
	listener, err := tls.Listen("tcp", "127.0.0.1:0", certificate.TLS)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	served := make(chan error, 1)
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			_, err = io.Copy(io.Discard, conn)
			err = errors.Join(err, conn.Close())
		}
		served <- err
	}()
	raw, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	config := certificate.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	config.ServerName = "example.com"
	identifies := 0
	conn := tls.Client(&guard{Conn: raw, quiet: time.Minute, identify: func() error { identifies++; return nil }}, config)
	say := func(size int) error { _, err := conn.Write(make([]byte, size)); return err }
	for _, size := range []int{230, 300} { // the request to upgrade, an identify
		if err := say(size); err != nil {
			t.Fatal(err)
		}
	}
	for range 100 {
		if err := say(70); err != nil {
			t.Fatalf("a heartbeat: %v", err)
		}
	}
	if err := say(300); !errors.Is(err, errInvalid) {
		t.Errorf("the second identify: %v, want %v", err, errInvalid)
	}
	if identifies != 1 {
		t.Errorf("%d identifies counted", identifies)
	}
	_ = conn.Close()
	<-served // with an error or without: the connection ended
}
