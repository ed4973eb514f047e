package simulator

import "fmt"

// Limits of components (B).
const (
	maxRows         = 5
	maxPerRow       = 5
	maxComponentsV2 = 40   // in all; the description says 40 at the top only (README, gap 6)
	maxTextV2       = 4000 // in all text displays; not in the official docs
)

var (
	customID  = text{1, 100}
	emojiRule = fields{keys: map[string]rule{"id": snowflake{}, "name": text{0, 32}, "animated": boolean{}}}
	mediaRule = fields{keys: map[string]rule{"url": mediaAddress}, need: []string{"url"}}
	anyID     = whole{0, 1<<31 - 1}
)

var buttonRule = fields{
	keys: map[string]rule{
		"type": oneOf{componentButton}, "id": anyID, "style": oneOf{1, 2, 3, 4, 5, 6}, "label": text{0, 80},
		"custom_id": customID, "url": address{512, []string{"http", "https", "discord"}}, "sku_id": snowflake{},
		"emoji": emojiRule, "disabled": boolean{},
	},
	need:  []string{"style"},
	whole: wholeButton,
}

// wholeButton: a link has an address and no custom_id, the others the reverse, and
// there is something to see.
func wholeButton(f *form, at place, o object) {
	style, _ := integer(o["style"])
	switch {
	case style == buttonPremium:
		return
	case style == buttonLink && isEmpty(o["url"]):
		f.require(at.key("url"))
	case style == buttonLink && !isEmpty(o["custom_id"]):
		f.refuse(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	case style != buttonLink && isEmpty(o["custom_id"]):
		f.refuse(at, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required for this button style")
	case style != buttonLink && !isEmpty(o["url"]):
		f.refuse(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	}
	if isEmpty(o["label"]) && o["emoji"] == nil {
		f.refuse(at.key("label"), "BUTTON_COMPONENT_LABEL_REQUIRED", "A label or an emoji is required")
	}
}

var selectOption = fields{
	keys: map[string]rule{"label": text{1, 100}, "value": text{1, 100}, "description": text{0, 100}, "emoji": emojiRule, "default": boolean{}},
	need: []string{"label", "value"},
}

func selectRule(kind int64, more map[string]rule, need ...string) fields {
	keys := map[string]rule{
		"type": oneOf{kind}, "id": anyID, "custom_id": customID, "placeholder": text{0, 150}, "min_values": whole{0, 25},
		"max_values": whole{1, 25}, "disabled": boolean{}, "required": boolean{}, "default_values": whatever{},
	}
	for key, rule := range more {
		keys[key] = rule
	}
	return fields{keys: keys, need: append(need, "custom_id"), whole: wholeSelect}
}

// wholeSelect: min_values is at most max_values, and no two options have one value.
func wholeSelect(f *form, at place, o object) {
	least, hasLeast := integer(o["min_values"])
	most, hasMost := integer(o["max_values"])
	if !hasMost {
		most = 1
	}
	if hasLeast && least > most {
		f.refuse(at.key("min_values"), "COMPONENT_SELECT_MIN_VALUES_EXCEEDS_MAX", "The minimum number of values exceeds the maximum")
	}
	options, _ := o["options"].([]any)
	seen := map[any]bool{}
	for i, option := range options {
		option, _ := option.(object)
		if value := option["value"]; value != nil && seen[value] {
			f.refuse(at.key("options").index(i).key("value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		} else {
			seen[value] = true
		}
	}
}

var (
	stringSelect = selectRule(componentSelect, map[string]rule{"options": listOf{of: selectOption, min: 1, max: 25}}, "options")
	selectRules  = byType{
		componentSelect:      stringSelect,
		componentUserSelect:  selectRule(componentUserSelect, nil),
		componentRoleSelect:  selectRule(componentRoleSelect, nil),
		componentMentionable: selectRule(componentMentionable, nil),
		componentChannels:    selectRule(componentChannels, map[string]rule{"channel_types": listOf{of: whole{0, 16}, max: 16}}),
	}
	inRow = withRules(selectRules, byType{componentButton: buttonRule})
)

func withRules(sets ...byType) byType {
	all := byType{}
	for _, set := range sets {
		for kind, rule := range set {
			all[kind] = rule
		}
	}
	return all
}

var rowRule = fields{
	keys:  map[string]rule{"type": oneOf{componentRow}, "id": anyID, "components": listOf{of: inRow, min: 1, max: maxPerRow}},
	need:  []string{"components"},
	whole: wholeRow,
}

// wholeRow: five buttons or one select, which takes the width of five.
func wholeRow(f *form, at place, o object) {
	inner, _ := o["components"].([]any)
	width := 0
	for i, c := range inner {
		c, _ := c.(object)
		if kind, _ := integer(c["type"]); kind == componentButton {
			width++
		} else {
			width += maxPerRow
		}
		if width > maxPerRow {
			f.refuse(at.key("components").index(i), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
		}
	}
}

func checkLegacyComponents(f *form, at place, v any) {
	if v == nil {
		return
	}
	listOf{of: byType{componentRow: rowRule}, max: maxRows}.check(f, at, v)
	checkUnique(f, at, v)
}

// checkUnique: a custom_id is used once in a message.
func checkUnique(f *form, at place, v any) {
	seen := map[string]bool{}
	eachComponent(at, v, func(at place, c object) {
		id, _ := c["custom_id"].(string)
		if id != "" && seen[id] {
			f.refuse(at.key("custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		seen[id] = true
	})
}

// eachComponent visits every component in v, also accessories.
func eachComponent(at place, v any, visit func(place, object)) {
	switch v := v.(type) {
	case []any:
		for i, c := range v {
			eachComponent(at.index(i), c, visit)
		}
	case object:
		visit(at, v)
		for _, key := range []string{"components", "accessory", "component"} {
			if inner, ok := v[key]; ok {
				eachComponent(at.key(key), inner, visit)
			}
		}
	}
}

var (
	textDisplay = fields{keys: map[string]rule{"type": oneOf{componentText}, "id": anyID, "content": text{1, maxTextV2}}, need: []string{"content"}}
	thumbnail   = fields{keys: map[string]rule{"type": oneOf{componentThumbnail}, "id": anyID, "media": mediaRule, "description": text{0, 1024}, "spoiler": boolean{}}, need: []string{"media"}}
	sectionRule = fields{keys: map[string]rule{
		"type": oneOf{componentSection}, "id": anyID, "components": listOf{of: byType{componentText: textDisplay}, min: 1, max: 3},
		"accessory": byType{componentButton: buttonRule, componentThumbnail: thumbnail},
	}, need: []string{"components", "accessory"}}
	galleryRule = fields{keys: map[string]rule{"type": oneOf{componentGallery}, "id": anyID, "items": listOf{
		of: fields{keys: map[string]rule{"media": mediaRule, "description": text{0, 1024}, "spoiler": boolean{}}, need: []string{"media"}}, min: 1, max: 10,
	}}, need: []string{"items"}}
	fileRule      = fields{keys: map[string]rule{"type": oneOf{componentFile}, "id": anyID, "file": mediaRule, "spoiler": boolean{}}, need: []string{"file"}}
	separatorRule = fields{keys: map[string]rule{"type": oneOf{componentSeparator}, "id": anyID, "divider": boolean{}, "spacing": oneOf{1, 2}}}
	inContainer   = byType{
		componentRow: rowRule, componentSection: sectionRule, componentText: textDisplay,
		componentGallery: galleryRule, componentFile: fileRule, componentSeparator: separatorRule,
	}
	containerRule = fields{keys: map[string]rule{
		"type": oneOf{componentContainer}, "id": anyID, "components": listOf{of: inContainer, min: 1, max: maxComponentsV2},
		"accent_color": whole{0, 0xFFFFFF}, "spoiler": boolean{},
	}, need: []string{"components"}}
	topLevelV2 = withRules(inContainer, byType{componentContainer: containerRule})
)

func checkComponentsV2(f *form, at place, v any) {
	if v == nil {
		return
	}
	listOf{of: topLevelV2, max: maxComponentsV2}.check(f, at, v)
	checkUnique(f, at, v)
	count, letters := 0, 0
	eachComponent(at, v, func(_ place, c object) {
		count++
		if kind, _ := integer(c["type"]); kind == componentText {
			letters += textAt(c, "content")
		}
	})
	if count > maxComponentsV2 {
		f.refuse(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", fmt.Sprintf("The total number of components exceeds the maximum of %d", maxComponentsV2))
	}
	if letters > maxTextV2 {
		f.refuse(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", fmt.Sprintf("Displayable text size exceeds maximum size of %d", maxTextV2))
	}
}
