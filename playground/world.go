package playground

import (
	"github.com/hebb-bot/hebb/simulator"
)

// A world is the simulated Discord: one server, which is the bot's home, with channels and
// people. Two are moderators, since some changes need a second one's approval.
type world struct {
	sim      *simulator.Simulator
	guild    *simulator.Guild
	channels []*simulator.Channel
	people   []member
	mods     *simulator.Role
}

// A member is somebody whom the visitor can be.
type member struct {
	*simulator.Person
	note string // who they are
}

// direct is the id of a channel that stands for the direct messages of whoever looks.
const direct = "dm"

func newWorld() *world {
	sim := simulator.New(simulator.Options{IdentifyEvery: -1})
	w := &world{sim: sim, guild: sim.AddGuild("Playground")}
	for _, name := range []string{"general", "questions", "moderators"} {
		w.channels = append(w.channels, w.guild.AddChannel(name))
	}
	w.people = []member{
		{w.guild.AddMember("Sam"), "a member"},
		{w.guild.AddMember("Alex"), "another member"},
		{w.guild.AddMember("Robin"), "a moderator"},
		{w.guild.AddMember("Kim"), "another moderator"},
	}
	w.mods = w.guild.AddRole("Moderators", simulator.ManageGuild, simulator.ManageMessages)
	for _, m := range w.people[2:] {
		w.guild.Give(m.Person, w.mods)
	}
	private := w.channels[2]
	private.Deny(w.guild.Everyone(), simulator.ViewChannel)
	private.Allow(w.mods, simulator.ViewChannel)
	private.Allow(sim.Bot(), simulator.ViewChannel)
	return w
}

// person finds somebody by id.
func (w *world) person(id string) (*simulator.Person, error) {
	for _, m := range w.people {
		if m.ID() == id {
			return m.Person, nil
		}
	}
	return nil, refusal{"There is nobody of that id here."}
}

// channel finds a channel as a person knows it.
func (w *world) channel(p *simulator.Person, id string) (*simulator.Channel, error) {
	if id == direct {
		return p.DMChannel(), nil
	}
	for _, c := range w.channels {
		if c.ID() == id {
			return c, nil
		}
	}
	return nil, refusal{"There is no such channel here."}
}

// message finds a message that a person sees in a channel.
func (w *world) message(p *simulator.Person, c *simulator.Channel, id string) (*simulator.Message, error) {
	for _, m := range p.Sees(c) {
		if m.ID == id {
			return &m, nil
		}
	}
	return nil, refusal{"That message is no longer there."}
}
