package bot

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// Registration is how the commands that Discord has differ from those of this version
// and its library, by name.
type Registration struct {
	Commands                 int // of this version
	Absent, Changed, Surplus []string
}

// Same reports whether Discord has the commands of this version.
func (r Registration) Same() bool { return len(r.Absent)+len(r.Changed)+len(r.Surplus) == 0 }

// Registration asks for the commands of an application and holds them against those that
// it should have.
func (e *Examiner) Registration(ctx context.Context, application string, want []*discordgo.ApplicationCommand) (Registration, error) {
	var have []*discordgo.ApplicationCommand
	if _, err := e.get(ctx, discordgo.EndpointApplicationGlobalCommands(application), &have); err != nil {
		return Registration{}, err
	}
	return compare(want, have), nil
}

func compare(want, have []*discordgo.ApplicationCommand) Registration {
	r := Registration{Commands: len(want)}
	same := func(a, b *discordgo.ApplicationCommand) bool { return a.Name == b.Name && a.Type == b.Type }
	for _, w := range want {
		n := slices.IndexFunc(have, func(h *discordgo.ApplicationCommand) bool { return same(w, h) })
		switch {
		case n < 0:
			r.Absent = append(r.Absent, w.Name)
		case hashOf(have[n:n+1]) != hashOf([]*discordgo.ApplicationCommand{w}):
			r.Changed = append(r.Changed, w.Name)
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w *discordgo.ApplicationCommand) bool { return same(w, h) }) {
			r.Surplus = append(r.Surplus, h.Name)
		}
	}
	return r
}
