package monitor

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// It waits half a second after it refused a request.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("net/http.(*conn).closeWriteAndWait"))
}

// shown is a page of a monitor that is served.
func shown(t *testing.T, url string) (status int, text string) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// serve listens somewhere.
func serve(t *testing.T, m *Monitor) *Server {
	t.Helper()
	s, err := m.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return s
}

var day = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func TestMetrics(t *testing.T) {
	now := day
	m := New(Options{Build: "1.2.3", Now: func() time.Time { return now }})
	m.Loaded("abc", 0, 56, day.AddDate(0, 0, -2), nil)
	m.Answered("answer", 3*time.Millisecond, .9)
	m.Answered("choices", 3*time.Millisecond, -1)
	for _, kind := range []string{"crisis", "boundary", "sensitive", "private"} {
		m.Answered(kind, time.Second, .7)
	}
	m.Answered("", time.Second, -1)
	m.Answered("what a member wrote", time.Second, -1)
	m.Undelivered()
	m.TurnedAway("busy")
	m.Panicked()
	m.Waited(1500 * time.Millisecond)
	m.Connected(0, true)
	m.Connected(1, false)
	now = now.Add(time.Minute)
	m.Loaded("abc", 2, 56, day.AddDate(0, 0, -2), errors.New("the content has errors"))

	_, page := shown(t, serve(t, m).URL()+"/metrics")
	for _, line := range []string{
		`hebb_answers_total{kind="answer"} 1`, `hebb_answers_total{kind="choices"} 1`, `hebb_answers_total{kind="private"} 4`,
		`hebb_answers_total{kind="other"} 2`, `hebb_answers_total{kind="no-answer"} 0`,
		`hebb_answer_seconds_count{kind="private"} 4`, `hebb_answer_seconds_bucket{kind="answer",le="0.005"} 1`,
		`hebb_confidence_count 1`, `hebb_confidence_bucket{le="0.9"} 1`,
		`hebb_undelivered_total 1`, `hebb_turned_away_total{why="busy"} 1`, `hebb_panics_total 1`, `hebb_rate_limit_wait_seconds_total 1.5`,
		`hebb_gateway_connected{shard="0"} 1`, `hebb_gateway_connected{shard="1"} 0`,
		`hebb_reloads_total{result="taken"} 1`, `hebb_reloads_total{result="refused"} 1`,
		`hebb_content_diagnostics{severity="error"} 2`, `hebb_content_diagnostics{severity="warning"} 56`,
		`hebb_library_age_seconds 60`, `hebb_helplines_age_seconds 172860`, `hebb_build_info{version="1.2.3"} 1`, `go_goroutines `,
	} {
		if !strings.Contains(page, "\n"+line) {
			t.Errorf("no line %q", line)
		}
	}
	for _, word := range []string{"crisis\"", "boundary\"", "sensitive\"", "member wrote"} {
		if strings.Contains(page, word) {
			t.Errorf("the page tells of %s", word)
		}
	}
}

func TestState(t *testing.T) {
	for _, tt := range []struct {
		name  string
		deaf  bool
		tell  func(*Monitor)
		ready bool
		note  string
	}{
		{name: "nothing yet", note: "no library"},
		{name: "a library and no connection", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil) }, note: "0 of 1 shards"},
		{name: "both", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil); m.Connected(0, true) }, ready: true},
		{name: "one of two", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil); m.Connected(0, true); m.Connected(1, false) }, note: "1 of 2 shards"},
		{name: "lost", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil); m.Connected(0, true); m.Connected(0, false) }, note: "0 of 1 shards"},
		{name: "not all yet", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil); m.Held([]int{0, 1}, 2); m.Connected(0, true) }, note: "1 of 2 shards"},
		{name: "one given to another", tell: func(m *Monitor) {
			m.Loaded("abc", 0, 0, day, nil)
			m.Held([]int{0, 1}, 2)
			m.Connected(0, true)
			m.Held([]int{0}, 2)
		}, ready: true},
		{name: "all are held by others", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil); m.Held(nil, 2) }, ready: true},
		{name: "not known what is held", tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil); m.Held(nil, 2); m.Held(nil, 0) }, note: "0 of 1 shards"},
		{name: "not known whether it is still held", tell: func(m *Monitor) {
			m.Loaded("abc", 0, 0, day, nil)
			m.Held([]int{0}, 2)
			m.Connected(0, true)
			m.Held([]int{0}, 0)
		}, note: "who may be at risk is answered"},
		{name: "it is known again", tell: func(m *Monitor) {
			m.Loaded("abc", 0, 0, day, nil)
			m.Held([]int{0}, 2)
			m.Connected(0, true)
			m.Held([]int{0}, 0)
			m.Held([]int{0}, 2)
		}, ready: true},
		{name: "without a gateway", deaf: true, tell: func(m *Monitor) { m.Loaded("abc", 0, 0, day, nil) }, ready: true},
		{name: "old content", deaf: true, tell: func(m *Monitor) { m.Loaded("abc", 1, 0, day, errors.New("it has errors")) }, ready: true, note: "the version before is served"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := New(Options{Deaf: tt.deaf})
			if tt.tell != nil {
				tt.tell(m)
			}
			s := serve(t, m)
			state, err := Ask(t.Context(), s.listener.Addr().String())
			if state.Ready != tt.ready || (err == nil) != tt.ready || err != nil && !errors.Is(err, ErrNotReady) {
				t.Errorf("%+v, error %v", state, err)
			}
			if notes := strings.Join(state.Notes, "\n"); !strings.Contains(notes, tt.note) || tt.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tt.note)
			}
			want := http.StatusOK
			if !tt.ready {
				want = http.StatusServiceUnavailable
			}
			if status, _ := shown(t, s.URL()+"/readyz"); status != want {
				t.Errorf("/readyz answers %d, want %d", status, want)
			}
			if status, text := shown(t, s.URL()+"/healthz"); status != http.StatusOK || text != "ok\n" {
				t.Errorf("/healthz answers %d %q", status, text)
			}
		})
	}
}

func TestAskSomebodyElse(t *testing.T) {
	m := New(Options{})
	s := serve(t, m)
	at := s.listener.Addr().String()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, address := range map[string]string{"nobody there": at, "no address": "here"} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		if _, err := Ask(ctx, address); err == nil || errors.Is(err, ErrNotReady) {
			t.Errorf("%s: error %v", name, err)
		}
		cancel()
	}
	if _, err := m.Listen("256.0.0.1:1"); err == nil {
		t.Error("listens at no address")
	}
}

// TestLongHeaders: what no honest caller sends is not read.
func TestLongHeaders(t *testing.T) {
	m := New(Options{Build: "1"})
	s := serve(t, m)
	status, _ := shown(t, s.URL()+"/healthz?"+strings.Repeat("x", 2*maxHeader))
	if status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", status)
	}
}
