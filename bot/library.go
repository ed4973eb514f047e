package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/responses/wording"
)

// The library in moderators' hands: /library, and the buttons, menus and forms that it
// shows. Those of the home server change it for all; those of any other server change only
// what is served there. What is typed here is exempt from triage: it is the library's text.

// Whose moderators may do something.
type whose int

const (
	ofAny  whose = iota // those of the server they are in
	ofHome              // those of the home server, in it
)

// librarySubs is the subcommands of /library. To add one, write its handler in a file of
// its own, a row here, and its words "library-NAME" and "library-NAME-OPTION" in
// responses/wording/en/moderators.yaml.
var librarySubs []librarySub

// A librarySub is one row.
type librarySub struct {
	name     string
	who      whose
	option   string                                             // its text option, "" for none
	required bool                                               // the option must be given
	suggest  func(b *Bot, i interaction, typed string) []choice // its autocomplete, nil for none
	handle   func(b *Bot, ctx context.Context, i interaction) view
}

// libraryActs is what each button, menu and form does, by the act in its custom id,
// "h1:l:ACT:ARGUMENT". The rights are looked at anew at each.
var libraryActs map[string]libraryAct

// A libraryAct is one row. In a menu arg is what stands in the custom id; what was selected
// is i.Values. What was typed into a form is i.Fields.
type libraryAct struct {
	who    whose
	handle func(b *Bot, ctx context.Context, i interaction, arg string) view
}

func init() { // variables would refer to themselves through their handlers
	librarySubs = []librarySub{
		{name: "why", who: ofAny, option: "question", required: true, handle: (*Bot).libraryWhy},
		{name: "edit", who: ofHome, option: "entry", required: true, suggest: (*Bot).editable, handle: (*Bot).libraryEdit},
		{name: "new", who: ofHome, option: "topic", required: true, suggest: (*Bot).topicIDs, handle: (*Bot).libraryNew},
		{name: "phrasing", who: ofHome, option: "entry", required: true, suggest: (*Bot).entryChoices, handle: (*Bot).libraryPhrasing},
		{name: "withdraw", who: ofAny, option: "entry", required: true, suggest: (*Bot).entryChoices, handle: (*Bot).libraryWithdraw},
		{name: "review", who: ofHome, handle: (*Bot).libraryReview},
		{name: "history", who: ofHome, option: "entry", required: true, suggest: (*Bot).entryChoices, handle: (*Bot).libraryHistory},
		{name: "restore", who: ofHome, option: "entry", required: true, suggest: (*Bot).entryChoices, handle: (*Bot).libraryHistory},
		{name: "helpline", who: ofHome, option: "id", required: true, suggest: (*Bot).lineChoices, handle: (*Bot).libraryHelpline},
		{name: "insights", who: ofHome, handle: (*Bot).insights},
	}
	libraryActs = map[string]libraryAct{
		"why": {ofAny, (*Bot).pressedWhy},

		"typed":   {ofHome, (*Bot).typedIn},
		"again":   {ofHome, (*Bot).pressedAgain},
		"newest":  {ofHome, (*Bot).pressedNewest},
		"discard": {ofHome, (*Bot).pressedDiscard},
		"publish": {ofHome, (*Bot).pressedPublish},
		"ask":     {ofHome, (*Bot).pressedAsk},
		"approve": {ofHome, (*Bot).pressedApprove},

		"pull":     {ofAny, (*Bot).pressedPull},
		"hide":     {ofAny, (*Bot).pressedHide},
		"unhide":   {ofAny, (*Bot).pressedUnhide},
		"withdraw": {ofHome, (*Bot).pressedWithdraw},
		"no-line":  {ofHome, (*Bot).pressedNoLine},
		"review":   {ofHome, (*Bot).pressedReviewPage},
		"pulled":   {ofHome, (*Bot).pressedPulled},
		"lift":     {ofHome, (*Bot).pressedLift},
		"second":   {ofHome, (*Bot).pressedSecond},
		"line":     {ofHome, (*Bot).pressedLine},
		"version":  {ofHome, (*Bot).pressedVersion},
		"back":     {ofHome, (*Bot).pressedBack},

		"insights":      {ofHome, (*Bot).insightsPage},
		"use-phrasing":  {ofHome, (*Bot).usePhrasing},
		"drop-phrasing": {ofHome, (*Bot).dropPhrasing},
	}
}

// libraryID is the custom id of an act.
func libraryID(act string, args ...string) string {
	return customID(onLibrary, strings.Join(append([]string{act}, args...), ":"))
}

// libraryOptions is the subcommands as Discord is told of them.
func libraryOptions(w *wording.Wording) (out []*discordgo.ApplicationCommandOption) {
	for _, s := range librarySubs {
		o := &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionSubCommand, Name: s.name, Description: clip(w.Label("library-"+s.name), 100)}
		if s.option != "" {
			o.Options = textOption(s.option, w.Label("library-"+s.name+"-"+s.option), s.required)
			o.Options[0].Autocomplete = s.suggest != nil
		}
		out = append(out, o)
	}
	return out
}

// library does a subcommand for somebody who may.
func (b *Bot) library(ctx context.Context, i interaction) view {
	n := slices.IndexFunc(librarySubs, func(s librarySub) bool { return s.name == i.Sub })
	if n < 0 {
		return refusal(b.Responder.Wording().Label("library-unknown"))
	}
	if v, refused := b.refused(i, librarySubs[n].who); refused {
		return b.unlessAtRisk(ctx, i, v)
	}
	v := librarySubs[n].handle(b, ctx, i)
	v.Private = true
	if v.group != "risk" {
		v.group = "other"
	}
	return v
}

// pressedLibrary does an act for somebody who may.
func (b *Bot) pressedLibrary(ctx context.Context, i interaction, _ string) view {
	_, value, _ := parseCustomID(i.CustomID)
	act, arg, _ := strings.Cut(value, ":")
	do, ok := libraryActs[act]
	if !ok {
		return refusal(b.Responder.Wording().Label("library-unknown"))
	}
	if v, refused := b.refused(i, do.who); refused {
		return b.unlessAtRisk(ctx, i, v)
	}
	v := do.handle(b, ctx, i, arg)
	v.Private = true
	if v.group != "risk" {
		v.group = "other"
	}
	return v
}

// librarySuggestions is the autocomplete of a subcommand, for who may use it.
func (b *Bot) librarySuggestions(i interaction, typed string) []choice {
	n := slices.IndexFunc(librarySubs, func(s librarySub) bool { return s.name == i.Sub })
	if n < 0 || librarySubs[n].suggest == nil {
		return nil
	}
	if _, refused := b.refused(i, librarySubs[n].who); refused {
		return nil
	}
	return librarySubs[n].suggest(b, i, typed)
}

// refused says why somebody may not do something, if so.
func (b *Bot) refused(i interaction, who whose) (v view, refused bool) {
	w := b.Responder.Wording()
	switch {
	case i.Guild == "":
		return refusal(w.Label("library-server-only")), true
	case who == ofAny && !b.moderates(i) && !b.edits(i):
		return refusal(w.Label("library-no-right")), true
	case who == ofHome && b.HomeGuild == "":
		return refusal(w.Label("library-no-home")), true
	case who == ofHome && i.Guild != b.HomeGuild:
		return refusal(w.Label("library-not-home")), true
	case who == ofHome && !b.edits(i):
		return refusal(w.Label("library-no-right")), true
	}
	return view{}, false
}
