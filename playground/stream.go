package playground

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/hebb-bot/hebb/simulator"
)

// alive is how often a stream says that it is still there.
const alive = 20 * time.Second

// A view is what a person sees in a channel.
type view struct {
	Connected bool                `json:"connected"`
	Commands  []simulator.Command `json:"commands"`
	Messages  []message           `json:"messages"`
}

// A message is one as on Discord's wire, and the command that it answers.
type message struct {
	simulator.Message
	Used string `json:"used,omitempty"`
}

// stream is GET /api/stream: what a person sees in a channel, whole, at each change.
func (p *Playground) stream(w http.ResponseWriter, r *http.Request) {
	by, err := p.person(r.URL.Query().Get("person"))
	if err != nil {
		fail(w, err)
		return
	}
	in, err := p.channel(by, r.URL.Query().Get("channel"))
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	s := sender{w: w, last: map[string][]byte{}}
	beat := time.NewTicker(alive)
	defer beat.Stop()
	for {
		changed := p.sim.Changed() // before looking
		result, reread := p.read()
		s.send("content", summary(result))
		s.send("view", p.view(by, in))
		if s.flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-reread:
		case <-beat.C:
			s.beat()
		case <-r.Context().Done():
			return
		}
	}
}

func (p *Playground) view(by *simulator.Person, in *simulator.Channel) view {
	v := view{Connected: p.sim.Connections() > 0, Commands: by.Commands(in), Messages: []message{}}
	seen := by.Sees(in)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range seen {
		used := ""
		if m.InteractionMetadata != nil {
			used = p.used[m.InteractionMetadata.ID]
		}
		v.Messages = append(v.Messages, message{m, used})
	}
	return v
}

// summary is what a stream says of the content.
func summary(r reading) any {
	errors := r.Diagnostics.Errors()
	refused := ""
	if r.Err != nil {
		refused = r.Err.Error()
	}
	return map[string]any{"version": r.Version, "errors": errors, "warnings": len(r.Diagnostics) - errors, "refused": refused, "times": r.times}
}

// A sender writes events that differ from the last of their name.
type sender struct {
	w    http.ResponseWriter
	last map[string][]byte
}

func (s *sender) send(event string, value any) {
	data, err := json.Marshal(value)
	if err != nil || bytes.Equal(data, s.last[event]) {
		return
	}
	s.last[event] = data
	fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", event, data)
}

// beat finds out whether anybody still listens.
func (s *sender) beat() { fmt.Fprint(s.w, ": still here\n\n") }

// flush sends what was written. Who takes nothing for as long as two beats is gone.
func (s *sender) flush() error {
	c := http.NewResponseController(s.w)
	_ = c.SetWriteDeadline(time.Now().Add(2 * alive)) // an error is a connection that is gone: Flush says so
	return c.Flush()
}
