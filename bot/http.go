package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
)

// interactionsPath is where Discord calls; the developer portal's "Interactions
// Endpoint URL" ends with it.
const interactionsPath = "/interactions"

// Bounds of a call. Discord waits 3 s for an answer, and a proxy in between needs some of
// them.
const (
	maxCall   = 256 << 10 // bytes of a body; the largest there can be is some 100 KiB
	answerBy  = 2500 * time.Millisecond
	leaveTime = answerBy + 500*time.Millisecond // for calls under way when the bot stops
)

// A Door is the second way in: Discord brings interactions by HTTP instead of being
// listened to. Make one with Listen, and give it to New; it opens when the bot runs.
type Door struct {
	listener net.Listener
	verifier
}

// Listen takes an address for Discord's calls. publicKey is the application's, in
// hexadecimal. Behind the address there is no TLS: a proxy stands before it.
func Listen(address, publicKey string) (*Door, error) {
	v, err := newVerifier(publicKey)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for interactions: %w", err)
	}
	return &Door{listener: l, verifier: v}, nil
}

// URL is where the door takes interactions, as seen from this machine.
func (d *Door) URL() string { return "http://" + d.listener.Addr().String() + interactionsPath }

// serve opens the bot's door, if it has one. failed tells that it broke; stop lets the
// calls under way be answered, and returns when there are none.
func (b *Bot) serve() (failed <-chan error, stop func()) {
	if b.Door == nil {
		return nil, func() {}
	}
	broken, done := make(chan error, 1), make(chan struct{})
	server := &http.Server{
		Handler: front{b.Door, b}, ErrorLog: log.New(onlyAccept{b}, "", 0), MaxHeaderBytes: 16 << 10,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 15 * time.Second,
		IdleTimeout: 2 * time.Minute, // longer than proxies keep a connection, or they would use one that is just closed
	}
	go func() {
		defer close(done)
		if err := server.Serve(b.Door.listener); !errors.Is(err, http.ErrServerClosed) {
			broken <- fmt.Errorf("take interactions over HTTP: %w", err)
		}
	}()
	return broken, func() {
		ctx, cancel := context.WithTimeout(context.Background(), leaveTime)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			_ = server.Close()
		}
		<-done
	}
}

// A front is the door with the bot behind it.
type front struct {
	*Door
	bot *Bot
}

// ServeHTTP implements http.Handler. What is said in a refusal is for whoever sets the
// bot up; Discord looks at the status alone.
func (f front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil { // net/http would log the panic, with what a member said
			f.bot.panicked("interaction over HTTP", p)
			refuse(w, http.StatusInternalServerError)
		}
	}()
	switch {
	case r.URL.Path != interactionsPath:
		refuse(w, http.StatusNotFound)
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		refuse(w, http.StatusMethodNotAllowed)
	default:
		f.take(w, r)
	}
}

// take reads a call, and believes nothing in it before its signature.
func (f front) take(w http.ResponseWriter, r *http.Request) {
	s, ok := signatureOf(r.Header)
	if !ok {
		refuse(w, http.StatusUnauthorized) // without reading what comes with it
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
	if err != nil {
		status := http.StatusBadRequest
		if errors.As(err, new(*http.MaxBytesError)) {
			status = http.StatusRequestEntityTooLarge
		}
		refuse(w, status)
		return
	}
	if !f.genuine(s, body, f.bot.Log) {
		refuse(w, http.StatusUnauthorized)
		return
	}
	var event discordgo.Interaction
	if json.Unmarshal(body, &event) != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	switch event.Type {
	case discordgo.InteractionPing:
		_ = writeAnswer(w, r, gateway.Answer{Type: discordgo.InteractionResponsePong})
	case discordgo.InteractionApplicationCommand, discordgo.InteractionMessageComponent,
		discordgo.InteractionApplicationCommandAutocomplete, discordgo.InteractionModalSubmit:
		f.hand(w, r, &event)
	default:
		refuse(w, http.StatusBadRequest)
	}
}

// hand gives an interaction to the bot, and the response to whoever answers it first. A
// status of 202 says that the answer comes by a request of ours, or has come.
func (f front) hand(w http.ResponseWriter, r *http.Request, event *discordgo.Interaction) {
	if f.seen.again(event.ID, f.now()) {
		f.bot.drop("interaction")
		w.WriteHeader(http.StatusAccepted)
		return
	}
	s := newSlip()
	defer close(s.over)
	done := make(chan bool, 1)
	go func() { done <- f.bot.interact(event, gateway.Everybody, s.give) }()
	select {
	case a := <-s.answers:
		s.written <- writeAnswer(w, r, a)
	case <-f.bot.after(answerBy):
		w.WriteHeader(http.StatusAccepted)
	case <-r.Context().Done(): // Discord, or a proxy, waits no longer
	case taken := <-done:
		switch {
		case f.bot.ctx.Err() != nil:
			refuse(w, http.StatusServiceUnavailable) // the bot stops
		case !taken:
			refuse(w, http.StatusBadRequest)
		default:
			refuse(w, http.StatusInternalServerError) // a handler panicked
		}
	}
}

// writeAnswer writes an answer as the response, and reports whether there was somebody to
// write it to. That it arrived is not known.
func writeAnswer(w http.ResponseWriter, r *http.Request, a gateway.Answer) error {
	data, err := json.Marshal(a)
	if err != nil {
		w.WriteHeader(http.StatusAccepted)
		return fmt.Errorf("write response: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("write response: %w", err)
	}
	if err := http.NewResponseController(w).Flush(); err != nil {
		return fmt.Errorf("write response: %w", err)
	}
	return r.Context().Err()
}

func refuse(w http.ResponseWriter, status int) {
	http.Error(w, http.StatusText(status), status)
}

// onlyAccept passes on what net/http logs about taking connections, and nothing of what
// it logs about those who made them.
type onlyAccept struct{ bot *Bot }

func (o onlyAccept) Write(line []byte) (int, error) {
	const about = "http: Accept error"
	if len(line) >= len(about) && string(line[:len(about)]) == about {
		o.bot.Log.Error("interactions over HTTP: a connection could not be taken; it is tried again. If this goes on, the limit of open files is too low")
	}
	return len(line), nil
}
