package simulator

import (
	"encoding/json"
	"slices"
	"time"
)

// A Command is a registered application command.
type Command struct {
	ID                       string            `json:"id"`
	ApplicationID            string            `json:"application_id"`
	GuildID                  string            `json:"guild_id,omitempty"`
	Version                  string            `json:"version"`
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	DefaultMemberPermissions *permissionText   `json:"default_member_permissions"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types,omitempty"`
	NSFW                     bool              `json:"nsfw"`
}

// A CommandOption is an option, subcommand or group of subcommands.
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	ChannelTypes             []int             `json:"channel_types,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"`
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
}

// A Choice is a suggestion of autocomplete, or a fixed choice of an option. Value
// is a string or a float64.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

// permissionText is a bit field that may come as a number and goes as a string.
type permissionText string

func (p *permissionText) UnmarshalJSON(b []byte) error {
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil { // accepts "32" and 32
		return err
	}
	*p = permissionText(n)
	return nil
}

// A registry has the commands by guild id, "" for global ones, and how many were
// created today.
type registry struct {
	commands map[string][]Command
	created  map[string]int
	day      time.Time
}

func newRegistry() registry {
	return registry{commands: map[string][]Command{}, created: map[string]int{}}
}

// Commands returns the commands registered for a guild, or the global ones if it is
// nil.
func (s *Simulator) Commands(g *Guild) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g == nil {
		return slices.Clone(s.registry.commands[""])
	}
	return slices.Clone(s.registry.commands[g.id])
}

// scope checks the ids of a command route; "" is global.
func (s *Simulator) scope(c *call) (string, error) {
	if c.param("application_id") != s.applicationID {
		return "", errUnknownApp
	}
	id := c.param("guild_id")
	if id == "" {
		return "", nil
	}
	for _, g := range s.guilds {
		if g.id == id && g.hasBot {
			return id, nil
		}
	}
	return "", errMissingAccess
}

func (s *Simulator) getCommands(c *call) (reply, error) {
	scope, err := s.scope(c)
	if err != nil {
		return reply{}, err
	}
	all := list(slices.Clone(s.registry.commands[scope]))
	if c.query("with_localizations") != "true" {
		for i := range all {
			all[i].NameLocalizations, all[i].DescriptionLocalizations = nil, nil
		}
	}
	return ok(all)
}

// putCommands is the bulk overwrite: what is not named is deleted, what has the name
// and type of an old one keeps its id and is not counted as created.
func (s *Simulator) putCommands(c *call) (reply, error) {
	scope, err := s.scope(c)
	if err != nil {
		return reply{}, err
	}
	var next []Command
	if err := c.decode(&next); err != nil {
		return reply{}, err
	}
	if err := checkCounts(next); err != nil {
		return reply{}, err
	}
	old := s.registry.commands[scope]
	created := 0
	for i := range next {
		n := &next[i]
		n.complete(s, scope)
		if same := slices.IndexFunc(old, func(o Command) bool { return o.Type == n.Type && o.Name == n.Name }); same >= 0 {
			n.ID = old[same].ID
			continue
		}
		n.ID = s.newID()
		created++
	}
	if !s.registry.create(scope, created, s.clock.Now()) {
		return reply{}, errTooManyCreates
	}
	s.registry.commands[scope] = next
	return ok(list(next))
}

func (n *Command) complete(s *Simulator, scope string) {
	n.ApplicationID, n.GuildID, n.Version = s.applicationID, scope, s.newID()
	if n.Type == 0 {
		n.Type = commandChat
	}
	if scope != "" { // contexts and integration types are for global commands
		n.Contexts, n.IntegrationTypes = nil, nil
	} else if n.IntegrationTypes == nil {
		n.IntegrationTypes = []int{integrationGuild, integrationUser}
	}
}

func checkCounts(commands []Command) error {
	count := map[int]int{}
	for _, c := range commands {
		count[max(c.Type, commandChat)]++
	}
	if count[commandChat] > maxChatCommands || count[commandUser] > maxUserCommands || count[commandMessage] > maxUserCommands {
		return errTooManyCommands
	}
	return nil
}

// create counts new commands and reports whether the day allows them (B, counts).
func (r *registry) create(scope string, n int, now time.Time) bool {
	if now.Sub(r.day) >= 24*time.Hour {
		r.day = now
		clear(r.created)
	}
	if r.created[scope]+n > maxCreatesPerDay {
		return false
	}
	r.created[scope] += n
	return true
}
