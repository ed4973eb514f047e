package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/wording"
)

// commands is Hebb's own slash commands; every topic with a command has one of
// its own besides (topic.go). To add one, write its handler in a file of its own,
// a row here, its words in responses/wording, and an interaction in the tests.
var commands []command

func init() { // a variable would refer to itself through its handlers
	commands = []command{
		{name: "ask", option: "question", required: true, handle: (*Bot).ask},
		{name: "topics", handle: (*Bot).topics},
		{name: "help", handle: (*Bot).help},
		{name: "privacy", handle: (*Bot).privacy},
		{name: "answer", menu: true, handle: (*Bot).menuAnswer},
		{name: "why", menu: true, permission: discordgo.PermissionManageMessages, handle: (*Bot).menuWhy},
		{name: "withdraw", menu: true, permission: discordgo.PermissionManageMessages, handle: (*Bot).menuWithdraw},
		{name: "crisis", option: "country", handle: (*Bot).crisis},
		{name: "settings", permission: discordgo.PermissionManageGuild, handle: (*Bot).settings},
		{name: "library", permission: discordgo.PermissionManageMessages, handle: (*Bot).library},
	}
}

// A command is one row.
type command struct {
	name       string
	menu       bool   // in the menu of a message, under a name from the wording, rather than typed
	option     string // its text option with autocomplete, "" for none
	required   bool   // the option must be given
	permission int64  // of the members that it is shown to, 0 for everybody; only in servers
	handle     func(b *Bot, ctx context.Context, i interaction) view
}

// Everywhere a command may be used: in servers, in direct messages with the bot and in
// those with others; and where it is installed: in a server, or by a person for themselves.
var (
	anyPlace      = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
	anyInstall    = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
	serverOnly    = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	serverInstall = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
)

// register is what Discord is told of the command.
func (c command) register(w *wording.Wording) *discordgo.ApplicationCommand {
	ac := &discordgo.ApplicationCommand{Type: discordgo.ChatApplicationCommand, Name: c.name, Contexts: anyPlace, IntegrationTypes: anyInstall}
	if c.permission != 0 {
		ac.Contexts, ac.IntegrationTypes, ac.DefaultMemberPermissions = serverOnly, serverInstall, &c.permission
	}
	if c.menu {
		ac.Type, ac.Name = discordgo.MessageApplicationCommand, w.Label("menu-"+c.name)
		return ac
	}
	ac.Description = clip(w.Label("command-"+c.name), 100)
	if c.option != "" {
		ac.Options = textOption(c.option, w.Label("command-"+c.name+"-"+c.option), c.required)
	}
	if c.name == "library" {
		ac.Options = libraryOptions(w)
	}
	return ac
}

// commandNamed is one of Hebb's own commands that are typed, or nil.
func commandNamed(name string) *command {
	return commandWhere(func(c command) bool { return !c.menu && c.name == name })
}

// menuNamed is one of those in the menu of a message, by the name it has there, or nil.
func (b *Bot) menuNamed(name string) *command {
	return commandWhere(func(c command) bool { return c.menu && b.Responder.Wording().Label("menu-"+c.name) == name })
}

func commandWhere(is func(command) bool) *command {
	if n := slices.IndexFunc(commands, is); n >= 0 {
		return &commands[n]
	}
	return nil
}

func (b *Bot) ask(ctx context.Context, i interaction) view {
	if b.wantsSupport(i.Options["question"]) {
		return b.crisis(ctx, i)
	}
	q := b.question(i)
	q.Text, q.About = i.Options["question"], b.talks.about(i.place())
	reply := b.respond(ctx, q)
	return b.notice(i.place(), q, reply, b.answerTo(i, reply))
}

func (b *Bot) help(_ context.Context, i interaction) view {
	return b.show(b.Responder.Help(b.question(i))).private()
}

// private makes a view for the asker alone.
func (v view) private() view {
	v.Private = true
	return v
}

// registerTime is how long registering is tried.
const registerTime = 5 * time.Minute

// Register tells Discord the commands, if they are others than it has.
func (b *Bot) Register(ctx context.Context) {
	b.registering.Lock()
	defer b.registering.Unlock()
	want := b.wanted()
	hash := hashOf(want)
	if hash == b.registered || !b.Session.Leads() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, registerTime)
	defer cancel()
	var have []*discordgo.ApplicationCommand
	err := b.deliver(ctx, func(ctx context.Context) (err error) {
		have, err = b.Session.Commands(ctx)
		return err
	})
	if err == nil && hashOf(have) == hash {
		b.registered = hash
		return
	}
	if err := b.deliver(ctx, func(ctx context.Context) error { return b.Session.Overwrite(ctx, want) }); err != nil {
		if errors.Is(ctx.Err(), context.Canceled) {
			return // the bot was told to stop
		}
		b.Log.Errorf("commands not registered: %s", gateway.Plain(err))
		return
	}
	b.registered = hash
	b.Log.WithField("commands", len(want)).Info("commands registered")
}

// Reloaded registers the commands of a library that was replaced.
func (b *Bot) Reloaded() { b.take("reload", func() { b.Register(b.ctx) }) }

// wanted is every command for the library in use.
func (b *Bot) wanted() []*discordgo.ApplicationCommand {
	edition := &knowledge.Edition{}
	b.withEdition("", func(e *knowledge.Edition) { edition = e })
	return Commands(b.Responder.Wording(), edition)
}

// Commands is every command that is registered for an edition of a library.
func Commands(w *wording.Wording, e *knowledge.Edition) (all []*discordgo.ApplicationCommand) {
	for _, c := range commands {
		all = append(all, c.register(w))
	}
	for _, t := range served(e, responses.Question{}) {
		if t.Command.Text == "" || commandNamed(t.Command.Text) != nil {
			continue
		}
		all = append(all, &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: t.Command.Text, Description: clip(t.Summary.Text, 100),
			Options: textOption("about", w.Label("command-about"), false), Contexts: anyPlace, IntegrationTypes: anyInstall,
		})
	}
	return all
}

// maxQuestion is the longest question a command takes, in characters.
const maxQuestion = 1000

func textOption(name, description string, required bool) []*discordgo.ApplicationCommandOption {
	return []*discordgo.ApplicationCommandOption{{
		Type: discordgo.ApplicationCommandOptionString, Name: name, Description: clip(description, 100), Required: required, Autocomplete: true, MaxLength: maxQuestion,
	}}
}

// hashOf is a hash of what a member sees of commands. What Discord adds of its
// own (ids, versions, defaults) does not count, nor does the order.
func hashOf(all []*discordgo.ApplicationCommand) string {
	type option struct {
		Name, Description      string
		Required, Autocomplete bool
		Type, MaxLength        int
		Options                []option
	}
	var options func(all []*discordgo.ApplicationCommandOption) []option
	options = func(all []*discordgo.ApplicationCommandOption) (out []option) {
		for _, o := range all {
			out = append(out, option{o.Name, o.Description, o.Required, o.Autocomplete, int(o.Type), o.MaxLength, options(o.Options)})
		}
		return out
	}
	type seen struct {
		Name, Description string
		Type              int
		Options           []option
		Contexts          *[]discordgo.InteractionContextType
		Installs          *[]discordgo.ApplicationIntegrationType
		Permission        *int64
	}
	var list []seen
	for _, c := range all {
		list = append(list, seen{c.Name, c.Description, int(c.Type), options(c.Options), c.Contexts, c.IntegrationTypes, c.DefaultMemberPermissions})
	}
	slices.SortFunc(list, func(a, b seen) int { return strings.Compare(a.Name, b.Name) })
	data, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// withEdition calls f with the library in use in a language; not at all when the
// library is gone.
func (b *Bot) withEdition(locale string, f func(*knowledge.Edition)) {
	s := b.Library.Acquire()
	if s == nil {
		return
	}
	defer s.Release()
	if e := s.Library.Edition(locale); e != nil {
		f(e)
	}
}

// served is the topics of an edition that have an entry which is served where a
// question comes from.
func served(e *knowledge.Edition, q responses.Question) []*knowledge.Topic {
	now := time.Now()
	return slices.DeleteFunc(slices.Clone(e.Topics), func(t *knowledge.Topic) bool {
		return !slices.ContainsFunc(t.Entries, func(en *knowledge.Entry) bool { return q.Serves(en, now) })
	})
}

// commandTopic is the id of the topic that a command belongs to, "" for none.
// Commands are named in the fallback language, whatever the member's is.
func (b *Bot) commandTopic(command string) (id string) {
	b.withEdition("", func(e *knowledge.Edition) {
		for _, t := range served(e, responses.Question{}) {
			if t.Command.Text == command {
				id = t.ID
			}
		}
	})
	return id
}
