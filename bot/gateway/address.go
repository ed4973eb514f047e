package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Where the gateway is, Discord says twice: at first to whoever asks, and in READY,
// for a session to be resumed at (resume_gateway_url). discordgo asks once, keeps the
// answer to itself and resumes there (research A.1, resume); it asks again when a dial
// failed. So the first dial after READY is made to fail, and what it asks is answered
// here rather than by Discord.
var errElsewhere = errors.New("the gateway is at another address now")

var errNoAddress = errors.New("no address of the gateway")

// A directory is what Discord says of its gateway, for all shards.
type directory struct {
	mu    sync.Mutex // held while Discord is asked
	at    time.Time  // of the last answer
	known discordgo.GatewayBotResponse
}

// ask asks Discord, unless it was just asked: shards come together.
func (d *directory) ask(g *Gateway, ctx context.Context) (discordgo.GatewayBotResponse, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.at.IsZero() && g.opts.Now().Sub(d.at).Abs() < g.opts.Pace.First {
		return d.known, nil
	}
	ctx, cancel := context.WithTimeout(ctx, g.opts.Pace.Connect)
	defer cancel()
	var where discordgo.GatewayBotResponse
	if err := g.get(ctx, discordgo.EndpointGatewayBot, &where); err != nil {
		if errors.Is(ctx.Err(), context.Canceled) {
			return where, errClosed
		}
		return where, fmt.Errorf("%w: %w", errNoAddress, err)
	}
	limit := where.SessionStartLimit
	g.budget.says(limit.Total, limit.Remaining, time.Duration(limit.ResetAfter)*time.Millisecond)
	d.at, d.known = g.opts.Now(), where
	return where, nil
}

// places is how many shards may identify at once.
func (d *directory) places() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return max(d.known.SessionStartLimit.MaxConcurrency, 1)
}

// locate finds out where the gateway is, and how often the bot may identify.
func (sh *shard) locate(l *line) error {
	if l.located() {
		return nil
	}
	where, err := sh.directory.ask(sh.Gateway, sh.ctx)
	if err != nil {
		return err
	}
	l.moveTo(where.URL)
	return nil
}

// resumeAt takes a session's own address from READY.
func (l *line) resumeAt(e *discordgo.Event) {
	if e.Type != "READY" {
		return
	}
	var ready struct {
		URL string `json:"resume_gateway_url"`
	}
	if json.Unmarshal(e.RawData, &ready) == nil && ready.URL != "" {
		l.moveTo(ready.URL)
	}
}

// moveTo sets the address; "" is that it must be asked for.
func (l *line) moveTo(address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.moved = l.moved || address != l.address
	l.address = address
}

func (l *line) located() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.address != ""
}

func (l *line) isElsewhere() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.moved
}

// open is discordgo's Open at the right address.
func (l *line) open() error {
	err := l.session.Open()
	if errors.Is(err, errElsewhere) {
		err = l.session.Open()
	}
	if outside(err) {
		l.moveTo("") // that server may be gone for good
	}
	return err
}

// whereabouts answers the one thing that discordgo asks of a line: the address.
type whereabouts struct{ line *line }

// RoundTrip implements http.RoundTripper.
func (w whereabouts) RoundTrip(r *http.Request) (*http.Response, error) {
	w.line.mu.Lock()
	defer w.line.mu.Unlock()
	w.line.moved = false
	body, err := json.Marshal(map[string]string{"url": w.line.address})
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Request: r}, nil
}
