package simulator

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of commands (B).
const (
	maxCommandSize    = 8000
	maxOptions        = 25
	maxChoiceValue    = 100 // the description says 6000 (README, gap 5)
	maxChatCommands   = 100
	maxUserCommands   = 15
	maxCreatesPerDay  = 200
	maxDescription    = 100
	maxStringOption   = 6000
	maxCommandsPut    = maxChatCommands + 2*maxUserCommands
	commandChat       = 1
	commandUser       = 2
	commandMessage    = 3
	optionSub         = 1
	optionGroup       = 2
	optionString      = 3
	optionInteger     = 4
	optionBoolean     = 5
	optionUser        = 6
	optionChannel     = 7
	optionRole        = 8
	optionMentionable = 9
	optionNumber      = 10
	optionAttachment  = 11
)

// commandName is the pattern of the docs (README, gap 2); its sc=Deva and sc=Thai
// are Go's Devanagari and Thai. Discord's own has an apostrophe too (E).
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// nameRule is the name of a chat command or option: of the pattern, and lower case
// wherever there is one.
type nameRule struct{}

func (nameRule) check(f *form, at place, v any) {
	s, _ := v.(string)
	switch {
	case s == "":
		f.require(at)
	case utf8.RuneCountInString(s) > 32:
		f.refuse(at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
	case !commandName.MatchString(s) || s != strings.ToLower(s):
		f.refuse(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

var locales = strings.Fields(`id en-US en-GB bg zh-CN zh-TW hr cs da nl fi fr de el hi hu it ja ko lt no pl pt-BR ro ru
	es-ES es-419 sv-SE th tr uk vi`)

func localized(of rule) rule {
	return mapOf{key: func(k string) bool { return slices.Contains(locales, k) }, of: of}
}

// choiceRule is a choice of an option, or of autocomplete if the type is 0.
func choiceRule(optionType int64) rule {
	var value rule = choiceValue{}
	switch optionType {
	case optionString:
		value = text{0, maxChoiceValue}
	case optionInteger:
		value = whole{-1 << 53, 1 << 53}
	case optionNumber:
		value = number{}
	}
	return fields{
		keys: map[string]rule{"name": text{1, 100}, "name_localizations": localized(text{1, 100}), "value": value},
		need: []string{"name", "value"},
	}
}

// choiceValue is a string or a number; which, only the option knows.
type choiceValue struct{}

func (choiceValue) check(f *form, at place, v any) {
	if s, ok := v.(string); ok {
		text{0, maxChoiceValue}.check(f, at, s)
		return
	}
	number{}.check(f, at, v)
}

// optionRule is an option of a type. discordgo sends every key, null or false, for
// every type (A.1), so all are known to all.
func optionRule(kind int64, inner rule) rule {
	return fields{
		keys: map[string]rule{
			"type": oneOf{kind}, "name": nameRule{}, "name_localizations": localized(nameRule{}),
			"description": text{1, maxDescription}, "description_localizations": localized(text{1, maxDescription}),
			"required": boolean{}, "autocomplete": boolean{}, "choices": listOf{of: choiceRule(kind), max: maxChoices},
			"channel_types": listOf{of: whole{0, 16}, max: 16}, "options": inner,
			"min_value": number{}, "max_value": number{}, "min_length": whole{0, maxStringOption}, "max_length": whole{1, maxStringOption},
		},
		need:  []string{"name", "description"},
		whole: wholeOption,
	}
}

func wholeOption(f *form, at place, o object) {
	if !isEmpty(o["autocomplete"]) && !isEmpty(o["choices"]) {
		f.refuse(at.key("autocomplete"), "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "An option cannot have both choices and autocomplete")
	}
	checkOptionOrder(f, at.key("options"), o["options"])
}

// checkOptionOrder: names are used once, and required options come first.
func checkOptionOrder(f *form, at place, v any) {
	options, _ := v.([]any)
	seen, optional := map[any]bool{}, false
	for i, option := range options {
		o, _ := option.(object)
		if seen[o["name"]] {
			f.refuse(at.index(i).key("name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		seen[o["name"]] = true
		required := !isEmpty(o["required"])
		if required && optional {
			f.refuse(at.index(i), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !required
	}
}

var (
	valueOptions = func() byType {
		all := byType{}
		for kind := int64(optionString); kind <= optionAttachment; kind++ {
			all[kind] = optionRule(kind, listOf{of: whatever{}, max: 0})
		}
		return all
	}()
	subOption    = optionRule(optionSub, listOf{of: valueOptions, max: maxOptions})
	groupOption  = optionRule(optionGroup, listOf{of: byType{optionSub: subOption}, min: 1, max: maxOptions})
	chatOptions  = withRules(valueOptions, byType{optionSub: subOption, optionGroup: groupOption})
	commandsRule = listOf{of: commandRule{}, max: maxCommandsPut}
)

// commandRule is a command of any type.
type commandRule struct{}

func (commandRule) check(f *form, at place, v any) {
	o, _ := v.(object)
	kind, given := integer(o["type"])
	if !given {
		kind = commandChat
	}
	var name, description rule = nameRule{}, text{1, maxDescription}
	if kind != commandChat { // the names of menu entries may have spaces and capitals
		name, description = text{1, 32}, text{0, 0}
	}
	fields{
		keys: map[string]rule{
			"id": snowflake{}, "application_id": snowflake{}, "guild_id": snowflake{}, "version": snowflake{}, "type": oneOf{commandChat, commandUser, commandMessage},
			"name": name, "name_localizations": localized(name), "description": description, "description_localizations": localized(description),
			"options": listOf{of: chatOptions, max: maxOptions}, "nsfw": boolean{}, "dm_permission": boolean{}, "default_permission": boolean{},
			"default_member_permissions": snowflake{}, // a string or a number (README, gap 1)
			"contexts":                   listOf{of: oneOf{0, 1, 2}, max: 3}, "integration_types": listOf{of: oneOf{0, 1}, max: 2},
		},
		need: []string{"name"}, whole: wholeCommand,
	}.check(f, at, v)
	if kind == commandChat && o["description"] == nil {
		f.require(at.key("description"))
	}
}

func wholeCommand(f *form, at place, o object) {
	checkOptionOrder(f, at.key("options"), o["options"])
	checkMixedOptions(f, at.key("options"), o["options"])
	if size := commandSize(o); size > maxCommandSize {
		f.refuse(at, "APPLICATION_COMMAND_TOO_LARGE", fmt.Sprintf("Command exceeds maximum size (%d)", maxCommandSize))
	}
}

// checkMixedOptions: a command has subcommands, or values, not both.
func checkMixedOptions(f *form, at place, v any) {
	options, _ := v.([]any)
	var subs, values bool
	for _, option := range options {
		o, _ := option.(object)
		kind, _ := integer(o["type"])
		subs = subs || kind == optionSub || kind == optionGroup
		values = values || kind > optionGroup
	}
	if subs && values {
		f.refuse(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

// commandSize is the text of a command: names, descriptions and values, each with
// its longest translation (README, gap 5).
func commandSize(o object) int {
	size := longest(o, "name") + longest(o, "description")
	if value, ok := o["value"].(string); ok {
		size += utf8.RuneCountInString(value)
	}
	for _, key := range []string{"options", "choices"} {
		inner, _ := o[key].([]any)
		for _, v := range inner {
			v, _ := v.(object)
			size += commandSize(v)
		}
	}
	return size
}

func longest(o object, key string) int {
	n := textAt(o, key)
	translations, _ := o[key+"_localizations"].(object)
	for locale := range translations {
		n = max(n, textAt(translations, locale))
	}
	return n
}

// commandsForm checks a bulk overwrite, names across commands included.
func commandsForm(_ *call, f *form) {
	commandsRule.check(f, nil, f.body)
	commands, _ := f.body.([]any)
	seen := map[string]bool{}
	for i, c := range commands {
		o, _ := c.(object)
		kind, given := integer(o["type"])
		if !given {
			kind = commandChat
		}
		key := fmt.Sprint(kind, " ", o["name"])
		if seen[key] {
			f.refuse(place{}.index(i).key("name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		seen[key] = true
	}
}
