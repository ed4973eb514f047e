package simulator

import (
	"fmt"
	"slices"
)

// Flags that may be set by each way of sending. FlagEphemeral is not among those of
// a channel: whoever sets it there believes that the message is private. Edits of an
// answer may repeat it, see editAnswer.
const (
	createFlags   = FlagSuppressEmbeds | FlagSuppressNotifications | FlagComponentsV2
	editFlags     = FlagSuppressEmbeds | FlagComponentsV2
	callbackFlags = createFlags | FlagEphemeral
	updateFlags   = editFlags | FlagEphemeral
	deferFlags    = FlagEphemeral
)

// Limits of a message (B). Bots have 2000 characters, though the description says
// 4000 (README, gap 4).
const (
	maxContent    = 2000
	maxEmbeds     = 10
	maxEmbedTotal = 6000
)

var embedRule = fields{
	keys: map[string]rule{
		"type": text{0, 100}, "title": text{0, 256}, "description": text{0, 4096}, "url": webAddress,
		"timestamp": text{0, 100}, "color": whole{0, 0xFFFFFF},
		"footer":    fields{keys: map[string]rule{"text": text{0, 2048}, "icon_url": mediaAddress, "proxy_icon_url": whatever{}}, need: []string{"text"}},
		"image":     embedMedia,
		"thumbnail": embedMedia,
		"video":     whatever{}, "provider": whatever{},
		"author": fields{keys: map[string]rule{"name": text{1, 256}, "url": webAddress, "icon_url": mediaAddress, "proxy_icon_url": whatever{}}, need: []string{"name"}},
		"fields": listOf{of: embedField, max: 25},
	},
	whole: func(f *form, at place, o object) {
		for _, key := range []string{"title", "description", "footer", "author", "image", "thumbnail", "fields"} {
			if !isEmpty(o[key]) {
				return
			}
		}
		f.require(at.key("description"))
	},
}

var (
	embedMedia = fields{keys: map[string]rule{"url": mediaAddress, "proxy_url": whatever{}, "width": whatever{}, "height": whatever{}}, need: []string{"url"}}
	embedField = fields{keys: map[string]rule{"name": text{1, 256}, "value": text{1, 1024}, "inline": boolean{}}, need: []string{"name", "value"}}
)

var allowedMentionsRule = fields{
	keys: map[string]rule{
		"parse": listOf{of: mentionKind{}, max: 3}, "users": listOf{of: snowflake{}, max: 100},
		"roles": listOf{of: snowflake{}, max: 100}, "replied_user": boolean{},
	},
	// Discord wants one or the other: parse "users", or name them.
	whole: func(f *form, at place, o object) {
		parse, _ := o["parse"].([]any)
		for _, kind := range []string{"users", "roles"} {
			if slices.Contains(parse, any(kind)) && !isEmpty(o[kind]) {
				f.refuse(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", fmt.Sprintf("parse:[%q] and %s: [ids...] are mutually exclusive.", kind, kind))
			}
		}
	},
}

type mentionKind struct{}

func (mentionKind) check(f *form, at place, v any) {
	if v != "users" && v != "roles" && v != "everyone" {
		f.choices(at, "('users', 'roles', 'everyone')")
	}
}

// messageKeys are the fields that all ways of sending share.
func messageKeys(flags bits, more map[string]rule) map[string]rule {
	keys := map[string]rule{
		"content":          text{0, maxContent},
		"embeds":           listOf{of: embedRule, max: maxEmbeds},
		"components":       whatever{}, // in wholeMessage, by flag
		"allowed_mentions": allowedMentionsRule,
		"attachments":      listOf{of: attachmentRule, max: 10},
		"flags":            flags,
	}
	for key, rule := range more {
		keys[key] = rule
	}
	return keys
}

var attachmentRule = fields{keys: map[string]rule{
	"id": snowflake{}, "filename": text{0, 1024}, "description": text{0, 1024}, "title": text{0, 1024},
	// discordgo sends back what it was given.
	"url": whatever{}, "proxy_url": whatever{}, "content_type": whatever{}, "width": whatever{}, "height": whatever{},
	"size": whatever{}, "ephemeral": whatever{}, "duration_secs": whatever{}, "waveform": whatever{}, "flags": whatever{},
}, need: []string{"id"}}

var (
	createRule = fields{
		keys: messageKeys(createFlags, map[string]rule{
			"tts": boolean{}, "nonce": whatever{}, "enforce_nonce": boolean{}, "sticker_ids": listOf{of: snowflake{}, max: 3},
			"message_reference": fields{keys: map[string]rule{
				"type": oneOf{0, 1}, "message_id": snowflake{}, "channel_id": snowflake{}, "guild_id": snowflake{}, "fail_if_not_exists": boolean{},
			}, need: []string{"message_id"}},
		}),
		whole: wholeMessage,
	}
	editRule = fields{
		keys: messageKeys(editFlags, map[string]rule{
			"sticker_ids": listOf{of: snowflake{}, max: 3},
			// discordgo's MessageEdit sends its own two ids along, by their Go names.
			"ID": whatever{}, "Channel": whatever{},
		}),
		whole: wholeEdit,
	}
	webhookEditRule = fields{keys: messageKeys(updateFlags, nil), whole: wholeEdit}
	followUpRule    = fields{keys: messageKeys(callbackFlags, map[string]rule{"tts": boolean{}, "username": text{1, 80}, "avatar_url": webAddress}), whole: wholeMessage}
)

func messageForm(_ *call, f *form) { createRule.check(f, nil, f.body) }

func editForm(_ *call, f *form) { editRule.check(f, nil, f.body) }

func webhookEditForm(_ *call, f *form) { webhookEditRule.check(f, nil, f.body) }

func followUpForm(_ *call, f *form) { followUpRule.check(f, nil, f.body) }

func directChannelForm(_ *call, f *form) {
	fields{keys: map[string]rule{"recipient_id": snowflake{}}, need: []string{"recipient_id"}}.check(f, nil, f.body)
}

// wholeMessage checks what no single field can tell: the total of the embeds (README,
// gap 3) and the components, of which version 2 excludes content and embeds.
func wholeMessage(f *form, at place, o object) {
	if total := embedTotal(o["embeds"]); total > maxEmbedTotal {
		f.refuse(at.key("embeds"), "MAX_EMBED_SIZE_EXCEEDED", fmt.Sprintf("Embed size exceeds maximum size of %d", maxEmbedTotal))
	}
	flags, _ := integer(o["flags"])
	if flags&FlagComponentsV2 == 0 {
		checkLegacyComponents(f, at.key("components"), o["components"])
		return
	}
	for _, key := range []string{"content", "embeds", "sticker_ids"} {
		if !isEmpty(o[key]) {
			f.refuse(at.key(key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", fmt.Sprintf("The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", key))
		}
	}
	checkComponentsV2(f, at.key("components"), o["components"])
}

// wholeEdit is wholeMessage for an edit, which need not repeat the flag of version 2
// where it is set already; whether it is, mixesV2 finds out.
func wholeEdit(f *form, at place, o object) {
	components, _ := o["components"].([]any)
	for _, c := range components {
		c, _ := c.(object)
		if kind, _ := integer(c["type"]); o["flags"] == nil && topLevelV2[kind] != nil && kind != componentRow {
			checkComponentsV2(f, at.key("components"), components)
			return
		}
	}
	wholeMessage(f, at, o)
}

// embedTotal counts what Discord counts: titles, descriptions, fields, footers and
// authors of all embeds together.
func embedTotal(v any) (total int) {
	embeds, _ := v.([]any)
	for _, e := range embeds {
		o, _ := e.(object)
		total += textAt(o, "title") + textAt(o, "description")
		footer, _ := o["footer"].(object)
		author, _ := o["author"].(object)
		total += textAt(footer, "text") + textAt(author, "name")
		inner, _ := o["fields"].([]any)
		for _, field := range inner {
			field, _ := field.(object)
			total += textAt(field, "name") + textAt(field, "value")
		}
	}
	return total
}

func textAt(o object, key string) int {
	s, _ := o[key].(string)
	return length(s)
}

// isEmpty reports whether a value says nothing: null, "", [] or false.
func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return length(v) == 0
	case []any:
		return len(v) == 0
	case bool:
		return !v
	}
	return false
}
