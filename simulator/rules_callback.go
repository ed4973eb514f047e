package simulator

// Types of first answers to an interaction.
const (
	callbackPong         = 1
	callbackMessage      = 4
	callbackDefer        = 5
	callbackDeferUpdate  = 6
	callbackUpdate       = 7
	callbackAutocomplete = 8
	callbackModal        = 9
)

const maxChoices = 25

// leftovers are fields that discordgo always sends, empty, whatever the type (A.1).
var leftovers = map[string]rule{"tts": boolean{}, "content": whatever{}, "components": whatever{}, "embeds": whatever{}}

func withLeftovers(keys map[string]rule) map[string]rule {
	for key, rule := range leftovers {
		if keys[key] == nil {
			keys[key] = rule
		}
	}
	return keys
}

var callbackData = map[int64]rule{
	callbackMessage: fields{keys: messageKeys(callbackFlags, map[string]rule{"tts": boolean{}}), whole: wholeMessage},
	callbackUpdate:  fields{keys: messageKeys(updateFlags, map[string]rule{"tts": boolean{}}), whole: wholeEdit},
	// A deferral can only say that it will be ephemeral (B, interaction).
	callbackDefer:       fields{keys: withLeftovers(map[string]rule{"flags": bits(deferFlags)})},
	callbackDeferUpdate: fields{keys: withLeftovers(map[string]rule{"flags": bits(0)})},
	callbackAutocomplete: fields{
		keys: withLeftovers(map[string]rule{"choices": listOf{of: choiceRule(0), max: maxChoices}}),
		// discordgo drops an empty list (A.1): Discord then wants the field.
		need: []string{"choices"},
	},
	callbackModal: fields{
		keys: withLeftovers(map[string]rule{
			"custom_id": customID, "title": text{1, 45}, "components": listOf{of: inModal, min: 1, max: 5},
		}),
		need:  []string{"custom_id", "title", "components"},
		whole: func(f *form, at place, o object) { checkUnique(f, at.key("components"), o["components"]) },
	},
}

// callbackForm checks a first answer; which rule holds depends on its type.
func callbackForm(_ *call, f *form) {
	fields{keys: map[string]rule{
		"type": oneOf{callbackMessage, callbackDefer, callbackDeferUpdate, callbackUpdate, callbackAutocomplete, callbackModal},
		"data": whatever{},
	}, need: []string{"type"}}.check(f, nil, f.body)
	o, _ := f.body.(object)
	kind, _ := integer(o["type"])
	rule := callbackData[kind]
	switch {
	case rule == nil:
	case o["data"] != nil:
		rule.check(f, place{"data"}, o["data"])
	case kind != callbackDefer && kind != callbackDeferUpdate:
		f.require(place{"data"})
	}
}

var textInput = fields{
	keys: map[string]rule{
		"type": oneOf{componentTextInput}, "id": anyID, "custom_id": customID, "style": oneOf{1, 2}, "label": text{1, 45},
		"value": text{0, 4000}, "placeholder": text{0, 100}, "required": boolean{},
		"min_length": whole{0, 4000}, "max_length": whole{1, 4000},
	},
	need: []string{"custom_id", "style"},
}

// inModal is what a modal is made of: labels, text, and the older rows, in which
// the input has the label (A.1: still what discordgo v0.29.0 sends).
var inModal = byType{
	componentText: textDisplay,
	componentRow: fields{
		keys: map[string]rule{"type": oneOf{componentRow}, "id": anyID, "components": listOf{of: byType{componentTextInput: labelled(textInput)}, min: 1, max: 1}},
		need: []string{"components"},
	},
	componentLabel: fields{
		keys: map[string]rule{
			"type": oneOf{componentLabel}, "id": anyID, "label": text{1, 45}, "description": text{0, 100},
			"component": withRules(selectRules, byType{componentTextInput: textInput, componentUpload: uploadRule}),
		},
		need: []string{"label", "component"},
	},
}

var uploadRule = fields{
	keys: map[string]rule{
		"type": oneOf{componentUpload}, "id": anyID, "custom_id": customID, "min_values": whole{0, 10},
		"max_values": whole{1, 10}, "required": boolean{},
	},
	need: []string{"custom_id"},
}

func labelled(r fields) fields {
	r.need = append([]string{"label"}, r.need...)
	return r
}
