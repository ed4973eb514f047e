package config

import "strings"

const (
	prefix      = "HEBB_"       // begins the name of every variable
	fileSuffix  = "_file"       // ends the key that names a secret's file
	ownVariable = "HEBB_CONFIG" // names the settings file, and is read by the caller
)

// A setting is a row of the table, which says what the fields mean.
type setting struct {
	key, standard, want, help string
	secret                    bool
	parse                     parseFunc
}

// fileKey is the key that names the file a secret is read from.
func (s setting) fileKey() string { return s.key + fileSuffix }

// homes names the two places a secret may come from.
func (s setting) homes() string { return variable(s.key) + " or " + s.fileKey() }

// variable is the name of the variable that stands for a key.
func variable(key string) string {
	return prefix + strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(key))
}

// An input is a key that can be given a value: that of a setting, or the one
// that names a secret's file.
type input struct {
	setting
	name string // the key, which for a secret's file is not the setting's
}

// namesFile says whether the input's value is the name of a secret's file.
func (i input) namesFile() bool { return i.name != i.key }

// inputs lists everything that can be given a value, in the table's order.
func inputs() []input {
	var all []input
	for _, s := range settings {
		all = append(all, input{s, s.key})
		if s.secret {
			all = append(all, input{s, s.fileKey()})
		}
	}
	return all
}

// inputFor finds the input with a key.
func inputFor(key string) (input, bool) {
	for _, in := range inputs() {
		if in.name == key {
			return in, true
		}
	}
	return input{}, false
}

// children lists what may stand in a section, by full key; "" is the whole file.
func children(section string) []string {
	var all []string
	seen := map[string]bool{}
	for _, in := range inputs() {
		rest, inside := in.name, true
		if section != "" {
			rest, inside = strings.CutPrefix(in.name, section+".")
		}
		if !inside {
			continue
		}
		name, _, _ := strings.Cut(rest, ".")
		if key := join(section, name); !seen[key] {
			seen[key] = true
			all = append(all, key)
		}
	}
	return all
}

// isSection says whether settings stand below a key.
func isSection(key string) bool { return key != "" && len(children(key)) > 0 }

// join puts a key below a section; "" is the whole file.
func join(section, name string) string {
	if section == "" {
		return name
	}
	return section + "." + name
}
