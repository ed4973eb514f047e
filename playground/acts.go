package playground

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/hebb-bot/hebb/simulator"
)

// A deed is what a person does, as the page sends it. Which fields matter depends on the
// act; see doc.go.
type deed struct {
	Person  string `json:"person"`
	Channel string `json:"channel"`
	Message string `json:"message"`

	Text    string            `json:"text"`
	Mention bool              `json:"mention"`
	Reply   string            `json:"reply"`
	Name    string            `json:"name"`
	Options map[string]string `json:"options"`
	Option  string            `json:"option"`
	Typed   string            `json:"typed"`
	Button  string            `json:"button"`
	Menu    string            `json:"menu"`
	Values  []string          `json:"values"`
	Form    string            `json:"form"`
	Fields  map[string]string `json:"fields"`

	by *simulator.Person
	in *simulator.Channel
	on *simulator.Message
}

// A form is one that is open on a person's screen.
type form struct {
	modal *simulator.Modal
	by    string // id of the person
}

// maxForms is how many forms may be open; those that were closed are not told of.
const maxForms = 100

// act reads a deed, finds who does it and where, and does it.
func act(do func(*Playground, *http.Request, deed) (any, error)) func(*Playground, *http.Request) (any, error) {
	return func(p *Playground, r *http.Request) (any, error) {
		var d deed
		body := json.NewDecoder(r.Body)
		body.DisallowUnknownFields()
		err := body.Decode(&d)
		if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
			return nil, err
		}
		if err != nil {
			return nil, refusal{"That could not be read."}
		}
		if d.by, err = p.person(d.Person); err != nil {
			return nil, err
		}
		if d.in, err = p.channel(d.by, d.Channel); err != nil {
			return nil, err
		}
		return do(p, r, d)
	}
}

// actOn is act for what is done to a message that the person sees.
func actOn(do func(*Playground, *http.Request, deed) (any, error)) func(*Playground, *http.Request) (any, error) {
	return act(func(p *Playground, r *http.Request, d deed) (_ any, err error) {
		if d.on, err = p.message(d.by, d.in, d.Message); err != nil {
			return nil, err
		}
		return do(p, r, d)
	})
}

func (p *Playground) say(_ *http.Request, d deed) (any, error) {
	if d.Mention {
		d.Text = "<@bot> " + d.Text
	}
	var said *simulator.Message
	if d.Reply == "" {
		said = d.by.Say(d.in, d.Text)
	} else {
		to, err := p.message(d.by, d.in, d.Reply)
		if err != nil {
			return nil, err
		}
		said = d.by.Reply(to, d.Text)
	}
	if err := said.Err(); err != nil {
		return nil, refusal{err.Error()}
	}
	return struct{}{}, nil
}

func (p *Playground) command(r *http.Request, d deed) (any, error) {
	return p.answer(r, d, "/"+d.Name, d.by.Command(d.in, d.Name, options(d)...))
}

func (p *Playground) menu(r *http.Request, d deed) (any, error) {
	return p.answer(r, d, d.Name, d.by.ContextMenu(d.on, d.Name))
}

func (p *Playground) press(r *http.Request, d deed) (any, error) {
	return p.answer(r, d, "", d.by.Press(d.on, d.Button))
}

func (p *Playground) pick(r *http.Request, d deed) (any, error) {
	return p.answer(r, d, "", d.by.Select(d.on, d.Menu, d.Values...))
}

func (p *Playground) submit(r *http.Request, d deed) (any, error) {
	p.mu.Lock()
	f, ok := p.forms[d.Form]
	p.mu.Unlock()
	if !ok || f.by != d.by.ID() {
		return nil, refusal{"That form is no longer open."}
	}
	i := d.by.Submit(f.modal, d.Fields)
	if i.Err() == nil {
		p.mu.Lock()
		delete(p.forms, d.Form)
		p.mu.Unlock()
	}
	return p.answer(r, d, "", i)
}

func (p *Playground) dismiss(_ *http.Request, d deed) (any, error) {
	if d.on.OnlyFor != d.by.ID() {
		return nil, refusal{"Only a message that you alone see can be dismissed."}
	}
	d.by.Dismiss(d.on)
	return struct{}{}, nil
}

func (p *Playground) autocomplete(r *http.Request, d deed) (any, error) {
	delete(d.Options, d.Option)
	i := d.by.Autocomplete(d.in, d.Name, d.Option, d.Typed, options(d)...)
	choices, err := i.Choices(r.Context())
	if err != nil {
		return nil, unanswered(i, err)
	}
	return map[string]any{"choices": choices}, nil
}

// options are the options of a command that were filled in.
func options(d deed) (given []simulator.Option) {
	for name, value := range d.Options {
		if value != "" {
			given = append(given, simulator.Opt(name, value))
		}
	}
	return given
}

// answer waits for the bot's first answer to something a person did. What it says comes by
// the stream; a form opens at once.
func (p *Playground) answer(r *http.Request, d deed, used string, i *simulator.Interaction) (any, error) {
	if used != "" && i.Err() == nil {
		p.mu.Lock()
		p.used[i.ID()] = used
		p.mu.Unlock()
	}
	first, err := i.First(r.Context())
	if err != nil {
		return nil, unanswered(i, err)
	}
	if first.Modal == nil {
		return struct{}{}, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.forms) >= maxForms {
		clear(p.forms)
	}
	p.forms[i.ID()] = form{first.Modal, d.by.ID()}
	return map[string]any{"form": map[string]any{"id": i.ID(), "title": first.Modal.Title, "components": first.Modal.Components}}, nil
}

// unanswered is what a person reads where the bot could not be asked, or did not answer.
func unanswered(i *simulator.Interaction, err error) error {
	switch {
	case i.Err() != nil:
		return refusal{i.Err().Error()}
	case errors.Is(err, simulator.ErrNoResponse):
		return refusal{"The application did not respond."}
	}
	return err
}
