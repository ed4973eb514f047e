package simulator

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// An endpoint is where interactions are delivered by HTTP, as the developer portal's
// "Interactions Endpoint URL" says (G.8).
type endpoint struct {
	key       ed25519.PrivateKey
	transport *http.Transport // its own, so that Close leaves no connection behind
	url       string          // "" for none: interactions go over the gateway
	forgeries int             // made so far
}

// forgeEvery is how many deliveries there are between two with a bad signature.
const forgeEvery = 5

func newEndpoint(application string) endpoint {
	seed, _ := hex.DecodeString(secret("interactions key", application))
	return endpoint{key: ed25519.NewKeyFromSeed(seed), transport: &http.Transport{MaxIdleConnsPerHost: 64}}
}

// PublicKey is the application's, in hexadecimal, as the developer portal shows it.
func (s *Simulator) PublicKey() string {
	return hex.EncodeToString(s.endpoint.key.Public().(ed25519.PublicKey))
}

// DeliverTo has interactions delivered to a URL instead of over the gateway; "" takes
// that back. As Discord does, it sends PINGs first, one with a bad signature, and does
// not take a URL that answers one of them wrongly. Later it goes on to send a bad
// signature from time to time, and stops to deliver after a wrong answer.
func (s *Simulator) DeliverTo(ctx context.Context, url string) error {
	if url != "" {
		if err := s.tryEndpoint(ctx, url); err != nil {
			return fmt.Errorf("simulator: the URL %s is not taken: %w", url, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint.url = url
	return nil
}

func (s *Simulator) tryEndpoint(ctx context.Context, url string) error {
	s.mu.Lock()
	ping := marshal(object{"id": s.newID(), "application_id": s.applicationID, "type": 1, "token": "sim" + secret("ping"), "version": 1})
	good, bad := s.signed(url, ping, 0), s.forged(url, ping)
	s.mu.Unlock()
	got, err := s.send(ctx, good)
	if err != nil {
		return err
	}
	var pong struct{ Type int }
	if got.status != http.StatusOK || json.Unmarshal(got.body, &pong) != nil || pong.Type != callbackPong {
		return fmt.Errorf("a PING was answered with %d %s", got.status, got.body)
	}
	if got, err = s.send(ctx, bad); err != nil {
		return err
	}
	if got.status != http.StatusUnauthorized {
		return fmt.Errorf("a PING with a bad signature was answered with %d; want 401", got.status)
	}
	return nil
}

// A delivery is one request to the endpoint.
type delivery struct {
	url, sum, timestamp string
	body                []byte
}

// signed is a delivery as Discord makes it, by a clock that is off by skew.
func (s *Simulator) signed(url string, body []byte, skew time.Duration) delivery {
	timestamp := strconv.FormatInt(s.clock.Now().Add(skew).Unix(), 10)
	sum := ed25519.Sign(s.endpoint.key, append([]byte(timestamp), body...))
	return delivery{url, hex.EncodeToString(sum), timestamp, body}
}

// forged is a delivery with a signature that is not its own; each time another kind.
func (s *Simulator) forged(url string, body []byte) delivery {
	d := s.signed(url, body, 0)
	s.endpoint.forgeries++
	switch s.endpoint.forgeries % 4 {
	case 0: // of another body
		d.body = append(bytes.TrimSuffix(bytes.Clone(body), []byte("}")), `,"forged":true}`...)
	case 1: // by another key
		other := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
		d.sum = hex.EncodeToString(ed25519.Sign(other, append([]byte(d.timestamp), body...)))
	case 2: // no signature at all
		d.sum, d.timestamp = "", ""
	case 3: // of another moment
		d.timestamp = strconv.FormatInt(s.clock.Now().Unix()-1, 10)
	}
	return d
}

// A received is what the endpoint answered.
type received struct {
	status int
	kind   string // its Content-Type
	body   []byte
}

func (s *Simulator) send(ctx context.Context, d delivery) (received, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url, bytes.NewReader(d.body))
	if err != nil {
		return received{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	if d.sum != "" {
		r.Header.Set("X-Signature-Ed25519", d.sum)
		r.Header.Set("X-Signature-Timestamp", d.timestamp)
	}
	response, err := s.endpoint.transport.RoundTrip(r)
	if err != nil {
		return received{}, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody))
	return received{response.StatusCode, response.Header.Get("Content-Type"), body}, err
}

// deliver brings an interaction to the endpoint. s.mu is held.
func (s *Simulator) deliver(i *Interaction) {
	select {
	case <-s.done:
		return
	default:
	}
	body := marshal(s.interactionWire(i))
	s.checkEvent("INTERACTION_CREATE", body)
	s.report.counters.Deliveries++
	var all []delivery
	forge := s.report.counters.Deliveries%forgeEvery == 0
	if forge {
		all = append(all, s.forged(s.endpoint.url, body))
	}
	f := s.claim(stageDeliver, "")
	var skew time.Duration
	if f != nil && f.kind.does == skewsClock {
		skew = f.kind.delay
	}
	all = append(all, s.signed(s.endpoint.url, body, skew))
	tooLate := s.clock.Reach(s.clock.Now().Add(firstAnswerWithin))
	s.running.Go(func() {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		s.running.Go(func() {
			defer cancel()
			select {
			case <-tooLate:
			case <-s.done:
			case <-ctx.Done():
			}
		})
		for n, d := range all {
			got, err := s.send(ctx, d)
			s.mu.Lock()
			switch {
			case errors.Is(err, context.Canceled): // too late, or closed
			case err != nil:
				s.report.counters.Unreachable++
			case n == 0 && forge:
				s.caughtForgery(got)
			default:
				s.takeResponse(i, got, f)
			}
			s.touch()
			s.mu.Unlock()
		}
	})
}

// caughtForgery wants 401, and takes the URL away otherwise.
func (s *Simulator) caughtForgery(got received) {
	s.report.counters.Forgeries++
	if got.status != http.StatusUnauthorized {
		s.fail("a bad signature was answered with %d; want 401. The URL is taken away", got.status)
		s.endpoint.url = ""
	}
}

// takeResponse treats what the endpoint answered as the first answer, by all the rules
// of one that comes by a callback.
func (s *Simulator) takeResponse(i *Interaction, got received, f *Fault) {
	switch {
	case f != nil && f.kind.does == losesResponse: // nobody hears of it
	case f != nil && f.kind.does == skewsClock && got.status == http.StatusUnauthorized: // as it should
	case got.status == http.StatusAccepted && len(got.body) == 0: // a callback comes, or came
	case got.status == http.StatusOK:
		s.handle(i.responseCall(got))
	default:
		s.fail("an interaction over HTTP was answered with %d", got.status)
	}
}

func callbackRoute() *route {
	for n := range routeTable {
		if routeTable[n].template == callbackTemplate {
			return &routeTable[n]
		}
	}
	panic("simulator: no route for callbacks")
}

// responseCall is the callback that a response stands for.
func (i *Interaction) responseCall(got received) *call {
	path := "/interactions/" + i.id + "/" + i.token + "/callback"
	r := &http.Request{Method: http.MethodPost, Header: http.Header{"Content-Type": {got.kind}}, Body: io.NopCloser(bytes.NewReader(got.body))}
	r.URL = &url.URL{Path: path}
	r.SetPathValue("interaction_id", i.id)
	r.SetPathValue("interaction_token", i.token)
	c := newCall(r, callbackRoute())
	c.response = true
	c.readErr = c.read()
	return c
}

// Faults of interactions over HTTP.

// ClockSkew delivers with a timestamp by a clock that is off by d (G, fault k). The bot
// may refuse it with 401.
func ClockSkew(d time.Duration) Kind {
	return Kind{name: "clock skew", stage: stageDeliver, does: skewsClock, delay: d}
}

// ResponseLost loses the bot's response on its way: Discord never hears of it.
var ResponseLost = Kind{name: "response lost", stage: stageDeliver, does: losesResponse}
