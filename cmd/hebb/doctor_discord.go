package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/bot"
	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses/wording"
)

// What is looked at on Discord, but for servers (doctor_servers.go).

// mostSkew is how wrong the machine's clock may be. Interactions over HTTP carry the time
// at which they were signed, and old ones are refused.
const mostSkew = 5 * time.Second

func (e *examination) lookAtClock() []finding {
	var err error
	if e.discord, err = bot.NewExaminer(bot.ExaminerOptions{Token: e.settings.Discord.Token.Reveal(), APIURL: e.settings.Discord.APIURL, Wait: e.wait}); err != nil {
		return one(problem, err.Error(), "mend discord.api_url")
	}
	before := e.now()
	theirs, err := e.discord.Time(e)
	after := e.now()
	if err != nil {
		return one(problem, "Discord cannot be reached: "+err.Error(), "look at the network, a proxy or firewall in between, and discord.api_url; https://discordstatus.com says whether Discord itself is ill")
	}
	e.reached = true
	// Theirs is cut to a second; it was told somewhere between before and after.
	skew := before.Add(after.Sub(before) / 2).Sub(theirs.Add(time.Second / 2))
	if skew.Abs() > mostSkew {
		side := "behind"
		if skew > 0 {
			side = "ahead of"
		}
		return one(warning, fmt.Sprintf("this machine's clock is %s %s Discord's", skew.Abs().Round(time.Second), side), "set it, by NTP for example: interactions over HTTP are refused when they seem old")
	}
	return one(well, fmt.Sprintf("within %s of Discord's", mostSkew), "")
}

func (e *examination) lookAtToken() []finding {
	if !e.settings.Discord.Token.IsSet() {
		return one(problem, "there is none", `get one at https://discord.com/developers/applications under "Bot", "Reset Token"; hebb ask works without`)
	}
	from := "from " + e.tokenFrom()
	if !e.reached {
		return one(warning, "there is one, "+from+"; not tried, as Discord does not answer", "look again when it does")
	}
	account, err := e.discord.Account(e)
	switch {
	case errors.Is(err, gateway.ErrToken):
		return one(problem, "Discord refuses the token "+from, `make a new one at https://discord.com/developers/applications under "Bot", "Reset Token", and put it in the place of the old`)
	case err != nil:
		return one(problem, "not known whether the token "+from+" is good: "+err.Error(), "look again in a minute")
	}
	e.account = account
	return one(well, fmt.Sprintf("Discord takes the token %s: the bot is %q", from, name(account.Username)), "")
}

// tokenFrom says where the token was found, never what it is.
func (e *examination) tokenFrom() string {
	for _, variable := range []string{"HEBB_DISCORD_TOKEN", "HEBB_DISCORD_TOKEN_FILE"} {
		if slices.ContainsFunc(e.sys.environ, func(v string) bool {
			return strings.HasPrefix(v, variable+"=") && v != variable+"="
		}) {
			return variable
		}
	}
	return "discord.token_file"
}

func (e *examination) lookAtApplication() []finding {
	app, err := e.discord.Application(e)
	if err != nil {
		return one(problem, "not known how the application is set up: "+err.Error(), "look again in a minute")
	}
	e.app = app
	found := fmt.Sprintf("%q, %s, public key %s", name(app.Name), app.ID, name(app.PublicKey))
	const installation = `in the developer portal, under "Installation", switch on `
	switch {
	case app.CodeGrant:
		return one(problem, found+"; the invite link does not work, as a code grant is required", `switch off "Requires OAuth2 Code Grant" in the developer portal, under "Bot"`)
	case !app.Servers:
		return one(problem, found+"; it cannot be added to servers", installation+`"Guild Install"`)
	case !app.People:
		return one(warning, found+"; people cannot add it for themselves", installation+`"User Install", if they shall`)
	}
	return one(well, found, "")
}

func (e *examination) lookAtInteractions() []finding {
	here, there := e.settings.Interactions, e.app.Interactions
	const portal = `"Interactions Endpoint URL" in the developer portal, under "General Information"`
	switch {
	case here.Listen == "" && there == "":
		return one(well, "they come over the gateway", "")
	case here.Listen == "":
		return one(problem, fmt.Sprintf("Discord sends them to %s, and Hebb does not listen: commands and buttons do nothing", name(there)), "set interactions.listen, or empty "+portal)
	case here.PublicKey == "":
		return one(problem, "interactions.public_key is empty: nothing that Discord sends can be trusted", "set it to "+name(e.app.PublicKey))
	case !strings.EqualFold(here.PublicKey, e.app.PublicKey):
		return one(problem, "interactions.public_key is another application's: all that Discord sends is refused", "set it to "+name(e.app.PublicKey))
	case there == "":
		return one(warning, "Hebb listens at "+here.Listen+", but Discord sends them over the gateway", "once Hebb runs, set "+portal)
	}
	return one(well, fmt.Sprintf("Discord sends them to %s, and Hebb listens at %s", name(there), here.Listen), "")
}

func (e *examination) lookAtIntents() []finding {
	if p := e.app.Privileged; len(p) > 0 {
		return one(warning, "privileged intents are switched on that Hebb does not use: "+strings.Join(p, ", "), `switch them off in the developer portal, under "Bot": what is not heard cannot leak`)
	}
	return one(well, "no privileged one is switched on, and none is needed", "")
}

func (e *examination) lookAtGateway() []finding {
	s, err := e.discord.Starts(e)
	if err != nil {
		return one(problem, "not known: "+err.Error(), "look again in a minute")
	}
	found := fmt.Sprintf("%s recommended; %d of %d connects left, all of them again in %s", count(s.Shards, "shard"), s.Left, s.Most, s.Reset.Round(time.Minute))
	switch {
	case s.Left == 0:
		return one(problem, found, "do not start Hebb before: Discord would reset the token")
	case s.Left < s.Most/10:
		return one(warning, found, "something connects too often: look for a second Hebb with this token, or one that restarts again and again")
	case e.settings.Discord.Shards > 0 && s.Shards > e.settings.Discord.Shards:
		return one(warning, found, fmt.Sprintf("discord.shards is %d: set it to auto, or to %d; a shard holds up to 2,500 servers", e.settings.Discord.Shards, s.Shards))
	}
	return one(well, found, "")
}

func (e *examination) lookAtCommands() []finding {
	words, err := wording.Load(knowledge.Fallback)
	if err != nil {
		return one(problem, "not known: "+err.Error(), "please report it")
	}
	r, err := e.discord.Registration(e, e.app.ID, bot.Commands(words, e.library.Edition("")))
	if err != nil {
		return one(problem, "not known: "+err.Error(), "look again in a minute")
	}
	if r.Same() {
		return one(well, fmt.Sprintf("Discord has the %s of this version", count(r.Commands, "command")), "")
	}
	var parts []string
	for _, p := range []struct {
		what string
		all  []string
	}{{"absent", r.Absent}, {"changed", r.Changed}, {"of another version", r.Surplus}} {
		if len(p.all) > 0 {
			parts = append(parts, p.what+": "+names("", p.all))
		}
	}
	return one(warning, fmt.Sprintf("Discord has others than the %s of this version; %s", count(r.Commands, "command"), strings.Join(parts, "; ")), "hebb run registers them when it starts")
}

func (e *examination) lookAtInvite() []finding {
	return one(well, bot.InviteLink(e.app.ID), "")
}
