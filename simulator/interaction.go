package simulator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// The types of interactions.
const (
	interactionCommand      = 2
	interactionComponent    = 3
	interactionAutocomplete = 4
	interactionModal        = 5
)

// The clocks of an interaction (B, interaction).
const (
	firstAnswerWithin = 3 * time.Second
	tokenLives        = 15 * time.Minute
)

var (
	// ErrNoResponse is what the person reads after 3 seconds: "The application did
	// not respond".
	ErrNoResponse = errors.New("simulator: the application did not respond within 3 seconds")
	// ErrNeverFilled is a deferred answer whose content did not come in 15 minutes.
	ErrNeverFilled = errors.New("simulator: the deferred answer was not filled within 15 minutes")
)

// An Interaction is something that a person asked of the bot: a command, a press, a
// selection, a modal or the suggestions for an option.
type Interaction struct {
	sim     *Simulator
	id      string
	token   string
	kind    int
	person  *Person
	channel *Channel
	begun   time.Time
	owners  map[string]string // of the installation; see authorizing_integration_owners
	data    object
	on      string // id of the message that was pressed, or whose press opened the modal
	target  string // id of the message of a context menu
	cause   *InteractionMetadata
	err     error

	acked     int    // type of the first answer, 0 while there is none
	responded bool   // it was the response of a delivery over HTTP
	original  string // id of the message that is @original
	filled    bool   // a deferred answer has its content
	modal     *Modal
	choices   []Choice
	followUps []string
}

// A Response is the bot's answer as the person sees it.
type Response struct {
	// Type is the type of the first answer: 4 message, 5 deferred, 6 deferred update,
	// 7 update, 8 autocomplete, 9 modal.
	Type int
	// Message is the answer, or the updated message, as it is now; nil for the others,
	// and if it was deleted.
	Message *Message
	// Modal is the form that opened.
	Modal *Modal
	// Choices are the suggestions.
	Choices []Choice
}

// Deferred reports whether the first answer only asked for time.
func (r Response) Deferred() bool { return isDeferral(r.Type) }

func isDeferral(kind int) bool { return kind == callbackDefer || kind == callbackDeferUpdate }

// A Modal is a form on a person's screen.
type Modal struct {
	CustomID   string
	Title      string
	Components []Component
	opened     *Interaction
}

// ID is the interaction's id.
func (i *Interaction) ID() string { return i.id }

// Token is the token that the bot answers with.
func (i *Interaction) Token() string { return i.token }

// Err says why the person's client would not have allowed the act; nil if it did.
func (i *Interaction) Err() error { return i.err }

// First waits for the first answer. The error is ErrNoResponse once 3 seconds have
// passed on the simulator's clock.
func (i *Interaction) First(ctx context.Context) (Response, error) {
	return i.wait(ctx, func() bool { return i.acked != 0 })
}

// Response waits for the answer itself: of a deferred one, for its content. The error
// is ErrNoResponse or ErrNeverFilled once the time has passed on the clock.
func (i *Interaction) Response(ctx context.Context) (Response, error) {
	return i.wait(ctx, func() bool { return i.acked != 0 && (!isDeferral(i.acked) || i.filled) })
}

// Choices waits for the suggestions of an Autocomplete.
func (i *Interaction) Choices(ctx context.Context) ([]Choice, error) {
	r, err := i.First(ctx)
	return r.Choices, err
}

// wait returns the response as soon as it is there.
func (i *Interaction) wait(ctx context.Context, there func() bool) (Response, error) {
	if i.err != nil {
		return Response{}, i.err
	}
	var response Response
	var late error
	err := i.sim.await(ctx, func() (bool, time.Time) {
		i.sim.mu.Lock()
		defer i.sim.mu.Unlock()
		if there() {
			response = i.response()
			return true, time.Time{}
		}
		var until time.Time
		until, late = i.deadline()
		return late != nil, until
	})
	return response, errors.Join(err, late)
}

// deadline is the moment at which the answer is too late, and the error once it has
// passed. s.mu is held.
func (i *Interaction) deadline() (until time.Time, late error) {
	limit, tooLate := firstAnswerWithin, ErrNoResponse
	if i.acked != 0 {
		limit, tooLate = tokenLives, ErrNeverFilled
	}
	until = i.begun.Add(limit)
	if i.sim.clock.Now().Before(until) {
		return until, nil
	}
	return until, tooLate
}

func (i *Interaction) response() Response {
	r := Response{Type: i.acked, Modal: i.modal, Choices: slices.Clone(i.choices)}
	if m, ok := i.channel.find(i.original); ok {
		r.Message = &m
	}
	return r
}

// FollowUps are the further messages so far, as they are now.
func (i *Interaction) FollowUps() []Message {
	i.sim.mu.Lock()
	defer i.sim.mu.Unlock()
	var all []Message
	for _, id := range i.followUps {
		if m, ok := i.channel.find(id); ok {
			all = append(all, m)
		}
	}
	return all
}

// Repeat sends the same interaction to the bot again, with the same id and token, as
// happens after a resume (G, i).
func (i *Interaction) Repeat() {
	i.sim.mu.Lock()
	defer i.sim.mu.Unlock()
	if i.err == nil {
		i.sim.dispatchInteraction(i)
	}
}

// begin starts an interaction and tells the bot. s.mu is held.
func (s *Simulator) begin(i *Interaction) *Interaction {
	i.sim, i.id, i.begun = s, s.newID(), s.clock.Now()
	i.token = "sim" + secret("interaction", i.id)
	s.interactions[i.id] = i
	s.dispatchInteraction(i)
	return i
}

// refuseUse is an interaction that the client would not have allowed.
func (p *Person) refuseUse(what string, err error) *Interaction {
	err = fmt.Errorf("%s cannot %s: %w", p.user.Username, what, err)
	p.sim.fail("%v", err)
	return &Interaction{sim: p.sim, person: p, err: err}
}

// byToken finds the interaction that a webhook token belongs to.
func (s *Simulator) byToken(token string) *Interaction {
	for _, i := range s.interactions {
		if i.token == token {
			return i
		}
	}
	return nil
}
