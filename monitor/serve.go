package monitor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// A Server shows a monitor over HTTP: /metrics, /healthz (the process lives) and /readyz
// (questions are answered: 200, or 503 with what stands in the way).
type Server struct {
	listener net.Listener
	http     *http.Server
}

// Bounds of a request: what is asked is tiny.
const (
	readTime  = 5 * time.Second
	writeTime = 15 * time.Second
	maxHeader = 8 << 10
)

// Listen opens host:port and serves the monitor from then on.
func (m *Monitor) Listen(address string) (*Server, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("show the status: %w", err)
	}
	s := &Server{listener: l, http: &http.Server{
		Handler: m.handler(), ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: time.Minute, MaxHeaderBytes: maxHeader,
	}}
	go func() { _ = s.http.Serve(l) }() // ends with Close
	return s, nil
}

// URL is where it is.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close ends it.
func (s *Server) Close() error { return s.http.Close() }

func (m *Monitor) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Metrics())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		state := m.State()
		w.Header().Set("Content-Type", "application/json")
		if !state.Ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(state)
	})
	return mux
}

// ErrNotReady says that the program runs and does not answer questions.
var ErrNotReady = errors.New("not ready")

// Ask reads the state of a running program from the address that it listens at; a host that
// is left out, or stands for all, is this one.
func Ask(ctx context.Context, address string) (State, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return State{}, fmt.Errorf("ask for the status: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return State{}, fmt.Errorf("ask for the status: %w", err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return State{}, fmt.Errorf("ask for the status: %w", err)
	}
	defer resp.Body.Close()
	var state State
	if err := json.NewDecoder(http.MaxBytesReader(nil, resp.Body, 64<<10)).Decode(&state); err != nil {
		return State{}, fmt.Errorf("ask for the status: %s is no Hebb: %w", address, err)
	}
	if !state.Ready {
		return state, ErrNotReady
	}
	return state, nil
}
